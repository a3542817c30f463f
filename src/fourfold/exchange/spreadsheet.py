"""The cells of an Excel workbook as they were typed: sparse, exact, never computed.

A sheet is read as the list of its filled rows, whatever area it claims to cover: readers that lay a sheet out as a
rectangle take 13 GB for two cells in opposite corners. Numbers are decimals of the fifteen digits that a spreadsheet
shows (a file says 4.5999999999999996 where 4.6 was typed). Formulas are found and named, never evaluated.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from xml.parsers import expat

from fourfold.exchange.faults import Unreadable, limited, problem
from fourfold.exchange.limits import (
    DEEPEST,
    MOST_CELLS_OF_WORKBOOK,
    MOST_LETTERS_OF_WORKBOOK,
    MOST_MERGES,
    MOST_ROWS_OF_SHEET,
    MOST_SHEETS,
)
from fourfold.exchange.spreadsheet_values import Grid, Odd, Row, Sheet, Value, from_iso, plain
from fourfold.exchange.zipped import WORKBOOK, Office

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_UNSPOKEN = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_DATE_LETTERS = re.compile("[dmyhsDMYHS]")
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_NO_LEAP_DAY = 60
"""The 29 February 1900 that spreadsheets count and no calendar has."""
_DAYS_END = 2_958_466
"""The day after the last one of the year 9999."""
_PLACES = {"workbook": "xl/workbook.xml", "styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml"}


class Spreadsheet:
    """An Excel workbook whose sheets can be read one by one; all of them together within one limit."""

    def __init__(self, office: Office, most_cells: int = MOST_CELLS_OF_WORKBOOK) -> None:
        self.office = office
        self.most_cells = self.left_cells = most_cells
        self.left_letters = MOST_LETTERS_OF_WORKBOOK
        book = _Book()
        self._parse("xl/_rels/workbook.xml.rels", _Relations(book))
        self._parse(WORKBOOK.main, book)
        if len(book.sheets) > MOST_SHEETS:
            raise Unreadable(limited("R604", office.file, f"{MOST_SHEETS} sheets", found=f"{len(book.sheets)} sheets"))
        styles = _Styles()
        self._parse(book.part("styles") or _PLACES["styles"], styles)
        self._strings = _Strings(self)
        self._parse(book.part("sharedStrings") or _PLACES["strings"], self._strings)
        self._dates = styles.dates()
        self._epoch = date(1904, 1, 1) if book.from_1904 else None
        self.sheets = tuple(book.found())

    def grid(self, sheet: Sheet) -> Grid:
        """The cells of a sheet, or `Unreadable` where they are too many or their file is damaged."""
        if sheet.part not in self.office.parts:
            raise Unreadable(problem("R603", self.office.file, found=f"the sheet {sheet.name} is missing"))
        cells = _Cells(self, sheet)
        self._parse(sheet.part, cells)
        return cells.grid

    def spend(self, sheet: str = "") -> None:
        """Count one more cell or text; `Unreadable` beyond the limit."""
        self.left_cells -= 1
        if self.left_cells < 0:
            where = f" (sheet {sheet})" if sheet else ""
            raise Unreadable(limited("R604", self.office.file, f"{self.most_cells} cells{where}"))

    def text(self, index: str) -> str:
        """The shared text of a number."""
        try:
            said = self._strings.texts[int(index)]
        except (ValueError, IndexError) as error:
            raise self.damaged(f"no shared text {index[:20]}") from error
        self.left_letters -= len(said)
        if self.left_letters < 0:
            raise Unreadable(limited("R604", self.office.file, f"{MOST_LETTERS_OF_WORKBOOK} letters"))
        return said

    def number(self, text: str, style: str | None) -> Value:
        """What a numeric cell holds: a number, or a date where its format is one."""
        try:
            exact = Decimal(format(float(text), ".15g"))
        except (ValueError, ArithmeticError) as error:
            raise self.damaged(f"a number {text[:20]}") from error
        if not exact.is_finite():
            return Odd("error", text)
        return (self._date(exact) or exact) if style in self._dates else exact

    def _date(self, days: Decimal) -> date | datetime | None:
        if not 1 <= days < _DAYS_END:
            return None
        whole = int(days)
        base = self._epoch or (date(1899, 12, 30) if whole > _NO_LEAP_DAY else date(1899, 12, 31))
        try:
            day = base + timedelta(days=whole)
        except OverflowError:
            return None
        seconds = round((days - whole) * 86_400)
        return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds) if seconds else day  # noqa: DTZ001 - a cell has no zone

    def damaged(self, found: str) -> Unreadable:
        """The problem that the file contradicts itself."""
        return Unreadable(problem("R603", self.office.file, found=found))

    def _parse(self, part: str, handler: "_Handler") -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = _Depth(self)
        handler.listen(parser, depth)
        for _ in self.office.feed(part, parser):
            pass


class _Depth:
    """A bound on nesting, whatever the part."""

    def __init__(self, book: Spreadsheet) -> None:
        self._book = book
        self.now = 0

    def down(self) -> None:
        self.now += 1
        if self.now > DEEPEST:
            raise self._book.damaged(f"more than {DEEPEST} levels of nesting")


class _Handler:
    """What listens to a part: beginnings, ends and text, by local name."""

    def listen(self, parser: expat.XMLParserType, depth: _Depth) -> None:
        def start(tag: str, attributes: dict[str, str]) -> None:
            depth.down()
            self.start(tag.rpartition(":")[2], attributes)

        def end(tag: str) -> None:
            depth.now -= 1
            self.end(tag.rpartition(":")[2])

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = self.said

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, tag: str) -> None:
        pass

    def said(self, text: str) -> None:
        pass


class _Book(_Handler):
    """`workbook.xml`: the sheets in order, and from which day dates are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.targets: dict[str, tuple[str, str]] = {}
        self.from_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet" and len(self.sheets) <= MOST_SHEETS:
            link = next((held for name, held in attributes.items() if name.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible") != "visible", link))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in {"1", "true"}

    def part(self, kind: str) -> str | None:
        return next((target for said, target in self.targets.values() if said == kind), None)

    def found(self) -> list[Sheet]:
        sheets = []
        for name, hidden, link in self.sheets:
            kind, target = self.targets.get(link, ("", ""))
            if kind == "worksheet":
                sheets.append(Sheet(name, hidden, target))
        return sheets


class _Relations(_Handler):
    """What the workbook's parts are called."""

    def __init__(self, book: _Book) -> None:
        self._book = book

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            self._book.targets[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)


class _Styles(_Handler):
    """Which styles of cells show their number as a date."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}
        self._formats: list[str] = []
        self._inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self._own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            self._formats.append(attributes.get("numFmtId", "0"))

    def end(self, tag: str) -> None:
        self._inside = self._inside and tag != "cellXfs"

    def dates(self) -> frozenset[str]:
        return frozenset(str(at) for at, number in enumerate(self._formats) if self._is_date(number))

    def _is_date(self, number: str) -> bool:
        own = self._own.get(number)
        if own is not None:
            return _DATE_LETTERS.search(_UNSPOKEN.sub("", own)) is not None
        return number.isdigit() and int(number) in _DATE_FORMATS


class _Strings(_Handler):
    """The texts that cells share; how they are pronounced is left out."""

    def __init__(self, book: Spreadsheet) -> None:
        self.texts: list[str] = []
        self._book = book
        self._heard: list[str] | None = None
        self._runs: list[str] = []
        self._spoken = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        del attributes
        if tag == "si":
            self._runs = []
        elif tag == "rPh":
            self._spoken = False
        elif tag == "t" and self._spoken:
            self._heard = self._runs

    def end(self, tag: str) -> None:
        self._heard = None
        if tag == "si":
            self._book.spend()
            self.texts.append(plain("".join(self._runs)))
        elif tag == "rPh":
            self._spoken = True

    def said(self, text: str) -> None:
        if self._heard is not None:
            self._heard.append(text)


class _Cells(_Handler):
    """The cells of one sheet, row by row."""

    def __init__(self, book: Spreadsheet, sheet: Sheet) -> None:
        self.grid = Grid()
        self._book, self._sheet = book, sheet.name
        self._row = self._column = 0
        self._cells: dict[int, Value] = {}
        self._kind: str | None = None
        self._style: str | None = None
        self._formula: list[str] | None = None
        self._texts: list[str] = []
        self._heard: list[str] | None = None
        self._silent = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._begin(attributes)
        elif tag == "v" or (tag == "t" and not self._silent):
            self._heard = self._texts
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "f":
            self._formula = self._heard = []
        elif tag == "rPh":
            self._silent = True
        elif tag == "mergeCell" and len(self.grid.merged) < MOST_MERGES:
            self.grid.merged.append(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        self._heard = None
        if tag == "c":
            value = self._value()
            if value is not None and value != "":
                self._cells[self._column - 1] = value
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self._silent = False

    def said(self, text: str) -> None:
        if self._heard is not None:
            self._heard.append(text)

    def _begin(self, attributes: dict[str, str]) -> None:
        self._book.spend(self._sheet)
        address = attributes.get("r")
        column = self._column + 1 if address is None else self._addressed(address)
        if not self._column < column <= _LAST_COLUMN:
            raise self._book.damaged(f"cells out of order at {address} of {self._sheet}")
        self._column = column
        self._kind, self._style = attributes.get("t"), attributes.get("s")
        self._formula = None
        self._texts = []

    def _addressed(self, address: str) -> int:
        match = _ADDRESS.fullmatch(address)
        if match is None or int(match[2]) != self._row:
            raise self._book.damaged(f"a cell {address[:20]} in row {self._row} of {self._sheet}")
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        return column

    def _begin_row(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r", str(self._row + 1))
        number = int(said) if said.isascii() and said.isdigit() and len(said) <= len(str(_LAST_ROW)) else 0
        if not self._row < number <= _LAST_ROW:
            raise self._book.damaged(f"rows out of order at {said[:20]} of {self._sheet}")
        self._book.spend(self._sheet)
        self._row, self._column, self._cells = number, 0, {}

    def _end_row(self) -> None:
        if self._cells:
            if len(self.grid.rows) >= MOST_ROWS_OF_SHEET:
                limit = f"{MOST_ROWS_OF_SHEET} rows (sheet {self._sheet})"
                raise Unreadable(limited("R604", self._book.office.file, limit))
            self.grid.rows.append(Row(self._row, self._cells))

    def _value(self) -> Value | None:
        said = "".join(self._texts)
        if self._formula is not None:
            return Odd("formula", "=" + "".join(self._formula)[:60])
        if self._kind in {"inlineStr", "str"}:
            return plain(said)
        if not said:
            return None
        return self._typed(said)

    def _typed(self, said: str) -> Value:
        if self._kind == "s":
            return self._book.text(said)
        if self._kind == "b":
            return said.strip() in {"1", "true"}
        if self._kind == "e":
            return Odd("error", said)
        if self._kind == "d":
            return from_iso(said)
        return self._book.number(said, self._style)
