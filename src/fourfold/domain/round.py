"""The revision round (年度修订): the year's stages and bodies through which a draft becomes a release."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fourfold.domain.marks import Key
from fourfold.domain.text import Text


class Outcome(StrEnum):
    """What a body decides. An approval with conditions lets the round go on, but nothing be released on it."""

    APPROVED = "approved"
    WITH_CONDITIONS = "approved-with-conditions"
    RETURNED = "returned"


class Status(StrEnum):
    """Where a round is: open until it is released, or abandoned for a reason."""

    OPEN = "open"
    RELEASED = "released"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one body has to decide: between which days, and who (ids of contributors) sees to it.

    `beside`: it is decided at the same time as the stage before it, not after it.
    """

    key: Key
    body: Text
    beside: bool = False
    opens_date: date | None = None
    due_date: date | None = None
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesFile:
    """A file that goes with a verdict, such as its signed minutes, without what is in it.

    `name` ends as its kind does; `digest` is that of its bytes. `who` (an id) added it `at` that instant.
    """

    key: Key
    name: str
    size_bytes: int
    digest: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the body of a stage decided of a draft with this `root`, on which day, by which minutes.

    One that was returned goes back to the stage `returns_to`. `who` (an id) recorded it `at` that instant. `key` is the
    number that it is kept under, "" before it is.
    """

    key: str = ""
    stage: Key
    outcome: Outcome
    root: str
    day: date
    number: str
    minutes: str
    who: str
    at: datetime
    returns_to: Key | None = None
    files: tuple[MinutesFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A year's revision of one cluster: its stages in order, and every verdict, the oldest first.

    `base` is the name of the release that it revises, "" where nothing was released before, and `base_root` its root.
    `release` is the name of the one that it led to, `reason` why it was abandoned.
    """

    key: Key
    name: str
    stages: tuple[Stage, ...]
    verdicts: tuple[Verdict, ...] = ()
    base: str = ""
    base_root: str = ""
    status: Status = Status.OPEN
    opened_at: datetime
    ended_at: datetime | None = None
    who: str = ""
    reason: str = ""
    release: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change in mid-cycle: of the release `base`, for these classes (their codes) from this day on.

    A body approved the draft with this `root` by its minutes; `release` is the name of the release that was then made
    of it, "" until then.
    """

    key: Key
    base: str
    base_root: str
    root: str
    classes: tuple[str, ...]
    from_date: date
    reason: str
    body: str
    day: date
    number: str
    minutes: str
    who: str
    at: datetime
    release: str = ""
