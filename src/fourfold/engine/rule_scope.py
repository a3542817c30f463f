"""What a rule speaks of: the programs, plans and courses in its scope."""

from collections.abc import Iterator

from fourfold.domain.course import Course
from fourfold.domain.framework import FrameworkKind
from fourfold.domain.plan import Plan
from fourfold.domain.program import CertificationRole, Program
from fourfold.domain.rule import Rule
from fourfold.engine.index import Index


def programs_of(index: Index, rule: Rule) -> tuple[Program, ...]:
    """The programs in a rule's scope: those it names, else all; for a promise, else those that aim at its framework."""
    named = rule.scope.programs
    programs = tuple(each for each in index.programs.values() if not named or each.key in named)
    if named or not rule.is_promise:
        return programs
    return tuple(each for each in programs if aims_at(index, each, rule.scope.framework))


def aims_at(index: Index, program: Program, framework: str | None) -> bool:
    """Whether a program names a framework in earnest: a certification only where it recommends it."""
    found = index.frameworks.get(framework or "")
    if found is not None and found.kind is FrameworkKind.CERTIFICATION:
        recommended = (each for each in program.certifications if each.role is CertificationRole.RECOMMENDED)
        return any(each.framework == framework for each in recommended)
    return framework in {*program.jobs, *program.competitions, *program.regulations}


def may_promise(index: Index, program: Program, framework: str | None) -> bool:
    """Whether a rule may promise a framework of a program: of certifications only what the program recommends."""
    found = index.frameworks.get(framework or "")
    is_certification = found is not None and found.kind is FrameworkKind.CERTIFICATION
    return not is_certification or aims_at(index, program, framework)


def plans_of(index: Index, rule: Rule) -> tuple[Plan, ...]:
    """The plans in a rule's scope, of its programs and training types, in the order of the programs."""
    types = {each.lower() for each in rule.scope.training_types}
    plans = (plan for program in programs_of(index, rule) for plan in program.plans)
    return tuple(plan for plan in plans if not types or plan.training_type.lower() in types)


def courses_of(index: Index, rule: Rule) -> tuple[Course, ...]:
    """The courses in a rule's scope: named, in its categories, and taken by its plans where it names any."""
    scope = rule.scope
    taken = set(_taken(index, rule)) if scope.programs or scope.training_types else None
    return tuple(
        course
        for course in index.courses.values()
        if (not scope.courses or course.key in scope.courses)
        and (not scope.categories or category_key(index, course) in scope.categories)
        and (taken is None or course.key in taken)
    )


def _taken(index: Index, rule: Rule) -> Iterator[str]:
    for plan in plans_of(index, rule):
        yield from taken_by(index, plan)


def taken_by(index: Index, plan: Plan) -> Iterator[str]:
    """The key of every course that a plan requires or can take, some of them more than once."""
    yield from (each.course for each in plan.required)
    for pool in plan.pools:
        yield from (each.course for each in pool.electives)
        yield from (course.key for key in pool.modules for course in index.courses_of_module.get(key, ()))


def category_key(index: Index, course: Course) -> str | None:
    """The key of a course's category, where it has one."""
    category = index.category_of(course)
    return category.key if category else None
