"""Technologies as JSON: why each is taught, the courses that name it, the items that ask for it."""

from collections.abc import Iterable
from typing import Any

from fourfold.actions.records.problem import problem_record
from fourfold.actions.records.text import text_record
from fourfold.domain.cluster import Technology
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, Item
from fourfold.domain.problem import Problem
from fourfold.domain.text import Language
from fourfold.engine.index import Index
from fourfold.engine.takings import Taking, by_course, programs_of
from fourfold.engine.technologies import asking, naming, serving


def technology_row(index: Index, technology: Technology) -> dict[str, Any]:
    """A technology at a glance."""
    courses = naming(index, technology=technology.key)
    programs = {each.key for course in courses for each in programs_of(index, course)}
    return {
        "code": technology.code,
        "key": technology.key,
        "title": text_record(technology.title),
        "purpose": technology.purpose.value,
        "courses": len(courses),
        "items": len(asking(index, technology=technology.key)),
        "programs": [each.code for key, each in index.programs.items() if key in programs],
    }


def technology_record(
    index: Index, technology: Technology, problems: Iterable[Problem], lang: Language
) -> dict[str, Any]:
    """All about one."""
    items = asking(index, technology=technology.key)
    courses = naming(index, technology=technology.key)
    ours = {course.key for course in courses}
    return technology_row(index, technology) | {
        "taught": [_taught(index, course, items) for course in courses],
        "asked": [_asked(index, framework, item, ours) for framework, item in items],
        "problems": [problem_record(each, lang) for each in problems],
    }


def _taught(index: Index, course: Course, items: Iterable[tuple[Framework, Item]]) -> dict[str, Any]:
    asked = {item.key for _framework, item in items}
    return {
        "course": course.code,
        "items": len({link.item for link in index.links_of_course.get(course.key, ())} & asked),
        "places": [_place(each) for each in by_course(index).get(course.key, ())],
    }


def _place(taking: Taking) -> dict[str, Any]:
    return {
        "program": taking.program.code,
        "plan": taking.plan.code,
        "terms": list(taking.terms),
        "pool": taking.pool.code if taking.pool else None,
    }


def _asked(index: Index, framework: Framework, item: Item, ours: set[str]) -> dict[str, Any]:
    serves = serving(index, framework=framework.key, item=item)
    return {
        "framework": framework.code,
        "kind": framework.kind.value,
        "item": item.code,
        "title": text_record(item.title),
        "naming": [index.courses[key].code for key in serves if key in ours],
        "others": [index.courses[key].code for key in serves if key not in ours],
    }
