"""Figures as pages and papers write them: one way, so that they agree to the last digit."""

from decimal import Decimal
from fractions import Fraction

from fourfold.domain.number import exact
from fourfold.engine.coverage import Interval
from fourfold.engine.guarantee import Range


def tenth(share: Fraction) -> str:
    """A share as per cent with exactly one decimal place, so that a column of them lines up.

    >>> tenth(Fraction(71, 100)), tenth(Fraction(1, 3))
    ('71.0', '33.3')
    """
    return str(round(Decimal(share.numerator * 100) / Decimal(share.denominator), 1).quantize(Decimal("0.1")))


def tenths(share: Range) -> str:
    """A share from its least to its most, as `8.6–14.6 %`, or one figure where both ends agree."""
    least, most = tenth(share.guaranteed.bound), tenth(share.reachable.bound)
    return f"{least if least == most else f'{least}–{most}'} %"


def span(share: Range, *, times: int = 1) -> str:
    """`2,560–2,624`, or one number where both ends agree; at most one decimal place."""
    return interval(Interval(low=share.guaranteed.bound * times, high=share.reachable.bound * times))


def interval(found: Interval) -> str:
    """An interval as `2,560–2,624`, or one number where both ends agree."""
    low, high = short(found.low), short(found.high)
    return low if low == high else f"{low}–{high}"


def short(value: Fraction) -> str:
    """A number with at most one decimal place."""
    return f"{exact(round(Decimal(value.numerator) / Decimal(value.denominator), 1)):,}"
