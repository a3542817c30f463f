"""Legs of a succession: an old item that may go on in a new one, how surely, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fourfold.domain.framework import Framework, Item
from fourfold.engine.succession_text import Titles, same_title

_SAME, _SAME_AND_CODE, _MOST, _BY_CODE = 97, 99, 95, 45


class Clue(StrEnum):
    """Why an old item may go on in a new one."""

    SAME_KEY = "same-key"
    SAME_CODE = "same-code"
    SAME_TITLE = "same-title"
    NEAR_TITLE = "near-title"
    PART_OF_TITLE = "part-of-title"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """An old item that goes on in a new one, by their keys; `near` tells how near their titles are, in per cent."""

    old: str
    new: str
    confidence: int
    near: int
    clues: tuple[Clue, ...]


class Side:
    """One version: its items by key, its leaves in order, and what each item stands below."""

    def __init__(self, framework: Framework, mark: str) -> None:
        self.mark = mark
        self.items = {item.key: item for item in framework.walk()}
        self.leaves = tuple(item.key for item in framework.leaves())
        self.headings = tuple(key for key, item in self.items.items() if item.children)
        self.above = dict(_above(framework.items, None))

    def name(self, key: str) -> str:
        """The name of an item among both versions, which may have the same keys."""
        return f"{self.mark} {key}"

    def below(self, heading: str) -> tuple[str, ...]:
        """The leaves below an item."""
        return tuple(item.key for item in self.items[heading].walk() if not item.children)


def _above(items: tuple[Item, ...], heading: str | None) -> Iterator[tuple[str, str | None]]:
    for item in items:
        yield item.key, heading
        yield from _above(item.children, item.key)


class Legs:
    """How surely items of one version go on in items of the other."""

    def __init__(self, old: Framework, new: Framework) -> None:
        self.old, self.new = Side(old, "old"), Side(new, "new")
        sides = (self.old, self.new)
        self.titles = Titles({side.name(key): item.title for side in sides for key, item in side.items.items()})
        self.known: dict[tuple[str, str], Leg] = {}

    def near(self, old: str, new: str) -> int:
        """How near the titles of two items are, in per cent."""
        return self.titles.near(self.old.name(old), self.new.name(new))

    def leg(self, old: str, new: str) -> Leg:
        """Two items taken for the same."""
        if (old, new) not in self.known:
            self.known[old, new] = self._leg(old, new)
        return self.known[old, new]

    def _leg(self, old: str, new: str) -> Leg:
        one, other, near = self.old.items[old], self.new.items[new], self.near(old, new)
        code, same = one.code.lower() == other.code.lower(), same_title(one.title, other.title)
        # Numbers shift from one version to the next: alone they say nothing.
        told = code and any(each.isalpha() for each in one.code)
        clues = {
            Clue.SAME_KEY: old == new,
            Clue.SAME_CODE: told or (code and same),
            Clue.SAME_TITLE: same,
            Clue.NEAR_TITLE: near > 0 and not same,
        }
        confidence = 100 if old == new else _confidence(near, same=same, code=code, told=told)
        return Leg(
            old=old, new=new, confidence=confidence, near=near, clues=tuple(each for each in clues if clues[each])
        )

    def around(self, old: str, new: str) -> int:
        """How near the headings are that two items stand below, in per cent; both below none are near."""
        above = self.old.above[old], self.new.above[new]
        if above[0] is None or above[1] is None:
            return 100 if above[0] is above[1] else 0
        return 100 if self.leg(above[0], above[1]).confidence >= _SAME else self.near(above[0], above[1])

    def stays(self, old: str, new: str) -> bool:
        """Whether two items stand below the same heading."""
        above = self.old.above[old], self.new.above[new]
        if above[0] is None or above[1] is None:
            return above[0] is above[1]
        return self.leg(above[0], above[1]).confidence >= ALIKE


ALIKE = 60
"""Per cent from which on two headings are taken for the same, and two more items for parts of one."""


def _confidence(near: int, *, same: bool, code: bool, told: bool) -> int:
    if same:
        return _SAME_AND_CODE if code else _SAME
    return min(_MOST, _BY_CODE + (100 - _BY_CODE) * near // 100 if told else near)
