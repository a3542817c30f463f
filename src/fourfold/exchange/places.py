"""Where things stand in files: the line of every value, and the place of every noun."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from fourfold.canon.validate import meant_by
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.problem import Cell, Place, Problem, Severity

Step = str | int


@dataclass(frozen=True, slots=True)
class Columned:
    """A column as it stands: its letters, its heading, and what its cells hold, in words."""

    letters: str
    heading: str
    holds: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet by the path of the value that stands there, from the row's own."""

    sheet: str
    at: dict[tuple[str, ...], Columned] = field(default_factory=dict)

    def cell(self, row: int | None, path: tuple[Step, ...]) -> Cell:
        """The cell of a value in a row, or the row where no column holds it."""
        held = self.of(path)
        if held is None:
            return Cell(sheet=self.sheet, row=row)
        return Cell(sheet=self.sheet, row=row, column=held.letters, heading=held.heading)

    def of(self, path: tuple[Step, ...]) -> Columned | None:
        """The column of a value, of what it is part of, or of its first part."""
        for longest in range(len(path), 0, -1):
            held = self.at.get(tuple(map(str, path[:longest])))
            if held is None and longest == len(path):
                held = next((each for at, each in self.at.items() if at[:longest] == path), None)
            if held is not None:
                return held
        return None


@dataclass(slots=True)
class Spot:
    """Where one value of a file stands: the step that led to it, its line, and what is inside it.

    In a workbook a value has a row (its `line`) of a sheet, whose `columns` tell where its fields are; `unread` are the
    paths of those that could not be read.
    """

    step: Step = ""
    line: int | None = None
    inside: "dict[Step, Spot]" = field(default_factory=dict)
    columns: Columns | None = None
    unread: tuple[tuple[str, ...], ...] = ()

    def at(self, step: Step) -> "Spot":
        """The spot of one step further, made where the file has no lines to tell."""
        spot = self.inside.get(step)
        if spot is None:
            spot = self.inside[step] = Spot(step)
        return spot

    def values(self) -> int:
        """How many values there are in it, itself included."""
        count, left = 0, [self]
        while left:
            spot = left.pop()
            count += 1
            left.extend(spot.inside.values())
        return count

    def down(self, path: tuple[Step, ...]) -> "Iterator[Spot]":
        """The spots along `path`, as far as they are known."""
        spot = self
        for step in path:
            if step not in spot.inside:
                return
            spot = spot.inside[step]
            yield spot

    def stands(self, path: tuple[Step, ...]) -> tuple[int | None, Cell | None]:
        """The line of what is at `path` below, or its cell, as near as they are known."""
        held, left = self._nearest(path)
        return (None, held.columns.cell(held.line, left)) if held.columns else (held.line, None)

    def column(self, path: tuple[Step, ...]) -> Columned | None:
        """The column of what is at `path` below, where this is a workbook."""
        held, left = self._nearest(path)
        return held.columns.of(left) if held.columns else None

    def hides(self, path: tuple[Step, ...]) -> bool:
        """Whether what is at `path` below could not be read, or a part of it, so that nothing can be said of it."""
        held, left = self._nearest(path)
        return any(each[: len(left)] == left or left[: len(each)] == each for each in held.unread)

    def _nearest(self, path: tuple[Step, ...]) -> "tuple[Spot, tuple[Step, ...]]":
        """The last spot along `path` that has a line, and the rest of the path."""
        held, left = self, path
        for at, below in enumerate(self.down(path), start=1):
            if below.line is not None:
                held, left = below, path[at:]
        return held, left


