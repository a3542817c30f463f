"""A course: what each outcome serves, what it needs and opens, who takes it, how it holds students up."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.domain.course import Course, Outcome, Project, Requisite
from fourfold.domain.number import exact
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic
from fourfold.web.pages import closing, concern, facts, footings, nouns, resolving, saying, serving, taking, technology
from fourfold.web.pages.address import Address
from fourfold.web.pages.footings import Stand
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.saying import Said
from fourfold.web.pages.serving import Service, Services
from fourfold.web.pages.shares import short
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import (
    ASSESSMENTS,
    LEVELS,
    ORIGINS,
    REQUISITES,
    TYPES,
    Words,
)
from fourfold.web.pages.workbench import editing
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """An outcome, how it is assessed, and everything it serves."""

    code: str
    text: Text
    level: Words
    assessments: tuple[Words, ...]
    services: tuple[Services, ...]
    stand: Stand | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A node of a requisite tree: a course, or all or one of several."""

    course: Named | None = None
    kind: Words = ""
    any_of: bool = False
    parts: "tuple[Need, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A plan that has the course."""

    program: Named
    plan: Words | Text
    terms: str
    how: Words | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Curricular Analytics figures of the course in one plan."""

    program: Named
    plan: Words | Text
    blocking: int
    delay: int
    centrality: int
    complexity: str
    whole: str
    blocked: tuple[Named, ...]
    longest: tuple[Named, ...]
    paths: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its name; `href` where it is a way on."""

    name: Words
    value: Words | Text
    href: str = ""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """Real work inside the course."""

    code: str
    title: Text
    origin: Words
    outcomes: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePage:
    """A course."""

    frame: Frame
    code: str
    title: Text
    summary: str
    facts: tuple[Fact, ...]
    stand: Stand | None
    outcomes: tuple[OutcomeRow, ...]
    closing: closing.Closing
    needs: Need | None
    opens: tuple[Named, ...]
    variants: tuple[Named, ...]
    places: tuple[Place, ...]
    figures: tuple[Figures, ...]
    projects: tuple[ProjectRow, ...]
    technologies: tuple[Named, ...]
    problems: tuple[Said, ...]


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Show a course."""
    found = opened(request, institution, cluster, state=state)
    course = resolving.by_code(found.index.courses.values(), code)
    shown = page(found, Address(institution, cluster, state), course)
    return render(request, "course.html", {"page": shown, "deeds": editing(request, found, course)})


def page(opened: Opened, address: Address, course: Course) -> CoursePage:
    """What the page of a course shows."""
    index = opened.index
    own = {course.key, *(outcome.key for outcome in course.outcomes), *(each.key for each in course.projects)}
    own |= {part.key for part in index.cluster.links if part.course == course.key}
    outcomes = tuple(_outcome(index, address, course, outcome) for outcome in course.outcomes)
    return CoursePage(
        frame=frame(opened, address, "courses", Crumb(gettext_lazy("Courses"), address.to("courses"))),
        code=course.code,
        title=course.title,
        summary=_summary(outcomes),
        facts=_facts(index, address, course),
        stand=footings.inherited(course.footing, index.cluster.head.footing),
        outcomes=outcomes,
        closing=closing.of_course(opened, address, course),
        needs=_need(index, address, course.requisite) if course.requisite else None,
        opens=_opens(index, address, course),
        variants=_variants(index, address, course),
        places=tuple(_place(address, each) for each in taking.by_course(index).get(course.key, ())),
        figures=_figures(opened, address, course),
        projects=tuple(_project(index, address, project) for project in course.projects),
        technologies=technology.named(index, address, course),
        problems=_problems(opened, address, course, own),
    )


def _problems(opened: Opened, address: Address, course: Course, own: set[str]) -> tuple[Said, ...]:
    """What stands at the course, its outcomes or links, and what speaks of it from elsewhere, the worst first."""
    return tuple(
        saying.said(opened, address, each)
        for each in opened.problems()
        if each.where.key in own or course.key in concern.courses(opened.index, each)
    )


def _summary(outcomes: tuple[OutcomeRow, ...]) -> str:
    served = [each for row in outcomes for group in row.services for each in group.all()]
    named = [each for each in served if each.named]
    items, frameworks = _counts(named)
    others = len({each.framework.href for each in served} - {each.framework.href for each in named})
    if not served:
        return _("No outcome of this course serves an item of any framework yet.")
    said = ngettext("Its outcomes serve %(items)d item", "Its outcomes serve %(items)d items", items)
    of = ngettext(
        "of %(frameworks)d framework that the programs taking it name.",
        "of %(frameworks)d frameworks that the programs taking it name.",
        frameworks,
    )
    first = f"{said % {'items': items}} {of % {'frameworks': frameworks}}"
    if not others:
        return first
    more = ngettext(
        "Items of %(others)d other framework or version stand in quiet ink below them.",
        "Items of %(others)d other frameworks or versions stand in quiet ink below them.",
        others,
    )
    return f"{first} {more % {'others': others}}"


def _counts(served: list[Service]) -> tuple[int, int]:
    return len({each.item.href for each in served}), len({each.framework.href for each in served})


def _facts(index: Index, address: Address, course: Course) -> tuple[Fact, ...]:
    module = index.modules.get(course.module)
    category = index.category_of(course)
    found = [
        Fact(gettext_lazy("Code"), course.code),
        Fact(gettext_lazy("Credits"), str(exact(course.credits))),
        Fact(gettext_lazy("Hours: theory + practice"), facts.hours(index, course)),
        Fact(gettext_lazy("Type"), f"{course.type.letter} · {TYPES[course.type]}"),
    ]
    if module:
        found.append(Fact(gettext_lazy("Module"), module.title, address.to("module", module.code)))
    if category:
        found.append(Fact(gettext_lazy("Category"), category.title))
    if course.unit:
        found.append(Fact(gettext_lazy("Unit"), course.unit))
    if course.terms:
        found.append(Fact(gettext_lazy("May run in terms"), facts.runs(list(course.terms))))
    if course.span > 1:
        found.append(Fact(gettext_lazy("Lasts"), _("%(terms)d terms") % {"terms": course.span}))
    return tuple(found)


def _outcome(index: Index, address: Address, course: Course, outcome: Outcome) -> OutcomeRow:
    links = [link for link in index.links_of_course.get(course.key, ()) if link.outcome == outcome.key]
    return OutcomeRow(
        code=outcome.code,
        text=outcome.text,
        level=LEVELS[outcome.level],
        assessments=tuple(ASSESSMENTS[each] for each in outcome.assessments),
        services=serving.of_links(index, address, links),
        stand=footings.inherited(outcome.footing) if outcome.footing else None,
    )


def _need(index: Index, address: Address, requisite: Requisite) -> Need:
    if requisite.course is not None:
        found = nouns.of_key(index, address, requisite.course)
        return Need(course=found or Named(_("a course that does not exist")), kind=REQUISITES[requisite.kind])
    parts = requisite.all_of or requisite.any_of
    return Need(any_of=bool(requisite.any_of), parts=tuple(_need(index, address, part) for part in parts))


def _opens(index: Index, address: Address, course: Course) -> tuple[Named, ...]:
    """The courses that name this one in their requisites."""
    later = [
        other.key for other in index.courses.values() if any(leaf.course == course.key for leaf in other.requisites())
    ]
    return nouns.courses(index, address, later)


def _variants(index: Index, address: Address, course: Course) -> tuple[Named, ...]:
    same = [
        other.key
        for other in index.courses.values()
        if course.subject and other.subject == course.subject and other.key != course.key
    ]
    return nouns.courses(index, address, same)


def _place(address: Address, taken: taking.Taking) -> Place:
    program = taken.program
    return Place(
        program=Named(program.title, address.to("program", program.code, query={"plan": taken.plan.code})),
        plan=plan_name(taken),
        terms=facts.runs(list(taken.terms)),
        how=taken.pool.title if taken.pool else gettext_lazy("required"),
    )


def plan_name(taken: taking.Taking) -> Words | Text:
    """What a plan is called: its title, or its training type."""
    return taking.name_of(taken.plan)


def _figures(opened: Opened, address: Address, course: Course) -> tuple[Figures, ...]:
    found = []
    for taken in taking.by_course(opened.index).get(course.key, ()):
        answer = opened.metrics(plan=taken.plan.key)
        if isinstance(answer, Cyclic):
            continue
        own = next(each for each in answer.courses if each.course == course.key)
        behind = opened.behind_metrics(plan=taken.plan.key, course=course.key)
        if isinstance(behind, Cyclic):
            continue
        found.append(
            Figures(
                program=_place(address, taken).program,
                plan=plan_name(taken),
                blocking=own.blocking,
                delay=own.delay,
                centrality=own.centrality,
                complexity=short(own.complexity),
                whole=short(answer.complexity),
                blocked=nouns.courses(opened.index, address, behind.blocked),
                longest=nouns.courses(opened.index, address, behind.longest),
                paths=behind.paths,
            )
        )
    return tuple(found)


def _project(index: Index, address: Address, project: Project) -> ProjectRow:
    exercised = tuple(found for key in project.outcomes if (found := nouns.of_key(index, address, key)))
    return ProjectRow(project.code, project.title, ORIGINS[project.origin], exercised)
