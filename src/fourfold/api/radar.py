"""The radar: versions that come, retire or are replaced, and what a new one does."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from fourfold.actions.newer import newer_published
from fourfold.actions.radar import ahead
from fourfold.actions.records.newer import newer_record
from fourfold.actions.records.radar import outlook_record, radar_record
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.declaring import reading
from fourfold.api.opened import Opened, opened
from fourfold.api.questions import known
from fourfold.api.refusals import MISSING, Declined
from fourfold.api.shapes import Words
from fourfold.domain.framework import Depth, Framework
from fourfold.engine.outlook import Pair, pair_of
from fourfold.engine.proof import Verdict
from fourfold.engine.radar import Moment, Stage
from fourfold.engine.succession import Clue, Fate
from fourfold.engine.succession_impact import Want
from fourfold.engine.succession_links import SURE
from fourfold.engine.ways import WayKind

router = Router(tags=["answers"])


class Version(Schema):
    """A version of a framework; it is valid from its first to its last day, where these are known."""

    key: str
    code: str
    title: Words
    version: str | None
    valid_from_date: date | None
    retires_on_date: date | None


class Stale(Schema):
    """A course with links to this version and none to what follows; `wholly`: all of its links are to old ones."""

    course: str
    links: int
    wholly: bool


class Day(Schema):
    """What happens on a day, and how many days it lies ahead."""

    moment: Moment
    date: date
    ahead: int


class Standing(Version):
    """How a version stands; programs that are `behind` name it and not the `newer` one."""

    stage: Stage
    pressing: bool
    says: Words
    newer: str | None
    programs: list[str]
    behind: list[str]
    stale: list[Stale]
    days: list[Day]


class Radar(Schema):
    """Every framework, what presses first."""

    frameworks: list[Standing]


class Leg(Schema):
    """An old item that goes on in a new one, how surely in per cent, and why."""

    old: str
    new: str
    confidence: int
    near: int
    clues: list[Clue]


class Step(Schema):
    """What became of some items, by code."""

    fate: Fate
    old: list[str]
    new: list[str]
    confidence: int
    legs: list[Leg]


class CarriedLink(Schema):
    """A link that may be carried over; `stands` is the depth of the one that there is already."""

    course: str
    outcome: str
    item: str
    depth: Depth
    confidence: int
    counted: bool
    from_: Annotated[list[str], Field(alias="from")]
    far: bool
    stands: Depth | None


class LeftLink(Schema):
    """A link to an item that goes on nowhere."""

    outcome: str
    item: str


class WantedItem(Schema):
    """An item that is not guaranteed with the links carried over, and why."""

    item: str
    want: Want


class PromiseVerdicts(Schema):
    """A promise in each state; null where it is not judged."""

    rule: str
    before: Verdict | None
    linked: Verdict | None
    carried: Verdict | None


class PlanOutlook(Schema):
    """Items guaranteed: of the old version, of the new one with the links of today, and with those carried over."""

    program: str
    plan: str
    after_term: int | None
    after_course: str | None
    taking: str | None
    already: bool
    items_before: int
    items_after: int
    before: int | None
    linked: int | None
    carried: int | None
    wanted: list[WantedItem]
    promises: list[PromiseVerdicts]


class RepairWay(Schema):
    """A change that closes an item for some plans."""

    item: str
    kind: WayKind
    cost: int
    course: str
    outcome: str | None
    term: int | None
    near_per_cent: int
    plans: list[str]


class Outlook(Schema):
    """What a new version does, with links from `least` per cent on carried over."""

    old: Version
    new: Version
    says: Words
    least: int
    items: list[Step]
    links: list[CarriedLink]
    left: list[LeftLink]
    plans: list[PlanOutlook]
    repairs: list[RepairWay]
    unclosed: list[str]
    rules_staying: list[str]


class NewerFramework(Version):
    """A published framework that a draft lacks: the `same` as it pins, released later, or what replaces that."""

    institution: str
    release: str
    published_at: datetime
    pinned: str
    same: bool


class NewerFrameworks(Schema):
    """Everything that is newer."""

    frameworks: list[NewerFramework]


class OutlookAsked(Schema):
    """Which version, in the place of which other, and from which confidence on links count as carried over."""

    framework: str
    since: Annotated[str | None, Query(alias="from")] = None
    least: Annotated[int, Query(ge=0, le=100)] = SURE


@router.get(STATE + "/radar", response=Radar, summary="Radar", openapi_extra=reading(MISSING, zh="标准雷达"))
def radar(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """What `fourfold radar --json` says: versions that come, retire or are replaced, what presses first."""
    here = opened(request, institution, cluster, state)
    return answer(request, radar_record(here.index, here.radar()))


@router.get(
    STATE + "/newer-frameworks",
    response=NewerFrameworks,
    summary="Frameworks published since",
    openapi_extra=reading(MISSING, zh="本平台已发布的新版标准"),
)
def newer(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Later releases, on this installation, of what a draft pins, and what replaces it; a release lacks none."""
    return answer(request, newer_record(newer_published(opened(request, institution, cluster, state))))


@router.get(
    STATE + "/outlook",
    response=Outlook,
    summary="Outlook on a new version",
    openapi_extra=reading(MISSING, zh="新版影响"),
)
def outlook(
    request: HttpRequest, institution: str, cluster: str, state: str, asked: Query[OutlookAsked]
) -> HttpResponse:
    """What `fourfold radar --framework CODE --json` says; missing where a version neither replaces nor is replaced."""
    here = opened(request, institution, cluster, state)
    old, new = pair(here, asked)
    return answer(request, outlook_record(here.index, ahead(here, old=old, new=new, least=asked.least)))


def pair(here: Opened, asked: OutlookAsked) -> Pair:
    """The versions that are asked about."""
    since = _called(here, asked.since) if asked.since else None
    found = pair_of(here.index, _called(here, asked.framework), since=since)
    if found is None:
        raise Declined(MISSING)
    return found


def _called(here: Opened, code: str) -> Framework:
    frameworks = here.index.frameworks.values()
    (found,) = known("framework", [code], [each.code for each in frameworks])
    return next(each for each in frameworks if each.code == found)
