"""Revision rounds: read with their verdicts, minutes and papers; verdicts and minutes recorded."""

import base64
import binascii
import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions import attaching
from fourfold.actions import rounds as acts
from fourfold.actions.minutes import Brought
from fourfold.actions.papers.round_papers import KINDS as PAPERS
from fourfold.actions.papers.round_papers import as_it_came, paper_file
from fourfold.actions.records.round import listing_records, round_record, standing_record
from fourfold.actions.rounds import At, Seen
from fourfold.actions.verdicts import MOST_MINUTES, MOST_NUMBER, Decision, RoundMoved, record_verdict
from fourfold.api import bodies, fields
from fourfold.api.addresses import CLUSTER
from fourfold.api.answering import Paging, answer, answer_file, page
from fourfold.api.bearer import viewer_of
from fourfold.api.conditions import digest_of
from fourfold.api.declaring import reading, writing
from fourfold.api.opened import codes, no_reader, today
from fourfold.api.refusals import CLASHING, MISSING, STALE, Declined, Fault, faulty
from fourfold.api.refusals import language as tongue
from fourfold.api.shapes import Page, Words
from fourfold.domain.marks import KEY_PATTERN
from fourfold.domain.round import Outcome, Status
from fourfold.domain.text import Text
from fourfold.engine.round import Reason, Turn
from fourfold.exchange.limits import LARGEST_UPLOAD_BYTES
from fourfold.exchange.minutes_file import KINDS, ending_of
from fourfold.exchange.plan_documents import MEDIA, PDF, WORD

router = Router(tags=["rounds"])
ROUND = CLUSTER + "/rounds/{name}"
LARGEST_BODY_BYTES = LARGEST_UPLOAD_BYTES * 4 // 3 + 64 * 1024
"""A file of minutes in base64, and what stands around it."""
VERDICT: fields.Fields = {
    "outcome": fields.one_of(tuple(Outcome), required=True),
    "draft": fields.pattern(
        "[0-9a-f]{8,64}",
        Text(en="8 to 64 hexadecimal digits of a digest", zh="摘要的 8 至 64 位十六进制数字"),
        required=True,
        says="The root of the draft that the body saw, or how it begins.",
    ),
    "day": fields.day(required=True, says="On which it was decided."),
    "number": fields.text(MOST_NUMBER, required=True, says="The number of the minutes."),
    "minutes": fields.text(MOST_MINUTES, says="What was decided and why; needed unless it is approved as it is."),
    "returns_to": fields.pattern(
        KEY_PATTERN.strip("^$"),
        Text(en="the key of a stage", zh="环节的标识"),
        says="Where it was returned: to which stage.",
    ),
}
MINUTES: fields.Fields = {
    "file": fields.text(200, required=True, says="What the file is called; its ending says what it is."),
    "content": fields.text(LARGEST_BODY_BYTES, required=True, says="Its bytes, in base64."),
}
Language = Annotated[Literal["zh", "en", "both"], Query(description="In which language it is written.")]


class RoundHead(Schema):
    """A round: the release that it revises, "" where there was none, and the one that it led to."""

    name: str
    status: Status
    base: str
    release: str
    opened_at: datetime
    ended_at: datetime | None


class ListedRound(RoundHead):
    """The same, with how many of its `stages` have been passed."""

    passed: int
    stages: int


class Rounds(Page):
    """Some rounds, the newest first."""

    items: list[ListedRound]


class MinutesTold(Schema):
    """A file beside a verdict, without its bytes; `name` is whose who added it."""

    key: str
    file: str
    size_bytes: int
    digest: str
    name: str | None
    at: datetime


class VerdictTold(Schema):
    """What a body decided of the draft with this `root`; who recorded it (who was erased has no name)."""

    key: str
    outcome: Outcome
    root: str
    day: date
    number: str
    minutes: str
    returns_to: str | None
    name: str | None
    at: datetime
    files: list[MinutesTold]


