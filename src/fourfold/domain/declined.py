"""Links that somebody declined, so that they are not put forward again."""

from dataclasses import dataclass
from datetime import datetime

from fourfold.domain.marks import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedLink:
    """That a link of `outcome` to `item` shall not be: by whom (a contributor's id), when, and for what reason."""

    outcome: Key
    framework: Key
    item: Key
    who: str
    at: datetime
    reason: str

    @property
    def place(self) -> tuple[Key, Key, Key]:
        """What tells it from the others of a cluster."""
        return self.outcome, self.framework, self.item
