"""What machines ask: whether this process answers, and whether it can do its work."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from fourfold.actions import installation
from fourfold.actions.refused import RETRY_SECONDS
from fourfold.web.safe import require_safe

Handler = Callable[[HttpRequest], HttpResponse]


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return _told({"healthy": True})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and has our tables; else 503 and why, without saying where the database is."""
    hindrance = installation.hindrance()
    if hindrance is None:
        return _told({"ready": True})
    answer = _told({"ready": False, "reason": hindrance.value}, HTTPStatus.SERVICE_UNAVAILABLE)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _told(answer: dict[str, bool | str], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return JsonResponse(answer, status=status, headers=headers)


PROBES: dict[str, Handler] = {"/health": health, "/ready": ready}


def probed(get_response: Handler) -> Handler:
    """Answer probes before anything asks for a host, a session or https: they know none of them.

    What is answered depends on nothing that a request says, so a wrong host learns and poisons nothing.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        return probe(request) if probe and request.method in {"GET", "HEAD"} else get_response(request)

    return handle
