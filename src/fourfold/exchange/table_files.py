"""Tables from whichever file a college has: .xlsx, .docx, .csv."""

from collections.abc import Callable
from pathlib import Path

from fourfold.exchange.faults import Unreadable, problem
from fourfold.exchange.table import TableFile
from fourfold.exchange.table_csv import read_csv_table
from fourfold.exchange.table_docx import read_word_tables
from fourfold.exchange.table_faults import At, unreadable
from fourfold.exchange.table_xlsx import read_workbook_tables

READERS: dict[str, Callable[[Path], TableFile]] = {
    ".csv": read_csv_table,
    ".tsv": read_csv_table,
    ".txt": read_csv_table,
    ".xlsx": read_workbook_tables,
    ".docx": read_word_tables,
}
WITH_MACROS = {".xlsm": ".xlsx", ".xltm": ".xlsx", ".docm": ".docx", ".dotm": ".docx"}


def read_tables(path: Path) -> TableFile:
    """Every table of a file; whatever is wrong comes back as problems, never as an exception."""
    try:
        return _reader(path)(path)
    except Unreadable as refusal:
        return TableFile(file=path.name, problems=refusal.problems, readable=False)


def _reader(path: Path) -> Callable[[Path], TableFile]:
    ending = path.suffix.lower()
    if ending in WITH_MACROS:
        raise Unreadable(problem("R605", path.name, found=ending, expected=WITH_MACROS[ending]))
    if ending not in READERS:
        raise unreadable("R707", At(file=path.name), found=ending or "no ending", expected=".xlsx, .docx or .csv")
    return READERS[ending]
