"""One's own account: name and language, where one is signed in, one's data, the way out."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from fourfold.actions import account, roles
from fourfold.actions.account import KeptPerson
from fourfold.actions.institutions import zone_for
from fourfold.domain.person import Viewer
from fourfold.web.pages.forms.account import EraseMe, Me
from fourfold.web.pages.language import remember
from fourfold.web.pages.roles import RoleHeld, held
from fourfold.web.pages.sending import act, done, sent, tell
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """The person, the form to change it, what is held where, and how many other browsers are signed in."""

    email: str
    joined_at: datetime
    form: Me
    roles: tuple[RoleHeld, ...]
    elsewhere: int
    zone: str
    frame: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePage:
    """The last question."""

    form: EraseMe
    frame: None = None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show the account; change it, or sign out everywhere else."""
    viewer = viewer_of(request)
    me = account.myself(viewer)
    form = sent(request, "change", Me, initial=_as_kept(me))
    if act(request) == "elsewhere":
        return _signed_out(request, viewer)
    if act(request) == "change" and form.is_valid():
        said, language = form.cleaned_data, form.cleaned_data["language"]
        change = partial(account.change_account, name=said["name"], language=language, reminders=said["reminders"])
        done(form, lambda: change(viewer))
        if form.is_valid():
            return _changed(request, language)
    return render(request, "account.html", {"page": _page(viewer, me, form)})


def _as_kept(me: KeptPerson) -> dict[str, object]:
    return {"name": me.name, "language": me.language, "reminders": me.reminders}


def _page(viewer: Viewer, me: KeptPerson, form: Me) -> AccountPage:
    return AccountPage(
        email=me.email,
        joined_at=me.joined_at,
        form=form,
        roles=held(me.grants, roles.parts_named(viewer, me.grants)),
        elsewhere=max(0, account.sessions_of(viewer) - 1),
        zone=zone_for(viewer),
    )


def _changed(request: HttpRequest, language: str) -> HttpResponse:
    answer = redirect("account")
    if language:
        remember(answer, language)
    tell(request, _("Your account is changed."))
    return answer


def _signed_out(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    ended = account.sign_out_elsewhere(viewer, here=str(request.session.session_key))
    tell(
        request,
        ngettext(
            "You are signed out of %(count)d other browser.", "You are signed out of %(count)d other browsers.", ended
        )
        % {"count": ended},
    )
    return redirect("account")


@never_cache
@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about whoever asks, as a JSON file."""
    found = account.personal_data(viewer_of(request))
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="fourfold-me.json"'
    return answer


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator] # allauth ships no types
def erase(request: HttpRequest) -> HttpResponse:
    """Erase whoever asks, once they are sure."""
    viewer = viewer_of(request)
    form = sent(request, "erase", EraseMe)
    if act(request) == "erase" and form.is_valid():
        done(form, lambda: account.erase_me(viewer))
        if form.is_valid():
            logout(request)
            tell(request, _("Your account is erased. What you did stays as done by an erased person."))
            return redirect("home")
    return render(request, "account_erase.html", {"page": ErasePage(form=form)})
