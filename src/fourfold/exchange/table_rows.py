"""What kind of row this is: a course, a section's title, a sum, the head again, a note, or something else."""

import re
from collections.abc import Callable
from enum import StrEnum

from fourfold.exchange.plan_words import wanted_of
from fourfold.exchange.table import Row
from fourfold.exchange.table_cells import blank
from fourfold.exchange.table_columns import Columns
from fourfold.exchange.table_fields import Field, plain
from fourfold.exchange.table_mapping import SEVERAL


class RowKind(StrEnum):
    """What a row is about."""

    COURSE = "course"
    SECTION = "section"
    POOL = "pool"
    SUM = "sum"
    HEAD = "head"
    OTHER = "other"


_SUM = re.compile(r"小计|合计|总计|共计|累计|\bin all$|^(sub)?total\b|^sum\b", re.IGNORECASE)
_NAMES = (Field.CODE, Field.TITLE)


def kind_of(row: Row, columns: Columns, knows: Callable[[str], bool]) -> RowKind:
    """The kind of a row; `knows` says whether a name is a course's."""
    own = own_texts(row)
    names = {field: _name(row, columns, field) for field in _NAMES}
    if _is_head(row, columns):
        return RowKind.HEAD
    if not names[Field.CODE] and any(_SUM.search(text) for text in own[:2]):
        return RowKind.SUM
    if any(knows(name) for name in names.values() if name):
        return RowKind.COURSE
    if not names[Field.CODE] and wanted_of(names[Field.TITLE]) is not None and len(own) > 1:
        return RowKind.POOL
    if len(own) == 1:
        return RowKind.SECTION
    return RowKind.COURSE if any(names.values()) else RowKind.OTHER


def own_texts(row: Row) -> tuple[str, ...]:
    """What the row itself says: nothing that reaches into it from above."""
    return tuple(dict.fromkeys(cell.text for cell in row.cells if not blank(cell.own)))


def _name(row: Row, columns: Columns, field: Field) -> str:
    place = columns.places.get(field)
    text = row.cell(place).own if place is not None else ""
    return "" if blank(text) else text


def _is_head(row: Row, columns: Columns) -> bool:
    """Whether the row repeats the head, as on a new page."""
    again = sum(
        plain(cell.text) in {plain(part) for part in heading.split(SEVERAL)}
        for cell, heading in zip(row.cells, columns.headed.headings, strict=False)
        if cell.text
    )
    return again > len(row.said()) // 2 and again > 1
