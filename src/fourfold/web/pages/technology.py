"""Technologies: why each is taught, which courses name it, and which items of frameworks ask for it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.actions.technologies import problems_of
from fourfold.domain.cluster import Purpose, Technology
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, Item
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.technologies import asking, naming, serving
from fourfold.web.pages import facts, footings, nouns, resolving, saying, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.footings import Stand
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.lens import TECHNOLOGY
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.saying import Said
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import KINDS, Words
from fourfold.web.safe import require_safe

PURPOSES: dict[Purpose, Words] = {
    Purpose.EMPLOYMENT: gettext_lazy("for employment: jobs ask for it by name"),
    Purpose.FOUNDATION: gettext_lazy("foundation: it belongs to a solid grounding, whether or not a job names it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A technology at a glance."""

    name: Named
    purpose: Words
    courses: int
    items: int
    programs: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class TechnologiesPage:
    """Every technology, in the cluster's order."""

    frame: Frame
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A plan in which a course can be taken, and how."""

    program: Named
    plan: Words | Text
    terms: str
    how: Words | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A course that names the technology, where it is taken, and how many items that ask for it it serves."""

    course: Named
    items: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An item that asks for the technology, and the courses that serve it; `ours` name the technology themselves."""

    item: Named
    ours: tuple[Named, ...]
    others: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """A framework with the items that ask for the technology."""

    framework: Named
    kind: Words
    items: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyPage:
    """A technology."""

    frame: Frame
    code: str
    title: Text
    purpose: Words
    summary: str
    stand: Stand | None
    lens_href: str
    courses: tuple[Taught, ...]
    asking: tuple[Asking, ...]
    problems: tuple[Said, ...]


@require_safe
def every(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show every technology."""
    found, address = opened(request, institution, cluster, state=state), Address(institution, cluster, state)
    rows = tuple(_row(found.index, address, each) for each in found.index.technologies.values())
    return render(request, "technologies.html", {"page": TechnologiesPage(frame(found, address, "technologies"), rows)})


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str, code: str) -> HttpResponse:
    """Show a technology."""
    found = opened(request, institution, cluster, state=state)
    technology = resolving.by_code(found.index.technologies.values(), code)
    return render(request, "technology.html", {"page": page(found, Address(institution, cluster, state), technology)})


def named(index: Index, address: Address, course: Course) -> tuple[Named, ...]:
    """The technologies that a course names."""
    known = [index.technologies[key] for key in course.technologies if key in index.technologies]
    return tuple(Named(each.title, address.to("technology", each.code), code=each.code) for each in known)


def _row(index: Index, address: Address, technology: Technology) -> Row:
    courses = naming(index, technology=technology.key)
    programs = {each.key for course in courses for each in taking.programs_of(index, course)}
    return Row(
        name=Named(technology.title, address.to("technology", technology.code), code=technology.code),
        purpose=PURPOSES[technology.purpose],
        courses=len(courses),
        items=len(asking(index, technology=technology.key)),
        programs=tuple(
            Named(program.title, address.to("program", program.code), code=program.code)
            for key, program in index.programs.items()
            if key in programs
        ),
    )


def page(opened: Opened, address: Address, technology: Technology) -> TechnologyPage:
    """What the page of a technology shows."""
    index = opened.index
    courses, items = naming(index, technology=technology.key), asking(index, technology=technology.key)
    crumb = Crumb(gettext_lazy("Technologies"), address.to("technologies"))
    return TechnologyPage(
        frame=frame(opened, address, "technologies", crumb),
        code=technology.code,
        title=technology.title,
        purpose=PURPOSES[technology.purpose],
        summary=_summary(index, courses, items),
        stand=footings.inherited(technology.footing, index.cluster.head.footing),
        lens_href=address.to("cluster", query={"lens": f"{TECHNOLOGY}:{technology.code}"}),
        courses=tuple(_taught(index, address, course, items) for course in courses),
        asking=_asking(index, address, courses, items),
        problems=tuple(saying.said(opened, address, each) for each in problems_of(opened, technology=technology)),
    )


def _summary(index: Index, courses: tuple[Course, ...], items: tuple[tuple[Framework, Item], ...]) -> str:
    programs = {each.key for course in courses for each in taking.programs_of(index, course)}
    taught = ngettext("%(courses)d course names it", "%(courses)d courses name it", len(courses))
    where = ngettext("in %(programs)d program", "in %(programs)d programs", len(programs))
    asked = ngettext("%(items)d item asks for it", "%(items)d items ask for it", len(items))
    return _("%(taught)s, %(where)s; %(asked)s.") % {
        "taught": taught % {"courses": len(courses)},
        "where": where % {"programs": len(programs)},
        "asked": asked % {"items": len(items)},
    }


def _taught(index: Index, address: Address, course: Course, items: tuple[tuple[Framework, Item], ...]) -> Taught:
    asked = {item.key for _framework, item in items}
    return Taught(
        course=Named(course.title, address.to("course", course.code), code=course.code),
        items=len({link.item for link in index.links_of_course.get(course.key, ())} & asked),
        places=tuple(
            Place(
                Named(each.program.title, address.to("program", each.program.code, query={"plan": each.plan.code})),
                taking.name_of(each.plan) if len(each.program.plans) > 1 else "",
                facts.runs(list(each.terms)),
                each.pool.title if each.pool else gettext_lazy("required"),
            )
            for each in taking.by_course(index).get(course.key, ())
        ),
    )


def _asking(
    index: Index, address: Address, courses: tuple[Course, ...], items: tuple[tuple[Framework, Item], ...]
) -> tuple[Asking, ...]:
    ours = {course.key for course in courses}
    found: dict[str, list[Wanted]] = {}
    for framework, item in items:
        serves = serving(index, framework=framework.key, item=item)
        wanted = Wanted(
            item=Named(item.title, address.to("framework", framework.code, anchor=f"item-{item.code}"), code=item.code),
            ours=nouns.courses(index, address, [key for key in serves if key in ours]),
            others=nouns.courses(index, address, [key for key in serves if key not in ours]),
        )
        found.setdefault(framework.key, []).append(wanted)
    return tuple(
        Asking(
            Named(index.frameworks[key].title, address.to("framework", index.frameworks[key].code)),
            KINDS[index.frameworks[key].kind],
            tuple(each),
        )
        for key, each in found.items()
    )
