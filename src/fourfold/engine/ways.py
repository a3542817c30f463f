"""Ways to close a gap: changes to links, outcomes and terms that might do it, each with its cost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from fourfold.domain.framework import Item
from fourfold.domain.link import Link
from fourfold.domain.plan import Placement, Plan, Pool
from fourfold.engine.index import Index
from fourfold.engine.nearness import nearness
from fourfold.engine.plan.compiled import Compiled, compile_plan
from fourfold.engine.plan.verify import requisite_holds
from fourfold.engine.yardstick import Yardstick


class WayKind(StrEnum):
    """What is changed: a link's depth, an outcome's links, a course's outcomes, or a course's term."""

    DEEPEN = "deepen"
    LINK = "link"
    NEW_OUTCOME = "new-outcome"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What each kind of change costs; only their order matters."""

    deepen: int = 1
    link: int = 2
    new_outcome: int = 3
    move: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One change that closes a gap.

    `outcome` is the one to link, or whose `link` is to be deepened to what the leaf requires; `term` the one that
    the course would start in. `near` tells in per cent how near the outcome, or the course that is to get a new one,
    is to the leaf in meaning (see `nearness`): 100 where it serves the leaf already.
    """

    kind: WayKind
    cost: int
    course: str
    near: int = 100
    outcome: str | None = None
    link: Link | None = None
    term: int | None = None

    def moved(self, index: Index, plan: Compiled) -> Compiled | None:
        """The plan with the course moved; `None` where that would break the requisites of a required course."""
        value = plan.offer.plan
        changed = replace(
            value,
            required=tuple(self._placed(each) for each in value.required),
            pools=tuple(self._pooled(plan, each) for each in value.pools),
        )
        if _late(index, changed) - _late(index, value):
            return None
        return compile_plan(index, changed, index.program_of_plan[value.key])

    def _placed(self, placement: Placement) -> Placement:
        return replace(placement, term=self.term) if placement.course == self.course else placement

    def _pooled(self, plan: Compiled, pool: Pool) -> Pool:
        """A pool in which the course, where it is a candidate, starts in the new term."""
        keys = [counter.pool.key for counter in plan.offer.counters]
        options = (plan.offer.options[number] for number in plan.offer.options_of.get(self.course, ()))
        if pool.key not in {keys[option.pool] for option in options}:
            return pool
        others = [each for each in pool.electives if each.course != self.course]
        return replace(pool, electives=(*others, Placement(course=self.course, term=self.term)))


def _late(index: Index, plan: Plan) -> set[str]:
    """Required courses whose requisites do not hold among the required courses."""
    starts = {each.course: each.term for each in plan.required if each.course in index.courses}
    return {
        key
        for key in starts
        if (tree := index.courses[key].requisite) is not None
        and all(leaf.course in starts for leaf in index.courses[key].requisites())
        and not requisite_holds(index, key, tree, starts)
    }


def offers(
    index: Index, plan: Compiled, gauge: Yardstick, leaf: Item, siblings: tuple[str, ...], costs: Costs
) -> Iterator[Way]:
    """Links to deepen, outcomes to link, and courses to give a new outcome.

    Courses that serve more of the sibling leaves come first, of those the required ones.
    """
    served = index.served.get(gauge.framework.key, {})
    beside = {course: sum(each in siblings for each in served.get(course, ())) for course in _courses(index, plan)}
    for course in sorted(beside, key=lambda each: -beside[each]):
        links = [each for each in index.links_of_course.get(course, ()) if each.framework == gauge.framework.key]
        own = [each for each in links if each.item == leaf.key]
        if max((each.depth.rank for each in own), default=0) >= leaf.depth.rank:
            continue
        for link in own:
            yield Way(kind=WayKind.DEEPEN, cost=costs.deepen, course=course, outcome=link.outcome, link=link)
        if beside[course]:
            yield from _fresh(index, course, leaf, {each.outcome for each in own}, costs)


def _fresh(index: Index, course: str, leaf: Item, own: set[str], costs: Costs) -> Iterator[Way]:
    """Outcomes of a course that are not linked to the leaf yet, and a new one."""
    words = nearness(index)
    for outcome in index.courses[course].outcomes:
        if outcome.key not in own:
            near = words.of_outcome(leaf, outcome.key)
            yield Way(kind=WayKind.LINK, cost=costs.link, course=course, near=near, outcome=outcome.key)
    near = words.of_course(leaf, course)
    yield Way(kind=WayKind.NEW_OUTCOME, cost=costs.new_outcome, course=course, near=near)


def _courses(index: Index, plan: Compiled) -> list[str]:
    required = [key for key in index.courses if key in plan.offer.fixed]
    return [*required, *(key for key in index.courses if key in plan.offer.options_of)]


def moves(index: Index, plan: Compiled, gauge: Yardstick, leaf: Item, term: int, costs: Costs) -> Iterator[Way]:
    """Terms to move a course to that serves the leaf deeply enough, but may be completed after `term`."""
    level = gauge.level(leaf.key, leaf.depth.rank)
    for course in _courses(index, plan):
        if gauge.masks.get(course, 0) & level == level:
            yield from _earlier(index, plan, course, term, costs)


def _earlier(index: Index, plan: Compiled, course: str, term: int, costs: Costs) -> Iterator[Way]:
    """The latest term that still completes the course in time, and all before it."""
    value, starts = index.courses[course], _now(plan, course)
    last = min(term, plan.offer.terms) - value.span + 1
    allowed = sorted((start for start in value.terms or range(1, last + 1) if start <= last), reverse=True)
    if starts and max(starts) > last:
        yield from (Way(kind=WayKind.MOVE, cost=costs.move, course=course, term=start) for start in allowed)


def _now(plan: Compiled, course: str) -> tuple[int, ...]:
    if course in plan.offer.fixed:
        start = plan.offer.fixed[course]
        return () if start is None else (start,)
    return plan.offer.starts(course)
