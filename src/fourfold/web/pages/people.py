"""The people of an institution: who is here, who is invited, who may do what."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import institutions, invitations, people, roles
from fourfold.actions.institutions import KeptInstitution
from fourfold.actions.people import KeptPerson
from fourfold.actions.roles import Holding
from fourfold.domain.person import Viewer
from fourfold.web.pages.forms.people import Invite
from fourfold.web.pages.place import around
from fourfold.web.pages.roles import RoleChoice, RoleHeld, asked_role, choices, held
from fourfold.web.pages.sending import act, done, sent, show_once, tell
from fourfold.web.pages.ways import Around
from fourfold.web.reader import viewer_of

Parts = dict[str, Holding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in the roster."""

    name: str
    email: str
    href: str
    active: bool
    signed_in_at: datetime | None
    roles: tuple[RoleHeld, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An invitation that nobody has accepted."""

    id: str
    email: str
    role: RoleHeld
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """The roster, what waits, and the form to invite somebody."""

    frame: Around
    members: tuple[Member, ...]
    waiting: tuple[Waiting, ...]
    roles: tuple[RoleChoice, ...]
    form: Invite


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str) -> HttpResponse:
    """Show who is here; invite somebody, or end an invitation."""
    viewer = viewer_of(request)
    people.require_administrator(viewer, institution)
    kept, holdings = institutions.institution_at(institution), roles.holdings(viewer, institution)
    code, form = kept.code, sent(request, "invite", Invite, holdings=holdings, role=asked_role(request))
    if act(request) == "revoke":
        invitations.revoke(viewer, code, request.POST.get("invitation", ""))
        tell(request, _("The invitation opens nothing any more."))
        return redirect("people", code)
    if act(request) == "invite" and form.is_valid() and _invited(request, viewer, code, form):
        return redirect("people", code)
    return render(request, "people.html", {"page": _page(viewer, kept, {each.key: each for each in holdings}, form)})


def _invited(request: HttpRequest, viewer: Viewer, code: str, form: Invite) -> bool:
    made = done(form, lambda: invitations.invite(viewer, email=form.cleaned_data["email"], granted=form.granted(code)))
    if made:
        words = _("Send this link to %(email)s. It works once, and for 14 days; nobody sees it again.")
        link = request.build_absolute_uri(reverse("invitation", args=[made.secret]))
        show_once(request, words % {"email": made.email}, link)
    return made is not None


def _page(viewer: Viewer, kept: KeptInstitution, parts: Parts, form: Invite) -> PeoplePage:
    code = kept.code
    return PeoplePage(
        frame=around(viewer, kept, "people"),
        members=tuple(_member(each, code, parts) for each in people.roster(viewer, code)),
        waiting=tuple(
            Waiting(id=each.id, email=each.email, role=held([each.granted], parts)[0], expires_at=each.expires_at)
            for each in invitations.waiting(viewer, code)
        ),
        roles=choices(form.chosen),
        form=form,
    )


def _member(person: KeptPerson, code: str, parts: Parts) -> Member:
    return Member(
        name=person.name,
        email=person.email,
        href=reverse("person", args=[code, person.id]),
        active=person.active,
        signed_in_at=person.signed_in_at,
        roles=held(person.roles_at(code), parts),
    )
