"""A dossier as the rows of a workbook: one for each noun, by sheet and column."""

from collections.abc import Iterator, Sequence
from dataclasses import MISSING
from typing import Any

from fourfold.canon.trees import tree_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Requisite
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.exchange.excerpt import Excerpt
from fourfold.exchange.naming import Names
from fourfold.exchange.staging import CannotWrite
from fourfold.exchange.workbook_layout import Column, SheetLayout, layouts, of_excerpt, of_framework
from fourfold.exchange.workbook_requisite import requisite_text

Tree = dict[str, Any]
Line = list[Any]
"""The values of a row, in the order of its sheet's columns; `None` where a cell stays blank."""
_NO_DOCUMENT = "00000000-0000-0000-0000-000000000000"


def rows_of(dossier: Dossier) -> dict[str, list[Line]]:
    """The rows of every sheet of a cluster's workbook."""
    cluster = dossier.cluster
    if cluster.frameworks != tuple(each.key for each in dossier.frameworks):
        raise CannotWrite("a workbook holds the frameworks that its cluster pins, all of them and no others")
    parts: list[Any] = [
        cluster.head, *cluster.programs, *cluster.modules, *cluster.courses, *cluster.links, *cluster.rules,
        *dossier.frameworks,
    ]  # fmt: skip
    return _written(layouts(), cluster.head.key, parts)


def rows_of_excerpt(dossier: Dossier, excerpt: Excerpt) -> dict[str, list[Line]]:
    """The rows of every sheet of an excerpt's workbook; what it refers to has its code from the dossier."""
    cluster = dossier.cluster
    beside: list[Any] = [cluster.head, *cluster.programs, *cluster.modules, *cluster.courses, *dossier.frameworks]
    own = {each.key for each in excerpt.parts}
    others = [each for each in beside if each.key not in own]
    return _written(of_excerpt(excerpt.noun), cluster.head.key, list(excerpt.parts), others)


def rows_of_framework(framework: Framework) -> dict[str, list[Line]]:
    """The rows of every sheet of a framework's own workbook."""
    return _written(of_framework(), _NO_DOCUMENT, [framework])


def _written(
    sheets: tuple[SheetLayout, ...], document: Key, parts: list[Any], beside: Sequence[Any] = ()
) -> dict[str, list[Line]]:
    trees = [(type(part), tree_of(part)) for part in parts]
    _refuse_doubled_links(trees)
    names = Names(document, [*trees, *((type(part), tree_of(part)) for part in beside)])
    writer = _Writer(sheets, names)
    for cls, tree in trees:
        scope = tree["key"] if cls is Framework else None
        names.code(cls, tree)
        writer.add(next(sheet for sheet in sheets if sheet.cls is cls), tree, scope)
    return writer.rows


def _refuse_doubled_links(trees: list[tuple[type, Tree]]) -> None:
    courses = [tree["course"] for cls, tree in trees if cls is CourseLinks]
    if len(set(courses)) < len(courses):
        raise CannotWrite("the links of one course stand in two parts: join them first")


class _Writer:
    """Rows by sheet, as trees are taken apart."""

    def __init__(self, sheets: tuple[SheetLayout, ...], names: Names) -> None:
        self.rows: dict[str, list[Line]] = {sheet.name: [] for sheet in sheets}
        self._names = names
        self._below = {sheet.name: [each for each in sheets if each.parent is sheet] for sheet in sheets}

    def add(self, sheet: SheetLayout, tree: Tree, scope: Key | None, **beside: Any) -> None:
        """Add the row of a tree, and the rows of all that it holds."""
        if sheet.cls is not CourseLinks or "footing" in tree or "key" in tree or not tree.get("links"):
            self.rows[sheet.name].append([_cell(column, tree, beside) for column in sheet.columns])
        label = self._label(sheet, tree, scope)
        for below in self._below[sheet.name]:
            for order, each in enumerate(tree.get(below.field, ()), start=1):
                self.add(below, each, scope, parent=label, order=order)
        for order, each in enumerate(tree.get(sheet.recursive, ()), start=1):
            self.add(sheet, each, scope, parent=beside["parent"], above=label, order=order)

    def _label(self, sheet: SheetLayout, tree: Tree, scope: Key | None) -> str | None:
        if sheet.cls is CourseLinks:
            return str(tree["course"])
        return self._names.label(sheet.noun, tree["key"], scope) if sheet.noun else None


def _cell(column: Column, tree: Tree, beside: dict[str, Any]) -> Any:
    if column.role != "value" or column.field is None:
        return beside.get(column.role)
    held: Any = tree
    for step in column.path:
        held = held.get(step) if isinstance(held, dict) else None
    if held is None:
        default = column.field.default
        return default if default is not MISSING and len(column.path) == 1 and default else None
    if column.field.of is Requisite:
        return requisite_text(held)
    return held


def filled(rows: dict[str, list[Line]]) -> Iterator[str]:
    """The names of the sheets that hold something."""
    yield from (name for name, lines in rows.items() if lines)
