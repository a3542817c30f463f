"""Rehearsing: what an edit of a draft would do, before it is made. Nothing is written."""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from fourfold.actions.records.rehearsal import rehearsal_record
from fourfold.actions.rehearsing import rehearse
from fourfold.api import bodies
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.comparison import Difference
from fourfold.api.declaring import reading, writing
from fourfold.api.opened import opened, part_at, writable
from fourfold.api.parts import PART, part_of
from fourfold.api.problems import Found
from fourfold.api.refusals import MISSING, REFUSED, language
from fourfold.domain.rule import Measure
from fourfold.engine.proof import Verdict

router = Router(tags=["parts"])


class MovedFigure(Schema):
    """A figure of a plan that would move: what is guaranteed and reachable, twice the same where it is one figure.

    `items-met` is told of a framework, with how many `items` it has. Null where there is no value: no legal choice, or
    requisites that go round.
    """

    program: str
    plan: str
    measure: Measure
    framework: str | None
    items: int | None
    before: tuple[float, float] | None
    after: tuple[float, float] | None


class JudgedOtherwise(Schema):
    """A rule whose verdict would change for one noun; null where it is not judged."""

    rule: str
    noun: str
    code: str
    before: Verdict | None
    after: Verdict | None


class EffectTold(Schema):
    """What would become of the draft: its `root` then, whether that is the `same`, and what follows."""

    root: str
    same: bool
    problems_healed: list[Found]
    problems_created: list[Found]
    figures: list[MovedFigure]
    rules: list[JudgedOtherwise]


class Rehearsal(EffectTold):
    """The same, and how the part would differ."""

    lines: list[Difference]


@router.post(
    STATE + "/parts/{key}/rehearsal",
    response=Rehearsal,
    summary="Rehearse an edit",
    openapi_extra=writing(zh="预演一次修改", body=PART, conditional=False),
)
def rehearsal(request: HttpRequest, institution: str, cluster: str, state: str, key: str) -> HttpResponse:
    """What would become of the draft if the part were what the body says: for whoever reads it. Writes nothing."""
    writable(request, institution, cluster, state, key)
    found = opened(request, institution, cluster, state)
    part = part_of(bodies.tree_of_body(request), key)
    return answer(request, rehearsal_record(rehearse(found, key, part), key, language()))


@router.get(
    STATE + "/parts/{key}/removal",
    response=Rehearsal,
    summary="Rehearse a removal",
    openapi_extra=reading(MISSING, REFUSED, zh="预演一次移除"),
)
def removal(request: HttpRequest, institution: str, cluster: str, state: str, key: str) -> HttpResponse:
    """What would become of a state if the part were taken away."""
    part_at(request, institution, cluster, state, key)
    found = opened(request, institution, cluster, state)
    return answer(request, rehearsal_record(rehearse(found, key, None), key, language()))
