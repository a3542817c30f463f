"""What a check is: a small function per permanent code, which finds the places where that code holds."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from fourfold.domain.catalogue_checks import CHECKS
from fourfold.domain.problem import Place, Problem, Severity
from fourfold.engine.checks.linked import Linked, linked
from fourfold.engine.checks.references import dangling
from fourfold.engine.checks.seating import Seating, seatings
from fourfold.engine.choices import Limit
from fourfold.engine.index import Index
from fourfold.engine.rules import RuleResult, judge_rules

T = TypeVar("T")
KINDS = {kind.code: kind for kind in CHECKS}


class Scene:
    """What every check may ask: the dossier, the date, how early a retirement is announced, how hard to look."""

    def __init__(
        self,
        index: Index,
        *,
        today: date,
        notice_days: int,
        limit: Limit | None = None,
        results: tuple[RuleResult, ...] | None = None,
    ) -> None:
        self.index = index
        self.limit = limit
        self.today = today
        self.notice_days = notice_days
        self._results = results
        self._once: dict[Callable[[Index], object], object] = {}

    def once(self, walk: Callable[[Index], T]) -> T:
        """What a walk over the whole dossier finds, walked once however many checks ask for it."""
        if walk not in self._once:
            self._once[walk] = walk(self.index)
        return cast("T", self._once[walk])

    @cached_property
    def seatings(self) -> tuple[Seating, ...]:
        """What each plan takes and when, in the order of the plans."""
        return seatings(self.index)

    @cached_property
    def dangling(self) -> dict[str, tuple[tuple[Place, str], ...]]:
        """The references to what does not exist, by the noun that they mean: place and key."""
        found: dict[str, list[tuple[Place, str]]] = {}
        for noun, place, key in dangling(self.index):
            found.setdefault(noun, []).append((place, key))
        return {noun: tuple(places) for noun, places in found.items()}

    @cached_property
    def linked(self) -> tuple[Linked, ...]:
        """Every link whose ends exist."""
        return tuple(linked(self.index))

    @cached_property
    def results(self) -> tuple[RuleResult, ...]:
        """Every rule judged over its scope."""
        return judge_rules(self.index, limit=self.limit) if self._results is None else self._results

    @cached_property
    def naming(self) -> dict[str, tuple[str, ...]]:
        """The codes of the programs that name each framework, by the framework's key."""
        found: dict[str, list[str]] = {}
        for program in self.index.programs.values():
            certified = (each.framework for each in program.certifications)
            for key in dict.fromkeys((*program.jobs, *program.competitions, *certified, *program.regulations)):
                found.setdefault(key, []).append(program.code)
        return {key: tuple(sorted(codes)) for key, codes in found.items()}


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a check's code holds, and what fills its message; a rule's is as severe as the rule says."""

    where: Place
    details: tuple[tuple[str, str], ...]
    severity: Severity | None = None
    found: str | None = None
    expected: str | None = None
    rule: str | None = None


Check = Callable[[Scene], Iterator[Finding]]
REGISTERED: dict[str, Check] = {}


def registered(code: str) -> Callable[[Check], Check]:
    """Register a check under its permanent code, which the catalogue explains.

    Raises:
        ValueError: the catalogue does not know the code, or another check has it.
    """

    def keep(function: Check) -> Check:
        if code not in KINDS or code in REGISTERED:
            raise ValueError(f"{code} is unknown to the catalogue or taken")
        REGISTERED[code] = function
        return function

    return keep


def at(where: Place, **details: object) -> Finding:
    """A finding at a place; the details' names are those in the braces of the catalogue's message.

    >>> at(Place(noun="course", code="NT-A"), course="NT-A", hours=64).details
    (('course', 'NT-A'), ('hours', '64'))
    """
    return Finding(where, tuple((name, str(value)) for name, value in details.items()))


def run(scene: Scene) -> Iterator[Problem]:
    """Every problem that the registered checks find, in no particular order."""
    for code, function in REGISTERED.items():
        for each in function(scene):
            yield _problem(code, each)


def _problem(code: str, finding: Finding) -> Problem:
    return Problem(
        code=code,
        severity=finding.severity or KINDS[code].severity,
        where=finding.where,
        details=finding.details,
        found=finding.found,
        expected=finding.expected,
        rule=finding.rule,
    )


def order(problem: Problem) -> tuple[int, str, str, str, tuple[tuple[str, str], ...]]:
    """Where a problem stands in a list: worst first, then by code, noun's code, path and details."""
    where = problem.where
    path = _NUMBER.sub(lambda digits: digits.group().zfill(_DIGITS), where.path)
    return (_SEVERITIES.index(problem.severity), problem.code, where.code or "", path, problem.details)


_SEVERITIES = tuple(Severity)
_NUMBER = re.compile(r"\d+")
_DIGITS = 6
