"""The problems met while one Curricular Analytics CSV file is read."""

from typing import NoReturn

from fourfold.canon.validate import shown
from fourfold.domain.catalogue_curricular import CURRICULAR
from fourfold.domain.problem import Place, Problem, Severity
from fourfold.exchange.faults import problem
from fourfold.exchange.limits import LONGEST_PATH, MOST_PROBLEMS_OF_A_FILE
from fourfold.exchange.places import Step, pointer_of

SEVERITY = {kind.code: kind.severity for kind in CURRICULAR}
DANGLING = frozenset({"R513", "R514"})
"""Errors that leave the rest of the file readable: a requisite that names nothing, or its own course."""


class Unreadable(Exception):
    """Nothing further can be read; the problem is among the faults."""


class Faults:
    """Collects every problem of one file, each with its place."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def add(
        self,
        code: str,
        *,
        line: int | None = None,
        at: tuple[Step, ...] = (),
        found: str | None = None,
        expected: str | None = None,
        **details: str,
    ) -> None:
        place = Place(file=shown(self.file, LONGEST_PATH), line=line, path=pointer_of(at))
        self.found.append(
            Problem(
                code=code,
                severity=SEVERITY[code],
                where=place,
                details=tuple(sorted(details.items())),
                found=None if found is None else shown(found),
                expected=expected,
            )
        )

    def stop(self, code: str, *, line: int | None = None, found: str | None = None, expected: str = "") -> NoReturn:
        self.add(code, line=line, found=found, expected=expected or None)
        raise Unreadable

    @property
    def fatal(self) -> bool:
        return any(each.severity is Severity.ERROR and each.code not in DANGLING for each in self.found)

    def sorted(self) -> tuple[Problem, ...]:
        """In order of lines; beyond a bound, how many more there are."""
        ordered = sorted(self.found, key=lambda each: (each.where.line or 0, each.code, each.where.path))
        left = len(ordered) - MOST_PROBLEMS_OF_A_FILE
        if left > 0:
            ordered[MOST_PROBLEMS_OF_A_FILE:] = [problem("R019", self.file, details=(("left", str(left)),))]
        return tuple(ordered)
