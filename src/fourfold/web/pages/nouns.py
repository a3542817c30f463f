"""Every noun by its name and the way to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from fourfold.domain.problem import Place
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.web.pages.address import Address
from fourfold.web.pages.wording import NOUNS, Words


@dataclass(frozen=True, slots=True)
class Named:
    """A noun by its title, and the way to it."""

    title: Text | Words
    href: str = ""
    noun: Words = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """The page and anchor of a noun, apart from the cluster's address."""

    title: Text
    noun: str
    code: str
    page: str
    of: str
    anchor: str = ""


def of_key(index: Index, address: Address, key: str | None) -> Named | None:
    """The noun with this key, where it has a page or a place on one."""
    spot = kept(index, "spots of pages", lambda: dict(_spots(index))).get(key or "")
    if spot is None:
        return None
    codes = (spot.of,) if spot.of else ()
    return Named(spot.title, address.to(spot.page, *codes, anchor=spot.anchor), NOUNS[spot.noun], spot.code)


def of_place(index: Index, address: Address, place: Place) -> Named:
    """What a problem speaks of: linked where it has a page, named by its file or code where not."""
    found = of_key(index, address, place.key)
    if found:
        return found
    noun = NOUNS.get(place.noun or "", place.noun or "")
    return Named(place.code or place.file or "", "", noun, place.code or "")


def courses(index: Index, address: Address, keys: Iterable[str]) -> tuple[Named, ...]:
    """Courses by their keys; those that do not exist are left out: the checks name them."""
    return tuple(found for key in keys if (found := of_key(index, address, key)))


def _spots(index: Index) -> Iterable[tuple[str, _Spot]]:
    head = index.cluster.head
    yield head.key, _Spot(head.title, "cluster", head.code, "cluster", "")
    for category in index.categories.values():
        yield category.key, _Spot(category.title, "category", category.code, "cluster", "")
    for technology in index.technologies.values():
        yield technology.key, _Spot(technology.title, "technology", technology.code, "technology", technology.code)
    yield from _of_programs(index)
    for module in index.modules.values():
        yield module.key, _Spot(module.title, "module", module.code, "module", module.code)
    yield from _of_courses(index)
    yield from _of_frameworks(index)
    for rule in index.cluster.rules:
        yield rule.key, _Spot(rule.title, "rule", rule.code, "rules", "", f"rule-{rule.code}")


def _of_programs(index: Index) -> Iterable[tuple[str, _Spot]]:
    for program in index.programs.values():
        yield program.key, _Spot(program.title, "program", program.code, "program", program.code)
        for plan in program.plans:
            yield plan.key, _Spot(plan.title or program.title, "plan", plan.code, "program", program.code)
            for pool in plan.pools:
                anchor = f"pool-{pool.code}"
                yield pool.key, _Spot(pool.title, "pool", pool.code, "program", program.code, anchor)


def _of_courses(index: Index) -> Iterable[tuple[str, _Spot]]:
    for course in index.courses.values():
        yield course.key, _Spot(course.title, "course", course.code, "course", course.code)
        for outcome in course.outcomes:
            anchor = f"outcome-{outcome.code}"
            yield outcome.key, _Spot(outcome.text, "outcome", outcome.code, "course", course.code, anchor)
        for project in course.projects:
            anchor = f"project-{project.code}"
            yield project.key, _Spot(project.title, "project", project.code, "course", course.code, anchor)
    for part in index.cluster.links:
        if course_of := index.courses.get(part.course):
            yield part.key, _Spot(course_of.title, "links", course_of.code, "course", course_of.code, "outcomes")


def _of_frameworks(index: Index) -> Iterable[tuple[str, _Spot]]:
    for framework in index.frameworks.values():
        yield framework.key, _Spot(framework.title, "framework", framework.code, "framework", framework.code)
        for item in framework.walk():
            anchor = f"item-{item.code}"
            yield item.key, _Spot(item.title, "item", item.code, "framework", framework.code, anchor)
