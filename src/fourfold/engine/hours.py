"""Hours: of a course, of a plan whichever electives are chosen, and of its terms.

Units: hours are teaching hours (学时), credits are credits (学分), shares run from 0 to 1.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.plan import Pool, PoolKind
from fourfold.domain.rule import Measure
from fourfold.engine.choices import Infeasible, Limit
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.plan.compiled import Compiled, compiled
from fourfold.engine.plan.extreme import Range
from fourfold.engine.plan.linear import Ratio, ratio_extreme
from fourfold.engine.plan.obstacle import why_none

HOUR_MEASURES = frozenset(
    {Measure.HOURS, Measure.CREDITS, Measure.HOURS_SHARE, Measure.ELECTIVE_SHARE, Measure.PRACTICE_SHARE}
)
"""The measures of a plan's hours that hold over all legal choices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours of theory and of practice."""

    theory: Fraction
    practice: Fraction

    @property
    def total(self) -> Fraction:
        """Theory and practice together."""
        return self.theory + self.practice


@dataclass(frozen=True, slots=True, kw_only=True)
class HourShares:
    """A plan's hours and credits, and shares of the hours, over all legal choices; each share on its own.

    `categories` has every category of the cluster in its order. `unlisted`: pools whose courses the plan does not
    list; they count at the cluster's hours per credit, with practice anything from none to all of them.
    """

    plan: str
    hours: Range
    credits: Range
    elective: Range
    practice: Range
    categories: tuple[tuple[str, Range], ...]
    unlisted: tuple[str, ...]


def hours_of(course: Course, head: Head) -> Hours:
    """The hours of a course: weeks × weekly hours, and concentrated weeks as practice.

    theory = w·t; practice = w·p + k·h, with w weeks, t and p weekly hours, k concentrated weeks and h the cluster's
    hours per concentrated week.

    >>> from decimal import Decimal
    >>> from fourfold.domain.course import CourseType
    >>> from fourfold.domain.footing import Footing, Ground
    >>> from fourfold.domain.text import Text
    >>> head = Head(key="h", code="H", institution="x", title=Text(en="h"), footing=Footing(ground=Ground.ILLUSTRATIVE))
    >>> course = Course(
    ...     key="c",
    ...     code="C",
    ...     title=Text(en="c"),
    ...     module="m",
    ...     type=CourseType.MIXED,
    ...     credits=Decimal(4),
    ...     weeks=16,
    ...     theory_hours_per_week=Decimal(2),
    ...     practice_hours_per_week=Decimal("1.5"),
    ...     concentrated_weeks=1,
    ... )
    >>> hours_of(course, head)
    Hours(theory=Fraction(32, 1), practice=Fraction(48, 1))
    """
    concentrated = course.concentrated_weeks * Fraction(head.hours_per_concentrated_week)
    return Hours(
        theory=course.weeks * Fraction(course.theory_hours_per_week),
        practice=course.weeks * Fraction(course.practice_hours_per_week) + concentrated,
    )


def total_hours(index: Index) -> dict[str, Fraction]:
    """The hours of every course, theory and practice together, by the course's key."""
    return kept(
        index,
        "total hours of courses",
        lambda: {key: hours_of(course, index.cluster.head).total for key, course in index.courses.items()},
    )


def weekly_hours_of(course: Course) -> Fraction:
    """The hours in each teaching week of each term in which a course runs; concentrated weeks have none."""
    return Fraction(course.theory_hours_per_week) + Fraction(course.practice_hours_per_week)


def hours_shares(index: Index, *, plan: str, limit: Limit | None = None) -> HourShares | Infeasible:
    """A plan's hours, credits and shares over all legal choices, or why there are none.

    elective: hours of electives, listed or not, over all hours. practice: hours of practice over all hours.
    category: hours of its courses, and of unlisted pools of that category, over all hours.
    """

    def found(measure: Measure, *categories: str) -> Range | None:
        return hours_range(index, plan=plan, measure=measure, categories=categories, limit=limit)

    hours, credit = found(Measure.HOURS), found(Measure.CREDITS)
    elective, practice = found(Measure.ELECTIVE_SHARE), found(Measure.PRACTICE_SHARE)
    if hours is None or credit is None or elective is None or practice is None:
        return why_none(index, plan=plan, limit=limit or Limit())
    shares = ((key, found(Measure.HOURS_SHARE, key)) for key in index.categories)
    return HourShares(
        plan=plan,
        hours=hours,
        credits=credit,
        elective=elective,
        practice=practice,
        categories=tuple((key, share) for key, share in shares if share is not None),
        unlisted=compiled(index, plan).offer.unlisted,
    )


