"""What differs between two states of a cluster, as JSON in one language."""

from collections.abc import Iterator, Sequence
from typing import Any

from fourfold.actions.comparing import Comparison
from fourfold.actions.difference_words import Happened, Line, Told
from fourfold.actions.move_words import Moves
from fourfold.actions.records.moves import moves_record
from fourfold.actions.records.problem import problem_record
from fourfold.domain.problem import Problem
from fourfold.domain.text import Language


def comparison_record(
    found: Comparison,
    *,
    brought: Sequence[Problem],
    taken: Sequence[Problem],
    lang: Language,
    moves: Moves | None = None,
) -> dict[str, Any]:
    """What moved, where that is known; part by part and line by line; links counted; problems that come and go."""
    measured = {} if moves is None else {"moves": moves_record(moves, lang)}
    return {
        "same": found.same,
        **measured,
        "parts": [_part(each, lang) for each in all_parts(found)],
        "links": {name: getattr(found.links, name) for name in ("added", "removed", "changed")},
        "problems_brought": [problem_record(each, lang) for each in brought],
        "problems_taken": [problem_record(each, lang) for each in taken],
    }


def all_parts(found: Comparison) -> Iterator[Told]:
    """Every part that differs; a framework that is pinned on one side only is told by itself."""
    yield from found.parts
    for each in found.frameworks:
        whole = Told(noun="framework", key=each.key, name=each.name, before=each.before, after=each.after)
        yield from each.parts or (whole,)


def happened(told: Told) -> Happened:
    """What became of a part."""
    if told.before and told.after:
        return Happened.CHANGED
    return Happened.ADDED if told.after else Happened.REMOVED


def _part(told: Told, lang: Language) -> dict[str, Any]:
    return {
        "noun": told.noun,
        "key": told.key,
        "code": told.name.code,
        "title": told.name.title.in_language(lang),
        "happened": happened(told).value,
        "lines": [line_record(each, lang) for each in told.lines],
    }


def line_record(line: Line, lang: Language) -> dict[str, Any]:
    """One thing that differs inside a part."""
    return {
        "happened": line.happened.value,
        "inside": [each.in_language(lang) for each in line.inside],
        "field": line.field.in_language(lang),
        "before": line.before.in_language(lang) if line.before else None,
        "after": line.after.in_language(lang) if line.after else None,
    }
