"""What OpenAPI is told of a route beside its answer: every error, its conditions, the body that `canon` checks."""

from typing import Any

from fourfold.api.refusals import (
    FORBIDDEN,
    MEDIA_TYPE,
    MISSING,
    NOT_ALLOWED,
    NOT_JSON,
    NOT_UNDERSTOOD,
    OUR_FAULT,
    REFUSED,
    STALE,
    TOO_LARGE,
    TOO_LONG,
    TOO_MANY,
    UNAVAILABLE,
    UNCONDITIONAL,
    UNMEASURED,
    UNREADABLE,
    UNSIGNED,
    Kind,
)

Tree = dict[str, Any]
SUMMARY_ZH = "x-summary-zh"
"""The summary in Chinese; OpenAPI itself knows one language."""
PROBLEM = {"$ref": "#/components/schemas/Problem"}
EVERYWHERE = (NOT_UNDERSTOOD, UNSIGNED, TOO_LONG, UNREADABLE, TOO_MANY, OUR_FAULT, UNAVAILABLE)
_ETAG = {"description": "The digest of what is answered, in quotes.", "schema": {"type": "string"}}
_ATTACHED = {"description": "That it is a file, and what it is called.", "schema": {"type": "string"}}
_LATER = (TOO_MANY, UNAVAILABLE)
_RETRY = {"description": "How many seconds to wait.", "schema": {"type": "integer"}, "required": True}
_LINK = {"description": "The first, previous, next and last page.", "schema": {"type": "string"}}
_DIGEST = {"type": "string", "pattern": '^"[0-9a-f]{64}"$'}


def reading(*more: Kind, zh: str, of: Tree | None = None, paged: bool = False, files: tuple[str, ...] = ()) -> Tree:
    """A route that reads; `of` is its answer's schema where ninja is told of none, `files` are its kinds."""
    headers = {"ETag": _ETAG} | ({"Link": _LINK} if paged else {})
    ok: Tree = {"headers": headers} | ({"content": {"application/json": {"schema": of}}} if of else {})
    if files:
        ok["content"] = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in files}
        ok["headers"] = headers | {"Content-Disposition": _ATTACHED}
    unchanged = {"description": "Not changed since the ETag in If-None-Match", "headers": {"ETag": _ETAG}}
    condition = _header("If-None-Match", "The ETag of what you have.", {"type": "string"})
    return {
        "responses": {200: ok, 304: unchanged, **_errors(*EVERYWHERE, *more)},
        "parameters": [condition],
        SUMMARY_ZH: zh,
    }


def writing(*more: Kind, zh: str, body: Tree | None = None, new: bool = True, conditional: bool = True) -> Tree:
    """A route that writes, on a condition unless that is said otherwise; `new` ones have If-None-Match: *."""
    kinds = [*EVERYWHERE, FORBIDDEN, MISSING, NOT_ALLOWED, REFUSED, *more]
    extra: Tree = {SUMMARY_ZH: zh}
    if conditional:
        kinds += [STALE, UNCONDITIONAL]
        extra["parameters"] = _conditions(new=new)
    if body is not None:
        kinds += [UNMEASURED, TOO_LARGE, NOT_JSON]
        extra["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return extra | {"responses": _errors(*kinds)}


def _conditions(*, new: bool) -> list[Tree]:
    match = _header("If-Match", "The digest that the writer started from, in quotes.", _DIGEST)
    none = _header("If-None-Match", "`*` for what is new.", {"type": "string", "const": "*"})
    return [match, none] if new else [match]


def _header(name: str, description: str, schema: Tree) -> Tree:
    return {"in": "header", "name": name, "required": False, "description": description, "schema": schema}


def _errors(*kinds: Kind) -> dict[int, Tree]:
    """One entry for each status; the kinds that share it are told by their `type`."""
    found: dict[int, Tree] = {}
    for kind in dict.fromkeys(kinds):
        said = f"`{kind.code}`: {kind.title.en}"
        before = found.get(kind.status)
        description = f"{before['description']}; {said}" if before else said
        found[kind.status] = {"description": description, "content": {MEDIA_TYPE: {"schema": PROBLEM}}}
        if kind in _LATER:
            found[kind.status]["headers"] = {"Retry-After": _RETRY}
    return dict(sorted(found.items()))
