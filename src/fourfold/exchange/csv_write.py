"""A table as CSV for spreadsheets: no cell of it ever starts a formula."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

MARK = "\ufeff"
"""Without it spreadsheets take Chinese for something else."""
_STARTS = frozenset("=+-@\t\r\n＝＋－＠'")


def written(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    r"""Line by line, so that a long table needs no memory.

    >>> [*written(["who", "why"], [["Lin", "=1+1"]])]
    ['\ufeffwho,why\r\n', "Lin,'=1+1\r\n"]
    """
    yield MARK + _line(heads)
    yield from map(_line, rows)


def _line(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow([harmless(each) for each in cells])
    return line.getvalue()


def harmless(cell: str) -> str:
    """The cell behind an apostrophe where a spreadsheet would run it, or take the apostrophe it has for ours.

    >>> harmless("@SUM(A1)"), harmless("  =1"), harmless("A-1")
    ("'@SUM(A1)", "'  =1", 'A-1')
    """
    return f"'{cell}" if cell.lstrip(" \u00a0\u3000")[:1] in _STARTS and cell.strip() else cell
