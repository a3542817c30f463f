"""Problems in words: what is wrong, where, why it matters, how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Text
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named, of_place
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import SEVERITIES, SEVERITY_TONES, Words, reading_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A problem as people read it."""

    code: str
    name: str
    severity: Words
    tone: str
    sentence: str
    why: Text | Words
    mend: Text | Words
    where: Named
    line: str
    found: str
    expected: str
    kind_href: str


def said(opened: Opened, address: Address, problem: Problem) -> Said:
    """The problem in the reader's language."""
    kind = CATALOGUE.get(problem.code)
    place = problem.where
    file = f"{place.file}:{place.line}" if place.file and place.line else place.file or ""
    return Said(
        code=problem.code,
        name=kind.name if kind else problem.code,
        severity=SEVERITIES[problem.severity],
        tone=SEVERITY_TONES[problem.severity],
        sentence=kind.sentence(problem, reading_language()) if kind else problem.code,
        why=kind.why if kind else "",
        mend=kind.mend if kind else "",
        where=of_place(opened.index, address, place),
        line=file,
        found=problem.found or "",
        expected=problem.expected or "",
        kind_href=reverse("problem-kind", args=(problem.code,)) if kind else "",
    )


def at(opened: Opened, address: Address, keys: Iterable[str]) -> tuple[Said, ...]:
    """The problems that stand at any of these keys, the worst first."""
    wanted = set(keys)
    return tuple(said(opened, address, each) for each in opened.problems() if each.where.key in wanted)


def worst(problems: Iterable[Problem]) -> Severity | None:
    """The worst severity among problems."""
    found = {each.severity for each in problems}
    return next((each for each in Severity if each in found), None)
