"""What people do to a cluster or a framework, drawn at random: fields, lists, orders, moves, comings and goings.

`edited(whole)` draws the whole after a few edits; what a field becomes is taken from another drawn whole.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from fourfold.canon.agreement import link_order
from fourfold.canon.fields import Field, fields_of, has_key
from fourfold.domain.cluster import Cluster
from fourfold.domain.course import Requisite
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.plan import Pool, Sitting
from fourfold.domain.rule import Rule
from tests.strategies import clusters, frameworks, key_of

W = TypeVar("W", bound=Cluster | Framework)
Noun = Any
"""Any value of the domain."""
Path = tuple[tuple[str, int], ...]
AGREEING: dict[type, frozenset[str]] = {
    Rule: frozenset({"comparator", "value", "upper"}),
    Sitting: frozenset({"term", "course"}),
    Pool: frozenset({"kind", "choose", "credits", "electives", "modules"}),
}
FIXED = {"key", "framework", "item", "outcome"}
"""Fields that say which noun or link it is."""


@dataclass(frozen=True, slots=True)
class At:
    """A noun and the way to it: names of fields, and places in their lists."""

    path: Path
    value: Noun


def nouns(value: Noun, path: Path = ()) -> Iterator[At]:
    """Everything with a key, every link, and whatever else stands in lists, outermost first."""
    if path:
        yield At(path, value)
    for each in _fields(value):
        held = getattr(value, each.name)
        if each.nested and each.many and each.of is not Requisite:
            for at, below in enumerate(held):
                yield from nouns(below, (*path, (each.name, at)))


def put(value: Noun, path: Path, made: Noun) -> Noun:
    """`value` with what is at a path replaced; taken away where that is `None`."""
    if not path:
        return made
    (name, at), *rest = path
    held = getattr(value, name)
    below = put(held[at], tuple(rest), made)
    return replace(value, **{name: (*held[:at], *(() if below is None else (below,)), *held[at + 1 :])})


def edited(data: DataObject, whole: W, most: int = 4) -> W:
    """The whole after one to `most` edits."""
    donor = data.draw(clusters() if isinstance(whole, Cluster) else frameworks())
    for _ in range(data.draw(st.integers(1, most))):
        whole = data.draw(st.sampled_from((changed, changed, removed, added, shuffled, moved)))(data, whole, donor)
    return whole


def changed(data: DataObject, whole: W, donor: W) -> W:
    """One field of one noun becomes what it is in some noun of the same class."""
    spots = list(nouns(whole))
    if not spots:
        return whole
    spot = data.draw(st.sampled_from(spots))
    same = [each.value for each in nouns(donor) if type(each.value) is type(spot.value)]
    names = [each.name for each in _fields(spot.value) if each.name not in FIXED and not _of_nouns(each)]
    if not same or not names:
        return whole
    name, other = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(same))
    together = AGREEING.get(type(spot.value), frozenset())
    taken = together if name in together else {name}
    made: W = put(whole, spot.path, replace(spot.value, **{each: getattr(other, each) for each in taken}))
    return made


def removed(data: DataObject, whole: W, donor: W) -> W:
    """A noun or a link goes."""
    del donor
    spots = [each for each in nouns(whole) if _may_go(each)]
    made: W = put(whole, data.draw(st.sampled_from(spots)).path, None) if spots else whole
    return made


def added(data: DataObject, whole: W, donor: W) -> W:
    """A noun stands twice, the second time with a key and a code of its own."""
    del donor
    spots = [
        each for each in nouns(whole) if _keyed(each.value) and hasattr(each.value, "code") and _childless(each.value)
    ]
    if not spots:
        return whole
    spot, number = data.draw(st.sampled_from(spots)), data.draw(st.integers(10_000, 10_003))
    new = replace(spot.value, key=key_of(f"new {type(spot.value).__name__}", number), code=f"new-{number}")
    if any(getattr(each.value, "key", None) == new.key for each in nouns(whole)):
        return whole
    holder, (name, _) = spot.path[:-1], spot.path[-1]
    return _relisted(whole, holder, name, lambda held: (*held, new))


def shuffled(data: DataObject, whole: W, donor: W) -> W:
    """A list stands in another order."""
    del donor
    spots = [each for each in nouns(whole) if _inside(whole, each) and not isinstance(each.value, Link)]
    if not spots:
        return whole
    holder, (name, _) = (spot := data.draw(st.sampled_from(spots))).path[:-1], spot.path[-1]
    return _relisted(whole, holder, name, lambda held: tuple(data.draw(st.permutations(held))))


def moved(data: DataObject, whole: W, donor: W) -> W:
    """A noun or a link goes into another noun of the kind that it stood in."""
    del donor
    every = list(nouns(whole))
    spots = [each for each in every if _inside(whole, each) and _identified(each.value)]
    if not spots:
        return whole
    spot = data.draw(st.sampled_from(spots))
    name = spot.path[-1][0]
    holders = [
        each
        for each in every
        if any(field.name == name and field.of is type(spot.value) for field in _fields(each.value))
        and each.path[: len(spot.path)] != spot.path
    ]
    if not holders:
        return whole
    target = data.draw(st.sampled_from(holders))
    gone: W = put(whole, spot.path, None)
    key = getattr(target.value, "key", None)
    there = next((each for each in nouns(gone) if getattr(each.value, "key", None) == key), None)
    if there is None:
        return whole
    return _relisted(gone, there.path, name, lambda held: (spot.value, *held))


def _relisted(whole: W, holder: Path, name: str, make: Callable[[tuple[Noun, ...]], tuple[Noun, ...]]) -> W:
    value = whole if not holder else next(each.value for each in nouns(whole) if each.path == holder)
    held = make(getattr(value, name))
    if held and isinstance(held[0], Link):
        held = tuple(sorted(held, key=link_order))
    made: W = put(whole, holder, replace(value, **{name: held}))
    return made


def _inside(whole: Cluster | Framework, spot: At) -> bool:
    """Whether something stands in a part, and is none itself."""
    return len(spot.path) > 1 or isinstance(whole, Framework)


def _of_nouns(each: Field) -> bool:
    return bool(each.many and each.nested and has_key(each.of))


def _may_go(each: At) -> bool:
    return _identified(each.value) and not isinstance(each.value, CourseLinks)


def _fields(value: Noun) -> tuple[Field, ...]:
    cls: type = type(value)
    return fields_of(cls)


def _keyed(value: Noun) -> bool:
    cls: type = type(value)
    return has_key(cls)


def _identified(value: Noun) -> bool:
    return _keyed(value) or isinstance(value, Link)


def _childless(value: Noun) -> bool:
    return not any(getattr(value, each.name) for each in _fields(value) if _of_nouns(each))
