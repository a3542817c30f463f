"""The edge of the API: HEAD answers as GET, OPTIONS says what works.

Whatever is refused before or beside a route is a JSON problem.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from fourfold.api import case_status
from fourfold.api.asked import strange
from fourfold.api.refusals import (
    MEDIA_TYPE,
    NOT_UNDERSTOOD,
    OF_STATUS,
    OUR_FAULT,
    TOO_LONG,
    faulty,
    on_declined,
    problem_response,
)
from fourfold.domain.text import Text

PREFIX = "/api/"
MOST_QUERY = 1000
FIRST_ERROR, FIRST_FAULT = 400, 500
_HOST = Text(
    en="The Host header is no name that this site goes by: whoever runs it lists its names in FOURFOLD_HOSTS.",
    zh="Host 请求头不是本站所用的名称：请由运维人员在 FOURFOLD_HOSTS 中列出本站的名称。",
)

Handler = Callable[[HttpRequest], HttpResponse]


def json_problems(get_response: Handler) -> Handler:
    """Let no page of words for people leave the API."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(case_status.PREFIX):
            return case_status.told(request, get_response)
        if not request.path.startswith(PREFIX):
            return get_response(request)
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        response = _refused(request) or _told(request, get_response(request))
        if head:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return handle


def _refused(request: HttpRequest) -> HttpResponse | None:
    """The refusal of what no route need look at."""
    if len(request.META.get("QUERY_STRING", "")) > MOST_QUERY:
        return problem_response(TOO_LONG, TOO_LONG.mend)
    if not _known(request):
        return problem_response(NOT_UNDERSTOOD, _HOST)
    faults = strange(request)
    return on_declined(request, faulty(faults)) if faults else None


def _known(request: HttpRequest) -> bool:
    """Whether the site goes by the name that it is asked by."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _told(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.method == "OPTIONS" and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _works(_allowed(f"{response.headers['Allow']}, OPTIONS"))
    if response.status_code < FIRST_ERROR or response.headers.get("Content-Type") == MEDIA_TYPE:
        return response
    other = OUR_FAULT if response.status_code >= FIRST_FAULT else NOT_UNDERSTOOD
    kind = OF_STATUS.get(response.status_code, other)
    problem = problem_response(kind, kind.mend)
    if "Allow" in response.headers:
        problem["Allow"] = _allowed(response.headers["Allow"])
    if "Retry-After" in response.headers:
        problem["Retry-After"] = response.headers["Retry-After"]
    return problem


def _works(methods: str) -> HttpResponse:
    """What can be done at an address, asked for by OPTIONS; whose it is to do is not looked at."""
    answer = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": methods})
    del answer["Content-Type"]
    return answer


def _allowed(said: str) -> str:
    """The methods that work, always in the same order: HEAD does wherever GET does."""
    methods = {each.strip() for each in said.split(",")}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))
