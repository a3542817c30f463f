"""Aligning outcomes with the leaves of a framework: strokes on links, whole areas at a stroke, and the holes left.

A **stroke** says what shall become of one link: a depth, or nothing. Strokes on one link follow each other, so that an
area is delivered first and refined by exception afterwards. A **hole** is a leaf that nothing in scope (a course, what
a program can take, the cluster) serves as deeply as it asks.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest

from fourfold.canon.agreement import link_order
from fourfold.domain.course import Course, Outcome
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.marks import Key
from fourfold.domain.program import Program
from fourfold.engine.index import Index
from fourfold.engine.nearness import Nearness, nearness
from fourfold.engine.rule_scope import taken_by
from fourfold.engine.suggestion import Suggestion

MOST_OFFERS = 3
"""How many outcomes are offered for a hole at most."""
LEAST_SCORE = 10
"""Below it a suggestion stands on little more than that a program names the framework: a hole is better left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """What shall become of the link of `outcome` to `item` of `framework`; without a `depth` there shall be none."""

    outcome: Key
    framework: Key
    item: Key
    depth: Depth | None = None

    @property
    def place(self) -> tuple[Key, Key, Key]:
        """What tells its link from the others of a course."""
        return self.outcome, self.framework, self.item


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A leaf that is not served as deeply as it asks; `reached` is the greatest rank in scope, 0 where nothing does."""

    item: Item
    reached: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many leaves there are below a node, and how many of them are holes."""

    leaves: int
    holes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holes:
    """The holes of a framework in scope, in order; `areas` counts them below each node that is no leaf.

    `idle` are the outcomes in scope that serve nothing at all, of whichever framework.
    """

    holes: tuple[Hole, ...]
    areas: Mapping[Key, Count]
    idle: tuple[Outcome, ...]


def aligned(links: CourseLinks, strokes: Iterable[Stroke]) -> CourseLinks:
    """The links of a course after strokes: on each link only the last counts, as if there had been no other.

    A link that stays keeps its hours, assessment, rationale and footing; a new one has none of its own.

    >>> none = CourseLinks(key="k", course="c")
    >>> made = aligned(none, [Stroke(outcome="o", framework="f", item="i", depth=Depth.MASTER)])
    >>> [(link.item, link.depth.rank) for link in made.links]
    [('i', 3)]
    >>> aligned(made, [Stroke(outcome="o", framework="f", item="i")]) == none
    True
    """
    held = {link_order(link): link for link in links.links}
    for stroke in {each.place: each for each in strokes}.values():
        _strike(held, stroke)
    return replace(links, links=tuple(held[place] for place in sorted(held)))


def _strike(held: dict[tuple[Key, Key, Key], Link], stroke: Stroke) -> None:
    old = held.get(stroke.place)
    if stroke.depth is None:
        held.pop(stroke.place, None)
    elif old is not None:
        held[stroke.place] = replace(old, depth=stroke.depth)
    else:
        held[stroke.place] = Link(
            outcome=stroke.outcome, framework=stroke.framework, item=stroke.item, depth=stroke.depth
        )


def deliver(
    index: Index,
    framework: Framework,
    *,
    course: Course,
    links: CourseLinks,
    leaves: Iterable[Item],
    depth: Depth | None,
) -> tuple[Stroke, ...]:
    """What makes a course with these links deliver leaves, each at `depth`, or as deeply as it asks (`None`).

    A leaf that the course serves so deeply already stays as it is; one that it serves less is deepened where it is
    deepest; another gets a link from the nearest outcome (`engine.nearness`), the first of equals. A course without
    outcomes delivers nothing.
    """
    near, served = nearness(index), _served(links, framework)
    found = (_delivered(near, course, leaf, served.get(leaf.key, {}), depth or leaf.depth) for leaf in leaves)
    return tuple(
        Stroke(outcome=outcome, framework=framework.key, item=item, depth=at)
        for outcome, item, at in (each for each in found if each is not None)
    )


