"""Which items an outcome may serve: leaves of the frameworks that its cluster pins, ranked, each with its reasons.

The score of a leaf i for an outcome o is ⌊Σ wₛ·sₛ(o, i) / 1000⌋ over signs s, each from 0 to 1000, with weights w that
add up to 100 (`engine.suggestion`; decision 0012 says how they were found):

- *words*: the likeness of o and the title of i (`engine.likeness`); *meaning*: what the caller's model says of the two;
- *alike*: outcomes vote for what they serve, at most 1000 for a leaf: the 20 most like o with their likeness; with a
  model half of that, and half of the share that each of the 10 most alike in meaning has in the squares of likenesses;
- *elsewhere*: the likeness of the title of i to that of another item that o serves, from 800 on;
- *course*: the share of the other outcomes of the course that serve i; *sibling*: 1000 where the course serves i or a
  leaf beside it;
- *program*, *technology*: 1000 where a program that can take the course names the framework, and where the course and i
  name one technology.

Everything is counted in integers, and equal scores stand in the order of frameworks and their leaves, so that equal
documents give equal suggestions, whatever the order of their parts.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from heapq import nsmallest

from fourfold.domain.marks import Key
from fourfold.engine.index import Index
from fourfold.engine.likeness import WHOLE
from fourfold.engine.suggest_reasons import reasons_for
from fourfold.engine.suggest_signs import Signs
from fourfold.engine.suggestion import BY_MEANING, BY_WORDS, Meaning, Sign, Suggestion, depth_for

TELLING = frozenset({Sign.WORDS, Sign.MEANING, Sign.ALIKE, Sign.ELSEWHERE, Sign.COURSE})
"""The signs that tell an item from those beside it; the others speak for whole groups alike."""
LEAST = 1
"""Where these bring less than so many points, nothing is suggested, whatever the others say."""
Weights = Mapping[Sign, int]


def suggest(
    index: Index,
    *,
    outcome: Key,
    frameworks: Collection[Key] | None = None,
    limit: int = 5,
    today: date | None = None,
    meaning: Meaning | None = None,
) -> tuple[Suggestion, ...]:
    """The leaves that an outcome may serve, the likeliest first; none for an outcome that does not exist.

    Of `frameworks`, or of all that the cluster pins; not of those that have retired by `today`. A leaf that the outcome
    serves as deeply as it can is left out. `meaning` is a model, where the caller has one.
    """
    if outcome not in index.outcomes:
        return ()
    signs = Signs(index, outcome, meaning)
    weights = BY_MEANING if meaning else BY_WORDS
    candidates, points = signs.candidates, _added_up(signs, weights)
    telling = _added_up(signs, {sign: weight for sign, weight in weights.items() if sign in TELLING})
    wanted = [
        leaf
        for leaf in telling
        if telling[leaf] >= LEAST * WHOLE
        and candidates.asked(leaf, frameworks, today)
        and signs.deeper(candidates.leaves[leaf])
    ]
    best = nsmallest(limit, wanted, key=lambda leaf: (-points[leaf], candidates.order[leaf]))
    return tuple(_suggestion(signs, leaf, weights) for leaf in best)


def _added_up(signs: Signs, weights: Weights) -> Mapping[Key, int]:
    points: Counter[Key] = Counter()
    for sign, weight in weights.items():
        points.update({leaf: weight * strength for leaf, strength in signs.strengths[sign].items()})
    return points


def _suggestion(signs: Signs, leaf: Key, weights: Weights) -> Suggestion:
    item = signs.candidates.leaves[leaf]
    points = {sign: weight * signs.strengths[sign].get(leaf, 0) for sign, weight in weights.items()}
    return Suggestion(
        outcome=signs.outcome.key,
        framework=signs.candidates.frameworks[leaf].key,
        item=leaf,
        score=sum(points.values()) // WHOLE,
        depth=depth_for(signs.outcome.level, item.depth),
        now=signs.now.get(leaf),
        reasons=reasons_for(signs, item, {sign: each // WHOLE for sign, each in points.items()}),
    )
