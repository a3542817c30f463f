"""Gaps: leaves of a framework that some legal choice leaves unmet, and the cheapest ways to close each."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from fourfold.domain.framework import Framework, Item
from fourfold.engine.choices import Choice, Infeasible, Limit
from fourfold.engine.coverage import Interval, leaf_weights
from fourfold.engine.guarantee import When, cases_of, why_infeasible
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.nearness import NEAR
from fourfold.engine.plan.choice import StruckError
from fourfold.engine.plan.compiled import Compiled, compiled
from fourfold.engine.plan.profile import Aim, profiles
from fourfold.engine.plan.question import Case, required_mask
from fourfold.engine.ways import Costs, Way, WayKind, moves, offers
from fourfold.engine.yardstick import Yardstick, yardstick

__all__ = ["Costs", "Gap", "Way", "WayKind", "gaps"]

MOST_WAYS = 5
MOST_ALIKE = {WayKind.DEEPEN: 2, WayKind.LINK: 2, WayKind.NEW_OUTCOME: 2, WayKind.MOVE: 1}
"""Ways of one kind in one course; new outcomes in all courses together. Of what is not near, the nearest only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A leaf that some legal choice leaves unmet.

    `missing_depth` is r_i less the least a_i over legal choices, from 1 to 3. `weight` is the leaf's share of the
    whole, `None` where faulty weights leave it out. `ways`, cheapest and then nearest first, each close the gap by
    themselves. Not `decided` where the limit struck: then the gap may be smaller than it says, or none.
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
    near: int = NEAR,
    limit: Limit | None = None,
) -> tuple[Gap, ...] | Infeasible:
    """The gaps of a plan at a sitting, in the framework's order, each with at most `most` ways; or why none is known.

    A way deepens an existing link (cost 1), links an outcome of a course that serves a sibling leaf (2), gives such a
    course a new outcome (3), or moves a later course that serves the leaf before the sitting (4). Each is tried out
    over all legal choices before it is offered. Of equal cost the nearer in meaning comes first (see `nearness`): an
    outcome is linked only if it is `near` per cent near, at most two ways of a kind lie in one course, and a new
    outcome is offered in the nearest course and in one more that is near.
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
        least = search.least(leaf)
        if least.rank < leaf.depth.rank:
            trial = _Trial(search, leaf, least, when, taking)
            found.append(
                Gap(
                    item=leaf.key,
                    missing_depth=leaf.depth.rank - least.rank,
                    weight=weights[leaf.key],
                    ways=tuple(islice(_ways(trial, costs or Costs(), near), most)),
                    decided=least.decided,
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

    def least(self, leaf: Item, extra: Mapping[str, int] | None = None) -> "_Least":
        """The least a_i over legal choices; `extra` are bits that courses get besides."""
        found = [each for case in self.cases if (each := self._least(leaf, case, extra or {})) is not None]
        lowest = min(found, key=lambda each: each.rank, default=_Least(0, None))
        return replace(lowest, decided=all(each.decided for each in found))

    def _least(self, leaf: Item, case: Case, extra: Mapping[str, int]) -> "_Least | None":
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
            return _Least(self.gauge.rank(base & bits, leaf.key), None, decided=False)
        ranked = [(self.gauge.rank((base | profile.mask) & bits, leaf.key), profile) for profile in found]
        if not ranked:
            return None
        rank, profile = min(ranked, key=lambda pair: pair[0])
        return _Least(rank, profile.choice(self.plan, late=True))

    def with_course(self, leaf: Item, course: str) -> "_Least":
        """The least a_i once a course serves the leaf deeply enough."""
        return self.least(leaf, {course: self.gauge.level(leaf.key, leaf.depth.rank)})


@dataclass(frozen=True, slots=True)
class _Least:
    """The least rank of a leaf, and a choice that leaves it there, where one is known."""

    rank: int
    choice: Choice | None
    decided: bool = True


class _Trial:
    """Tries out changes against one gap. A choice that leaves the leaf unmet, and takes a course not, rules it out."""

    def __init__(self, search: _Search, leaf: Item, least: _Least, when: When, taking: str | None) -> None:
        self.search, self.leaf, self.when, self.taking = search, leaf, when, taking
        self.witnesses = [least.choice] if least.choice else []
        self.tried: dict[tuple[str, int | None], bool] = {}

    def closes(self, way: Way) -> bool:
        """Whether the leaf is met under every legal choice once the change is made."""
        place = way.course, way.term
        if place not in self.tried:
            self.tried[place] = self._may_close(way.course) and self._closes(way)
        return self.tried[place]

    def _may_close(self, course: str) -> bool:
        return course in self.search.plan.offer.fixed or all(
            course in {each.course for each in witness.taken} for witness in self.witnesses
        )

    def _closes(self, way: Way) -> bool:
        if way.kind is WayKind.MOVE:
            return self._moved(way)
        found = self.search.with_course(self.leaf, way.course)
        if found.rank >= self.leaf.depth.rank:
            return True
        if found.choice is not None:
            self.witnesses.append(found.choice)
        return False

    def _moved(self, way: Way) -> bool:
        plan = way.moved(self.search.index, self.search.plan)
        if plan is None:
            return False
        key = plan.offer.plan.key
        cases = cases_of(self.search.index, plan=key, when=self.when, taking=self.taking, among=plan)
        if isinstance(cases, Infeasible):
            return False
        return replace(self.search, plan=plan, cases=cases).least(self.leaf).rank >= self.leaf.depth.rank


def _ways(trial: _Trial, costs: Costs, near: int) -> Iterator[Way]:
    """The ways that close a gap, cheapest and then nearest first; of a course's moves the latest that does."""
    search, leaf, told = trial.search, trial.leaf, Counter[tuple[WayKind, str]]()
    place = search.index, search.plan, search.gauge, leaf
    siblings = _siblings(search.index, search.gauge.framework)[leaf.key]
    last = max(case.term for case in search.cases)
    known = *offers(*place, siblings, costs), *moves(*place, last, costs)
    fit = [way for way in known if way.near >= near or way.kind is not WayKind.LINK]
    for way in sorted(fit, key=lambda each: (each.cost, -each.near)):
        alike = way.kind, "" if way.kind is WayKind.NEW_OUTCOME else way.course
        enough = MOST_ALIKE[way.kind] if way.near >= near else 1
        if told[alike] < enough and trial.closes(way):
            told[alike] += 1
            yield way


def _siblings(index: Index, framework: Framework) -> Mapping[str, tuple[str, ...]]:
    """The other leaves below the same parent, for each leaf."""

    def make() -> dict[str, tuple[str, ...]]:
        found = {}
        for family in (framework.items, *(item.children for item in framework.walk())):
            leaves = [child.key for child in family if not child.children]
            found.update({leaf: tuple(other for other in leaves if other != leaf) for leaf in leaves})
        return found

    return kept(index, ("siblings", framework.key), make)