class OwnerTold(Schema):
    """Somebody who sees to a stage."""

    id: str
    name: str | None


class StageTold(Schema):
    """What one body has to decide; `beside`: at the same time as the stage before it."""

    key: str
    body: Words
    beside: bool
    opens_date: date | None
    due_date: date | None
    owners: list[OwnerTold]
    turn: Turn
    verdicts: list[VerdictTold]


class RoundTold(RoundHead):
    """A round with all that is in it; `papers` are the addresses of what writes itself for its bodies."""

    reason: str
    base_root: str
    stages: list[StageTold]
    papers: list[str]


class StageTurn(Schema):
    """Whose turn it is: `days` are left, negative where it is late; `returned` is the verdict that sent it back."""

    key: str
    turn: Turn
    days: int | None
    late_days: int
    returned: str | None


class LackTold(Schema):
    """A stage without which the draft cannot be released, and why."""

    stage: str
    reason: Reason


class RoundStanding(Schema):
    """Where a round stands today, for the draft with this `root`."""

    root: str
    today: date
    stages: list[StageTurn]
    lacks: list[LackTold]


@router.get(
    CLUSTER + "/rounds",
    response=Rounds,
    summary="Revision rounds",
    openapi_extra=reading(MISSING, zh="年度修订列表", paged=True),
)
def every(request: HttpRequest, institution: str, cluster: str, paging: Query[Paging]) -> HttpResponse:
    """The revision rounds of a cluster, for its staff."""
    codes(institution, cluster)
    found = acts.rounds_of(institution, cluster, viewer=viewer_of(request), today=today())
    return page(request, listing_records(found), paging, lambda record: record)


@router.get(
    ROUND,
    response=RoundTold,
    summary="A revision round",
    openapi_extra=reading(MISSING, zh="一次年度修订"),
)
def one(request: HttpRequest, institution: str, cluster: str, name: str) -> HttpResponse:
    """A round with its stages and verdicts; its ETag is what `If-Match` asks for."""
    return _told(request, _seen(request, institution, cluster, name))


@router.get(
    ROUND + "/standing",
    response=RoundStanding,
    summary="Where a round stands",
    openapi_extra=reading(MISSING, zh="年度修订的进度"),
)
def standing(request: HttpRequest, institution: str, cluster: str, name: str) -> HttpResponse:
    """Whose turn it is today, what is late, and what a release of the draft as it is still lacks."""
    return answer(request, standing_record(_seen(request, institution, cluster, name)))


@router.get(
    ROUND + "/papers/{paper}",
    response={200: None},
    summary="A paper of a round",
    openapi_extra=reading(MISSING, CLASHING, zh="年度修订的材料", files=(MEDIA[WORD], MEDIA[PDF])),
)
def paper(  # an address has this many sides
    request: HttpRequest, institution: str, cluster: str, name: str, paper: str, language: Language = "zh"
) -> HttpResponse:
    """`comparison.docx`, `comparison.pdf`, `brief.docx` or `brief.pdf`: of the draft, or of what the round came to."""
    seen, (kind, _, suffix) = as_it_came(_seen(request, institution, cluster, name)), paper.rpartition(".")
    if kind not in PAPERS or f".{suffix}" not in {WORD, PDF}:
        raise Declined(MISSING)
    content = paper_file(seen, kind=kind, tongue=language, suffix=f".{suffix}")
    called = f"{seen.opened.code}-{seen.round.name}-{kind}-{seen.opened.root[:8]}.{suffix}"
    return answer_file(request, content, kind=MEDIA[f".{suffix}"], name=called)


