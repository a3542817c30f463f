"""Lists of programs, courses, modules and frameworks: each a way in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fourfold.actions.uploads import may_bring
from fourfold.domain.cluster import Category
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, FrameworkKind
from fourfold.domain.module import Module
from fourfold.domain.number import exact
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine import takings
from fourfold.engine.index import Index
from fourfold.web.pages import facts, standing, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.wording import KINDS_MANY, Words
from fourfold.web.pages.workbench import editing
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe

PAGE_LENGTH = 60
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Group(Generic[Row]):
    """The rows of one category or kind."""

    code: str
    title: Words | Text
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class GroupsPage(Generic[Row]):
    """Every row there is, by category or kind."""

    frame: Frame
    groups: tuple[Group[Row], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramRow:
    """A program: its plans and how it stands to its certifications."""

    name: Named
    catalogue_code: str
    terms: int
    plans: tuple[Words | Text, ...]
    standings: tuple[standing.Standing, ...]


@dataclass(frozen=True, slots=True)
class ProgramsPage:
    """Every program."""

    frame: Frame
    rows: tuple[ProgramRow, ...]


@require_safe
def programs(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show every program."""
    found, address = opened(request, institution, cluster, state=state), Address(institution, cluster, state)
    rows = tuple(_program(found, address, program) for program in found.index.programs.values())
    shown = ProgramsPage(frame(found, address, "programs"), rows)
    return render(request, "programs.html", {"page": shown, "deeds": editing(request, found, new=("program",))})


