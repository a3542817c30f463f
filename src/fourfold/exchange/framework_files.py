"""One framework in a file of its own: an Excel workbook, or a CASE package."""

from datetime import datetime
from pathlib import Path

from fourfold.canon.parts import root, split
from fourfold.canon.validate import shown
from fourfold.domain.framework import Framework
from fourfold.exchange.bounded_json import parse
from fourfold.exchange.case_read import Asked, read_case
from fourfold.exchange.case_write import write_case
from fourfold.exchange.faults import Unreadable
from fourfold.exchange.files import read_text
from fourfold.exchange.limits import LARGEST_DOCUMENT_BYTES, LONGEST_PATH
from fourfold.exchange.places import FrameworkReading
from fourfold.exchange.workbook_read import read_framework_workbook
from fourfold.exchange.workbook_write import write_framework_workbook
from fourfold.exchange.writing import UnknownPaper

CASE_ENDING = ".json"


def read_one(path: Path, asked: Asked) -> FrameworkReading:
    """The framework in a file; of a package that others wrote, `asked` says what it does not."""
    return read_case(path, asked) if path.suffix.lower() == CASE_ENDING else read_framework_workbook(path)


def write_one(framework: Framework, path: Path, *, at: datetime) -> None:
    """Write one framework to a workbook, which knows the root that it was made from, or to a CASE package."""
    ending = path.suffix.lower()
    if ending not in {".xlsx", CASE_ENDING}:
        raise UnknownPaper(path, "one framework is written to a .xlsx file, or to a .json file as a CASE package")
    path.parent.mkdir(parents=True, exist_ok=True)
    if ending == CASE_ENDING:
        write_case(framework, path, at=at)
    else:
        write_framework_workbook(framework, path, base=root(split(framework).manifest))


def is_package(path: Path) -> bool:
    """Whether a file holds a CASE package: JSON with a CFDocument."""
    if path.suffix.lower() != CASE_ENDING or not path.is_file():
        return False
    file = shown(path.name, LONGEST_PATH)
    try:
        tree = parse(read_text(path, file, LARGEST_DOCUMENT_BYTES), file, any_number=True)
    except Unreadable:
        return False
    return isinstance(tree, dict) and "CFDocument" in tree
