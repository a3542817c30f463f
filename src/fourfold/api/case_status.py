"""How the CASE provider says that it cannot answer: the status information of 1EdTech, whatever went wrong."""

from collections.abc import Callable
from dataclasses import dataclass

import orjson
from django.http import HttpRequest, HttpResponse

from fourfold.domain.text import Text

PREFIX = "/ims/"
MEDIA_TYPE = "application/json"
MOST_QUERY = 1000
FIRST_ERROR, FIRST_FAULT = 400, 500
_TARGET = "TargetEndSystem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A kind of refusal: its status, its code of CASE, and words."""

    status: int
    minor: str
    why: Text


INVALID_UUID = Status(status=400, minor="invalid_uuid", why=Text(en="This is no UUID.", zh="标识不是 UUID。"))
INVALID_SELECTION = Status(
    status=400,
    minor="invalid_selection_field",
    why=Text(en="This parameter is not what it may be.", zh="参数不符合要求。"),
)
INVALID_SORT = Status(
    status=400, minor="invalid_sort_field", why=Text(en="Documents have no such field.", zh="文档没有该字段。")
)
UNKNOWN = Status(
    status=404, minor="unknownobject", why=Text(en="Nothing of this kind is published here.", zh="此处未发布该内容。")
)
NOT_ALLOWED = Status(
    status=405, minor="forbidden", why=Text(en="What is published can only be read.", zh="已发布的内容只能读取。")
)
TOO_LONG = Status(status=414, minor="invalid_selection_field", why=Text(en="The address is too long.", zh="地址过长。"))
BUSY = Status(
    status=429, minor="server_busy", why=Text(en="Too many requests: wait a minute.", zh="请求过于频繁，请稍候一分钟。")
)
OUR_FAULT = Status(
    status=500,
    minor="internal_server_error",
    why=Text(en="This is a fault of Fourfold.", zh="这是 Fourfold 自身的故障。"),
)
_OF_STATUS = {each.status: each for each in (UNKNOWN, NOT_ALLOWED, BUSY)}


class Turned(Exception):
    """A request that is turned down; `name` is the parameter that it is turned down for."""

    def __init__(self, status: Status, name: str = _TARGET) -> None:
        super().__init__(status.minor)
        self.status = status
        self.name = name


def response(status: Status, name: str = _TARGET) -> HttpResponse:
    """The status information; words come in both languages, since CASE has room for one text only."""
    field = {"imsx_codeMinorFieldName": name, "imsx_codeMinorFieldValue": status.minor}
    body = {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": f"{status.why.en} {status.why.zh}",
        "imsx_codeMinor": {"imsx_codeMinorField": [field]},
    }
    return HttpResponse(orjson.dumps(body), status=status.status, content_type=MEDIA_TYPE)


def told(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Let no page of words for people leave the provider."""
    if len(request.META.get("QUERY_STRING", "")) > MOST_QUERY:
        return response(TOO_LONG)
    found = get_response(request)
    if found.status_code < FIRST_ERROR or found.headers.get("Content-Type") == MEDIA_TYPE:
        return found
    other = OUR_FAULT if found.status_code >= FIRST_FAULT else INVALID_SELECTION
    answer = response(_OF_STATUS.get(found.status_code, other))
    if "Allow" in found.headers:
        answer["Allow"] = found.headers["Allow"]
    return answer
