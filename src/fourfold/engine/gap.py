"""Gaps: leaves of a framework that some legal choice leaves unmet, and the cheapest ways to close each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fourfold.domain.framework import Framework, Item
from fourfold.engine.choices import Infeasible, Limit
from fourfold.engine.coverage import Interval, leaf_weights
from fourfold.engine.guarantee import When, cases_of, why_infeasible
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.plan.choice import StruckError
from fourfold.engine.plan.compiled import Compiled, compiled
from fourfold.engine.plan.profile import Aim, profiles
from fourfold.engine.plan.question import Case, required_mask
from fourfold.engine.ways import Costs, Way, WayKind, moves, offers
from fourfold.engine.yardstick import Yardstick, yardstick

__all__ = ["Costs", "Gap", "Way", "WayKind", "gaps"]

MOST_WAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A leaf that some legal choice leaves unmet.

    `missing_depth` is r_i less the least a_i over legal choices, from 1 to 3. `weight` is the leaf's share of the
    whole, `None` where faulty weights leave it out. `ways`, cheapest first, each close the gap by themselves. Not
    `decided` where the limit struck: then the gap may be smaller than it says, or none.
    """

    item: str
    missing_depth: int
    weight: Interval | None
    ways: tuple[Way, ...]
    decided: bool = True


def gaps(  # noqa: PLR0913 - the parts of one question, by keyword
    index: Index,
    *,
    plan: str,
    framework: str,
    when: When,
    taking: str | None = None,
    costs: Costs | None = None,
    most: int = MOST_WAYS,
    limit: Limit | None = None,
) -> tuple[Gap, ...] | Infeasible:
    """The gaps of a plan at a sitting, in the framework's order, each with at most `most` ways; or why none is known.

    A way deepens an existing link (cost 1), links an outcome of a course that serves a sibling leaf (2), gives such a
    course a new outcome (3), or moves a later course that serves the leaf before the sitting (4). Each is tried out
    over all legal choices before it is offered.
    """
    cases = cases_of(index, plan=plan, when=when, taking=taking)
    limit = limit or Limit()
    if isinstance(cases, Infeasible):
        return cases
    search = _Search(index, compiled(index, plan), yardstick(index, framework), cases, limit)
    if not search.is_feasible():
        return why_infeasible(index, plan=plan, limit=limit)
    weights = leaf_weights(index.frameworks[framework])
    found = []
    for leaf in search.gauge.leaves:
        least, decided = search.least(leaf)
        if least < leaf.depth.rank:
            ways = _ways(search, leaf, when, taking, costs or Costs())
            found.append(
                Gap(
                    item=leaf.key,
                    missing_depth=leaf.depth.rank - least,
                    weight=weights[leaf.key],
                    ways=tuple(way for way, _ in zip(ways, range(most), strict=False)),
                    decided=decided,
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Search:
    """A question about single leaves: which ranks do they have at least?"""

    index: Index
    plan: Compiled
    gauge: Yardstick
    cases: tuple[Case, ...]
    limit: Limit

    def is_feasible(self) -> bool:
        """Whether any case has a legal choice, as far as the limit lets us see."""
        try:
            aims = (Aim({}, case.term, case.demand, late=True) for case in self.cases)
            return any(profiles(self.plan, aim, self.limit) for aim in aims)
        except StruckError:
            return True

    def least(self, leaf: Item, extra: Mapping[str, int] | None = None) -> tuple[int, bool]:
        """The least a_i over legal choices, and whether that is exact; `extra` are bits that courses get besides."""
        found = [self._least(leaf, case, extra or {}) for case in self.cases]
        known = [each for each in found if each is not None]
        return min((rank for rank, _ in known), default=0), all(exact for _, exact in known)

    def _least(self, leaf: Item, case: Case, extra: Mapping[str, int]) -> tuple[int, bool] | None:
        bits = self.gauge.level(leaf.key, leaf.depth.rank)
        base = required_mask(self.plan, self.gauge, case.term)
        for course, more in extra.items():
            end = self.plan.offer.ends(course) if course in self.plan.offer.fixed else None
            base |= more if end is not None and end <= case.term else 0
        masks = {
            course: mask
            for course in self.plan.offer.options_of
            if (mask := (self.gauge.masks.get(course, 0) | extra.get(course, 0)) & bits & ~base)
        }
        try:
            found = profiles(self.plan, Aim(masks, case.term, case.demand, late=True), self.limit)
        except StruckError:
            return self.gauge.rank(base & bits, leaf.key), False
        ranks = [self.gauge.rank((base | profile.mask) & bits, leaf.key) for profile in found]
        return (min(ranks), True) if ranks else None

    def closes(self, leaf: Item, course: str) -> bool:
        """Whether the gap is closed for certain once a course serves the leaf deeply enough."""
        least, _ = self.least(leaf, {course: self.gauge.level(leaf.key, leaf.depth.rank)})
        return least >= leaf.depth.rank


def _ways(search: _Search, leaf: Item, when: When, taking: str | None, costs: Costs) -> Iterator[Way]:
    """Every way that closes a gap, cheapest first."""
    closing: dict[str, bool] = {}
    moved: set[str] = set()
    siblings = _siblings(search.index, search.gauge.framework)[leaf.key]
    moving = moves(search.index, search.plan, search.gauge, leaf, max(case.term for case in search.cases), costs)
    found = [*offers(search.index, search.plan, search.gauge, leaf, siblings, costs), *moving]
    for way in sorted(found, key=lambda each: each.cost):
        if way.kind is WayKind.MOVE:
            if way.course not in moved and _moved_closes(search, leaf, way, when, taking):
                moved.add(way.course)
                yield way
            continue
        if way.course not in closing:
            closing[way.course] = search.closes(leaf, way.course)
        if closing[way.course]:
            yield way


def _moved_closes(search: _Search, leaf: Item, way: Way, when: When, taking: str | None) -> bool:
    plan = way.moved(search.index, search.plan)
    if plan is None:
        return False
    cases = cases_of(search.index, plan=plan.offer.plan.key, when=when, taking=taking, among=plan)
    if isinstance(cases, Infeasible):
        return False
    moved = _Search(search.index, plan, search.gauge, cases, search.limit)
    return moved.least(leaf)[0] >= leaf.depth.rank


def _siblings(index: Index, framework: Framework) -> Mapping[str, tuple[str, ...]]:
    """The other leaves below the same parent, for each leaf."""

    def make() -> dict[str, tuple[str, ...]]:
        found = {}
        for family in (framework.items, *(item.children for item in framework.walk())):
            leaves = [child.key for child in family if not child.children]
            found.update({leaf: tuple(other for other in leaves if other != leaf) for leaf in leaves})
        return found

    return kept(index, ("siblings", framework.key), make)
