"""What is due to whoever asks, as on the first page."""

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from fourfold.actions.due import due
from fourfold.actions.records.due import due_record
from fourfold.api.answering import answer
from fourfold.api.bearer import viewer_of
from fourfold.api.declaring import reading
from fourfold.api.opened import today
from fourfold.api.shapes import Words
from fourfold.engine.radar import Stage

router = Router(tags=["me"])


class DraftDue(Schema):
    """A draft that you read: its problems, and how many parts differ from its newest release, if it is `released`."""

    institution: str
    cluster: str
    title: Words
    released: bool
    moved: int
    errors: int
    warnings: int


class HeldDue(Schema):
    """A program or a course in which you have a role, in the draft of its cluster."""

    institution: str
    cluster: str
    noun: Literal["program", "course"]
    key: str
    code: str
    title: Words


class RetiringDue(Schema):
    """A framework that has retired or will within a year, and the programs of yours that name it."""

    institution: str
    cluster: str
    framework: str
    key: str
    title: Words
    retires_on_date: date
    programs: list[str]


class UnsettledDue(Schema):
    """An institution that you administer and that is not `named`, or not `led` by anybody, nor anybody invited to."""

    institution: str
    named: bool
    led: bool


class HoleDueToMe(Schema):
    """What is unmet of a framework, below an item or in all of it (`null`), and yours to see to by a day."""

    institution: str
    cluster: str
    framework: str
    item: str | None
    title: Words
    course: str | None
    program: str | None
    items: int
    unmet: int
    due_date: date


class StaleDue(Schema):
    """A course of yours that is linked to a version which goes or has been replaced, and to none that follows it.

    Of a course that nobody is named for, it is the lead's.
    """

    institution: str
    cluster: str
    course: str
    key: str
    title: Words
    framework: str
    newer: str | None
    stage: Stage
    links: int
    says: Words


class DueToMe(Schema):
    """Drafts, what is held in them, what retires, holes to close, stale courses, and what is to be set up."""

    drafts: list[DraftDue]
    held: list[HeldDue]
    retiring: list[RetiringDue]
    holes: list[HoleDueToMe]
    unsettled: list[UnsettledDue]
    stale: list[StaleDue]


@router.get("/me/due", response=DueToMe, summary="What is due to you", openapi_extra=reading(zh="我的待办"))
def mine(request: HttpRequest) -> HttpResponse:
    """What is due to you today in the clusters whose drafts you read; nothing to a visitor."""
    return answer(request, due_record(due(viewer_of(request), today=today())))
