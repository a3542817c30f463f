"""Facts that cells and heads of the map can show beside what the lens says."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.domain.course import Course
from fourfold.domain.number import exact
from fourfold.domain.problem import Severity
from fourfold.domain.program import Program
from fourfold.engine.index import Index
from fourfold.web.pages import concern, taking
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import Words

SHOWS: dict[str, Words] = {
    "": gettext_lazy("nothing more"),
    "term": gettext_lazy("terms"),
    "hours": gettext_lazy("hours"),
    "credits": gettext_lazy("credits"),
    "type": gettext_lazy("types"),
    "code": gettext_lazy("codes"),
}


def of_course(index: Index, course: Course, show: str) -> tuple[Words, ...]:
    """What a cell says of its course beside its name."""
    say = _SAYERS.get(show)
    return (say(index, course),) if say else ()


def terms(index: Index, course: Course) -> str:
    """The terms in which a course is taken, over every plan: `T1`, `T3–4`."""
    found = sorted({taken.term for taken in taking.by_course(index).get(course.key, ())})
    if not found:
        return "–"
    return _("T%(terms)s") % {"terms": runs(found)}


def runs(numbers: list[int]) -> str:
    """Sorted numbers, with neighbours drawn together.

    >>> runs([1, 2, 3, 5])
    '1–3, 5'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return ", ".join("–".join(str(end) for end in span) for span in spans)


def hours(index: Index, course: Course) -> str:
    """Theory and practice hours: `32 + 32 h`."""
    theory = course.theory_hours_per_week * course.weeks
    concentrated = course.concentrated_weeks * index.cluster.head.hours_per_concentrated_week
    practice = course.practice_hours_per_week * course.weeks + concentrated
    return _("%(theory)s + %(practice)s h") % {"theory": exact(theory), "practice": exact(practice)}


def credits_(_index: Index, course: Course) -> str:
    """Credits, with their unit."""
    return _("%(credits)s cr") % {"credits": exact(course.credits)}


_SAYERS: dict[str, Callable[[Index, Course], Words]] = {
    "term": terms,
    "hours": hours,
    "credits": credits_,
    "type": lambda _index, course: course.type.letter,
    "code": lambda _index, course: course.code,
}


def problems_of_program(opened: Opened, program: Program) -> Words:
    """How many errors and warnings concern a program; notes are not counted."""
    index = opened.index
    pressing = (each for each in opened.problems() if each.severity is not Severity.INFO)
    count = sum(program.key in concern.programs(index, each) for each in pressing)
    return ngettext("%(count)d problem concerns it", "%(count)d problems concern it", count) % {"count": count}
