"""Classes, and what a new version means for each, as JSON."""

from collections.abc import Iterable
from typing import Any

from fourfold.actions.classes import Bound, Classes, OfClass
from fourfold.actions.records.text import text_record
from fourfold.engine.succession_impact import guaranteed


def classes_record(found: Classes) -> dict[str, Any]:
    """Every class, the release that teaches it, and the term that it is in."""
    return {"classes": [_class(each) for each in found.classes]}


def _class(each: Bound) -> dict[str, Any]:
    return {
        "code": each.study_class.code,
        "program": each.program,
        "plan": each.plan,
        "release": each.study_class.release,
        "began_date": each.study_class.began_date.isoformat(),
        "term": each.term,
        "terms": each.terms,
    }


def class_outlooks_record(found: Iterable[OfClass]) -> dict[str, Any]:
    """What a new version means for each class that is bound to a release which names the old one."""
    return {"classes": [_outlook(each) for each in found]}


def _outlook(each: OfClass) -> dict[str, Any]:
    impact, index = each.impact, each.index
    return {
        "code": impact.study_class.code,
        "program": index.program_of_plan[impact.study_class.plan].code,
        "plan": index.plans[impact.study_class.plan].code,
        "release": each.release,
        "term": impact.term,
        "terms": impact.terms,
        "sitting_date": impact.sitting_date.isoformat(),
        "sits": impact.sits.value,
        "items_before": impact.impact.before.items,
        "items_after": impact.impact.carried.items,
        "before": guaranteed(impact.impact.before),
        "carried": guaranteed(impact.impact.carried),
        "reachable": impact.reachable,
        "promises_lost": [{"rule": rule.code, "title": text_record(rule.title)} for rule in impact.lost],
        "promises_gained": [{"rule": rule.code, "title": text_record(rule.title)} for rule in impact.gained],
        "open": [index.items[key].code for key in impact.open],
        "late": [index.items[key].code for key in impact.late],
    }
