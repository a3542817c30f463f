"""The releases of a cluster: a list that only grows, and where the draft stands."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fourfold.actions import releases
from fourfold.actions.refused import Missing
from fourfold.actions.releases import DraftStanding, History
from fourfold.actions.signed import Signed
from fourfold.web.pages import signing, tally
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.opened import DRAFT, today
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import Words
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A release: where it is, when and by whom it was published, what is told with it."""

    name: str
    href: str
    digest: str
    day: date
    by: Words
    note: str
    overridden: int
    reason: str
    compare_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Where the draft stands; `moved` counts the parts that differ from the newest release."""

    href: str
    digest: str
    changed_at: datetime
    moved: int
    errors: int
    tally: str
    problems_href: str
    compare_href: str
    publish_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasesPage:
    """The releases of a cluster, newest first."""

    frame: Frame
    draft: Draft | None
    rows: tuple[Row, ...]
    latest_href: str


@require_safe
def show(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """List the releases."""
    return render(request, "releases.html", {"page": page(told(request, institution, cluster))})


@require_safe
def latest(request: HttpRequest, institution: str, cluster: str, rest: str = "") -> HttpResponse:
    """Go to the same page of the newest release."""
    newest = told(request, institution, cluster).kept.releases[:1]
    if not newest:
        raise Http404
    where = f"{Address(institution, cluster, newest[0].name).to('cluster')}{rest}"
    asked = request.META.get("QUERY_STRING", "")
    return redirect(f"{where}?{asked}" if asked else where)


@require_safe
def stand(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Go to the draft of a cluster where the reader may see it, else to its newest release."""
    kept = told(request, institution, cluster).kept
    state = DRAFT if kept.draft else kept.releases[0].name
    return redirect(Address(institution, cluster, state).to("cluster"))


def told(request: HttpRequest, institution: str, cluster: str) -> History:
    """The releases of a cluster for whoever asks; absent and forbidden both raise `Http404`."""
    try:
        return releases.history(institution, cluster, viewer=viewer_of(request), today=today())
    except Missing as missing:
        raise Http404 from missing


def page(history: History) -> ReleasesPage:
    """What the list of releases shows."""
    where = history.kept.address
    pairs = zip_longest(history.releases, history.releases[1:])
    return ReleasesPage(
        frame=around(history, "releases"),
        draft=_draft(history, history.draft) if history.draft else None,
        rows=tuple(_row(where.institution, where.code, *pair) for pair in pairs),
        latest_href=reverse("latest", args=(where.institution, where.code)) if history.releases else "",
    )


def around(history: History, here: str, *crumbs: Crumb) -> Frame:
    """The frame of a page about all states of a cluster: its ways lead through the state that the reader works in."""
    where = history.kept.address
    state = history.opened.release.name if history.opened.release else DRAFT
    found = frame(history.opened, Address(where.institution, where.code, state), here, *crumbs)
    return replace(found, banner=None, crumbs=tuple(each for each in found.crumbs if not each.state))


def way(history: History) -> Crumb:
    """The way to the list of releases."""
    where = history.kept.address
    return Crumb(_("Releases"), reverse("releases", args=(where.institution, where.code)))


def _draft(history: History, draft: DraftStanding) -> Draft:
    where = history.kept.address
    address = Address(where.institution, where.code, DRAFT)
    newest = history.kept.releases[0].name if history.kept.releases else ""
    return Draft(
        href=address.to("cluster"),
        digest=draft.opened.root[:8],
        changed_at=draft.opened.changed_at,
        moved=draft.moved,
        errors=draft.errors,
        tally=tally.counted(draft.errors, draft.warnings),
        problems_href=address.to("problems"),
        compare_href=between(address.institution, address.cluster, newest, DRAFT) if newest else "",
        publish_href=reverse("publish", args=(where.institution, where.code)) if history.may_release else "",
    )


def _row(institution: str, cluster: str, signed: Signed, older: Signed | None) -> Row:
    release = signed.release
    return Row(
        name=release.name,
        href=Address(institution, cluster, release.name).to("cluster"),
        digest=release.root[:8],
        day=signed.day,
        by=signing.by(signed),
        note=release.note,
        overridden=release.overridden,
        reason=release.reason,
        compare_href=between(institution, cluster, older.release.name, release.name) if older else "",
    )


def between(institution: str, cluster: str, before: str, after: str) -> str:
    """The address that compares two states of a cluster."""
    return f"{reverse('compare', args=(institution, cluster))}?from={before}&to={after}"
