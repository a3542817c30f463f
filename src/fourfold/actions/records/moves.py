"""What moved between two states in figures and promises, as JSON in one language."""

from collections.abc import Iterable
from typing import Any

from fourfold.actions.move_words import ProgramMoves
from fourfold.domain.text import Language


def moves_record(moves: Iterable[ProgramMoves], lang: Language) -> list[dict[str, Any]]:
    """Program by program: in sentences, and figure by figure; what is of no program comes last, with `program` null."""
    return [_program(each, lang) for each in moves]


def _program(moves: ProgramMoves, lang: Language) -> dict[str, Any]:
    return {
        "program": moves.code if moves.key else None,
        "title": moves.title.in_language(lang),
        "sentences": [{"plans": list(each.plans), "text": each.text.in_language(lang)} for each in moves.sentences],
        "figures": [
            {
                "plan": each.plan,
                "name": each.name.in_language(lang),
                "before": each.before.in_language(lang),
                "after": each.after.in_language(lang),
            }
            for each in moves.figures
        ],
    }
