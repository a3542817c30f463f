"""Metrics: blocking, delay, centrality and complexity, course by course, of every plan."""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from fourfold.actions.records.metrics import metrics_record
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.declaring import reading
from fourfold.api.opened import opened
from fourfold.api.refusals import MISSING

router = Router(tags=["answers"])


class Figures(Schema):
    """The figures of a course."""

    id: str
    name: str
    blocking: int
    delay: int
    centrality: int
    complexity: float


class PlanFigures(Schema):
    """The figures of a plan; none where its requisites go round in a `cycle`."""

    program: str
    plan: str
    training_type: str
    courses: list[Figures]
    complexity: float | None
    cycle: list[str] | None = None


class AllMetrics(Schema):
    """Plan by plan."""

    plans: list[PlanFigures]


@router.get(STATE + "/metrics", response=AllMetrics, summary="Metrics", openapi_extra=reading(MISSING, zh="课程复杂度"))
def metrics(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """What `fourfold metrics --json` says."""
    found = opened(request, institution, cluster, state)
    answers = {plan: found.metrics(plan=plan) for plan in found.index.plans}
    return answer(request, metrics_record(found.index, answers))
