"""Problems as JSON, in one language."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.problem import Cell, Problem, Severity
from fourfold.domain.text import Language


def sentence(problem: Problem, lang: Language) -> str:
    """The problem in words."""
    kind = CATALOGUE.get(problem.code)
    return kind.sentence(problem, lang) if kind else problem.code


def problem_record(problem: Problem, lang: Language) -> dict[str, Any]:
    """A problem as JSON: absent facts are left out."""
    place = problem.where
    facts: dict[str, Any] = {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": sentence(problem, lang),
        "file": place.file,
        "line": place.line,
        "cell": _cell(place.cell) if place.cell else None,
        "path": place.path,
        "noun": place.noun,
        "noun_code": place.code,
        "found": problem.found or dict(problem.details).get("target"),
        "expected": problem.expected,
        "rule": problem.rule,
        "details": dict(problem.details) or None,
    }
    return {name: fact for name, fact in facts.items() if fact is not None}


def _cell(cell: Cell) -> dict[str, Any]:
    facts = {"sheet": cell.sheet, "row": cell.row, "column": cell.column, "heading": cell.heading}
    return {name: fact for name, fact in facts.items() if fact is not None}


def tally(problems: Iterable[Problem]) -> dict[str, int]:
    """How many problems there are of each severity."""
    counts = Counter(each.severity for each in problems)
    return {severity.value: counts[severity] for severity in Severity}


def sound(problems: Iterable[Problem]) -> bool:
    """Whether no problem is an error."""
    return all(each.severity is not Severity.ERROR for each in problems)


def at_least(problems: Iterable[Problem], severity: Severity) -> list[Problem]:
    """The problems of a severity and worse."""
    order = list(Severity)
    return [each for each in problems if order.index(each.severity) <= order.index(severity)]


def check_record(found: tuple[Problem, ...], shown: Iterable[Problem], today: date, lang: Language) -> dict[str, Any]:
    """A verdict over everything `found`, and the problems that are `shown`."""
    return {
        "readable": True,
        "sound": sound(found),
        "today": today.isoformat(),
        "counts": tally(found),
        "problems": [problem_record(each, lang) for each in shown],
    }
