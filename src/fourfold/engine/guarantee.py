"""Guaranteed and reachable: the least and the most that a plan covers of a framework, over all its legal choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fourfold.domain.rule import Measure
from fourfold.engine.choices import Choice, Infeasible, Limit, Obstacle, first_legal
from fourfold.engine.index import Index
from fourfold.engine.plan.block import Demand
from fourfold.engine.plan.compiled import Compiled, compiled
from fourfold.engine.plan.extreme import Extreme, Range
from fourfold.engine.plan.obstacle import why_none
from fourfold.engine.plan.offer import whole
from fourfold.engine.plan.question import Case, Question
from fourfold.engine.yardstick import yardstick

__all__ = [
    "MEASURES",
    "Assurance",
    "Extreme",
    "Range",
    "When",
    "assure",
    "by_term",
    "cases_of",
    "measured",
    "route_of",
    "sittings_of",
    "why_infeasible",
]

MEASURES = (Measure.ITEMS_MET, Measure.MET_WEIGHT, Measure.PARTIAL)
"""What an assurance tells: the three measures of coverage, the leading one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When coverage is judged: after a `term`, or at the end of the term in which a `course` is completed."""

    term: int | None = None
    course: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assurance:
    """What a plan assures of a framework: `items_met` as a count, weighted measures from 0 to 1.

    `taking`: only choices that take this module. `unlisted`: pools that list no courses and so contribute nothing.
    `infeasible` says why no choice remains; then the measures are `None`. `items` is how many leaves there are;
    where it is 0 nothing is known, and nothing is promised.
    """

    plan: str
    framework: str
    when: When
    taking: str | None
    unlisted: tuple[str, ...]
    items: int
    items_met: Range | None
    met_weight: Range | None
    partial: Range | None
    infeasible: Infeasible | None = None

    @property
    def decided(self) -> bool:
        """Whether the least and the most of all three measures are exact."""
        ranges = (self.items_met, self.met_weight, self.partial)
        return all(each is not None and each.decided for each in ranges)


def sittings_of(index: Index, *, plan: str, framework: str) -> tuple[When, ...]:
    """When a plan's students sit a framework, in the plan's order."""
    return tuple(
        When(term=each.term, course=each.course) for each in index.plans[plan].sittings if each.framework == framework
    )


def route_of(index: Index, *, plan: str, framework: str) -> str | None:
    """The module through which a plan's program reaches a certification, if any."""
    through = (each.through for each in index.program_of_plan[plan].certifications if each.framework == framework)
    return next((module for module in through if module is not None), None)


def assure(
    index: Index,
    *,
    plan: str,
    framework: str,
    when: When,
    taking: str | None = None,
    limit: Limit | None = None,
) -> Assurance:
    """What a plan guarantees and can reach of a framework, over the legal choices (that take the module `taking`).

    Guaranteed is the minimum of the measures' lower ends, reachable the maximum of their upper ends. After a
    course: at the end of the term that completes it, over the choices that take it.
    """
    limit = limit or Limit()
    found = measured(index, plan=plan, framework=framework, when=when, taking=taking, measures=MEASURES, limit=limit)
    ranges: Mapping[Measure, Range] = {} if isinstance(found, Infeasible) else found
    return Assurance(
        plan=plan,
        framework=framework,
        when=when,
        taking=taking,
        unlisted=compiled(index, plan).offer.unlisted,
        items=len(yardstick(index, framework).leaves),
        items_met=ranges.get(Measure.ITEMS_MET),
        met_weight=ranges.get(Measure.MET_WEIGHT),
        partial=ranges.get(Measure.PARTIAL),
        infeasible=found if isinstance(found, Infeasible) else None,
    )


def by_term(
    index: Index, *, plan: str, framework: str, taking: str | None = None, limit: Limit | None = None
) -> tuple[Assurance, ...]:
    """What a plan assures of a framework by the end of each term of its program, first term first."""
    terms = range(1, index.program_of_plan[plan].terms + 1)
    return tuple(
        assure(index, plan=plan, framework=framework, when=When(term=term), taking=taking, limit=limit)
        for term in terms
    )


def measured(
    index: Index,
    *,
    plan: str,
    framework: str,
    when: When,
    taking: str | None,
    measures: Iterable[Measure],
    limit: Limit,
) -> Mapping[Measure, Range] | Infeasible:
    """The ranges of some coverage measures over the legal choices, or why there are none.

    Units: a count of items, a rank, per cent of items, and shares of the weight from 0 to 1.
    """
    found, gauge = compiled(index, plan), yardstick(index, framework)
    cases = cases_of(index, plan=plan, when=when, taking=taking)
    if isinstance(cases, Infeasible):
        return cases
    ranges = Question(index, found, gauge, limit).ranges(cases, tuple(measures))
    if ranges is not None:
        return ranges
    return why_infeasible(index, plan=plan, limit=limit)


def why_infeasible(index: Index, *, plan: str, limit: Limit) -> Infeasible:
    """Why a question has no legal choice: the plan has none, or none meets the question's condition."""
    first = first_legal(index, plan=plan, limit=limit)
    if first is None or isinstance(first, Choice):
        return Infeasible(why=Obstacle.CONDITION)
    return why_none(index, plan=plan, limit=limit)


def cases_of(
    index: Index, *, plan: str, when: When, taking: str | None, among: Compiled | None = None
) -> tuple[Case, ...] | Infeasible:
    """The cases of a question, each with its term: one for every term in which the course sat after may start.

    `among` is the plan as it is being tried out, where it is not as the index has it.
    """
    found = among or compiled(index, plan)
    demands = _taking(index, found, taking)
    if when.course is None:
        return tuple(Case(when.term or 0, demand) for demand in demands)
    if when.course in found.offer.fixed:
        end = found.offer.ends(when.course)
        if end is None:
            return Infeasible(why=Obstacle.NO_TERM, courses=(when.course,))
        return tuple(Case(end, demand) for demand in demands)
    return tuple(
        Case(
            found.offer.completion(when.course, start),
            Demand(demand.courses | {when.course}, demand.options, ((when.course, start),)),
        )
        for demand in demands
        for start in found.offer.starts(when.course)
    )


def _taking(index: Index, plan: Compiled, module: str | None) -> list[Demand]:
    """Taking a module takes all its courses that are not optional; one without courses is taken as an option."""
    if module is None:
        return [Demand()]
    courses = whole(index, module)
    if courses:
        free = frozenset(courses) - plan.offer.fixed.keys()
        return [Demand(free)] if free <= plan.offer.options_of.keys() else []
    options = [option.number for option in plan.offer.options if option.module == module]
    return [Demand(options=frozenset({number})) for number in options]
