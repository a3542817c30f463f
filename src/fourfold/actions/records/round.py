"""Revision rounds as JSON, alike in both languages; people are told by name to those who read the draft."""

from collections.abc import Mapping
from typing import Any

from fourfold.actions.records.text import text_record
from fourfold.actions.rounds import Rounds, Seen
from fourfold.domain.round import MinutesFile, Round, Stage, Verdict
from fourfold.engine.round import StageStanding, Turn, lacking, standing

Tree = dict[str, Any]


def listing_records(found: Rounds) -> list[Tree]:
    """Every round, the newest first, with how many of its stages have been passed."""
    return [_listed(each, found) for each in found.rounds]


def round_record(seen: Seen) -> Tree:
    """A round with its stages and verdicts: all of it that is kept, and so nothing that a day or the draft moves."""
    found = seen.round
    return {
        **_head(found),
        "reason": found.reason,
        "base_root": found.base_root,
        "stages": [_stage(each, found, seen.names) for each in seen.standing.stages],
    }


def standing_record(seen: Seen) -> Tree:
    """Where a round stands today for the draft as it is: whose turn it is, what is late, what a release lacks."""
    root = seen.opened.root
    lacks = lacking(seen.round, root=root)
    return {
        "root": root,
        "today": seen.opened.today.isoformat(),
        "stages": [_turn(each) for each in seen.standing.stages],
        "lacks": [{"stage": each.stage.key, "reason": each.reason.value} for each in lacks],
    }


def _listed(found: Round, among: Rounds) -> Tree:
    stages = standing(found, today=among.opened.today).stages
    return {**_head(found), "passed": sum(each.turn is Turn.PASSED for each in stages), "stages": len(stages)}


def _head(found: Round) -> Tree:
    return {
        "name": found.name,
        "status": found.status.value,
        "base": found.base,
        "release": found.release,
        "opened_at": found.opened_at,
        "ended_at": found.ended_at,
    }


def _stage(at: StageStanding, found: Round, names: Mapping[str, str]) -> Tree:
    stage: Stage = at.stage
    return {
        "key": stage.key,
        "body": text_record(stage.body),
        "beside": stage.beside,
        "opens_date": stage.opens_date,
        "due_date": stage.due_date,
        "owners": [{"id": each, "name": names.get(each)} for each in stage.owners],
        "turn": at.turn.value,
        "verdicts": [_verdict(each, names) for each in found.verdicts if each.stage == stage.key],
    }


def _verdict(verdict: Verdict, names: Mapping[str, str]) -> Tree:
    return {
        "key": verdict.key,
        "outcome": verdict.outcome.value,
        "root": verdict.root,
        "day": verdict.day,
        "number": verdict.number,
        "minutes": verdict.minutes,
        "returns_to": verdict.returns_to,
        "name": names.get(verdict.who),
        "at": verdict.at,
        "files": [_file(each, names) for each in verdict.files],
    }


def _file(file: MinutesFile, names: Mapping[str, str]) -> Tree:
    return {
        "key": file.key,
        "file": file.name,
        "size_bytes": file.size_bytes,
        "digest": file.digest,
        "name": names.get(file.who),
        "at": file.at,
    }


def _turn(each: StageStanding) -> Tree:
    returned = each.returned.key if each.returned else None
    return {
        "key": each.stage.key,
        "turn": each.turn.value,
        "days": each.days,
        "late_days": each.late_days,
        "returned": returned,
    }
