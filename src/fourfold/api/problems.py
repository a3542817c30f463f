"""Problems: what the checks find, and whether the cluster is sound."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions.records.problem import at_least, check_record
from fourfold.api.addresses import STATE
from fourfold.api.answering import Paging, answer
from fourfold.api.declaring import reading
from fourfold.api.opened import opened
from fourfold.api.questions import Day
from fourfold.api.refusals import MISSING, language
from fourfold.api.shapes import Page
from fourfold.domain.problem import Severity

router = Router(tags=["answers"])


class Found(Schema):
    """A problem of the data: its permanent code, how bad it is, words, and where it is."""

    code: str
    severity: Severity
    message: str
    path: str
    file: str | None = None
    line: int | None = None
    noun: str | None = None
    noun_code: str | None = None
    found: str | None = None
    expected: str | None = None
    rule: str | None = None
    details: dict[str, str] | None = None


class Check(Page):
    """The verdict over all problems, and some of those of the severity asked for and worse."""

    readable: bool
    sound: bool
    today: date
    counts: dict[str, int]
    problems: list[Found]


@router.get(
    STATE + "/problems", response=Check, summary="Problems", openapi_extra=reading(MISSING, zh="问题", paged=True)
)
def problems(  # what is asked has this many sides
    request: HttpRequest,
    institution: str,
    cluster: str,
    state: str,
    paging: Query[Paging],
    severity: Severity = Severity.INFO,
    today: Day | None = None,
) -> HttpResponse:
    """What `fourfold check --json` says, page by page; `today` is the date that retirements are judged by."""
    found = opened(request, institution, cluster, state, day=today)
    everything = found.problems()
    shown = at_least(everything, severity)
    here = shown[paging.offset : paging.offset + paging.limit]
    record = check_record(everything, here, found.today, language())
    counted = {"total": len(shown), "limit": paging.limit, "offset": paging.offset}
    return answer(request, record | counted)
