"""What is unmet of a framework with who sees to it, and the links that are put forward for it: of drafts, to read."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions import holes as seen
from fourfold.actions import queueing
from fourfold.actions.model import meanings
from fourfold.actions.records.queue import declined_records, queue_records, sight_record
from fourfold.api.addresses import STATE
from fourfold.api.answering import Paging, answer, links
from fourfold.api.declaring import reading
from fourfold.api.opened import Opened, draft_opened
from fourfold.api.parts import draft_at
from fourfold.api.questions import known
from fourfold.api.refusals import MISSING
from fourfold.api.shapes import Page, Words
from fourfold.domain.framework import Depth, Framework
from fourfold.engine.aligning import within
from fourfold.engine.queue import Origin

router = Router(tags=["proposals"])


class InScope(Schema):
    """Of which framework, for the outcomes of one course, of what a program can take, or of the whole cluster."""

    framework: str
    course: str = ""
    program: str = ""


class QueueAsked(InScope, Paging):
    """The same, and which of many."""


class HoleTold(Schema):
    """What is unmet below an item (`null`: the framework): `unmet` of `items`; who (an id) sees to it, by which day.

    `asks` and `reached_rank` (0 to 3) are told of an item that has none below it.
    """

    item: str | None
    key: str
    title: Words
    level: int
    items: int
    unmet: int
    asks: Depth | None
    reached_rank: int | None
    owner: str | None
    owner_name: str | None
    due_date: date | None


class HolesTold(Schema):
    """The holes of a framework at every level, in its order."""

    framework: str
    course: str | None
    program: str | None
    holes: list[HoleTold]


class LinkPlace(Schema):
    """Which link."""

    course: str
    outcome: str
    outcome_key: str
    item: str
    item_key: str


class QueuedLink(LinkPlace):
    """A link that is put forward; `depth` is null where it shall be taken away. `closes`: its item would be met."""

    origin: Origin
    depth: Depth | None
    now: Depth | None
    closes: bool
    strength: Annotated[int, Query(ge=0, le=100)]
    proposal: int | None
    name: str | None
    why: str
    reasons: list[Words]


class RefusedLink(LinkPlace):
    """A link that was declined, and so is not put forward."""

    name: str | None
    at: datetime
    reason: str


class LinkQueue(Page):
    """Links that are put forward, in order, and all that were declined."""

    items: list[QueuedLink]
    declined: list[RefusedLink]


@router.get(STATE + "/holes", response=HolesTold, summary="Holes", openapi_extra=reading(MISSING, zh="缺口与责任人"))
def holes(request: HttpRequest, institution: str, cluster: str, state: str, asked: Query[InScope]) -> HttpResponse:
    """What is unmet of a framework at every level, with who sees to it; a release has nobody who does."""
    found = draft_opened(request, institution, cluster, state)
    framework, scope = _asked(found, asked)
    return answer(request, sight_record(seen.holes_of(found, framework, scope)))


@router.get(
    STATE + "/queue",
    response=LinkQueue,
    summary="Links put forward",
    openapi_extra=reading(MISSING, zh="待定关联", paged=True),
)
def queue(request: HttpRequest, institution: str, cluster: str, state: str, asked: Query[QueueAsked]) -> HttpResponse:
    """The links that are put forward for a framework: proposed, carried over, suggested. Reading accepts none."""
    found = draft_opened(request, institution, cluster, state)
    framework, scope = _asked(found, asked)
    told = queueing.queue(
        draft_at(request, found.institution, found.code, ""),
        found,
        framework,
        courses=within(found.index, program=scope.program, course=scope.course),
        meanings=meanings(Path(settings.VAR)),
    )
    body = {
        "total": len(told.rows),
        "limit": asked.limit,
        "offset": asked.offset,
        "items": queue_records(found.index, told, start=asked.offset, most=asked.limit),
        "declined": declined_records(found.index, told),
    }
    response = answer(request, body)
    response["Link"] = links(request, len(told.rows), asked)
    return response


def _asked(found: Opened, asked: InScope) -> tuple[Framework, seen.Scope]:
    index = found.index
    (code,) = known("framework", [asked.framework], [each.code for each in index.frameworks.values()])
    courses = known("course", [asked.course] if asked.course else [], [each.code for each in index.courses.values()])
    programs = known(
        "program", [asked.program] if asked.program else [], [each.code for each in index.programs.values()]
    )
    return (
        next(each for each in index.frameworks.values() if each.code == code),
        seen.Scope(
            course=next((each for each in index.courses.values() if each.code in courses), None),
            program=next((each for each in index.programs.values() if each.code in programs), None),
        ),
    )
