"""What helps while a workbook is filled in: comments on headings, drop-downs and bounds of cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from fourfold.canon.fields import Field
from fourfold.exchange.limits import MOST_ROWS_OF_SHEET
from fourfold.exchange.spreadsheet_values import letters
from fourfold.exchange.workbook_layout import CHOICES, KNOWN, Column, SheetLayout, holds

_AMOUNTS = {"least": 0, "most": 1_000_000}
_NOTE = {"error_title": "Fourfold", "ignore_blank": True}


def comment_of(column: Column) -> str:
    """The comment on a heading, in both languages."""
    needed = (" Required.", "必填。") if column.required else ("", "")
    return f"{column.means}{needed[0]}\nHolds: {holds(column)}.\n{column.means_zh}{needed[1]}"


@dataclass(frozen=True, slots=True)
class Listed:
    """The codes of a noun on the sheet of known codes: the column, and how many; items stand beside their owner."""

    column: int
    count: int

    def source(self, beside: str) -> str:
        """The range that a drop-down offers; of items those of the framework in the cell `beside`, where one is."""
        name, code = f"'{KNOWN}'", letters(self.column)
        if not beside:
            return f"={name}!${code}$2:${code}${self.count + 1}"
        owner = letters(self.column - 1)
        named = f"{name}!${owner}$1:${owner}${MOST_ROWS_OF_SHEET}"
        return f"=OFFSET({name}!${code}$1,MATCH({beside},{named},0)-1,0,COUNTIF({named},{beside}),1)"


Known = Mapping[str, Listed]
"""Where codes are listed that no sheet of the workbook holds, by noun."""


def validation_of(sheet: SheetLayout, at: int, sheets: tuple[SheetLayout, ...], known: Known) -> dict[str, Any] | None:
    """What Excel offers and minds in a column, if anything."""
    column = sheet.columns[at]
    if column.refers and not (column.field is not None and (column.field.many or column.field.nested)):
        listed = known.get(column.refers) if column.role == "value" else None
        return _codes(sheet, column, sheets) if listed is None else _listed(sheet, column, listed)
    if column.role != "value" or column.field is None or column.field.many:
        return None
    return _values(column.field)


def _values(field: Field) -> dict[str, Any] | None:
    if field.of is bool:
        return {"validate": "list", "source": ["yes", "no"], **_NOTE}
    if issubclass(field.of, Enum):
        return {"validate": "list", "source": f"={choices_range(field.of)}", **_NOTE}
    if field.of is int:
        return _bounded("integer", "a whole number", "整数")
    if field.of is Decimal:
        return _bounded("decimal", "a number from 0 to 1,000,000", "0 到 1,000,000 的数字")
    if field.of is date:
        return {"validate": "date", "criteria": ">=", "value": date(1900, 3, 1), **_warn("a date", "日期")}
    return None


def _bounded(kind: str, said: str, said_zh: str) -> dict[str, Any]:
    limits = {"criteria": "between", "minimum": _AMOUNTS["least"], "maximum": _AMOUNTS["most"]}
    return {"validate": kind, **limits, **_warn(said, said_zh)}


def _warn(said: str, said_zh: str) -> dict[str, Any]:
    return {**_NOTE, "error_type": "warning", "error_message": f"Expected: {said}. 应为{said_zh}。"}


def _codes(sheet: SheetLayout, column: Column, sheets: tuple[SheetLayout, ...]) -> dict[str, Any] | None:
    """A list of the codes on the sheet that is referred to; a key or a code to come may still be typed."""
    there = next((each for each in sheets if each.noun == column.refers), None)
    if there is None:
        return None
    source = _items_beside(sheet, there) if column.refers == "item" else _all_codes(there)
    return {
        "validate": "list",
        "source": source,
        **_warn(f"a code of the sheet {there.name}", f"{there.name} 表中的代码"),
    }


def _listed(sheet: SheetLayout, column: Column, listed: Listed) -> dict[str, Any] | None:
    """A list of codes that are known; those of rows to come may still be typed."""
    if not listed.count:
        return None
    beside = next((letters(at) for at, each in enumerate(sheet.columns) if each.refers == "framework"), "")
    source = listed.source(f"${beside}2" if column.refers == "item" else "")
    return {"validate": "list", "source": source, **_warn(f"a code of the sheet {KNOWN}", f"{KNOWN} 表中的代码")}


def _all_codes(there: SheetLayout) -> str:
    at = letters(there.columns.index(there.labelled()))
    name = f"'{there.name}'"
    return f"=OFFSET({name}!${at}$2,0,0,MAX(1,COUNTA({name}!${at}:${at})-1),1)"


def _items_beside(sheet: SheetLayout, there: SheetLayout) -> str:
    """The items of the framework that the row names; they stand together, as they are written."""
    code = letters(there.columns.index(there.labelled()))
    owner = letters(next(at for at, each in enumerate(there.columns) if each.role == "parent"))
    beside = next(letters(at) for at, each in enumerate(sheet.columns) if each.refers == "framework")
    named = f"'{there.name}'!${owner}$1:${owner}${MOST_ROWS_OF_SHEET}"
    first, count = f"MATCH(${beside}2,{named},0)-1", f"COUNTIF({named},${beside}2)"
    return f"=OFFSET('{there.name}'!${code}$1,{first},0,{count},1)"


def enumerations(sheets: tuple[SheetLayout, ...]) -> list[type[Enum]]:
    """The enumerations that columns hold, each once, in the order of the sheets."""
    fields = [column.field for sheet in sheets for column in sheet.columns if column.field is not None]
    return list(dict.fromkeys(field.of for field in fields if issubclass(field.of, Enum)))


def choices_range(cls: type[Enum]) -> str:
    """The name under which the workbook knows the words of an enumeration."""
    return f"{CHOICES}_{cls.__name__}"