def _delivered(
    near: Nearness, course: Course, leaf: Item, served: Mapping[Key, int], depth: Depth
) -> tuple[Key, Key, Depth] | None:
    if not course.outcomes or max(served.values(), default=0) >= depth.rank:
        return None
    chosen = max(course.outcomes, key=lambda each: (served.get(each.key, 0), near.of_outcome(leaf, each.key)))
    return chosen.key, leaf.key, depth


def leave(framework: Framework, *, links: CourseLinks, leaves: Iterable[Item]) -> tuple[Stroke, ...]:
    """What makes a course with these links deliver nothing of leaves any more."""
    served = _served(links, framework)
    return tuple(
        Stroke(outcome=outcome, framework=framework.key, item=leaf.key)
        for leaf in leaves
        for outcome in served.get(leaf.key, {})
    )


def _served(links: CourseLinks, framework: Framework) -> Mapping[Key, dict[Key, int]]:
    """Leaf → outcome → rank, of one framework."""
    found: dict[Key, dict[Key, int]] = {}
    for link in links.links:
        if link.framework == framework.key:
            found.setdefault(link.item, {})[link.outcome] = link.depth.rank
    return found


def leaves_below(item: Item) -> tuple[Item, ...]:
    """The leaves below a node; a leaf is its own."""
    return tuple(each for each in item.walk() if not each.children)


def within(index: Index, *, program: Program | None = None, course: Course | None = None) -> tuple[Course, ...]:
    """The courses of a scope: one, those that a program requires or offers in any of its plans, or all."""
    if course is not None:
        return (course,)
    if program is None:
        return tuple(index.courses.values())
    taken = {key for plan in program.plans for key in taken_by(index, plan)}
    return tuple(each for each in index.courses.values() if each.key in taken)


def holes(index: Index, framework: Framework, courses: Collection[Course]) -> Holes:
    """What courses leave unmet of a framework, and which of their outcomes serve nothing."""
    reached = _reached(index, framework, courses)
    unmet = tuple(
        Hole(item=leaf, reached=reached.get(leaf.key, 0))
        for leaf in framework.leaves()
        if reached.get(leaf.key, 0) < leaf.depth.rank
    )
    missed = {hole.item.key for hole in unmet}
    return Holes(
        holes=unmet,
        areas={node.key: _count(node, missed) for node in framework.walk() if node.children},
        idle=tuple(_idle(index, courses)),
    )


def _reached(index: Index, framework: Framework, courses: Collection[Course]) -> Mapping[Key, int]:
    """The greatest rank at which courses serve each leaf."""
    found: dict[Key, int] = {}
    for course in courses:
        for leaf, rank in index.served.get(framework.key, {}).get(course.key, {}).items():
            found[leaf] = max(rank, found.get(leaf, 0))
    return found


def _count(node: Item, missed: Collection[Key]) -> Count:
    leaves = leaves_below(node)
    return Count(leaves=len(leaves), holes=sum(each.key in missed for each in leaves))


def _idle(index: Index, courses: Collection[Course]) -> Iterator[Outcome]:
    for course in courses:
        serving = {link.outcome for link in index.links_of_course.get(course.key, ())}
        yield from (each for each in course.outcomes if each.key not in serving)


def offers(found: Holes, suggestions: Iterable[Suggestion]) -> Mapping[Key, tuple[Suggestion, ...]]:
    """For each hole by its item, `MOST_OFFERS` suggestions at most that would reach deeper, the likeliest first.

    Those below `LEAST_SCORE` are left out.
    """
    reached = {hole.item.key: hole.reached for hole in found.holes}
    offered: dict[Key, list[Suggestion]] = {key: [] for key in reached}
    for each in suggestions:
        if each.score >= LEAST_SCORE and each.depth.rank > reached.get(each.item, each.depth.rank):
            offered[each.item].append(each)
    return {key: tuple(nsmallest(MOST_OFFERS, some, key=_best_first)) for key, some in offered.items()}


def _best_first(suggestion: Suggestion) -> tuple[int, Key]:
    return -suggestion.score, suggestion.outcome
