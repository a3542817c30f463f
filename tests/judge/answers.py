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
    """Guaranteed and reachable of every measure, over the choices that count."""

    items_met: Pair
    met_weight: Pair
    partial: Pair
    least_depth: Pair


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
    """The legal choices that an answer runs over."""
    return [
        each
        for each in legal
        if (moment.course is None or moment.course in each.terms) and (taking is None or takes(dossier, each, taking))
    ]


def measured_at(dossier: Dossier, framework: Framework, chosen: Chosen, moment: Moment) -> Measured:
    return coverage.measured(framework, coverage.depths(dossier, framework, completed(dossier, chosen, moment)))


def extremes(dossier: Dossier, framework: Framework, over: Iterable[Chosen], moment: Moment) -> Extremes:
    """Guaranteed: the least lower end. Reachable: the greatest upper end."""
    found = [measured_at(dossier, framework, each, moment) for each in over]
    counts = [Fraction(each.items_met) for each in found]
    ranks = [Fraction(each.least_depth) for each in found]
    return Extremes(
        items_met=(min(counts), max(counts)),
        met_weight=(min(each.met_weight[0] for each in found), max(each.met_weight[1] for each in found)),
        partial=(min(each.partial[0] for each in found), max(each.partial[1] for each in found)),
        least_depth=(min(ranks), max(ranks)),
    )


class Verdict(Enum):
    KEPT = "kept"
    BROKEN = "broken"
    NOT_DECIDED = "not-decided"


def value_at(measured: Measured, measure: Measure, leaves: int) -> Pair:
    """What a promise compares: a count, a rank or per cent; as an interval where weights are unknown."""
    if measure is Measure.ITEMS_MET:
        return Fraction(measured.items_met), Fraction(measured.items_met)
    if measure is Measure.LEAST_DEPTH:
        return Fraction(measured.least_depth), Fraction(measured.least_depth)
    if measure is Measure.ITEMS_MET_SHARE:
        share = Fraction(100 * measured.items_met, leaves)
        return share, share
    low, high = measured.met_weight if measure is Measure.MET_WEIGHT else measured.partial
    return 100 * low, 100 * high


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
    found = [value_at(measured_at(dossier, framework, each, moment), rule.measure, leaves) for each in over]
    if any(surely_not(rule, *pair) for pair in found):
        return Verdict.BROKEN
    return Verdict.KEPT if all(surely(rule, *pair) for pair in found) else Verdict.NOT_DECIDED


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


@dataclass(frozen=True)
class Shares:
    """Shares of a plan's hours over its legal choices; `None` where some choice has no hours at all."""

    elective: Pair | None
    practice: Pair | None
    categories: dict[str, Pair | None]


def unlisted_hours(dossier: Dossier, plan: Plan, category: str | None = None) -> Fraction:
    return Fraction(
        sum(
            (pool.credits or 0) * dossier.cluster.head.hours_per_credit
            for pool in plan.pools
            if pool.kind is PoolKind.UNLISTED and category in (None, pool.category)
        )
    )


def practice_hours(dossier: Dossier, keys: Iterable[str]) -> Fraction:
    known = choices.courses_of(dossier)
    return Fraction(sum(course_hours(dossier, known[key])[1] for key in keys))


def in_category(dossier: Dossier, keys: Iterable[str], category: str) -> list[str]:
    known = choices.courses_of(dossier)
    modules = {each.key for each in dossier.cluster.modules if each.category == category}
    return [key for key in keys if known[key].module in modules]


def shares_of(dossier: Dossier, plan: Plan, chosen: Chosen) -> tuple[Pair, Pair, dict[str, Pair]] | None:
    """Elective, practice and category shares under one choice; unlisted practice is anything from none to all."""
    taken, outside = sorted(chosen.terms), unlisted_hours(dossier, plan)
    total = total_hours(dossier, taken) + outside
    if not total:
        return None
    elective = (total_hours(dossier, chosen.electives) + outside) / total
    practice = practice_hours(dossier, taken)
    categories = {
        each.key: (
            total_hours(dossier, in_category(dossier, taken, each.key)) + unlisted_hours(dossier, plan, each.key)
        )
        / total
        for each in dossier.cluster.head.categories
    }
    return (
        (elective, elective),
        (practice / total, (practice + outside) / total),
        {key: (share, share) for key, share in categories.items()},
    )


def hull(pairs: Iterable[Pair]) -> Pair:
    found = list(pairs)
    return min(low for low, _ in found), max(high for _, high in found)


def hour_shares(dossier: Dossier, plan: Plan, legal: Iterable[Chosen]) -> Shares | None:
    """Each share on its own over every legal choice; `None` where a choice has no hours."""
    found = [shares_of(dossier, plan, each) for each in legal]
    sound = [each for each in found if each is not None]
    if len(sound) != len(found):
        return None
    return Shares(
        elective=hull(each[0] for each in sound),
        practice=hull(each[1] for each in sound),
        categories={
            each.key: hull(shares[2][each.key] for shares in sound) for each in dossier.cluster.head.categories
        },
    )


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
