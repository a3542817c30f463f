"""The answers of `fourfold coverage` as JSON, and its gaps in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from fourfold.cli import voice
from fourfold.cli.words import choice_in_words, when_in_words
from fourfold.domain.text import Language
from fourfold.engine.aims import Aim
from fourfold.engine.choices import Infeasible
from fourfold.engine.gap import Gap, gaps
from fourfold.engine.guarantee import Assurance, Range, When
from fourfold.engine.index import Index
from fourfold.engine.sharing import redundancy, sharing
from fourfold.engine.ways import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One answer: a plan, an aim of it, and what is assured."""

    plan: str
    aim: Aim
    assured: Assurance


def record(index: Index, rows: list[Row], *, with_gaps: bool) -> dict[str, Any]:
    """Everything that was answered, plan by plan."""
    plans: dict[str, dict[str, Any]] = {}
    for row in rows:
        entry = plans.setdefault(row.plan, _plan(index, row.plan))
        entry["coverage"].append(_answer(index, row) | ({"gaps": _gaps(index, row)} if with_gaps else {}))
    return {"plans": list(plans.values())}


def _plan(index: Index, key: str) -> dict[str, Any]:
    program, plan = index.program_of_plan[key], index.plans[key]
    return {
        "program": program.code,
        "plan": plan.code,
        "training_type": plan.training_type,
        "sharing_per_cent": _per_cent(sharing(index, program=program.key, plan=key)),
        "coverage": [],
    }


def _answer(index: Index, row: Row) -> dict[str, Any]:
    assured = row.assured
    return {
        "framework": index.frameworks[row.aim.framework].code,
        "kind": row.aim.kind.value,
        "role": row.aim.role.value if row.aim.role else None,
        "when": _when(index, assured.when),
        "taking": index.modules[assured.taking].code if assured.taking in index.modules else None,
        "unlisted_pools": [index.pools[key].code for key in assured.unlisted],
        "items": assured.items,
        "items_met": _range(index, assured.items_met, whole=True),
        "met_weight_per_cent": _range(index, assured.met_weight, whole=False),
        "partial_per_cent": _range(index, assured.partial, whole=False),
        "infeasible": assured.infeasible.why.value if assured.infeasible else None,
        "redundant": _redundant(index, row),
    }


def _redundant(index: Index, row: Row) -> list[dict[str, Any]]:
    """The items that more than one required course masters."""
    program = index.program_of_plan[row.plan].key
    found = redundancy(index, program=program, framework=row.aim.framework, plan=row.plan)
    return [
        {"item": index.items[leaf].code, "courses": [index.courses[key].code for key in courses]}
        for leaf, courses in found
    ]


def _when(index: Index, when: When) -> dict[str, Any]:
    return {"after_course": index.courses[when.course].code} if when.course else {"after_term": when.term}


def _range(index: Index, found: Range | None, *, whole: bool) -> dict[str, Any] | None:
    if found is None:
        return None
    ends = {"guaranteed": found.guaranteed, "reachable": found.reachable}
    return {
        name: {
            "value": _number(end.best, whole=whole),
            "bound": _number(end.bound, whole=whole),
            "decided": end.decided,
            "choice": choice_in_words(index, end.choice),
        }
        for name, end in ends.items()
    }


def _number(value: Fraction, *, whole: bool) -> int | float:
    return int(value) if whole else round(float(value * 100), 2)


def _per_cent(share: Fraction) -> float:
    return round(float(share * 100), 2)


def found_gaps(index: Index, row: Row) -> tuple[Gap, ...]:
    """The gaps of one answer; none where there is no legal choice to speak of."""
    asked = row.assured
    found = gaps(index, plan=row.plan, framework=row.aim.framework, when=asked.when, taking=asked.taking)
    return () if isinstance(found, Infeasible) else found


def _gaps(index: Index, row: Row) -> list[dict[str, Any]]:
    return [
        {
            "item": index.items[gap.item].code,
            "missing_depth": gap.missing_depth,
            "weight_per_cent": [_per_cent(gap.weight.low), _per_cent(gap.weight.high)] if gap.weight else None,
            "ways": [_way(index, way) for way in gap.ways],
        }
        for gap in found_gaps(index, row)
    ]


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


def print_gaps(index: Index, rows: list[Row], lang: Language) -> None:
    """Each gap on a line, its ways below it, cheapest first."""
    for row in rows:
        found = found_gaps(index, row)
        if found:
            plan, framework = index.plans[row.plan].code, index.frameworks[row.aim.framework].code
            when = when_in_words(index, row.assured.when, lang)
            voice.out.print(f"\n{plan} · {framework} · {when}", style="bold", markup=False)
        for line in (line for gap in found for line in _lines(index, gap, lang)):
            voice.out.print(line, markup=False)


_WAYS = {
    "en": {"deepen": "deepen", "link": "link", "new-outcome": "write a new outcome in", "move": "move earlier"},
    "zh": {"deepen": "加深", "link": "关联", "new-outcome": "新增教学目标于", "move": "提前"},
}


def _lines(index: Index, gap: Gap, lang: Language) -> Iterator[str]:
    item = index.items[gap.item]
    missing = f"缺 {gap.missing_depth} 级" if lang == "zh" else f"missing {gap.missing_depth}"
    yield f"  {item.code} {item.title.in_language(lang)} ({missing})"
    for way in gap.ways:
        kind = _WAYS[lang].get(way.kind.value, way.kind.value)
        outcome = index.outcomes[way.outcome].code if way.outcome else ""
        yield f"    {way.cost}  {kind} {outcome or index.courses[way.course].code}"
