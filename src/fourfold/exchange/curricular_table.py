"""The courses of a Curricular Analytics CSV file: a header, and a row for each course.

Tables are read column by column: what is sound passes in a few strides, and rows are looked at one by one only
where a column shows that something is wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import repeat, zip_longest
from operator import contains, is_

from fourfold.domain.number import PLACES, exact, places
from fourfold.exchange.curricular_faults import Faults
from fourfold.exchange.curriculum import CurriculumCourse

Row = tuple[int, list[str]]
"""The line on which a row begins, and its cells."""

Column = tuple[str, ...]

ID = "Course ID"
NAME = "Course Name"
CREDITS = "Credit Hours"
TERM = "Term"
REQUISITES = ("Prerequisites", "Corequisites", "Strict-Corequisites")
COLUMNS = (ID, NAME, "Prefix", "Number", *REQUISITES, CREDITS, "Institution", "Canonical Name")
FIGURES = ("Complexity", "Blocking", "Delay", "Centrality")
KNOWN = (*COLUMNS, TERM, *FIGURES)
NEEDED = frozenset({ID, NAME, *REQUISITES, CREDITS})

LONGEST_CELL = 1_000
MOST_CREDITS = 1_000_000
MOST_TERMS = 100
_NUMBER = re.compile(r"\d{1,21}(\.\d{0,6})?", re.ASCII)
_NAMES = {name.lower(): name for name in KNOWN}


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column stands, among `width` columns."""

    width: int
    places: dict[str, int]


