"""The problems of a workbook as they are met: each with its cell, errors first where there are too many to keep."""

from dataclasses import dataclass, field

from fourfold.domain.problem import Cell, Problem, Severity
from fourfold.exchange.faults import problem, severity_of
from fourfold.exchange.limits import MOST_PROBLEMS_OF_A_FILE


@dataclass(slots=True)
class Faults:
    """What is wrong with a workbook: a bounded list of each severity, and how many more there are."""

    file: str
    left: int = 0
    waiting: int = 0
    """Rows whose owner may stand in what could not be read: nothing is said of them yet."""
    _kept: dict[Severity, list[Problem]] = field(default_factory=dict)

    def add(
        self, code: str, cell: Cell, *, found: str | None = None, expected: str | None = None, **details: str
    ) -> None:
        """Add the problem of a cell, of a row or of a sheet."""
        if self._full(severity_of(code)):
            self.left += 1
            return
        self.take(problem(code, self.file, found=found, expected=expected, details=tuple(details.items()), cell=cell))

    def take(self, *problems: Problem) -> None:
        """Add problems, or count them where there are too many of their severity."""
        for each in problems:
            if self._full(each.severity):
                self.left += 1
            else:
                self._kept.setdefault(each.severity, []).append(each)

    def _full(self, severity: Severity) -> bool:
        return len(self._kept.get(severity, ())) >= MOST_PROBLEMS_OF_A_FILE

    def all(self) -> list[Problem]:
        """Every problem that was kept, errors first."""
        return [each for severity in Severity for each in self._kept.get(severity, ())]
