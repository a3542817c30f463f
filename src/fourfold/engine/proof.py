"""Proofs: whether a plan keeps a rule whichever legal choice its students make, or which choice breaks it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from fourfold.domain.rule import COVERAGE_MEASURES, Comparator, Measure, Rule
from fourfold.engine.choices import Choice, Infeasible, Limit
from fourfold.engine.coverage import Interval
from fourfold.engine.guarantee import Extreme, Range, When, measured, route_of, sittings_of
from fourfold.engine.hours import HOUR_MEASURES, hours_range
from fourfold.engine.index import Index
from fourfold.engine.loads import LOAD_MEASURES, load_ranges
from fourfold.engine.rule_scope import plans_of
from fourfold.engine.yardstick import yardstick

PROVABLE = COVERAGE_MEASURES | HOUR_MEASURES | LOAD_MEASURES
"""The measures of rules that hold over all legal choices of a plan."""
_PER_CENT = {
    Measure.MET_WEIGHT,
    Measure.PARTIAL,
    Measure.HOURS_SHARE,
    Measure.ELECTIVE_SHARE,
    Measure.PRACTICE_SHARE,
}


class Verdict(StrEnum):
    """What is proved: every legal choice keeps the rule, some legal choice certainly breaks it, or neither."""

    KEPT = "kept"
    BROKEN = "broken"
    NOT_DECIDED = "not-decided"


class Doubt(StrEnum):
    """Why a rule is not decided."""

    NO_SITTING = "no-sitting"
    NO_ITEMS = "no-items"
    NO_FRAMEWORK = "no-framework"
    INFEASIBLE = "infeasible"
    UNKNOWN_WEIGHTS = "unknown-weights"
    UNLISTED = "unlisted"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is proved of a rule and a plan.

    `value` is the extreme that decides: for `AT_LEAST` the guaranteed value, else the one nearest to breaking the
    rule; in the rule's own units (a count, a rank, per cent, hours, credits). `enclosing` is where the least (of an
    upper limit, the greatest) value over all choices lies, whatever unknown weights and unlisted hours are: from what
    none can pass to what some choice certainly has. `witness` is the choice that attains `value`, or the one that
    breaks the rule. `when` and `taking` say what was judged; `why` is given where the verdict is not decided.
    """

    rule: str
    plan: str
    verdict: Verdict
    value: Extreme | None
    witness: Choice | None
    threshold: Fraction
    enclosing: Interval | None = None
    when: When | None = None
    taking: str | None = None
    why: Doubt | None = None


def promises(index: Index, *, limit: Limit | None = None) -> tuple[Proof, ...]:
    """Every promise of the cluster, for every plan that it speaks of: rules by code, plans in order."""
    rules = sorted((rule for rule in index.cluster.rules if rule.is_promise), key=lambda rule: rule.code)
    return tuple(
        prove(index, rule=rule, plan=plan.key, limit=limit) for rule in rules for plan in plans_of(index, rule)
    )


def prove(index: Index, *, rule: Rule, plan: str, limit: Limit | None = None) -> Proof:
    """Prove a rule on one of `PROVABLE` for a plan, over all its legal choices.

    Kept: every legal choice keeps it for certain. Broken: some legal choice certainly breaks it, whatever unknown
    weights and unlisted hours are. Where it is judged several times (sittings, terms), it is kept if kept each
    time, and broken if broken once; the answer shows the time that decides, which is the tightest one.
    """
    limit = limit or Limit()
    if rule.measure in COVERAGE_MEASURES:
        return _prove_coverage(index, rule, plan, limit)
    if rule.measure in LOAD_MEASURES:
        loads = load_ranges(index, plan=plan, measure=rule.measure, limit=limit)
        terms = [] if loads is None else [(t, each) for t, each in loads if rule.scope.term in {None, t}]
        return _worst(rule, plan, (_judge(rule, plan, each, When(term=term)) for term, each in terms))
    categories = rule.scope.categories if rule.measure is not Measure.PRACTICE_SHARE else ()
    found = hours_range(index, plan=plan, measure=rule.measure, categories=categories, limit=limit)
    if found is None:
        return _doubt(rule, plan, Doubt.INFEASIBLE)
    return _judge(rule, plan, found)


def _prove_coverage(index: Index, rule: Rule, plan: str, limit: Limit) -> Proof:
    framework, term = rule.scope.framework, rule.scope.term
    if framework is None or framework not in index.frameworks:
        return _doubt(rule, plan, Doubt.NO_FRAMEWORK)
    if not yardstick(index, framework).leaves:
        return _doubt(rule, plan, Doubt.NO_ITEMS)
    whens = sittings_of(index, plan=plan, framework=framework) if term is None else (When(term=term),)
    taking = route_of(index, plan=plan, framework=framework)

    def at(when: When) -> Proof:
        found = measured(
            index, plan=plan, framework=framework, when=when, taking=taking, measures=(rule.measure,), limit=limit
        )
        if isinstance(found, Infeasible):
            return _doubt(rule, plan, Doubt.INFEASIBLE, when, taking)
        return _judge(rule, plan, found[rule.measure], when, taking)

    return _worst(rule, plan, (at(when) for when in whens), none=Doubt.NO_SITTING)


