"""A cluster with its frameworks, or one framework, read from an Excel workbook: all of it, or all that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fourfold.canon.schemas import schema_of
from fourfold.canon.validate import shown
from fourfold.domain.cluster import Head
from fourfold.domain.framework import Framework
from fourfold.domain.problem import Cell, Problem, Severity
from fourfold.exchange.assembly import assemble, assemble_framework, ordered
from fourfold.exchange.excerpt import HELD
from fourfold.exchange.faults import Unreadable, problem
from fourfold.exchange.layout import base_of
from fourfold.exchange.limits import LONGEST_PATH, MOST_PROBLEMS_OF_A_FILE
from fourfold.exchange.places import FrameworkReading, Reading
from fourfold.exchange.resolve import Paper
from fourfold.exchange.spreadsheet import Spreadsheet
from fourfold.exchange.spreadsheet_values import Odd, Sheet
from fourfold.exchange.unread import REFERRED, Unread, nouns_within
from fourfold.exchange.workbook_faults import Faults
from fourfold.exchange.workbook_heads import Heads, heads_of, sheets_of
from fourfold.exchange.workbook_join import Rows, join
from fourfold.exchange.workbook_layout import ABOUT, SCHEMA, Column, SheetLayout, layouts, of_framework, spoken
from fourfold.exchange.workbook_lines import Line, lines_of
from fourfold.exchange.zipped import WORKBOOK, open_office

_MAIN = {"cluster": "cluster", "framework": "frameworks", "program": "programs", "course": "courses"}
"""The sheet that a workbook must have, by what it holds."""


def read_workbook(path: Path) -> Reading:
    """The dossier in a workbook, or everything that is wrong with it."""
    try:
        opened = Workbook(path, {"cluster": layouts()})
        papers = opened.papers()
    except Unreadable as unreadable:
        return Reading(None, unreadable.problems)
    reading = assemble(papers, opened.faults.all(), opened.base, unread=opened.unread)
    return replace(reading, problems=opened.told(reading.problems))


def read_framework_workbook(path: Path) -> FrameworkReading:
    """The framework in a workbook of its own, or everything that is wrong with it."""
    try:
        opened = Workbook(path, {"framework": of_framework()})
        papers = opened.papers()
    except Unreadable as unreadable:
        return FrameworkReading(None, unreadable.problems)
    reading = assemble_framework(papers, opened.faults.all(), opened.base)
    return replace(reading, problems=opened.told(reading.problems))


@dataclass(slots=True)
class About:
    """What a workbook says of itself on its first sheet: of which cluster and which noun in it, where it is of one."""

    holds: str | None = None
    base: str | None = None
    address: str = ""
    cluster: str = ""
    of: str = ""
    code: str = ""


class Workbook:
    """A workbook on its way to papers: of one of the kinds that are `expected`, each with its sheets.

    `missing` are the columns of its sheets that are not there.
    """

    def __init__(self, path: Path, expected: Mapping[str, tuple[SheetLayout, ...]]) -> None:
        self._book = Spreadsheet(open_office(path, WORKBOOK, shown(path.name, LONGEST_PATH)))
        self.faults = Faults(self._book.office.file)
        self.faults.take(*self._book.office.problems)
        first = next(iter(expected))
        about = next((each for each in self._book.sheets if spoken(each.name) == ABOUT), None)
        self.about = self._read_about(about)
        self.holds = first if self.about.holds is None else self.about.holds
        if self.holds not in expected:
            found, wanted = f"one {self.holds}", f"a workbook of a {first}"
            raise Unreadable(problem("R611", self.faults.file, found=found, expected=wanted))
        self.layouts = expected[self.holds]
        self._sheets = sheets_of(self._book, self.layouts, self.faults)
        self._found = self._sheets.found
        self.base = self.about.base
        self.unread: list[Unread] = []
        self.missing: dict[str, list[Column]] = {}
        self._expect()

    @property
    def absent(self) -> list[SheetLayout]:
        """The sheets that are not in it, whether under their name or another."""
        return [each for each in self.layouts if each.name not in self._found]

    def name_of(self, layout: SheetLayout) -> str:
        """What a sheet is called in the file, as problems say it."""
        found = self._found.get(layout.name)
        return shown(found.name) if found else layout.name

    def layout_of(self, name: str) -> SheetLayout | None:
        """The sheet that is called so in the file."""
        return next((each for each in self.layouts if self.name_of(each) == name), None)

    def papers(self) -> list[Paper]:
        """The documents of the workbook; what is wrong with its rows is put aside."""
        sheets = {layout.name: self._rows(layout) for layout in self.layouts}
        alone = {"cluster": Head, "framework": Framework}.get(self.holds)
        one = next((rows for rows in sheets.values() if rows.layout.cls is alone), None)
        if one is not None and one.whole:
            self._insist_on_one(one)
        return join(sheets, self.faults)

    def told(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """At most so many problems, errors first, and how many there are besides."""
        waiting = self.faults.waiting + sum(_left(each) for each in problems if each.code == "R032")
        left = self.faults.left + sum(_left(each) for each in problems if each.code == "R019")
        ranks = list(Severity)
        own = [each for each in problems if each.code not in {"R019", "R032"}]
        kept = sorted(own, key=lambda each: ranks.index(each.severity))[:MOST_PROBLEMS_OF_A_FILE]
        left += len(own) - len(kept)
        more = [self._counted("R032", waiting)] if waiting else []
        if left:
            # What is left is no worse than what is listed: very many warnings make no error.
            more.append(replace(self._counted("R019", left), severity=kept[0].severity))
        return (*more, *ordered(kept))

    def _counted(self, code: str, number: int) -> Problem:
        return problem(code, self.faults.file, details=(("left", str(number)),))

    @property
    def _partial(self) -> bool:
        """Whether what it does not hold says nothing: it is of a part of a cluster."""
        return self.holds in HELD

    @property
    def _complete(self) -> bool:
        return self.base is not None and not self._partial

    def _expect(self) -> None:
        """A workbook without its main sheet is refused as a whole; another sheet that is gone is told."""
        main = _MAIN[self.holds]
        if main not in self._found and main not in self._sheets.misnamed:
            raise Unreadable(*self.faults.all(), problem("R611", self.faults.file, expected=f"a sheet “{main}”"))
        gone = "R631" if self._partial else "R629"
        for layout in self.absent if self.base or self._partial else ():
            if layout.name not in self._sheets.misnamed:
                self.faults.add(gone, Cell(sheet=layout.name), sheet=layout.name)

    def _read_about(self, sheet: Sheet | None) -> About:
        if sheet is None:
            return About()
        said: dict[str, tuple[str, int]] = {}
        for row in self._book.grid(sheet).rows:
            name, held = row.cells.get(0), row.cells.get(1)
            if isinstance(name, str) and held is not None:
                text = held.said if isinstance(held, Odd) else str(held).strip()
                said.setdefault(spoken(name), (text, row.number))
        self._schema(sheet, *said.get("schema", (str(SCHEMA), 0)))
        return About(
            holds=said.get("holds", (None, 0))[0],
            base=self._base(sheet, *said.get("base", ("", 0))),
            address=said.get("cluster", ("", 0))[0],
            cluster=said.get("cluster key", ("", 0))[0],
            of=said.get("of key", ("", 0))[0],
            code=said.get("of", ("", 0))[0],
        )

    def _schema(self, sheet: Sheet, said: str, row: int) -> None:
        found = schema_of(said)
        if found != SCHEMA:
            newer = found is not None and found.kind == SCHEMA.kind and found.version > SCHEMA.version
            cell = Cell(sheet=shown(sheet.name), row=row, column="B", heading="schema")
            code, expected = "R014" if newer else "R013", str(SCHEMA)
            raise Unreadable(problem(code, self.faults.file, found=said, expected=expected, cell=cell))

    def _base(self, sheet: Sheet, said: str, row: int) -> str | None:
        faults: list[Problem] = []
        base = base_of({"base": said} if said else {}, self.faults.file, None, faults)
        cell = Cell(sheet=shown(sheet.name), row=row, column="B", heading="base")
        self.faults.take(*(replace(each, where=replace(each.where, cell=cell)) for each in faults))
        return base

    def _rows(self, layout: SheetLayout) -> Rows:
        sheet = self._found.get(layout.name)
        if sheet is None:
            misnamed = layout.name in self._sheets.misnamed
            return self._unread(layout) if misnamed else Rows(layout)
        grid = self._book.grid(sheet)
        heads = heads_of(sheet, layout, grid, self.faults, complete=self._complete, partial=self._partial)
        if not heads.readable:
            return self._unread(layout)
        seen = {each.name for each in heads.at.values()}
        self.missing[layout.name] = [each for each in layout.columns if each.name not in seen]
        if self._partial:
            self._tell_missing(layout)
        lines = lines_of(layout, grid, heads, self.faults)
        self.unread += self._doubts(layout, heads, lines)
        return Rows(layout, lines)

    def _tell_missing(self, layout: SheetLayout) -> None:
        cell = Cell(sheet=shown(self._found[layout.name].name), row=1)
        for column in self.missing[layout.name]:
            if column.role == "value" and column.path != ("key",):
                self.faults.add("R632", cell, column=column.name)

    def _unread(self, layout: SheetLayout) -> Rows:
        """A sheet that cannot be read: what other rows refer to may stand on it."""
        self.unread.append(Unread(self.faults.file, nouns_within(layout.cls)))
        return Rows(layout, whole=False)

    def _doubts(self, layout: SheetLayout, heads: Heads, lines: list[Line]) -> list[Unread]:
        """What references may mean though it cannot be seen: keys and former codes that could not be read."""
        file, noun = self.faults.file, layout.noun
        doubts = []
        if noun in REFERRED and (not (heads.clear or heads.has("key")) or any(line.hides("key") for line in lines)):
            doubts.append(Unread(file, frozenset({noun}), "", any_key=True))
        if any(line.hides("was") for line in lines):
            doubts.append(Unread(file, REFERRED))
        return doubts

    def _insist_on_one(self, rows: Rows) -> None:
        if len(rows.lines) != 1:
            second = rows.lines[1].number if rows.lines else None
            cell = Cell(sheet=shown(self._found[rows.layout.name].name), row=second)
            self.faults.add("R626", cell, found=f"{len(rows.lines)} rows", expected="one row")


def _left(problem: Problem) -> int:
    return int(dict(problem.details).get("left", "0"))
