"""A question over all legal choices: the least and the most of measures, each with a choice that attains it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.rule import Measure
from fourfold.engine.plan.block import Demand
from fourfold.engine.plan.choice import Choice, Limit, StruckError
from fourfold.engine.plan.compiled import Compiled
from fourfold.engine.plan.profile import Aim, Profile, profiles
from fourfold.engine.yardstick import Figure, Yardstick


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """An extreme over legal choices: `best` is attained by `choice`, and none lies beyond `bound`.

    They are equal where the extreme is decided. Where no choice is known, `best` is the far end.
    """

    bound: Fraction
    best: Fraction
    choice: Choice | None = None

    @property
    def decided(self) -> bool:
        """Whether the extreme is exact."""
        return self.bound == self.best


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A measure over all legal choices; under one choice it may itself be an interval.

    `guaranteed`: the least lower end. `reachable`: the greatest upper end. `least_upper`: the least upper end, so
    that some choice certainly does not exceed it; `most_lower`: the greatest lower end, likewise.
    """

    guaranteed: Extreme
    reachable: Extreme
    least_upper: Extreme
    most_lower: Extreme

    @property
    def decided(self) -> bool:
        """Whether guaranteed and reachable are exact."""
        return self.guaranteed.decided and self.reachable.decided


@dataclass(frozen=True, slots=True)
class Case:
    """One part of a question: by the end of `term`, over the choices that meet `demand`."""

    term: int
    demand: Demand


@dataclass(frozen=True, slots=True)
class Side:
    """One of a range's four extremes: the minimum (`least`) or the maximum, of the upper or the lower ends."""

    least: bool
    upper: bool

    def end(self, figure: Figure) -> Fraction:
        """The end of a figure that this side looks at."""
        return figure.high if self.upper else figure.low

    def beats(self, one: Fraction, other: Fraction) -> bool:
        """Whether `one` is more extreme than `other`."""
        return one < other if self.least else one > other


SIDES = {
    "guaranteed": Side(least=True, upper=False),
    "reachable": Side(least=False, upper=True),
    "least_upper": Side(least=True, upper=True),
    "most_lower": Side(least=False, upper=False),
}


def more_extreme(side: Side, one: Extreme | None, other: Extreme) -> Extreme:
    """The extreme over two sets of choices, from the extremes over each."""
    if one is None:
        return other
    best = other if side.beats(other.best, one.best) else one
    bound = other.bound if side.beats(other.bound, one.bound) else one.bound
    return Extreme(bound=bound, best=best.best, choice=best.choice)


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


Ranges = Mapping[Measure, Range]
Fallback = Callable[[Measure, Side], Extreme | None]


def extremes_of(
    plan: Compiled, gauge: Yardstick, cases: tuple[Case, ...], measures: tuple[Measure, ...], limit: Limit
) -> Ranges | None:
    """The range of each measure over all cases; `None` where no case has a legal choice."""
    found: dict[tuple[Measure, str], Extreme] = {}
    for case in cases:
        for scope in sorted({scope_of(gauge, measure) for measure in measures}):
            chosen = [measure for measure in measures if scope_of(gauge, measure) == scope]
            for place, extreme in _case(plan, gauge, case, chosen, limit).items():
                found[place] = more_extreme(SIDES[place[1]], found.get(place), extreme)
    if not found:
        return None
    return {measure: Range(**{name: found[measure, name] for name in SIDES}) for measure in measures}


def _case(
    plan: Compiled, gauge: Yardstick, case: Case, measures: list[Measure], limit: Limit
) -> dict[tuple[Measure, str], Extreme]:
    base = required_mask(plan, gauge, case.term)
    masks = elective_masks(plan, gauge, base, scope_of(gauge, measures[0]))
    found: dict[tuple[Measure, str], Extreme] = {}
    for late in (True, False):
        aim = Aim(masks, case.term, case.demand, late)
        sides = {name: side for name, side in SIDES.items() if side.least == late}
        found.update(_half(plan, gauge, aim, base, measures, sides, limit))
    return found


def _half(
    plan: Compiled,
    gauge: Yardstick,
    aim: Aim,
    base: int,
    measures: list[Measure],
    sides: Mapping[str, Side],
    limit: Limit,
) -> dict[tuple[Measure, str], Extreme]:
    try:
        antichain = profiles(plan, aim, limit)
    except StruckError:
        return {}
    if not antichain:
        return {}
    return {
        (measure, name): _extreme(plan, gauge, aim, base, measure, side, antichain)
        for measure in measures
        for name, side in sides.items()
    }


def _extreme(
    plan: Compiled, gauge: Yardstick, aim: Aim, base: int, measure: Measure, side: Side, antichain: list[Profile]
) -> Extreme:
    ends = [side.end(gauge.figure(measure, base | profile.mask)) for profile in antichain]
    best = min(ends) if side.least else max(ends)
    profile = antichain[ends.index(best)]
    return Extreme(bound=best, best=best, choice=profile.choice(plan, late=aim.late))
