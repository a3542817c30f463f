"""What is due to somebody as JSON."""

from typing import Any

from fourfold.actions import radar_words
from fourfold.actions.due import Due, Held, Retiring, Unsettled
from fourfold.actions.records.queue import hole_due_record
from fourfold.actions.records.text import text_record
from fourfold.actions.releases import DraftStanding
from fourfold.actions.shelf import Opened
from fourfold.actions.stale import StaleCourse
from fourfold.domain.program import Program


def due_record(due: Due) -> dict[str, Any]:
    """Drafts that may be read, what is held in them, what retires, holes, stale courses, and what is to be set up."""
    return {
        "drafts": [_draft(each) for each in due.drafts],
        "held": [_held(each) for each in due.held],
        "retiring": [_retiring(each) for each in due.retiring],
        "holes": [_where(each.opened) | hole_due_record(each) for each in due.holes],
        "unsettled": [_unsettled(each) for each in due.unsettled],
        "stale": [_stale(each) for each in due.stale],
    }


def _where(opened: Opened) -> dict[str, Any]:
    return {"institution": opened.institution, "cluster": opened.index.cluster.head.code}


def _draft(standing: DraftStanding) -> dict[str, Any]:
    return _where(standing.opened) | {
        "title": text_record(standing.opened.index.cluster.head.title),
        "released": standing.released,
        "moved": standing.moved,
        "errors": standing.errors,
        "warnings": standing.warnings,
    }


def _held(held: Held) -> dict[str, Any]:
    noun = held.noun
    return _where(held.opened) | {
        "noun": "program" if isinstance(noun, Program) else "course",
        "key": noun.key,
        "code": noun.code,
        "title": text_record(noun.title),
    }


def _stale(each: StaleCourse) -> dict[str, Any]:
    return _where(each.opened) | {
        "course": each.course.code,
        "key": each.course.key,
        "title": text_record(each.course.title),
        "framework": each.framework.code,
        "newer": each.newer.code if each.newer else None,
        "stage": each.stage.value,
        "links": each.stale.links,
        "says": text_record(radar_words.stale(each.framework, each.newer, each.stage)),
    }


def _retiring(retiring: Retiring) -> dict[str, Any]:
    framework = retiring.framework
    return _where(retiring.opened) | {
        "framework": framework.code,
        "key": framework.key,
        "title": text_record(framework.title),
        "retires_on_date": framework.retires_on_date,
        "programs": [each.code for each in retiring.programs],
    }


def _unsettled(unsettled: Unsettled) -> dict[str, Any]:
    return {"institution": unsettled.institution.code, "named": unsettled.named, "led": unsettled.led}
