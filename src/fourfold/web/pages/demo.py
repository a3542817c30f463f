"""The demonstration: enter as somebody of each role. On this machine alone, and only where it was asked for."""

from dataclasses import dataclass

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import demo
from fourfold.domain.text import Text
from fourfold.web.pages.roles import ROLES
from fourfold.web.pages.sending import tell
from fourfold.web.pages.wording import Words
from fourfold.web.reader import VISITS, viewer_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OPERATOR, VISITOR = "operator", "visitor"
LOOPBACK = frozenset({"127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Somebody to enter as."""

    name: str
    title: Words
    role: Words
    says: Text


UNSIGNED = (
    Entrance(
        name=VISITOR,
        title=gettext_lazy("A visitor"),
        role=gettext_lazy("not signed in"),
        says=Text(en="reads what is published, like everybody", zh="访客：只能阅读已发布的内容"),
    ),
    Entrance(
        name=OPERATOR,
        title=gettext_lazy("The operator"),
        role=gettext_lazy("at this machine"),
        says=Text(en="runs this machine, sees and may do everything", zh="运维人员：可查看并操作一切"),
    ),
)
"""To look without an account: as everybody does, or as whoever runs the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPage:
    """Everybody to enter as."""

    cast: tuple[Entrance, ...]
    here: str
    frame: None = None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show who there is; enter as one of them."""
    if not settings.DEMO or not _on_this_machine(request):
        raise Http404
    if request.method == "POST":
        return _entered(request, request.POST.get("as", ""))
    cast = tuple(Entrance(name=each.name, title=each.name, role=ROLES[each.role], says=each.says) for each in demo.CAST)
    return render(request, "demo.html", {"page": DemoPage(cast=(*cast, *_unsigned()), here=_here(request))})


def _unsigned() -> tuple[Entrance, ...]:
    """The ways to look without an account; where people sign in, nobody is the operator."""
    return tuple(each for each in UNSIGNED if settings.LOCAL or each.name != OPERATOR)


def _here(request: HttpRequest) -> str:
    """Who is here now, by the name to enter as."""
    if request.user.is_authenticated:
        return request.user.name
    return OPERATOR if viewer_of(request).operator else VISITOR


def _on_this_machine(request: HttpRequest) -> bool:
    """A proxy hands on what comes from elsewhere, and says so."""
    return request.META.get("REMOTE_ADDR") in LOOPBACK and "HTTP_X_FORWARDED_FOR" not in request.META


def _entered(request: HttpRequest, name: str) -> HttpResponse:
    if name in {OPERATOR, VISITOR}:
        logout(request)
        request.session[VISITS] = name == VISITOR
        tell(request, _("You are a visitor now.") if name == VISITOR else _("You are the operator now."))
        return redirect("home")
    user = AuthenticationBackend().get_user(demo.enter(name))
    if user is None:
        raise Http404
    logout(request)
    login(request, user, backend=BACKEND)
    tell(request, _("You are %(name)s now.") % {"name": name})
    return redirect("home")
