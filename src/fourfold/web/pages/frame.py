"""What stands around every page of a cluster: where the reader is, and the ways on."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fourfold.domain.problem import Severity
from fourfold.domain.text import Text
from fourfold.web.pages import signing
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
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
class Banner:
    """What every page of a release says of it; `newer` is the way to the newest, where this is not the newest."""

    name: str
    day: date
    newer: Named | None = None
    overridden: int = 0
    by: Words = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame of a page: the cluster, its state, the ways on, the path here; `release` is "" for a draft."""

    title: Text
    href: str
    release: str
    releases_href: str
    banner: Banner | None
    digest: str
    changed_at: datetime | None
    today: date
    ways: tuple[Way, ...]
    workbook_href: str
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
        release=opened.release.name if opened.release else "",
        releases_href=reverse("releases", args=(address.institution, address.cluster)),
        banner=_banner(opened, address),
        digest=opened.root[:8],
        changed_at=opened.changed_at,
        today=opened.today,
        workbook_href=address.to("workbook"),
        ways=tuple(Way(name, address.to(page), page == here, count) for page, name, count in ways),
        crumbs=(Crumb(head.title, address.to("cluster")), *crumbs),
    )


def _banner(opened: Opened, address: Address) -> Banner | None:
    if opened.signed is None:
        return None
    release, newest = opened.signed.release, opened.newest
    newer = Named(newest.name, replace(address, state=newest.name).to("cluster")) if newest else None
    return Banner(
        name=release.name,
        day=opened.signed.day,
        newer=newer if newest and newest.name != release.name else None,
        overridden=release.overridden,
        by=signing.by(opened.signed),
        reason=release.reason,
    )
