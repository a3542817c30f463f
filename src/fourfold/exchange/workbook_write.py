"""A cluster, or one framework, as an Excel workbook that is pleasant to fill in."""

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, Requisite
from fourfold.domain.framework import Framework
from fourfold.domain.program import Program
from fourfold.exchange.excerpt import Excerpt
from fourfold.exchange.files import replace_file
from fourfold.exchange.limits import LONGEST_CELL, MOST_ROWS_OF_SHEET
from fourfold.exchange.spreadsheet_values import letters
from fourfold.exchange.staging import CannotWrite
from fourfold.exchange.workbook_codes import known_codes, write_known
from fourfold.exchange.workbook_front import Front, write_about, write_choices
from fourfold.exchange.workbook_help import Known, comment_of, validation_of
from fourfold.exchange.workbook_layout import (
    ABOUT,
    CHOICES,
    KNOWN,
    Column,
    SheetLayout,
    layouts,
    of_excerpt,
    of_framework,
)
from fourfold.exchange.workbook_paint import Paint
from fourfold.exchange.workbook_rows import Line, rows_of, rows_of_excerpt, rows_of_framework

_A4 = 9
_FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets disagree about which day a number is; such dates are written as text."""
_WIDEST, _NARROWEST, _KEY_WIDTH = 44, 9, 12
_MEASURED_ROWS = 400


def write_workbook(dossier: Dossier, path: Path, *, base: str | None = None) -> None:
    """Write the dossier to `path`: the old file stays until the new one is whole."""
    replace_file(path, workbook_bytes(dossier, base=base))


def workbook_bytes(dossier: Dossier, *, base: str | None = None) -> bytes:
    """The workbook of a cluster with its frameworks; `base` is the root that it is made from."""
    return _packed(Front(holds="cluster", base=base), layouts(), rows_of(dossier))


def write_framework_workbook(framework: Framework, path: Path, *, base: str | None = None) -> None:
    """Write a workbook of one framework to `path`."""
    replace_file(path, framework_workbook_bytes(framework, base=base))


def framework_workbook_bytes(framework: Framework, *, base: str | None = None) -> bytes:
    """The workbook of one framework; `base` is the root that it is made from."""
    return _packed(Front(holds="framework", base=base), of_framework(), rows_of_framework(framework))


def excerpt_workbook_bytes(dossier: Dossier, excerpt: Excerpt, *, base: str | None = None) -> bytes:
    """The workbook of one program or one course of a cluster; `base` is the root that it is made from."""
    head = dossier.cluster.head
    front = Front(
        holds=excerpt.noun,
        base=base,
        cluster=f"{head.institution}/{head.code}",
        cluster_key=head.key,
        of=next(
            (each.code for each in excerpt.parts if isinstance(each, Program | Course) and each.key == excerpt.key), ""
        ),
        of_key=excerpt.key,
    )
    return _packed(front, of_excerpt(excerpt.noun), rows_of_excerpt(dossier, excerpt), dossier)


def _packed(
    front: Front, sheets: tuple[SheetLayout, ...], rows: dict[str, list[Line]], beside: Dossier | None = None
) -> bytes:
    packed = io.BytesIO()
    offered = _Offered(sheets, known_codes(beside) if beside else {})
    with Workbook(packed, {"in_memory": True}) as book:
        paint = Paint(book)
        write_about(book.add_worksheet(ABOUT), paint, front, sheets=sheets)
        for sheet in sheets:
            _sheet(book.add_worksheet(sheet.name), paint, sheet, rows[sheet.name], offered)
        if beside:
            write_known(book.add_worksheet(KNOWN), paint, beside)
        write_choices(book.add_worksheet(CHOICES), paint, sheets)
    return packed.getvalue()


@dataclass(frozen=True, slots=True)
class _Offered:
    """What drop-downs may offer: the sheets of the workbook, and codes that are listed beside them."""

    sheets: tuple[SheetLayout, ...]
    known: Known


def _sheet(page: Worksheet, paint: Paint, sheet: SheetLayout, lines: list[Line], offered: _Offered) -> None:
    if len(lines) >= MOST_ROWS_OF_SHEET:
        raise CannotWrite(f"the sheet {sheet.name} would have more than {MOST_ROWS_OF_SHEET} rows")
    _page(page, sheet, len(lines))
    for at in range(len(sheet.columns)):
        _column(page, paint, sheet, at, [line[at] for line in lines[:_MEASURED_ROWS]], offered)
    for number, line in enumerate(lines, start=1):
        for at, held in enumerate(line):
            if held is not None:
                _write(page, paint, number, at, sheet.columns[at], held)


def _page(page: Worksheet, sheet: SheetLayout, rows: int) -> None:
    fixed = next(at for at, column in enumerate(sheet.columns, start=1) if column.required or column.role == "value")
    page.freeze_panes(1, fixed)
    page.autofilter(0, 0, max(rows, 1), len(sheet.columns) - 1)
    page.set_row(0, 46)
    page.set_landscape()
    page.set_paper(_A4)
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&F&C&A&R&P / &N")


def _column(  # a column has this many sides
    page: Worksheet, paint: Paint, sheet: SheetLayout, at: int, held: list[Any], offered: _Offered
) -> None:
    column = sheet.columns[at]
    page.set_column(at, at, _width(column, held), paint.cell(column))
    page.write_string(0, at, column.heading, paint.heading(column))
    page.write_comment(0, at, comment_of(column), {"x_scale": 2.4, "y_scale": 1.6, "font_size": 9})
    rule = validation_of(sheet, at, offered.sheets, offered.known)
    if rule is not None:
        page.data_validation(1, at, MOST_ROWS_OF_SHEET, at, rule)


def _write(page: Worksheet, paint: Paint, row: int, at: int, column: Column, held: Any) -> None:
    number = _number(column, held)
    if number is not None:
        page.write_number(row, at, number, paint.cell(column))
        return
    day = _day(column, held)
    if day is not None:
        page.write_datetime(row, at, day, paint.cell(column))
        return
    text = _text(held)
    if len(text.encode("utf-16-le")) > 2 * LONGEST_CELL:
        raise CannotWrite(f"{letters(at)}{row + 1} would be longer than a cell can be ({LONGEST_CELL} characters)")
    page.write_string(row, at, text, paint.cell(column, quoted=text[:1] in "=+-@\t\r"))


def _number(column: Column, held: Any) -> float | int | None:
    if column.role == "order":
        return int(held)
    if column.field is None or column.field.many or column.field.of not in {int, Decimal}:
        return None
    return held if isinstance(held, int) else float(held)


def _day(column: Column, held: Any) -> date | None:
    if column.field is None or column.field.of is not date:
        return None
    day = date.fromisoformat(held)
    return day if day >= _FIRST_DAY else None


def _text(held: Any) -> str:
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, Enum):
        return str(held.value)
    return ", ".join(str(each) for each in held) if isinstance(held, list) else str(held)


def _width(column: Column, held: list[Any]) -> float:
    if column.path == ("key",):
        return _KEY_WIDTH
    heading = max(_wide(line) for line in column.heading.split("\n")) + 3
    longest = max((_wide(line) for each in held if each is not None for line in _text(each).split("\n")), default=0)
    if column.field is not None and column.field.of is Requisite:
        longest = max(longest, 24)
    return max(_NARROWEST, min(max(heading, longest + 1), _WIDEST))


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
