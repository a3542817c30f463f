"""The holes of a framework in scope, area by area, each with the outcomes that are suggested for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from fourfold.actions.holes import HoleDue, open_tasks, seeing_to
from fourfold.actions.model import meanings
from fourfold.actions.queueing import SUGGESTS_AT_MOST
from fourfold.actions.reason_words import why
from fourfold.actions.suggesting import MOST, Sought
from fourfold.domain.course import Course, Outcome
from fourfold.domain.framework import Item
from fourfold.domain.marks import Key
from fourfold.domain.text import Text
from fourfold.engine.aligning import Hole, Holes, offers
from fourfold.engine.suggest import TELLING
from fourfold.engine.suggestion import Suggestion
from fourfold.web.pages import seeing
from fourfold.web.pages.editing.alignment import Area, areas
from fourfold.web.pages.editing.strokes import ACCEPT, Scope, letter_of
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.seeing import Seen
from fourfold.web.pages.wording import DEPTHS, RANKS, Words

MOST_HOLES = 40
"""How many holes are listed, with their suggestions."""
SUGGESTS_FOR = 120
"""For how many outcomes a page suggests without being asked: each takes some milliseconds when it is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """An outcome that may fill a hole: at which depth, why, and the stroke that its button makes."""

    outcome: Outcome
    course: Course
    depth: Words
    stroke: str
    reason: Text | None

    @property
    def value(self) -> str:
        """What the button sends."""
        return ACCEPT + self.stroke


@dataclass(frozen=True, slots=True, kw_only=True)
class HoleShown:
    """A leaf that nothing here serves as deeply as it asks."""

    item: Item
    asks: Words
    reached: Words
    rank: int
    suggested: tuple[Suggested, ...]
    seen: Seen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaShown:
    """A first-level item, how many of its leaves are unmet, and its holes."""

    area: Area
    unmet: int
    holes: tuple[HoleShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HolesShown:
    """All of them: `more` are not listed; without `suggests` nothing was suggested yet, with `many` nothing will be."""

    leaves: int
    unmet: int
    areas: tuple[AreaShown, ...]
    more: int
    suggests: bool
    many: bool


def suggests_unasked(scope: Scope) -> bool:
    """Whether a scope is so small that its page suggests by itself."""
    return _outcomes(scope) <= SUGGESTS_FOR


def _outcomes(scope: Scope) -> int:
    return sum(len(course.outcomes) for course in scope.courses)


def holes_shown(found: Opened, scope: Scope, unmet: Holes, *, suggests: bool) -> HolesShown:
    """The holes in scope; suggestions only where they are asked for."""
    listed, many = unmet.holes[:MOST_HOLES], _outcomes(scope) > SUGGESTS_AT_MOST
    some = offers(unmet, _suggestions(found, scope)) if suggests and listed and not many else {}
    return HolesShown(
        leaves=len(scope.framework.leaves()),
        unmet=len(unmet.holes),
        areas=tuple(_areas(found, scope, unmet, listed, some)),
        more=len(unmet.holes) - len(listed),
        suggests=suggests or many,
        many=many,
    )


def _suggestions(found: Opened, scope: Scope) -> Iterator[Suggestion]:
    model = meanings(Path(settings.VAR))
    for course in scope.courses:
        sought = Sought(course=course.key, frameworks=frozenset({scope.framework.key}), limit=MOST)
        for each in found.suggested(sought, meanings=model).outcomes:
            yield from each.suggestions


def _areas(
    found: Opened,
    scope: Scope,
    unmet: Holes,
    listed: Iterable[Hole],
    some: Mapping[Key, tuple[Suggestion, ...]],
) -> Iterator[AreaShown]:
    missed = {hole.item.key for hole in unmet.holes}
    tasks = open_tasks(found)
    for area in areas(scope.framework):
        own = {leaf.key for leaf in area.leaves}
        shown = tuple(
            _hole(found, hole, some.get(hole.item.key, ()), _seen(found, scope, tasks, hole))
            for hole in listed
            if hole.item.key in own
        )
        if shown:
            yield AreaShown(area=area, unmet=len(own & missed), holes=shown)


def _seen(found: Opened, scope: Scope, tasks: Iterable[HoleDue], hole: Hole) -> Seen | None:
    """Who sees to a hole in this scope, or in the whole cluster."""
    here, cluster = scope.course or scope.program, found.index.cluster.head
    scopes = (*([here.key] if here else []), cluster.key)
    task = seeing_to(tasks, scope.framework, hole.item.key, scopes)
    return seeing.seen(task) if task else None


def _hole(found: Opened, hole: Hole, some: Iterable[Suggestion], seen: Seen | None) -> HoleShown:
    return HoleShown(
        item=hole.item,
        asks=DEPTHS[hole.item.depth],
        reached=RANKS[hole.reached],
        rank=hole.reached,
        suggested=tuple(_suggested(found, each) for each in some),
        seen=seen,
    )


def _suggested(found: Opened, each: Suggestion) -> Suggested:
    return Suggested(
        outcome=found.index.outcomes[each.outcome],
        course=found.index.course_of_outcome[each.outcome],
        depth=DEPTHS[each.depth],
        stroke=f"{each.outcome}:{each.item}:{letter_of(each.depth)}",
        reason=_reason(found, each),
    )


def _reason(found: Opened, each: Suggestion) -> Text | None:
    """What speaks for it most, rather of the item itself than of all that stands beside it."""
    telling = [reason for reason in each.reasons if reason.sign in TELLING]
    return next((why(found.index, reason) for reason in (*telling, *each.reasons)), None)
