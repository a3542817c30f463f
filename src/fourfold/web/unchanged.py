"""Pages of releases that a visitor's browser has already: told so before anything is worked out.

Only visitors are told: what somebody signed in sees may change with their messages and roles. A draft has no tag.
"""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.http import parse_etags

from fourfold import __version__
from fourfold.actions.shelf import Opened
from fourfold.domain.person import VISITOR
from fourfold.web.reader import viewer_of

Handler = Callable[[HttpRequest], HttpResponse]
_TAG = "fourfold_tag"


class Unchanged(Exception):
    """The browser has the page that would be made."""


def _nothing(_opened: Opened) -> str:
    return ""


def recognise(request: HttpRequest, opened: Opened, besides: Callable[[Opened], str] = _nothing) -> None:
    """Tag the page of a release that a visitor asks for; raise `Unchanged` where the browser has it already.

    `besides` says what the page shows that is in no release.
    """
    if opened.signed is None or viewer_of(request) != VISITOR:
        return
    tag = _tag(request, opened, besides(opened))
    setattr(request, _TAG, tag)
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        raise Unchanged


def _tag(request: HttpRequest, opened: Opened, besides: str) -> str:
    """Everything that the page depends on: what is asked, the release, the newest one, the language, the day, us."""
    newest = opened.newest.name if opened.newest else ""
    said = (
        request.get_full_path(),
        opened.root,
        str(opened.signed),
        str(opened.keeper),
        newest,
        besides,
        translation.get_language() or "",
        opened.today.isoformat(),
        __version__,
    )
    return f'W/"{sha256(repr(said).encode()).hexdigest()[:32]}"'


def unchanged_pages(get_response: Handler) -> Handler:
    """Answer 304 where a visitor has the page, and tag it where not."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        tag = getattr(request, _TAG, None)
        if tag and response.status_code in {200, 304}:
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = "no-cache"
        return response

    def process_exception(_request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return HttpResponseNotModified() if isinstance(exception, Unchanged) else None

    handle.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks for it there
    return handle
