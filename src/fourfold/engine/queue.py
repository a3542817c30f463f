"""The queue of links that are put forward for one framework: proposed by people, carried over, suggested.

Nothing in it accepts itself. A link has one place in the queue: what somebody proposes comes before what an older
version carries over, and that before a suggestion. What would close a hole (`engine.aligning`) comes before what would
not, the stronger first. A link that was declined is not put forward again, unless a proposal was changed after that.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from fourfold.canon.agreement import link_order
from fourfold.domain.course import Course
from fourfold.domain.declined import DeclinedLink
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.marks import Key
from fourfold.engine.aligning import Hole, Holes, offers
from fourfold.engine.index import Index
from fourfold.engine.succession_links import Candidate
from fourfold.engine.suggestion import Suggestion

STRONG = 20
"""The score from which on a link is suggested although it closes no hole."""
MOST = 100
"""The strength of what a person proposes."""
Place = tuple[Key, Key, Key]
"""A link by its outcome, framework and item."""


class Origin(StrEnum):
    """Who puts a link forward: somebody's proposal, an older version of the framework, the ranking of suggestions."""

    PROPOSED = "proposed"
    CARRIED = "carried"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProposal:
    """What an open proposal changes of the links of a course; `why` is its author's reason."""

    number: int
    changed_at: datetime
    before: CourseLinks | None
    after: CourseLinks | None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A link that is put forward: `link` as it would be, `depth` its depth, `None` where it shall be taken away.

    `now` is the depth that it has, `asks` and `reached` what its item asks for and has in scope (a rank). `closes`: the
    item is a hole, and would be met. `strength` is from 0 to 100 and only orders.
    """

    origin: Origin
    course: Key
    link: Link
    depth: Depth | None
    now: Depth | None
    asks: Depth
    reached: int
    strength: int
    proposal: int | None = None
    why: str = ""
    suggestion: Suggestion | None = None
    carried: Candidate | None = None
    declined: DeclinedLink | None = None

    @property
    def place(self) -> Place:
        """What tells its link from the others of the cluster."""
        return link_order(self.link)

    @property
    def closes(self) -> bool:
        """Whether its item would be met that is not met now."""
        return self.depth is not None and self.reached < self.asks.rank <= self.depth.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class PutForward:
    """All that is put forward for a framework, before it is put in order."""

    proposals: tuple[LinkProposal, ...] = ()
    carried: tuple[Candidate, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    declined: Mapping[Place, DeclinedLink]


def queued(
    index: Index, framework: Framework, *, courses: Collection[Course], unmet: Holes, said: PutForward
) -> tuple[Queued, ...]:
    """The queue of a framework for the outcomes of courses, whose holes are `unmet`, in order."""
    desk = _Desk(index, framework, courses, unmet, said)
    proposed = list(desk.proposed())
    taken = {each.place for each in proposed}
    carried = [each for each in desk.carried() if each.place not in taken]
    taken |= {each.place for each in carried}
    suggested = [each for each in desk.suggested() if each.place not in taken]
    return (*proposed, *sorted((*carried, *suggested), key=_telling))


def _telling(each: Queued) -> tuple[bool, bool, int, Place]:
    return not each.closes, each.origin is not Origin.CARRIED, -each.strength, each.place


class _Desk:
    """What a queue is made from."""

    def __init__(
        self, index: Index, framework: Framework, courses: Collection[Course], unmet: Holes, said: PutForward
    ) -> None:
        self.index, self.framework, self.unmet, self.said = index, framework, unmet, said
        self.course = {outcome.key: course.key for course in courses for outcome in course.outcomes}
        self.leaves: Mapping[Key, Item] = {leaf.key: leaf for leaf in framework.leaves()}
        self.holes: Mapping[Key, Hole] = {hole.item.key: hole for hole in unmet.holes}
        self.standing = {link_order(link): link for key in {each.key for each in courses} for link in self._links(key)}
        self.suggestions = {
            (each.outcome, each.framework, each.item): each
            for each in said.suggestions
            if each.framework == framework.key
        }

    def _links(self, course: Key) -> Iterable[Link]:
        return self.index.links_of_course.get(course, ())

    def proposed(self) -> Iterator[Queued]:
        """The links that proposals change, and that do not stand so already."""
        for proposal in self.said.proposals:
            for link, depth in _changes(proposal):
                if self._known(link) and self._now(link_order(link)) != depth:
                    yield from self._proposed(proposal, link, depth)

    def _proposed(self, proposal: LinkProposal, link: Link, depth: Depth | None) -> Iterator[Queued]:
        declined = self.said.declined.get(link_order(link))
        if declined is None or declined.at < proposal.changed_at:
            found = self._queued(Origin.PROPOSED, link, depth, MOST)
            yield replace(found, proposal=proposal.number, why=proposal.why, declined=declined)

    def carried(self) -> Iterator[Queued]:
        """The links that go on from an older version, and are not so deep yet."""
        for each in self.said.carried:
            place = link_order(each.link)
            if self._known(each.link) and place not in self.said.declined and self._deeper(place, each.link.depth):
                found = self._queued(Origin.CARRIED, each.link, each.link.depth, each.confidence)
                yield replace(found, carried=each)

    def suggested(self) -> Iterator[Queued]:
        """The links that are suggested for holes, and those that are suggested strongly."""
        wanted = [each for place, each in self.suggestions.items() if place not in self.said.declined]
        offered = {id(each) for some in offers(self.unmet, wanted).values() for each in some}
        for each in wanted:
            link = Link(outcome=each.outcome, framework=each.framework, item=each.item, depth=each.depth)
            if (id(each) in offered or each.score >= STRONG) and self._known(link):
                yield self._queued(Origin.SUGGESTED, link, each.depth, each.score)

    def _known(self, link: Link) -> bool:
        return link.framework == self.framework.key and link.outcome in self.course and link.item in self.leaves

    def _now(self, place: Place) -> Depth | None:
        standing = self.standing.get(place)
        return standing.depth if standing else None

    def _deeper(self, place: Place, depth: Depth) -> bool:
        now = self._now(place)
        return now is None or now.rank < depth.rank

    def _queued(self, origin: Origin, link: Link, depth: Depth | None, strength: int) -> Queued:
        leaf, place = self.leaves[link.item], link_order(link)
        hole = self.holes.get(link.item)
        return Queued(
            origin=origin,
            course=self.course[link.outcome],
            link=link,
            depth=depth,
            now=self._now(place),
            asks=leaf.depth,
            reached=hole.reached if hole else leaf.depth.rank,
            strength=strength,
            suggestion=self.suggestions.get(place),
        )


def _changes(proposal: LinkProposal) -> Iterator[tuple[Link, Depth | None]]:
    """The links that a proposal sets or deepens, and those that it takes away, without a depth."""
    before, after = _by_place(proposal.before), _by_place(proposal.after)
    for place, link in after.items():
        if place not in before or before[place].depth is not link.depth:
            yield link, link.depth
    yield from ((link, None) for place, link in before.items() if place not in after)


def _by_place(links: CourseLinks | None) -> dict[Place, Link]:
    return {link_order(link): link for link in links.links} if links else {}