@dataclass(frozen=True, slots=True)
class Home:
    """The file in which a noun stands, the path to it there, and the spots below it."""

    file: str
    path: tuple[Step, ...]
    spot: Spot
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The home of every noun that was read, by what it is called and its key.

    `pins` is where the cluster's pins stand, if that is not in its head.
    """

    homes: Mapping[tuple[str, Key], Home] = field(default_factory=dict)
    pins: Home | None = None

    def of(self, noun: str, key: Key, path: str = "") -> Place:
        """The place of `path` (a JSON pointer) below a noun: file, line and pointer of the file where known."""
        home = self._home(noun, key, path)
        if home is None:
            return Place(noun=noun, key=key, path=path)
        steps = tuple(home.spot.down(steps_of(path)))
        line, cell = home.spot.stands(steps_of(path))
        pointer = pointer_of((*home.path, *(spot.step for spot in steps), *unread(path, len(steps))))
        return Place(file=home.file, line=line, path=pointer, noun=noun, key=key, code=home.code, cell=cell)

    def settle(self, problem: Problem) -> Problem:
        """The same problem with the file and line (or cell) of its noun, where they are known."""
        where = problem.where
        if where.file is not None or where.noun is None or where.key is None:
            return problem
        place = self.of(where.noun, where.key, where.path)
        home = self._home(where.noun, where.key, where.path)
        stands = place.path.removeprefix(pointer_of(home.path) if home else "")[1:]
        said = place.cell.heading if place.cell and place.cell.heading else stands
        details = tuple(
            (name, said if name == "field" and held == where.path[1:] else held) for name, held in problem.details
        )
        return replace(problem, where=replace(place, code=where.code or place.code), details=details)

    def _home(self, noun: str, key: Key, path: str) -> Home | None:
        home = self.homes.get((noun, key))
        is_pin = noun == "cluster" and home is not None and steps_of(path)[:1] == ("frameworks",)
        return replace(self.pins, code=home.code) if is_pin and self.pins and home else home


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading gave: a dossier unless it is `unreadable`, every problem, and where everything stands.

    `base` is the root that the files were made from; `labels` are codes that name nothing, by the key they would have,
    and `near` those that may have been meant.
    """

    dossier: Dossier | None
    problems: tuple[Problem, ...] = ()
    places: Places = field(default_factory=Places)
    base: str | None = None
    labels: Mapping[Key, str] = field(default_factory=dict)
    near: Mapping[Key, str] = field(default_factory=dict)

    def told(self, problem: Problem) -> Problem:
        """A problem that a check found, as the files have it: file and line, codes for keys that nothing has."""
        return written(self.places.settle(problem), self.labels, self.near)

    @property
    def unreadable(self) -> bool:
        return self.dossier is None

    @property
    def sound(self) -> bool:
        return not (self.unreadable or any(each.severity is Severity.ERROR for each in self.problems))


@dataclass(frozen=True, slots=True)
class FrameworkReading:
    """What reading a framework that stands alone gave: the framework, or everything that is wrong with it."""

    framework: Framework | None
    problems: tuple[Problem, ...] = ()
    base: str | None = None


def written(problem: Problem, labels: Mapping[Key, str], near: Mapping[Key, str]) -> Problem:
    """The problem with the code that a file has, and the code that may have been meant, for a key that nothing has."""
    keys = [held for _, held in problem.details if held in labels]
    if not keys:
        return problem
    details = tuple((name, labels.get(held, held)) for name, held in problem.details)
    meant = next((meant_by(near[key]) for key in keys if key in near), None)
    return replace(problem, details=details, expected=problem.expected or meant)


def steps_of(pointer: str) -> tuple[Step, ...]:
    """A JSON pointer as steps; digits are positions in a list."""
    words = [word.replace("~1", "/").replace("~0", "~") for word in pointer.split("/")[1:]]
    return tuple(int(word) if word.isascii() and word.isdigit() else word for word in words)


def pointer_of(steps: tuple[Step, ...]) -> str:
    """Steps as a JSON pointer.

    >>> pointer_of(("outcomes", 0, "text"))
    '/outcomes/0/text'
    """
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def unread(pointer: str, known: int) -> tuple[Step, ...]:
    """The steps of a pointer that the file does not spell out: a default stands there."""
    return steps_of(pointer)[known:]
