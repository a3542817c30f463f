"""Rules judged over their scope, as JSON."""

from collections.abc import Iterable
from typing import Any

from fourfold.actions.records.choice import choice_record, number
from fourfold.engine.index import Index
from fourfold.engine.rules import RuleResult


def rules_record(index: Index, results: Iterable[RuleResult]) -> dict[str, Any]:
    """Every result, kept ones too."""
    return {"rules": [_result(index, each) for each in results]}


def _result(index: Index, result: RuleResult) -> dict[str, Any]:
    rule, subject, value = result.rule, result.subject, result.value
    return {
        "rule": rule.code,
        "severity": rule.severity.value,
        "measure": rule.measure.value,
        "comparator": rule.comparator.value,
        "threshold": str(rule.value),
        "upper": None if rule.upper is None else str(rule.upper),
        "subject": {"noun": subject.noun, "key": subject.key, "code": subject.code, "term": subject.term},
        "verdict": result.verdict.value,
        "value": None if value is None else [number(value.low), number(value.high)],
        "witness": choice_record(index, result.witness),
    }
