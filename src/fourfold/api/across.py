"""Across programs: the coverage matrix, and what carries over from one plan to another."""

from collections.abc import Iterator
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from fourfold.actions import across
from fourfold.actions.across import Cell
from fourfold.actions.records.across import matrix_record
from fourfold.actions.records.transfer import transfer_record
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.coverage import At
from fourfold.api.declaring import reading
from fourfold.api.opened import Opened, opened
from fourfold.api.questions import in_terms, strangers
from fourfold.api.refusals import MISSING, faulty
from fourfold.domain.framework import Framework, FrameworkKind
from fourfold.domain.plan import Plan, PoolKind
from fourfold.domain.rule import Measure
from fourfold.engine.index import Index
from fourfold.engine.plan.choice import Obstacle
from fourfold.engine.proof import Verdict

router = Router(tags=["answers"])
By = Literal["items-met", "met-weight", "partial"]


class MatrixAsked(Schema):
    """What is asked: a kind of framework or all; a measure; the end of a term, or of each plan its own moment."""

    kind: FrameworkKind | None = None
    measure: By = "items-met"
    term: int | None = None


class MatrixCell(Schema):
    """A plan against a framework: counts of items, or per cent of the weight; null where nothing is known."""

    framework: str
    kind: FrameworkKind
    named: bool
    when: At
    taking: str | None
    items: int
    guaranteed: float | None
    reachable: float | None
    decided: bool
    infeasible: Obstacle | None
    promised: float | None
    verdict: Verdict | None


class MatrixRow(Schema):
    """A plan and its cells."""

    program: str
    plan: str
    training_type: str
    cells: list[MatrixCell]


class Matrix(Schema):
    """Every plan against every framework."""

    measure: Measure
    after_term: int | None
    plans: list[MatrixRow]


class Counted(Schema):
    """A course that counts in the target: required there, or through a pool."""

    course: str
    pool: str | None


class Alike(Schema):
    """A course that was taken, and one of the same subject that is wanted: not counted."""

    taken: str
    wanted: str


class Left(Schema):
    """A course that is still to be taken."""

    course: str
    term: int | None
    begun: bool
    late: bool
    ready: bool


class Filling(Schema):
    """How far a pool is satisfied."""

    pool: str
    kind: PoolKind
    courses: list[str]
    got: float
    asked: float
    satisfied: bool


class Weight(Schema):
    """Credits and hours."""

    credits: float
    hours: float


class Met(Schema):
    """What the carried courses meet of a framework."""

    framework: str
    items: int
    items_met: int


class Transfer(Schema):
    """What is carried from one plan to another, all of whose required courses were taken by the end of a term."""

    source: str = Field(alias="from")
    to: str
    after_term: int
    taken: list[str]
    carried: list[Counted]
    unused: list[str]
    open: list[Counted]
    variants: list[Alike]
    remaining: list[Left]
    pools: list[Filling]
    required: Weight
    carried_load: Weight
    missing: Weight
    reached: list[Met]


@router.get(
    STATE + "/matrix", response=Matrix, summary="Coverage matrix", openapi_extra=reading(MISSING, zh="覆盖矩阵")
)
def matrix(request: HttpRequest, institution: str, cluster: str, state: str, asked: Query[MatrixAsked]) -> HttpResponse:
    """Every plan against every framework by one measure, with what is promised; with `term`, by the end of a term."""
    found = opened(request, institution, cluster, state)
    term = in_terms(asked.term, len(across.terms(found.index)))
    measure = Measure(asked.measure)
    rows = ((plan, _cells(found, plan, asked.kind, measure, term)) for plan in found.index.plans.values())
    return answer(request, matrix_record(found.index, measure, term, rows))


def _cells(
    found: Opened, plan: Plan, kind: FrameworkKind | None, measure: Measure, term: int | None
) -> Iterator[tuple[Framework, Cell]]:
    for framework in found.index.frameworks.values():
        if kind in {None, framework.kind}:
            yield framework, across.cell(found, plan=plan, framework=framework, measure=measure, term=term)


@router.get(
    STATE + "/transfer",
    response=Transfer,
    summary="Transfer between plans",
    openapi_extra=reading(MISSING, zh="转专业的学分结转"),
)
def transfer(  # what is asked has this many sides
    request: HttpRequest,
    institution: str,
    cluster: str,
    state: str,
    source: Annotated[str, Query(alias="from", description="A plan, or a program: its first plan.")],
    to: Annotated[str, Query(description="Likewise.")],
    after: Annotated[
        int | None, Query(description="The last term that was taken; unless said, the last of all.")
    ] = None,
) -> HttpResponse:
    """What somebody who took one plan carries over to another after a term, and what is still to be taken."""
    found = opened(request, institution, cluster, state)
    index, plans = found.index, _plans(found.index)
    if faults := [*strangers("from", [source], list(plans)), *strangers("to", [to], list(plans))]:
        raise faulty(faults)
    old, new = plans[source.lower()], plans[to.lower()]
    last = index.program_of_plan[old].terms
    term = in_terms(after, last, parameter="after") or last
    return answer(request, transfer_record(index, found.transfer(source=old, target=new, after=term)))


def _plans(index: Index) -> dict[str, str]:
    """The plans by their codes in small letters, and the first ones by those of their programs too, which go before."""
    own = {plan.code.lower(): key for key, plan in index.plans.items()}
    return own | {each.code.lower(): each.plans[0].key for each in index.programs.values() if each.plans}