def hours_range(
    index: Index, *, plan: str, measure: Measure, categories: Collection[str] = (), limit: Limit | None = None
) -> Range | None:
    """One of `HOUR_MEASURES` over all legal choices; `None` where there is none.

    `categories` limits what `HOURS`, `CREDITS` and the numerator of `HOURS_SHARE` count; none named: all.
    """
    found, limit = compiled(index, plan), limit or Limit()
    lower, upper = (_ratio(index, found, measure, categories, practised=part) for part in (False, True))
    guaranteed = ratio_extreme(found, lower, limit, least=True)
    reachable = ratio_extreme(found, upper, limit, least=False)
    if guaranteed is None or reachable is None:
        return None
    if lower == upper:
        return Range(guaranteed=guaranteed, reachable=reachable, least_upper=guaranteed, most_lower=reachable)
    least_upper = ratio_extreme(found, upper, limit, least=True)
    most_lower = ratio_extreme(found, lower, limit, least=False)
    return Range(
        guaranteed=guaranteed,
        reachable=reachable,
        least_upper=least_upper or guaranteed,
        most_lower=most_lower or reachable,
    )


def _ratio(index: Index, plan: Compiled, measure: Measure, categories: Collection[str], *, practised: bool) -> Ratio:
    """A measure as a ratio of sums; `practised`: all unlisted hours are practice, else none is."""
    counting = _Counting(index, measure, frozenset(categories), practised)
    required, electives = tuple(plan.offer.fixed), tuple(plan.offer.options_of)
    unlisted = [pool for pool in plan.offer.plan.pools if pool.kind is PoolKind.UNLISTED]
    above_rest = sum((counting.required(key) for key in required), Fraction(0))
    above_rest += sum((counting.unlisted(pool) for pool in unlisted), Fraction(0))
    above = {key: counting.elective(key) for key in electives}
    if measure in {Measure.HOURS, Measure.CREDITS}:
        return Ratio(above, above_rest)
    below = {key: _hours(index, key).total for key in electives}
    below_rest = sum((_hours(index, key).total for key in required), Fraction(0))
    below_rest += sum((_unlisted_hours(index, pool) for pool in unlisted), Fraction(0))
    return Ratio(above, above_rest, below, below_rest)


def _hours(index: Index, course: str) -> Hours:
    return hours_of(index.courses[course], index.cluster.head)


def _unlisted_hours(index: Index, pool: Pool) -> Fraction:
    return Fraction(pool.credits or 0) * Fraction(index.cluster.head.hours_per_credit)


@dataclass(frozen=True, slots=True)
class _Counting:
    """What a measure's numerator counts of each course and each unlisted pool."""

    index: Index
    measure: Measure
    categories: frozenset[str]
    practised: bool

    def required(self, course: str) -> Fraction:
        return Fraction(0) if self.measure is Measure.ELECTIVE_SHARE else self.elective(course)

    def elective(self, course: str) -> Fraction:
        value = self.index.courses[course]
        category = self.index.category_of(value)
        if self._leaves_out(category.key if category else None):
            return Fraction(0)
        if self.measure is Measure.CREDITS:
            return Fraction(value.credits)
        hours = _hours(self.index, course)
        return hours.practice if self.measure is Measure.PRACTICE_SHARE else hours.total

    def unlisted(self, pool: Pool) -> Fraction:
        if self._leaves_out(pool.category) or (self.measure is Measure.PRACTICE_SHARE and not self.practised):
            return Fraction(0)
        return Fraction(pool.credits or 0) if self.measure is Measure.CREDITS else _unlisted_hours(self.index, pool)

    def _leaves_out(self, category: str | None) -> bool:
        return bool(self.categories) and category not in self.categories
