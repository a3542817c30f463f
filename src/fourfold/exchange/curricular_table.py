"""The courses of a Curricular Analytics CSV file: a header, and a row for each course."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from fourfold.domain.number import PLACES, exact, places
from fourfold.exchange.curricular_faults import Faults
from fourfold.exchange.curriculum import CurriculumCourse, Published

Row = tuple[int, list[str]]
"""The line on which a row begins, and its cells."""

COLUMNS = (
    "Course ID",
    "Course Name",
    "Prefix",
    "Number",
    "Prerequisites",
    "Corequisites",
    "Strict-Corequisites",
    "Credit Hours",
    "Institution",
    "Canonical Name",
)
TERM = "Term"
FIGURES = ("Complexity", "Blocking", "Delay", "Centrality")
KNOWN = (*COLUMNS, TERM, *FIGURES)
OPTIONAL = frozenset({"Prefix", "Number", "Institution", "Canonical Name", TERM, *FIGURES})
REQUISITES = COLUMNS[4:7]

LONGEST_CELL = 1_000
MOST_CREDITS = 1_000_000
MOST_TERMS = 100
_NUMBER = re.compile(r"\d{1,12}(\.\d{0,6})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column stands; one past `width` where the file does not have it."""

    width: int
    places: dict[str, int]

    def cells(self) -> Callable[[list[str]], tuple[str, ...]]:
        return itemgetter(*(self.places.get(name, self.width) for name in KNOWN))


@dataclass(slots=True)
class Courses:
    """What has been read so far, from all tables of the file."""

    rows: dict[str, CurriculumCourse] = field(default_factory=dict)
    published: list[Published] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def read_header(row: Row, faults: Faults, *, with_terms: bool) -> Header:
    line, cells = row
    known = {_plain(name): name for name in KNOWN}
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = known.get(_plain(cell))
        if name is None:
            if cell.strip():
                faults.add("R522", line=line, at=("Courses", cell.strip()), column=cell.strip())
        elif name in places:
            faults.add("R509", line=line, at=("Courses", name), column=name)
        else:
            places[name] = place
    needed = [name for name in KNOWN if name not in OPTIONAL or (with_terms and name == TERM)]
    for name in needed:
        if name not in places:
            faults.add("R508", line=line, at=("Courses", name), expected=name, column=name)
    return Header(len(cells), places)


def read_courses(
    rows: Sequence[Row], header: Header, faults: Faults, into: Courses, *, additional: bool, terms: bool
) -> None:
    """`terms`: whether every course must say its term."""
    cells_of = header.cells()
    terms = terms and TERM in header.places
    for line, raw in rows:
        cells = [cell.strip() for cell in raw]
        if len(cells) > header.width:
            if any(cells[header.width :]):
                faults.add("R521", line=line, found=",".join(cells[header.width :]))
            del cells[header.width :]
        if sum(map(len, cells)) > LONGEST_CELL:
            _report_long(cells, header, line, faults)
        cells.extend([""] * (header.width + 1 - len(cells)))
        _read_row(cells_of(cells), line, faults, into, additional=additional, terms=terms)


def _read_row(
    cells: tuple[str, ...], line: int, faults: Faults, into: Courses, *, additional: bool, terms: bool
) -> None:
    name, title, prefix, number, pre, co, strict, credit, institution, canonical, term, *figures = cells
    if not name:
        faults.add("R511", line=line, at=("Courses", "Course ID"), expected="an id of its own")
        return
    if name in into.rows:
        first = f"an id that is not that of line {into.lines[name]}"
        faults.add("R512", line=line, at=("Courses", name, "Course ID"), found=name, expected=first, id=name)
        return
    if not title:
        faults.add("R523", line=line, at=("Courses", name, "Course Name"), id=name)
    credit_hours = _credits(credit)
    if credit_hours is None:
        _refuse(faults, "R515", line, name, "Credit Hours", credit, "a number such as 3 or 4.5")
        credit_hours = Decimal(0)
    into.lines[name] = line
    into.rows[name] = CurriculumCourse(
        name,
        title,
        prefix,
        number,
        _ids(pre) if pre else (),
        _ids(co) if co else (),
        _ids(strict) if strict else (),
        credit_hours,
        institution,
        canonical,
        _term(term, line, name, faults) if terms or term else None,
        additional,
    )
    if any(figures):
        into.published.append(_published(name, figures, line, faults))


def unknown_requisites(into: Courses, faults: Faults) -> None:
    known = into.rows.keys()
    for course in into.rows.values():
        columns = course.prerequisites, course.corequisites, course.strict_corequisites
        named = columns[0] + columns[1] + columns[2]
        if named and (course.id in named or not known >= set(named)):
            for column, ids in zip(REQUISITES, columns, strict=True):
                _report_requisites(course.id, column, ids, into, faults)


def _report_requisites(name: str, column: str, named: tuple[str, ...], into: Courses, faults: Faults) -> None:
    line = into.lines[name]
    for other in dict.fromkeys(named):
        at = ("Courses", name, column)
        if other == name:
            faults.add("R514", line=line, at=at, found=other, expected="another course", id=name, column=column)
        elif other not in into.rows:
            expected = "the Course ID of a row of this file"
            faults.add("R513", line=line, at=at, found=other, expected=expected, id=name, column=column, named=other)


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _ids(cell: str) -> tuple[str, ...]:
    if ";" not in cell:
        return (cell,)
    return tuple(name for part in cell.split(";") if (name := part.strip()))


@lru_cache(maxsize=4096)
def _number(cell: str) -> Decimal | None:
    return exact(Decimal(cell)) if _NUMBER.fullmatch(cell) else None


@lru_cache(maxsize=4096)
def _credits(cell: str) -> Decimal | None:
    number = _number(cell)
    return None if number is None or number > MOST_CREDITS or places(number) > PLACES else number


def _term(cell: str, line: int, name: str, faults: Faults) -> int | None:
    if cell.isascii() and cell.isdecimal() and len(cell) <= len(str(MOST_TERMS)) and 1 <= int(cell) <= MOST_TERMS:
        return int(cell)
    _refuse(faults, "R516", line, name, TERM, cell, f"a whole number from 1 to {MOST_TERMS}")
    return None


def _published(name: str, figures: list[str], line: int, faults: Faults) -> Published:
    read = [_number(cell) for cell in figures]
    for column, cell, figure in zip(FIGURES, figures, read, strict=True) if None in read else ():
        if cell and figure is None:
            faults.add(
                "R524",
                line=line,
                at=("Courses", name, column),
                found=cell,
                expected="a number such as 18 or 18.0",
                id=name,
                column=column,
            )
    return Published(name, *read)


def _refuse(faults: Faults, code: str, line: int, name: str, column: str, found: str, expected: str) -> None:
    faults.add(code, line=line, at=("Courses", name, column), found=found, expected=expected, id=name)


def _report_long(cells: list[str], header: Header, line: int, faults: Faults) -> None:
    for column, place in header.places.items():
        if place < len(cells) and len(cells[place]) > LONGEST_CELL:
            expected = f"at most {LONGEST_CELL} characters"
            faults.add("R520", line=line, at=("Courses", column), found=cells[place], expected=expected, column=column)
