"""Suggestions: an item that an outcome may serve, how strongly that is suggested, and why. None accepts itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fourfold.domain.course import CognitiveLevel
from fourfold.domain.framework import Depth
from fourfold.domain.marks import Key
from fourfold.domain.text import Text

Meaning = Callable[[Text, Sequence[Text]], Sequence[int]]
"""How alike in meaning a text is to each of several, from 0 to 1000, by whatever model the caller has."""


class Sign(StrEnum):
    """What speaks for a suggestion.

    `WORDS`: words in common with the item's title. `MEANING`: a model finds them alike. `ALIKE`: outcomes like this
    one serve the item. `ELSEWHERE`: this one serves an item of nearly the same title. `COURSE`: other outcomes of the
    course serve the item. `SIBLING`: the course serves items of the same group. `PROGRAM`: a program that can take the
    course names the framework. `TECHNOLOGY`: course and item name one technology.
    """

    WORDS = "words"
    MEANING = "meaning"
    ALIKE = "alike"
    ELSEWHERE = "elsewhere"
    COURSE = "course"
    SIBLING = "sibling"
    PROGRAM = "program"
    TECHNOLOGY = "technology"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One sign and the part of the score that it brings; the facts behind it, the strongest first.

    `words` are words of the item's title that the outcome says too, `translated` those that it says in the other
    language. `outcomes`, `items`, `programs` are keys; `technologies` are codes as the item writes them.
    """

    sign: Sign
    points: int
    words: tuple[str, ...] = ()
    translated: tuple[str, ...] = ()
    outcomes: tuple[Key, ...] = ()
    items: tuple[Key, ...] = ()
    programs: tuple[Key, ...] = ()
    technologies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A link to consider: `outcome` → `item` of `framework`, at `depth`.

    `score` is from 0 to 100 and only orders; it is no probability. `now` is the depth of the link that there is
    already, where it is less. `reasons` bring the most points first.
    """

    outcome: Key
    framework: Key
    item: Key
    score: int
    depth: Depth
    now: Depth | None = None
    reasons: tuple[Reason, ...] = ()


_REACHES = {
    CognitiveLevel.REMEMBER: Depth.INTRODUCE,
    CognitiveLevel.UNDERSTAND: Depth.INTRODUCE,
    CognitiveLevel.APPLY: Depth.REINFORCE,
    CognitiveLevel.ANALYSE: Depth.REINFORCE,
    CognitiveLevel.EVALUATE: Depth.MASTER,
    CognitiveLevel.CREATE: Depth.MASTER,
}


def depth_for(level: CognitiveLevel, required: Depth) -> Depth:
    """The depth at which an outcome of a level can serve a leaf: no deeper than the level reaches or the leaf asks.

    >>> depth_for(CognitiveLevel.UNDERSTAND, Depth.MASTER), depth_for(CognitiveLevel.CREATE, Depth.REINFORCE)
    (<Depth.INTRODUCE: 'introduce'>, <Depth.REINFORCE: 'reinforce'>)
    """
    return min(_REACHES[level], required, key=lambda each: each.rank)


BY_WORDS: Mapping[Sign, int] = {
    Sign.WORDS: 48,
    Sign.ALIKE: 22,
    Sign.ELSEWHERE: 11,
    Sign.SIBLING: 8,
    Sign.COURSE: 6,
    Sign.PROGRAM: 3,
    Sign.TECHNOLOGY: 2,
}
"""What each sign counts at most where no model is asked; they add up to 100."""
BY_MEANING: Mapping[Sign, int] = {
    Sign.WORDS: 24,
    Sign.ALIKE: 25,
    Sign.MEANING: 20,
    Sign.ELSEWHERE: 12,
    Sign.SIBLING: 7,
    Sign.COURSE: 6,
    Sign.PROGRAM: 3,
    Sign.TECHNOLOGY: 3,
}
"""The same where one is."""
