"""Answers: JSON that keeps Chinese readable, named by an ETag, page by page where there are many."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header, parse_etags
from ninja import Query, Schema
from ninja.renderers import BaseRenderer

T = TypeVar("T")
MEDIA_TYPE = "application/json"
MOST_ITEMS = 500


class Renderer(BaseRenderer):
    """orjson: fast, and Chinese stays Chinese."""

    media_type = MEDIA_TYPE

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ANN401, ARG002 - ninja's signature
        return orjson.dumps(data)


class Paging(Schema):
    """Which of many."""

    limit: Annotated[int, Query(ge=1, le=MOST_ITEMS, description="How many at most.")] = 100
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="How many to pass over.")] = 0


def answer(request: HttpRequest, record: Any, *, etag: str = "", status: int = 200) -> HttpResponse:  # noqa: ANN401 - JSON
    """A record as the answer; its ETag is the digest given, or else that of its own bytes."""
    return answer_bytes(request, orjson.dumps(record), etag=etag, status=status)


def answer_bytes(request: HttpRequest, content: bytes, *, etag: str = "", status: int = 200) -> HttpResponse:
    """JSON bytes as the answer; 304 and nothing where the reader has them already."""
    return _tagged(request, content, etag=etag, status=status, kind=MEDIA_TYPE)


def answer_file(request: HttpRequest, content: bytes, *, kind: str, name: str, etag: str = "") -> HttpResponse:
    """A file as the answer, always to be kept and never to be shown; 304 where the reader has it already."""
    response = _tagged(request, content, etag=etag, status=200, kind=kind)
    response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _tagged(request: HttpRequest, content: bytes, *, etag: str, status: int, kind: str) -> HttpResponse:
    name = etag or sha256(content).hexdigest()
    tag = f'"{name}"'
    known = {each.removeprefix("W/") for each in parse_etags(request.headers.get("If-None-Match", ""))}
    if request.method == "GET" and known & {tag, "*"}:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(content, status=status, content_type=kind)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Authorization",))
    return response


def nothing() -> HttpResponse:
    """204: there is nothing left to say, and so nothing that has a type."""
    response = HttpResponse(status=204)
    del response["Content-Type"]
    return response


def page(request: HttpRequest, found: Sequence[T], paging: Paging, record: Callable[[T], Any]) -> HttpResponse:
    """Some of many, how many there are, and links to the rest."""
    shown = found[paging.offset : paging.offset + paging.limit]
    body = {
        "total": len(found),
        "limit": paging.limit,
        "offset": paging.offset,
        "items": [record(each) for each in shown],
    }
    response = answer(request, body)
    response["Link"] = links(request, len(found), paging)
    return response


def links(request: HttpRequest, total: int, paging: Paging) -> str:
    """The header `Link`: the first, previous, next and last page of so many."""
    last = max(0, (total - 1) // paging.limit * paging.limit)
    offsets = {"first": 0, "last": last}
    if paging.offset > 0:
        offsets["prev"] = max(0, paging.offset - paging.limit)
    if paging.offset + paging.limit < total:
        offsets["next"] = paging.offset + paging.limit
    return ", ".join(f'<{_at(request, paging.limit, offset)}>; rel="{rel}"' for rel, offset in offsets.items())


def _at(request: HttpRequest, limit: int, offset: int) -> str:
    asked = [(name, each) for name, values in request.GET.lists() for each in values]
    kept = [(name, each) for name, each in asked if name not in {"limit", "offset"}]
    return f"{request.path}?{urlencode([*kept, ('limit', limit), ('offset', offset)])}"
