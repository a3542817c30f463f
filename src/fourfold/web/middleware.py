"""What every answer of the site carries: the reader's language, and what a page may load."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from fourfold.actions import installation
from fourfold.actions.refused import Missing, Refused, Unavailable
from fourfold.web.pages import errors

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def content_security_policy(get_response: Handler) -> Handler:
    """Pages load our own files only: no inline script, no inline style, nobody else's anything."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return handle


MACHINES = ("/api/", "/ims/")
"""Where programs ask; what is refused there is said as JSON."""
MOST_QUERY = 1000
"""How many characters a question in an address may have; the longest that any page makes is far below it."""
MOST_BODY_BYTES = 9 * 1024 * 1024
"""How much may be sent at once: the largest file that can be brought, and the form around it."""


def _answered(request: HttpRequest, get_response: Handler) -> HttpResponse:
    """A long question is refused before anything looks at it; a page that only reads says so in words.

    The API has words of its own.
    """
    if request.path.startswith(MACHINES):
        return get_response(request)
    if len(request.META.get("QUERY_STRING", "")) > MOST_QUERY:
        return errors.too_long(request)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > MOST_BODY_BYTES:
        return errors.too_much(request)
    response = get_response(request)
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return errors.not_allowed(request, response.headers.get("Allow", "GET, HEAD"))
    return response


def chosen_language(get_response: Handler) -> Handler:
    """Answer in the language of the reader's cookie, or else the one that the browser asks for."""

    def handle(request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = _answered(request, get_response)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        return response

    return handle


def refusals(get_response: Handler) -> Handler:
    """Say in words what an action refuses; what somebody may not see looks like what is not there."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if installation.unavailable(exception):
            return errors.unavailable(request)
        if isinstance(exception, Unavailable):
            return None
        if isinstance(exception, Missing):
            return errors.not_found(request, exception)
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        return None

    # Django asks a middleware for this attribute, also where it is a function.
    handle.process_exception = process_exception  # type: ignore[attr-defined] # a function takes any attribute
    return handle
