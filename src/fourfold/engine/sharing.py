"""Sharing between programs, and redundancy within one."""

from collections import defaultdict
from fractions import Fraction

from fourfold.domain.framework import Depth
from fourfold.engine.hours import total_hours
from fourfold.engine.index import Index
from fourfold.engine.kept import kept


def required_courses(index: Index, *, program: str, plan: str | None = None) -> tuple[str, ...]:
    """The courses that a program requires in any of its plans, or in one `plan`, each once, in the plans' order."""
    plans = [each for each in index.programs[program].plans if plan is None or each.key == plan]
    return tuple(dict.fromkeys(placement.course for each in plans for placement in each.required))


def requiring(index: Index) -> dict[str, frozenset[str]]:
    """The programs that require each course, by the course's key; courses that none requires are absent."""
    return kept(index, "programs that require each course", lambda: _requiring(index))


def _requiring(index: Index) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for program in index.programs:
        for course in required_courses(index, program=program):
            found[course].add(program)
    return {course: frozenset(programs) for course, programs in found.items()}


def sharing(index: Index, *, program: str, plan: str | None = None) -> Fraction:
    """Hours of the program's required courses that another program also requires, over its required hours.

    From 0 to 1; 0 for a program that requires nothing. With `plan`, of the courses that this plan requires.
    """
    among = requiring(index)
    hours = {
        key: total_hours(index)[key]
        for key in required_courses(index, program=program, plan=plan)
        if key in index.courses
    }
    total = sum(hours.values(), Fraction(0))
    shared = sum((amount for key, amount in hours.items() if among[key] - {program}), Fraction(0))
    return shared / total if total else Fraction(0)


def redundancy(
    index: Index, *, program: str, framework: str, plan: str | None = None
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The leaves mastered in more than one of the program's required courses, each with those courses.

    Leaves stand in the framework's order, courses in that of the plan.
    """
    served = index.served.get(framework, {})
    courses = [key for key in required_courses(index, program=program, plan=plan) if key in served]
    if len(courses) < 2:  # noqa: PLR2004 - one course alone repeats nothing
        return ()
    found = []
    for leaf in index.frameworks[framework].leaves():
        masters = tuple(key for key in courses if served[key].get(leaf.key) == Depth.MASTER.rank)
        if len(masters) > 1:
            found.append((leaf.key, masters))
    return tuple(found)
