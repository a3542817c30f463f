"""An invitation as whoever was invited opens it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from fourfold.actions import institutions, invitations
from fourfold.actions.invitations import KeptInvitation
from fourfold.domain.text import Text
from fourfold.web.pages.forms.people import Accept
from fourfold.web.pages.place import named
from fourfold.web.pages.roles import ROLES
from fourfold.web.pages.sending import act, done, sent, tell, tried
from fourfold.web.pages.wording import Words
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPage:
    """Who is invited to what; whether an account is there already decides which way is shown."""

    email: str
    place: Text | Words
    role: Words
    expires_at: datetime
    account: bool
    form: Accept
    zone: str
    frame: None = None


@dataclass(frozen=True, slots=True)
class SpentPage:
    """A link that opens nothing."""

    frame: None = None


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what an invitation grants; take it into a new account, or into one's own."""
    found = invitations.opened_by(secret)
    if found is None:
        return render(request, "invitation_spent.html", {"page": SpentPage()}, status=404)
    form = sent(request, "join", Accept)
    if act(request) == "accept":
        return _accepted(request, secret)
    if act(request) == "join" and form.is_valid() and _joined(request, secret, found, form):
        return redirect("home")
    return render(request, "invitation.html", {"page": _page(found, form)})


def _page(found: KeptInvitation, form: Accept) -> InvitationPage:
    kept = institutions.institution_at(found.granted.institution)
    return InvitationPage(
        email=found.email,
        place=named(kept),
        role=ROLES[found.granted.role],
        expires_at=found.expires_at,
        account=invitations.has_account(found),
        form=form,
        zone=kept.zone,
    )


def _accepted(request: HttpRequest, secret: str) -> HttpResponse:
    def accept() -> None:
        invitations.accept(viewer_of(request), secret)

    if tried(request, accept, _("You have a new role.")):
        return redirect("home")
    return redirect("invitation", secret)


def _joined(request: HttpRequest, secret: str, found: KeptInvitation, form: Accept) -> bool:
    said, language = form.cleaned_data, translation.get_language() or ""
    made = done(
        form,
        lambda: invitations.accept_as_new(secret, name=said["name"], password=said["password"], language=language),
    )
    if made is None:
        return False
    user = authenticate(request, email=found.email, password=said["password"])
    if user is not None:
        login(request, user)
        tell(request, _("Welcome. Your account is ready."))
    return True
