"""Extremes over legal choices, with the choices that attain them."""

from dataclasses import dataclass
from fractions import Fraction

from fourfold.engine.plan.choice import Choice
from fourfold.engine.yardstick import Figure


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
    """The extreme over two sets of choices, from the extremes over each.

    A best without a choice is no evidence, since its set may be empty: one with a choice goes before it, and of two
    without, the one that claims less.
    """
    if one is None:
        return other
    bound = other.bound if side.beats(other.bound, one.bound) else one.bound
    if (one.choice is None) != (other.choice is None):
        best = one if other.choice is None else other
    else:
        known = one.choice is not None
        best = other if side.beats(other.best, one.best) == known else one
    return Extreme(bound=bound, best=best.best, choice=best.choice)
