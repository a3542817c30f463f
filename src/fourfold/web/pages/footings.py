"""What a statement stands on: its own footing, or the one it inherits."""

from dataclasses import dataclass

from fourfold.domain.footing import Footing
from fourfold.web.pages.wording import CONFIDENCES, GROUNDS, Words


@dataclass(frozen=True, slots=True)
class Stand:
    """A footing as a page shows it."""

    kind: str
    ground: Words
    confidence: Words
    source: str


def inherited(*footings: Footing | None) -> Stand | None:
    """The first footing that is there, from the noun itself upwards."""
    footing = next((each for each in footings if each), None)
    if footing is None:
        return None
    return Stand(
        footing.ground.value,
        GROUNDS[footing.ground],
        CONFIDENCES[footing.confidence] if footing.confidence else "",
        footing.source or "",
    )
