"""What cannot be granted, as JSON problems (RFC 9457): each kind with a permanent code, a status and a title."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from fourfold.actions import installation
from fourfold.actions.refused import JUST_NOW, RETRY_SECONDS, Clash, Forbidden, Missing, Refused, Unavailable
from fourfold.domain.text import Language, Text

MEDIA_TYPE = "application/problem+json"
DOCS = "/api/v1/docs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of refusal: its code in addresses and documents, its status, its title, and what to do about it."""

    code: str
    status: int
    title: Text
    mend: Text


NOT_UNDERSTOOD = Kind(
    code="not-understood",
    status=400,
    title=Text(en="The request was not understood", zh="无法理解此请求"),
    mend=Text(en="The detail names the header or the address: mend it.", zh="详情指出了有误的请求头或地址：请改正。"),
)
UNSIGNED = Kind(
    code="unsigned",
    status=401,
    title=Text(en="A working token is needed", zh="需要有效的令牌"),
    mend=Text(
        en="Send Authorization: Bearer ff_… with a token that is neither ended nor revoked.",
        zh="请发送 Authorization: Bearer ff_…，令牌须未过期且未撤销。",
    ),
)
FORBIDDEN = Kind(
    code="forbidden",
    status=403,
    title=Text(en="This is not yours to do", zh="您无权这样做"),
    mend=Text(
        en="Use a token that may write, or ask whoever leads the cluster.", zh="请使用可写的令牌，或联系专业群负责人。"
    ),
)
MISSING = Kind(
    code="missing",
    status=404,
    title=Text(en="There is nothing here", zh="这里没有内容"),
    mend=Text(
        en="Check the address and the token: what you may not see looks like what is not there.",
        zh="请核对地址和令牌：无权查看的内容与不存在的内容看起来一样。",
    ),
)
NOT_ALLOWED = Kind(
    code="not-allowed",
    status=405,
    title=Text(en="This cannot be done to it", zh="不能对其执行此操作"),
    mend=Text(
        en="Use a method that the header Allow names; a release never changes.",
        zh="请使用响应头 Allow 所列的方法；发布版永不改变。",
    ),
)
CLASHING = Kind(
    code="clash",
    status=409,
    title=Text(en="Somebody else was first", zh="他人已抢先一步"),
    mend=Text(en="Read again what stands now, then decide.", zh="请重新读取现状，再作决定。"),
)
UNMEASURED = Kind(
    code="unmeasured",
    status=411,
    title=Text(en="The length of the body is not known", zh="请求正文长度未知"),
    mend=Text(
        en="Send Content-Length: what stands between us does not pass on a body in pieces.",
        zh="请发送 Content-Length：中间环节不支持分块传输的请求正文。",
    ),
)
STALE = Kind(
    code="stale",
    status=412,
    title=Text(en="What you started from has moved on", zh="您所依据的内容已有变动"),
    mend=Text(
        en="Merge what stands now (“theirs”) with yours, and send that with the digest of what stands in If-Match.",
        zh="请将现状（theirs）与您的内容合并，再以现状的摘要作 If-Match 重新发送。",
    ),
)
TOO_LARGE = Kind(
    code="too-large",
    status=413,
    title=Text(en="The body is too large", zh="请求正文过大"),
    mend=Text(en="Send less at once, part by part.", zh="请逐个部分发送，减少单次内容。"),
)
TOO_LONG = Kind(
    code="too-long",
    status=414,
    title=Text(en="The address is too long", zh="地址过长"),
    mend=Text(en="Ask for less in one question.", zh="请缩短查询内容。"),
)
NOT_JSON = Kind(
    code="not-json",
    status=415,
    title=Text(en="The body must be JSON", zh="请求正文必须是 JSON"),
    mend=Text(
        en="Send Content-Type: application/json, in UTF-8.", zh="请发送 Content-Type: application/json，编码为 UTF-8。"
    ),
)
UNREADABLE = Kind(
    code="unreadable",
    status=422,
    title=Text(en="The body or the question has faults", zh="请求正文或参数有误"),
    mend=Text(en="Mend every one of the faults: they are all told.", zh="请逐一改正：错误（faults）已全部列出。"),
)
REFUSED = Kind(
    code="refused",
    status=422,
    title=Text(en="This cannot be granted", zh="无法满足此请求"),
    mend=Text(en="The detail says why, and what would do.", zh="原因及可行做法见详情。"),
)
UNCONDITIONAL = Kind(
    code="unconditional",
    status=428,
    title=Text(en="Say what you start from", zh="请说明您所依据的版本"),
    mend=Text(
        en='Send If-Match: "DIGEST" with what you read, or If-None-Match: * for what is new.',
        zh='请发送 If-Match: "摘要"（您读到的版本），新建时发送 If-None-Match: *。',
    ),
)
TOO_MANY = Kind(
    code="too-many",
    status=429,
    title=Text(en="Too many requests", zh="请求过于频繁"),
    mend=Text(en="Wait as many seconds as Retry-After says.", zh="请等待 Retry-After 所示的秒数。"),
)
OUR_FAULT = Kind(
    code="our-fault",
    status=500,
    title=Text(en="This is a fault of Fourfold", zh="这是 Fourfold 自身的故障"),
    mend=Text(
        en="Nothing was changed. Tell whoever runs the site when it happened.",
        zh="没有任何改动。请告知网站运维人员发生时间。",
    ),
)
UNAVAILABLE = Kind(
    code="unavailable",
    status=503,
    title=Text(en="The database is not there just now", zh="数据库暂不可用"),
    mend=JUST_NOW,
)
KINDS = (
    NOT_UNDERSTOOD,
    UNSIGNED,
    FORBIDDEN,
    MISSING,
    NOT_ALLOWED,
    CLASHING,
    UNMEASURED,
    STALE,
    TOO_LARGE,
    TOO_LONG,
    NOT_JSON,
    UNREADABLE,
    REFUSED,
    UNCONDITIONAL,
    TOO_MANY,
    OUR_FAULT,
    UNAVAILABLE,
)
OF_STATUS = {kind.status: kind for kind in reversed(KINDS)}


