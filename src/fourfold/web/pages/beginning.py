"""Beginning a cluster: what it is called, and its categories; then on to its map, which says how to fill it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import beginning, institutions
from fourfold.actions.addresses import BadCode
from fourfold.actions.institutions import KeptInstitution
from fourfold.actions.refused import Clash, Missing
from fourfold.domain.person import Viewer
from fourfold.web.pages.address import Address
from fourfold.web.pages.forms.cluster import Begin
from fourfold.web.pages.opened import DRAFT
from fourfold.web.pages.place import around
from fourfold.web.pages.sending import act, done, sent, tell
from fourfold.web.pages.ways import Around
from fourfold.web.reader import viewer_of

OF_THE_CODE = {BadCode: "code", Clash: "code"}
"""The refusals that are about the code, and so stand beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginPage:
    """The form."""

    frame: Around
    form: Begin


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str) -> HttpResponse:
    """Show the form; or begin the cluster that it asks for, and go to its map."""
    viewer = viewer_of(request)
    kept = _allowed(viewer, institution)
    form = sent(request, "begin", Begin)
    if act(request) == "begin" and form.is_valid():
        made = done(form, lambda: beginning.begin(viewer, kept.code, form.begun(), now=timezone.now()), OF_THE_CODE)
        if made is not None:
            tell(request, _("The cluster is begun: only staff of the institution can read it."))
            return redirect(Address(made.institution, made.cluster, DRAFT).to("cluster"))
    page = BeginPage(frame=around(viewer, kept, "new-cluster"), form=form)
    return render(request, "new_cluster.html", {"page": page})


def _allowed(viewer: Viewer, institution: str) -> KeptInstitution:
    """The institution, for whoever begins clusters there: its other staff is told so, everybody else finds nothing."""
    try:
        kept = institutions.institution_at(institution)
    except Missing as missing:
        raise Http404 from missing
    if beginning.may_begin(viewer, kept.code):
        return kept
    raise PermissionDenied if viewer.sees_drafts_of(kept.code) else Http404
