"""The classes of a cluster, and what a new version means for each of them."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions.classes import class_outlooks, classes_of
from fourfold.actions.records.classes import class_outlooks_record, classes_record
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.bearer import viewer_of
from fourfold.api.declaring import reading
from fourfold.api.opened import opened, today
from fourfold.api.radar import OutlookAsked, pair
from fourfold.api.refusals import MISSING, Declined
from fourfold.api.shapes import Words
from fourfold.engine.succession_classes import Sits

router = Router(tags=["answers"])


class StudyClass(Schema):
    """A class, the release that teaches it, and the term that it is in: 0 before its first, above `terms` when done."""

    code: str
    program: str
    plan: str
    release: str
    began_date: date
    term: int
    terms: int


class StudyClasses(Schema):
    """The classes of a cluster, by their codes."""

    classes: list[StudyClass]


class PromiseTold(Schema):
    """A promise of the release that teaches a class."""

    rule: str
    title: Words


class ClassOutlook(Schema):
    """What a new version means for a class.

    `sits` says which version holds when it sits: it `sat`, the `old` one, only the `new` one. `open` are items that it
    is not guaranteed, and that courses ahead can teach it; for `late` no way is found there. `reachable` counts what is
    guaranteed with the links carried over, and what is open.
    """

    code: str
    program: str
    plan: str
    release: str
    term: int
    terms: int
    sitting_date: date
    sits: Sits
    items_before: int
    items_after: int
    before: int | None
    carried: int | None
    reachable: int | None
    promises_lost: list[PromiseTold]
    promises_gained: list[PromiseTold]
    open: list[str]
    late: list[str]


class ClassOutlooks(Schema):
    """Every class that is taught by a release which names the old version."""

    classes: list[ClassOutlook]


@router.get(
    STATE + "/classes",
    response=StudyClasses,
    summary="Classes",
    openapi_extra=reading(MISSING, zh="班级"),
)
def every(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """The classes of a cluster and the releases that teach them, for those who read its draft; a release has none."""
    found = opened(request, institution, cluster, state)
    if found.release is not None:
        raise Declined(MISSING)
    told = classes_of(found.institution, found.code, viewer=viewer_of(request), today=today())
    return answer(request, classes_record(told))


@router.get(
    STATE + "/outlook/classes",
    response=ClassOutlooks,
    summary="Outlook on a new version, class by class",
    openapi_extra=reading(MISSING, zh="新版对各班级的影响"),
)
def outlook(
    request: HttpRequest, institution: str, cluster: str, state: str, asked: Query[OutlookAsked]
) -> HttpResponse:
    """What `fourfold class outlook --json` says; no class to whoever may not read the draft."""
    here = opened(request, institution, cluster, state)
    old, new = pair(here, asked)
    return answer(request, class_outlooks_record(class_outlooks(here, old=old, new=new, least=asked.least)))
