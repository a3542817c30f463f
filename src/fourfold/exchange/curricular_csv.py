"""The Curricular Analytics CSV layouts, curriculum and degree plan: read with every problem, write back."""

import codecs
import csv
import io
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from stat import S_ISREG

from fourfold.canon.validate import shown
from fourfold.domain.cluster import TermSystem
from fourfold.domain.marks import Key
from fourfold.exchange.curricular_dossier import dossier_of, keys_of, places_of
from fourfold.exchange.curricular_faults import Faults, Unreadable
from fourfold.exchange.curricular_table import (
    Courses,
    Header,
    Row,
    read_courses,
    read_header,
    unknown_requisites,
)
from fourfold.exchange.curriculum import CurriculumFile, Published
from fourfold.exchange.limits import LARGEST_FILE_BYTES
from fourfold.exchange.places import Reading

MOST_COURSES = 10_000
COURSES, ADDITIONAL = "courses", "additional courses"
APPENDIX = ("course learning outcomes", "curriculum learning outcomes", "degree plan learning outcomes")
_SECTIONS = frozenset({COURSES, ADDITIONAL, *APPENDIX})
_HEAD = {
    "curriculum": "name",
    "degree plan": "degree_plan",
    "institution": "institution",
    "degree type": "degree_type",
    "system type": "system_type",
    "cip": "cip",
}
_ESCAPED = re.compile(r"'[=+\-@\t\r]")
_ESCAPE = re.compile(r"^'('*[=+\-@\t\r])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumReading(Reading):
    """A reading that also has the file as it stands: ids, prefixes and figures that a dossier has no room for."""

    curriculum: CurriculumFile | None = None

    @property
    def published(self) -> dict[Key, dict[str, Decimal]]:
        """The figures that the file states, by the key of the course in the dossier and by name."""
        if self.curriculum is None:
            return {}
        keys = keys_of(self.curriculum)
        return {keys[name]: stated for name, stated in self.curriculum.stated().items()}


@dataclass(slots=True)
class _Sections:
    head: list[Row] = field(default_factory=list)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    appendix: list[Row] = field(default_factory=list)


def read_curricular_csv(path: Path) -> CurriculumReading:
    """The file as a dossier with one program and one plan, or every problem that prevents it."""
    curriculum, faults, lines = _parsed(path)
    if curriculum is None:
        return CurriculumReading(dossier=None, problems=faults.sorted())
    dossier = dossier_of(curriculum, source=path.name)
    return CurriculumReading(
        dossier=dossier,
        problems=faults.sorted(),
        places=places_of(dossier, curriculum, file=shown(faults.file), lines=lines),
        curriculum=curriculum,
    )


def read_curriculum(path: Path) -> CurriculumFile | None:
    """The file as it stands, and nothing else; `None` where it has problems that `read_curricular_csv` names."""
    return _parsed(path)[0]


def _parsed(path: Path) -> tuple[CurriculumFile | None, Faults, Mapping[str, int]]:
    faults, courses = Faults(str(path)), Courses()
    try:
        curriculum = _curriculum(_text(path, faults), faults, courses)
    except Unreadable:
        curriculum = None
    return None if faults.fatal else curriculum, faults, courses.lines


def _text(path: Path, faults: Faults) -> str:
    try:
        with open(os.open(path, _READ), "rb", buffering=0) as file:  # noqa: PTH123 - a pipe would make `Path.open` wait
            status = os.fstat(file.fileno())
            if not S_ISREG(status.st_mode):
                faults.stop("R501", found="not a file", expected="a CSV file")
            data = file.read(min(status.st_size, LARGEST_FILE_BYTES) + 1)
    except (OSError, ValueError) as refusal:
        reason = getattr(refusal, "strerror", None) or str(refusal)
        faults.stop("R501", found=reason, expected="a CSV file")
    if len(data) > LARGEST_FILE_BYTES:
        faults.stop("R502", found=f"more than {LARGEST_FILE_BYTES} bytes", expected=f"at most {LARGEST_FILE_BYTES}")
    return _decoded(data, faults)


def _decoded(data: bytes, faults: Faults) -> str:
    if data.startswith(_WIDE):
        faults.stop("R503", line=1, found="UTF-16 or UTF-32", expected="UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as refusal:
        line = data.count(b"\n", 0, refusal.start) + 1
        faults.stop("R503", line=line, found=f"byte 0x{data[refusal.start]:02x}", expected="UTF-8")
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        faults.stop("R504", line=line, found=f"U+{ord(control[0]):04X}", expected="text")
    if not text.strip(" \t\r\n,"):
        faults.stop("R506", found="nothing", expected="a curriculum or a degree plan")
    return unicodedata.normalize("NFC", text)


def _curriculum(text: str, faults: Faults, courses: Courses) -> CurriculumFile:
    rows, broken = _rows(text, faults)
    sections = _sections(rows)
    head, other = _head(sections.head, faults)
    if COURSES not in sections.tables:
        faults.add("R507", found="no such row", expected="Courses", section="Courses")
    _tables(sections, faults, courses, with_terms="degree_plan" in head)
    if not broken:
        unknown_requisites(courses, faults)
    if any(course.term is not None for course in courses.rows.values()):
        head.setdefault("degree_plan", "")
    return CurriculumFile(
        name=head.get("name", ""),
        institution=head.get("institution", ""),
        degree_type=head.get("degree_type", ""),
        system_type=_system(head.get("system_type", ""), sections.head, faults),
        cip=head.get("cip", ""),
        degree_plan=head.get("degree_plan"),
        other_head=other,
        courses=tuple(courses.rows.values()),
        published=tuple(Published(name.lower(), of) for name, of in courses.published.items()),
        appendix=tuple(trimmed for _, cells in sections.appendix if (trimmed := _trimmed(cells))),
    )


def _rows(text: str, faults: Faults) -> tuple[list[Row], bool]:
    """Every row; where the quoting is broken, that problem and the rows as far as they can be guessed."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        all_cells = list(reader)
    except csv.Error:
        all_cells = []
    if len(all_cells) == reader.line_num:  # every row is one line
        return list(enumerate(_unescaped(text, all_cells), 1)), False
    return _rows_over_lines(text, faults)


def _rows_over_lines(text: str, faults: Faults) -> tuple[list[Row], bool]:
    """The rows where some cell has a line break inside, or the quoting is broken."""
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as refusal:
        faults.add("R505", line=line, found=str(refusal), expected="comma-separated values")
        return _guessed(text, line, rows), True
    cells_of = _unescaped(text, [cells for _, cells in rows])
    return [(row[0], cells) for row, cells in zip(rows, cells_of, strict=True)], False


def _unescaped(text: str, rows: list[list[str]]) -> list[list[str]]:
    """The rows without the apostrophe that keeps spreadsheets from running a cell as a formula."""
    if not _ESCAPED.search(text):
        return rows
    return [[_ESCAPE.sub(r"\1", cell) if cell[:1] == "'" else cell for cell in cells] for cells in rows]


def _guessed(text: str, broken: int, rows: list[Row]) -> list[Row]:
    """`rows`, and what follows the broken line as plain lines, so that the other problems are found as well."""
    lines = text.splitlines()
    for line, content in enumerate(lines[broken:], broken + 1):
        try:
            rows.extend((line, cells) for cells in csv.reader([content]))
        except csv.Error:
            continue
    return rows


def _sections(rows: list[Row]) -> _Sections:
    found = _Sections()
    current = found.head
    for line, cells in rows:
        keyword = cells[0].strip().lower() if cells else ""
        if keyword in _SECTIONS and not any(cell.strip() for cell in cells[1:]) and current is not found.appendix:
            if keyword in APPENDIX:
                current = found.appendix
            else:
                current = found.tables.setdefault(keyword, [])
                continue
        current.append((line, cells))
    return found


def _tables(sections: _Sections, faults: Faults, courses: Courses, *, with_terms: bool) -> None:
    header: Header | None = None
    for keyword, rows in sections.tables.items():
        filled = [row for row in rows if "".join(row[1]).strip()]
        if filled and (header is None or filled[0][1][0].strip().lower() == "course id"):
            header = read_header(filled.pop(0), faults, with_terms=with_terms)
        if header is None or "Course ID" not in header.places:
            continue
        if len(filled) > MOST_COURSES:
            faults.stop("R528", found=str(len(filled)), expected=f"at most {MOST_COURSES}")
        additional = keyword == ADDITIONAL
        read_courses(filled, header, faults, courses, additional=additional, terms=with_terms and not additional)
    if COURSES in sections.tables and not courses.rows and not faults.fatal:
        faults.add("R510", at=("Courses",), found="no rows", expected="at least one course")


def _head(rows: list[Row], faults: Faults) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
    head: dict[str, str] = {}
    other: list[tuple[str, ...]] = []
    for line, cells in rows:
        trimmed = _trimmed(cells)
        if not trimmed:
            continue
        field_name = _HEAD.get(" ".join(trimmed[0].lower().split()))
        if field_name is None or field_name in head:
            other.append(trimmed)
            continue
        if len(trimmed) > 2:  # noqa: PLR2004 - a keyword and its value
            faults.add("R526", line=line, at=(trimmed[0],), found=",".join(trimmed[1:]), row=trimmed[0])
        head[field_name] = ", ".join(trimmed[1:])
    if not head.get("name"):
        faults.add("R527", line=1, at=("Curriculum",), expected="a name")
    return head, tuple(other)


def _system(stated: str, rows: list[Row], faults: Faults) -> TermSystem:
    line = next((line for line, cells in rows if cells and cells[0].strip().lower() == "system type"), None)
    plain = stated.lower()
    if not plain:
        faults.add("R519", line=line, at=("System Type",), expected="semester or quarter")
        return TermSystem.SEMESTER
    if plain in set(TermSystem):
        return TermSystem(plain)
    expected = "semester or quarter"
    near = get_close_matches(plain, list(TermSystem), n=1, cutoff=0.8)
    if not near:
        faults.add("R517", line=line, at=("System Type",), found=stated, expected=expected)
        return TermSystem.SEMESTER
    faults.add("R518", line=line, at=("System Type",), found=stated, expected=str(near[0]), read=str(near[0]))
    return TermSystem(near[0])


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    """The cells without blanks around them, and without the blank ones at the end."""
    stripped = [cell.strip() for cell in cells]
    while stripped and not stripped[-1]:
        stripped.pop()
    return tuple(stripped)
