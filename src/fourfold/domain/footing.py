"""Where a figure comes from, and how far to trust it."""

from dataclasses import dataclass
from enum import StrEnum

from fourfold.domain.marks import Line


class Ground(StrEnum):
    """What a statement stands on."""

    SOURCED = "sourced"
    ESTIMATED = "estimated"
    ILLUSTRATIVE = "illustrative"


class Confidence(StrEnum):
    """How well a source supports what is said."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What a noun's facts stand on; nouns below it inherit it where they have none of their own.

    A `SOURCED` footing names its `source`; the others may say in `source` how they were made.
    """

    ground: Ground
    source: Line | None = None
    confidence: Confidence | None = None
