"""Numbers and choices of electives, as JSON."""

from fractions import Fraction
from typing import Any

from fourfold.engine.choices import Choice
from fourfold.engine.index import Index


def number(value: Fraction) -> int | float:
    """A number as JSON has it: whole where it is whole.

    >>> number(Fraction(3)), number(Fraction(47, 10))
    (3, 4.7)
    """
    return int(value) if value.denominator == 1 else float(value)


def choice_record(index: Index, choice: Choice | None) -> list[dict[str, Any]] | None:
    """The electives of a choice by code, with term and pool."""
    if choice is None:
        return None
    return [
        {"course": index.courses[each.course].code, "term": each.term, "pool": index.pools[each.pool].code}
        for each in choice.taken
    ]
