"""Tables on paper, as colleges bring them: workbooks, Word documents and CSV files made for tests."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.table import _Cell

Rows = Sequence[Sequence[Any]]


def workbook(path: Path, rows: Rows, *, merged: Iterable[str] = (), sheet: str = "课程") -> Path:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for reference in merged:
        page.merge_cells(reference)
    book.save(path)
    return path


def document(path: Path, rows: Rows, *, merged: Iterable[str] = (), before: str = "", after: str = "") -> Path:
    """A Word document of one table, between two sentences; `merged` names cells as a spreadsheet does."""
    paper = docx.Document()
    if before:
        paper.add_paragraph(before)
    table = paper.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = str(text)
    for reference in merged:
        _merge(table.cell, *reference.split(":"))
    if after:
        paper.add_paragraph(after)
    paper.save(str(path))
    return path


def _merge(cell: Callable[[int, int], _Cell], first: str, last: str) -> None:
    one, other = cell(*_spot(first)), cell(*_spot(last))
    text = one.text
    one.merge(other).text = text


def _spot(address: str) -> tuple[int, int]:
    return int(address[1:]) - 1, ord(address[0]) - ord("A")


def csv_file(path: Path, rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """A CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path
