"""How deeply each leaf of a framework is taught: at least, whatever students choose, and at most, for some choice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fourfold.domain.framework import Item
from fourfold.engine.choices import Infeasible, Limit
from fourfold.engine.guarantee import When, cases_of
from fourfold.engine.index import Index
from fourfold.engine.plan.choice import StruckError
from fourfold.engine.plan.compiled import Compiled, compiled
from fourfold.engine.plan.profile import Aim, profiles
from fourfold.engine.plan.question import Case, required_mask
from fourfold.engine.yardstick import DEEPEST, Yardstick, yardstick


@dataclass(frozen=True, slots=True)
class Reach:
    """The ranks (0 to 3) that a leaf has at least and at most over the legal choices.

    Where the limit struck it is not `decided`: then `least` is what required courses give, and `most` what all
    electives together would.
    """

    least: int
    most: int
    decided: bool = True


def reaches(
    index: Index,
    *,
    plan: str,
    framework: str,
    when: When,
    taking: str | None = None,
    limit: Limit | None = None,
    leaves: Collection[str] | None = None,
) -> Mapping[str, Reach]:
    """The reach of each leaf by its key, or of some `leaves`, leaf by leaf; nothing where no choice is legal."""
    cases = cases_of(index, plan=plan, when=when, taking=taking)
    if isinstance(cases, Infeasible):
        return {}
    found, gauge = compiled(index, plan), yardstick(index, framework)
    search = _Search(found, gauge, limit or Limit())
    possible = [(case, required_mask(found, gauge, case.term)) for case in cases if search.is_feasible(case)]
    if not possible:
        return {}
    wanted = [leaf for leaf in gauge.leaves if leaves is None or leaf.key in leaves]
    return {leaf.key: _widest([search.of(leaf, case, base) for case, base in possible]) for leaf in wanted}


def _widest(found: list[Reach]) -> Reach:
    return Reach(
        min(each.least for each in found), max(each.most for each in found), all(each.decided for each in found)
    )


@dataclass(frozen=True, slots=True)
class _Search:
    plan: Compiled
    gauge: Yardstick
    limit: Limit

    def is_feasible(self, case: Case) -> bool:
        """Whether a case has a legal choice, as far as the limit lets us see."""
        try:
            return bool(profiles(self.plan, Aim({}, case.term, case.demand, late=True), self.limit))
        except StruckError:
            return True

    def of(self, leaf: Item, case: Case, base: int) -> Reach:
        """The reach of a leaf in one case; only electives that add to the required courses are searched."""
        bits = self.gauge.level(leaf.key, DEEPEST)
        masks = {
            course: mask
            for course in self.plan.offer.options_of
            if (mask := self.gauge.masks.get(course, 0) & bits & ~base)
        }
        sure = self.gauge.rank(base, leaf.key)
        if not masks:
            return Reach(sure, sure)
        try:
            least, most = (self._ranks(leaf, masks, case, base, late=late) for late in (True, False))
        except StruckError:
            return Reach(sure, self.gauge.rank(base | self.gauge.union(masks), leaf.key), decided=False)
        return Reach(min(least), max(most))

    def _ranks(self, leaf: Item, masks: dict[str, int], case: Case, base: int, *, late: bool) -> list[int]:
        found = profiles(self.plan, Aim(masks, case.term, case.demand, late=late), self.limit)
        return [self.gauge.rank(base | profile.mask, leaf.key) for profile in found]
