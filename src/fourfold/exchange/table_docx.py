"""The tables of a Word document, read in one pass: merged cells spread out, what is struck out left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from fourfold.exchange.limits import (
    LONGEST_TABLE_CELL,
    MOST_SENTENCES,
    MOST_TABLE_COLUMNS,
    MOST_TABLE_ROWS,
    MOST_TABLES,
)
from fourfold.exchange.table import Cell, Oddity, Table, TableFile, filled, in_one_line
from fourfold.exchange.table_faults import At, Room, TableFaults, too_large
from fourfold.exchange.zipped import DOCUMENT, Office, open_office

_TICKS = frozenset({0xFC, 0xFE, 0x50, 0x52, 0xD6})
"""Characters of Wingdings and Symbol that show a tick; where they are in the private area, by their last byte."""
_PRIVATE = re.compile("(?:F0)?([0-9A-F]{2})")


def _ticks(code: str) -> bool:
    found = _PRIVATE.fullmatch(code.upper())
    return found is not None and int(found[1], 16) in _TICKS


def read_word_tables(path: Path) -> TableFile:
    """Every table of a Word document's text, or `Unreadable`."""
    office = open_office(path, DOCUMENT)
    faults = TableFaults(list(office.problems))
    walk = _Walk(office.file)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = walk.begin
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    for _ in office.feed(DOCUMENT.main, parser):
        pass
    if walk.tracked:
        faults.add("R705", At(file=office.file))
    for part in _aside(office):
        faults.add("R706", At(file=office.file), found=part)
    return TableFile(
        file=office.file, tables=tuple(walk.tables), sentences=tuple(walk.sentences), problems=tuple(faults.found)
    )


def _aside(office: Office) -> Iterator[str]:
    """Headers, footers and notes that hold a table."""
    for part in sorted(office.parts):
        name = part.removeprefix("word/")
        if name.startswith(("header", "footer", "footnotes", "endnotes")) and name.endswith(".xml"):
            last = b""
            for chunk in office.chunks(part):
                if b"<w:tbl>" in last + chunk:
                    yield part
                    break
                last = chunk[-8:]


@dataclass(slots=True)
class _Open:
    """A cell that is being read."""

    across: int = 1
    goes_on: bool = False
    nested: bool = False
    said: list[str] = field(default_factory=list)
    letters: int = 0

    def say(self, words: str) -> None:
        """Hear what the cell says, as far as a cell may go."""
        if self.letters < LONGEST_TABLE_CELL:
            self.said.append(words[:LONGEST_TABLE_CELL])
            self.letters += len(words)

    def cell(self) -> Cell:
        return Cell(in_one_line("".join(self.said)[:LONGEST_TABLE_CELL]), Oddity.NESTED if self.nested else None)


@dataclass(slots=True)
class _Walk:
    """A walk through the document's elements, in their order."""

    file: str
    tables: list[Table] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    tracked: bool = False
    _depth: int = 0
    _hidden: int = 0
    _in_text: bool = False
    _in_row_head: bool = False
    _struck: bool = False
    _rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    _row: list[Cell] = field(default_factory=list)
    _cell: _Open | None = None
    _words: _Open = field(default_factory=_Open)
    _number: int = 0
    _room: Room = field(default_factory=Room)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        value = next((held for key, held in attributes.items() if key.endswith(" val")), "")
        if tag in {"moveFrom", "del", "ins", "moveTo"}:
            self._track(tag)
        elif tag in {"Fallback", "instrText", "delText"}:
            self._hidden += 1
        elif tag == "tbl":
            self._begin_table()
        elif self._depth <= 1:
            self._begin_inside(tag, value, attributes)

    def _track(self, tag: str) -> None:
        self.tracked = True
        if self._in_row_head and tag == "del":
            self._struck = True
        if tag == "moveFrom":
            self._hidden += 1

    def _begin_table(self) -> None:
        self._depth += 1
        if self._depth > 1:
            if self._cell is not None:
                self._cell.nested = True
        else:
            self._rows, self._number = [], 0

    def _begin_inside(self, tag: str, value: str, attributes: dict[str, str]) -> None:
        if tag == "t":
            self._in_text = True
        elif tag == "tr":
            self._begin_row()
        elif tag == "trPr":
            self._in_row_head = True
        elif tag == "gridBefore":
            self._row += [Cell()] * _count(value)
        elif tag == "tc":
            self._cell = _Open()
        elif tag in {"tab", "br", "cr"}:
            self._say(" ")
        else:
            self._begin_in_cell(tag, value, attributes)

    def _begin_in_cell(self, tag: str, value: str, attributes: dict[str, str]) -> None:
        if tag == "gridSpan" and self._cell:
            self._cell.across = _count(value)
        elif tag == "vMerge" and self._cell:
            self._cell.goes_on = value != "restart"
        elif tag == "sym":
            code = next((held for key, held in attributes.items() if key.endswith(" char")), "")
            self._say("√" if _ticks(code) else "\ufffd")

    def _begin_row(self) -> None:
        self._row, self._struck = [], False
        self._number += 1
        self._room.take(1, At(file=self.file, table=self._name()))
        if self._number > MOST_TABLE_ROWS:
            raise too_large(At(file=self.file, table=self._name()))

    def text(self, words: str) -> None:
        if self._in_text and not self._hidden:
            self._say(words)

    def _say(self, words: str) -> None:
        if self._depth > 1:
            return
        (self._cell or self._words).say(words)

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in {"moveFrom", "Fallback", "instrText", "delText"}:
            self._hidden -= 1
        elif tag == "tbl":
            self._end_table()
        elif self._depth <= 1:
            self._end_inside(tag)

    def _end_inside(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "trPr":
            self._in_row_head = False
        elif tag == "tc" and self._cell is not None:
            self._end_cell(self._cell)
        elif tag == "tr" and self._depth == 1 and not self._struck:
            self._rows.append((self._number, self._row))

    def _end_paragraph(self) -> None:
        if self._cell is not None:
            self._cell.say(" ")
        elif self._depth == 0:
            sentence = self._words.cell().text
            if sentence and len(self.sentences) < MOST_SENTENCES:
                self.sentences.append(sentence)
            self._words = _Open()

    def _end_cell(self, opened: _Open) -> None:
        cell = opened.cell()
        if opened.goes_on:
            cell = self._above(len(self._row))._replace(down=True, over=False)
        self._room.take(opened.across, At(file=self.file, table=self._name(), row=self._number))
        self._row += [cell, *[cell._replace(across=True)] * (opened.across - 1)]
        self._cell = None
        if len(self._row) > MOST_TABLE_COLUMNS:
            raise too_large(At(file=self.file, table=self._name(), row=self._number))

    def _above(self, column: int) -> Cell:
        """The cell that goes on here, which from now on knows that it does."""
        above = self._rows[-1][1] if self._rows else []
        if column >= len(above):
            return Cell()
        above[column] = above[column]._replace(over=True)
        return above[column]

    def _end_table(self) -> None:
        self._depth -= 1
        if self._depth == 0 and len(self.tables) < MOST_TABLES:
            self.tables.append(Table(name=self._name(), rows=filled(iter(self._rows))))
            self._words = _Open()

    def _name(self) -> str:
        return f"table {len(self.tables) + 1}"


def _count(value: str) -> int:
    return min(int(value), MOST_TABLE_COLUMNS + 1) if value.isascii() and value.isdigit() else 1
