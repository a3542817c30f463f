"""Sharing between programs, and redundancy within one."""

from fractions import Fraction

from fourfold.domain.framework import Depth
from fourfold.engine.hours import hours_of
from fourfold.engine.index import Index


def required_courses(index: Index, *, program: str, plan: str | None = None) -> tuple[str, ...]:
    """The courses that a program requires in any of its plans, or in one `plan`, each once, in the plans' order."""
    plans = [each for each in index.programs[program].plans if plan is None or each.key == plan]
    return tuple(dict.fromkeys(placement.course for each in plans for placement in each.required))


def sharing(index: Index, *, program: str, plan: str | None = None) -> Fraction:
    """Hours of the program's required courses that another program also requires, over its required hours.

    From 0 to 1; 0 for a program that requires nothing. With `plan`, of the courses that this plan requires.
    """
    elsewhere = {
        course for other in index.programs if other != program for course in required_courses(index, program=other)
    }
    hours = {
        key: hours_of(index.courses[key], index.cluster.head).total
        for key in required_courses(index, program=program, plan=plan)
        if key in index.courses
    }
    total = sum(hours.values(), Fraction(0))
    shared = sum((amount for key, amount in hours.items() if key in elsewhere), Fraction(0))
    return shared / total if total else Fraction(0)


def redundancy(
    index: Index, *, program: str, framework: str, plan: str | None = None
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The leaves mastered in more than one of the program's required courses, each with those courses.

    Leaves stand in the framework's order, courses in that of the plan.
    """
    served = index.served.get(framework, {})
    courses = required_courses(index, program=program, plan=plan)
    found = []
    for leaf in index.frameworks[framework].leaves():
        masters = tuple(key for key in courses if served.get(key, {}).get(leaf.key) == Depth.MASTER.rank)
        if len(masters) > 1:
            found.append((leaf.key, masters))
    return tuple(found)
