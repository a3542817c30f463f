"""What plans guarantee and make reachable, as JSON."""

from fractions import Fraction
from typing import Any

from fourfold.actions.covering import Row
from fourfold.actions.records.choice import choice_record
from fourfold.engine.gap import Gap
from fourfold.engine.guarantee import Range, When
from fourfold.engine.index import Index
from fourfold.engine.sharing import redundancy, sharing
from fourfold.engine.ways import Way


def coverage_record(index: Index, rows: list[Row]) -> dict[str, Any]:
    """Everything that was answered, plan by plan."""
    plans: dict[str, dict[str, Any]] = {}
    for row in rows:
        entry = plans.setdefault(row.plan, _plan(index, row.plan))
        entry["coverage"].append(answer_record(index, row))
    return {"plans": list(plans.values())}


def _plan(index: Index, key: str) -> dict[str, Any]:
    program, plan = index.program_of_plan[key], index.plans[key]
    return {
        "program": program.code,
        "plan": plan.code,
        "training_type": plan.training_type,
        "sharing_per_cent": per_cent(sharing(index, program=program.key, plan=key)),
        "coverage": [],
    }


def answer_record(index: Index, row: Row) -> dict[str, Any]:
    """One answer."""
    assured = row.assured
    gaps = {} if row.gaps is None else {"gaps": [_gap(index, each) for each in row.gaps]}
    return {
        "framework": index.frameworks[row.aim.framework].code,
        "kind": row.aim.kind.value,
        "role": row.aim.role.value if row.aim.role else None,
        "when": when_record(index, assured.when),
        "taking": index.modules[assured.taking].code if assured.taking in index.modules else None,
        "unlisted_pools": [index.pools[key].code for key in assured.unlisted],
        "items": assured.items,
        "items_met": range_record(index, assured.items_met, whole=True),
        "met_weight_per_cent": range_record(index, assured.met_weight, whole=False),
        "partial_per_cent": range_record(index, assured.partial, whole=False),
        "infeasible": assured.infeasible.why.value if assured.infeasible else None,
        "redundant": _redundant(index, row),
    } | gaps


def _redundant(index: Index, row: Row) -> list[dict[str, Any]]:
    """The items that more than one required course masters."""
    program = index.program_of_plan[row.plan].key
    found = redundancy(index, program=program, framework=row.aim.framework, plan=row.plan)
    return [
        {"item": index.items[leaf].code, "courses": [index.courses[key].code for key in courses]}
        for leaf, courses in found
    ]


def when_record(index: Index, when: When) -> dict[str, Any]:
    """A moment: after a course, or after a term."""
    return {"after_course": index.courses[when.course].code} if when.course else {"after_term": when.term}


def range_record(index: Index, found: Range | None, *, whole: bool) -> dict[str, Any] | None:
    """Both ends of a measure with their choices: counts where it is `whole`, else per cent."""
    if found is None:
        return None
    ends = {"guaranteed": found.guaranteed, "reachable": found.reachable}
    return {
        name: {
            "value": _number(end.best, whole=whole),
            "bound": _number(end.bound, whole=whole),
            "decided": end.decided,
            "choice": choice_record(index, end.choice),
        }
        for name, end in ends.items()
    }


def _number(value: Fraction, *, whole: bool) -> int | float:
    return int(value) if whole else round(float(value * 100), 2)


def per_cent(share: Fraction) -> float:
    """A share per cent, to two places."""
    return round(float(share * 100), 2)


def _gap(index: Index, gap: Gap) -> dict[str, Any]:
    return {
        "item": index.items[gap.item].code,
        "missing_depth": gap.missing_depth,
        "weight_per_cent": [per_cent(gap.weight.low), per_cent(gap.weight.high)] if gap.weight else None,
        "ways": [_way(index, way) for way in gap.ways],
    }


def _way(index: Index, way: Way) -> dict[str, Any]:
    return {
        "kind": way.kind.value,
        "cost": way.cost,
        "near_per_cent": way.near,
        "course": index.courses[way.course].code,
        "outcome": index.outcomes[way.outcome].code if way.outcome else None,
        "depth": way.link.depth.value if way.link else None,
        "term": way.term,
    }
