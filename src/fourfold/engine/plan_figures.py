"""The figures of a plan that two states are compared by: coverage at its sittings and by term, amounts, complexity."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from fourfold.domain.marks import Key
from fourfold.domain.rule import Measure
from fourfold.engine.aims import Aim, aims
from fourfold.engine.choices import Infeasible, Limit
from fourfold.engine.coverage import Interval
from fourfold.engine.guarantee import Assurance, When, assure, measured
from fourfold.engine.hours import hours_range
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic, PlanMetrics, plan_metrics
from fourfold.engine.plan.extreme import Range
from fourfold.engine.reach import Reach, reaches
from fourfold.engine.rules import RuleResult, judge_rules

AMOUNTS = (Measure.CREDITS, Measure.HOURS, Measure.PRACTICE_SHARE, Measure.ELECTIVE_SHARE)
"""The amounts of a plan over all its legal choices; beside them stands the share of hours of each category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A state of a cluster, and who answers what is asked of it: the engine, or whoever keeps its answers."""

    index: Index
    assure: Callable[..., Assurance]
    counted: Callable[..., Range | None]
    reaches: Callable[..., Mapping[str, Reach]]
    hours: Callable[..., Range | None]
    metrics: Callable[..., PlanMetrics | Cyclic]
    rules: Callable[[], tuple[RuleResult, ...]]


def sight(index: Index, *, limit: Limit | None = None) -> Sight:
    """A state of a cluster that the engine itself answers for."""
    return Sight(
        index=index,
        assure=partial(assure, index, limit=limit),
        counted=partial(count, index, limit=limit),
        reaches=partial(reaches, index, limit=limit),
        hours=partial(hours_range, index, limit=limit),
        metrics=partial(plan_metrics, index),
        rules=lambda: judge_rules(index, limit=limit),
    )


def count(
    index: Index, *, plan: Key, framework: Key, when: When, taking: Key | None, limit: Limit | None = None
) -> Range | None:
    """The items that a plan meets over its legal choices, without what they weigh; `None` where no choice is legal."""
    asked = {"plan": plan, "framework": framework, "when": when, "taking": taking}
    found = measured(index, **asked, measures=(Measure.ITEMS_MET,), limit=limit or Limit())  # type: ignore[arg-type]  # a question
    return None if isinstance(found, Infeasible) else found[Measure.ITEMS_MET]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sat:
    """A framework that a plan is measured by at one of its sittings, else at its end.

    `place` counts the plan's sittings of it from 0; `taking` is the module through which it is reached.
    """

    framework: Key
    place: int
    when: When
    taking: Key | None


def sats(index: Index, *, plan: Key) -> tuple[Sat, ...]:
    """Every framework that a plan's program names, at each of the plan's sittings of it, else at its end."""
    return tuple(each for aim in aims(index, plan=plan) for each in _sats(index, plan, aim))


def _sats(index: Index, plan: Key, aim: Aim) -> Iterator[Sat]:
    sittings = [When(term=each.term, course=each.course) for each in aim.sittings]
    for place, when in enumerate(sittings or [When(term=index.program_of_plan[plan].terms)]):
        yield Sat(framework=aim.framework, place=place, when=when, taking=aim.taking)


def assured(state: Sight, plan: Key, sat: Sat) -> Assurance:
    """What a plan assures of a framework at a sitting."""
    return state.assure(plan=plan, framework=sat.framework, when=sat.when, taking=sat.taking)


def sure(state: Sight, plan: Key, sat: Sat, *, among: Collection[Key] | None = None) -> frozenset[Key]:
    """The items, of all or of those `among` which they are looked for, that a plan meets whatever students choose."""
    asked = {} if among is None else {"leaves": among}
    found = state.reaches(plan=plan, framework=sat.framework, when=sat.when, taking=sat.taking, **asked)
    leaves = state.index.frameworks[sat.framework].leaves()
    return frozenset(leaf.key for leaf in leaves if leaf.key in found and found[leaf.key].least >= leaf.depth.rank)


def counted(state: Sight, plan: Key, sat: Sat, when: When | None = None) -> Range | None:
    """The items that a plan meets at a sitting, or at another time; `None` where no choice is legal."""
    return state.counted(plan=plan, framework=sat.framework, when=when or sat.when, taking=sat.taking)


def by_term(state: Sight, plan: Key, sat: Sat) -> tuple[Range | None, ...]:
    """The items that a plan meets by the end of each term, first term first."""
    terms = range(1, state.index.program_of_plan[plan].terms + 1)
    return tuple(counted(state, plan, sat, When(term=term)) for term in terms)


def weights_say(index: Index, framework: Key) -> bool:
    """Whether anybody has said what the items of a framework weigh: else no measure by weight says anything."""
    found = index.frameworks[framework]
    return len(found.leaves()) == 1 or any(item.weight is not None for item in found.walk())


Amount = tuple[Measure, Key]
"""A measure, and the category whose share of hours it is, "" for none."""


def amounts(state: Sight, plan: Key, *, only: Collection[Amount] | None = None) -> dict[Amount, Interval | None]:
    """Credits, hours and shares of hours (0 to 1) from the least to the most; `None` where no choice is legal.

    All of them, or `only` some.
    """
    every = [(measure, "") for measure in AMOUNTS] + [(Measure.HOURS_SHARE, key) for key in state.index.categories]
    wanted = every if only is None else [each for each in every if each in only]
    return {each: _amount(state, plan, *each) for each in wanted}


def _amount(state: Sight, plan: Key, measure: Measure, category: Key) -> Interval | None:
    asked = {"categories": (category,)} if category else {}
    found = state.hours(plan=plan, measure=measure, **asked)
    return None if found is None else Interval(low=found.guaranteed.bound, high=found.reachable.bound)


def complexity(state: Sight, plan: Key) -> Fraction | None:
    """The complexity of a plan; `None` where its requisites go round in a circle."""
    found = state.metrics(plan=plan)
    return None if isinstance(found, Cyclic) else Fraction(found.complexity)
