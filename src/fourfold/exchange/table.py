"""Tables as colleges have them: what each cell says, where it stands, and what is odd about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from fourfold.domain.problem import Problem


class Oddity(StrEnum):
    """Why what a cell seems to say is not to be believed."""

    DATE = "date"
    FORMULA = "formula"
    BROKEN = "broken"
    NESTED = "nested"


class Cell(NamedTuple):
    """What a cell says.

    `across` and `down`: it repeats a merged neighbour at its left, or above; `over`: cells below repeat it.
    """

    text: str = ""
    oddity: Oddity | None = None
    across: bool = False
    down: bool = False
    over: bool = False

    @property
    def own(self) -> str:
        """What the cell itself says; nothing where it repeats a neighbour."""
        return "" if self.across or self.down else self.text


NOTHING = Cell()


class Row(NamedTuple):
    """A row by its number in the file, counted from 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell in a column (from 0); an empty one where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else NOTHING

    def said(self) -> tuple[str, ...]:
        """The different texts of the row, each merged cell once."""
        return tuple(dict.fromkeys(cell.text for cell in self.cells if cell.text and not cell.across))

    @property
    def empty(self) -> bool:
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a file: a sheet of a workbook, a table of a Word document, or the whole of a CSV file."""

    name: str
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """Every table of a file, the sentences between them, and what is wrong with it; no tables where unreadable."""

    file: str
    tables: tuple[Table, ...] = ()
    sentences: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    readable: bool = True


def in_one_line(text: str) -> str:
    """The text without control characters and repeated blanks.

    >>> in_one_line(" 课程  代码 ")
    '课程 代码'
    """
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def filled(rows: Iterator[tuple[int, list[Cell]]]) -> tuple[Row, ...]:
    """The rows that say anything."""
    made = (Row(number, tuple(cells)) for number, cells in rows)
    return tuple(row for row in made if not row.empty)
