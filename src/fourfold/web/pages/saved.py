"""Saved lenses: the view at hand kept under a name, and the list of those that are kept."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import lenses
from fourfold.actions.institutions import zone_for
from fourfold.actions.lenses import KeptLens
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.web.pages.resolving import NotHere
from fourfold.web.pages.wording import reading_language
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True)
class Saved:
    """What a page offers to somebody who can keep its view: its own address, and the lenses kept of its cluster."""

    here: str
    lenses: tuple[KeptLens, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LensesPage:
    """Every lens that somebody keeps; what was sent and why it was refused, if it was."""

    lenses: tuple[KeptLens, ...]
    zone: str
    name: str = ""
    address: str = ""
    refusal: str = ""
    frame: None = None


def of(request: HttpRequest, institution: str, cluster: str) -> Saved | None:
    """What a page of a cluster offers; nothing to those who have no account."""
    viewer = viewer_of(request)
    if not lenses.may_save(viewer):
        return None
    inside = f"/{institution}/{cluster}/".lower()
    mine = (each for each in lenses.lenses_of(viewer) if each.address.lower().startswith(inside))
    return Saved(request.get_full_path(), tuple(mine))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show one's lenses; keep one, or forget one."""
    if "forget" in request.POST:
        return _forget(request)
    if request.method == "POST":
        return _save(request)
    return render(request, "lenses.html", {"page": _page(viewer_of(request))})


def _page(viewer: Viewer) -> LensesPage:
    return LensesPage(lenses=lenses.lenses_of(viewer), zone=zone_for(viewer))


def _save(request: HttpRequest) -> HttpResponse:
    viewer, name, address = viewer_of(request), request.POST.get("name", ""), request.POST.get("address", "")
    try:
        _must_be_a_page(address)
        lenses.save_lens(viewer, name=name, address=address, now=datetime.now(UTC))
    except (Forbidden, Missing) as refusal:
        raise NotHere(refusal.why.in_language(reading_language())) from refusal
    except Refused as refusal:
        page = replace(
            _page(viewer),
            name=name[: lenses.MOST_NAME],
            address=address[: lenses.MOST_ADDRESS],
            refusal=refusal.why.in_language(reading_language()),
        )
        return render(request, "lenses.html", {"page": page}, status=422)
    messages.success(request, _("The lens %(name)s is saved.") % {"name": name.strip()})
    return redirect(address)


def _must_be_a_page(address: str) -> None:
    try:
        resolve(address.partition("?")[0])
    except Resolver404 as error:
        raise Refused(Text(en="This is no address of a page here.", zh="这不是本站页面的地址。")) from error


def _forget(request: HttpRequest) -> HttpResponse:
    try:
        lenses.forget_lens(viewer_of(request), request.POST["forget"])
    except Missing as refusal:
        raise NotHere(refusal.why.in_language(reading_language())) from refusal
    messages.success(request, _("The lens is forgotten."))
    return redirect("lenses")
