"""Links carried over: what serves an old item may serve what it became, at the depth that the link has.

A candidate has the confidence of the leg that it follows. Where an item was taken apart, an outcome may serve only one
of the parts: a part of whose title it says less than 27 % in its own text (*own* of `engine.nearness`; what it serves
says nothing here, for all parts are near to that) has half the confidence. Where several links of
one outcome lead to one new item, the deepest counts, and hours add up; a link to an item taken apart says no hours of
its parts. Nothing is accepted by itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from fourfold.domain.link import CourseLinks, Link
from fourfold.engine.index import Index
from fourfold.engine.nearness import NEAR, nearness
from fourfold.engine.succession import Clue, Leg, Succession

SURE = 60
"""Per cent from which on a candidate is taken over unless somebody looks closer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A link that may be carried over, to be accepted by somebody.

    `sources` are the old links that it follows, and `stands` what links the outcome to the item already. `far`: the
    outcome says too little of this part of an item that was taken apart.
    """

    course: str
    link: Link
    confidence: int
    sources: tuple[Link, ...]
    clues: tuple[Clue, ...]
    far: bool = False
    stands: Link | None = None

    @property
    def name(self) -> tuple[str, str]:
        """Outcome and new item: no two candidates have the same."""
        return self.link.outcome, self.link.item


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A link to an old item that goes on nowhere: it is not carried."""

    course: str
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Every link to the old version: as candidates for the new one, or left behind."""

    candidates: tuple[Candidate, ...]
    left: tuple[Left, ...]

    def at_least(self, confidence: int) -> tuple[Candidate, ...]:
        """The candidates that are so sure."""
        return tuple(each for each in self.candidates if each.confidence >= confidence)


def carried(index: Index, found: Succession) -> Carried:
    """What becomes of the links to the old version, course by course, in the order of the old version's items."""
    legs: defaultdict[str, list[Leg]] = defaultdict(list)
    for step in found.steps:
        for leg in step.legs:
            legs[leg.old].append(leg)
    candidates: dict[tuple[str, str], Candidate] = {}
    left: list[Left] = []
    for course in index.courses:
        for link in _in_order(index, found, course):
            ways = legs[link.item]
            if not ways:
                left.append(Left(course=course, link=link))
            for leg in ways:
                each = _candidate(index, found, course, link, leg, apart=len(ways) > 1)
                known = candidates.get(each.name)
                candidates[each.name] = _together(known, each) if known else each
    return Carried(candidates=tuple(candidates.values()), left=tuple(left))


def _in_order(index: Index, found: Succession, course: str) -> list[Link]:
    """The links of a course's outcomes to the old version, by its outcomes and then the items."""
    items = {item.key: place for place, item in enumerate(found.old.leaves())}
    outcomes = {outcome.key: place for place, outcome in enumerate(index.courses[course].outcomes)}
    links = [
        link
        for link in index.links_of_course.get(course, ())
        if link.framework == found.old.key and link.item in items and link.outcome in outcomes
    ]
    return sorted(links, key=lambda link: (outcomes[link.outcome], items[link.item]))


def _candidate(index: Index, found: Succession, course: str, link: Link, leg: Leg, *, apart: bool) -> Candidate:
    item = next(each for each in found.new.leaves() if each.key == leg.new)
    far = apart and nearness(index).own_of_outcome(item, link.outcome) < NEAR
    new = replace(link, framework=found.new.key, item=leg.new, hours=None if apart else link.hours)
    return Candidate(
        course=course,
        link=new,
        confidence=leg.confidence // 2 if far else leg.confidence,
        sources=(link,),
        clues=leg.clues,
        far=far,
        stands=_standing(index, course, new),
    )


def _standing(index: Index, course: str, new: Link) -> Link | None:
    there = (each for each in index.links_of_course.get(course, ()) if _name(each) == _name(new))
    return max(there, key=lambda each: each.depth.rank, default=None)


def _name(link: Link) -> tuple[str, str, str]:
    return link.outcome, link.framework, link.item


def _together(one: Candidate, other: Candidate) -> Candidate:
    """Two candidates for the same link: the deeper counts, with what is surest said of either."""
    deep = other if other.link.depth.rank > one.link.depth.rank else one
    hours = [each.link.hours for each in (one, other) if each.link.hours is not None]
    surer = other if other.confidence > one.confidence else one
    return replace(
        surer,
        link=replace(deep.link, hours=sum(hours[1:], hours[0]) if hours else None),
        sources=(*one.sources, *other.sources),
    )


def carry(part: CourseLinks, accepted: Iterable[Candidate]) -> CourseLinks:
    """The links of a course with what was accepted for it; a link that stands already stays as it is."""
    standing = {_name(link) for link in part.links}
    fresh = {_name(each.link): each.link for each in accepted if each.course == part.course}
    added = [link for name, link in fresh.items() if name not in standing]
    return replace(part, links=tuple(sorted((*part.links, *added), key=_name)))


def chosen(found: Carried, names: Collection[tuple[str, str]]) -> tuple[Candidate, ...]:
    """The candidates with these names that would add a link."""
    return tuple(each for each in found.candidates if each.name in names and each.stands is None)


def carry_all(parts: Iterable[CourseLinks], accepted: Collection[Candidate]) -> Mapping[str, CourseLinks]:
    """The parts that what was accepted changes, by their keys."""
    moved = ((part, carry(part, accepted)) for part in parts)
    return {part.key: after for part, after in moved if after != part}
