"""Comparison: what differs between two states of a cluster, and which problems come and go with it."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions import releases
from fourfold.actions.comparing import problems_between
from fourfold.actions.difference_words import Happened
from fourfold.actions.moves import moves
from fourfold.actions.records.comparison import comparison_record
from fourfold.api.addresses import CLUSTER
from fourfold.api.answering import answer
from fourfold.api.declaring import reading
from fourfold.api.opened import opened
from fourfold.api.problems import Found
from fourfold.api.refusals import MISSING, Fault, faulty, language

router = Router(tags=["answers"])
From = Annotated[str, Query(alias="from", description="The state before: `draft`, or the name of a release.")]
To = Annotated[str, Query(description="The state after; another one.")]


class Difference(Schema):
    """One thing that differs inside a part: the way to it, the field, and how it reads on either side."""

    happened: Happened
    inside: list[str]
    field: str
    before: str | None
    after: str | None


class PartDifference(Schema):
    """A part that came, went or changed."""

    noun: str
    key: str
    code: str
    title: str
    happened: Happened
    lines: list[Difference]


class LinkDifference(Schema):
    """How many links came, went and changed."""

    added: int
    removed: int
    changed: int


class MoveSentence(Schema):
    """What moved, from what to what and why; `plans` are those it holds for, where the program has several."""

    plans: list[str]
    text: str


class FigureMove(Schema):
    """A figure of a plan as it reads before and after."""

    plan: str
    name: str
    before: str
    after: str


class ProgramMoves(Schema):
    """What moved of one program, by code, in figures and promises; of the cluster itself where it is null."""

    program: str | None
    title: str
    sentences: list[MoveSentence]
    figures: list[FigureMove]


class Comparison(Schema):
    """Two states, from one to the other."""

    same: bool
    moves: list[ProgramMoves]
    parts: list[PartDifference]
    links: LinkDifference
    problems_brought: list[Found]
    problems_taken: list[Found]


@router.get(
    CLUSTER + "/comparison",
    response=Comparison,
    summary="Two states compared",
    openapi_extra=reading(MISSING, zh="比较两个状态"),
)
def comparison(request: HttpRequest, institution: str, cluster: str, before: From, to: To) -> HttpResponse:
    """What `fourfold compare --json` says of two states, which must both be named."""
    if before.lower() == to.lower():
        raise faulty([Fault(parameter="to", code="parameter", detail=_one())])
    was, will = (opened(request, institution, cluster, each) for each in (before, to))
    brought, taken = problems_between(was.problems(), will.problems())
    found = releases.between(was, will)
    told = comparison_record(found, moves=moves(was, will), brought=brought, taken=taken, lang=language())
    return answer(request, told)


def _one() -> str:
    return "请指定两个不同的状态。" if language() == "zh" else "Name two states: one is not compared with itself."
