"""Who sees to a hole, and by when, in words: the same on every page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fourfold.actions.holes import HoleDue, Scope
from fourfold.web.pages.aligning import way_to_align


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Who sees to a hole by which day, and where that is said."""

    words: str
    tone: str
    href: str


def seen(each: HoleDue) -> Seen:
    """A task as a page shows it beside a gap."""
    day = each.task.due_date
    return Seen(
        words=by_whom(each.name, day),
        tone="bad" if day < each.opened.today else "",
        href=way_to(each),
    )


def by_whom(name: str, day: date) -> str:
    """Who sees to it by which day."""
    return _("%(name)s sees to it by %(day)s") % {"name": name, "day": day.isoformat()}


def when(day: date, today: date) -> str:
    """How far off a day is."""
    days = (day - today).days
    if days < 0:
        return ngettext("%(count)d day late", "%(count)d days late", -days) % {"count": -days}
    if days == 0:
        return _("due today")
    return ngettext("due in %(count)d day", "due in %(count)d days", days) % {"count": days}


def query_of(scope: Scope) -> dict[str, str]:
    """What an address says of a scope."""
    said = {"course": scope.course, "program": scope.program}
    return {name: noun.code for name, noun in said.items() if noun}


def way_to(each: HoleDue) -> str:
    """Where a hole stands on the page of all holes in its scope."""
    href = way_to_align(each.opened, each.framework, query_of(each.scope), page="holes")
    return f"{href}#hole-{each.node.code if each.node else 'all'}"