class Declined(Exception):
    """A request that the API itself turns down; `facts` and `headers` go with the answer."""

    def __init__(self, kind: Kind, why: Text | None = None, **facts: Any) -> None:  # noqa: ANN401 - facts are JSON
        super().__init__(kind.code)
        self.kind = kind
        self.why = why or kind.mend
        self.facts = facts
        self.headers: dict[str, str] = {}

    def with_headers(self, **headers: str) -> "Declined":
        """The same, answered with these headers."""
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a body or of a question: where (a JSON pointer, or a parameter), its code, and words."""

    pointer: str = ""
    parameter: str = ""
    code: str
    detail: str
    found: str | None = None
    expected: str | None = None
    line: int | None = None

    def record(self) -> dict[str, Any]:
        """As JSON: what is not said is left out."""
        names = ("pointer", "parameter", "code", "detail", "found", "expected", "line")
        said = {name: getattr(self, name) for name in names}
        return {name: value for name, value in said.items() if value not in {None, ""}}


def language() -> Language:
    """The language that this request is answered in."""
    return "zh" if (translation.get_language() or "").startswith("zh") else "en"


def faulty(faults: Iterable[Fault]) -> Declined:
    """The refusal of what has these faults."""
    return Declined(UNREADABLE, faults=[each.record() for each in faults])


def problem_response(kind: Kind, why: Text, **facts: Any) -> HttpResponse:  # noqa: ANN401 - facts are JSON
    """A JSON problem in the reader's language."""
    said = language()
    body = {
        "type": f"{DOCS}#{kind.code}",
        "title": kind.title.in_language(said),
        "status": kind.status,
        "detail": why.in_language(said),
        **facts,
    }
    return HttpResponse(orjson.dumps(body), status=kind.status, content_type=MEDIA_TYPE)


def on_declined(request: HttpRequest, declined: Declined) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    """Answer what the API itself turns down."""
    response = problem_response(declined.kind, declined.why, **declined.facts)
    for name, value in declined.headers.items():
        response[name] = value
    return response


def on_refused(request: HttpRequest, refused: Refused) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    """Answer what an action refuses."""
    if isinstance(refused, Unavailable):
        return _unavailable(refused)
    kinds = ((Forbidden, FORBIDDEN), (Missing, MISSING), (Clash, CLASHING))
    kind = next((kind for of, kind in kinds if isinstance(refused, of)), REFUSED)
    return problem_response(kind, refused.why)


def _unavailable(refused: Unavailable) -> HttpResponse:
    if not installation.unavailable(refused):
        raise refused
    response = problem_response(UNAVAILABLE, refused.why)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
