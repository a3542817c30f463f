"""What courses are that a table adds to a cluster, where the table does not say."""

from dataclasses import dataclass

from fourfold.domain.course import CourseType
from fourfold.domain.marks import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCourse:
    """The module, the type and the weeks of teaching of a new course, each where it is known.

    The module holds only where the table puts the course into no other category.
    """

    module: Key | None = None
    type: CourseType | None = None
    weeks: int | None = None
