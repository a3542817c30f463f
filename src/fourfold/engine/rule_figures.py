"""What rules measure that no choice of electives changes: modules, required courses, single courses, complexity."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.course import Course
from fourfold.domain.plan import Plan
from fourfold.domain.program import CertificationRole, Program
from fourfold.domain.rule import Measure, Rule
from fourfold.engine.hours import hours_of
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic, plan_metrics
from fourfold.engine.rule_scope import category_key, courses_of, plans_of, programs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a figure is of: a noun of the cluster, by key and code; of a plan perhaps one `term`."""

    noun: str
    key: str
    code: str
    term: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured value in the unit of the rule; no `value` where a plan's requisites go round in a circle."""

    subject: Subject
    value: Fraction | None


def figures(index: Index, *, rule: Rule) -> Iterator[Figure]:
    """What a rule on the cluster's structure measures, noun by noun of its scope."""
    if rule.measure in _OF_PROGRAMS:
        for program in programs_of(index, rule):
            yield _figure(program, _OF_PROGRAMS[rule.measure](index, rule, program))
    elif rule.measure in _OF_PLANS:
        for plan in plans_of(index, rule):
            yield _figure(plan, _OF_PLANS[rule.measure](index, rule, plan))
    elif rule.measure is Measure.COMMON_MODULES:
        yield _common_modules(index, rule)
    else:
        yield from _courses(index, rule)


def subject_of(noun: Program | Plan | Course, *, term: int | None = None) -> Subject:
    """A program, plan or course as the subject of a figure."""
    return Subject(noun=type(noun).__name__.lower(), key=noun.key, code=noun.code, term=term)


def _figure(noun: Program | Plan | Course, value: Fraction | int | None) -> Figure:
    return Figure(subject=subject_of(noun), value=None if value is None else Fraction(value))


def _modules(index: Index, rule: Rule, program: Program) -> int:
    """Modules in the rule's categories that are common or offered to the program."""
    offered = (each for each in index.modules.values() if each.common or program.key in each.programs)
    return sum(1 for each in offered if not rule.scope.categories or each.category in rule.scope.categories)


def _recommended(_index: Index, _rule: Rule, program: Program) -> int:
    return sum(1 for each in program.certifications if each.role is CertificationRole.RECOMMENDED)


def _required_courses(index: Index, rule: Rule, plan: Plan) -> int:
    """Required courses of the plan in the rule's categories, and among its courses where it names any."""
    scope = rule.scope
    keys = {each.course for each in plan.required if each.course in index.courses}
    courses = (index.courses[key] for key in keys if not scope.courses or key in scope.courses)
    return sum(1 for each in courses if not scope.categories or category_key(index, each) in scope.categories)


def _complexity(index: Index, _rule: Rule, plan: Plan) -> Fraction | None:
    found = plan_metrics(index, plan=plan.key)
    return None if isinstance(found, Cyclic) else found.complexity


_OF_PROGRAMS: dict[Measure, Callable[[Index, Rule, Program], int]] = {
    Measure.MODULES: _modules,
    Measure.RECOMMENDED_CERTIFICATIONS: _recommended,
}
_OF_PLANS: dict[Measure, Callable[[Index, Rule, Plan], Fraction | int | None]] = {
    Measure.COURSES: _required_courses,
    Measure.COMPLEXITY: _complexity,
}


def _common_modules(index: Index, rule: Rule) -> Figure:
    wanted = rule.scope.categories
    common = (each for each in index.modules.values() if each.common)
    count = sum(1 for each in common if not wanted or each.category in wanted)
    head = index.cluster.head
    return Figure(subject=Subject(noun="cluster", key=head.key, code=head.code), value=Fraction(count))


def _courses(index: Index, rule: Rule) -> Iterator[Figure]:
    for course in courses_of(index, rule):
        value = _of_course(index, rule.measure, course)
        if value is None and rule.scope.courses and rule.measure is Measure.CONCENTRATED_WEEKS:
            value = Fraction(0)
        if value is not None:
            yield _figure(course, value)


def _of_course(index: Index, measure: Measure, course: Course) -> Fraction | None:
    """The figure of a course, `None` where the measure does not speak of it.

    Hours per credit are those of classroom courses, without concentrated weeks; credits per week those of courses
    in concentrated weeks alone; a course named by the rule has 0 concentrated weeks where it has none.
    """
    concentrated, credit = course.concentrated_weeks, Fraction(course.credits)
    if measure is Measure.CONCENTRATED_WEEKS:
        return Fraction(concentrated) if concentrated else None
    if measure is Measure.CREDITS_PER_WEEK:
        return credit / concentrated if concentrated and not course.weeks else None
    hours = hours_of(course, index.cluster.head).total
    return hours / credit if hours and credit and not concentrated else None
