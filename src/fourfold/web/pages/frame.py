"""What stands around every page of a cluster: where the reader is, and the ways on."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fourfold.domain.problem import Severity
from fourfold.domain.text import Text
from fourfold.web.pages import place, signing
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.ways import Around, Crumb, Group, Way
from fourfold.web.pages.wording import Words


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
class Frame(Around):
    """The frame of a page of a cluster: its state, the ways on, the path here; `release` is "" for a draft."""

    title: Text
    href: str
    release: str
    releases_href: str
    banner: Banner | None
    digest: str
    changed_at: datetime | None
    today: date
    workbook_href: str


_MAIN = (
    ("cluster", _("Map")),
    ("programs", _("Programs")),
    ("courses", _("Courses")),
    ("modules", _("Modules")),
    ("frameworks", _("Frameworks")),
    ("radar", _("Radar")),
    ("matrix", _("Matrix")),
    ("technologies", _("Technologies")),
    ("transfer", _("Transfer")),
    ("problems", _("Problems")),
)
_ACROSS = frozenset({"matrix", "technologies", "transfer"})
_BESIDES = (("sharing", _("Sharing")), ("rules", _("Rules")))


def frame(opened: Opened, address: Address, here: str, *crumbs: Crumb) -> Frame:
    """The frame of the page `here` of an opened cluster."""
    title, releases = opened.index.cluster.head.title, _of_all_states("releases", address)
    state = Crumb(opened.release.name if opened.release else _("draft"), releases, state=True)
    main = _main(opened, address, here)
    return Frame(
        title=title,
        href=address.to("cluster"),
        release=opened.release.name if opened.release else "",
        releases_href=releases,
        banner=_banner(opened, address),
        digest=opened.root[:8],
        changed_at=opened.changed_at,
        today=opened.today,
        workbook_href=address.to("workbook"),
        ways=(*main, Way(_("Releases"), releases, here == "releases"), *_proposals(opened, address, here)),
        groups=_groups(opened, address, main),
        crumbs=(place.crumb(opened.keeper), Crumb(title, address.to("cluster")), state, *crumbs),
        zone=opened.keeper.zone,
    )


def _main(opened: Opened, address: Address, here: str) -> tuple[Way, ...]:
    pressing = sum(each.severity is not Severity.INFO for each in opened.problems())
    counts = {"problems": pressing, "radar": sum(blip.pressing for blip in opened.radar()) or None}
    return tuple(Way(name, address.to(page), page == here, counts.get(page)) for page, name in _MAIN)


def _proposals(opened: Opened, address: Address, here: str) -> tuple[Way, ...]:
    """The way to the proposals for a draft, with how many wait for review."""
    if opened.release is not None or not opened.viewer.sees_drafts_of(opened.institution):
        return ()
    return (Way(_("Proposals"), _of_all_states("proposals", address), here == "proposals", opened.waiting),)


def _groups(opened: Opened, address: Address, main: tuple[Way, ...]) -> tuple[Group, ...]:
    """Every page of the cluster and of its institution that is the viewer's to see."""
    across = {address.to(page) for page in _ACROSS}
    besides = tuple(Way(name, address.to(page), here=False) for page, name in _BESIDES)
    return (
        Group(_("The cluster"), tuple(each for each in main if each.href not in across)),
        Group(_("Across it"), (*(each for each in main if each.href in across), *besides)),
        Group(
            _("Draft and releases") if opened.viewer.sees_drafts_of(opened.institution) else _("Releases"),
            _kept(opened, address),
        ),
        place.group(opened.viewer, opened.keeper),
    )


def _kept(opened: Opened, address: Address) -> tuple[Way, ...]:
    viewer, key = opened.viewer, opened.index.cluster.head.key
    led = (("publish", _("Publish a release")), ("import", _("Bring a file")))
    pages = (
        ("releases", _("Releases")),
        ("compare", _("Compare")),
        *(
            (("rounds", _("Revision rounds")), ("classes", pgettext_lazy("of a cluster", "Classes")))
            if viewer.sees_drafts_of(opened.institution)
            else ()
        ),
        *(led if viewer.may_write and viewer.leads(opened.institution, key) else ()),
    )
    proposals = (("proposals", _("Proposals")),) if viewer.sees_drafts_of(opened.institution) else ()
    ways = tuple(Way(name, _of_all_states(page, address), here=False) for page, name in (*pages, *proposals))
    return (*ways, Way(_("Excel workbook"), address.to("workbook"), here=False))


def _of_all_states(page: str, address: Address) -> str:
    return reverse(page, args=(address.institution, address.cluster))


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
