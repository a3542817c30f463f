"""Taking a published framework into a draft: what that would do first, then the deed, with a reason."""

from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions.comparing import compare_dossiers
from fourfold.actions.newer import Newer, may_take_in, newer_called, take_in, whole
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.actions.rehearsing import between, with_framework
from fourfold.domain.text import Text
from fourfold.web.pages import compare
from fourfold.web.pages.address import Address
from fourfold.web.pages.compare import Shown
from fourfold.web.pages.editing import effect
from fourfold.web.pages.editing.desk import draft_of, told_with_way
from fourfold.web.pages.editing.effect import Effect
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import status_of, tell
from fourfold.web.pages.ways import Crumb


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInPage:
    """A published framework that is about to be taken into the draft, and what that does."""

    frame: Frame
    name: Named
    release: str
    by: str
    pinned: Named
    same: bool
    shown: Shown
    effect: Effect
    back: str
    why: str
    refused: Text | None = None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str, owner: str, code: str) -> HttpResponse:
    """Say what taking a framework in would do; do it where that was asked for."""
    found = opened(request, institution, cluster, state=DRAFT)
    if not may_take_in(found):
        raise PermissionDenied
    newer = newer_called(found, owner, code)
    if request.POST.get("do") == "take":
        return _taken(request, found, newer)
    return _shown(request, found, newer)


def _taken(request: HttpRequest, found: Opened, newer: Newer) -> HttpResponse:
    try:
        take_in(draft_of(request, found), found, newer)
    except (Missing, Forbidden):
        raise
    except Refused as refusal:
        status = status_of(refusal)
        return _shown(request, found, newer, refusal.why, status)
    tell(request, told_with_way(found, _("It is in the draft.")))
    address = Address(found.institution, found.code, DRAFT)
    return redirect(address.to("radar") if newer.same else address.to("outlook", newer.framework.code))


def _shown(
    request: HttpRequest,
    found: Opened,
    newer: Newer,
    refused: Text | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    address, framework = Address(found.institution, found.code, DRAFT), whole(newer)
    after = with_framework(found, framework.key, framework)
    published = reverse("published-framework", args=(newer.institution, framework.code, newer.release.name))
    page = TakeInPage(
        frame=frame(found, address, "radar", Crumb(gettext_lazy("Radar"), address.to("radar"))),
        name=Named(framework.title, published, code=framework.code),
        release=newer.release.name,
        by=newer.institution,
        pinned=Named(newer.pinned.title, address.to("framework", newer.pinned.code), code=newer.pinned.code),
        same=newer.same,
        shown=compare.of_comparison(compare_dossiers(found.index.dossier, after.index.dossier), compare.ways_in(found)),
        effect=effect.shown(between(found, after), address),
        back=address.to("radar"),
        why=request.POST.get("why", "") or _said(newer),
        refused=refused,
    )
    return render(request, "take_in.html", {"page": page}, status=status)


def _said(newer: Newer) -> str:
    """What it is, where the reader says nothing else."""
    names = {"code": newer.framework.code, "release": newer.release.name, "by": newer.institution}
    return _("%(code)s %(release)s as %(by)s published it") % names