@dataclass(slots=True)
class Courses:
    """What has been read so far, from all tables of the file."""

    rows: dict[str, CurriculumCourse] = field(default_factory=dict)
    published: dict[str, tuple[tuple[str, Decimal | None], ...]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """One table, turned into columns; `lines` says on which line each row begins."""

    lines: Sequence[int]
    columns: dict[str, Column]
    faults: Faults

    def told(self, place: int, code: str, column: str, expected: str | None = None, /, **details: str) -> None:
        name = self.columns[ID][place]
        self.faults.add(
            code,
            line=self.lines[place],
            at=("Courses", name, column) if name else ("Courses", column),
            found=self.columns[column][place] or None,
            expected=expected,
            **details,
        )


def read_header(row: Row, faults: Faults, *, with_terms: bool) -> Header:
    line, cells = row
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = _NAMES.get(" ".join(cell.lower().split()))
        if name is None:
            if cell.strip():
                faults.add("R522", line=line, at=("Courses", cell.strip()), column=cell.strip())
        elif name in found:
            faults.add("R509", line=line, at=("Courses", name), column=name)
        else:
            found[name] = place
    for name in KNOWN:
        if name not in found and (name in NEEDED or (with_terms and name == TERM)):
            faults.add("R508", line=line, at=("Courses", name), expected=name, column=name)
    return Header(len(cells), found)


def read_courses(
    rows: Sequence[Row], header: Header, faults: Faults, into: Courses, *, additional: bool, terms: bool
) -> None:
    """`terms`: whether every course must say its term."""
    table = _identified(_table(rows, header, faults), into)
    columns, ids = table.columns, table.columns[ID]
    _check_names(table)
    into.lines.update(zip(ids, table.lines, strict=True))
    courses = map(
        CurriculumCourse,
        ids,
        columns[NAME],
        columns["Prefix"],
        columns["Number"],
        *(map(_ids, columns[name]) for name in REQUISITES),
        _credit_hours(table),
        columns["Institution"],
        columns["Canonical Name"],
        _terms(table, needed=terms and TERM in header.places),
        repeat(additional),
    )
    into.rows.update(zip(ids, courses, strict=True))
    for name in FIGURES:
        if any(table.columns[name]):
            into.published[name] = into.published.get(name, ()) + _published(table, name)


def unknown_requisites(into: Courses, faults: Faults) -> None:
    known = into.rows.keys()
    rows = into.rows.values()
    for column, named in (
        (REQUISITES[0], [course.prerequisites for course in rows]),
        (REQUISITES[1], [course.corequisites for course in rows]),
        (REQUISITES[2], [course.strict_corequisites for course in rows]),
    ):
        if not known >= set().union(*named) or any(map(contains, named, known)):
            for name, ids in zip(known, named, strict=True):
                _report_requisites(name, column, ids, into, faults)


def _table(rows: Sequence[Row], header: Header, faults: Faults) -> Table:
    lines = [line for line, _ in rows]
    blank = ("",) * len(rows)
    columns = list(zip_longest(*(cells for _, cells in rows), fillvalue=""))
    _check_beyond(rows, header, columns, faults)
    found = {
        name: tuple(map(str.strip, columns[place]))
        if (place := header.places.get(name, len(columns))) < len(columns)
        else blank
        for name in KNOWN
    }
    table = Table(lines, found, faults)
    _check_lengths(table)
    return table


def _identified(table: Table, into: Courses) -> Table:
    """The table without the rows that are blank, or whose id is missing or taken."""
    ids = table.columns[ID]
    if "" not in ids and len(set(ids)) == len(ids) and into.rows.keys().isdisjoint(ids):
        return table
    first = dict(into.lines)
    keep: list[int] = []
    for place, name in enumerate(ids):
        if not any(column[place] for column in table.columns.values()):
            continue
        if not name:
            table.told(place, "R511", ID, "an id of its own")
        elif name in first:
            table.told(place, "R512", ID, f"an id that is not that of line {first[name]}", id=name)
        else:
            first[name] = table.lines[place]
            keep.append(place)
    columns = {name: tuple(column[place] for place in keep) for name, column in table.columns.items()}
    return Table([table.lines[place] for place in keep], columns, table.faults)


def _check_beyond(rows: Sequence[Row], header: Header, columns: Sequence[Column], faults: Faults) -> None:
    if not any(any(column) for column in columns[header.width :]):
        return
    for line, cells in rows:
        beyond = [cell.strip() for cell in cells[header.width :]]
        if any(beyond):
            faults.add("R521", line=line, found=",".join(beyond))


def _check_lengths(table: Table) -> None:
    for name, column in table.columns.items():
        if len("".join(column)) > LONGEST_CELL:  # else no cell of it can be
            for place, cell in enumerate(column):
                if len(cell) > LONGEST_CELL:
                    table.told(place, "R520", name, f"at most {LONGEST_CELL} characters", column=name)


def _check_names(table: Table) -> None:
    if "" in table.columns[NAME]:
        for place, name in enumerate(table.columns[NAME]):
            if not name:
                table.told(place, "R523", NAME, id=table.columns[ID][place])


def _credit_hours(table: Table) -> list[Decimal]:
    found = list(map(_credits, table.columns[CREDITS]))
    for place, number in enumerate(found) if _gap(found) else ():
        if number is None:
            table.told(place, "R515", CREDITS, "a number such as 3 or 4.5", id=table.columns[ID][place])
    return [number or Decimal(0) for number in found]


def _terms(table: Table, *, needed: bool) -> list[int | None]:
    if not (needed or any(table.columns[TERM])):
        return [None] * len(table.lines)
    found = list(map(_term, table.columns[TERM]))
    for place, cell in enumerate(table.columns[TERM]) if _gap(found) else ():
        if found[place] is None and (needed or cell):
            table.told(place, "R516", TERM, f"a whole number from 1 to {MOST_TERMS}", id=table.columns[ID][place])
    return found


def _published(table: Table, name: str) -> tuple[tuple[str, Decimal | None], ...]:
    column, ids = table.columns[name], table.columns[ID]
    figures = list(map(_number, column))
    for place, figure in enumerate(figures) if _gap(figures) else ():
        if figure is None and column[place]:
            table.told(place, "R524", name, "a number such as 18 or 18.0", id=ids[place], column=name)
    return tuple(zip(ids, figures, strict=True))


def _report_requisites(name: str, column: str, named: tuple[str, ...], into: Courses, faults: Faults) -> None:
    line = into.lines[name]
    for other in dict.fromkeys(named):
        at = ("Courses", name, column)
        if other == name:
            faults.add("R514", line=line, at=at, found=other, expected="another course", id=name, column=column)
        elif other not in into.rows:
            expected = "the Course ID of a row of this file"
            faults.add("R513", line=line, at=at, found=other, expected=expected, id=name, column=column, named=other)


def _gap(found: Sequence[object]) -> bool:
    """Whether any of `found` is `None`: by identity, since a decimal is slow to say that it is not equal to it."""
    return any(map(is_, found, repeat(None)))


def _ids(cell: str) -> tuple[str, ...]:
    if not cell:
        return ()
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


@lru_cache(maxsize=4096)
def _term(cell: str) -> int | None:
    if cell.isascii() and cell.isdecimal() and len(cell) <= len(str(MOST_TERMS)) and 1 <= int(cell) <= MOST_TERMS:
        return int(cell)
    return None
