"""Reading whatever a path is: a folder of YAML, an Excel workbook, a JSON document, a Curricular Analytics CSV."""

import stat
from collections.abc import Callable
from pathlib import Path

from fourfold.exchange.curricular_csv import read_curricular_csv
from fourfold.exchange.document import read_document
from fourfold.exchange.faults import Unreadable, problem
from fourfold.exchange.folder import read_folder
from fourfold.exchange.places import Places, Reading
from fourfold.exchange.workbook_read import read_workbook

__all__ = ["Places", "Reading", "read"]

_Reader = Callable[[Path], Reading]
_OTHER_WORKBOOKS = (".xlsm", ".xlsb", ".xls", ".ods")
"""They are opened too: what is wrong with them can then be said better than by their ending."""
_READERS: dict[str, _Reader] = {
    ".xlsx": read_workbook,
    ".json": read_document,
    ".csv": read_curricular_csv,
    **dict.fromkeys(_OTHER_WORKBOOKS, read_workbook),
}


def read(path: Path) -> Reading:
    """What stands at `path`; whatever is wrong comes back as problems, never as an exception."""
    try:
        return _reader(path)(path)
    except Unreadable as unreadable:
        return Reading(None, unreadable.problems)


def _reader(path: Path) -> _Reader:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise Unreadable(problem("R001", str(path))) from error
    except OSError as error:
        raise Unreadable(problem("R002", str(path), found=error.strerror)) from error
    if stat.S_ISDIR(mode):
        return read_folder
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(problem("R017", str(path), found=path.suffix, expected="a folder, .xlsx, .json or .csv"))
    return reader
