"""Sums and ratios over all legal choices: what courses add up to, whichever electives are chosen.

A ratio N/D of two such sums is made extreme by Dinkelbach's method: with the ratio λ of some choice, make N − λ·D
extreme; its ratio is the next λ, and the first that does not move is the extreme.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from fourfold.engine.plan.block import FREE, Alternative
from fourfold.engine.plan.choice import Choice, Limit, StruckError, Tally
from fourfold.engine.plan.compiled import Compiled
from fourfold.engine.plan.extreme import Extreme
from fourfold.engine.plan.fold import Algebra, Entry, Trail, fold

Amounts = Mapping[str, Fraction]
"""What each elective course adds; nothing where absent."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A numerator over a denominator, each a constant and what electives add; 0 where the denominator is 0.

    Without `below` the ratio is its numerator.
    """

    above: Amounts
    above_rest: Fraction
    below: Amounts | None = None
    below_rest: Fraction = Fraction(1)

    def of(self, choice: Choice) -> Fraction:
        """The ratio under a choice."""
        above = sum((self.above.get(each.course, Fraction(0)) for each in choice.taken), self.above_rest)
        if self.below is None:
            return above
        below = sum((self.below.get(each.course, Fraction(0)) for each in choice.taken), self.below_rest)
        return above / below if below else Fraction(0)


def sum_extreme(
    plan: Compiled, value: Callable[[Alternative], Fraction], limit: Limit, *, least: bool
) -> tuple[Fraction, tuple[Trail | None, ...]] | None:
    """The least (or greatest) sum of `value` over a legal choice, and its trails; `None` without a legal choice.

    Raises `StruckError` where the limit strikes.
    """
    if plan.offer.impossible:
        return None
    pick = min if least else max

    def keep(entries: list[Entry[Fraction]], _: int) -> list[Entry[Fraction]]:
        return [pick(entries, key=lambda entry: entry[0])] if entries else []

    algebra = Algebra(nothing=Fraction(0), of=value, join=Fraction.__add__, keep=keep)
    total, trails = Fraction(0), []
    for number, component in enumerate(plan.components):
        found = fold(plan.offer, component, plan.ways(number, FREE, limit), algebra, Tally(limit))
        if not found:
            return None
        total += found[0][0]
        trails.append(found[0][1])
    return total, tuple(trails)


def _amount(plan: Compiled, amounts: Amounts) -> Callable[[Alternative], Fraction]:
    def value(alternative: Alternative) -> Fraction:
        courses = (course for number in alternative.options for course in plan.offer.options[number].courses)
        return sum((amounts.get(course, Fraction(0)) for course in courses), Fraction(0))

    return value


def ratio_extreme(plan: Compiled, ratio: Ratio, limit: Limit, *, least: bool) -> Extreme | None:
    """The least (or greatest) ratio over all legal choices; `None` where there is no legal choice."""
    try:
        return _dinkelbach(plan, ratio, limit, least=least)
    except StruckError:
        low, high = _enclosure(ratio)
        return Extreme(bound=low, best=high) if least else Extreme(bound=high, best=low)


def _dinkelbach(plan: Compiled, ratio: Ratio, limit: Limit, *, least: bool) -> Extreme | None:
    found = sum_extreme(plan, _amount(plan, ratio.above), limit, least=least)
    if found is None:
        return None
    choice = plan.choice(found[1], late=False)
    value = ratio.of(choice)
    while ratio.below is not None:
        amounts = {key: ratio.above.get(key, Fraction(0)) - value * below for key, below in ratio.below.items()}
        found = sum_extreme(plan, _amount(plan, amounts), limit, least=least)
        if found is None:
            break
        other = plan.choice(found[1], late=False)
        following = ratio.of(other)
        if (following >= value) if least else (following <= value):
            break
        choice, value = other, following
    return Extreme(bound=value, best=value, choice=choice)


def _enclosure(ratio: Ratio) -> tuple[Fraction, Fraction]:
    """Ends that no choice can pass: as if each sum alone could take nothing, or everything."""
    above = ratio.above_rest + sum(ratio.above.values(), Fraction(0))
    if ratio.below is None:
        return ratio.above_rest, above
    below = ratio.below_rest + sum(ratio.below.values(), Fraction(0))
    low = ratio.above_rest / below if below else Fraction(0)
    return low, min(Fraction(1), above / ratio.below_rest) if ratio.below_rest else Fraction(1)
