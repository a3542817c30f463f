"""Which sheet of a workbook is which, and which column of a sheet: found by their names, in any order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from fourfold.canon.fields import fields_of
from fourfold.canon.identity import TOLD_APART_BY
from fourfold.canon.validate import closest, meant_by, shown
from fourfold.domain.link import CourseLinks
from fourfold.domain.problem import Cell
from fourfold.exchange.places import Columned, Columns
from fourfold.exchange.spreadsheet import Spreadsheet
from fourfold.exchange.spreadsheet_values import Grid, Odd, Row, Sheet, Value, letters
from fourfold.exchange.workbook_faults import Faults
from fourfold.exchange.workbook_layout import ABOUT, CHOICES, KNOWN, Column, SheetLayout, holds, spoken
from fourfold.exchange.workbook_words import SHEETS

_BESIDE = (ABOUT, CHOICES, KNOWN)
_MOST_GUESSES = 100
"""For so many strange headings of a sheet it is looked up what may have been meant."""


@dataclass(slots=True)
class Sheets:
    """The sheets of a workbook by what they are; those `misnamed` are there, it seems, under another name."""

    found: dict[str, Sheet] = field(default_factory=dict)
    misnamed: set[str] = field(default_factory=set)


def sheets_of(book: Spreadsheet, layouts: Iterable[SheetLayout], faults: Faults) -> Sheets:
    """Find the sheets; one of another name is reported, so that nobody believes it read."""
    known = [layout.name for layout in layouts]
    names = {spoken(name): name for name in (*known, *_BESIDE)}
    names |= {spoken(SHEETS[name].zh): name for name in known}
    sheets, strange = Sheets(), []
    for sheet in book.sheets:
        said, name = shown(sheet.name), names.get(spoken(sheet.name))
        if name is None:
            strange.append(said)
        elif name in sheets.found:
            faults.add("R615", Cell(sheet=said), sheet=said)
        else:
            sheets.found[name] = sheet
            if sheet.hidden and name not in _BESIDE:
                faults.add("R618", Cell(sheet=said), sheet=said)
    for said in strange:
        _strange(said, sheets, [name for name in known if name not in sheets.found], faults)
    return sheets


def _strange(said: str, sheets: Sheets, missing: list[str], faults: Faults) -> None:
    meant = closest(said, missing)
    if meant is None:
        faults.add("R612", Cell(sheet=said), sheet=said)
    else:
        sheets.misnamed.add(meant)
        faults.add("R630", Cell(sheet=said), found=said, expected=meant, sheet=said)


@dataclass(slots=True)
class Heads:
    """The columns of a sheet by where they stand; `columns` tells problems where a value is.

    A sheet is not `readable` where a column is missing that every row needs. Columns that are `lost` are there, it
    seems, under another heading.
    """

    at: dict[int, Column]
    columns: Columns
    readable: bool = True
    clear: bool = True
    lost: list[Column] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether some column holds the field of this name, or a part of it."""
        return any(column.path[:1] == (name,) for column in self.at.values())


def heads_of(  # the sheet, and how whole it should be
    sheet: Sheet, layout: SheetLayout, grid: Grid, faults: Faults, *, complete: bool, partial: bool = False
) -> Heads:
    """Read the headings in the first row, and report those that name no column.

    Where the sheet should be `complete`, since the workbook was made from a version, columns that are gone are told.
    A `partial` one needs only what tells its rows apart: the rest is as it was.
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
        reader.missing(layout, _apart(layout) if partial else _needed(layout), complete=complete)
    return heads


@dataclass(slots=True)
class _Heading:
    """The first row of a sheet, read column by column."""

    heads: Heads
    faults: Faults
    known: dict[str, Column]
    _seen: set[str] = field(default_factory=set)
    _strangers: int = 0

    def read(self, at: int, held: Value) -> None:
        """Take one heading."""
        column = _column(held, self.known)
        said = shown(_lines(held)[0])
        cell = Cell(sheet=self.heads.columns.sheet, row=1, column=letters(at), heading=said)
        if isinstance(held, Odd):
            self._fault("R616", cell, held.said, "the heading itself", said)
        elif column is None:
            self._strange(cell, said)
        elif column.name in self._seen:
            self._fault("R614", cell, said, None, column.name)
        else:
            self._seen.add(column.name)
            self.heads.at[at] = column
            self.heads.columns.at[column.path or (column.role,)] = Columned(letters(at), column.name, holds(column))

    def _strange(self, cell: Cell, said: str) -> None:
        known = {column.name: column for column in self.known.values()}
        self._strangers += 1
        meant = closest(said, list(known)) if self._strangers <= _MOST_GUESSES else None
        if meant is not None:
            self.heads.lost.append(known[meant])
        self._fault("R613", cell, said, meant_by(meant) if meant else "one of: " + ", ".join(known), said)

    def headless(self, first: Row, grid: Grid) -> None:
        """Report columns that hold something and have no heading, each at its first cell."""
        seen = set(first.cells)
        for row in grid.rows[1:]:
            for at in sorted(row.cells.keys() - seen):
                seen.add(at)
                cell = Cell(sheet=self.heads.columns.sheet, row=row.number, column=letters(at))
                self._fault("R613", cell, "no heading", "a heading in the first row", letters(at))

    def missing(self, layout: SheetLayout, needed: Iterable[Column], *, complete: bool) -> None:
        """Report columns that every row needs, and those that are gone."""
        cell = Cell(sheet=self.heads.columns.sheet, row=1)
        self.heads.lost = [column for column in self.heads.lost if column.name not in self._seen]
        for column in needed:
            if column.name not in self._seen and not (column.path and self.heads.has(column.path[0])):
                self.heads.readable = False
                if column not in self.heads.lost:
                    self.faults.add("R627", cell, sheet=cell.sheet, column=column.name)
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


def _apart(layout: SheetLayout) -> Iterator[Column]:
    """The columns that tell rows apart: in what they stand, and which of those they are."""
    names = TOLD_APART_BY.get(layout.cls, ("course",) if layout.cls is CourseLinks else ("code",))
    yield from (
        each for each in layout.columns if each.role == "parent" or each.path[:1] in {(name,) for name in names}
    )


def _needed(layout: SheetLayout) -> Iterator[Column]:
    """The first column of whatever every row needs."""
    yield from (column for column in layout.columns if column.role == "parent")
    for each in fields_of(layout.cls):
        if each.required and each.name != "key":
            yield from [column for column in layout.columns if column.path[:1] == (each.name,)][:1]
