"""How cells of a workbook look: calm, wrapped, text as text."""

from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from fourfold.exchange.workbook_layout import Column

_INK, _QUIET, _LINE = "#1F2A33", "#7A8791", "#C9D2D8"
_REQUIRED, _OPTIONAL = "#DCE8EC", "#EEF2F4"


class Paint:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **wanted: Any) -> Format:
        """A format with these properties."""
        asked = {"valign": "top", "font_color": _INK, "font_size": 10} | wanted
        key = tuple(sorted(asked.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(asked)
        return self._made[key]

    def name(self, name: str, cells: str) -> None:
        """Let the workbook know a range of cells by a name."""
        self._book.define_name(name, cells)

    def heading(self, column: Column) -> Format:
        """Headings of what must be filled in are deeper in colour."""
        fill = _REQUIRED if column.required else _OPTIONAL
        return self.of(
            bold=True, text_wrap=True, bg_color=fill, bottom=2, bottom_color=_LINE, right=1, right_color=_LINE
        )

    def cell(self, column: Column, *, quoted: bool = False) -> Format:
        """A cell of the column; `quoted` where its text could be taken for a formula once somebody edits it."""
        if column.path == ("key",):
            return self.of(num_format="@", font_color=_QUIET, font_size=8)
        if _is_day(column):
            return self.of(num_format="yyyy-mm-dd", align="left")
        if not column.is_text:
            return self.of()
        return self.of(num_format="@", text_wrap=True, **({"quote_prefix": True} if quoted else {}))


def _is_day(column: Column) -> bool:
    return column.field is not None and column.field.of is date
