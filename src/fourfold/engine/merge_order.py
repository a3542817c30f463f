"""The order of a list that two sides have changed: one order for what both kept, what each put in where it put it."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

Member = tuple[Any, ...]


def interleaved(
    skeleton: Sequence[Member], ours: Sequence[Member], theirs: Sequence[Member], *, kept: Collection[Member]
) -> tuple[Member, ...]:
    """Every member of `kept`: those of `skeleton` in its order, every other behind what it follows on its own side.

    Where both sides put something in at one place, both runs stand there whole; which comes first does not hang on
    which side is called ours.

    >>> interleaved([("a",), ("b",)], [("a",), ("x",), ("b",)], [("a",), ("b",), ("y",)], kept={("x",), ("y",)})
    (('a',), ('x',), ('b',), ('y',))
    """
    sides = [_runs(side, frozenset(skeleton), kept) for side in (ours, theirs)]
    return tuple(dict.fromkeys(_in_order(skeleton, sides)))


def _in_order(skeleton: Sequence[Member], sides: Sequence[dict[Member | None, list[Member]]]) -> Iterator[Member]:
    for anchor in (None, *skeleton):
        if anchor is not None:
            yield anchor
        for run in sorted(side[anchor] for side in sides if anchor in side):
            yield from run


def _runs(
    side: Sequence[Member], fixed: Collection[Member], kept: Collection[Member]
) -> dict[Member | None, list[Member]]:
    """What a side has besides the fixed members, by the fixed member that it follows."""
    found: dict[Member | None, list[Member]] = {}
    anchor: Member | None = None
    for member in side:
        if member in fixed:
            anchor = member
        elif member in kept:
            found.setdefault(anchor, []).append(member)
    return found
