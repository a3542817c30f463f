"""Whatever stands in a workbook, reading answers: a dossier, or problems that say where."""

import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from fourfold.domain.problem import Severity
from fourfold.exchange.places import Reading
from fourfold.exchange.reading import read
from fourfold.exchange.workbook_layout import layouts
from fourfold.exchange.workbook_rows import rows_of
from tests.exchange.small_folder import FILES, put
from tests.exchange.workbooks import small

WITHOUT_CELL = {"R019", "R032", "R603", "R611"}
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    st.sampled_from(("NT-A", "nt-b", "exam", "D1", "core", "=1+1", "all(NT-A", "NT-A co", "yes", "2026-06-01", "064")),
    st.text(max_size=8),
)


@cache
def grids() -> dict[str, list[list[Any]]]:
    """The sheets of the small cluster as rows of values, headings first."""
    with TemporaryDirectory() as folder:
        dossier = read(put(Path(folder), FILES)).dossier
    assert dossier is not None
    rows = rows_of(dossier)
    return {each.name: [[column.heading for column in each.columns], *rows[each.name]] for each in layouts()}


def written(path: Path, sheets: dict[str, list[list[Any]]]) -> None:
    with Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for at, held in enumerate(row):
                    _write(page, number, at, held, day)


def _write(page: Worksheet, row: int, column: int, held: Any, day: Any) -> None:  # noqa: ANN401 - any value of a cell
    if isinstance(held, str) and held.startswith("="):
        page.write_formula(row, column, held)
    elif isinstance(held, str):
        page.write_string(row, column, held)
    elif isinstance(held, list):
        page.write_string(row, column, ", ".join(map(str, held)))
    elif isinstance(held, date):
        page.write_datetime(row, column, held, day)
    elif held is not None:
        page.write(row, column, held)


def answers(reading: Reading) -> None:
    errors = [each for each in reading.problems if each.severity is Severity.ERROR]
    assert (reading.dossier is None) == bool(errors)
    assert {each.code for each in reading.problems if each.where.cell is None} <= WITHOUT_CELL


@given(st.data())
def test_whatever_is_typed_is_read_or_told_with_its_cell(data: st.DataObject) -> None:
    sheets = {name: [list(row) for row in rows] for name, rows in grids().items()}
    for _ in range(data.draw(st.integers(1, 4))):
        rows = sheets[data.draw(st.sampled_from(sorted(sheets)))]
        row = data.draw(st.integers(0, len(rows)))
        if row == len(rows):
            rows.append([None] * len(rows[0]))
        rows[row][data.draw(st.integers(0, len(rows[0]) - 1))] = data.draw(VALUES)
    with TemporaryDirectory() as folder:
        written(Path(folder) / "any.xlsx", sheets)
        answers(read(Path(folder) / "any.xlsx"))


@cache
def parts() -> dict[str, bytes]:
    with TemporaryDirectory() as folder, zipfile.ZipFile(small(Path(folder))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


READ = re.compile(r"xl/(workbook|styles|sharedStrings|_rels/workbook|worksheets/sheet\d+)\.xml(\.rels)?")


@given(st.data())
def test_whatever_a_part_says_is_read_or_refused(data: st.DataObject) -> None:
    changed = dict(parts())
    name = data.draw(st.sampled_from(sorted(each for each in changed if READ.fullmatch(each))))
    content = changed[name]
    at = data.draw(st.integers(0, len(content) - 1))
    put_in = data.draw(
        st.one_of(st.binary(max_size=4), st.sampled_from((b"<", b'"', b"999999", b"-1", b"</c>", b"NaN")))
    )
    changed[name] = content[:at] + put_in + content[at + data.draw(st.integers(0, 6)) :]
    with TemporaryDirectory() as folder:
        with zipfile.ZipFile(Path(folder) / "any.xlsx", "w") as packed:
            for part, held in changed.items():
                packed.writestr(part, held)
        reading = read(Path(folder) / "any.xlsx")
    errors = [each for each in reading.problems if each.severity is Severity.ERROR]
    assert (reading.dossier is None) == bool(errors)
