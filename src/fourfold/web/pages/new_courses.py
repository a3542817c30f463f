"""What courses are that a table adds, where the table does not say: chosen once, remembered for the cluster."""

from collections.abc import Mapping
from dataclasses import dataclass

from fourfold.domain.course import CourseType
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.exchange.table_new import NewCourse
from fourfold.web.pages.wording import TYPES, Words

MOST_WEEKS = 52


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose."""

    value: str
    name: Words | Text
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCoursesForm:
    """The modules and types to choose from, and the weeks."""

    modules: tuple[Option, ...]
    types: tuple[Option, ...]
    weeks: int | None
    most_weeks: int = MOST_WEEKS


def form(index: Index, new: NewCourse) -> NewCoursesForm:
    """The form as it was filled in last."""
    return NewCoursesForm(
        modules=tuple(Option(each.key, each.title, each.key == new.module) for each in index.modules.values()),
        types=tuple(Option(each.value, TYPES[each], each == new.type) for each in CourseType),
        weeks=new.weeks,
    )


def said(sent: Mapping[str, str], index: Index) -> NewCourse:
    """What somebody sent, as far as there is such a thing."""
    module, kind, weeks = (sent.get(name, "") for name in ("module", "type", "weeks"))
    return NewCourse(
        module=module if module in index.modules else None,
        type=CourseType(kind) if kind in list(CourseType) else None,
        weeks=int(weeks) if weeks.isascii() and weeks.isdigit() and 0 < int(weeks[:4]) <= MOST_WEEKS else None,
    )
