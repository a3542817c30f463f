"""Problems of reading, made from the catalogue so that code and severity never part."""

from fourfold.canon.validate import Fault, shown
from fourfold.domain.catalogue_reading import READING
from fourfold.domain.problem import Place, Problem
from fourfold.exchange.limits import LONGEST_PATH, MOST_PROBLEMS_OF_A_FILE
from fourfold.exchange.places import Spot, Step, pointer_of

_KINDS = {kind.code: kind for kind in READING}


class Unreadable(Exception):
    """A file that cannot be taken further, with what is wrong with it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


def problem(  # a problem has this many sides, all by name
    code: str,
    file: str,
    *,
    line: int | None = None,
    path: tuple[Step, ...] = (),
    found: str | None = None,
    expected: str | None = None,
    details: tuple[tuple[str, str], ...] = (),
) -> Problem:
    """A problem of a file."""
    place = Place(
        file=shown(file, LONGEST_PATH),
        line=line,
        path=pointer_of(tuple(step if isinstance(step, int) else shown(step) for step in path)),
    )
    found = None if found is None else shown(found)
    return Problem(
        code=code, severity=_KINDS[code].severity, where=place, details=details, found=found, expected=expected
    )


def shape_problems(file: str, spot: Spot, faults: list[Fault], above: tuple[Step, ...] = ()) -> list[Problem]:
    """The faults of a document's shape as problems with lines; the document stands at `above` in its file."""
    problems = [_shape(file, spot, fault, above) for fault in faults[:MOST_PROBLEMS_OF_A_FILE]]
    left = len(faults) - len(problems)
    return problems + [problem("R019", file, details=(("left", str(left)),))] * (left > 0)


def _shape(file: str, spot: Spot, fault: Fault, above: tuple[Step, ...]) -> Problem:
    lines = [spot.line, *(each.line for each in spot.down(fault.path))]
    line = next((each for each in reversed(lines) if each is not None), None)
    path = (*above, *fault.path)
    details = (("field", shown(str(path[-1]) if path else file)),)
    return problem(fault.code, file, line=line, path=path, found=fault.found, expected=fault.expected, details=details)
