"""What a problem concerns: the courses and the programs that have to change something."""

from collections.abc import Iterable

from fourfold.domain.problem import Problem
from fourfold.engine.index import Index
from fourfold.web.pages import naming

_COURSES = ("course", "courses", "elected")
"""Details that name the courses at fault, not those that they need."""
_PROGRAMS = ("program", "programs")
_PLANS = ("plan", "plans", "subject")


def courses(index: Index, problem: Problem) -> frozenset[str]:
    """The keys of the courses that a problem stands at or speaks of: of a broken promise, the electives elected."""
    owner = _owner(index, problem.where.key)
    return frozenset(_keys(index, problem, "course", _COURSES)) | ({owner} if owner else frozenset())


def _owner(index: Index, key: str | None) -> str | None:
    """The key of the course that a noun is or belongs to: the course, its outcomes, its links."""
    if key is None or key in index.courses:
        return key
    if key in index.course_of_outcome:
        return index.course_of_outcome[key].key
    return next((part.course for part in index.cluster.links if part.key == key), None)


def programs(index: Index, problem: Problem) -> frozenset[str]:
    """The keys of the programs that a problem concerns: of an item that nobody teaches, those that ask for it."""
    named = set(_keys(index, problem, "program", _PROGRAMS))
    named.update(index.program_of_plan[key].key for key in _keys(index, problem, "plan", _PLANS))
    key = problem.where.key
    for program in index.programs.values():
        plans = {plan.key for plan in program.plans} | {pool.key for plan in program.plans for pool in plan.pools}
        if key == program.key or key in plans:
            named.add(program.key)
    return frozenset(named or _asking(index, problem))


def plans(index: Index, problem: Problem) -> frozenset[str]:
    """The keys of the plans that a problem names, or whose pool it stands at."""
    named = set(_keys(index, problem, "plan", _PLANS))
    key = problem.where.key
    named.update(plan.key for plan in index.plans.values() if key in {plan.key, *(pool.key for pool in plan.pools)})
    return frozenset(named)


def _asking(index: Index, problem: Problem) -> Iterable[str]:
    """The programs that name the framework of an item that nobody teaches."""
    if "item" not in dict(problem.details) or problem.where.key not in index.frameworks:
        return ()
    return (
        program.key
        for program in index.programs.values()
        if problem.where.key
        in {
            *program.jobs,
            *program.competitions,
            *program.regulations,
            *(each.framework for each in program.certifications),
        }
    )


def _keys(index: Index, problem: Problem, noun: str, names: Iterable[str]) -> Iterable[str]:
    details = dict(problem.details)
    for name in names:
        for code in naming.codes_in(details.get(name, "")):
            key = naming.key_of(index, noun, code)
            if key is not None:
                yield key
