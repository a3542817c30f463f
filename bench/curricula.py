"""Seeded curricula as plain lists: both sides of a comparison are given the very same ones."""

import random
from dataclasses import dataclass

from fourfold.domain.course import RequisiteKind

REACH = 10
"""How many positions back a requisite may name a course."""


@dataclass(frozen=True, slots=True)
class Plain:
    """`size` courses numbered from 0, and pairs (earlier, later)."""

    size: int
    pairs: tuple[tuple[int, int], ...]

    def requisites(self) -> dict[str, list[tuple[str, RequisiteKind]]]:
        """What the engine asks for."""
        found: dict[str, list[tuple[str, RequisiteKind]]] = {str(number): [] for number in range(self.size)}
        for earlier, later in self.pairs:
            found[str(later)].append((str(earlier), RequisiteKind.PRE))
        return found


def seeded(seed: int, size: int = 60, requisites: int = 107) -> Plain:
    """`requisites` different pairs, drawn from all those that reach at most `REACH` positions back."""
    pairs = [(earlier, later) for later in range(size) for earlier in range(max(0, later - REACH), later)]
    return Plain(size, tuple(sorted(random.Random(seed).sample(pairs, requisites))))


def catalogue(size: int, seed: int = 0) -> Plain:
    """As dense as the curricula of 60 courses, but larger."""
    return seeded(seed, size, size * 107 // 60)


def diamonds(count: int) -> Plain:
    """`count` diamonds in a row: 3·count + 1 courses, 2**count paths."""
    pairs = []
    for number in range(count):
        top = 3 * number
        pairs += [(top, top + 1), (top, top + 2), (top + 1, top + 3), (top + 2, top + 3)]
    return Plain(3 * count + 1, tuple(pairs))
