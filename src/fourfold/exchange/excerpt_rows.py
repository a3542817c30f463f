"""The rows of an excerpt as its trees hold them: each can be left as it was, or left out where it was not there."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from fourfold.canon.fields import Field, fields_of, has_key
from fourfold.canon.identity import NOUNS, TOLD_APART_BY
from fourfold.domain.course import Requisite
from fourfold.domain.link import CourseLinks
from fourfold.exchange.excerpt_known import Known
from fourfold.exchange.places import Spot, Step
from fourfold.exchange.resolve import Paper
from fourfold.exchange.workbook_layout import Column

Tree = dict[str, Any]


@dataclass(slots=True)
class Held:
    """A row: its class, its tree and its spot, the list that it stands in with the spot of that, and its parent."""

    cls: type
    tree: Tree
    spot: Spot
    parent: "Held | None" = None
    among: tuple[list[Tree], Spot] | None = None

    @property
    def sheet(self) -> str:
        return self.spot.columns.sheet if self.spot.columns else ""

    def was(self, known: Known) -> Tree | None:
        """What the row was: by its key, else by what tells it apart below what its parent was."""
        if self.cls is CourseLinks:
            links = known.links.get(self.tree.get("course", ""))
            return links.tree if links else None
        if has_key(self.cls):
            home = known.homes.get((NOUNS[self.cls], self.tree.get("key", "")))
            return home.tree if home else None
        above = self.parent.was(known) if self.parent else None
        names = TOLD_APART_BY.get(self.cls, ())
        if above is None or not names or any(name not in self.tree for name in names):
            return None
        return next((each for each in above.get(str(self._name()), ()) if _same(names, each, self.tree)), None)

    def identity(self) -> tuple[Any, ...]:
        """What tells it from all other rows; nothing where that could not be read."""
        if has_key(self.cls):
            return (NOUNS[self.cls], self.tree.get("key"))
        names = TOLD_APART_BY.get(self.cls, ())
        if not self.parent or not names or any(name not in self.tree for name in names):
            return ()
        return (id(self.parent.tree), self._name(), *(str(self.tree[name]) for name in names))

    def times_before(self, known: Known) -> int:
        """How often a row without a key was there before: a draft may hold it twice."""
        names = TOLD_APART_BY.get(self.cls, ())
        above = self.parent.was(known) if self.parent and not has_key(self.cls) else None
        return sum(_same(names, each, self.tree) for each in (above or {}).get(str(self._name()), ()))

    def _name(self) -> Step:
        return self.among[1].step if self.among else ""

    def leave(self, was: Tree) -> None:
        """Let its own fields be what they were; the rows below it stay as they are read."""
        for field in fields_of(self.cls):
            if not is_rows(field):
                self.tree.pop(field.name, None)
                if field.name in was:
                    self.tree[field.name] = deepcopy(was[field.name])
        self.spot.unread = ()

    def leave_whole(self, was: Tree) -> None:
        """Let it be what it was, with all that stands below it."""
        self.tree.clear()
        self.tree.update(deepcopy(was))
        self.spot.inside.clear()
        self.spot.unread = ()

    def drop(self) -> None:
        """Take it out of the list that it stands in."""
        if self.among is None:
            return
        trees, spot = self.among
        at = next((at for at, each in enumerate(trees) if each is self.tree), None)
        if at is not None:
            del trees[at]
            spots = [each for place, each in sorted(spot.inside.items(), key=_place) if place != at]
            spot.inside = dict(enumerate(spots))
            for place, each in enumerate(spots):
                each.step = place

    def copy(self, column: Column, was: Tree) -> None:
        """Let the value of a column be what it was."""
        holder: Any = was
        for step in column.path:
            holder = holder.get(step) if isinstance(holder, dict) else None
        if holder is not None:
            tree = self.tree
            for step in column.path[:-1]:
                tree = tree.setdefault(step, {})
            tree[column.path[-1]] = deepcopy(holder)


def _place(each: tuple[Step, Spot]) -> int:
    return int(each[0])


def _same(names: tuple[str, ...], one: Tree, other: Tree) -> bool:
    return all(one.get(name) == other.get(name) for name in names)


def is_rows(field: Field) -> bool:
    """Whether the values of a field are rows of a sheet of their own."""
    return field.many and field.nested and field.of is not Requisite


def rows_of(paper: Paper) -> Iterator[Held]:
    """Every row of a paper, outermost first."""
    yield from _rows(Held(paper.cls, paper.tree, paper.spot))


def _rows(row: Held) -> Iterator[Held]:
    yield row
    for field in fields_of(row.cls):
        held = row.tree.get(field.name)
        if is_rows(field) and isinstance(held, list):
            inside = row.spot.at(field.name)
            for at, tree in enumerate(held):
                spot = inside.at(at)
                if spot.line is not None and isinstance(tree, dict):
                    yield from _rows(Held(field.of, tree, spot, row, (held, inside)))
