"""What an edit would do, as JSON in one language."""

from fractions import Fraction
from typing import Any

from fourfold.actions.records.choice import number
from fourfold.actions.records.comparison import line_record
from fourfold.actions.records.problem import problem_record
from fourfold.actions.rehearsing import Judged, Moved, Rehearsal, lines
from fourfold.domain.marks import Key
from fourfold.domain.text import Language
from fourfold.engine.plan.extreme import Range


def rehearsal_record(run: Rehearsal, key: Key, lang: Language) -> dict[str, Any]:
    """How the part with this key would differ, and what would become of the draft."""
    return {"lines": [line_record(each, lang) for each in lines(run, key)], **effect_record(run, lang)}


def effect_record(run: Rehearsal, lang: Language) -> dict[str, Any]:
    """What would become of the draft: problems healed and created, figures moved, rules judged otherwise."""
    return {
        "root": run.after.root,
        "same": run.before.root == run.after.root,
        "problems_healed": [problem_record(each, lang) for each in run.healed],
        "problems_created": [problem_record(each, lang) for each in run.created],
        "figures": [_figure(run, each) for each in run.moved],
        "rules": [_rule(each) for each in run.judged],
    }


def _figure(run: Rehearsal, moved: Moved) -> dict[str, Any]:
    side = run.after if moved.plan in run.after.index.plans else run.before
    index = side.index
    return {
        "program": index.program_of_plan[moved.plan].code,
        "plan": index.plans[moved.plan].code,
        "measure": moved.measure.value,
        "framework": index.frameworks[moved.framework].code if moved.framework else None,
        "items": moved.items or None,
        "before": _ends(moved.before),
        "after": _ends(moved.after),
    }


def _ends(value: Range | Fraction | None) -> list[int | float] | None:
    """What is guaranteed and what can be reached, twice the same where it is one figure."""
    if value is None:
        return None
    found = (value.guaranteed.bound, value.reachable.bound) if isinstance(value, Range) else (value, value)
    return [number(each) for each in found]


def _rule(judged: Judged) -> dict[str, Any]:
    result = judged.after or judged.before
    if result is None:
        raise ValueError(judged)
    return {
        "rule": result.rule.code,
        "noun": result.subject.noun,
        "code": result.subject.code,
        "before": judged.before.verdict.value if judged.before else None,
        "after": judged.after.verdict.value if judged.after else None,
    }
