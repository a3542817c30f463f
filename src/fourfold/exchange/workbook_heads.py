"""Which sheet of a workbook is which, and which column of a sheet: found by their names, in any order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from fourfold.canon.fields import fields_of
from fourfold.canon.validate import nearest, shown
from fourfold.domain.problem import Cell
from fourfold.exchange.places import Columns
from fourfold.exchange.spreadsheet import Spreadsheet
from fourfold.exchange.spreadsheet_values import Grid, Odd, Row, Sheet, Value, letters
from fourfold.exchange.workbook_faults import Faults
from fourfold.exchange.workbook_layout import ABOUT, CHOICES, Column, SheetLayout, spoken
from fourfold.exchange.workbook_words import SHEETS

_BESIDE = (ABOUT, CHOICES)


def sheets_of(book: Spreadsheet, layouts: Iterable[SheetLayout], faults: Faults) -> dict[str, Sheet]:
    """The sheets by what they are; one of another name is reported, so that nobody believes it read."""
    known = [layout.name for layout in layouts]
    names = {spoken(name): name for name in (*known, *_BESIDE)}
    names |= {spoken(SHEETS[name].zh): name for name in known}
    found: dict[str, Sheet] = {}
    for sheet in book.sheets:
        said = shown(sheet.name)
        cell, name = Cell(sheet=said), names.get(spoken(sheet.name))
        if name is None:
            faults.add("R612", cell, expected=nearest(sheet.name, known), sheet=said)
        elif name in found:
            faults.add("R615", cell, sheet=said)
        else:
            found[name] = sheet
            if sheet.hidden and name not in _BESIDE:
                faults.add("R618", cell, sheet=said)
    return found


@dataclass(slots=True)
class Heads:
    """The columns of a sheet by where they stand; `columns` tells problems where a value is.

    A sheet is not `readable` where a column is missing that every row needs.
    """

    at: dict[int, Column]
    columns: Columns
    readable: bool = True
    clear: bool = True

    def has(self, name: str) -> bool:
        """Whether some column holds the field of this name, or a part of it."""
        return any(column.path[:1] == (name,) for column in self.at.values())


def heads_of(sheet: Sheet, layout: SheetLayout, grid: Grid, faults: Faults, *, complete: bool) -> Heads:
    """Read the headings in the first row, and report those that name no column.

    Where the sheet should be `complete`, since the workbook was made from a version, columns that are gone are told.
    """
    heads = Heads({}, Columns(shown(sheet.name)))
    known = _known(layout)
    first = grid.rows[0] if grid.rows and grid.rows[0].number == 1 else Row(1, {})
    if grid.rows and not any(_column(held, known) for held in first.cells.values()):
        faults.add("R625", Cell(sheet=heads.columns.sheet, row=1), sheet=heads.columns.sheet)
        heads.readable = False
        return heads
    reader = _Heading(heads, faults, known)
    for at, held in sorted(first.cells.items()):
        reader.read(at, held)
    reader.headless(first, grid)
    if grid.rows:
        reader.missing(layout, complete=complete)
    return heads


@dataclass(slots=True)
class _Heading:
    """The first row of a sheet, read column by column."""

    heads: Heads
    faults: Faults
    known: dict[str, Column]
    _seen: set[str] = field(default_factory=set)

    def read(self, at: int, held: Value) -> None:
        """Take one heading."""
        column = _column(held, self.known)
        said = shown(_lines(held)[0])
        cell = Cell(sheet=self.heads.columns.sheet, row=1, column=letters(at), heading=said)
        if isinstance(held, Odd):
            self._fault("R616", cell, held.said, "the heading itself", said)
        elif column is None:
            self._fault("R613", cell, said, nearest(said, [each.name for each in _once(self.known)]), said)
        elif column.name in self._seen:
            self._fault("R614", cell, said, None, column.name)
        else:
            self._seen.add(column.name)
            self.heads.at[at] = column
            self.heads.columns.at[column.path or (column.role,)] = (letters(at), column.name)

    def headless(self, first: Row, grid: Grid) -> None:
        """Report columns that hold something and have no heading, each at its first cell."""
        seen = set(first.cells)
        for row in grid.rows[1:]:
            for at in sorted(row.cells.keys() - seen):
                seen.add(at)
                cell = Cell(sheet=self.heads.columns.sheet, row=row.number, column=letters(at))
                self._fault("R613", cell, "no heading", "a heading in the first row", letters(at))

    def missing(self, layout: SheetLayout, *, complete: bool) -> None:
        """Report columns that every row needs, and those that are gone."""
        cell = Cell(sheet=self.heads.columns.sheet, row=1)
        for column in _needed(layout):
            if column.name not in self._seen and not (column.path and self.heads.has(column.path[0])):
                self.faults.add("R627", cell, sheet=cell.sheet, column=column.name)
                self.heads.readable = False
        gone = [each for each in layout.columns if each.name not in self._seen]
        if complete and self.heads.readable and self.heads.clear:
            for column in gone:
                self.faults.add("R628", cell, column=column.name)

    def _fault(self, code: str, cell: Cell, found: str, expected: str | None, column: str) -> None:
        self.faults.add(code, cell, found=found, expected=expected, column=column)
        self.heads.clear = False


def _lines(held: Value) -> list[str]:
    return held.split("\n") if isinstance(held, str) else [held.said if isinstance(held, Odd) else str(held)]


def _column(held: Value, known: dict[str, Column]) -> Column | None:
    """The column that a heading names in either of its lines."""
    if isinstance(held, Odd):
        return None
    return next((known[each] for each in map(spoken, _lines(held)) if each in known), None)


def _known(layout: SheetLayout) -> dict[str, Column]:
    """Columns by their names in English, then by those in Chinese that only one of them has."""
    known = {spoken(column.name): column for column in layout.columns}
    chinese = [spoken(column.zh) for column in layout.columns]
    alone = {spoken(column.zh): column for column in layout.columns if chinese.count(spoken(column.zh)) == 1}
    return alone | known


def _once(known: dict[str, Column]) -> Iterable[Column]:
    return {column.name: column for column in known.values()}.values()


def _needed(layout: SheetLayout) -> Iterator[Column]:
    """The first column of whatever every row needs."""
    yield from (column for column in layout.columns if column.role == "parent")
    for each in fields_of(layout.cls):
        if each.required and each.name != "key":
            yield from [column for column in layout.columns if column.path[:1] == (each.name,)][:1]
