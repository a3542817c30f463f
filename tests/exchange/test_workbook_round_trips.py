"""A workbook holds everything: reading what was written gives the very same value, whatever the order of things."""

import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fourfold.canon.parts import root_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework
from fourfold.exchange.reading import read
from fourfold.exchange.workbook_read import read_framework_workbook
from fourfold.exchange.workbook_write import write_framework_workbook, write_workbook
from tests.strategies import dossiers, frameworks

BASE = "0123456789abcdef" * 4


@given(dossiers())
def test_a_workbook_reads_back_as_the_same_dossier(dossier: Dossier) -> None:
    with TemporaryDirectory() as folder:
        write_workbook(dossier, Path(folder) / "cluster.xlsx", base=BASE)
        reading = read(Path(folder) / "cluster.xlsx")
    assert (reading.problems, reading.dossier, reading.base, reading.labels) == ((), dossier, BASE, {})


@given(frameworks())
def test_a_framework_reads_back_from_a_workbook_of_its_own(framework: Framework) -> None:
    with TemporaryDirectory() as folder:
        write_framework_workbook(framework, Path(folder) / "framework.xlsx", base=BASE)
        reading = read_framework_workbook(Path(folder) / "framework.xlsx")
    assert (reading.problems, reading.framework, reading.base) == ((), framework, BASE)


def _cells(page: Worksheet) -> list[list[tuple[Any, str]]]:
    return [[(cell.value, cell.number_format) for cell in row] for row in page.iter_rows()]


def shuffle(page: Worksheet, rng: random.Random) -> None:
    """Bring the rows below the headings, and the columns, into another order, with blank rows between."""
    head, *rows = _cells(page)
    columns = rng.sample(range(len(head)), len(head))
    page.delete_rows(1, page.max_row)
    for number, row in enumerate([head, [], *rng.sample(rows, len(rows))], start=1):
        for at, column in enumerate(columns if row else ()):
            cell = page.cell(number, at + 1, row[column][0])
            cell.number_format = row[column][1]
            if isinstance(row[column][0], str):
                cell.data_type = "s"


def reordered(dossier: Dossier, change: Callable[[Worksheet], object]) -> Dossier | None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cluster.xlsx"
        write_workbook(dossier, path)
        book = load_workbook(path)
        for page in book.worksheets[1:-1]:
            change(page)
        book.save(path)
        reading = read(path)
    assert reading.problems == ()
    return reading.dossier


@given(dossiers(), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_rows_and_columns_changes_no_root(dossier: Dossier, rng: random.Random) -> None:
    read_back = reordered(dossier, lambda page: shuffle(page, rng))
    assert read_back == dossier
    assert root_of(read_back) == root_of(dossier)


def test_the_example_keeps_its_root_through_a_workbook(root: Path, tmp_path: Path) -> None:
    dossier = read(root / "examples/ict-cluster").dossier
    assert dossier is not None
    write_workbook(dossier, tmp_path / "example.xlsx")
    reading = read(tmp_path / "example.xlsx")
    assert reading.problems == ()
    assert reading.dossier is not None
    assert root_of(reading.dossier) == root_of(dossier)
