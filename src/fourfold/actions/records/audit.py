"""The audit as JSON: who did something is told by id, and by name where that person is still known."""

from typing import Any

from fourfold.actions.audit import CHANGED, Told
from fourfold.actions.records.text import text_record
from fourfold.domain.person import OPERATOR


def told_record(told: Told) -> dict[str, Any]:
    """One entry: the machine's operator and an erased person have no name."""
    return {
        "at": told.at,
        "who": told.who,
        "name": told.name,
        "operator": told.who == OPERATOR.who,
        "deed": told.deed,
        "happened": _happened(told) if told.deed == CHANGED else None,
        "turn": told.turn.value if told.turn else None,
        "noun": told.noun or None,
        "code": told.code or None,
        "title": text_record(told.title) if told.title else None,
        "about": told.about or None,
        "role": told.role or None,
        "why": told.why,
    }


def _happened(told: Told) -> str:
    if told.comes:
        return "added"
    return "removed" if told.goes else "changed"
