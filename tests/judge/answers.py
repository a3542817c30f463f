"""The judge's answers about a plan: least and greatest over every legal choice, one after another."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, RequisiteKind
from fourfold.domain.framework import Depth, Framework
from fourfold.domain.plan import Plan, PoolKind
from fourfold.domain.program import Program
from fourfold.domain.rule import Comparator, Measure, Rule
from tests.judge import choices, complexity, coverage
from tests.judge.choices import Chosen
from tests.judge.coverage import Measured, Pair


@dataclass(frozen=True)
class Moment:
    """After a term, or after a course (exactly one is given)."""

    term: int | None = None
    course: str | None = None


@dataclass(frozen=True)
class Extremes:
    """Of a figure over the choices that count: least and greatest of its lower and of its upper ends."""

    guaranteed: Fraction
    reachable: Fraction
    least_upper: Fraction
    most_lower: Fraction


def extremes(found: Iterable[Pair]) -> Extremes:
    lows, highs = zip(*found, strict=True)
    return Extremes(
        guaranteed=min(lows),
        reachable=max(highs),
        least_upper=min(highs),
        most_lower=max(lows),
    )


def completed(dossier: Dossier, chosen: Chosen, moment: Moment) -> frozenset[str]:
    """The courses completed by then. A course without a term is never completed, and nothing is after it."""
    known = choices.courses_of(dossier)
    until = moment.term
    if moment.course is not None:
        until = choices.ends(known[moment.course], chosen.terms)
    done = {key: choices.ends(known[key], chosen.terms) for key in chosen.terms}
    return frozenset(key for key, end in done.items() if end is not None and until is not None and end <= until)


def takes(dossier: Dossier, chosen: Chosen, module: str) -> bool:
    """Whether a choice takes a module: picked as one, or all its courses that are not optional are taken."""
    whole = choices.module_courses(dossier, module)
    return module in chosen.modules or (bool(whole) and whole <= set(chosen.terms))


def counting(dossier: Dossier, legal: Iterable[Chosen], moment: Moment, taking: str | None) -> list[Chosen]:
    """The legal choices that an answer runs over: nothing is after a course that has no term."""
    return [
        each
        for each in legal
        if (moment.course is None or each.terms.get(moment.course) is not None)
        and (taking is None or takes(dossier, each, taking))
    ]


def measured_at(dossier: Dossier, framework: Framework, chosen: Chosen, moment: Moment) -> Measured:
    return coverage.measured(framework, coverage.depths(dossier, framework, completed(dossier, chosen, moment)))


COVERAGE = (Measure.ITEMS_MET, Measure.ITEMS_MET_SHARE, Measure.MET_WEIGHT, Measure.PARTIAL, Measure.LEAST_DEPTH)


def value_at(measured: Measured, measure: Measure, leaves: int) -> Pair:
    """One measure: a count, per cent of the items, a rank, or a part of the weight from 0 to 1."""
    if measure in {Measure.MET_WEIGHT, Measure.PARTIAL}:
        return measured.met_weight if measure is Measure.MET_WEIGHT else measured.partial
    value = {
        Measure.ITEMS_MET: Fraction(measured.items_met),
        Measure.ITEMS_MET_SHARE: Fraction(100 * measured.items_met, leaves),
        Measure.LEAST_DEPTH: Fraction(measured.least_depth),
    }[measure]
    return value, value


def ranges(dossier: Dossier, framework: Framework, over: Iterable[Chosen], moment: Moment) -> dict[Measure, Extremes]:
    """Guaranteed and reachable of every measure of coverage."""
    found, leaves = [measured_at(dossier, framework, each, moment) for each in over], len(framework.leaves())
    return {measure: extremes(value_at(each, measure, leaves) for each in found) for measure in COVERAGE}


class Verdict(Enum):
    KEPT = "kept"
    BROKEN = "broken"
    NOT_DECIDED = "not-decided"


def compared(measured: Measured, measure: Measure, leaves: int) -> Pair:
    """What a promise compares with its value: weights in per cent."""
    low, high = value_at(measured, measure, leaves)
    percent = 100 if measure in {Measure.MET_WEIGHT, Measure.PARTIAL} else 1
    return percent * low, percent * high


def surely(rule: Rule, low: Fraction, high: Fraction) -> bool:
    """Whether every value between `low` and `high` keeps the rule."""
    value, upper = Fraction(rule.value), Fraction(rule.value if rule.upper is None else rule.upper)
    return {
        Comparator.AT_LEAST: low >= value,
        Comparator.AT_MOST: high <= value,
        Comparator.EQUAL: low == high == value,
        Comparator.BETWEEN: value <= low and high <= upper,
    }[rule.comparator]


def surely_not(rule: Rule, low: Fraction, high: Fraction) -> bool:
    """Whether no value between `low` and `high` keeps the rule."""
    value, upper = Fraction(rule.value), Fraction(rule.value if rule.upper is None else rule.upper)
    return {
        Comparator.AT_LEAST: high < value,
        Comparator.AT_MOST: low > value,
        Comparator.EQUAL: high < value or low > value,
        Comparator.BETWEEN: high < value or low > upper,
    }[rule.comparator]


def verdict(dossier: Dossier, framework: Framework, rule: Rule, over: Iterable[Chosen], moment: Moment) -> Verdict:
    """Kept where every choice surely keeps it, broken where one surely does not."""
    leaves = len(framework.leaves())
    found = [compared(measured_at(dossier, framework, each, moment), rule.measure, leaves) for each in over]
    if any(surely_not(rule, *pair) for pair in found):
        return Verdict.BROKEN
    return Verdict.KEPT if all(surely(rule, *pair) for pair in found) else Verdict.NOT_DECIDED


def route(dossier: Dossier, plan: Plan, framework: str) -> str | None:
    """The module through which the program reaches a certification."""
    certifications = choices.program_of(dossier, plan).certifications
    return next((each.through for each in certifications if each.framework == framework and each.through), None)


def times(plan: Plan, rule: Rule) -> list[Moment]:
    """When a promise is judged: at the rule's own term, else at every sitting of the plan."""
    if rule.scope.term is not None:
        return [Moment(term=rule.scope.term)]
    sittings = [each for each in plan.sittings if each.framework == rule.scope.framework]
    return [Moment(term=each.term, course=each.course) for each in sittings]


