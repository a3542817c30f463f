"""Plain tables from the sheets of a workbook."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from fourfold.exchange.limits import (
    LONGEST_TABLE_CELL,
    MOST_MERGES,
    MOST_TABLE_CELLS,
    MOST_TABLE_COLUMNS,
    MOST_TABLE_ROWS,
)
from fourfold.exchange.spreadsheet import Spreadsheet
from fourfold.exchange.spreadsheet_values import Grid, Odd, Value
from fourfold.exchange.table import NOTHING, Cell, Oddity, Table, TableFile, filled, in_one_line
from fourfold.exchange.table_faults import At, Room, TableFaults, too_large, unreadable
from fourfold.exchange.zipped import WORKBOOK, open_office

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ODD = {"formula": Oddity.FORMULA, "error": Oddity.BROKEN}
_Spot = tuple[int, int]


def read_workbook_tables(path: Path) -> TableFile:
    """Every visible sheet of a workbook as a table, or `Unreadable`; hidden sheets are named, not read."""
    book = Spreadsheet(open_office(path, WORKBOOK), MOST_TABLE_CELLS)
    file, tables, room = book.office.file, [], Room()
    faults = TableFaults(list(book.office.problems))
    for sheet in book.sheets:
        at = At(file=file, table=sheet.name)
        if sheet.hidden:
            faults.add("R704", at)
        else:
            tables.append(Table(name=sheet.name, rows=filled(_rows(book.grid(sheet), at, room))))
    return TableFile(file=file, tables=tuple(tables), problems=tuple(faults.found))


def _rows(grid: Grid, at: At, room: Room) -> Iterator[tuple[int, list[Cell]]]:
    if len(grid.rows) > MOST_TABLE_ROWS:
        raise too_large(at)
    if len(grid.merged) >= MOST_MERGES:
        raise too_large(at, f"{MOST_MERGES} merged cells")
    rows = {row.number: {place: _cell(held) for place, held in row.cells.items()} for row in grid.rows}
    if max(rows, default=0) > MOST_TABLE_ROWS or _width(rows) > MOST_TABLE_COLUMNS:
        raise too_large(at)
    width = _width(rows)
    room.take(width * len(rows), at)
    for reference in grid.merged:
        first, last = _range(reference, at)
        _spread(rows, first, (last[0], min(last[1], width - 1)), lambda cells: room.take(cells, at))
    for number in sorted(rows):
        yield number, [rows[number].get(place, NOTHING) for place in range(width)]


def _width(rows: dict[int, dict[int, Cell]]) -> int:
    return max((max(cells, default=-1) + 1 for cells in rows.values()), default=0)


def _spread(rows: dict[int, dict[int, Cell]], first: _Spot, last: _Spot, take: Callable[[int], None]) -> None:
    """Let every cell of a merged range say what its first one does, as far as the table reaches."""
    origin = rows.get(first[0], {}).get(first[1])
    if origin is None:
        return
    reached = [number for number in rows if first[0] <= number <= last[0]]
    take(len(reached) * (last[1] - first[1] + 1))
    for number in reached:
        shown = origin._replace(down=number > first[0], over=number == first[0] and len(reached) > 1)
        rows[number][first[1]] = shown
        rows[number].update(dict.fromkeys(range(first[1] + 1, last[1] + 1), shown._replace(across=True)))


def _cell(held: Value) -> Cell:
    if isinstance(held, Odd):
        return Cell(in_one_line(held.said[:LONGEST_TABLE_CELL]) or held.kind, _ODD[held.kind])
    if isinstance(held, date):
        return Cell(held.isoformat(), Oddity.DATE)
    if isinstance(held, bool):
        return Cell("√" if held else "")
    text = format(held, "f") if isinstance(held, Decimal) else held
    return Cell(in_one_line(text[:LONGEST_TABLE_CELL]))


def _range(reference: str, at: At) -> tuple[_Spot, _Spot]:
    first, _, last = reference.partition(":")
    return _spot(first, at), _spot(last or first, at)


def _spot(address: str, at: At) -> _Spot:
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise unreadable("R702", at, found=address)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1
