"""Rows of sheets → the documents that they make together: each row below the one that it names as its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from fourfold.canon.validate import closest, meant_by
from fourfold.domain.cluster import Head
from fourfold.domain.link import CourseLinks
from fourfold.exchange.limits import DEEPEST, MOST_COMPARISONS
from fourfold.exchange.places import Columned, Columns, Spot
from fourfold.exchange.resolve import Paper
from fourfold.exchange.workbook_faults import Faults
from fourfold.exchange.workbook_layout import SheetLayout
from fourfold.exchange.workbook_lines import Line

_FIRST = Decimal("-Infinity")


@dataclass(slots=True)
class Rows:
    """A sheet with its rows; not `whole` where some of them could not be read."""

    layout: SheetLayout
    lines: list[Line] = field(default_factory=list)
    whole: bool = True


def join(sheets: dict[str, Rows], faults: Faults) -> list[Paper]:
    """Put every row where it belongs, and give the documents that result."""
    joiner = _Joiner(sheets, faults)
    return [Paper(cls, faults.file, line.tree, line.spot) for cls, line in joiner.papers()]


class _Labels:
    """The rows of a sheet by what other rows call them: by key, by code, by the code that they had before."""

    def __init__(self, rows: Rows, scopes: dict[int, int] | None = None) -> None:
        name = rows.layout.labelled().path[0]
        self._known: dict[tuple[int, str], Line] = {}
        self._written: dict[tuple[int, str], str] = {}
        self._left = MOST_COMPARISONS
        self._scopes = scopes or {}
        for label in ("key", name, "was"):
            for line in rows.lines:
                held = line.tree.get(label)
                if isinstance(held, str):
                    at = self._scope(line), held.lower()
                    self._known.setdefault(at, line)
                    self._written.setdefault(at, held)
        self.doubtful = not rows.whole or any(
            name not in line.tree or line.hides("key", name, "was", "parent") for line in rows.lines
        )

    def _scope(self, line: Line) -> int:
        return self._scopes.get(id(line), 0)

    def near(self, label: str, beside: Line | None = None) -> str | None:
        """The label that may have been meant by one that names nothing, while there is time to look."""
        scope = self._scope(beside) if beside else 0
        self._left -= len(self._known)
        known = [each for at, each in self._known if at == scope] if self._left >= 0 else []
        meant = closest(label, known)
        return meant_by(self._written[scope, meant]) if meant else None

    def find(self, label: str, beside: Line | None = None) -> Line | None:
        """The row of this label; among items, of the framework to which the row `beside` belongs."""
        return self._known.get((self._scope(beside) if beside else 0, label.lower()))


class _Joiner:
    """The sheets of a workbook on their way to documents."""

    def __init__(self, sheets: dict[str, Rows], faults: Faults) -> None:
        self._sheets, self._faults = sheets, faults
        self._orphans: list[tuple[type, Line]] = []

    def papers(self) -> Iterator[tuple[type, Line]]:
        """Every document: what no sheet owns, and what belongs to nothing, so that its faults are told as well."""
        self._course_links()
        for rows in self._sheets.values():
            if rows.layout.parent is not None:
                self._join(rows, self._sheets[rows.layout.parent.name])
        for rows in self._sheets.values():
            if rows.layout.parent is None:
                lines = rows.lines[:1] if rows.layout.cls is Head else rows.lines
                yield from ((rows.layout.cls, line) for line in lines)
        yield from self._orphans

    def _course_links(self) -> None:
        """Give the links of each course a part of their own, where no row speaks of it."""
        if "links" not in self._sheets:
            return
        links, parts = self._sheets["links"], self._sheets["course links"]
        courses = _Labels(self._sheets["courses"])
        known: dict[int | str, Line] = {}
        for part in parts.lines:
            known.setdefault(_course(courses, part.tree.get("course")), part)
        for link in links.lines:
            said = link.beside.get("parent")
            if isinstance(said, str) and known.get(_course(courses, said)) is None:
                known[_course(courses, said)] = part = _part_of(link, said)
                parts.lines.append(part)
            if isinstance(said, str):
                link.beside["part"] = known[_course(courses, said)]

    def _join(self, rows: Rows, parents: Rows) -> None:
        if rows.layout.recursive:
            self._join_items(rows, parents)
            return
        labels = None if parents.layout.cls in (Head, CourseLinks) else _Labels(parents)
        for parent, lines in self._owned(rows, parents, labels):
            _attach(parent, rows.layout.field, lines)

    def _owned(self, rows: Rows, parents: Rows, labels: _Labels | None) -> Iterable[tuple[Line, list[Line]]]:
        owned: dict[int, tuple[Line, list[Line]]] = {}
        for line in rows.lines:
            parent = self._parent(line, parents, labels)
            if parent is not None:
                owned.setdefault(id(parent), (parent, []))[1].append(line)
            elif rows.layout.noun is not None:
                self._orphans.append((rows.layout.cls, line))
        return owned.values()

    def _parent(self, line: Line, parents: Rows, labels: _Labels | None) -> Line | None:
        if parents.layout.cls is Head:
            return parents.lines[0] if parents.lines else None
        label = line.beside.get("parent")
        found: Line | None = line.beside.get("part")
        if labels is not None and isinstance(label, str):
            found = labels.find(label)
        if found is None and not line.hides("parent"):
            self._astray(line, "parent", parents, labels, None)
        return found

    def _astray(self, line: Line, role: str, among: Rows, labels: _Labels | None, beside: Line | None) -> None:
        """Report a row that names nothing, unless what it names may stand in what could not be read."""
        label = line.beside.get(role)
        if label is not None and labels is not None and labels.doubtful:
            self._faults.waiting += 1
            return
        cell = line.cell(role)
        meant = labels.near(label, beside) if labels and label else None
        sheet = "courses" if among.layout.cls is CourseLinks else among.layout.name
        column = cell.heading or role
        self._faults.add("R622", cell, found=label or "nothing", expected=meant, column=column, sheet=sheet)

    def _join_items(self, rows: Rows, parents: Rows) -> None:
        scopes: dict[int, int] = {}
        owned = list(self._owned(rows, parents, _Labels(parents)))
        for framework, lines in owned:
            scopes |= {id(line): id(framework) for line in lines}
        labels = _Labels(rows, scopes)
        for framework, lines in owned:
            tree = _Tree(self._faults, [(line, self._above(line, labels, rows)) for line in lines])
            _attach(framework, rows.layout.field, tree.grown(rows.layout.recursive))
            self._orphans += [(rows.layout.cls, line) for line in tree.loose]

    def _above(self, line: Line, labels: _Labels, rows: Rows) -> Line | None:
        label = line.beside.get("above")
        if not isinstance(label, str):
            return None
        found = labels.find(label, line)
        if found is None:
            self._astray(line, "above", rows, labels, line)
        return found


class _Tree:
    """The items of one framework, each with the item above it."""

    def __init__(self, faults: Faults, above: list[tuple[Line, Line | None]]) -> None:
        self._faults = faults
        self._above = {id(line): upper for line, upper in above}
        self._lines = [line for line, _ in above]
        self.loose: list[Line] = []

    def grown(self, name: str) -> list[Line]:
        """The items of the first level, all others attached below them."""
        below: dict[int, list[Line]] = {}
        for line in self._lines:
            upper = self._above[id(line)]
            below.setdefault(id(upper) if upper else 0, []).append(line)
        level, depth, reached = below.get(0, []), 1, 0
        while level:
            reached += len(level)
            if depth == DEEPEST:
                level = self._cut(level, below)
            for line in level:
                if id(line) in below:
                    _attach(line, name, below[id(line)])
            level, depth = [line for each in level for line in below.get(id(each), ())], depth + 1
        if reached < len(self._lines):
            self._circles()
        return below.get(0, [])

    def _cut(self, level: list[Line], below: dict[int, list[Line]]) -> list[Line]:
        deep = next((below[id(line)][0] for line in level if id(line) in below), None)
        if deep is not None:
            cell = deep.cell("above")
            self._faults.add("R010", cell, expected=f"at most {DEEPEST}", limit=str(DEEPEST))
        return []

    def _circles(self) -> None:
        """Report each circle once, at its first row; its items stand for themselves."""
        walked: dict[int, int] = {}
        for walk, start in enumerate(self._lines):
            path: list[Line] = []
            line: Line | None = start
            while line is not None and id(line) not in walked:
                walked[id(line)] = walk
                path.append(line)
                line = self._above[id(line)]
            if line is not None and walked[id(line)] == walk:
                circle = path[next(at for at, each in enumerate(path) if each is line) :]
                first = min(circle, key=lambda each: each.number)
                self._faults.add("R623", first.cell("above"), found=str(first.beside["above"]), column="above")
                self.loose += circle


def _attach(parent: Line, name: str, lines: list[Line]) -> None:
    """Make rows the list of their parent, in the order that they say, else in which they stand."""
    orders: dict[int, Decimal] = {}
    order = _FIRST
    for line in lines:
        order = orders[id(line)] = line.beside.get("order", order)
    placed = sorted(lines, key=lambda line: orders[id(line)])
    parent.tree[name] = [line.tree for line in placed]
    inside = Spot(name)
    for at, line in enumerate(placed):
        line.spot.step = at
        inside.inside[at] = line.spot
    parent.spot.inside[name] = inside


def _course(courses: _Labels, said: object) -> int | str:
    """What tells courses apart, whatever a row calls them."""
    found = courses.find(said) if isinstance(said, str) else None
    return id(found) if found else str(said).lower()


def _part_of(link: Line, course: str) -> Line:
    columns = link.spot.columns
    at: dict[tuple[str, ...], Columned] = {("course",): columns.at["parent",]} if columns else {}
    spot = Spot(line=link.number, columns=Columns(columns.sheet if columns else "", at))
    return Line(link.number, {"course": course}, spot)
