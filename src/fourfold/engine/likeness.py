"""Likeness of texts: how alike an outcome is to items and to other outcomes, by marks in common, in per mille.

Marks and weights are those of `engine.nearness`, with fewer than 64 texts weighed as if there were 64. A text is a set
of marks with a strength from 0 to 1000 each: its own have 1000. Where a text lacks one of the two languages, its marks
are carried over by the dictionary that the dossier itself is: every text that says the same in both. For an English
mark e and a Chinese mark z that c texts have together, while a texts have e and b have z, the strength of z for e is
the Dice coefficient ⌊2000·c / (a + b)⌋, kept from 250 on, for c ≥ 2, and of each mark the four strongest. No word list
and no model is asked.

Likeness is the cosine of the weighted marks, ⌊1000·Σ wₘ·sₘ·tₘ / √(Σ wₘ·sₘ² · Σ wₘ·tₘ²)⌋, in integers throughout, so
that equal documents give equal answers everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isqrt

from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.nearness import RUNS, Marks, Weights, marks, nearness, stem, weigh

WHOLE = 1000
_LEAST_TOGETHER = 2
_LEAST_STRENGTH = 250
_MOST_WORDS = 4
_FEW = 64
_TELLING = 841
"""What a mark weighs that one text in twelve has: one that more have is no reason that people could judge by."""
Strengths = Mapping[str, int]
Dictionary = Mapping[str, Strengths]


def dictionary(texts: Iterable[Text]) -> Dictionary:
    """The marks of the other language that go with each mark, and how strongly, by texts that say the same in both.

    >>> said = [Text(en="Switch", zh="交换"), Text(en="Switch room", zh="交换 机房"), Text(en="Room", zh="机房")]
    >>> dictionary(said)["switch"], dictionary(said)["机房"]
    ({'交换': 1000}, {'room': 1000})
    """
    alone: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for text in sorted({(each.en, each.zh) for each in texts if each.en and each.zh}):
        first, second = (marks(said) for said in text if said)
        alone.update(first | second)
        together.update((one, other) for one in first for other in second if one != other)
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), times in together.items():
        strength = 2 * WHOLE * times // (alone[one] + alone[other])
        if times >= _LEAST_TOGETHER and strength >= _LEAST_STRENGTH:
            found[one][other] = found[other][one] = strength
    return {mark: _strongest(each) for mark, each in found.items()}


def _strongest(strengths: Strengths) -> Strengths:
    return dict(sorted(strengths.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_WORDS])


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts of one sort by key, found by their marks."""

    having: Mapping[str, tuple[tuple[str, int], ...]]
    sizes: Mapping[str, int]

    @classmethod
    def of(cls, texts: Mapping[str, Strengths], weights: Weights) -> "Corpus":
        """Texts by key, each a set of marks with their strengths."""
        having: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for key in sorted(texts):
            for mark, strength in texts[key].items():
                having[mark].append((key, strength))
        sizes = {key: size(text, weights) for key, text in texts.items()}
        return cls({mark: tuple(each) for mark, each in having.items()}, sizes)

    def alike(self, text: Strengths, weights: Weights) -> Mapping[str, int]:
        """How alike a text is to each of these, in per mille; those with nothing in common are left out."""
        common: defaultdict[str, int] = defaultdict(int)
        for mark, strength in text.items():
            weighed = weights.get(mark, 0) * strength
            for key, other in self.having.get(mark, ()):
                common[key] += weighed * other
        own = size(text, weights)
        return {key: cosine(amount, own * self.sizes[key]) for key, amount in common.items() if amount}


