"""The problems met while a college's table is read and understood: each with table, row and column."""

from dataclasses import dataclass, field

from fourfold.canon.validate import shown
from fourfold.domain.catalogue_tables import TABLES
from fourfold.domain.problem import Place, Problem, Severity
from fourfold.exchange.faults import Unreadable, bounded
from fourfold.exchange.limits import LONGEST_PATH, MOST_TABLE_CELLS, MOST_TABLE_COLUMNS, MOST_TABLE_ROWS
from fourfold.exchange.places import pointer_of

SEVERITY = {kind.code: kind.severity for kind in TABLES}


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where in a file: a table, a row by its number, a column by its heading."""

    file: str
    table: str = ""
    row: int | None = None
    column: str = ""

    def place(self) -> Place:
        steps = tuple(each for each in (self.table, self.column) if each)
        return Place(file=shown(self.file, LONGEST_PATH), line=self.row, path=pointer_of(tuple(map(shown, steps))))


@dataclass(slots=True)
class TableFaults:
    """Collects the problems of one file."""

    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, at: At, *, found: str | None = None, expected: str | None = None, **said: str) -> None:
        where = {"table": at.table, "row": str(at.row or ""), "column": at.column}
        details = {name: shown(fact) for name, fact in (where | said).items() if fact}
        self.found.append(
            Problem(
                code=code,
                severity=SEVERITY[code],
                where=at.place(),
                details=tuple(sorted(details.items())),
                found=None if found is None else shown(found),
                expected=expected,
            )
        )

    def sorted(self, file: str) -> tuple[Problem, ...]:
        """Errors first, and of very many the first with the number of the others."""
        ranks = list(Severity)
        ordered = sorted(self.found, key=lambda each: ranks.index(each.severity))
        return tuple(bounded(file, ordered))


def unreadable(code: str, at: At, *, found: str | None = None, expected: str | None = None, **said: str) -> Unreadable:
    """Why nothing of a file can be taken."""
    faults = TableFaults()
    faults.add(code, at, found=found, expected=expected, **said)
    return Unreadable(*faults.found)


@dataclass(slots=True)
class Room:
    """How many cells of a file may still be laid out."""

    left: int = MOST_TABLE_CELLS

    def take(self, cells: int, at: At) -> None:
        """Take room for cells, or refuse the file."""
        self.left -= cells
        if self.left < 0:
            raise too_large(at, f"{MOST_TABLE_CELLS} cells")


def too_large(at: At, limit: str = f"{MOST_TABLE_ROWS} rows and {MOST_TABLE_COLUMNS} columns") -> Unreadable:
    """A table with more rows, columns or cells than a table of courses has."""
    return unreadable("R703", at, expected=f"at most {limit}", limit=limit)
