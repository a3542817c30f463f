"""The radar, and the outlook on a new version, as JSON."""

from collections.abc import Iterable
from typing import Any

from fourfold.actions import radar_words
from fourfold.domain.framework import Framework
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.engine.outlook import Outlook
from fourfold.engine.proof import Verdict
from fourfold.engine.radar import Blip
from fourfold.engine.succession import Step
from fourfold.engine.succession_impact import PlanImpact, guaranteed
from fourfold.engine.succession_links import Candidate
from fourfold.engine.succession_repair import Repair


def radar_record(index: Index, blips: Iterable[Blip]) -> dict[str, Any]:
    """Every framework as it stands, what presses first."""
    return {"frameworks": [_blip(index, each) for each in blips]}


def _blip(index: Index, blip: Blip) -> dict[str, Any]:
    return {
        **version_record(blip.framework),
        "stage": blip.stage.value,
        "pressing": blip.pressing,
        "says": _text(radar_words.standing(index, blip)),
        "newer": blip.newer.code if blip.newer else None,
        "programs": [index.programs[key].code for key in blip.naming],
        "behind": [index.programs[key].code for key in blip.behind],
        "stale": [
            {"course": index.courses[each.course].code, "links": each.links, "wholly": each.wholly}
            for each in blip.stale
        ],
        "days": [
            {"moment": each.moment.value, "date": each.day.isoformat(), "ahead": each.ahead} for each in blip.days
        ],
    }


def outlook_record(index: Index, found: Outlook) -> dict[str, Any]:
    """What became of each item, which links carry over, what it does to each plan, and the smallest repair."""
    return {
        "old": version_record(found.found.old),
        "new": version_record(found.found.new),
        "says": _text(radar_words.sentence(index, found)),
        "least": found.least,
        "items": [_step(found, each) for each in found.found.steps],
        "links": [_candidate(index, found, each) for each in found.carried.candidates],
        "left": [
            {"outcome": index.outcomes[each.link.outcome].code, "item": _codes(found)[each.link.item]}
            for each in found.carried.left
        ],
        "plans": [_impact(index, found, each) for each in found.impacts],
        "repairs": [_repair(index, found, each) for each in found.repairs],
        "unclosed": [_codes(found)[key] for key in found.unclosed],
        "rules_staying": [rule.code for rule in found.staying],
    }


def version_record(framework: Framework) -> dict[str, Any]:
    """A version: what it is called, and its first and last day."""
    first, last = framework.valid_from_date, framework.retires_on_date
    return {
        "key": framework.key,
        "code": framework.code,
        "title": _text(framework.title),
        "version": framework.version,
        "valid_from_date": first.isoformat() if first else None,
        "retires_on_date": last.isoformat() if last else None,
    }


def _codes(found: Outlook) -> dict[str, str]:
    """Items of both versions; those of the new one say what is meant where both have a key."""
    return {item.key: item.code for side in (found.found.old, found.found.new) for item in side.walk()}


def _step(found: Outlook, step: Step) -> dict[str, Any]:
    old, new = ({item.key: item.code for item in side.walk()} for side in (found.found.old, found.found.new))
    return {
        "fate": step.fate.value,
        "old": [old[key] for key in step.old],
        "new": [new[key] for key in step.new],
        "confidence": step.confidence,
        "legs": [
            {
                "old": old[leg.old],
                "new": new[leg.new],
                "confidence": leg.confidence,
                "near": leg.near,
                "clues": [clue.value for clue in leg.clues],
            }
            for leg in step.legs
        ],
    }


def _candidate(index: Index, found: Outlook, each: Candidate) -> dict[str, Any]:
    return {
        "course": index.courses[each.course].code,
        "outcome": index.outcomes[each.link.outcome].code,
        "item": index.items[each.link.item].code,
        "depth": each.link.depth.value,
        "confidence": each.confidence,
        "counted": each in found.taken,
        "from": [_codes(found)[link.item] for link in each.sources],
        "far": each.far,
        "stands": each.stands.depth.value if each.stands else None,
    }


def _impact(index: Index, found: Outlook, impact: PlanImpact) -> dict[str, Any]:
    course = index.courses.get(impact.when.course or "")
    module = index.modules.get(impact.taking or "")
    return {
        "program": index.program_of_plan[impact.plan].code,
        "plan": index.plans[impact.plan].code,
        "after_term": impact.when.term,
        "after_course": course.code if course else None,
        "taking": module.code if module else None,
        "already": impact.already,
        "items_before": impact.before.items,
        "items_after": impact.carried.items,
        "before": guaranteed(impact.before),
        "linked": guaranteed(impact.linked),
        "carried": guaranteed(impact.carried),
        "wanted": [{"item": _codes(found)[each.gap.item], "want": each.want.value} for each in impact.wanted],
        "promises": [
            {
                "rule": each.rule.code,
                "before": _verdict(each.before),
                "linked": _verdict(each.linked),
                "carried": _verdict(each.carried),
            }
            for each in impact.rules
        ],
    }


def _verdict(verdict: Verdict | None) -> str | None:
    return verdict.value if verdict else None


def _repair(index: Index, found: Outlook, repair: Repair) -> dict[str, Any]:
    way = repair.way
    return {
        "item": _codes(found)[repair.item],
        "kind": way.kind.value,
        "cost": way.cost,
        "course": index.courses[way.course].code,
        "outcome": index.outcomes[way.outcome].code if way.outcome else None,
        "term": way.term,
        "near_per_cent": way.near,
        "plans": [index.plans[plan].code for plan in repair.plans],
    }


def _text(text: Text) -> dict[str, str | None]:
    return {"en": text.en, "zh": text.zh}
