"""A plain table from a CSV file, in the encodings and with the signs that are met."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from fourfold.exchange.faults import Unreadable, problem
from fourfold.exchange.files import read_bytes
from fourfold.exchange.limits import LARGEST_FILE_BYTES, LONGEST_TABLE_CELL, MOST_TABLE_COLUMNS, MOST_TABLE_ROWS
from fourfold.exchange.table import NOTHING, Cell, Table, TableFile, filled, in_one_line
from fourfold.exchange.table_faults import At, Room, TableFaults, too_large

DELIMITERS = (",", "\t", ";", "，")
_SAMPLE_LINES = 20
_ENCODINGS = ("utf-8-sig", "gb18030")
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_csv_table(path: Path) -> TableFile:
    """The table of a CSV file, or `Unreadable`."""
    faults = TableFaults()
    text = _text(read_bytes(path, path.name, LARGEST_FILE_BYTES), path.name, faults)
    rows = filled(_rows(text, path.name, faults))
    return TableFile(file=path.name, tables=(Table(name="", rows=rows),), problems=tuple(faults.found))


def _text(content: bytes, file: str, faults: TableFaults) -> str:
    for encoding in (_WIDE.get(content[:2]), *_ENCODINGS):
        if encoding is None:
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        if encoding == "gb18030":
            faults.add("R701", At(file=file), found="GB18030")
        return text
    raise Unreadable(problem("R007", file, found="other bytes", expected="UTF-8 or GB18030"))


def _rows(text: str, file: str, faults: TableFaults) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    line, room = 1, Room()
    try:
        for number, texts in enumerate(reader):
            if number >= MOST_TABLE_ROWS or len(texts) > MOST_TABLE_COLUMNS:
                raise too_large(At(file=file))
            room.take(len(texts), At(file=file))
            yield line, [Cell(in_one_line(each[:LONGEST_TABLE_CELL])) if each else NOTHING for each in texts]
            line = reader.line_num + 1
    except csv.Error as error:
        faults.add("R702", At(file=file, row=line), found=str(error))


def _delimiter(text: str) -> str:
    """The sign that divides the first lines, in as many of them as can be."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE_LINES]
    return max(
        DELIMITERS, key=lambda sign: (sum(sign in line for line in lines), sum(line.count(sign) for line in lines))
    )
