"""What the cells of a spreadsheet hold, and where."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Odd:
    """What a cell holds that is no value: a `formula`, or an `error` of the spreadsheet."""

    kind: str
    said: str


Value = str | Decimal | bool | date | datetime | Odd
"""What a cell may hold; a blank cell is absent."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number as the spreadsheet shows it, and its values by column from 0."""

    number: int
    cells: dict[int, Value]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by name, where its cells are, and whether it is hidden."""

    name: str
    hidden: bool
    part: str


@dataclass(slots=True)
class Grid:
    """The filled rows of a sheet in order, and the ranges of cells that are merged."""

    rows: list[Row] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


def letters(column: int) -> str:
    """The letters of a column that is counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    said, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


def from_iso(said: str) -> Value:
    try:
        day = datetime.fromisoformat(said)
    except ValueError:
        return said
    return day if (day.hour or day.minute or day.second) else day.date()


def plain(text: str) -> str:
    """Text with the characters that XML cannot hold, which a workbook spells out."""
    return _ESCAPED.sub(_letter, text) if "_x" in text else text


def _letter(match: "re.Match[str]") -> Any:
    letter = chr(int(match[1], 16))
    return match[0] if "\ud800" <= letter <= "\udfff" else letter
