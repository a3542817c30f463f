"""Rows of a workbook → trees of fields, each with its place; what a cell cannot say is reported where it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from fourfold.domain.problem import Cell
from fourfold.exchange.places import Spot
from fourfold.exchange.spreadsheet_values import Grid, Row, Value, letters
from fourfold.exchange.workbook_cells import Refused, digits, is_number_for_text, said
from fourfold.exchange.workbook_faults import Faults
from fourfold.exchange.workbook_heads import Heads
from fourfold.exchange.workbook_layout import Column, SheetLayout

Tree = dict[str, Any]
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


@dataclass(slots=True)
class Line:
    """A row: the tree of what it holds, where that stands, and what its other columns say (`parent`, `order`, …)."""

    number: int
    tree: Tree
    spot: Spot
    beside: Tree = field(default_factory=dict)

    def cell(self, *path: str) -> Cell:
        """The cell of a field of this row."""
        assert self.spot.columns is not None  # noqa: S101 - every row of a sheet knows its columns
        return self.spot.columns.cell(self.number, path)

    def hides(self, *names: str) -> bool:
        """Whether one of these could not be read."""
        return any(each[0] in names for each in self.spot.unread)


def lines_of(layout: SheetLayout, grid: Grid, heads: Heads, faults: Faults) -> list[Line]:
    """The rows below the headings that hold something."""
    merged = Merged(grid.merged, heads.at, heads.columns.sheet, faults)
    reader = _Rows(layout, heads, merged, faults)
    lines = (reader.line(row) for row in grid.rows if row.number > 1)
    return [line for line in lines if line is not None]


@dataclass(slots=True)
class _Rows:
    """The rows of one sheet, read one by one."""

    layout: SheetLayout
    heads: Heads
    merged: "Merged"
    faults: Faults

    def line(self, row: Row) -> Line | None:
        """The row as a line; none where nothing is in it."""
        tree: Tree = {}
        beside: Tree = {}
        unread = [_path(column) for column in self.heads.lost]
        unread += [_path(column) for at, column in self.merged.covered(row) if at not in row.cells]
        for at, held in row.cells.items():
            column = self.heads.at.get(at)
            if column is None:
                continue
            path = _path(column)
            try:
                value = self._said(column, held, row.number, at)
            except Refused as refused:
                self._refuse(refused, column, row.number, at)
                unread.append(path)
                continue
            if value is not None:
                _put(beside if column.role in {"parent", "above", "order"} else tree, path, value)
        if not (tree or beside or len(unread) > len(self.heads.lost)):
            return None
        spot = Spot(line=row.number, columns=self.heads.columns, unread=tuple(unread))
        return Line(row.number, tree, spot, beside)

    def _said(self, column: Column, held: Value, row: int, at: int) -> Any:
        value = said(column, held)
        if is_number_for_text(column, held):
            found = str(value) if not isinstance(value, list | dict) else digits(held)  # type: ignore[arg-type]  # a number, as was just asked
            self.faults.add("R621", self._cell(column, row, at), found=found, column=column.name)
        return value

    def _refuse(self, refused: Refused, column: Column, row: int, at: int) -> None:
        cell = self._cell(column, row, at)
        self.faults.add(refused.code, cell, found=refused.found, expected=refused.expected, column=column.name)

    def _cell(self, column: Column, row: int, at: int) -> Cell:
        return Cell(sheet=self.heads.columns.sheet, row=row, column=letters(at), heading=column.name)


def _path(column: Column) -> tuple[str, ...]:
    return column.path or (column.role,)


def _put(tree: Tree, path: tuple[str, ...], value: Any) -> None:
    for step in path[:-1]:
        tree = tree.setdefault(step, {})
    tree[path[-1]] = value


class Merged:
    """The merged cells of a sheet: reported one by one, and known where they cover others."""

    def __init__(self, ranges: Iterable[str], columns: dict[int, Column], sheet: str, faults: Faults) -> None:
        covered: dict[int, list[tuple[int, int]]] = {}
        self._columns = columns
        for cells in ranges:
            match = _RANGE.fullmatch(cells)
            cell = Cell(sheet=sheet, row=int(match[2]), column=match[1]) if match else Cell(sheet=sheet)
            faults.add("R617", cell, found=cells, cells=cells[:40])
            if match:
                first, last = _number(match[1]), _number(match[3] or match[1])
                rows = int(match[2]), int(match[4] or match[2])
                for at in columns:
                    if first <= at <= last:
                        covered.setdefault(at, []).append(rows)
        self._covered = {at: _joined(spans) for at, spans in covered.items()}

    def covered(self, row: Row) -> Iterator[tuple[int, Column]]:
        """The columns in which a row lies within merged cells."""
        for column, spans in self._covered.items():
            at = bisect_right(spans, (row.number, 1 << 30)) - 1
            if at >= 0 and row.number <= spans[at][1]:
                yield column, self._columns[column]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of rows in order, those that meet made one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def _number(said: str) -> int:
    """The column of these letters, counted from 0."""
    column = 0
    for letter in said:
        column = column * 26 + ord(letter) - 64
    return column - 1
