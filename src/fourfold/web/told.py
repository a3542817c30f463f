"""One line of the log for each request: who, what, how long. Never a name, an address of mail, or a question."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from fourfold.web.pages.health import PROBES
from fourfold.web.reader import contributor_of
from fourfold.web.request_id import HEADER, LOGGER, chosen, current

_log = logging.getLogger(LOGGER)


def told(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request an id, the proxy's where it sent one, and tell it when it is answered."""

    def handle(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        name = chosen(request.headers.get(HEADER, ""))
        token = current.set(name)
        try:
            response = get_response(request)
            response.headers[HEADER] = name
            _tell(request, response.status_code, time.perf_counter() - started)
        finally:
            current.reset(token)
        return response

    return handle


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    if request.path_info in PROBES and status == HTTPStatus.OK:
        return
    path, milliseconds = quote(request.path), round(seconds * 1000)
    facts = {"method": request.method, "path": path, "status": status, "milliseconds": milliseconds}
    _log.info("%s %s", request.method, path, extra=facts | {"who": contributor_of(request)})
