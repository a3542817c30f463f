"""What a cell says, as the value that its column holds: nothing is computed, nothing odd is believed."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from fourfold.canon.fields import Field
from fourfold.canon.marks import NUMBER
from fourfold.canon.validate import choices
from fourfold.domain.course import Requisite
from fourfold.domain.marks import CODE_PATTERN, KEY_PATTERN
from fourfold.exchange.limits import LONGEST_CELL
from fourfold.exchange.spreadsheet_values import Odd, Value
from fourfold.exchange.workbook_layout import Column, holds
from fourfold.exchange.workbook_requisite import Unclear, requisite_tree

_PARTED = re.compile(r"[,;，；、\s]+")
_YES_OR_NO = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}


class Refused(ValueError):
    """A cell that says nothing that can be used: the code of its problem, what stands there, what should."""

    def __init__(self, code: str, found: str, expected: str) -> None:
        super().__init__(code, found, expected)
        self.code, self.found, self.expected = code, found, expected


def said(column: Column, held: Value) -> Any:
    """What a cell of the column says, as a file's tree has it; `None` where it is blank. Or `Refused`."""
    if isinstance(held, Odd):
        raise Refused("R616" if held.kind == "formula" else "R619", held.said, holds(column))
    if isinstance(held, str) and not held.strip():
        return None
    if isinstance(held, str) and len(held) > LONGEST_CELL:
        raise Refused("R027", held, f"at most {LONGEST_CELL} characters")
    if column.role == "order":
        return _order(column, held)
    if column.field is None:
        return _code(column, held)
    if column.field.of is Requisite:
        return _requisite(column, held)
    return _many(column, column.field, held) if column.field.many else _one(column, column.field, held)


def digits(held: Decimal) -> str:
    """A number as it is written out.

    >>> digits(Decimal("64")), digits(Decimal("1E+3"))
    ('64', '1000')
    """
    return format(held, "f")


def is_number_for_text(column: Column, held: Value) -> bool:
    """Whether a number stands where a text is held, which may have lost its zeros."""
    return isinstance(held, Decimal) and column.is_text and not _holds_numbers(column)


def _holds_numbers(column: Column) -> bool:
    return column.field is not None and column.field.of is int


def _order(column: Column, held: Value) -> Decimal:
    if isinstance(held, str) and NUMBER.fullmatch(held.strip()):
        return Decimal(held.strip())
    if isinstance(held, Decimal):
        return held
    raise _odd(column, held)


def _code(column: Column, held: Value) -> str:
    if isinstance(held, Decimal):
        return digits(held)
    if isinstance(held, str):
        return held.strip()
    raise _odd(column, held)


def _requisite(column: Column, held: Value) -> Any:
    text = _code(column, held)
    try:
        return requisite_tree(text)
    except Unclear as unclear:
        raise Refused("R624", text, str(unclear)) from unclear


def _many(column: Column, field: Field, held: Value) -> list[Any]:
    text = _code(column, held)
    words = [word for word in _PARTED.split(text) if word]
    return [_one(column, field, word) for word in words]


def _one(column: Column, field: Field, held: Value) -> Any:
    kind = Enum if issubclass(field.of, Enum) else field.of
    return _KINDS[kind](column, field, held)


def _text(column: Column, field: Field, held: Value) -> str:
    if isinstance(held, str) and not _is_label(field):
        return held
    return _code(column, held)


def _is_label(field: Field) -> bool:
    return field.shape is not None and field.shape.pattern in {CODE_PATTERN, KEY_PATTERN}


def _word(column: Column, field: Field, held: Value) -> str:
    text = _code(column, held)
    return text.lower() if text.lower() in choices(field.of) else text


def _whole(column: Column, field: Field, held: Value) -> int | Decimal | str:
    text = _amount(column, field, held)
    whole = re.fullmatch(r"(-?[0-9]{1,30})(?:\.0*)?", text)
    if whole:
        return int(whole[1])
    return Decimal(text) if NUMBER.fullmatch(text) else text


def _amount(column: Column, _field: Field, held: Value) -> str:
    return _code(column, held)


def _flag(column: Column, _field: Field, held: Value) -> bool | str:
    if isinstance(held, bool):
        return held
    text = _code(column, held)
    return _YES_OR_NO.get(text.lower(), text)


def _day(column: Column, _field: Field, held: Value) -> str:
    if isinstance(held, date) and not isinstance(held, datetime):
        return held.isoformat()
    if isinstance(held, str):
        return held.strip()
    raise _odd(column, held)


def _odd(column: Column, held: Value) -> Refused:
    return Refused("R620", _shown(held), holds(column))


def _shown(held: Value) -> str:
    if isinstance(held, date):
        return f"the date {held.isoformat()}"
    if isinstance(held, bool):
        return "TRUE" if held else "FALSE"
    return f"the number {digits(held)}" if isinstance(held, Decimal) else str(held)


_KINDS: dict[type, Callable[[Column, Field, Value], Any]] = {
    str: _text,
    Enum: _word,
    int: _whole,
    Decimal: _amount,
    bool: _flag,
    date: _day,
}
