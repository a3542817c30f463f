"""A curriculum as the Curricular Analytics CSV layouts hold it: what such a file says, and nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from fourfold.domain.cluster import TermSystem
from fourfold.domain.course import RequisiteKind

_PRE = RequisiteKind.PRE


class CurriculumCourse(NamedTuple):
    """A row of the file. `additional` rows stand in a degree plan beside the curriculum."""

    id: str
    name: str
    prefix: str
    number: str
    prerequisites: tuple[str, ...]
    corequisites: tuple[str, ...]
    strict_corequisites: tuple[str, ...]
    credit_hours: Decimal
    institution: str = ""
    canonical_name: str = ""
    term: int | None = None
    additional: bool = False

    def requisites(self) -> list[tuple[str, RequisiteKind]]:
        """Every id that the row names, with the column that names it."""
        found = [(name, _PRE) for name in self.prerequisites]
        if self.corequisites or self.strict_corequisites:
            found += [(name, RequisiteKind.CO) for name in self.corequisites]
            found += [(name, RequisiteKind.STRICT_CO) for name in self.strict_corequisites]
        return found


@dataclass(frozen=True, slots=True)
class Published:
    """A column of figures that the file itself states: by course, `None` where it states none."""

    figure: str
    of: tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumFile:
    """A whole file. It is a degree plan exactly if `degree_plan` is not `None`: then its courses have terms.

    `other_head` are rows of the head that the layout does not know, `appendix` the sections after the courses
    (learning outcomes): both are kept as they are.
    """

    name: str
    institution: str = ""
    degree_type: str = ""
    system_type: TermSystem = TermSystem.SEMESTER
    cip: str = ""
    degree_plan: str | None = None
    other_head: tuple[tuple[str, ...], ...] = ()
    courses: tuple[CurriculumCourse, ...] = ()
    published: tuple[Published, ...] = ()
    appendix: tuple[tuple[str, ...], ...] = ()

    @property
    def quarter(self) -> bool:
        """Whether its complexity is that of a quarter system."""
        return self.system_type is TermSystem.QUARTER

    def requisites(self) -> Mapping[str, list[tuple[str, RequisiteKind]]]:
        """Each course's id with the ids that it names: what the complexity metrics ask for."""
        return {course.id: course.requisites() for course in self.courses}

    def stated(self) -> dict[str, dict[str, Decimal]]:
        """The published figures by course id and by name, where there are any."""
        found: dict[str, dict[str, Decimal]] = {}
        for column in self.published:
            for name, figure in column.of:
                if figure is not None:
                    found.setdefault(name, {})[column.figure] = figure
        return found
