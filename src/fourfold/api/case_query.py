"""Which documents are asked for: a page of them, sorted, filtered, and which of their fields.

A filter is as 1EdTech has it: `field='value'` with `=`, `!=`, `>`, `>=`, `<`, `<=` or `~` (contains), joined by
` AND ` or ` OR `, which bind alike, from left to right. Text is compared ignoring case.
"""

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from fourfold.api.case_status import INVALID_SELECTION, INVALID_SORT, Turned
from fourfold.exchange.case_names import DOCUMENT
from fourfold.exchange.case_shapes import FIELDS, REQUIRED

Tree = dict[str, Any]
MOST, USUAL = 500, 100
_FIELDS = frozenset({*FIELDS[DOCUMENT.kind], "extensions", "CFPackageURI"})
_ALWAYS = REQUIRED[DOCUMENT.kind] | {"CFPackageURI"}
_LARGEST = 2**31 - 1
_TERM = re.compile(r"\s*([A-Za-z]+)\s*(!=|>=|<=|=|>|<|~)\s*'([^']*)'\s*")
_JOIN = re.compile(r"(AND|OR)(?=\s)", re.IGNORECASE)
_TESTS: dict[str, Callable[[str, str], bool]] = {
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "~": operator.contains,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for."""

    limit: int
    offset: int
    sort: str
    descending: bool
    filter: str
    fields: frozenset[str]


def asked_in(request: HttpRequest) -> Asked:
    """What a request asks for, or `Turned` where it asks for what cannot be."""
    query = request.GET
    sort, order = query.get("sort", ""), query.get("orderBy", "asc")
    if sort and sort not in _FIELDS:
        raise Turned(INVALID_SORT, "sort")
    if order not in {"asc", "desc"}:
        raise Turned(INVALID_SELECTION, "orderBy")
    fields = {name.strip() for said in query.getlist("fields") for name in said.split(",")} - {""}
    if not fields <= _FIELDS:
        raise Turned(INVALID_SELECTION, "fields")
    return Asked(
        limit=min(MOST, _number(query, "limit", 1, USUAL)),
        offset=_number(query, "offset", 0, 0),
        sort=sort,
        descending=order == "desc",
        filter=query.get("filter", ""),
        fields=frozenset(fields),
    )


def _number(query: QueryDict, name: str, least: int, usual: int) -> int:
    said = query.get(name)
    if said is None:
        return usual
    if not re.fullmatch(r"[0-9]{1,10}", said) or not least <= int(said) <= _LARGEST:
        raise Turned(INVALID_SELECTION, name)
    return int(said)


def chosen(documents: Sequence[Tree], asked: Asked) -> list[Tree]:
    """The documents that the filter lets through, in order."""
    found = [each for each in documents if not asked.filter or _passes(each, asked.filter)]
    if not documents and asked.filter:
        _passes({}, asked.filter)
    if asked.sort:
        found.sort(key=lambda each: _texts(each, asked.sort), reverse=asked.descending)
    elif asked.descending:
        found.reverse()
    return found


def _passes(document: Tree, said: str) -> bool:
    passes, at, join = True, 0, "AND"
    while True:
        term = _TERM.match(said, at)
        if term is None or term[1] not in _FIELDS:
            raise Turned(INVALID_SELECTION, "filter")
        one = _holds(document, *term.groups())
        passes = (passes and one) if join == "AND" else (passes or one)
        if term.end() == len(said):
            return passes
        joined = _JOIN.match(said, term.end())
        if joined is None:
            raise Turned(INVALID_SELECTION, "filter")
        at, join = joined.end(), joined[1].upper()


def _holds(document: Tree, name: str, sign: str, value: str) -> bool:
    held, wanted = _texts(document, name), value.lower()
    if sign == "!=":
        return wanted not in held
    return any(_TESTS[sign](each, wanted) for each in held)


def _texts(document: Tree, name: str) -> list[str]:
    held = document.get(name, [])
    return [str(each).lower() for each in (held if isinstance(held, list) else [held])]


def of_fields(document: Tree, asked: Asked) -> Tree:
    """The fields asked for, and those that a document always has."""
    if not asked.fields:
        return document
    return {name: held for name, held in document.items() if name in asked.fields or name in _ALWAYS}


def links(request: HttpRequest, total: int, asked: Asked) -> str:
    """The header that leads to the other pages."""
    offsets = {"first": 0, "last": max(0, (total - 1) // asked.limit * asked.limit)}
    if asked.offset > 0:
        offsets["prev"] = max(0, asked.offset - asked.limit)
    if asked.offset + asked.limit < total:
        offsets["next"] = asked.offset + asked.limit
    return ", ".join(f'<{_at(request, asked.limit, offset)}>; rel="{rel}"' for rel, offset in offsets.items())


def _at(request: HttpRequest, limit: int, offset: int) -> str:
    kept = [(name, each) for name, values in request.GET.lists() for each in values if name not in {"limit", "offset"}]
    return request.build_absolute_uri(f"{request.path}?{urlencode([*kept, ('limit', limit), ('offset', offset)])}")
