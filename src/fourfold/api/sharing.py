"""Sharing: what programs have in common, and what one teaches to mastery twice."""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from fourfold.actions.records.sharing import sharing_record
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.declaring import reading
from fourfold.api.opened import opened
from fourfold.api.refusals import MISSING

router = Router(tags=["answers"])


class Pair(Schema):
    """The required courses that another program requires too, and their hours."""

    program: str
    hours: float
    courses: list[str]


class Twice(Schema):
    """An item that more than one required course masters."""

    framework: str
    item: str
    courses: list[str]


class ProgramSharing(Schema):
    """A program against every other."""

    program: str
    sharing_per_cent: float
    required_hours: float
    pairs: list[Pair]
    redundant: list[Twice]


class Sharing(Schema):
    """Program by program."""

    programs: list[ProgramSharing]


@router.get(STATE + "/sharing", response=Sharing, summary="Sharing", openapi_extra=reading(MISSING, zh="共享"))
def sharing(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """What the page of sharing shows."""
    return answer(request, sharing_record(opened(request, institution, cluster, state).index))