def cosine(common: int, sizes: int) -> int:
    """⌊1000·common / √sizes⌋, by integers; 0 where there is nothing to compare.

    >>> cosine(3, 16)
    750
    """
    return isqrt(WHOLE * WHOLE * common * common // sizes) if sizes else 0


def size(text: Strengths, weights: Weights) -> int:
    """The square of the length of a text: the sum of each weight times the square of the strength."""
    return sum(weights.get(mark, 0) * strength * strength for mark, strength in text.items())


class Likeness:
    """The outcomes and the leaves of an index, compared by their marks."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.near = nearness(index)

    @cached_property
    def weights(self) -> Weights:
        """The weight of each mark: the less of those among titles and among outcomes."""
        titles = weigh([title.both() for title in self.near.titles.values()], least=_FEW)
        texts = weigh(list(self.near.texts.values()), least=_FEW)
        return {mark: min(each[mark] for each in (titles, texts) if mark in each) for mark in {*titles, *texts}}

    @cached_property
    def dictionary(self) -> Dictionary:
        """What the dossier says in both languages."""
        return dictionary(_texts(self.index))

    @cached_property
    def outcomes(self) -> Mapping[str, Strengths]:
        """The marks of each outcome by its key, those carried over to a language it lacks among them."""
        return {key: self._strengths(outcome.text) for key, outcome in self.index.outcomes.items()}

    def _strengths(self, text: Text) -> Strengths:
        own = marks(text.en or "") | marks(text.zh or "")
        found = dict.fromkeys(own, WHOLE)
        if text.missing():
            for mark in sorted(own):
                for other, strength in self.dictionary.get(mark, {}).items():
                    found[other] = max(found.get(other, 0), strength)
        return found

    @cached_property
    def leaves(self) -> Corpus:
        """The titles of all leaves."""
        leaves = (leaf for framework in self.index.frameworks.values() for leaf in framework.leaves())
        titles = {leaf.key: dict.fromkeys(self.near.titles[leaf.key].both(), WHOLE) for leaf in leaves}
        return Corpus.of(titles, self.weights)

    @cached_property
    def said(self) -> Corpus:
        """What all outcomes say."""
        return Corpus.of(self.outcomes, self.weights)

    def to_leaves(self, outcome: str) -> Mapping[str, int]:
        """How alike an outcome is to the titles of leaves, in per mille."""
        return self.leaves.alike(self.outcomes[outcome], self.weights)

    def to_outcomes(self, outcome: str) -> Mapping[str, int]:
        """How alike an outcome is to the others, in per mille."""
        found = self.said.alike(self.outcomes[outcome], self.weights)
        return {key: amount for key, amount in found.items() if key != outcome}

    def between_leaves(self, leaf: str) -> Mapping[str, int]:
        """How alike the title of a leaf is to those of all leaves, in per mille."""
        return self.leaves.alike(dict.fromkeys(self.near.titles[leaf].both(), WHOLE), self.weights)

    def common(self, outcome: str, leaf: str) -> tuple[Marks, Marks]:
        """The marks that an outcome shares with the title of a leaf: its own, and those carried over."""
        title = self.near.titles[leaf].both()
        own = title & self.near.texts[outcome]
        return self._telling(own), self._telling(title & self.outcomes[outcome].keys() - own)

    def _telling(self, some: Marks) -> Marks:
        """Those that weigh at least a quarter of the heaviest, and are not everywhere: “and” explains nothing.

        Nor does a Chinese character that stands alone: such a one is hardly ever more than a particle.
        """
        weights = self.weights
        heard = {mark for mark in some if weights[mark] >= _TELLING and (mark.isascii() or len(mark) > 1)}
        most = max((weights[mark] for mark in heard), default=0)
        return frozenset(mark for mark in heard if 4 * weights[mark] >= most)


def spoken(text: Text, some: Marks) -> tuple[str, ...]:
    """The words of a text that have one of the marks, as it writes them; Chinese as far as its pairs go together.

    >>> spoken(Text(en="VLANs and links", zh="虚拟局域网的链路聚合"), frozenset({"vlan", "链路", "路聚", "聚合"}))
    ('VLANs', '链路聚合')
    """
    found = (word for said in (text.en, text.zh) if said for word in _spoken(said, some))
    return tuple({word.lower(): word for word in found}.values())


def _spoken(said: str, some: Marks) -> Iterator[str]:
    for run in RUNS.finditer(said):
        if run[1] is None:
            if stem(run[0].lower()) in some:
                yield run[0]
        elif len(run[0]) == 1:
            if run[0] in some:
                yield run[0]
        else:
            yield from _stretches(run[0], some)


def _stretches(run: str, some: Marks) -> Iterator[str]:
    """The longest stretches of a Chinese run in which every pair that stands side by side is a mark."""
    start = None
    for at in range(len(run)):
        paired = run[at : at + 2] in some
        if paired and start is None:
            start = at
        elif not paired and start is not None:
            yield run[start : at + 1]
            start = None


def _texts(index: Index) -> Iterator[Text]:
    """Every title and every outcome of a dossier."""
    yield from (outcome.text for outcome in index.outcomes.values())
    yield from (project.title for course in index.courses.values() for project in course.projects)
    yield from (framework.title for framework in index.frameworks.values())
    titled = (index.courses, index.modules, index.programs, index.categories, index.technologies, index.items)
    yield from (each.title for nouns in titled for each in nouns.values())


def likeness(index: Index) -> Likeness:
    """The texts of an index, compared once for as long as it lives."""
    return kept(index, "likeness", lambda: Likeness(index))
