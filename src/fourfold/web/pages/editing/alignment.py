"""The alignment matrix as it is sent to a browser: rows and columns by number, links, and its words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fourfold.domain.framework import Framework, Item
from fourfold.domain.marks import Key
from fourfold.domain.text import Text
from fourfold.engine.aligning import Stroke, leaves_below
from fourfold.web.pages.editing.strokes import Scope
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import ASSESSMENTS, DEPTH_LETTERS, LEVELS, RANKS, reading_language


@dataclass(frozen=True, slots=True)
class Area:
    """A first-level item and its leaves; one that is a leaf is its own area."""

    item: Item
    leaves: tuple[Item, ...]


def areas(framework: Framework) -> tuple[Area, ...]:
    """The first-level items of a framework with the leaves below each."""
    return tuple(Area(item, leaves_below(item)) for item in framework.items)


def sheet(found: Opened, scope: Scope, pending: Collection[Stroke]) -> dict[str, Any]:
    """What the script of the matrix reads: `rank` 0 is no link, 1 to 3 the depths; rows and columns go by number."""
    rows = {outcome.key: at for at, outcome in enumerate(_outcomes(scope))}
    columns = {leaf.key: at for at, leaf in enumerate(scope.framework.leaves())}
    return {
        "courses": [[each.key, each.code, _said(each.title)] for each in scope.courses if each.outcomes],
        "outcomes": list(_rows(scope)),
        "areas": [[each.item.key, each.item.code, _said(each.item.title)] for each in areas(scope.framework)],
        "leaves": list(_columns(scope.framework)),
        "links": list(_links(found, scope, rows, columns)),
        "pending": [
            [rows[each.outcome], columns[each.item], each.depth.rank if each.depth else 0]
            for each in pending
            if each.outcome in rows
        ],
        "elsewhere": [
            f"{each.outcome}:{each.item}:{each.depth.value[0] if each.depth else 0}"
            for each in pending
            if each.outcome not in rows
        ],
        "words": {name: str(words) for name, words in _words().items()},
        "ranks": [str(RANKS[rank]) if rank else _("not linked") for rank in range(4)],
        "letters": ["", *(str(DEPTH_LETTERS[rank]) for rank in (1, 2, 3))],
    }


def _outcomes(scope: Scope) -> Iterator[Any]:
    for course in scope.courses:
        yield from course.outcomes


def _rows(scope: Scope) -> Iterator[list[Any]]:
    """Outcomes: key, code, text, level, assessments, the number of the course among those with outcomes."""
    for at, course in enumerate(each for each in scope.courses if each.outcomes):
        for outcome in course.outcomes:
            shown = _(", ").join(str(ASSESSMENTS[each]) for each in outcome.assessments)
            yield [outcome.key, outcome.code, _said(outcome.text), str(LEVELS[outcome.level]), shown, at]


def _columns(framework: Framework) -> Iterator[list[Any]]:
    """Leaves: key, code, title, the titles above it, the number of its area, the rank that it asks."""
    for at, area in enumerate(areas(framework)):
        paths = _paths(area.item, ())
        for leaf in area.leaves:
            yield [leaf.key, leaf.code, _said(leaf.title), " › ".join(paths[leaf.key]), at, leaf.depth.rank]


def _paths(item: Item, above: tuple[str, ...]) -> dict[Key, tuple[str, ...]]:
    found = {item.key: above}
    for child in item.children:
        found |= _paths(child, (*above, _said(item.title)))
    return found


def _links(found: Opened, scope: Scope, rows: Mapping[Key, int], columns: Mapping[Key, int]) -> Iterator[list[int]]:
    for course in scope.courses:
        for link in found.index.links_of_course.get(course.key, ()):
            if link.outcome in rows and link.item in columns:
                yield [rows[link.outcome], columns[link.item], link.depth.rank]


def _said(text: Text) -> str:
    return text.in_language(reading_language())


def _words() -> dict[str, str]:
    """What the script says; `%s` are filled in by it, in order."""
    return {
        "outcomes": _("Outcomes"),
        "areas": _("Areas"),
        "deepest": _("Deepest here"),
        "asks": _("asks %s"),
        "suggested": _("suggested: %s"),
        "pending": _("was %s, not saved yet"),
        "hole": _("a hole here"),
        "met": _("met here"),
        "unmet": _("%s of %s unmet"),
        "whole": _("the whole course: %s"),
        "struck": _("Cells set: %s."),
        "nothing": _("Nothing differs."),
        "undone": _("Cells taken back: %s."),
        "redone": _("Cells set again: %s."),
        "waiting": _("Waiting to be saved: %s"),
        "served": _("Served by"),
        "nobody": _("no outcome here"),
        "level": _("Level"),
        "assessed": _("Assessed by"),
        "unassessed": _("nothing"),
        "no-more": _("No suggestion stands there."),
        "failed": _("The server did not answer: nothing was set."),
        "selected": _("cells chosen: %s"),
    }
