"""What a plan writes by itself: the program-plan document, and the evidence pack of a released one."""

from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from fourfold.actions.papers.evidence import evidence_pack
from fourfold.actions.papers.plan_file import plan_file_of
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer_file
from fourfold.api.bearer import viewer_of
from fourfold.api.declaring import reading
from fourfold.api.opened import Opened, opened
from fourfold.api.refusals import CLASHING, MISSING, REFUSED, Declined
from fourfold.domain.plan import Plan
from fourfold.exchange.plan_documents import MEDIA, PDF, WORD

router = Router(tags=["documents"])
PACK = ".zip"
PLAN = STATE + "/programs/{program}/plan"
Language = Annotated[Literal["zh", "en", "both"], Query(description="In which language it is written.")]
Which = Annotated[str, Query(description="The code of the plan; the first of the program where it is not said.")]


@router.get(
    PLAN + ".docx",
    response={200: None},
    summary="The program plan as Word",
    openapi_extra=reading(MISSING, CLASHING, REFUSED, zh="人才培养方案（Word）", files=(MEDIA[WORD],)),
)
def word(  # an address has this many sides
    request: HttpRequest,
    institution: str,
    cluster: str,
    state: str,
    program: str,
    plan: Which = "",
    language: Language = "zh",
) -> HttpResponse:
    """The program-plan document by the installation's template, else by ours. The same state gives the same bytes."""
    return _written(request, (institution, cluster, state), (program, plan, language), WORD)


@router.get(
    PLAN + ".pdf",
    response={200: None},
    summary="The program plan as PDF",
    openapi_extra=reading(MISSING, CLASHING, REFUSED, zh="人才培养方案（PDF）", files=(MEDIA[PDF],)),
)
def pdf(  # an address has this many sides
    request: HttpRequest,
    institution: str,
    cluster: str,
    state: str,
    program: str,
    plan: Which = "",
    language: Language = "zh",
) -> HttpResponse:
    """The same as PDF."""
    return _written(request, (institution, cluster, state), (program, plan, language), PDF)


@router.get(
    STATE + "/programs/{program}/evidence.zip",
    response={200: None},
    summary="The evidence pack",
    openapi_extra=reading(MISSING, CLASHING, REFUSED, zh="佐证材料包", files=(MEDIA[PACK],)),
)
def evidence(  # an address has this many sides
    request: HttpRequest,
    institution: str,
    cluster: str,
    state: str,
    program: str,
    plan: Which = "",
    language: Language = "zh",
) -> HttpResponse:
    """The evidence pack of a released plan, for those who see the audit: a zip with an index of its files."""
    found = opened(request, institution, cluster, state)
    chosen = _plan(found, program, plan)
    folder = settings.PLAN_TEMPLATE
    content = evidence_pack(viewer_of(request), found, plan=chosen.key, tongue=language, folder=folder)
    return answer_file(request, content, kind=MEDIA[PACK], name=_called(found, chosen, state, PACK))


def _written(
    request: HttpRequest,
    place: tuple[str, str, str],
    asked: tuple[str, str, Literal["zh", "en", "both"]],
    suffix: str,
) -> HttpResponse:
    found, (program, plan, language) = opened(request, *place), asked
    chosen = _plan(found, program, plan)
    content = plan_file_of(found, plan=chosen.key, tongue=language, suffix=suffix, folder=settings.PLAN_TEMPLATE)
    return answer_file(request, content, kind=MEDIA[suffix], name=_called(found, chosen, place[2], suffix))


def _plan(found: Opened, program: str, plan: str) -> Plan:
    """The plan of a program by code, the first where none is named."""
    known = (each for each in found.index.programs.values() if each.code.lower() == program.lower())
    plans = next((each.plans for each in known), ())
    chosen = next((each for each in plans if plan.lower() in {"", each.code.lower()}), None)
    if chosen is None:
        raise Declined(MISSING)
    return chosen


def _called(found: Opened, plan: Plan, state: str, suffix: str) -> str:
    return f"{found.code}-{plan.code}-{state.lower()}-{found.root[:8]}{suffix}"
