"""Problems: what is wrong with data, where, and with which permanent code."""

from dataclasses import dataclass
from enum import StrEnum

from fourfold.domain.text import Language, Text


class Severity(StrEnum):
    """How bad a problem is: an `ERROR` makes a cluster unsound."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a workbook by its sheet, row and column, with the heading of that column; or a row, or a sheet.

    >>> str(Cell(sheet="courses", row=7, column="C"))
    'courses!C7'
    """

    sheet: str
    row: int | None = None
    column: str | None = None
    heading: str | None = None

    def __str__(self) -> str:
        if self.row is None:
            return self.sheet
        # A whole row is written as spreadsheets write it: `courses!7:7`.
        return f"{self.sheet}!{self.column}{self.row}" if self.column else f"{self.sheet}!{self.row}:{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a problem is: in a file (exchange), in a noun of the cluster (engine), or both.

    `path` is a JSON pointer below the noun or the file; `line` counts from 1. In a workbook there is a `cell` instead
    of a line.
    """

    file: str | None = None
    line: int | None = None
    path: str = ""
    noun: str | None = None
    key: str | None = None
    code: str | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault of the data. `details` fill the message that belongs to `code`, in whichever language.

    `found` and `expected` say so where the fault is a value; `rule` is the code of the rule that failed.
    """

    code: str
    severity: Severity
    where: Place
    details: tuple[tuple[str, str], ...] = ()
    found: str | None = None
    expected: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """An entry of the catalogue: a permanent `code` and `name`, its usual severity, and what people read.

    `title` heads it and stands alone; `message` has the names of the problem's details in braces; `why` says what goes
    wrong otherwise, `mend` how to put it right.
    """

    code: str
    name: str
    title: Text
    severity: Severity
    message: Text
    why: Text
    mend: Text

    def sentence(self, problem: Problem, language: Language) -> str:
        """The message of `problem` in `language`, with its details filled in; an unknown name stays in braces.

        >>> kind = ProblemKind(
        ...     code="X001",
        ...     name="example",
        ...     title=Text(en="Example"),
        ...     severity=Severity.INFO,
        ...     message=Text(en="{noun} is late"),
        ...     why=Text(en="-"),
        ...     mend=Text(en="-"),
        ... )
        >>> kind.sentence(Problem(code="X001", severity=kind.severity, where=Place(), details=(("noun", "A"),)), "zh")
        'A is late'
        """
        said = dict(problem.details) | {"found": problem.found or "", "expected": problem.expected or ""}
        return self.message.in_language(language).format_map(_Kept(said))


class _Kept(dict[str, str]):
    """Details by name; a missing one shows its name, since a half-filled message still helps."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
