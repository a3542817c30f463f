"""Problems of a file that somebody brought, as people read them: where, what, how to mend it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from fourfold.actions.soundness import Soundness
from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.problem import Place, Problem
from fourfold.domain.text import Text
from fourfold.web.pages.expected import field_in_words, found_in_words, in_words
from fourfold.web.pages.wording import SEVERITIES, SEVERITY_TONES, Words, reading_language

MOST_LISTED = 40


_FIELDS = frozenset({"field", "fields"})
"""Details of messages that are names of fields."""
_WHOLE_ROW = re.compile(r"(.+)!(\d+):\2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A problem of a file: its place and sentence, how to mend it, and the way to its kind."""

    code: str
    severity: Words
    tone: str
    place: str
    sentence: str
    found: str
    expected: str
    mend: Text
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Becomes:
    """What becomes of soundness: the problems that come and go, those past the most that are listed counted."""

    brought: tuple[Told, ...]
    taken: tuple[Told, ...]
    brought_count: int
    taken_count: int


def told(problem: Problem, *, place: str = "") -> Told:
    """A problem in the reader's language."""
    kind = CATALOGUE[problem.code]
    return Told(
        code=problem.code,
        severity=SEVERITIES[problem.severity],
        tone=SEVERITY_TONES[problem.severity],
        place=place,
        sentence=_sentence(problem),
        found=found_in_words(problem.code, problem.found or ""),
        expected=in_words(problem.expected or ""),
        mend=kind.mend,
        href=reverse("problem-kind", args=(problem.code,)),
    )


def _sentence(problem: Problem) -> str:
    """The sentence as a page says it: without the marks of code, open where what was found follows."""
    details = tuple((name, field_in_words(held) if name in _FIELDS else held) for name, held in problem.details)
    kind, language = CATALOGUE[problem.code], reading_language()
    said = kind.sentence(replace(problem, details=details), language).replace("`", "")
    return said.rstrip(".。") if problem.found else said


def placed(problems: Iterable[Problem]) -> tuple[Told, ...]:
    """Problems, each with its cell or line."""
    return tuple(told(each, place=stands(each.where)) for each in problems)


def stands(place: Place) -> str:
    """Where something stands in a file: `courses!E2 (type)`, a line, or a pointer."""
    if place.cell and (row := _WHOLE_ROW.fullmatch(str(place.cell))):
        return _("%(sheet)s, row %(row)s") % {"sheet": row[1], "row": row[2]}
    if place.cell:
        return f"{place.cell}{f' ({place.cell.heading})' if place.cell.heading else ''}"
    return str(place.line) if place.line else place.path


def becomes(found: Soundness, meant: Sequence[Problem] | None = None) -> Becomes:
    """What becomes of soundness; `meant` are the problems brought, as the file has them."""
    brought = tuple(found.brought if meant is None else meant)
    return Becomes(
        brought=tuple(
            told(each, place=stands(each.where) if each.where.file else "") for each in brought[:MOST_LISTED]
        ),
        taken=tuple(told(each) for each in found.taken[:MOST_LISTED]),
        brought_count=len(brought),
        taken_count=len(found.taken),
    )
