"""Modules and courses with the figures that their lists show."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from fourfold.actions.records.lists import course_row, module_row
from fourfold.api.addresses import STATE
from fourfold.api.answering import Paging, page
from fourfold.api.declaring import reading
from fourfold.api.opened import opened
from fourfold.api.questions import known
from fourfold.api.refusals import MISSING
from fourfold.api.shapes import Page, Words
from fourfold.engine.takings import programs_of

router = Router(tags=["answers"])


class ModuleEntry(Schema):
    """A module: how many courses it has, and the programs that it belongs to."""

    code: str
    key: str
    title: Words
    category: str | None
    courses: int
    programs: list[str]


class Modules(Page):
    """Some modules."""

    items: list[ModuleEntry]


class CourseEntry(Schema):
    """A course: `terms` are the earliest in which plans have it; `items` are those it serves for its programs."""

    code: str
    key: str
    title: Words
    module: str | None
    category: str | None
    type: Literal["A", "B", "C"]
    credits: str
    theory_hours: float
    practice_hours: float
    terms: list[int]
    programs: list[str]
    outcomes: int
    items: int


class Courses(Page):
    """Some courses."""

    items: list[CourseEntry]


class CoursesAsked(Schema):
    """Courses of any of these programs and categories; nothing named means every one."""

    program: list[str] = Field(default_factory=list)
    category: list[str] = Field(default_factory=list)


@router.get(
    STATE + "/modules", response=Modules, summary="Modules", openapi_extra=reading(MISSING, zh="模块列表", paged=True)
)
def modules(request: HttpRequest, institution: str, cluster: str, state: str, paging: Query[Paging]) -> HttpResponse:
    """The modules of a state, with the programs that each belongs to."""
    index = opened(request, institution, cluster, state).index
    return page(request, list(index.modules.values()), paging, lambda each: module_row(index, each))


@router.get(
    STATE + "/courses", response=Courses, summary="Courses", openapi_extra=reading(MISSING, zh="课程列表", paged=True)
)
def courses(  # what is asked has this many sides
    request: HttpRequest,
    institution: str,
    cluster: str,
    state: str,
    asked: Query[CoursesAsked],
    paging: Query[Paging],
) -> HttpResponse:
    """The courses of a state, with hours, terms, programs, and how many items each serves."""
    index = opened(request, institution, cluster, state).index
    programs = set(known("program", asked.program, [each.code for each in index.programs.values()]))
    categories = set(known("category", asked.category, [each.code for each in index.categories.values()]))
    left = [
        each
        for each in index.courses.values()
        if (not programs or programs & {program.code for program in programs_of(index, each)})
        and (not categories or getattr(index.category_of(each), "code", None) in categories)
    ]
    return page(request, left, paging, lambda each: course_row(index, each))
