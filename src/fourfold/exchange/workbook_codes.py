"""The sheet of an excerpt's workbook that lists the codes of what it may refer to and does not hold: to look up."""

from collections.abc import Iterator
from typing import Any

from xlsxwriter.worksheet import Worksheet

from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework, Item
from fourfold.domain.text import Text
from fourfold.exchange.workbook_help import Listed
from fourfold.exchange.workbook_paint import Paint

_HEADINGS: dict[str, tuple[str, str]] = {
    "category": ("category", "课程类别"),
    "technology": ("technology", "技术领域"),
    "program": ("program", "专业"),
    "module": ("module", "模块"),
    "course": ("course", "课程"),
    "framework": ("framework", "标准"),
    "item": ("item", "标准条目"),
}


def write_known(page: Worksheet, paint: Paint, dossier: Dossier) -> None:
    """List the codes, each with its title; nothing here is read."""
    page.freeze_panes(1, 0)
    for noun, rows in _rows(dossier).items():
        column = known_codes(dossier)[noun].column
        if noun == "item":
            _column(page, paint, column - 1, ("of framework", "所属标准"), [each[2] for each in rows], 18)
        _column(page, paint, column, _HEADINGS[noun], [each[0] for each in rows], 16)
        _column(page, paint, column + 1, ("title", "名称"), [each[1] for each in rows], 40)


def known_codes(dossier: Dossier) -> dict[str, Listed]:
    """Where the codes of each noun stand on the sheet."""
    found: dict[str, Listed] = {}
    column = 0
    for noun, rows in _rows(dossier).items():
        column += noun == "item"
        found[noun] = Listed(column, len(rows))
        column += 2
    return found


def _column(page: Worksheet, paint: Paint, at: int, heading: tuple[str, str], held: list[str], width: int) -> None:
    page.set_column(at, at, width)
    page.write_string(0, at, "\n".join(heading), paint.of(bold=True, bg_color="#EEF2F4", text_wrap=True))
    for row, said in enumerate(held, start=1):
        quoted = {"quote_prefix": True} if said[:1] in "=+-@" else {}
        page.write_string(row, at, said, paint.of(num_format="@", **quoted))


def _rows(dossier: Dossier) -> dict[str, list[tuple[str, str, str]]]:
    cluster = dossier.cluster
    nouns: dict[str, tuple[Any, ...]] = {
        "category": cluster.head.categories,
        "technology": cluster.head.technologies,
        "program": cluster.programs,
        "module": cluster.modules,
        "course": cluster.courses,
        "framework": dossier.frameworks,
    }
    rows = {noun: [(each.code, _said(each.title), "") for each in held] for noun, held in nouns.items()}
    items = [(item.code, _said(item.title), each.code) for each in dossier.frameworks for item in _leaves(each)]
    return rows | {"item": items}


def _leaves(held: Framework | Item) -> Iterator[Item]:
    below = held.items if isinstance(held, Framework) else held.children
    for each in below:
        if each.children:
            yield from _leaves(each)
        else:
            yield each


def _said(title: Text) -> str:
    """A title in both languages, short enough for a list."""
    return " ".join(each for each in (title.zh, title.en) if each)[:200]
