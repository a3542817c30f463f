"""The demonstration: enter as somebody of each role. On this machine alone, and only where it was asked for."""

from dataclasses import dataclass

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import demo
from fourfold.domain.text import Text
from fourfold.web.pages.roles import ROLES
from fourfold.web.pages.sending import tell
from fourfold.web.pages.wording import Words

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOOPBACK = frozenset({"127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Somebody to enter as."""

    name: str
    role: Words
    says: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPage:
    """Everybody to enter as."""

    cast: tuple[Entrance, ...]
    frame: None = None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show who there is; enter as one of them."""
    if not settings.DEMO or not _on_this_machine(request):
        raise Http404
    if request.method == "POST":
        return _entered(request, request.POST.get("as", ""))
    cast = tuple(Entrance(name=each.name, role=ROLES[each.role], says=each.says) for each in demo.CAST)
    return render(request, "demo.html", {"page": DemoPage(cast=cast)})


def _on_this_machine(request: HttpRequest) -> bool:
    """A proxy hands on what comes from elsewhere, and says so."""
    return request.META.get("REMOTE_ADDR") in LOOPBACK and "HTTP_X_FORWARDED_FOR" not in request.META


def _entered(request: HttpRequest, name: str) -> HttpResponse:
    user = AuthenticationBackend().get_user(demo.enter(name))
    if user is None:
        raise Http404
    logout(request)
    login(request, user, backend=BACKEND)
    tell(request, _("You are %(name)s now.") % {"name": name})
    return redirect("home")