def promise(
    dossier: Dossier, plan: Plan, rule: Rule, legal: Iterable[Chosen], *, without_choices: Verdict = Verdict.NOT_DECIDED
) -> Verdict:
    """Broken once is broken; kept is kept each time; where there is nothing to judge, nothing is decided."""
    framework = next(each for each in dossier.frameworks if each.key == rule.scope.framework)
    taking, found = route(dossier, plan, framework.key), []
    for moment in times(plan, rule):
        over = counting(dossier, legal, moment, taking)
        if not framework.leaves():
            found.append(Verdict.NOT_DECIDED)
        else:
            found.append(verdict(dossier, framework, rule, over, moment) if over else without_choices)
    if Verdict.BROKEN in found:
        return Verdict.BROKEN
    return Verdict.KEPT if set(found) == {Verdict.KEPT} else Verdict.NOT_DECIDED


def gaps(dossier: Dossier, framework: Framework, over: Iterable[Chosen], moment: Moment) -> dict[str, int]:
    """Missing depth of every leaf that some choice leaves unmet."""
    served = [coverage.depths(dossier, framework, completed(dossier, each, moment)) for each in over]
    least = {leaf: min(depths[leaf.key] for depths in served) for leaf in framework.leaves()}
    return {leaf.key: leaf.depth.rank - rank for leaf, rank in least.items() if rank < leaf.depth.rank}


def required_by(dossier: Dossier, program: Program) -> frozenset[str]:
    return frozenset[str]().union(*(choices.required_of(dossier, plan) for plan in program.plans))


def redundancy(dossier: Dossier, framework: Framework, courses: Iterable[str]) -> dict[str, frozenset[str]]:
    """Leaves mastered in more than one of the courses, and which those are."""
    masters = {
        leaf.key: frozenset(
            key for key in courses if coverage.depths(dossier, framework, {key})[leaf.key] == Depth.MASTER.rank
        )
        for leaf in framework.leaves()
    }
    return {leaf: found for leaf, found in masters.items() if len(found) > 1}


def course_hours(dossier: Dossier, course: Course) -> tuple[Decimal, Decimal]:
    """Hours of theory and of practice."""
    concentrated = course.concentrated_weeks * dossier.cluster.head.hours_per_concentrated_week
    return (
        course.weeks * course.theory_hours_per_week,
        course.weeks * course.practice_hours_per_week + concentrated,
    )


def total_hours(dossier: Dossier, keys: Iterable[str]) -> Fraction:
    known = choices.courses_of(dossier)
    return Fraction(sum(sum(course_hours(dossier, known[key])) for key in keys))


