"""The program-plan document (人才培养方案) as one value: every figure that the paper shows, none of its words.

Units: hours are teaching hours, credits are credits, shares run from 0 to 1, ranks from 0 to 3.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.cluster import Category, Head, TermSystem
from fourfold.domain.course import Assessment, Course
from fourfold.domain.footing import Footing
from fourfold.domain.framework import Framework, Item
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement, Plan, Pool, TermWeeks
from fourfold.domain.program import Program
from fourfold.engine.aims import Aim, aims
from fourfold.engine.choices import Infeasible, candidates
from fourfold.engine.guarantee import Assurance, When
from fourfold.engine.hours import Hours, HourShares, hours_of, hours_shares, weekly_hours_of
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.loads import Load, loads
from fourfold.engine.reach import Reach
from fourfold.engine.rules import RuleResult

Assure = Callable[..., Assurance]
"""Says what a plan assures of a framework: the engine, or whoever keeps its answers."""
FindReaches = Callable[..., Mapping[str, Reach]]
"""Says how deeply a plan teaches each leaf: as above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """A course of the plan.

    `terms` are those it may start in; `weekly` its hours a week in each term that it is sure to run in. `pool` is the
    elective pool that lists it, none where it is required.
    """

    course: Course
    pool: Pool | None
    terms: tuple[int, ...]
    hours: Hours
    weekly: tuple[tuple[int, Fraction], ...]
    assessments: tuple[Assessment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseGroup:
    """The courses of one category, or of none; credits and hours are those of its required courses."""

    category: Category | None
    lines: tuple[CourseLine, ...]
    pools: tuple[Pool, ...]
    credits: Fraction
    hours: Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """A term: its weeks, none where the plan's calendar leaves it out, and its load."""

    term: int
    weeks: TermWeeks | None
    load: Load


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """A node of a framework. A leaf has its reach and the plan's courses that serve it, each with its greatest rank."""

    item: Item
    level: int
    footing: Footing
    reach: Reach | None
    courses: tuple[tuple[Course, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AimLine:
    """A framework that the program names, at one moment: what is assured, what is promised, and item by item."""

    aim: Aim
    framework: Framework
    taking: Module | None
    sits: bool
    assured: Assurance
    promises: tuple[RuleResult, ...]
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """Everything that a program-plan document says of one plan.

    `years` is the length in years where terms are semesters. `shares` says why where no choice is legal. `rules` are
    those about the plan and its program, the promises among them.
    """

    head: Head
    program: Program
    plan: Plan
    footing: Footing
    years: Fraction | None
    jobs: tuple[Framework, ...]
    groups: tuple[CourseGroup, ...]
    terms: tuple[TermLine, ...]
    shares: HourShares | Infeasible
    rules: tuple[RuleResult, ...]
    aims: tuple[AimLine, ...]


def plan_document(
    index: Index, *, plan: str, rules: Sequence[RuleResult], assure: Assure, reaches: FindReaches
) -> PlanDocument:
    """The document of a plan; `rules` are the verdicts on the whole cluster, of which it takes its own."""
    program, found = index.program_of_plan[plan], index.plans[plan]
    mine = tuple(each for each in rules if each.subject.key in {plan, program.key})
    weeks = {each.term: each for each in found.calendar}
    return PlanDocument(
        head=index.cluster.head,
        program=program,
        plan=found,
        footing=found.footing or program.footing or index.cluster.head.footing,
        years=Fraction(program.terms, 2) if index.cluster.head.term_system is TermSystem.SEMESTER else None,
        jobs=tuple(index.frameworks[key] for key in program.jobs if key in index.frameworks),
        groups=_groups(index, found, program.terms),
        terms=tuple(
            TermLine(term=each.term, weeks=weeks.get(each.term), load=each) for each in loads(index, plan=plan)
        ),
        shares=kept(index, ("hours of", plan), lambda: hours_shares(index, plan=plan)),
        rules=mine,
        aims=tuple(_aims(index, found, mine, assure, reaches)),
    )


def _groups(index: Index, plan: Plan, terms: int) -> tuple[CourseGroup, ...]:
    """Category by category in the cluster's order; courses without one come last, in a group without a category."""
    lines = tuple(_lines(index, plan, terms))
    keys: tuple[str | None, ...] = (*index.categories, None)
    groups = (_group(index, key, lines, plan) for key in keys)
    return tuple(each for each in groups if each.lines or each.pools)


def _group(index: Index, key: str | None, lines: tuple[CourseLine, ...], plan: Plan) -> CourseGroup:
    mine = tuple(line for line in lines if _category(index, line.course) == key)
    pools = (pool for pool in plan.pools if index.categories.get(pool.category) == index.categories.get(key or ""))
    required = [line for line in mine if line.pool is None]
    nothing = Fraction(0)
    return CourseGroup(
        category=index.categories.get(key or ""),
        lines=mine,
        pools=tuple(pools),
        credits=sum((Fraction(line.course.credits) for line in required), nothing),
        hours=Hours(
            theory=sum((line.hours.theory for line in required), nothing),
            practice=sum((line.hours.practice for line in required), nothing),
        ),
    )


def _category(index: Index, course: Course) -> str | None:
    found = index.category_of(course)
    return found.key if found else None


def _lines(index: Index, plan: Plan, terms: int) -> Iterator[CourseLine]:
    """Required courses as the plan has them, then those of each pool; a course stands once."""
    seen: set[str] = set()
    for pool, placement in _placed(index, plan):
        if placement.course in index.courses and placement.course not in seen:
            seen.add(placement.course)
            yield _line(index, placement, pool, terms)


def _placed(index: Index, plan: Plan) -> Iterator[tuple[Pool | None, Placement]]:
    for placement in plan.required:
        yield None, placement
    for pool in plan.pools:
        listed = {each.course: each for each in pool.electives}
        for key in candidates(index, plan=plan.key, pool=pool):
            yield pool, listed.get(key) or Placement(course=key)


def _line(index: Index, placement: Placement, pool: Pool | None, terms: int) -> CourseLine:
    course = index.courses[placement.course]
    starts = (placement.term,) if placement.term else course.terms or tuple(range(1, terms + 1))
    runs = range(starts[0], starts[0] + course.span) if len(starts) == 1 else ()
    weekly = weekly_hours_of(course)
    named = {each for outcome in course.outcomes for each in outcome.assessments}
    return CourseLine(
        course=course,
        pool=pool,
        terms=starts,
        hours=hours_of(course, index.cluster.head),
        weekly=tuple((term, weekly) for term in runs),
        assessments=tuple(each for each in Assessment if each in named),
    )


def _aims(
    index: Index, plan: Plan, rules: tuple[RuleResult, ...], assure: Assure, reaches: FindReaches
) -> Iterator[AimLine]:
    """At each sitting of the plan; at its end where it has none."""
    last = When(term=index.program_of_plan[plan.key].terms)
    courses = [each.course for _pool, each in _placed(index, plan)]
    for aim in aims(index, plan=plan.key):
        sittings = [When(term=each.term, course=each.course) for each in aim.sittings]
        for when in sittings or [last]:
            asked = {"plan": plan.key, "framework": aim.framework, "when": when, "taking": aim.taking}
            framework = index.frameworks[aim.framework]
            yield AimLine(
                aim=aim,
                framework=framework,
                taking=index.modules.get(aim.taking or ""),
                sits=bool(sittings),
                assured=assure(**asked),
                promises=tuple(
                    each for each in rules if each.rule.is_promise and each.rule.scope.framework == aim.framework
                ),
                items=tuple(_items(index, framework, dict.fromkeys(courses), reaches(**asked))),
            )


def _items(
    index: Index, framework: Framework, courses: Mapping[str, None], reached: Mapping[str, Reach]
) -> Iterator[ItemLine]:
    served = index.served.get(framework.key, {})
    for item, level, footing in _walk(framework.items, 1, framework.footing):
        ranks = ((key, served.get(key, {}).get(item.key, 0)) for key in courses)
        yield ItemLine(
            item=item,
            level=level,
            footing=footing,
            reach=reached.get(item.key),
            courses=tuple((index.courses[key], rank) for key, rank in ranks if rank and key in index.courses),
        )


def _walk(items: tuple[Item, ...], level: int, above: Footing) -> Iterator[tuple[Item, int, Footing]]:
    for item in items:
        footing = item.footing or above
        yield item, level, footing
        yield from _walk(item.children, level + 1, footing)
