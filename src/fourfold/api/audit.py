"""The audit: who did what at an institution, and when."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from fourfold.actions import audit as audits
from fourfold.actions.records.audit import told_record
from fourfold.api.answering import Paging, answer, links
from fourfold.api.bearer import viewer_of
from fourfold.api.declaring import reading
from fourfold.api.opened import codes
from fourfold.api.questions import Day
from fourfold.api.refusals import MISSING
from fourfold.api.shapes import Page, Turn, Words
from fourfold.domain.person import Role

router = Router(tags=["institutions"])
Noun = Literal[
    "institution",
    "person",
    "round",
    "hole",
    "queue",
    "class",
    "cluster",
    "program",
    "module",
    "course",
    "links",
    "rule",
    "framework",
]
Done = Literal[
    "changed",
    "published",
    "proposal-opened",
    "proposal-merged",
    "proposal-declined",
    "proposal-withdrawn",
    "round-opened",
    "round-planned",
    "verdict-recorded",
    "minutes-added",
    "minutes-removed",
    "round-abandoned",
    "amendment-recorded",
    "link-declined",
    "link-offered-again",
    "hole-given",
    "hole-taken-back",
    "hole-closed",
    "classes-bound",
    "class-let-go",
    "invited",
    "invitation-revoked",
    "invitation-accepted",
    "role-given",
    "role-taken",
    "account-closed",
    "account-opened",
    "person-erased",
    "link-made",
    "token-made",
    "token-revoked",
    "password-changed",
    "codes-on",
    "codes-off",
    "recovery-codes-made",
    "sign-in-refused",
    "institution-added",
    "institution-changed",
]
"""What can be done at an institution."""


class AuditEntry(Schema):
    """Who did what (`who` is an id; the operator, and who was erased, have no name), to what, and why.

    `happened`, `turn`, `noun`, `code` and `title` are of a part that was changed, and `turn` says that this took back
    another change or did it again; `about` and `role` are of a person.
    """

    at: datetime
    who: str
    name: str | None
    operator: bool
    deed: str
    happened: Literal["added", "removed", "changed"] | None
    turn: Turn | None
    noun: str | None
    code: str | None
    title: Words | None
    about: str | None
    role: Role | None
    why: str


class Audit(Page):
    """Some of what was done, the newest first."""

    items: list[AuditEntry]


class AuditAsked(Schema):
    """What of it is asked for: by whom (an id), what, to what, on which day of the institution."""

    who: Annotated[str, Field(max_length=64)] = ""
    deed: Done | None = None
    noun: Noun | None = None
    day: Day | None = None


@router.get(
    "/institutions/{institution}/audit",
    response=Audit,
    summary="Audit",
    openapi_extra=reading(MISSING, zh="操作记录", paged=True),
)
def audit(request: HttpRequest, institution: str, asked: Query[AuditAsked], paging: Query[Paging]) -> HttpResponse:
    """Everything that was done at an institution, the newest first, for its administrators and leads."""
    codes(institution)
    sought = audits.Asked(who=asked.who, deed=asked.deed or "", noun=asked.noun or "", day=asked.day)
    found = audits.audit(viewer_of(request), institution, sought, start=paging.offset, most=paging.limit)
    body = {
        "total": found.count,
        "limit": paging.limit,
        "offset": paging.offset,
        "items": [told_record(each) for each in found.entries],
    }
    response = answer(request, body)
    response["Link"] = links(request, found.count, paging)
    return response
