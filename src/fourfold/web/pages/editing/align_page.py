"""What the page of the alignment matrix shows besides its cells: scope, holes, suggestions, what was struck."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fourfold.actions.aligning import Aligned, links_of, may_align
from fourfold.actions.conflict_words import Asked
from fourfold.actions.editing import FieldClash
from fourfold.domain.course import Course, Outcome
from fourfold.domain.framework import Depth, Item
from fourfold.domain.marks import Key
from fourfold.domain.text import Text
from fourfold.engine.aligning import Holes, Stroke, holes
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing.align_holes import HolesShown, holes_shown
from fourfold.web.pages.editing.alignment import Area, areas, sheet
from fourfold.web.pages.editing.clash import clash_of
from fourfold.web.pages.editing.effect import Effect
from fourfold.web.pages.editing.proposing import Into
from fourfold.web.pages.editing.strokes import Choosable, Scope, cell_name, choosable, in_words
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import DEPTHS, RANKS, Words

MOST_CELLS = 240
"""How many cells a page has without the script: those of whole outcomes."""
MOST_IDLE = 20
_CHOICES: tuple[tuple[str, Depth | None], ...] = (
    ("0", None),
    ("i", Depth.INTRODUCE),
    ("r", Depth.REINFORCE),
    ("m", Depth.MASTER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell as a select: its name, the leaf, what is chosen."""

    name: str
    item: Item
    chosen: str
    struck: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeCells:
    """An outcome with its cells."""

    course: Course
    outcome: Outcome
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashShown:
    """A course that was not saved, and what both did there."""

    course: Course
    why: Text
    conflicts: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignPage:
    """The alignment matrix."""

    frame: Frame
    scope: Scope
    may: bool
    choosable: Choosable
    courses: tuple[Course, ...]
    areas: tuple[Area, ...]
    depths: tuple[tuple[str, Words], ...]
    choices: tuple[tuple[str, Words], ...]
    rows: tuple[OutcomeCells, ...]
    number: int
    numbers: tuple[int, ...]
    strokes: str
    waiting: int
    bases: str
    sheet: str
    holes: HolesShown
    idle: tuple[Named, ...]
    idle_more: int
    why: str
    lost: int = 0
    effect: Effect | None = None
    refused: Text | None = None
    clashes: tuple[ClashShown, ...] = ()
    into: Into | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page is made from: the draft, the scope, what is struck, and from which digests."""

    found: Opened
    address: Address
    scope: Scope
    strokes: tuple[Stroke, ...]
    bases: Mapping[Key, str]
    number: int = 1
    why: str = ""
    suggests: bool = False


def page(shown: Shown) -> AlignPage:
    """What the page shows."""
    found, scope = shown.found, shown.scope
    framework = scope.framework
    unmet = holes(found.index, framework, scope.courses)
    rows = [(course, outcome) for course in scope.courses for outcome in course.outcomes]
    size = max(1, MOST_CELLS // max(1, len(framework.leaves())))
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, shown.number), pages)
    return AlignPage(
        frame=frame(
            found, shown.address, "frameworks", Crumb(framework.title, shown.address.to("framework", framework.code))
        ),
        scope=scope,
        may=may_align(found.viewer, found),
        choosable=choosable(found, scope, "align"),
        courses=tuple(each for each in scope.courses if each.outcomes),
        areas=areas(framework),
        depths=tuple((letter, DEPTHS[depth]) for letter, depth in _CHOICES if depth),
        choices=tuple((letter, RANKS[depth.rank] if depth else "–") for letter, depth in _CHOICES),
        rows=tuple(_cells(shown, rows[(number - 1) * size : number * size])),
        number=number,
        numbers=tuple(range(1, pages + 1)),
        strokes=in_words(shown.strokes),
        waiting=len(shown.strokes),
        bases=" ".join(f"{course}:{digest}" for course, digest in shown.bases.items()),
        sheet=json.dumps(sheet(found, scope, shown.strokes), ensure_ascii=False, separators=(",", ":")),
        holes=holes_shown(found, scope, unmet, suggests=shown.suggests),
        idle=_idle(shown, unmet),
        idle_more=max(0, len(unmet.idle) - MOST_IDLE),
        why=shown.why,
    )


def _cells(shown: Shown, rows: Iterable[tuple[Course, Outcome]]) -> Iterator[OutcomeCells]:
    struck = {(each.outcome, each.item): each.depth for each in shown.strokes}
    leaves = shown.scope.framework.leaves()
    for course, outcome in rows:
        links = shown.found.index.links_of_course.get(course.key, ())
        held = {link.item: link.depth for link in links if link.outcome == outcome.key}
        yield OutcomeCells(
            course=course,
            outcome=outcome,
            cells=tuple(_cell(outcome, leaf, held.get(leaf.key), struck) for leaf in leaves),
        )


def _cell(outcome: Outcome, leaf: Item, standing: Depth | None, struck: Mapping[tuple[Key, Key], Depth | None]) -> Cell:
    place = outcome.key, leaf.key
    depth = struck.get(place, standing)
    return Cell(
        name=cell_name(*place, standing),
        item=leaf,
        chosen=depth.value[0] if depth else "0",
        struck=place in struck,
    )


def _idle(shown: Shown, unmet: Holes) -> tuple[Named, ...]:
    of = shown.found.index.course_of_outcome
    return tuple(
        Named(each.text, shown.address.to("course", of[each.key].code), code=each.code)
        for each in unmet.idle[:MOST_IDLE]
    )


def bases_of(found: Opened, scope: Scope) -> dict[Key, str]:
    """The digests of the links of every course in scope, as the draft has them."""
    return {each.key: links_of(found, each).digest for each in scope.courses if each.outcomes}


def clashes_of(found: Opened, done: Iterable[Aligned]) -> tuple[ClashShown, ...]:
    """The courses that were not saved, as the page tells of them."""
    return tuple(_clash(found, each) for each in done if each.refusal)


def _clash(found: Opened, done: Aligned) -> ClashShown:
    refusal = done.refusal
    if refusal is None:
        raise ValueError(done)
    links = links_of(found, done.course).part
    conflicts = clash_of(found, links, refusal).conflicts if isinstance(refusal, FieldClash) else ()
    return ClashShown(course=done.course, why=refusal.why, conflicts=conflicts)
