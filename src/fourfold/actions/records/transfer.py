"""What carries over from one plan to another, as JSON."""

from typing import Any

from fourfold.actions.records.choice import number
from fourfold.engine.index import Index
from fourfold.engine.transfer import Carried, Load, PoolState, Reached, Remaining, Transfer


def transfer_record(index: Index, found: Transfer) -> dict[str, Any]:
    """Everything by code: courses taken and how they count, what remains, pools, loads, and what is met of aims."""
    loads = {"required": found.required, "carried_load": found.carried_load, "missing": found.missing}
    return {
        "from": index.plans[found.source].code,
        "to": index.plans[found.target].code,
        "after_term": found.after,
        "taken": _codes(index, found.taken),
        "carried": [_carried(index, each) for each in found.carried],
        "unused": _codes(index, found.unused),
        "open": [_carried(index, each) for each in found.open],
        "variants": [
            {"taken": index.courses[each.taken].code, "wanted": index.courses[each.wanted].code}
            for each in found.variants
        ],
        "remaining": [_remaining(index, each) for each in found.remaining],
        "pools": [_pool(index, each) for each in found.pools],
        **{name: _load(each) for name, each in loads.items()},
        "reached": [_reached(index, each) for each in found.reached],
    }


def _codes(index: Index, keys: tuple[str, ...]) -> list[str]:
    return [index.courses[key].code for key in keys]


def _carried(index: Index, each: Carried) -> dict[str, Any]:
    return {"course": index.courses[each.course].code, "pool": index.pools[each.pool].code if each.pool else None}


def _remaining(index: Index, each: Remaining) -> dict[str, Any]:
    return {
        "course": index.courses[each.course].code,
        "term": each.term,
        "begun": each.begun,
        "late": each.late,
        "ready": each.ready,
    }


def _pool(index: Index, each: PoolState) -> dict[str, Any]:
    return {
        "pool": index.pools[each.pool].code,
        "kind": each.kind.value,
        "courses": _codes(index, each.courses),
        "got": number(each.got),
        "asked": number(each.asked),
        "satisfied": each.satisfied,
    }


def _load(load: Load) -> dict[str, Any]:
    return {"credits": number(load.credits), "hours": number(load.hours)}


def _reached(index: Index, each: Reached) -> dict[str, Any]:
    return {
        "framework": index.frameworks[each.framework].code,
        "items": each.coverage.items,
        "items_met": each.coverage.items_met,
    }
