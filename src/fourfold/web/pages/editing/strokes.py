"""Strokes as a form sends them, and what of the cluster they are about.

Strokes are written `outcome:item:letter`, with a space between two; a select of one cell is named
`cell:outcome:item:letter`, with the letter of the depth that the page showed, so that one left alone is no stroke.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from fourfold.actions.aligning import Delivery
from fourfold.domain.course import Course
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.marks import Key
from fourfold.domain.program import Program
from fourfold.engine.aligning import Stroke, within
from fourfold.web.pages import resolving
from fourfold.web.pages.aligning import way_to_align, ways_beside
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.ways import Way

LETTERS: dict[str, Depth | None] = {"0": None, "i": Depth.INTRODUCE, "r": Depth.REINFORCE, "m": Depth.MASTER}
_CELL = "cell:"
_STEPS = 3
ACCEPT = "accept:"
"""How the button of a suggestion begins, before the stroke that it is."""
Places = dict[tuple[Key, Key], Depth | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose outcomes stand in the rows: those of a course, of what a program can take, of the cluster."""

    framework: Framework
    courses: tuple[Course, ...]
    course: Course | None = None
    program: Program | None = None

    @property
    def query(self) -> dict[str, str]:
        """What an address says of it."""
        said = {"course": self.course, "program": self.program}
        return {name: each.code for name, each in said.items() if each}


def scope_of(found: Opened, framework: Framework, asked: QueryDict) -> Scope:
    """What an address asks for; raises `Http404` where that is not there."""
    index = found.index
    course, program = asked.get("course", ""), asked.get("program", "")
    one = resolving.by_code(index.courses.values(), course) if course else None
    led = resolving.by_code(index.programs.values(), program) if program and one is None else None
    return Scope(framework=framework, courses=within(index, program=led, course=one), course=one, program=led)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """What the head of a page in a scope offers: other courses and programs, other frameworks, the pages beside it."""

    courses: tuple[Course, ...]
    programs: tuple[Program, ...]
    frameworks: tuple[Named, ...]
    beside: tuple[Way, ...]


def choosable(found: Opened, scope: Scope, page: str) -> Choosable:
    """What can be chosen on one of these pages."""
    return Choosable(
        courses=tuple(each for each in found.index.courses.values() if each.outcomes),
        programs=tuple(found.index.programs.values()),
        frameworks=tuple(
            Named(each.title, way_to_align(found, each, scope.query, page=page), code=each.code)
            for each in found.index.frameworks.values()
        ),
        beside=ways_beside(found, scope.framework, scope.query, page),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What somebody sent: strokes on cells that are there, how many on others, and the digests they began from."""

    strokes: tuple[Stroke, ...] = ()
    lost: int = 0
    bases: Mapping[Key, str]


def sent(request: HttpRequest, found: Opened, framework: Framework) -> Sent:
    """The strokes of a form: those kept in it, then those that the selects on its page say."""
    said = Places(_written(request.POST.get("strokes", "").split()))
    _take_cells(said, request.POST)
    said.update(_written([request.POST.get("do", "").removeprefix(ACCEPT)]))
    leaves = {leaf.key for leaf in framework.leaves()}
    known = {place: depth for place, depth in said.items() if place[0] in found.index.outcomes and place[1] in leaves}
    strokes = (
        Stroke(outcome=outcome, framework=framework.key, item=item, depth=depth)
        for (outcome, item), depth in known.items()
    )
    return Sent(strokes=tuple(strokes), lost=len(said) - len(known), bases=_bases(request.POST.get("bases", "")))


def _written(words: Iterable[str]) -> Iterator[tuple[tuple[Key, Key], Depth | None]]:
    for word in words:
        steps = word.split(":")
        if len(steps) == _STEPS and steps[2] in LETTERS:
            yield (steps[0], steps[1]), LETTERS[steps[2]]


def _take_cells(said: Places, form: Mapping[str, object]) -> None:
    """A select that shows what it showed at first takes back what was struck there; another one strikes."""
    for name, value in form.items():
        steps = name.removeprefix(_CELL).split(":")
        if name.startswith(_CELL) and len(steps) == _STEPS and value in LETTERS:
            said.pop((steps[0], steps[1]), None)
            if value != steps[2]:
                said[steps[0], steps[1]] = LETTERS[str(value)]


def _bases(said: str) -> dict[Key, str]:
    return {course: digest for course, _colon, digest in (each.partition(":") for each in said.split())}


def letter_of(depth: Depth | None) -> str:
    """How a form writes a depth."""
    return depth.value[0] if depth else "0"


def cell_name(outcome: Key, item: Key, standing: Depth | None) -> str:
    """The name of the select of a cell."""
    return f"{_CELL}{outcome}:{item}:{letter_of(standing)}"


def in_words(strokes: Iterable[Stroke]) -> str:
    """Strokes as a form keeps them."""
    return " ".join(f"{each.outcome}:{each.item}:{letter_of(each.depth)}" for each in strokes)


def delivery_sent(request: HttpRequest, found: Opened, framework: Framework) -> Delivery | None:
    """That a course shall deliver some of a framework, as a form says it; `None` where it does not say so much."""
    form = request.POST
    course = next((each for each in found.index.courses.values() if each.code == form.get("deliver-course")), None)
    depth = form.get("deliver-depth", "")
    items = {item.key: item for item in framework.walk()}
    named = tuple(items[key] for key in form.get("deliver-items", "").split() if key in items)
    wanted = named or _from_to(framework, form.get("deliver-from", ""), form.get("deliver-to", ""))
    if course is None or not wanted or depth not in {"", *LETTERS}:
        return None
    return Delivery(course=course, framework=framework, items=wanted, depth=LETTERS.get(depth), nothing=depth == "0")


def _from_to(framework: Framework, first: str, last: str) -> tuple[Item, ...]:
    """The areas from one to another, whichever stands first."""
    codes = [item.code for item in framework.items]
    if first not in codes:
        return ()
    ends = sorted((codes.index(first), codes.index(last) if last in codes else codes.index(first)))
    return framework.items[ends[0] : ends[1] + 1]
