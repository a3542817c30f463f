"""Problems of reading, made from the catalogue so that code and severity never part."""

from fourfold.canon.validate import LONGEST_FOUND, Fault, shown
from fourfold.domain.catalogue_case import CASE
from fourfold.domain.catalogue_excerpts import EXCERPTS
from fourfold.domain.catalogue_reading import READING
from fourfold.domain.catalogue_workbooks import WORKBOOKS
from fourfold.domain.problem import Cell, Place, Problem, Severity
from fourfold.exchange.limits import LONGEST_PATH, MOST_PROBLEMS_OF_A_FILE
from fourfold.exchange.places import Spot, Step, pointer_of

_KINDS = {kind.code: kind for kind in (*READING, *WORKBOOKS, *EXCERPTS, *CASE)}

_OF_A_KIND = frozenset({"R021", "R022"})
"""The problems of values that are missing or of another kind."""
_EMPTY = '""'


class Unreadable(Exception):
    """A file that cannot be taken further, with what is wrong with it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


def severity_of(code: str) -> Severity:
    """How bad problems of this code are."""
    return _KINDS[code].severity


def problem(  # noqa: PLR0913 - a problem has this many sides, all by name
    code: str,
    file: str,
    *,
    line: int | None = None,
    path: tuple[Step, ...] = (),
    found: str | None = None,
    expected: str | None = None,
    details: tuple[tuple[str, str], ...] = (),
    cell: Cell | None = None,
) -> Problem:
    """A problem of a file."""
    place = Place(
        file=shown(file, LONGEST_PATH),
        line=line,
        path=pointer_of(tuple(step if isinstance(step, int) else shown(step) for step in path)),
        cell=cell,
    )
    found = None if found is None else shown(found)
    return Problem(
        code=code, severity=_KINDS[code].severity, where=place, details=details, found=found, expected=expected
    )


def limited(code: str, file: str, limit: str, *, found: str | None = None, line: int | None = None) -> Problem:
    """The problem that something of a file is beyond a limit."""
    return problem(code, file, line=line, found=found, expected=f"at most {limit}", details=(("limit", limit),))


def shape_problems(file: str, spot: Spot, faults: list[Fault], above: tuple[Step, ...] = ()) -> list[Problem]:
    """The faults of a document's shape as problems with lines; the document stands at `above` in its file."""
    return [_shape(file, spot, fault, above) for fault in faults]


def bounded(file: str, problems: list[Problem]) -> list[Problem]:
    """The problems of a file, or the first of very many and how many there are besides."""
    return problems[:MOST_PROBLEMS_OF_A_FILE] + untold(file, len(problems))


def untold(file: str, number: int) -> list[Problem]:
    """That a file has more problems than are listed, where there are so many."""
    left = number - MOST_PROBLEMS_OF_A_FILE
    return [problem("R019", file, details=(("left", str(left)),))] if left > 0 else []


def named(path: tuple[Step, ...]) -> str:
    """A path as people say it; of one that is too long, its end.

    >>> named(("outcomes", 1, "text", "en"))
    'outcomes[1].text.en'
    """
    said = "".join(f"[{step}]" if isinstance(step, int) else f".{shown(step) or _EMPTY}" for step in path)
    said = said.removeprefix(".")
    return said if len(said) <= LONGEST_FOUND else "…" + said[1 - LONGEST_FOUND :]


def _shape(file: str, spot: Spot, fault: Fault, above: tuple[Step, ...]) -> Problem:
    line, cell = spot.stands(fault.path)
    if cell is not None:
        return _of_cell(file, spot, fault, cell)
    path = (*above, *fault.path)
    details = (("field", named(fault.path) or shown(str(above[-1]) if above else file)),)
    return problem(fault.code, file, line=line, path=path, found=fault.found, expected=fault.expected, details=details)


def _of_cell(file: str, spot: Spot, fault: Fault, cell: Cell) -> Problem:
    """The same of a workbook, which knows neither mappings nor quotes: it says what the column holds."""
    column = spot.column(fault.path)
    expected = column.holds if column and fault.code in _OF_A_KIND else fault.expected
    return problem(
        fault.code, file, path=fault.path, found=fault.found if column else None, expected=expected,
        details=(("field", column.heading if column else str(cell)),), cell=cell,
    )  # fmt: skip
