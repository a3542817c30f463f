"""Reading whatever a path is: a folder of YAML, a JSON document, a Curricular Analytics CSV file."""

import stat
from collections.abc import Callable
from pathlib import Path

from fourfold.exchange.curricular_csv import read_curricular_csv
from fourfold.exchange.document import read_document
from fourfold.exchange.faults import Unreadable, problem
from fourfold.exchange.folder import read_folder
from fourfold.exchange.places import Places, Reading

__all__ = ["Places", "Reading", "read"]


def read(path: Path) -> Reading:
    """What stands at `path`; whatever is wrong comes back as problems, never as an exception."""
    try:
        return _reader(path)(path)
    except Unreadable as unreadable:
        return Reading(None, unreadable.problems)


def _reader(path: Path) -> Callable[[Path], Reading]:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise Unreadable(problem("R001", str(path))) from error
    except OSError as error:
        raise Unreadable(problem("R002", str(path), found=error.strerror)) from error
    if stat.S_ISDIR(mode):
        return read_folder
    readers: dict[str, Callable[[Path], Reading]] = {".json": read_document, ".csv": read_curricular_csv}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(problem("R017", str(path), found=path.suffix, expected="a folder, .json or .csv"))
    return reader
