"""Where a revision round stands: whose turn it is, what is late, what a release still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from fourfold.domain.marks import Key
from fourfold.domain.round import Outcome, Round, Stage, Verdict


class Turn(StrEnum):
    """Whether a stage waits for those before it, waits for its own body, or has been passed."""

    COMING = "coming"
    OPEN = "open"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStanding:
    """Where one stage stands: its turn, the approval that holds, the return that nothing has answered yet.

    `days` are those left until its due date, negative where that is over; `None` where it has none or is passed.
    """

    stage: Stage
    turn: Turn
    approval: Verdict | None = None
    returned: Verdict | None = None
    days: int | None = None

    @property
    def late_days(self) -> int:
        """By how many days the stage is late; 0 where it is not."""
        return max(0, -(self.days or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where every stage of a round stands, in their order."""

    stages: tuple[StageStanding, ...]

    @property
    def current(self) -> tuple[StageStanding, ...]:
        """The stages whose bodies are to decide now."""
        return tuple(each for each in self.stages if each.turn is Turn.OPEN)

    @property
    def passed(self) -> bool:
        """Whether every stage has been passed."""
        return all(each.turn is Turn.PASSED for each in self.stages)

    def of(self, stage: Key) -> StageStanding | None:
        """Where the stage with this key stands; `None` where there is no such stage."""
        return next((each for each in self.stages if each.stage.key == stage), None)


class Reason(StrEnum):
    """Why a body keeps a release from being made."""

    NOT_APPROVED = "not-approved"
    CONDITIONS = "conditions"
    OTHER_DRAFT = "other-draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A stage without which nothing can be released, and why."""

    stage: Stage
    reason: Reason


def steps(stages: Sequence[Stage]) -> tuple[tuple[Stage, ...], ...]:
    """The stages that are decided at the same time, step by step. The first stage begins a step in any case.

    >>> from fourfold.domain.text import Text
    >>> experts, school = (Stage(key=name, body=Text(en=name)) for name in ("experts", "school"))
    >>> office = Stage(key="office", body=Text(en="office"), beside=True)
    >>> [[each.key for each in step] for step in steps((experts, school, office))]
    [['experts'], ['school', 'office']]
    """
    starts = [at for at, each in enumerate(stages) if at == 0 or not each.beside]
    return tuple(tuple(stages[begin:end]) for begin, end in pairwise([*starts, len(stages)]))


def standing(round_: Round, *, today: date) -> Standing:
    """Where a round stands today.

    The verdicts are gone through from the oldest on. An approval, with or without conditions, passes a stage where all
    of the steps before have been passed, and else counts for nothing. A return undoes the stage it goes back to, those
    beside it, and all that come after.

    >>> from datetime import UTC, datetime
    >>> from fourfold.domain.text import Text
    >>> stages = tuple(Stage(key=name, body=Text(en=name), due_date=date(2026, 6, 1)) for name in ("experts", "school"))
    >>> year = Round(key="r", name="2026", stages=stages, opened_at=datetime(2026, 3, 1, tzinfo=UTC))
    >>> [(each.stage.key, each.turn.value, each.late_days) for each in standing(year, today=date(2026, 6, 3)).stages]
    [('experts', 'open', 2), ('school', 'coming', 2)]
    """
    held, returned = _held(round_)
    found, reached = [], True
    for step in steps(round_.stages):
        turn = Turn.OPEN if reached else Turn.COMING
        found += [_stage(each, turn, held.get(each.key), returned.get(each.key), today) for each in step]
        reached = reached and all(each.key in held for each in step)
    return Standing(stages=tuple(found))


def owed(found: Standing, who: str, *, today: date) -> tuple[StageStanding, ...]:
    """The stages that somebody (an id) has to bring to a verdict now: their turn has come, and so has their day."""
    return tuple(each for each in found.current if who in each.stage.owners and _has_opened(each.stage, today))


def unowned(found: Standing, *, today: date) -> tuple[StageStanding, ...]:
    """The stages whose turn and day have come and that nobody owns: they are whoever leads the cluster's."""
    return tuple(each for each in found.current if not each.stage.owners and _has_opened(each.stage, today))


def pressing(found: StageStanding, *, within_days: int) -> bool:
    """Whether a stage is late, or due within so many days."""
    return found.turn is Turn.OPEN and found.days is not None and found.days <= within_days


def may_return_to(stages: Sequence[Stage], stage: Key) -> tuple[Stage, ...]:
    """The stages to which the body of a stage can return a draft: its own, and all of the steps before it."""
    ordered = steps(stages)
    at = next((number for number, step in enumerate(ordered) if any(each.key == stage for each in step)), -1)
    before = tuple(each for step in ordered[: max(at, 0)] for each in step)
    return (*before, *(each for each in stages if each.key == stage))


def lacking(round_: Round, *, root: str) -> tuple[Lack, ...]:
    """What keeps the draft with this root from being released.

    Every stage must be passed. The bodies of the last step see what the others approved and what was changed since:
    they must have approved this very root, and without conditions.
    """
    held, _ = _held(round_)
    found = []
    ordered = steps(round_.stages)
    for step in ordered:
        for each in step:
            reason = _reason(held.get(each.key), root, last=step is ordered[-1])
            found += [Lack(stage=each, reason=reason)] if reason else []
    return tuple(found)


def _reason(approval: Verdict | None, root: str, *, last: bool) -> Reason | None:
    if approval is None:
        return Reason.NOT_APPROVED
    if last and approval.root != root:
        return Reason.OTHER_DRAFT
    return Reason.CONDITIONS if last and approval.outcome is Outcome.WITH_CONDITIONS else None


def _held(round_: Round) -> tuple[dict[Key, Verdict], dict[Key, Verdict]]:
    """The approval of each stage that holds, and the return to a stage that no approval has answered."""
    ordered = steps(round_.stages)
    place = {each.key: at for at, step in enumerate(ordered) for each in step}
    held: dict[Key, Verdict] = {}
    returned: dict[Key, Verdict] = {}
    for verdict in round_.verdicts:
        at = place.get(verdict.stage)
        if at is None or any(each.key not in held for step in ordered[:at] for each in step):
            continue
        if verdict.outcome is Outcome.RETURNED:
            back = verdict.returns_to or verdict.stage
            since = min(place.get(back, at), at)
            held = {key: each for key, each in held.items() if place[key] < since}
            returned = {key: each for key, each in returned.items() if place[key] < since} | {back: verdict}
        else:
            held[verdict.stage] = verdict
            returned.pop(verdict.stage, None)
    return held, returned


def _stage(stage: Stage, turn: Turn, approval: Verdict | None, returned: Verdict | None, today: date) -> StageStanding:
    if approval is not None:
        return StageStanding(stage=stage, turn=Turn.PASSED, approval=approval, returned=returned)
    days = (stage.due_date - today).days if stage.due_date else None
    return StageStanding(stage=stage, turn=turn, returned=returned, days=days)


def _has_opened(stage: Stage, today: date) -> bool:
    return stage.opens_date is None or stage.opens_date <= today
