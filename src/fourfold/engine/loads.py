"""Loads: credits and weekly hours in each term of a plan, whichever electives are chosen.

A course over several terms spreads its credits evenly and has its weekly hours in each of them. Required courses
without a term, and unlisted credits, are in no term.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.course import Course
from fourfold.domain.rule import Measure
from fourfold.engine.choices import Choice, Limit, Taken
from fourfold.engine.coverage import Interval
from fourfold.engine.hours import weekly_hours_of
from fourfold.engine.index import Index
from fourfold.engine.plan.block import Alternative
from fourfold.engine.plan.choice import StruckError
from fourfold.engine.plan.compiled import Compiled, compiled
from fourfold.engine.plan.extreme import Extreme, Range
from fourfold.engine.plan.fold import Trail
from fourfold.engine.plan.linear import sum_extreme

LOAD_MEASURES = frozenset({Measure.TERM_CREDITS, Measure.WEEKLY_HOURS})
"""The measures of each term of a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One term of a plan: what required courses ask, and the whole with electives, over all legal choices."""

    term: int
    required_credits: Fraction
    required_weekly_hours: Fraction
    credits: Interval
    weekly_hours: Interval


def loads(index: Index, *, plan: str, limit: Limit | None = None) -> tuple[Load, ...]:
    """The load of each term of a plan; where there is no legal choice, that of its required courses alone."""
    limit = limit or Limit()
    credit = _by_term(index, plan, Measure.TERM_CREDITS, limit)
    weekly = _by_term(index, plan, Measure.WEEKLY_HOURS, limit)
    found = compiled(index, plan)
    return tuple(
        Load(
            term=term,
            required_credits=_required(index, found, Measure.TERM_CREDITS, term),
            required_weekly_hours=_required(index, found, Measure.WEEKLY_HOURS, term),
            credits=credit[term],
            weekly_hours=weekly[term],
        )
        for term in range(1, found.offer.terms + 1)
    )


def _by_term(index: Index, plan: str, measure: Measure, limit: Limit) -> dict[int, Interval]:
    found = compiled(index, plan)
    ranges = load_ranges(index, plan=plan, measure=measure, limit=limit)
    if ranges is not None:
        return {term: Interval(low=each.guaranteed.bound, high=each.reachable.bound) for term, each in ranges}
    alone = {term: _required(index, found, measure, term) for term in range(1, found.offer.terms + 1)}
    return {term: Interval(low=amount, high=amount) for term, amount in alone.items()}


def load_ranges(
    index: Index, *, plan: str, measure: Measure, limit: Limit | None = None
) -> tuple[tuple[int, Range], ...] | None:
    """One of `LOAD_MEASURES` in each term over all legal choices; `None` where there is none.

    Exact where no requisite ties electives whose terms the plan leaves open; else the ends enclose what is possible.
    """
    found, limit = compiled(index, plan), limit or Limit()
    ranges = []
    for term in range(1, found.offer.terms + 1):
        each = _range(index, found, measure, term, limit)
        if each is None:
            return None
        ranges.append((term, each))
    return tuple(ranges)


def _load(course: Course, measure: Measure) -> Fraction:
    return Fraction(course.credits) / course.span if measure is Measure.TERM_CREDITS else weekly_hours_of(course)


def _required(index: Index, plan: Compiled, measure: Measure, term: int) -> Fraction:
    running = (
        index.courses[key]
        for key, start in plan.offer.fixed.items()
        if start is not None and start <= term < start + plan.offer.spans[key]
    )
    return sum((_load(course, measure) for course in running), Fraction(0))


def _range(index: Index, plan: Compiled, measure: Measure, term: int, limit: Limit) -> Range | None:
    base = _required(index, plan, measure, term)
    try:
        ends = [
            sum_extreme(plan, _running(index, plan, measure, term, least=least), limit, least=least)
            for least in (True, False)
        ]
    except StruckError:
        most = sum((_load(index.courses[key], measure) for key in plan.offer.options_of), base)
        return _enclosing(base, most)
    low, high = ends
    if low is None or high is None:
        return None
    if not _is_exact(plan):
        return _enclosing(base + low[0], base + high[0])
    least = Extreme(bound=base + low[0], best=base + low[0], choice=_choice(plan, low[1], term, least=True))
    most_ = Extreme(bound=base + high[0], best=base + high[0], choice=_choice(plan, high[1], term, least=False))
    return Range(guaranteed=least, reachable=most_, least_upper=least, most_lower=most_)


def _is_exact(plan: Compiled) -> bool:
    """Whether every elective may go to any term of its window, whatever the others do."""
    tied = (block for component in plan.components for block in component.blocks if block.owners)
    options = (plan.offer.options[number] for block in tied for number in block.options)
    return all(len(plan.offer.window(option.number, course)) == 1 for option in options for course in option.courses)


def _enclosing(low: Fraction, high: Fraction) -> Range:
    least, most = Extreme(bound=low, best=high), Extreme(bound=high, best=low)
    return Range(guaranteed=least, reachable=most, least_upper=least, most_lower=most)


def _starts(plan: Compiled, alternative: Alternative) -> dict[str, tuple[int, ...]]:
    """When each course of an alternative may start: in its window, from its earliest to its latest start."""
    latest = dict(alternative.late)
    windows = {
        course: plan.offer.window(number, course)
        for number in alternative.options
        for course in plan.offer.options[number].courses
    }
    return {
        course: tuple(start for start in windows[course] if early <= start <= latest[course])
        for course, early in alternative.early
    }


def _runs(plan: Compiled, course: str, start: int, term: int) -> bool:
    return start <= term < start + plan.offer.spans[course]


def _running(
    index: Index, plan: Compiled, measure: Measure, term: int, *, least: bool
) -> Callable[[Alternative], Fraction]:
    """What an alternative loads on a term at least (its courses stay away where they may) or at most."""
    combine = all if least else any

    def value(alternative: Alternative) -> Fraction:
        found = Fraction(0)
        for course, starts in _starts(plan, alternative).items():
            if combine(_runs(plan, course, start, term) for start in starts):
                found += _load(index.courses[course], measure)
        return found

    return value


def _choice(plan: Compiled, trails: tuple[Trail | None, ...], term: int, *, least: bool) -> Choice:
    """The choice behind trails, each course in the first term that keeps it away from (or brings it into) `term`."""
    found = plan.choice(trails, late=False)
    moved = []
    for each in found.taken:
        numbers = {counter.pool.key: number for number, counter in enumerate(plan.offer.counters)}
        window = plan.offer.windows[numbers[each.pool], each.course]
        fitting = [start for start in window if _runs(plan, each.course, start, term) != least]
        moved.append(Taken(course=each.course, term=(fitting or list(window))[0], pool=each.pool))
    return Choice(taken=tuple(moved), wholes=found.wholes)
