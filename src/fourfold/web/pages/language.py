"""The reader's language: a link that sets a cookie."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from fourfold.web.safe import require_safe

ONE_YEAR_SECONDS = 365 * 24 * 60 * 60


@require_safe
def choose(request: HttpRequest, language: str) -> HttpResponse:
    """Remember `language`, and go back to where the reader was."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    wanted = request.GET.get("next", "/")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    response = HttpResponseRedirect(wanted if safe else "/")
    remember(response, language)
    return response


def remember(response: HttpResponse, language: str) -> None:
    """Let the browser ask for a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=ONE_YEAR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
