"""Whether a workbook is one of a whole cluster, or a table that a college has."""

from pathlib import Path

from fourfold.exchange.faults import Unreadable
from fourfold.exchange.spreadsheet import Spreadsheet
from fourfold.exchange.workbook_layout import ABOUT, spoken
from fourfold.exchange.zipped import WORKBOOK, open_office

_MAIN = frozenset({ABOUT, "cluster"})


def is_ours(path: Path) -> bool:
    """Whether a file is a workbook that has a sheet `about` or `cluster`, as no table of a college has."""
    if path.suffix.lower() != WORKBOOK.suffix:
        return False
    try:
        book = Spreadsheet(open_office(path, WORKBOOK))
    except Unreadable:
        return False
    return bool(_MAIN & {spoken(sheet.name) for sheet in book.sheets})
