"""Changes as JSON in one language: who made them is told to those who read the draft."""

from typing import Any

from fourfold.actions.history import Blame, Entry
from fourfold.actions.records.comparison import line_record
from fourfold.actions.undoing import Edit, Row
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Language


def entry_record(entry: Entry, lang: Language) -> dict[str, Any]:
    """One change: the name of who made it, where that person is still known, and what became of the part."""
    told = entry.told
    return {
        "change": entry.seq,
        "at": entry.at,
        **_who(entry),
        "why": entry.why,
        "key": entry.key,
        "noun": told.noun if told else "framework",
        "code": told.name.code if told else None,
        "title": told.name.title.in_language(lang) if told else None,
        "happened": _happened(entry),
        "whole": entry.whole,
        "undoes": entry.undoes,
        "turn": entry.turn.value if entry.turn else None,
        "lines": [line_record(each, lang) for each in told.lines] if told else [],
    }


def _who(entry: Entry) -> dict[str, Any]:
    """The name of whoever made a change: the machine's operator and an erased person have none."""
    return {"name": entry.name, "operator": entry.who == OPERATOR.who}


def _happened(entry: Entry) -> str:
    if entry.comes:
        return "added"
    return "removed" if entry.goes else "changed"


def blame_record(blame: Blame, lang: Language) -> dict[str, Any]:
    """Who last changed a field, and by which change."""
    return {
        "field": blame.field.in_language(lang),
        "change": blame.entry.seq,
        "at": blame.entry.at,
        **_who(blame.entry),
    }


def row_record(row: Row) -> dict[str, Any]:
    """What somebody may take back and bring back, the next one first."""
    return {name: [_edit(each) for each in reversed(getattr(row, name))] for name in ("undo", "redo")}


def _edit(edit: Edit) -> dict[str, Any]:
    return {"change": edit.seq, "at": edit.at, "key": edit.key, "why": edit.why}
