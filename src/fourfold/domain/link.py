"""Links: which outcome serves which item of a framework, and how deeply."""

from dataclasses import dataclass
from typing import Annotated

from fourfold.domain.course import Assessment
from fourfold.domain.footing import Footing
from fourfold.domain.framework import Depth
from fourfold.domain.marks import Amount, Key, Refers
from fourfold.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An accepted alignment of an outcome with a leaf of one framework version.

    `hours` is the time spent on it, where known; `assessment` the one that shows it.
    """

    outcome: Annotated[Key, Refers("outcome")]
    framework: Annotated[Key, Refers("framework")]
    item: Annotated[Key, Refers("item", within="framework")]
    depth: Depth
    hours: Amount | None = None
    assessment: Assessment | None = None
    rationale: Text | None = None
    footing: Footing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLinks:
    """The links of one course's outcomes; kept sorted by outcome, framework and item.

    `course` names the course; the part's own `key` is derived from it.
    """

    key: Key
    course: Annotated[Key, Refers("course")]
    links: tuple[Link, ...] = ()
    footing: Footing | None = None
