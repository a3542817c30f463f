"""One program or one course of a cluster read from a workbook: every good row, and all that is wrong with the others.

What could not be read stays as it was, and so does what the file does not hold: nothing is taken for removed because
it could not be understood.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fourfold.canon.fields import has_key
from fourfold.canon.identity import NOUNS
from fourfold.canon.validate import validate
from fourfold.domain.course import Course
from fourfold.domain.link import CourseLinks
from fourfold.domain.problem import Cell, Problem, Severity
from fourfold.domain.program import Program
from fourfold.exchange.assembly import ordered, settle_spots
from fourfold.exchange.dangling import Reference, dangling_problem, references
from fourfold.exchange.excerpt import HELD, Excerpt, in_order
from fourfold.exchange.excerpt_known import Known
from fourfold.exchange.excerpt_rows import Held, rows_of
from fourfold.exchange.faults import Unreadable, problem, shape_problems
from fourfold.exchange.places import Places, Reading, Spot, Step, written
from fourfold.exchange.resolve import NOBODY, Codes, Paper, is_code
from fourfold.exchange.workbook_layout import SheetLayout, of_excerpt
from fourfold.exchange.workbook_read import About, Workbook

_EXPECTED = {noun: of_excerpt(noun) for noun in HELD}
_MAIN: dict[str, type] = {"program": Program, "course": Course}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptReading:
    """What reading gave: an excerpt unless nothing could be read, every problem, where everything stands.

    `left` rows could not be read: they are as they were, or not there. Of rows of the classes in `silent` nobody can
    tell that they are gone, since their sheet is missing, or a row of it could not be told from those that were there.
    """

    excerpt: Excerpt | None
    reading: Reading
    left: int = 0
    silent: frozenset[type] = frozenset()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.reading.problems


def about_of(path: Path) -> About | None:
    """What a workbook of one program or one course says of itself; `None` of any other file."""
    try:
        return Workbook(path, _EXPECTED).about if path.suffix.lower() == ".xlsx" else None
    except Unreadable:
        return None


def read_excerpt(path: Path, known: Known) -> ExcerptReading:
    """What a workbook says of the program or the course that it is of; codes are those that `known` has."""
    try:
        book = Workbook(path, {known.noun: of_excerpt(known.noun)})
        papers = book.papers()
    except Unreadable as unreadable:
        return ExcerptReading(excerpt=None, reading=Reading(None, unreadable.problems))
    return _Reader(book, known, [each for each in papers if each.cls in HELD[known.noun]]).read()


@dataclass(slots=True)
class _Reader:
    """An excerpt on its way from papers to parts."""

    book: Workbook
    known: Known
    papers: list[Paper]
    codes: Codes = field(default_factory=Codes)
    problems: list[Problem] = field(default_factory=list)
    silent: set[type] = field(default_factory=set)
    _kept: set[tuple[str, int | None]] = field(default_factory=set)
    """The rows that could not be read, and are known all the same: as they were."""
    _left: dict[int, int] = field(default_factory=dict)
    _spots: list[Spot] = field(default_factory=list)
    """Spots that were left, kept so that no other takes their identity."""

    def read(self) -> ExcerptReading:
        known = self.known
        self.codes = Codes(cluster=known.head.key, institution=known.head.institution, keys=dict(known.codes))
        for paper in self.papers:
            self._give_keys(paper)
        self.codes.resolve(self.papers)
        self._fill()
        for row in list(self._doubled()):
            self._drop(row)
        bad = list(self._unread()) or list(self._faulty())
        while bad:
            for row in bad:
                self._leave(row)
            bad = list(self._faulty())
        values: list[Any] = [validate(each.cls, each.tree) for each in self.papers]
        for paper in self.papers:
            settle_spots(paper.cls, paper.tree, paper.spot)
        problems = self.book.told(tuple(ordered([*self.book.faults.all(), *self.codes.problems, *self.problems])))
        labels = {key: code for key, code in self.codes.labels.items() if not self.codes.known(key)}
        return ExcerptReading(
            excerpt=Excerpt(cluster=known.head.key, noun=known.noun, key=known.key, parts=in_order(known.noun, values)),
            reading=Reading(None, problems, Places(self.codes.homes), self.book.base, labels),
            left=len(self._left),
            silent=frozenset(self.silent | {each.cls for each in self._unseen(problems)}),
        )

    def _give_keys(self, paper: Paper) -> None:
        """A row without a key is the one that bears its code, or bore it."""
        said = {tree.get("key") for each in self.papers for _cls, tree, _spot, _path in each.nouns()}
        for cls, tree, _spot, _path in paper.nouns():
            code = tree.get("was") or tree.get("code")
            if "key" in tree or not is_code(code):
                continue
            key = self.known.codes.get((NOUNS[cls], self.known.head.key, code.lower()))
            if key is not None and key not in said:
                tree["key"] = key

    def _fill(self) -> None:
        """What the file has no column for, and the footing of links that no row tells, is what it was."""
        for row in self._rows():
            was = row.was(self.known)
            if was is None:
                continue
            layout = self._layout(row)
            if row.cls is CourseLinks:
                row.tree["key"] = was["key"]
                if layout is not None and layout.cls is not CourseLinks and "footing" in was:
                    row.tree["footing"] = was["footing"]
            if layout is not None and layout.cls is row.cls:
                for column in self.book.missing.get(layout.name, ()):
                    if column.role == "value" and column.path != ("key",):
                        row.copy(column, was)

    def _layout(self, row: Held) -> SheetLayout | None:
        return self.book.layout_of(row.sheet)

    def _rows(self) -> Iterator[Held]:
        for paper in self.papers:
            yield from rows_of(paper)

    def _unread(self) -> Iterator[Held]:
        """The rows with a cell that says nothing of use, and those of which an error is told already."""
        found = [*self.book.faults.all(), *self.codes.problems]
        told = {_at(each) for each in found if each.severity is Severity.ERROR}
        for row in self._rows():
            layout = self._layout(row)
            if layout is None or layout.cls is not row.cls:
                continue  # links without a row of their own for what they share
            lost = {each.path or (each.role,) for each in self.book.missing[layout.name]}
            if (row.sheet, row.spot.line) in told or not lost.issuperset(row.spot.unread):
                yield row

    def _doubled(self) -> Iterator[Held]:
        """The rows that say again what another row says: the first one counts. Two of one key are told already."""
        seen: Counter[tuple[Any, ...]] = Counter()
        for row in self._rows():
            name = row.identity()
            seen[name] += 1
            if name and seen[name] > max(1, row.times_before(self.known)):
                if not has_key(row.cls):
                    cell = Cell(sheet=row.sheet, row=row.spot.line)
                    self.problems.append(problem("R634", self.book.faults.file, cell=cell))
                self._kept.add((row.sheet, row.spot.line))
                yield row

    def _drop(self, row: Held) -> None:
        self._left[id(row.spot)] = 1
        self._spots.append(row.spot)
        row.drop()
        self.papers = [each for each in self.papers if each.tree is not row.tree]

    def _leave(self, row: Held) -> None:
        times = self._left.get(id(row.spot), 0)
        self._left[id(row.spot)] = times + 1
        self._spots.append(row.spot)
        was = row.was(self.known)
        if was is None or times > 1 or self._elsewhere(row):
            self.silent |= {row.cls}
            row.drop()
            self.papers = [each for each in self.papers if each.tree is not row.tree]
        else:
            self._kept.add((row.sheet, row.spot.line))
            leave = row.leave if times == 0 else row.leave_whole
            leave(was)

    def _faulty(self) -> Iterator[Held]:
        """The rows that are not what they should be, each told."""
        borne = self.known.borne | {
            (NOUNS[cls], tree["key"]) for each in self.papers for cls, tree, _spot, _path in each.nouns()
        }
        for paper in self.papers:
            rows = {id(row.spot): row for row in rows_of(paper)}
            found: dict[int, Held] = {}
            value: Any = validate(paper.cls, paper.tree)
            for fault in value if isinstance(value, list) else ():
                row = self._row(rows, paper, fault.path)
                self._tell(row, shape_problems(paper.file, paper.spot, [fault], paper.path))
                found[id(row.spot)] = row
            for each in references(paper):
                if (each.noun, each.key) not in borne:
                    row = self._row(rows, paper, each.path)
                    self._tell(row, [self._dangling(each)])
                    found[id(row.spot)] = row
            for row in rows.values():
                if self._elsewhere(row):
                    self._tell(row, [self._stray(paper, row)])
                    found[id(row.spot)] = row
            yield from found.values()

    def _row(self, rows: dict[int, Held], paper: Paper, path: tuple[Step, ...]) -> Held:
        spots = [paper.spot, *paper.spot.down(path)]
        return next(rows[id(each)] for each in reversed(spots) if id(each) in rows)

    def _tell(self, row: Held, problems: list[Problem]) -> None:
        """What is told of a row that is left already only follows from that."""
        if id(row.spot) not in self._left:
            self.problems += problems

    def _dangling(self, each: Reference) -> Problem:
        label = self.codes.labels.get(each.key, each.key)
        near = self.known.near(each.noun, label, each.owner)
        return written(dangling_problem(each, self.codes), self.codes.labels, {each.key: near} if near else {})

    def _elsewhere(self, row: Held) -> bool:
        """Whether a row is of something that does not belong to what the file is of."""
        known = self.known
        if row.cls is CourseLinks:
            course = row.tree.get("course")
            return course not in known.own and ("course", course) in known.borne
        if not has_key(row.cls):
            return False
        key = row.tree.get("key", NOBODY)
        home = known.homes.get((NOUNS[row.cls], key))
        another = row.cls is _MAIN[known.noun] and key != known.key
        return another or (home is not None and home.part not in known.own)

    def _stray(self, paper: Paper, row: Held) -> Problem:
        name: Step = "course" if row.cls is CourseLinks else "code"
        _line, cell = row.spot.stands((name,))
        code = self.known.code_of(row.tree["course"]) if row.cls is CourseLinks else row.tree.get("code", "")
        return problem("R633", paper.file, details=(("code", str(code)),), cell=cell)

    def _unseen(self, problems: tuple[Problem, ...]) -> Iterator[SheetLayout]:
        """The sheets of which not all rows are known."""
        errors = {_at(each) for each in problems if each.severity is Severity.ERROR}
        sheets = {sheet for sheet, row in errors - self._kept}
        for layout in self.book.layouts:
            if layout.name not in self.book.missing or self.book.name_of(layout) in sheets or self.book.faults.left:
                yield layout


def _at(problem: Problem) -> tuple[str, int | None]:
    cell = problem.where.cell
    return (cell.sheet, cell.row) if cell else ("", None)
