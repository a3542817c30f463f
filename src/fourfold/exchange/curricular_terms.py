"""Terms for a curriculum that states none: the earliest that its requisites allow."""

from graphlib import CycleError, TopologicalSorter

from fourfold.domain.course import RequisiteKind
from fourfold.exchange.curriculum import CurriculumFile


def earliest_terms(curriculum: CurriculumFile) -> dict[str, int]:
    """The earliest term of each course by id; empty where the requisites go round in a circle.

    A prerequisite needs an earlier term, a co-requisite the same or an earlier one. Courses that are strict
    co-requisites, or co-requisites of each other, share a term.
    """
    together = _together(curriculum)
    needs: dict[str, dict[str, int]] = {group: {} for group in together.values()}
    for course in curriculum.courses:
        own = needs[together[course.id]]
        for name, kind in course.requisites():
            gap = 1 if kind is RequisiteKind.PRE else 0
            other = together.get(name)
            if other is not None and (gap or other != together[course.id]):
                own[other] = max(gap, own.get(other, 0))
    terms: dict[str, int] = {}
    try:
        for group in TopologicalSorter(needs).static_order():
            terms[group] = max((terms[other] + gap for other, gap in needs[group].items()), default=1)
    except CycleError:
        return {}
    return {name: terms[group] for name, group in together.items()}


def _together(curriculum: CurriculumFile) -> dict[str, str]:
    """One course of the group that each course shares a term with, by id."""
    leader = {course.id: course.id for course in curriculum.courses}

    def lead(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    co = {(course.id, name) for course in curriculum.courses for name in course.corequisites}
    strict = {(course.id, name) for course in curriculum.courses for name in course.strict_corequisites}
    for one, other in sorted(strict | {pair for pair in co if pair[::-1] in co}):
        if other in leader:
            leader[lead(one)] = lead(other)
    return {name: lead(name) for name in leader}
