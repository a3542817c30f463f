"""What a statement stands on: its own footing, or the one it inherits."""

import re
from dataclasses import dataclass

from fourfold.domain.footing import Footing
from fourfold.web.pages.wording import CONFIDENCES, GROUNDS, Words

_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Stand:
    """A footing as a page shows it."""

    kind: str
    ground: Words
    confidence: Words
    source: str

    @property
    def tongue(self) -> str:
        """The language that the source is written in: the reader's may be the other one."""
        return "zh-Hans" if _CHINESE.search(self.source) else "en"


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
