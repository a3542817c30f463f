"""A question over all legal choices: the least and the most of measures, each with a choice that attains it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.rule import Measure
from fourfold.engine.index import Index
from fourfold.engine.plan.block import Demand
from fourfold.engine.plan.choice import Limit, StruckError
from fourfold.engine.plan.compiled import Compiled
from fourfold.engine.plan.extreme import SIDES, Extreme, Range, Side, more_extreme
from fourfold.engine.plan.profile import Aim, Profile, profiles
from fourfold.engine.plan.struck import Struck
from fourfold.engine.yardstick import Figure, Yardstick


@dataclass(frozen=True, slots=True)
class Case:
    """One part of a question: by the end of `term`, over the choices that meet `demand`."""

    term: int
    demand: Demand


def scope_of(gauge: Yardstick, measure: Measure) -> int:
    """The bits that can change a measure: the least depth looks beyond what is required, the others do not."""
    return -1 if measure is Measure.LEAST_DEPTH else gauge.relevant


def required_mask(plan: Compiled, gauge: Yardstick, term: int) -> int:
    """The bits of the required courses that are completed by the end of a term."""
    offer = plan.offer
    done = (course for course in offer.fixed if (end := offer.ends(course)) is not None and end <= term)
    return gauge.union(done)


def elective_masks(plan: Compiled, gauge: Yardstick, beside: int, scope: int) -> dict[str, int]:
    """The bits that each elective could add beside those that are there already."""
    open_bits = scope & ~beside
    found = {course: gauge.masks.get(course, 0) & open_bits for course in sorted(plan.offer.options_of)}
    return {course: mask for course, mask in found.items() if mask}


Extremes = dict[tuple[Measure, str], Extreme]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a plan and a framework, under a limit."""

    index: Index
    plan: Compiled
    gauge: Yardstick
    limit: Limit

    def ranges(self, cases: tuple[Case, ...], measures: tuple[Measure, ...]) -> Mapping[Measure, Range] | None:
        """The range of each measure over all cases; `None` where no case has a legal choice."""
        found: Extremes = {}
        for case in cases:
            for place, extreme in self._case(case, measures).items():
                found[place] = more_extreme(SIDES[place[1]], found.get(place), extreme)
        if not found:
            return None
        return {measure: Range(**{name: found[measure, name] for name in SIDES}) for measure in measures}

    def _case(self, case: Case, measures: tuple[Measure, ...]) -> Extremes:
        """The extremes of one case; none where one of the means finds that it has no legal choice."""
        found: Extremes = {}
        base = required_mask(self.plan, self.gauge, case.term)
        for scope in sorted({scope_of(self.gauge, measure) for measure in measures}, reverse=True):
            chosen = [measure for measure in measures if scope_of(self.gauge, measure) == scope]
            masks = elective_masks(self.plan, self.gauge, base, scope)
            for late in (True, False):
                half = self._half(Aim(masks, case.term, case.demand, late), base, chosen)
                if not half:
                    return {}
                found.update(half)
        return found

    def _half(self, aim: Aim, base: int, measures: list[Measure]) -> Extremes:
        """The least extremes (in late schedules) or the greatest (in early ones)."""
        sides = {name: side for name, side in SIDES.items() if side.least == aim.late}
        try:
            antichain = profiles(self.plan, aim, self.limit)
        except StruckError:
            return self._struck(aim, base, measures, sides)
        found: Extremes = {}
        for measure in measures if antichain else ():
            figures = [self.gauge.figure(measure, base | profile.mask) for profile in antichain]
            for name, side in sides.items():
                found[measure, name] = self._extreme(aim, side, antichain, figures)
        return found

    def _extreme(self, aim: Aim, side: Side, antichain: list[Profile], figures: list[Figure]) -> Extreme:
        ends = [side.end(figure) for figure in figures]
        best: Fraction = min(ends) if side.least else max(ends)
        profile = antichain[ends.index(best)]
        return Extreme(bound=best, best=best, choice=profile.choice(self.plan, late=aim.late))

    def _struck(self, aim: Aim, base: int, measures: list[Measure], sides: Mapping[str, Side]) -> Extremes:
        struck = Struck(self.index, self.plan, self.gauge, aim, base, self.limit)
        found: Extremes = {}
        for measure in measures:
            exact = measure in self.gauge.gauges
            extreme = struck.extreme(measure, next(iter(sides.values()))) if exact else None
            for name, side in sides.items():
                each = extreme if exact else struck.extreme(measure, side)
                if each is None:
                    return {}
                found[measure, name] = each
        return found