def _program(opened: Opened, address: Address, program: Program) -> ProgramRow:
    return ProgramRow(
        name=Named(program.title, address.to("program", program.code), code=program.code),
        catalogue_code=program.catalogue_code or "",
        terms=program.terms,
        plans=tuple(taking.name_of(plan) for plan in program.plans),
        standings=standing.certifications(opened, address, program),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRow:
    """A course at a glance."""

    name: Named
    module: Named | None
    type: str
    credits: str
    hours: str
    terms: str
    programs: tuple[str, ...]
    outcomes: int
    items: int

    @property
    def evidence(self) -> str:
        """Where its outcomes and what they serve are listed."""
        return f"{self.name.href}#outcomes"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter."""

    code: str
    name: Text
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursesPage:
    """The courses that a search and its filters leave, a page at a time."""

    frame: Frame
    query: str
    programs: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    found: int
    rows: tuple[CourseRow, ...]
    number: int
    pages: int
    earlier: str
    later: str
    bring_href: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: words in code or title, a program, a category."""

    query: str
    program: str
    category: str


@require_safe
def courses(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show the courses that are looked for."""
    found, address = opened(request, institution, cluster, state=state), Address(institution, cluster, state)
    asked = request.GET
    search = Search(asked.get("q", "").strip(), asked.get("program", ""), asked.get("category", ""))
    number = int(asked["page"]) if asked.get("page", "").isdecimal() else 1
    shown = replace(courses_page(found, address, search, number), bring_href=_bringing(request, found))
    return render(request, "courses.html", {"page": shown, "deeds": editing(request, found, new=("course",))})


def _bringing(request: HttpRequest, found: Opened) -> str:
    """The way to bring a table of courses, for whoever may."""
    if found.release is not None or not may_bring(viewer_of(request), found.institution, found.index.cluster):
        return ""
    return reverse("import", args=(found.institution, found.code))


def courses_page(opened: Opened, address: Address, search: Search, number: int) -> CoursesPage:
    """What the list of courses shows; a page beyond the last is the last."""
    index = opened.index
    left = [course for course in index.courses.values() if _matches(index, course, search)]
    pages = max(1, -(-len(left) // PAGE_LENGTH))
    number = min(max(number, 1), pages)
    shown = left[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]

    def to(page: int) -> str:
        query: dict[str, str | int | None] = {
            "q": search.query,
            "program": search.program,
            "category": search.category,
            "page": page,
        }
        return address.to("courses", query=query) if 1 <= page <= pages else ""

    return CoursesPage(
        frame=frame(opened, address, "courses"),
        query=search.query,
        programs=_choices(index.programs.values(), search.program),
        categories=_choices(index.categories.values(), search.category),
        found=len(left),
        rows=tuple(course_row(index, address, course) for course in shown),
        number=number,
        pages=pages,
        earlier=to(number - 1),
        later=to(number + 1),
    )


def _choices(nouns: Iterable[Program] | Iterable[Category], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(each.code, each.title, each.code.lower() == chosen.lower()) for each in nouns)


def _matches(index: Index, course: Course, search: Search) -> bool:
    words = search.query.casefold().split()
    text = f"{course.code} {course.title.en or ''} {course.title.zh or ''}".casefold()
    if not all(word in text for word in words):
        return False
    programs = {program.code.lower() for program in taking.programs_of(index, course)}
    if search.program and search.program.lower() not in programs:
        return False
    category = index.category_of(course)
    return not search.category or (category is not None and category.code.lower() == search.category.lower())


def course_row(index: Index, address: Address, course: Course) -> CourseRow:
    """A course as a row of a list."""
    module = index.modules.get(course.module)
    return CourseRow(
        name=Named(course.title, address.to("course", course.code), code=course.code),
        module=Named(module.title, address.to("module", module.code)) if module else None,
        type=course.type.letter,
        credits=str(exact(course.credits)),
        hours=facts.hours(index, course),
        terms=facts.terms(index, course),
        programs=tuple(program.code for program in taking.programs_of(index, course)),
        outcomes=len(course.outcomes),
        items=len(takings.items_named(index, course)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleRow:
    """A module at a glance."""

    name: Named
    direction: Text | None
    courses: int
    programs: tuple[Text, ...]
    by_all: bool


@require_safe
def modules(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show every module."""
    found, address = opened(request, institution, cluster, state=state), Address(institution, cluster, state)
    index = found.index
    groups = tuple(
        Group(
            category.code,
            category.title,
            tuple(_module(index, address, each) for each in index.modules.values() if each.category == category.key),
        )
        for category in reversed(index.categories.values())
    )
    shown = GroupsPage(frame(found, address, "modules"), groups)
    return render(request, "modules.html", {"page": shown, "deeds": editing(request, found, new=("module",))})


def _module(index: Index, address: Address, module: Module) -> ModuleRow:
    offered = takings.offered(index, module)
    return ModuleRow(
        name=Named(module.title, address.to("module", module.code), code=module.code),
        direction=module.direction,
        courses=len(index.courses_of_module.get(module.key, ())),
        programs=tuple(program.title for key, program in index.programs.items() if key in offered),
        by_all=len(offered) == len(index.programs),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkRow:
    """A framework at a glance."""

    name: Named
    version: str
    provider: Text | None
    age: standing.Age
    items: int
    untaught: int
    programs: tuple[Named, ...]
    ground: str


@require_safe
def frameworks(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show every framework."""
    found, address = opened(request, institution, cluster, state=state), Address(institution, cluster, state)
    groups = tuple(
        Group(
            kind.value,
            KINDS_MANY[kind],
            tuple(_framework(found, address, each) for each in found.index.frameworks.values() if each.kind is kind),
        )
        for kind in FrameworkKind
    )
    shown = GroupsPage(frame(found, address, "frameworks"), tuple(group for group in groups if group.rows))
    deeds = editing(request, found, new=("framework",))
    return render(request, "frameworks.html", {"page": shown, "deeds": deeds})


def _framework(opened: Opened, address: Address, framework: Framework) -> FrameworkRow:
    index = opened.index
    taught = {leaf for leaves in index.served.get(framework.key, {}).values() for leaf in leaves}
    leaves = framework.leaves()
    return FrameworkRow(
        name=Named(framework.title, address.to("framework", framework.code), code=framework.code),
        version=framework.version or "",
        provider=framework.provider,
        age=standing.age(framework, opened.today),
        items=len(leaves),
        untaught=sum(leaf.key not in taught for leaf in leaves),
        programs=tuple(
            Named(program.title, address.to("program", program.code), code=program.code)
            for program in index.programs.values()
            if standing.names(program, framework)
        ),
        ground=framework.footing.ground.value,
    )
