"""The college's own rules: each judged over its scope, kept ones too, so that pages can show both."""

from dataclasses import dataclass

from fourfold.domain.plan import Plan
from fourfold.domain.rule import Comparator, Rule
from fourfold.engine.choices import Choice, Limit
from fourfold.engine.coverage import Interval
from fourfold.engine.guarantee import sittings_of
from fourfold.engine.index import Index
from fourfold.engine.proof import PROVABLE, Proof, Verdict, bounds, prove
from fourfold.engine.rule_figures import Figure, Subject, figures, subject_of
from fourfold.engine.rule_scope import may_promise, plans_of
from fourfold.engine.rule_sentence import describe

__all__ = ["RuleResult", "Subject", "describe", "has_date", "is_due", "is_sensible", "judge_rule", "judge_rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One rule judged for one noun of its scope.

    `value` encloses what decides, in the unit of the rule (shares in per cent): of a rule that is kept what is
    certain, else all that the least or greatest value may be; none where the noun has no value: a plan without a legal
    choice, or whose requisites go round. `witness` is the choice that attains it or breaks
    the rule. What holds over all choices of a plan carries its `proof`.
    """

    rule: Rule
    subject: Subject
    verdict: Verdict
    value: Interval | None
    witness: Choice | None = None
    proof: Proof | None = None


def judge_rules(index: Index, *, limit: Limit | None = None) -> tuple[RuleResult, ...]:
    """Every rule over its scope, in the order of the rules' codes; rules that make no sense have no results."""
    rules = sorted(index.cluster.rules, key=lambda rule: rule.code)
    return tuple(result for rule in rules for result in judge_rule(index, rule=rule, limit=limit))


def judge_rule(index: Index, *, rule: Rule, limit: Limit | None = None) -> tuple[RuleResult, ...]:
    """One rule over its scope: plan by plan where choices matter, else noun by noun."""
    if not is_sensible(index, rule=rule):
        return ()
    if rule.measure in PROVABLE:
        plans = (plan for plan in plans_of(index, rule) if is_due(index, rule=rule, plan=plan.key))
        return tuple(_proved(index, rule, plan, limit) for plan in plans)
    return tuple(_measured(rule, figure) for figure in figures(index, rule=rule))


def is_sensible(index: Index, *, rule: Rule) -> bool:
    """Whether a rule can be judged: its bounds make sense, and a promise names a framework that exists."""
    if (rule.upper is not None) != (rule.comparator is Comparator.BETWEEN):
        return False
    if rule.upper is not None and rule.upper < rule.value:
        return False
    return not rule.is_promise or rule.scope.framework in index.frameworks


def is_due(index: Index, *, rule: Rule, plan: str) -> bool:
    """Whether a rule holds a plan to anything.

    A promise does at its term or at the plan's sitting, and of a certification only where it is recommended.
    """
    framework = rule.scope.framework
    if not rule.is_promise or framework is None:
        return True
    return may_promise(index, index.program_of_plan[plan], framework) and has_date(index, rule=rule, plan=plan)


def has_date(index: Index, *, rule: Rule, plan: str) -> bool:
    """Whether there is a time at which a promise falls due: the rule's term, or a sitting of the plan."""
    framework = rule.scope.framework or ""
    return rule.scope.term is not None or bool(sittings_of(index, plan=plan, framework=framework))


def _proved(index: Index, rule: Rule, plan: Plan, limit: Limit | None) -> RuleResult:
    proof = prove(index, rule=rule, plan=plan.key, limit=limit)
    term = proof.when.term if proof.when and not rule.is_promise else None
    return RuleResult(
        rule=rule,
        subject=subject_of(plan, term=term),
        verdict=proof.verdict,
        value=_enclosing(proof),
        witness=proof.witness,
        proof=proof,
    )


def _enclosing(proof: Proof) -> Interval | None:
    """Where the deciding value lies: of a rule that is kept, the end that proves it, as far as that is known."""
    value = proof.value
    if value is None or proof.verdict is not Verdict.KEPT:
        return proof.enclosing
    return Interval(low=min(value.bound, value.best), high=max(value.bound, value.best))


def _measured(rule: Rule, figure: Figure) -> RuleResult:
    if figure.value is None:
        return RuleResult(rule=rule, subject=figure.subject, verdict=Verdict.NOT_DECIDED, value=None)
    least, most = bounds(rule)
    kept = (least is None or figure.value >= least) and (most is None or figure.value <= most)
    verdict = Verdict.KEPT if kept else Verdict.BROKEN
    value = Interval(low=figure.value, high=figure.value)
    return RuleResult(rule=rule, subject=figure.subject, verdict=verdict, value=value)
