"""Revision rounds of a cluster: opened from the college's own list, planned, seen, abandoned for a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from fourfold.actions.addresses import refuse_malformed
from fourfold.actions.deeds import Deed, record
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.releases import may_release
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.actions.words import plain
from fourfold.canon.moved import moved
from fourfold.canon.parts import digests_in
from fourfold.domain.person import Viewer
from fourfold.domain.round import Amendment, Round, Stage, Status
from fourfold.domain.text import Text
from fourfold.engine.round import StageStanding, Standing, owed, standing, unowned
from fourfold.store import people, rounds
from fourfold.store.rounds import PlacedRound
from fourfold.store.values import manifests_of

MOST_BODY = 100
MOST_STAGES = 20
DEFAULT_LIST = (
    Text(zh="专家与企业论证", en="Expert and enterprise argument"),
    Text(zh="二级学院", en="School"),
    Text(zh="教务处", en="Teaching affairs office"),
    Text(zh="教学工作委员会", en="Teaching committee"),
    Text(zh="校长办公会", en="President's meeting"),
    Text(zh="党委会", en="Party committee"),
)
"""The bodies that a college is offered before it has written its own list."""


@dataclass(frozen=True, slots=True)
class At:
    """Where a round is: the institution and the cluster by their codes, the round by its name."""

    institution: str
    cluster: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A stage as somebody plans it."""

    body: Text
    beside: bool = False
    opens_date: date | None = None
    due_date: date | None = None
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """The rounds of a cluster and its amendments, newest first; `offered` are the stages that a new round begins with.

    `names` are those of the people who did something, and are still here.
    """

    opened: Opened
    rounds: tuple[Round, ...]
    amendments: tuple[Amendment, ...]
    offered: tuple[Planned, ...]
    names: Mapping[str, str]
    leads: bool

    @property
    def open(self) -> Round | None:
        """The round that is open."""
        return next((each for each in self.rounds if each.status is Status.OPEN), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One round as somebody sees it: where it stands, who is called how, whom a stage can be given to.

    `moved` says by how many parts the draft differs now from each root that a body decided on.
    """

    opened: Opened
    round: Round
    standing: Standing
    names: Mapping[str, str]
    staff: tuple[tuple[str, str], ...]
    moved: Mapping[str, int]
    leads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A stage that is somebody's to bring to a verdict, in a round of the cluster `opened`."""

    opened: Opened
    round: Round
    stage: StageStanding


def draft_of(institution: str, cluster: str, *, viewer: Viewer, today: date) -> Opened:
    """The draft that rounds are about; to whoever may not read it there are no rounds either."""
    opened = open_cluster(institution, cluster, viewer=viewer, today=today)
    if opened is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    return opened


def rounds_of(institution: str, cluster: str, *, viewer: Viewer, today: date) -> Rounds:
    """Every round of a cluster, for its staff."""
    opened = draft_of(institution, cluster, viewer=viewer, today=today)
    key = opened.index.cluster.head.key
    found, amended = rounds.rounds_of(key), rounds.amendments_of(key)
    who = {each.who for each in found} | {each.who for each in amended}
    return Rounds(
        opened=opened,
        rounds=found,
        amendments=amended,
        offered=offered(key, opened.institution),
        names=people.names_of(who),
        leads=may_release(viewer, opened),
    )


def round_of(at: At, *, viewer: Viewer, today: date) -> Seen:
    """One round of a cluster, for its staff."""
    opened = draft_of(at.institution, at.cluster, viewer=viewer, today=today)
    found = round_named(opened, at.name)
    leads = may_release(viewer, opened)
    return Seen(
        opened=opened,
        round=found,
        standing=standing(found, today=today),
        names=people.names_of(people_in(found)),
        staff=tuple((each.id, each.name) for each in people.staff_of(opened.institution)) if leads else (),
        moved=moved_since(opened, found),
        leads=leads,
    )


def offered(document: str, institution: str) -> tuple[Planned, ...]:
    """The stages that a new round begins with: the list that the college used last, else the usual bodies."""
    last = rounds.last_list(document, institution)
    if last:
        return tuple(Planned(body=each.body, beside=each.beside) for each in last)
    return tuple(Planned(body=each) for each in DEFAULT_LIST)


def open_round(at: At, *, stages: Sequence[Planned], viewer: Viewer, now: datetime, today: date) -> Round:
    """Open a round on the draft of a cluster; one is open at a time."""
    opened = _led(at, viewer=viewer, today=today)
    document, name = opened.index.cluster.head.key, at.name
    refuse_malformed(name)
    checked = tuple(_stage(each, opened.institution) for each in stages)
    if not 0 < len(checked) <= MOST_STAGES:
        raise Refused(Text(en="A round has from 1 to 20 stages.", zh="一次修订应有 1 至 20 个环节。"))
    _refuse_backwards(checked)
    with transaction.atomic():
        rounds.lock(document)
        if any(each.status is Status.OPEN for each in rounds.rounds_of(document)):
            raise Clash(Text(en="A round is open already: end it first.", zh="已有进行中的修订：请先结束它。"))
        if rounds.round_at(document, name):
            raise Clash(Text(en=f"There is a round {name} already.", zh=f"已有修订“{name}”。"))
        made = rounds.add(document, name=name, stages=checked, who=viewer.who, at=now)
        _recorded(viewer, Deed.ROUND_OPENED, opened, made, now)
    return made


def plan_stage(at: At, stage: str, *, planned: Planned, viewer: Viewer, now: datetime, today: date) -> None:
    """Give a stage of an open round other dates and owners; its body stays."""
    opened = _led(at, viewer=viewer, today=today)
    with transaction.atomic():
        rounds.lock(opened.index.cluster.head.key)
        found = open_named(opened, at.name)
        kept = stage_of(found, stage)
        checked = _stage(replace(planned, body=kept.body, beside=kept.beside), opened.institution)
        rounds.plan(kept.key, opens_date=checked.opens_date, due_date=checked.due_date, owners=checked.owners)
        _recorded(viewer, Deed.ROUND_PLANNED, opened, found, now)


def abandon(at: At, *, reason: str, viewer: Viewer, now: datetime, today: date) -> None:
    """End an open round without a release. The draft stays as it is, and still needs bodies to be released."""
    opened = _led(at, viewer=viewer, today=today)
    said = plain(reason)
    if not said:
        raise Refused(Text(en="Say why the round is abandoned.", zh="请说明终止修订的原因。"))
    with transaction.atomic():
        rounds.lock(opened.index.cluster.head.key)
        found = open_named(opened, at.name)
        rounds.end(found.key, at=now, reason=said)
        _recorded(viewer, Deed.ROUND_ABANDONED, opened, found, now, reason=said)


def mark(found: Round) -> str:
    """What differs whenever anything that is kept of a round does, or what somebody in it is called."""
    return sha256(repr((found, sorted(people.names_of(people_in(found)).items()))).encode()).hexdigest()


def people_in(found: Round) -> set[str]:
    """Everybody who owns a stage of a round, or did something in it (ids)."""
    owners = {each for stage in found.stages for each in stage.owners}
    did = {found.who} | {each.who for each in found.verdicts}
    return owners | did | {file.who for each in found.verdicts for file in each.files}


def owed_to(viewer: Viewer, drafts: Sequence[Opened]) -> tuple[Owed, ...]:
    """The stages in these drafts that the viewer has to bring to a verdict now."""
    by_key = {each.index.cluster.head.key: each for each in drafts}
    placed = rounds.open_rounds(by_key) if by_key else ()
    return tuple(owed for each in placed for owed in _owed(viewer, by_key[each.document], each))


def _owed(viewer: Viewer, opened: Opened, placed: PlacedRound) -> list[Owed]:
    found = standing(placed.round, today=opened.today)
    theirs = owed(found, viewer.who, today=opened.today)
    leads = not viewer.operator and may_release(viewer, opened)
    more = unowned(found, today=opened.today) if leads else ()
    return [Owed(opened=opened, round=placed.round, stage=each) for each in (*theirs, *more)]


def open_named(opened: Opened, name: str) -> Round:
    """The open round of this name."""
    found = round_named(opened, name)
    if found.status is not Status.OPEN:
        raise Clash(Text(en="This round has ended.", zh="此次修订已结束。"))
    return found


def stage_of(found: Round, stage: str) -> Stage:
    """The stage of a round with this key."""
    kept = next((each for each in found.stages if each.key == stage), None)
    if kept is None:
        raise Missing(Text(en="There is no such stage.", zh="没有这个环节。"))
    return kept


def round_named(opened: Opened, name: str) -> Round:
    """The round of this name."""
    found = rounds.round_at(opened.index.cluster.head.key, name)
    if found is None:
        raise Missing(Text(en="There is no such round.", zh="没有这次修订。"))
    return found


def _led(at: At, *, viewer: Viewer, today: date) -> Opened:
    opened = draft_of(at.institution, at.cluster, viewer=viewer, today=today)
    if not may_release(viewer, opened):
        raise Forbidden(Text(en="Rounds are the lead's to run.", zh="只有负责人可以组织修订。"))
    return opened


def _stage(planned: Planned, institution: str) -> Stage:
    en, zh = (plain(each or "", most=MOST_BODY) for each in (planned.body.en, planned.body.zh))
    if not (en or zh) or "\n" in en + zh:
        raise Refused(Text(en="Name the body of each stage in one line.", zh="请为每个环节填写审定机构，写成一行。"))
    if planned.opens_date and planned.due_date and planned.due_date < planned.opens_date:
        raise Refused(
            Text(en=f"{en or zh} is due before it opens.", zh=f"{zh or en}的截止日期早于开始日期。"),
        )
    known = {each.id for each in people.staff_of(institution)} if planned.owners else set()
    if set(planned.owners) - known:
        raise Refused(Text(en="An owner is somebody of the staff.", zh="责任人须为本机构的教职人员。"))
    return Stage(
        key="",
        body=Text(en=en or None, zh=zh or None),
        beside=planned.beside,
        opens_date=planned.opens_date,
        due_date=planned.due_date,
        owners=planned.owners,
    )


def _refuse_backwards(stages: Sequence[Stage]) -> None:
    """Refuse a stage that is due before one that it has to wait for."""
    latest: date | None = None
    for at, stage in enumerate(stages):
        if stage.due_date and latest and stage.due_date < latest and not (stage.beside and at):
            en, zh = stage.body.in_language("en"), stage.body.in_language("zh")
            raise Refused(
                Text(en=f"{en} is due before a stage that comes before it.", zh=f"{zh}的截止日期早于它之前的环节。")
            )
        latest = max(filter(None, (latest, stage.due_date)), default=None)


def moved_since(opened: Opened, found: Round) -> dict[str, int]:
    """By how many parts a state differs from each root that a body of the round decided on, and from its base."""
    roots = {each.root for each in found.verdicts} | ({found.base_root} - {""})
    manifests = manifests_of(roots - {opened.root})
    differing = {root: len(moved(digests_in(names), opened.digests)) for root, names in manifests.items()}
    return {**differing, opened.root: 0}


def _recorded(viewer: Viewer, deed: Deed, opened: Opened, found: Round, now: datetime, reason: str = "") -> None:
    about = f"{opened.institution}/{opened.code}/round/{found.name}"
    record(viewer, deed, about, institution=opened.institution, at=now, reason=reason)
