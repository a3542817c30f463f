"""Tokens: one's own keys for programs."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import tokens
from fourfold.actions.institutions import zone_for
from fourfold.actions.tokens import KeptToken
from fourfold.domain.person import Viewer
from fourfold.web.pages.forms.account import NewToken
from fourfold.web.pages.sending import act, done, sent, show_once, tell
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TokensPage:
    """The tokens that open something, those that do no more, and the form for a new one."""

    working: tuple[KeptToken, ...]
    ended: tuple[KeptToken, ...]
    form: NewToken
    zone: str
    frame: None = None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show one's tokens; make one, or end one."""
    viewer = viewer_of(request)
    form = sent(request, "make", NewToken)
    if act(request) == "revoke":
        tokens.revoke_token(viewer, token=request.POST.get("token", ""))
        tell(request, _("The token opens nothing any more."))
        return redirect("tokens")
    if act(request) == "make" and form.is_valid() and _made(request, viewer, form):
        return redirect("tokens")
    return render(request, "tokens.html", {"page": _page(viewer, form)})


def _made(request: HttpRequest, viewer: Viewer, form: NewToken) -> bool:
    said = form.cleaned_data
    made = done(
        form,
        lambda: tokens.make_token(viewer, name=said["name"], may_write=said["scope"] == "write", days=said["days"]),
    )
    if made:
        show_once(request, _("This is your token. Keep it now: nobody sees it again."), made.secret)
    return made is not None


def _page(viewer: Viewer, form: NewToken) -> TokensPage:
    now, found = datetime.now(UTC), tokens.tokens_of(viewer)
    return TokensPage(
        working=tuple(each for each in found if each.works(now)),
        ended=tuple(each for each in found if not each.works(now)),
        form=form,
        zone=zone_for(viewer),
    )