@router.get(
    ROUND + "/minutes/{minutes}",
    response={200: None},
    summary="A file of minutes",
    openapi_extra=reading(MISSING, zh="会议纪要文件", files=tuple(dict.fromkeys(KINDS.values()))),
)
def minutes(request: HttpRequest, institution: str, cluster: str, name: str, minutes: str) -> HttpResponse:
    """A file that stands beside a verdict, as it was brought; its ETag is its digest."""
    codes(institution, cluster, name)
    at = At(institution, cluster, name)
    kept = attaching.file_of(at, minutes, viewer=viewer_of(request), today=today())
    kind = KINDS[ending_of(kept.file.name)]
    return answer_file(request, kept.content, kind=kind, name=kept.file.name, etag=kept.file.digest)


@router.post(
    ROUND + "/stages/{stage}/verdicts",
    response={201: RoundTold},
    summary="Record a verdict",
    openapi_extra=writing(CLASHING, zh="登记审定结论", body=fields.body_of(VERDICT), new=False),
)
def decide(request: HttpRequest, institution: str, cluster: str, name: str, stage: str) -> HttpResponse:
    """Record what the body of a stage decided, if the round is as it was read; the round as it is then."""
    at, read_at = _written(request, institution, cluster, name), digest_of(request)
    said = bodies.said(request, VERDICT)
    decision = Decision(
        outcome=Outcome(said["outcome"]),
        digest=said["draft"],
        day=date.fromisoformat(said["day"]),
        number=said["number"],
        minutes=said.get("minutes", ""),
        returns_to=said.get("returns_to", ""),
    )
    viewer, now = viewer_of(request), datetime.now(UTC)
    try:
        record_verdict(at, stage, decision=decision, viewer=viewer, now=now, today=today(), read_at=read_at)
    except RoundMoved as moved:
        raise Declined(STALE, moved.why, base={"digest": read_at}, theirs={"digest": moved.mark}) from moved
    return _told(request, _seen(request, institution, cluster, name), status=201)


@router.post(
    ROUND + "/verdicts/{verdict}/minutes",
    response={201: RoundTold},
    summary="Add a file of minutes",
    openapi_extra=writing(CLASHING, zh="添加会议纪要文件", body=fields.body_of(MINUTES), conditional=False),
)
def attach(request: HttpRequest, institution: str, cluster: str, name: str, verdict: str) -> HttpResponse:
    """Keep a file beside a verdict: the same bytes are kept once, and nothing is written over."""
    at = _written(request, institution, cluster, name)
    said = bodies.said(request, MINUTES, LARGEST_BODY_BYTES)
    brought = Brought(name=said["file"], content=_bytes(said["content"]))
    attaching.attach(at, verdict, brought, viewer=viewer_of(request), now=datetime.now(UTC), today=today())
    return _told(request, _seen(request, institution, cluster, name), status=201)


def _seen(request: HttpRequest, institution: str, cluster: str, name: str) -> Seen:
    codes(institution, cluster, name)
    return acts.round_of(At(institution, cluster, name), viewer=viewer_of(request), today=today())


def _written(request: HttpRequest, institution: str, cluster: str, name: str) -> At:
    """The round that is written about, if it is there for whoever asks, and they may write at all."""
    _seen(request, institution, cluster, name)
    no_reader(request)
    return At(institution, cluster, name)


def _told(request: HttpRequest, seen: Seen, *, status: int = 200) -> HttpResponse:
    opened = seen.opened
    where = f"/api/v1/clusters/{opened.institution}/{opened.code}/rounds/{seen.round.name}/papers"
    written = [f"{where}/{kind}{suffix}" for kind in sorted(PAPERS) for suffix in (WORD, PDF)]
    record: dict[str, Any] = {**round_record(seen), "papers": written if seen.round.base else []}
    return answer(request, record, etag=acts.mark(seen.round), status=status)


def _bytes(said: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s", "", said), validate=True)
    except (binascii.Error, ValueError) as error:
        detail = Text(en="content is no base64.", zh="content 不是 base64。").in_language(tongue())
        raise faulty([Fault(pointer="/content", code="R022", detail=detail)]) from error
