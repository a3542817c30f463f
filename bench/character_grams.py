"""The baseline for suggestions: TF-IDF over character n-grams, and the cosine of an outcome and the titles of leaves.

Runs of two to four characters, blanks among them; (1 + ln tf) · (1 + ln((1 + N) / (1 + n))), each text of length one.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from math import log, sqrt

from fourfold.domain.text import Text
from fourfold.engine.index import Index

SHORTEST, LONGEST = 2, 4


class CharacterGrams:
    """The outcomes and leaves of an index by their n-grams."""

    def __init__(self, index: Index) -> None:
        leaves = {leaf.key: leaf.title for each in index.frameworks.values() for leaf in each.leaves()}
        texts = leaves | {key: outcome.text for key, outcome in index.outcomes.items()}
        counted = {key: Counter(_grams(text)) for key, text in texts.items()}
        frequency = Counter(gram for grams in counted.values() for gram in grams)
        self._rarity = {gram: 1 + log((1 + len(texts)) / (1 + n)) for gram, n in frequency.items()}
        self._vectors = {key: self._vector(grams) for key, grams in counted.items()}
        self._having: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for key in leaves:
            for gram, value in self._vectors[key].items():
                self._having[gram].append((key, value))
        self._leaves = sorted(leaves)
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        for _, link in index.links():
            self._linked[link.outcome].add(link.item)

    def _vector(self, grams: Mapping[str, int]) -> Mapping[str, float]:
        raw = {gram: (1 + log(n)) * self._rarity[gram] for gram, n in grams.items()}
        length = sqrt(sum(value * value for value in raw.values())) or 1
        return {gram: value / length for gram, value in raw.items()}

    def ranked(self, outcome: str) -> list[str]:
        """The leaves that an outcome does not serve, the likeliest first."""
        scores: defaultdict[str, float] = defaultdict(float)
        for gram, value in self._vectors[outcome].items():
            for leaf, other in self._having.get(gram, ()):
                scores[leaf] += value * other
        open_ = (leaf for leaf in self._leaves if leaf not in self._linked[outcome])
        return sorted(open_, key=lambda leaf: (-scores[leaf], leaf))


def _grams(text: Text) -> list[str]:
    said = " ".join([text.en or "", text.zh or ""]).lower().split()
    run = f" {' '.join(said)} "
    return [run[at : at + long] for long in range(SHORTEST, LONGEST + 1) for at in range(len(run) - long + 1)]
