"""The history of a draft and of each part of it: who changed what, when and why."""

import re
from datetime import datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions import history as histories
from fourfold.actions.records.history import blame_record, entry_record
from fourfold.api.addresses import STATE
from fourfold.api.answering import Paging, answer, links
from fourfold.api.comparison import Difference
from fourfold.api.declaring import reading
from fourfold.api.opened import Opened, draft_opened
from fourfold.api.parts import draft_at
from fourfold.api.refusals import MISSING, Declined, language
from fourfold.api.shapes import Page, Turn
from fourfold.domain.marks import KEY_PATTERN

router = Router(tags=["history"])


class ChangeEntry(Schema):
    """A change: its number, who made it (the operator, and who was erased, have no name), why, and what became of what.

    `whole`: it came with an import. `undoes`: the change that it takes back; `turn`: whether that takes an edit back
    (`undone`), or an undo, so that the edit is done again (`redone`) with its reason.
    """

    change: int
    at: datetime
    name: str | None
    operator: bool
    why: str
    key: str
    noun: str
    code: str | None
    title: str | None
    happened: Literal["added", "removed", "changed"]
    whole: bool
    undoes: int | None
    turn: Turn | None
    lines: list[Difference]


class History(Page):
    """Some changes, the newest first."""

    items: list[ChangeEntry]


class LastChange(Schema):
    """Who last changed a field, when, and by which change."""

    field: str
    change: int
    at: datetime
    name: str | None
    operator: bool


class PartHistory(History):
    """Some changes of a part, and who last changed each of its fields."""

    fields: list[LastChange]


@router.get(
    STATE + "/history",
    response=History,
    summary="History of a draft",
    openapi_extra=reading(MISSING, zh="草稿的历史", paged=True),
)
def of_draft(request: HttpRequest, institution: str, cluster: str, state: str, paging: Query[Paging]) -> HttpResponse:
    """Every change of a draft, the newest first, for those who read it; a release has none."""
    found = draft_opened(request, institution, cluster, state)
    return _told(request, found, paging)


@router.get(
    STATE + "/parts/{key}/history",
    response=PartHistory,
    summary="History of a part",
    openapi_extra=reading(MISSING, zh="一个部分的历史", paged=True),
)
def of_part(
    request: HttpRequest, institution: str, cluster: str, state: str, key: str, paging: Query[Paging]
) -> HttpResponse:
    """Every change of one part, also of one that is gone, and who last changed each of its fields."""
    found = draft_opened(request, institution, cluster, state)
    if not re.fullmatch(KEY_PATTERN, key):
        raise Declined(MISSING)
    return _told(request, found, paging, key)


def _told(request: HttpRequest, found: Opened, paging: Paging, key: str = "") -> HttpResponse:
    draft = draft_at(request, found.institution, found.code, "")
    told = histories.history(draft, found, key=key, start=paging.offset, most=paging.limit)
    if key and not told.count:
        raise Declined(MISSING)
    body = {
        "total": told.count,
        "limit": paging.limit,
        "offset": paging.offset,
        "items": [entry_record(each, language()) for each in told.entries],
    }
    if key:
        blames = histories.last_changes(draft, found, key=key)
        body["fields"] = [blame_record(each, language()) for each in blames]
    response = answer(request, body)
    response["Link"] = links(request, told.count, paging)
    return response
