"""Rules: each judged over its scope, kept ones too."""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from fourfold.actions.records.rule import rules_record
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.declaring import reading
from fourfold.api.opened import opened
from fourfold.api.refusals import MISSING
from fourfold.api.shapes import Elective
from fourfold.domain.problem import Severity
from fourfold.domain.rule import Comparator, Measure
from fourfold.engine.proof import Verdict

router = Router(tags=["answers"])


class About(Schema):
    """What a rule was judged for."""

    noun: str
    key: str
    code: str
    term: int | None


class Judged(Schema):
    """One rule for one noun: the verdict, what encloses the deciding value, and the choice that attains it."""

    rule: str
    severity: Severity
    measure: Measure
    comparator: Comparator
    threshold: str
    upper: str | None
    subject: About
    verdict: Verdict
    value: tuple[float, float] | None
    witness: list[Elective] | None


class Rules(Schema):
    """Every result, by the codes of the rules."""

    rules: list[Judged]


@router.get(STATE + "/rules", response=Rules, summary="Rules", openapi_extra=reading(MISSING, zh="规则"))
def rules(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Every rule, over everything that it speaks of."""
    found = opened(request, institution, cluster, state)
    return answer(request, rules_record(found.index, found.rules()))
