"""The facts behind each sign of a suggestion, for people to judge it by."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from fourfold.domain.framework import Item
from fourfold.domain.marks import Key
from fourfold.engine.likeness import spoken
from fourfold.engine.suggest_signs import Signs
from fourfold.engine.suggestion import Reason, Sign

MOST_FACTS = 5


def reasons_for(signs: Signs, item: Item, points: Mapping[Sign, int]) -> tuple[Reason, ...]:
    """A reason for every sign that brings a point or more, the one that brings most first."""
    ordered = sorted(
        (sign for sign in points if points[sign]), key=lambda sign: (-points[sign], list(Sign).index(sign))
    )
    return tuple(_FACTS[sign](signs, item, Reason(sign=sign, points=points[sign])) for sign in ordered)


def _words(signs: Signs, item: Item, reason: Reason) -> Reason:
    own, carried = signs.words.common(signs.outcome.key, item.key)
    words = spoken(item.title, own)
    said = {word.lower() for word in words}
    translated = tuple(word for word in spoken(item.title, carried) if word.lower() not in said)
    return replace(reason, words=words[:MOST_FACTS], translated=translated[:MOST_FACTS])


def _meaning(_signs: Signs, _item: Item, reason: Reason) -> Reason:
    return reason


def _alike(signs: Signs, item: Item, reason: Reason) -> Reason:
    return replace(reason, outcomes=_some(each for each in signs.voters if item.key in signs.serves(each)))


def _elsewhere(signs: Signs, item: Item, reason: Reason) -> Reason:
    twins = signs.twins(item.key)
    served = (leaf for leaf in signs.candidates.order if leaf in signs.now and leaf in twins and leaf != item.key)
    return replace(reason, items=_some(served))


def _course(signs: Signs, item: Item, reason: Reason) -> Reason:
    serving = (each.key for each in signs.course.outcomes if item.key in signs.serves(each.key))
    return replace(reason, outcomes=_some(each for each in serving if each != signs.outcome.key))


def _sibling(signs: Signs, item: Item, reason: Reason) -> Reason:
    beside = (leaf for leaf in signs.candidates.beside[item.key] if leaf in signs.of_course)
    return replace(reason, items=_some(beside))


def _program(signs: Signs, item: Item, reason: Reason) -> Reason:
    return replace(reason, programs=_some(_naming(signs, signs.candidates.frameworks[item.key].key)))


def _naming(signs: Signs, framework: Key) -> Iterator[Key]:
    taking = signs.taking.get(signs.course.key, frozenset())
    return (key for key, each in signs.index.programs.items() if key in taking and framework in each.named())


def _technology(signs: Signs, item: Item, reason: Reason) -> Reason:
    return replace(reason, technologies=tuple(each for each in item.technologies if each.lower() in signs.tools))


def _some(keys: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(keys)[:MOST_FACTS]


_FACTS: Mapping[Sign, Callable[[Signs, Item, Reason], Reason]] = {
    Sign.WORDS: _words,
    Sign.MEANING: _meaning,
    Sign.ALIKE: _alike,
    Sign.ELSEWHERE: _elsewhere,
    Sign.COURSE: _course,
    Sign.SIBLING: _sibling,
    Sign.PROGRAM: _program,
    Sign.TECHNOLOGY: _technology,
}
