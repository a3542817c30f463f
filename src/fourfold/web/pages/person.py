"""One of the people of an institution: roles, account, a link to a new password, the way out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import institutions, people, roles
from fourfold.actions.institutions import KeptInstitution
from fourfold.actions.people import KeptPerson
from fourfold.actions.roles import Holding
from fourfold.domain.person import Viewer
from fourfold.web.pages.forms.people import Grant, Sure
from fourfold.web.pages.place import around
from fourfold.web.pages.roles import RoleChoice, RoleHeld, asked_role, choices, grant_in, held
from fourfold.web.pages.sending import act, done, sent, show_once, tell, tried
from fourfold.web.pages.ways import Around, Crumb
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Somebody with their roles here, and what can be done about them."""

    frame: Around
    name: str
    email: str
    active: bool
    joined_at: datetime
    signed_in_at: datetime | None
    roles: tuple[RoleHeld, ...]
    choices: tuple[RoleChoice, ...]
    give: Grant
    erase: Sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks about whom, at which institution, with the forms of the page."""

    request: HttpRequest
    viewer: Viewer
    kept: KeptInstitution
    person: KeptPerson
    give: Grant
    erase: Sure

    @property
    def code(self) -> str:
        """The institution's code."""
        return self.kept.code

    def to(self, page: str) -> HttpResponse:
        """The way back to this person, or to everybody."""
        return redirect(page, self.code, *([self.person.id] if page == "person" else []))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, person: UUID) -> HttpResponse:
    """Show somebody; do what was asked about them."""
    viewer = viewer_of(request)
    found = people.member(viewer, institution, str(person))
    kept, holdings = institutions.institution_at(institution), roles.holdings(viewer, institution)
    asked = Asked(
        request=request,
        viewer=viewer,
        kept=kept,
        person=found,
        give=sent(request, "give", Grant, holdings=holdings, role=asked_role(request)),
        erase=sent(request, "erase", Sure),
    )
    answer = _answer(asked) if request.method == "POST" else None
    return answer or render(request, "person.html", {"page": _page(asked, holdings)})


def _page(asked: Asked, holdings: tuple[Holding, ...]) -> PersonPage:
    person = asked.person
    crumb = Crumb(_("People"), reverse("people", args=[asked.code]))
    return PersonPage(
        frame=around(asked.viewer, asked.kept, "people", crumb),
        name=person.name,
        email=person.email,
        active=person.active,
        joined_at=person.joined_at,
        signed_in_at=person.signed_in_at,
        roles=held(person.roles_at(asked.code), {each.key: each for each in holdings}),
        choices=choices(asked.give.chosen),
        give=asked.give,
        erase=asked.erase,
    )


def _answer(asked: Asked) -> HttpResponse | None:
    """What follows from what was sent; `None` where its form has to be shown again."""
    wanted = _ACTS.get(act(asked.request))
    if wanted is None:
        raise Http404
    return wanted(asked)


def _give(asked: Asked) -> HttpResponse | None:
    form = asked.give
    if form.is_valid():
        done(form, lambda: people.give(asked.viewer, asked.person.id, form.granted(asked.code)))
    if not form.is_valid():
        return None
    tell(asked.request, _("The role is granted."))
    return asked.to("person")


def _take(asked: Asked) -> HttpResponse:
    granted = grant_in(asked.code, asked.request.POST.get("role", ""))
    if granted is None:
        raise Http404
    tried(asked.request, lambda: people.take(asked.viewer, asked.person.id, granted), _("The role is taken back."))
    return asked.to("people" if asked.person.roles_at(asked.code) == (granted,) else "person")


def _close(asked: Asked) -> HttpResponse:
    def close() -> None:
        people.close_account(asked.viewer, asked.code, asked.person.id)

    tried(asked.request, close, _("The account is closed."))
    return asked.to("person")


def _open(asked: Asked) -> HttpResponse:
    def reopen() -> None:
        people.open_account(asked.viewer, asked.code, asked.person.id)

    tried(asked.request, reopen, _("The account is open again."))
    return asked.to("person")


def _link(asked: Asked) -> HttpResponse:
    def make() -> None:
        made = people.password_key(asked.viewer, asked.code, asked.person.id)
        where = reverse("account_reset_password_from_key", args=[made.account, made.key])
        words = _("Send this link to %(email)s. It lets a new password be chosen, once, within three days.")
        show_once(asked.request, words % {"email": asked.person.email}, asked.request.build_absolute_uri(where))

    tried(asked.request, make)
    return asked.to("person")


def _erase(asked: Asked) -> HttpResponse | None:
    if not asked.erase.is_valid():
        return None

    def erase() -> None:
        people.erase(asked.viewer, asked.code, asked.person.id)

    erased = tried(asked.request, erase, _("The account is erased, and the name with it."))
    return asked.to("people" if erased else "person")


_ACTS: dict[str, Callable[[Asked], HttpResponse | None]] = {
    "give": _give,
    "take": _take,
    "close": _close,
    "open": _open,
    "link": _link,
    "erase": _erase,
}
