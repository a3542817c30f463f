"""Hours and credits of a plan: totals and shares, as intervals where electives leave them open."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from fourfold.actions.figures import interval, short, span, tenth, tenths
from fourfold.domain.plan import Plan
from fourfold.domain.text import Text
from fourfold.engine.guarantee import Range
from fourfold.engine.hours import HourShares, hours_shares
from fourfold.engine.kept import kept
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import Words

__all__ = ["Share", "interval", "of_plan", "short", "span", "tenth", "tenths"]


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
    return Share(name, tenths(share), f"{float(low * 100):.2f}", f"{float(high * 100):.2f}")
