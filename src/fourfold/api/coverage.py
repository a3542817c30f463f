"""Coverage: what every plan guarantees and makes reachable of each framework that it names, and its gaps."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from fourfold.actions.across import terms as terms_of
from fourfold.actions.covering import Wanted, rows_of
from fourfold.actions.records.coverage import answer_record, coverage_record
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.declaring import reading
from fourfold.api.opened import Opened, opened
from fourfold.api.questions import in_terms, known
from fourfold.api.refusals import MISSING
from fourfold.api.shapes import Elective
from fourfold.domain.framework import Depth, FrameworkKind
from fourfold.domain.program import CertificationRole

router = Router(tags=["answers"])
MOST_TERMS = 40


class Asked(Schema):
    """What is asked: nothing named means everything."""

    program: list[str] = Field(default_factory=list)
    framework: list[str] = Field(default_factory=list)
    kind: FrameworkKind | None = None
    term: int | None = None
    gaps: Literal["true", "false"] = "false"


class End(Schema):
    """One end of a measure: the best choice found, the bound that is proved, and whether the two agree."""

    value: float
    bound: float
    decided: bool
    choice: list[Elective] | None


class Ends(Schema):
    """What a measure is guaranteed to be, and what it can reach."""

    guaranteed: End
    reachable: End


class At(Schema):
    """By the end of a term, or after a course."""

    after_term: int | None = None
    after_course: str | None = None


class Redundant(Schema):
    """An item that more than one required course masters."""

    item: str
    courses: list[str]


class Way(Schema):
    """A way to close a gap."""

    kind: str
    cost: int
    near_per_cent: float | None
    course: str
    outcome: str | None
    depth: Depth | None
    term: int | None


class Gap(Schema):
    """An item that some choice leaves unmet, and the cheapest ways to close it."""

    item: str
    missing_depth: int
    weight_per_cent: tuple[float, float] | None
    ways: list[Way]


class Coverage(Schema):
    """What one plan assures of one framework at one time."""

    framework: str
    kind: FrameworkKind
    role: CertificationRole | None
    when: At
    taking: str | None
    unlisted_pools: list[str]
    items: int
    items_met: Ends | None
    met_weight_per_cent: Ends | None
    partial_per_cent: Ends | None
    infeasible: str | None
    redundant: list[Redundant]
    gaps: list[Gap] | None = None


class PlanCoverage(Schema):
    """A plan, and what it assures."""

    program: str
    plan: str
    training_type: str
    sharing_per_cent: float
    coverage: list[Coverage]


class Coverages(Schema):
    """Plan by plan."""

    plans: list[PlanCoverage]


class Terms(Schema):
    """One plan and one framework, term by term."""

    plan: str
    framework: str
    terms: list[Coverage]


@router.get(STATE + "/coverage", response=Coverages, summary="Coverage", openapi_extra=reading(MISSING, zh="覆盖"))
def coverage(request: HttpRequest, institution: str, cluster: str, state: str, asked: Query[Asked]) -> HttpResponse:
    """What `fourfold coverage --json` says: of every program and framework, or of those named by their codes."""
    found = opened(request, institution, cluster, state)
    index = found.index
    wanted = Wanted(
        programs=known("program", asked.program, [each.code for each in index.programs.values()]),
        frameworks=known("framework", asked.framework, [each.code for each in index.frameworks.values()]),
        kind=asked.kind,
        term=in_terms(asked.term, len(terms_of(index))),
    )
    gaps = found.gaps if asked.gaps == "true" else None
    return answer(request, coverage_record(index, list(rows_of(index, wanted, assure=found.assure, gaps=gaps))))


@router.get(
    STATE + "/coverage/terms",
    response=Terms,
    summary="Coverage, term by term",
    openapi_extra=reading(MISSING, zh="逐学期的覆盖"),
)
def terms(  # what is asked has this many sides
    request: HttpRequest, institution: str, cluster: str, state: str, plan: str, framework: str
) -> HttpResponse:
    """What a plan assures of a framework by the end of each of its terms."""
    found = opened(request, institution, cluster, state)
    index = found.index
    (code,) = known("plan", [plan], [each.code for each in index.plans.values()])
    (aim,) = known("framework", [framework], [each.code for each in index.frameworks.values()])
    key = next(each.key for each in index.plans.values() if each.code == code)
    last = index.program_of_plan[key].terms
    shown = [row for term in range(1, last + 1) for row in _rows(found, key, aim, term)]
    return answer(request, {"plan": code, "framework": aim, "terms": shown})


def _rows(found: Opened, plan: str, framework: str, term: int) -> list[dict[str, Any]]:
    wanted = Wanted(programs=(found.index.program_of_plan[plan].code,), frameworks=(framework,), term=term)
    rows = rows_of(found.index, wanted, assure=found.assure)
    return [answer_record(found.index, row) for row in rows if row.plan == plan]
