"""Verdicts of bodies: recorded in order, with minutes and date, about a state that the draft has had."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from fourfold.actions.deeds import Deed, record
from fourfold.actions.minutes import Brought, fit
from fourfold.actions.refused import Clash, Forbidden, Refused
from fourfold.actions.releases import may_release
from fourfold.actions.rounds import At, draft_of, mark, open_named, stage_of
from fourfold.actions.shelf import Opened
from fourfold.actions.words import plain
from fourfold.canon.parts import Manifest
from fourfold.canon.parts import root as root_of
from fourfold.domain.person import Viewer
from fourfold.domain.round import Outcome, Round, Stage, Verdict
from fourfold.domain.text import Text
from fourfold.engine.round import Turn, may_return_to, standing
from fourfold.store import minutes as files
from fourfold.store import past, rounds

MOST_NUMBER = 100
MOST_MINUTES = 10_000
A_YEAR = timedelta(days=366)
_DIGEST = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a body decided, as somebody records it: of the draft whose digest begins with `digest`, on which day.

    `number` is that of the minutes, `minutes` what stands in them, `file` the paper itself; one that was returned says
    to which stage.
    """

    outcome: Outcome
    digest: str
    day: date
    number: str
    minutes: str = ""
    returns_to: str = ""
    file: Brought | None = None


NOT_YOURS = Text(
    en="Verdicts are recorded by the owners of the stage and by the lead.",
    zh="审定结论由该环节责任人或负责人登记。",
)


class RoundMoved(Clash):
    """The round is no longer as it was read; `mark` is that of how it is now."""

    def __init__(self, mark: str) -> None:
        super().__init__(
            Text(
                en="The round has moved on since you read it: read it again.",
                zh="您读取之后，修订已有变动：请重新读取。",
            )
        )
        self.mark = mark


def may_decide(viewer: Viewer, opened: Opened, stage: Stage) -> bool:
    """Whether somebody may record what the body of a stage decided: its owners do, and whoever leads the cluster."""
    return viewer.may_write and (viewer.who in stage.owners or may_release(viewer, opened))


def record_verdict(  # a verdict has this many sides
    at: At, stage: str, *, decision: Decision, viewer: Viewer, now: datetime, today: date, read_at: str = ""
) -> None:
    """Record what the body of a stage decided, where its turn has come.

    `read_at` is the mark of the round as it was read: `RoundMoved` where it is another by now ("": whichever).
    """
    opened = draft_of(at.institution, at.cluster, viewer=viewer, today=today)
    document = opened.index.cluster.head.key
    with transaction.atomic():
        rounds.lock(document)
        found = open_named(opened, at.name)
        kept = stage_of(found, stage)
        if not may_decide(viewer, opened, kept):
            raise Forbidden(NOT_YOURS)
        if read_at not in {"", mark(found)}:
            raise RoundMoved(mark(found))
        on = state_of(document, decision.digest)
        verdict = _verdict(found, kept, decision, on, viewer=viewer, now=now, today=today)
        made = rounds.add_verdict(verdict, on)
        if decision.file is not None:
            files.add(made, fit(decision.file, who=viewer.who, at=now), decision.file.content)
        record(
            viewer,
            Deed.VERDICT_RECORDED,
            f"{opened.institution}/{opened.code}/round/{found.name}",
            institution=opened.institution,
            at=now,
            stage=kept.key,
            outcome=verdict.outcome.value,
            root=verdict.root,
            number=verdict.number,
        )


def state_of(document: str, digest: str) -> Manifest:
    """What the draft was when its digest began so: what a body decided on may have moved on since."""
    said = digest.strip().lower()
    found = past.manifest_at(document, said) if _DIGEST.fullmatch(said) else None
    if found is None:
        raise Refused(
            Text(
                en="The draft never had this digest: take the 8 characters at the top of the body's papers.",
                zh="草稿从未有过此摘要：请填写送审材料上的 8 位摘要。",
            )
        )
    return found


def minutes_of(day: date, number: str, minutes: str, *, began: date, today: date) -> tuple[str, str]:
    """The number and the words of minutes, where they can be kept.

    What was decided on began on the day `began`: bodies may have met before it was written down, but no year before.
    """
    if day > today:
        raise Refused(Text(en="A body cannot have decided on a day to come.", zh="审定日期不能晚于今天。"))
    if day < (earliest := min(began, today) - A_YEAR):
        raise Refused(
            Text(
                en=f"The day is more than a year before what was decided on began: say one from {earliest} on.",
                zh=f"审定日期比审定事项的开始日期早一年以上：请填写 {earliest} 或之后的日期。",
            )
        )
    numbered = plain(number, most=MOST_NUMBER)
    if not numbered or "\n" in numbered:
        raise Refused(Text(en="Say the number of the minutes, in one line.", zh="请填写会议纪要编号，写成一行。"))
    return numbered, plain(minutes, most=MOST_MINUTES)


def _verdict(
    found: Round, kept: Stage, decision: Decision, on: Manifest, *, viewer: Viewer, now: datetime, today: date
) -> Verdict:
    at = standing(found, today=today).of(kept.key)
    if at is None or at.turn is Turn.COMING:
        raise Clash(
            Text(
                en="The stages before this one have not been passed.",
                zh="此前的环节尚未通过，不能登记本环节的结论。",
            )
        )
    number, minutes = minutes_of(
        decision.day, decision.number, decision.minutes, began=found.opened_at.date(), today=today
    )
    if decision.outcome is not Outcome.APPROVED and not minutes:
        raise Refused(
            Text(
                en="Say what the body asks for: its conditions, or why it returned the draft.",
                zh="请写明审定意见：通过的条件，或退回的理由。",
            )
        )
    return Verdict(
        stage=kept.key,
        outcome=decision.outcome,
        root=root_of(on),
        day=decision.day,
        number=number,
        minutes=minutes,
        who=viewer.who,
        at=now,
        returns_to=_back(found, kept, decision),
    )


def _back(found: Round, kept: Stage, decision: Decision) -> str | None:
    if decision.outcome is not Outcome.RETURNED:
        return None
    if decision.returns_to not in {each.key for each in may_return_to(found.stages, kept.key)}:
        raise Refused(
            Text(
                en="Say to which stage the draft goes back: this one or one before it.",
                zh="请选择退回到哪个环节：本环节或此前的环节。",
            )
        )
    return decision.returns_to
