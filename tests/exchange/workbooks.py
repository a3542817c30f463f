"""Workbooks for tests: written by us, then changed or made by hand with openpyxl, the second implementation."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.problem import Problem
from fourfold.exchange.places import Reading
from fourfold.exchange.reading import read
from fourfold.exchange.workbook_write import write_workbook
from tests.exchange.small_folder import FILES, put

Said = tuple[str, str, str | None, str | None]


def small(folder: Path, *, base: str | None = None) -> Path:
    """The small cluster as a workbook that we wrote."""
    dossier = read(put(folder / "small", FILES)).dossier
    assert dossier is not None
    write_workbook(dossier, folder / "small.xlsx", base=base)
    return folder / "small.xlsx"


def changed(path: Path, change: Callable[[Workbook], object]) -> Reading:
    """What is read once somebody has opened the workbook, changed it and saved it."""
    book = load_workbook(path)
    change(book)
    book.save(path)
    return read(path)


def by_hand(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook that somebody made by hand: rows of values by sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    book.save(path)
    return path


def said(problems: Sequence[Problem]) -> list[Said]:
    """Problems by cell, code, what was found and what was expected."""
    return [(str(each.where.cell or ""), each.code, each.found, each.expected) for each in problems]


def in_words(problems: Sequence[Problem]) -> list[str]:
    return [CATALOGUE[each.code].sentence(each, "en") for each in problems]
