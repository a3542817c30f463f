"""Bodies: bounded JSON, checked by `canon` with every fault at once."""

from collections.abc import Iterable
from typing import IO, Any, TypeVar

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from fourfold.actions.records.problem import sentence
from fourfold.api import fields
from fourfold.api.fields import Fields, Tree
from fourfold.api.refusals import NOT_JSON, NOT_UNDERSTOOD, TOO_LARGE, UNMEASURED, Declined, Fault, faulty, language
from fourfold.canon.validate import validate
from fourfold.domain.problem import Problem
from fourfold.domain.text import Text
from fourfold.exchange.bounded_json import parse
from fourfold.exchange.faults import Unreadable, shape_problems
from fourfold.exchange.limits import LARGEST_FILE_BYTES
from fourfold.exchange.places import Spot

T = TypeVar("T")
BODY = "body"


def text_of(request: HttpRequest, most_bytes: int = LARGEST_FILE_BYTES) -> str:
    """The body of a request as text; never more than `most_bytes` of it are read."""
    charset = (request.content_params or {}).get("charset", "utf-8").strip('"').lower()
    if request.content_type != "application/json" or charset not in {"utf-8", "utf8"}:
        raise Declined(NOT_JSON)
    content = _read(request, most_bytes)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Declined(NOT_UNDERSTOOD, Text(en="The body is not UTF-8.", zh="请求正文不是 UTF-8。")) from error


def _read(request: HttpRequest, most_bytes: int) -> bytes:
    stated = request.META.get("CONTENT_LENGTH") or ""
    if not stated and "Transfer-Encoding" not in request.headers:
        raise Declined(UNMEASURED)
    if stated.isdecimal() and int(stated) > most_bytes:
        raise _large(most_bytes)
    stream = _in_pieces(request) if "Transfer-Encoding" in request.headers else request
    try:
        content = stream.read(most_bytes + 1)
    except (UnreadablePostError, OSError) as error:
        raise Declined(NOT_UNDERSTOOD, Text(en="The body was cut short.", zh="请求正文不完整。")) from error
    if len(content) > most_bytes:
        raise _large(most_bytes)
    return content


def _in_pieces(request: HttpRequest) -> IO[bytes]:
    """A body without a length, of which Django would read nothing: from a server that says where it ends."""
    if not request.META.get("wsgi.input_terminated"):
        raise Declined(UNMEASURED)
    stream: IO[bytes] = request.META["wsgi.input"]
    return stream


def _large(most_bytes: int) -> Declined:
    most = most_bytes // 1024 // 1024
    return Declined(TOO_LARGE, Text(en=f"A body here has at most {most} MiB.", zh=f"此处的请求正文最多 {most} MiB。"))


def said(request: HttpRequest, wanted: Fields, most_bytes: int = LARGEST_FILE_BYTES) -> Tree:
    """A small body that has these fields; a number is none of text, however it is written."""
    return fields.said(_tree(request, most_bytes, any_number=True), wanted)


def tree_of_body(request: HttpRequest, most_bytes: int = LARGEST_FILE_BYTES) -> Tree:
    """The body as a JSON object; never more than `most_bytes` of it are read."""
    return _tree(request, most_bytes, any_number=False)


def _tree(request: HttpRequest, most_bytes: int, *, any_number: bool) -> Tree:
    text = text_of(request, most_bytes)
    try:
        # JSON that is neither object nor list is no file, and is told as a body that is no object.
        tree = parse(text, BODY, any_number=any_number) if text.lstrip()[:1] in {"{", "["} else None
    except Unreadable as unreadable:
        raise declined(unreadable.problems) from unreadable
    if not isinstance(tree, dict):
        raise faulty([Fault(code="R022", detail=_object())])
    return tree


def value_of(cls: type[T], tree: object) -> T:
    """A tree as a value of the domain, or every fault of it."""
    found = validate(cls, tree)
    if isinstance(found, list):
        raise declined(shape_problems(BODY, Spot(step=BODY), found))
    return found


def value_at(cls: type[T], tree: dict[str, Any], key: str) -> T:
    """A tree without its `schema` as the value that is at home at this key."""
    value = value_of(cls, {name: each for name, each in tree.items() if name != "schema"})
    if getattr(value, "key", None) != key:
        raise faulty([Fault(pointer="/key", code="R024", detail=_other_key(), expected=key)])
    return value


def declined(problems: Iterable[Problem]) -> Declined:
    """The refusal of a body that has these problems."""
    return faulty(
        Fault(
            pointer=each.where.path,
            code=each.code,
            detail=sentence(each, language()),
            found=each.found,
            expected=each.expected,
            line=each.where.line,
        )
        for each in problems
    )


def _object() -> str:
    return "请求正文必须是 JSON 对象。" if language() == "zh" else "The body must be a JSON object."


def _other_key() -> str:
    return "正文中的 key 与地址中的不同。" if language() == "zh" else "The key of the body is not that of the address."
