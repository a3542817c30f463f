"""What two states of a cluster differ by in figures and promises, and which differences make it so.

Every move is explained by pieces of what differs. That is tried out, not guessed: the earlier state with those pieces
taken over, and nothing else, has the later figure; and without any one of them it has not. Of items that are newly met
or met no longer this holds by itself, whatever else moves the count.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.marks import Key
from fourfold.domain.rule import Measure
from fourfold.engine.choices import Limit
from fourfold.engine.coverage import Interval
from fourfold.engine.coverage_moves import CoverageMove, coverage_moves
from fourfold.engine.index import Index
from fourfold.engine.pieces import Enough
from fourfold.engine.plan_figures import Amount, Sight, amounts, complexity, sight
from fourfold.engine.rule_moves import RuleMove, RuleTold, rule_moves, rules_beyond
from fourfold.engine.trial import AMOUNTS, COMPLEXITY, Trial, trial_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountsMove:
    """Credits, hours and shares of hours of a plan that move, each before and after, and why all of them do."""

    moved: tuple[tuple[Amount, Interval | None, Interval | None], ...]
    why: Enough | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexityMove:
    """The complexity of a plan before and after, `None` where requisites go round; and why."""

    before: Fraction | None
    after: Fraction | None
    why: Enough | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMove:
    """What moves of one plan. One that stands `before` or `after` only is told as such, without figures."""

    plan: Key
    before: bool = True
    after: bool = True
    coverage: tuple[CoverageMove, ...] = ()
    amounts: AmountsMove | None = None
    complexity: ComplexityMove | None = None

    @property
    def still(self) -> bool:
        """Whether the plan stands on both sides and none of its figures moves."""
        return self.before and self.after and not (self.coverage or self.amounts or self.complexity)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMoves:
    """Everything that moves in figures and promises: plans in their order, rules by code.

    `new_rules` and `gone_rules` stand in one state only.
    """

    plans: tuple[PlanMove, ...]
    rules: tuple[RuleMove, ...]
    new_rules: tuple[RuleTold, ...] = ()
    gone_rules: tuple[RuleTold, ...] = ()

    @property
    def still(self) -> bool:
        """Whether no figure and no verdict moves."""
        return not (self.plans or self.rules or self.new_rules or self.gone_rules)


def figure_moves(
    before: Sight, after: Sight, *, touched: Callable[[Key], bool] | None = None, limit: Limit | None = None
) -> FigureMoves:
    """What moves from one state of a cluster to another, and why; a plan that is not `touched` does not move."""
    keys = dict.fromkeys((*after.index.plans, *before.index.plans))
    found = (_plan(before, after, key, limit) for key in keys if touched is None or touched(key))
    return FigureMoves(
        plans=tuple(each for each in found if not each.still),
        rules=rule_moves(before, after, limit=limit),
        new_rules=rules_beyond(after, before),
        gone_rules=rules_beyond(before, after),
    )


def _plan(before: Sight, after: Sight, plan: Key, limit: Limit | None) -> PlanMove:
    stands = [plan in each.index.plans for each in (before, after)]
    if not all(stands):
        return PlanMove(plan=plan, before=stands[0], after=stands[1])
    trial = trial_of(before.index, after.index, plan=plan, limit=limit)
    if not trial.pieces:
        return PlanMove(plan=plan)
    return PlanMove(
        plan=plan,
        coverage=coverage_moves(before, after, plan=plan, trial=trial),
        amounts=_amounts(before, after, plan, trial),
        complexity=_complexity(before, after, plan, trial),
    )


def _amounts(before: Sight, after: Sight, plan: Key, trial: Trial) -> AmountsMove | None:
    read = trial.read_by(AMOUNTS)
    only = [(Measure.CREDITS, "")] if all(trial.is_credits(each) for each in read) else None
    was, will = (amounts(each, plan, only=only) if read else {} for each in (before, after))
    moved = tuple((each, was[each], will[each]) for each in will if each in was and was[each] != will[each])
    if not moved:
        return None
    wanted = {each: value for each, _old, value in moved}
    return AmountsMove(
        moved=moved, why=trial.why(lambda state: amounts(state, plan, only=wanted) == wanted, among=read)
    )


def _complexity(before: Sight, after: Sight, plan: Key, trial: Trial) -> ComplexityMove | None:
    read = trial.read_by(COMPLEXITY)
    was, will = (complexity(each, plan) if read else None for each in (before, after))
    if was == will:
        return None
    return ComplexityMove(
        before=was, after=will, why=trial.why(lambda state: complexity(state, plan) == will, among=read)
    )


def moves_between(before: Index, after: Index, *, limit: Limit | None = None) -> FigureMoves:
    """The same of two states that the engine itself answers for."""
    return figure_moves(sight(before, limit=limit), sight(after, limit=limit), limit=limit)