def sharing(dossier: Dossier, program: Program, courses: frozenset[str]) -> Fraction | None:
    """The part of the hours of `courses` that another program also requires; `None` where there are no hours."""
    others = frozenset[str]().union(
        *(required_by(dossier, each) for each in dossier.cluster.programs if each != program)
    )
    whole = total_hours(dossier, courses)
    return total_hours(dossier, courses & others) / whole if whole else None


def unlisted_credits(plan: Plan, categories: frozenset[str]) -> Fraction:
    pools = [pool for pool in plan.pools if pool.kind is PoolKind.UNLISTED and pool.category in categories]
    return Fraction(sum(pool.credits or 0 for pool in pools))


def practice_hours(dossier: Dossier, keys: Iterable[str]) -> Fraction:
    known = choices.courses_of(dossier)
    return Fraction(sum(course_hours(dossier, known[key])[1] for key in keys))


def in_categories(dossier: Dossier, keys: Iterable[str], categories: frozenset[str]) -> list[str]:
    known = choices.courses_of(dossier)
    modules = {each.key for each in dossier.cluster.modules if each.category in categories}
    return [key for key in keys if known[key].module in modules]


def all_categories(dossier: Dossier) -> frozenset[str]:
    return frozenset(each.key for each in dossier.cluster.head.categories)


def hours_in(dossier: Dossier, plan: Plan, chosen: Chosen, categories: frozenset[str]) -> Fraction:
    per_credit = Fraction(dossier.cluster.head.hours_per_credit)
    listed = total_hours(dossier, in_categories(dossier, chosen.terms, categories))
    return listed + unlisted_credits(plan, categories) * per_credit


def credits_in(dossier: Dossier, plan: Plan, chosen: Chosen, categories: frozenset[str]) -> Fraction:
    known = choices.courses_of(dossier)
    listed = sum(known[key].credits for key in in_categories(dossier, chosen.terms, categories))
    return Fraction(listed) + unlisted_credits(plan, categories)


def hours_value(dossier: Dossier, plan: Plan, chosen: Chosen, measure: Measure, categories: frozenset[str]) -> Pair:
    """Hours, credits, or a share of all hours from 0 to 1; unlisted practice is anything from none to all."""
    everything = all_categories(dossier)
    total = hours_in(dossier, plan, chosen, everything)
    unlisted = unlisted_credits(plan, everything) * Fraction(dossier.cluster.head.hours_per_credit)
    practice, electives = practice_hours(dossier, chosen.terms), total_hours(dossier, chosen.electives)
    low, high = {
        Measure.HOURS: (hours_in(dossier, plan, chosen, categories),) * 2,
        Measure.CREDITS: (credits_in(dossier, plan, chosen, categories),) * 2,
        Measure.HOURS_SHARE: (hours_in(dossier, plan, chosen, categories),) * 2,
        Measure.ELECTIVE_SHARE: (electives + unlisted,) * 2,
        Measure.PRACTICE_SHARE: (practice, practice + unlisted),
    }[measure]
    if measure in {Measure.HOURS, Measure.CREDITS} or not total:
        return low, high
    return low / total, high / total


def hours_range(dossier: Dossier, plan: Plan, legal: Iterable[Chosen], measure: Measure, *categories: str) -> Extremes:
    """A measure of hours over every legal choice, in some categories (none named: all)."""
    within = frozenset(categories) or all_categories(dossier)
    return extremes(hours_value(dossier, plan, each, measure, within) for each in legal)


def counted(dossier: Dossier, plan: Plan) -> frozenset[str]:
    """The required and the listed elective courses of a plan."""
    listed = (choices.candidates(dossier, plan, pool) for pool in plan.pools)
    return frozenset(choices.required_of(dossier, plan)).union(*listed)


def plan_complexity(dossier: Dossier, plan: Plan) -> dict[str, complexity.Vertex] | None:
    """Metrics of a plan's graph; `None` where a cycle runs through a prerequisite."""
    vertices, known = counted(dossier, plan), choices.courses_of(dossier)
    arrows = [
        (leaf.course, key, leaf.kind)
        for key in sorted(vertices)
        for leaf in known[key].requisites()
        if leaf.course in vertices
    ]
    edges = frozenset((before, after) for before, after, _ in arrows)
    on_cycles = {edge for edge in edges if edge[0] == edge[1] or complexity.reaches(edge[1], edge[0], edges)}
    if any((before, after) in on_cycles and kind is RequisiteKind.PRE for before, after, kind in arrows):
        return None
    return complexity.metrics(vertices, edges - on_cycles)
