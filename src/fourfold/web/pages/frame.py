"""What stands around every page of a cluster: where the reader is, and the ways on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from fourfold.domain.problem import Severity
from fourfold.domain.text import Text
from fourfold.web.pages.address import Address
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import Words


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the main navigation."""

    name: Words
    href: str
    here: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the path to this page."""

    name: Text | Words
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame of a page: the cluster, its state, the ways on, the path here."""

    title: Text
    href: str
    digest: str
    changed_at: datetime | None
    today: date
    ways: tuple[Way, ...]
    crumbs: tuple[Crumb, ...] = ()


def frame(opened: Opened, address: Address, here: str, *crumbs: Crumb) -> Frame:
    """The frame of the page `here` of an opened cluster."""
    head = opened.index.cluster.head
    pressing = sum(each.severity is not Severity.INFO for each in opened.problems())
    ways = (
        ("cluster", _("Map"), None),
        ("programs", _("Programs"), None),
        ("courses", _("Courses"), None),
        ("modules", _("Modules"), None),
        ("frameworks", _("Frameworks"), None),
        ("matrix", _("Matrix"), None),
        ("problems", _("Problems"), pressing),
    )
    return Frame(
        title=head.title,
        href=address.to("cluster"),
        digest=opened.root[:8],
        changed_at=opened.changed_at,
        today=opened.today,
        ways=tuple(Way(name, address.to(page), page == here, count) for page, name, count in ways),
        crumbs=(Crumb(head.title, address.to("cluster")), *crumbs),
    )
