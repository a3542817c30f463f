"""Rules and promises whose verdict moves from one state to another, and why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from fourfold.domain.marks import Key
from fourfold.domain.rule import Rule
from fourfold.engine.choices import Limit
from fourfold.engine.index import Index
from fourfold.engine.pieces import Enough
from fourfold.engine.plan_figures import Sight
from fourfold.engine.proof import Verdict
from fourfold.engine.rules import RuleResult, judge_rule
from fourfold.engine.trial import Trial, trial_of, whole_trial


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMove:
    """A rule whose verdict about one noun is another than `before`, and why; `None` where it was not judged."""

    before: RuleResult | None
    after: RuleResult
    why: Enough | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTold:
    """A rule that stands in one state only, and its verdicts about the nouns of its scope there."""

    rule: Rule
    verdicts: tuple[Verdict, ...]


Subject = tuple[Key, Key]
"""A rule and the noun that it is judged for."""


def rule_moves(before: Sight, after: Sight, *, limit: Limit | None = None) -> tuple[RuleMove, ...]:
    """Every rule of both states and every noun whose verdict is another, by the rule's code.

    A noun that a rule is newly judged for is told only where the rule is not kept, one that it is judged for no more
    not at all: a course that came or went breaks and heals nothing by itself.
    """
    was, will = (_verdicts(each) for each in (before, after))
    standing = {each.key for each in before.index.cluster.rules} & {each.key for each in after.index.cluster.rules}
    subjects = [each for each in will if each[0] in standing and _moves(was.get(each), will[each])]
    subjects.sort(key=lambda each: will[each].rule.code)
    whole = cache(partial(whole_trial, before.index, after.index, limit=limit))
    ask = partial(_why, before.index, after.index, whole=whole, limit=limit)
    return tuple(
        RuleMove(before=was.get(each), after=will[each], why=ask(was.get(each), will[each])) for each in subjects
    )


def _moves(was: RuleResult | None, will: RuleResult) -> bool:
    return will.verdict is not Verdict.KEPT if was is None else was.verdict is not will.verdict


def rules_beyond(mine: Sight, other: Sight) -> tuple[RuleTold, ...]:
    """The rules of one state that the other does not have, by code, with their verdicts."""
    known = {each.key for each in other.index.cluster.rules}
    mine_only = sorted((each for each in mine.index.cluster.rules if each.key not in known), key=lambda each: each.code)
    results = mine.rules() if mine_only else ()
    return tuple(
        RuleTold(rule=rule, verdicts=tuple(each.verdict for each in results if each.rule.key == rule.key))
        for rule in mine_only
    )


def _verdicts(state: Sight) -> dict[Subject, RuleResult]:
    return {(each.rule.key, each.subject.key): each for each in state.rules()}


def _why(
    before: Index,
    after: Index,
    was: RuleResult | None,
    will: RuleResult,
    *,
    whole: Callable[[], Trial],
    limit: Limit | None,
) -> Enough | None:
    if was is None:
        return None
    rule, subject = will.rule.key, will.subject
    of_plan = partial(trial_of, before, after, plan=subject.key, rules={rule}, limit=limit)
    trial = of_plan() if subject.noun == "plan" else whole()
    looks = partial(_looks, rule=rule, subject=subject.key, verdict=will.verdict, limit=limit)
    return trial.why(looks, among=trial.pieces)


def _looks(state: Sight, *, rule: Key, subject: Key, verdict: Verdict, limit: Limit | None) -> bool:
    """Whether a rule is judged so for one noun."""
    index = state.index
    found: Iterator[RuleResult] = (
        each
        for one in index.cluster.rules
        if one.key == rule
        for each in judge_rule(index, rule=one, limit=limit)
        if each.subject.key == subject
    )
    return any(each.verdict is verdict for each in found)
