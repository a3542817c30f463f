"""Proposals: changes of a cluster that somebody would make, until whoever may makes them or declines."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fourfold.domain.marks import Key

LONGEST_TITLE = 200
"""In letters."""
MOST_CHANGES = 200
"""How many parts one proposal changes."""
MOST_COMMENTS = 500
"""How many comments one proposal bears."""


class Stage(StrEnum):
    """Where a proposal is: its author's own, open to review, or done with in one of three ways."""

    DRAFT = "draft"
    OPEN = "open"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


LIVE = frozenset({Stage.DRAFT, Stage.OPEN})
"""The stages in which a proposal can still change."""


class Answer(StrEnum):
    """What became of one change of a proposal."""

    WAITING = "waiting"
    TAKEN = "taken"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One part that a proposal changes: its digest where the author began, and the one that is proposed.

    `None`: it was not there, or shall not be there. `why` is the author's reason.

    >>> Proposed(key="7d5a4d2e-0d0f-4f43-9d2b-6f0a0c3854a5", before="ab", after=None).goes
    True
    """

    key: Key
    before: str | None
    after: str | None
    why: str = ""
    answer: Answer = Answer.WAITING

    @property
    def comes(self) -> bool:
        """Whether the part is new."""
        return self.before is None

    @property
    def goes(self) -> bool:
        """Whether the part is to be taken away."""
        return self.after is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody said about a proposal: who (a contributor's id), when, what."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A named set of changes against a known root of the draft of a cluster.

    `number` counts the proposals of one cluster. `who` began it, `decided_by` merged, declined or withdrew it (ids,
    never names), for `reason`. `root` is what the draft was when it was begun; each change names its own base besides.
    """

    number: int
    title: str
    note: str
    stage: Stage
    who: str
    root: str
    begun_at: datetime
    changed_at: datetime
    decided_by: str = ""
    reason: str = ""
    changes: tuple[Proposed, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def live(self) -> bool:
        """Whether it can still change."""
        return self.stage in LIVE

    def change_of(self, key: Key) -> Proposed | None:
        """What it changes of the part with this key."""
        return next((each for each in self.changes if each.key == key), None)
