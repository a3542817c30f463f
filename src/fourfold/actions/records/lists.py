"""Modules and courses at a glance, as JSON: what follows from the plans that take them, beside their own fields."""

from typing import Any

from fourfold.actions.records.choice import number
from fourfold.actions.records.text import text_record
from fourfold.domain.course import Course
from fourfold.domain.module import Module
from fourfold.domain.number import exact
from fourfold.engine.hours import hours_of
from fourfold.engine.index import Index
from fourfold.engine.takings import by_course, items_named, offered, programs_of


def module_row(index: Index, module: Module) -> dict[str, Any]:
    """A module: how many courses it has, and the programs that it belongs to."""
    category, programs = index.categories.get(module.category), offered(index, module)
    return {
        "code": module.code,
        "key": module.key,
        "title": text_record(module.title),
        "category": category.code if category else None,
        "courses": len(index.courses_of_module.get(module.key, ())),
        "programs": [each.code for key, each in index.programs.items() if key in programs],
    }


def course_row(index: Index, course: Course) -> dict[str, Any]:
    """A course: hours, the terms in which plans have it, the programs, and how many items it serves for them."""
    module, category = index.modules.get(course.module), index.category_of(course)
    hours = hours_of(course, index.cluster.head)
    return {
        "code": course.code,
        "key": course.key,
        "title": text_record(course.title),
        "module": module.code if module else None,
        "category": category.code if category else None,
        "type": course.type.letter,
        "credits": str(exact(course.credits)),
        "theory_hours": number(hours.theory),
        "practice_hours": number(hours.practice),
        "terms": sorted({each.term for each in by_course(index).get(course.key, ())}),
        "programs": [each.code for each in programs_of(index, course)],
        "outcomes": len(course.outcomes),
        "items": len(items_named(index, course)),
    }