def _doubt(rule: Rule, plan: str, why: Doubt, when: When | None = None, taking: str | None = None) -> Proof:
    return Proof(
        rule=rule.key,
        plan=plan,
        verdict=Verdict.NOT_DECIDED,
        value=None,
        witness=None,
        threshold=Fraction(rule.value),
        when=when,
        taking=taking,
        why=why,
    )


_ORDER = (Verdict.BROKEN, Verdict.NOT_DECIDED, Verdict.KEPT)


def _worst(rule: Rule, plan: str, proofs: Iterable[Proof], none: Doubt = Doubt.INFEASIBLE) -> Proof:
    """The proof that decides: of the worst verdict, and of those the one furthest beyond the rule or nearest to it."""
    return min(proofs, key=lambda proof: _badness(rule, proof), default=None) or _doubt(rule, plan, none)


def _badness(rule: Rule, proof: Proof) -> tuple[int, bool, Fraction]:
    excess = Fraction(0) if proof.value is None else _excess(rule, proof.verdict, proof.value, proof.threshold)
    return _ORDER.index(proof.verdict), proof.value is not None, -excess


def _excess(rule: Rule, verdict: Verdict, value: Extreme, threshold: Fraction) -> Fraction:
    """How far a value lies beyond what a rule allows; negative within it."""
    lowest, highest = bounds(rule)
    beyond = (value.best if verdict is Verdict.BROKEN else value.bound) - threshold
    if lowest == highest:
        return abs(beyond)
    return -beyond if threshold == lowest else beyond


def _judge(rule: Rule, plan: str, found: Range, when: When | None = None, taking: str | None = None) -> Proof:
    """Hold a range against a rule: what it must not fall below, and what it must not exceed."""
    lowest, highest = bounds(rule)
    per = 100 if rule.measure in _PER_CENT else 1
    sides = []
    if lowest is not None:
        sides.append(_side(lowest, _scaled(found.guaranteed, per), _scaled(found.least_upper, per), Fraction.__lt__))
    if highest is not None:
        sides.append(_side(highest, _scaled(found.reachable, per), _scaled(found.most_lower, per), Fraction.__gt__))
    verdict, value, threshold, enclosing = min(
        sides, key=lambda side: (_ORDER.index(side[0]), -_excess(rule, *side[:3]))
    )
    return Proof(
        rule=rule.key,
        plan=plan,
        verdict=verdict,
        value=value,
        witness=value.choice,
        threshold=threshold,
        enclosing=enclosing,
        when=when,
        taking=taking,
        why=_why(rule, found) if verdict is Verdict.NOT_DECIDED else None,
    )


def bounds(rule: Rule) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest value that keep a rule; `None` where that side is open.

    >>> from decimal import Decimal
    >>> from fourfold.domain.problem import Severity
    >>> from fourfold.domain.text import Text
    >>> bounds(
    ...     Rule(
    ...         key="r",
    ...         code="R",
    ...         title=Text(en="r"),
    ...         severity=Severity.ERROR,
    ...         measure=Measure.ITEMS_MET,
    ...         comparator=Comparator.AT_LEAST,
    ...         value=Decimal(14),
    ...     )
    ... )
    (Fraction(14, 1), None)
    """
    value = Fraction(rule.value)
    upper = value if rule.upper is None else Fraction(rule.upper)
    return {
        Comparator.AT_LEAST: (value, None),
        Comparator.AT_MOST: (None, value),
        Comparator.EQUAL: (value, value),
        Comparator.BETWEEN: (value, upper),
    }[rule.comparator]


def _side(
    threshold: Fraction, outer: Extreme, inner: Extreme, passes: Callable[[Fraction, Fraction], bool]
) -> tuple[Verdict, Extreme, Fraction, Interval]:
    """`outer` must not pass the threshold; if `inner`, which is certain, does, the rule is broken."""
    enclosing = Interval(low=min(outer.bound, inner.best), high=max(outer.bound, inner.best))
    if inner.choice is not None and passes(inner.best, threshold):
        return Verdict.BROKEN, inner, threshold, enclosing
    verdict = Verdict.NOT_DECIDED if passes(outer.bound, threshold) else Verdict.KEPT
    return verdict, outer, threshold, enclosing


def _scaled(extreme: Extreme, per: int) -> Extreme:
    return Extreme(bound=extreme.bound * per, best=extreme.best * per, choice=extreme.choice)


def _why(rule: Rule, found: Range) -> Doubt:
    extremes = (found.guaranteed, found.reachable, found.least_upper, found.most_lower)
    if not all(each.decided for each in extremes):
        return Doubt.LIMIT
    return Doubt.UNKNOWN_WEIGHTS if rule.measure in COVERAGE_MEASURES else Doubt.UNLISTED
