"""Holes that somebody sees to, by a day."""

from dataclasses import dataclass
from datetime import date, datetime

from fourfold.domain.marks import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class HoleTask:
    """That `owner` sees to what is unmet below `node` of a framework in a scope, by `due_date` (its last day).

    `node` is the key of an item, or of the framework for all of it; `scope` that of a course, of a program, or of the
    cluster. `owner` and `who` gave it are ids, never names. `closed_at`: when it was first seen that nothing was unmet
    any more; whether anything is unmet now is for the draft to say.
    """

    framework: Key
    node: Key
    scope: Key
    owner: str
    due_date: date
    who: str
    at: datetime
    closed_at: datetime | None = None

    @property
    def place(self) -> tuple[Key, Key, Key]:
        """What tells it from the others of a cluster."""
        return self.framework, self.node, self.scope
