"""Promises: which rule promises something of a framework for a plan, how much, and when a plan is judged by it."""

from collections.abc import Collection
from fractions import Fraction
from math import ceil

from fourfold.domain.framework import Framework
from fourfold.domain.plan import Plan
from fourfold.domain.rule import Comparator, Measure, Rule
from fourfold.engine.guarantee import When, sittings_of
from fourfold.engine.index import Index

COUNTED = (Measure.ITEMS_MET, Measure.ITEMS_MET_SHARE)
"""The measures by which items are counted, one by one or as a share of all."""


def promise(index: Index, plan: Plan, framework: Framework, measures: Collection[Measure] = COUNTED) -> Rule | None:
    """The first rule "at least" by one of `measures` whose scope holds a plan and a framework; `None`: no promise.

    Example: by a rule "items_met of HCIA, program MC, at least 4" the plan of MC has a promise, and that of CN none.
    """
    program = index.program_of_plan[plan.key]
    for rule in index.cluster.rules:
        scope = rule.scope
        if rule.measure not in measures or rule.comparator is not Comparator.AT_LEAST:
            continue
        if scope.framework != framework.key or (scope.programs and program.key not in scope.programs):
            continue
        if not scope.training_types or plan.training_type in scope.training_types:
            return rule
    return None


def moment(index: Index, plan: Plan, framework: Framework, rule: Rule | None) -> When:
    """When a plan is judged by a framework: at the promise's term, else at its first sitting, else at the end.

    Example: a plan of four terms that sits HCIA after term 3 is judged then; by a framework that it never sits, after
    term 4; by a promise that names term 2, after term 2.
    """
    if rule is not None and rule.scope.term is not None:
        return When(term=rule.scope.term)
    sittings = sittings_of(index, plan=plan.key, framework=framework.key)
    return sittings[0] if sittings else When(term=index.program_of_plan[plan.key].terms)


def asked(rule: Rule, items: int) -> int:
    """How many of `items` a promise asks for: its count, or its share of them (per cent), rounded up.

    Example: 80 per cent of 16 items are 12.8, so 13 are asked for.
    """
    if rule.measure is Measure.ITEMS_MET:
        return ceil(rule.value)
    return ceil(Fraction(rule.value) * items / 100)
