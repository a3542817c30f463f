"""Hours and credits of a plan: totals and shares, as intervals where electives leave them open."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext_lazy

from fourfold.domain.number import exact
from fourfold.domain.plan import Plan
from fourfold.domain.text import Text
from fourfold.engine.coverage import Interval
from fourfold.engine.guarantee import Range
from fourfold.engine.hours import HourShares, hours_shares
from fourfold.engine.kept import kept
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import Words


@dataclass(frozen=True, slots=True)
class Share:
    """A figure of a plan: least and most over all legal choices, with a bar where it is a share."""

    name: Words | Text
    figure: str
    low_percent: str = ""
    high_percent: str = ""


def of_plan(opened: Opened, plan: Plan) -> tuple[Share, ...]:
    """Hours, credits, and the shares of practice, electives and each category; nothing where no choice is legal."""
    index = opened.index
    found = kept(index, ("hours of", plan.key), lambda: hours_shares(index, plan=plan.key))
    if not isinstance(found, HourShares):
        return ()
    named: list[tuple[Words | Text, Range]] = [
        (gettext_lazy("Practice"), found.practice),
        (gettext_lazy("Electives"), found.elective),
    ]
    named += [(index.categories[key].title, share) for key, share in found.categories]
    return (
        Share(gettext_lazy("Hours"), span(found.hours)),
        Share(gettext_lazy("Credits"), span(found.credits)),
        *(_share(name, share) for name, share in named),
    )


def _share(name: Words | Text, share: Range) -> Share:
    low, high = share.guaranteed.bound, share.reachable.bound
    least, most = f"{tenth(low)}", f"{tenth(high)}"
    figure = least if least == most else f"{least}–{most}"
    return Share(name, f"{figure} %", f"{float(low * 100):.2f}", f"{float(high * 100):.2f}")


def tenth(share: Fraction) -> str:
    """A share as per cent with exactly one decimal place, so that a column of them lines up.

    >>> tenth(Fraction(71, 100)), tenth(Fraction(1, 3))
    ('71.0', '33.3')
    """
    return str(round(Decimal(share.numerator * 100) / Decimal(share.denominator), 1).quantize(Decimal("0.1")))


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
