"""Where modules stand on the map: columns in an order that keeps a shared module one block, lanes within a band."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.takings import offered

MOST_COLUMNS_TO_ARRANGE = 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """Columns from `start` up to, not including, `end`."""

    start: int
    end: int

    @property
    def span(self) -> int:
        """How many columns."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Spot:
    """A module on its stretch of columns, and the columns elsewhere that also have it."""

    module: Module
    stretch: Stretch
    elsewhere: tuple[int, ...]


def columns(index: Index) -> tuple[Program, ...]:
    """The programs in an order in which as many shared modules as possible have adjacent columns.

    Among equally good orders, the one nearest to the cluster's own.
    """
    return kept(index, "columns of the map", lambda: _columns(index))


def _columns(index: Index) -> tuple[Program, ...]:
    own = tuple(index.programs.values())
    shared = [programs for module in index.modules.values() if 1 < len(programs := offered(index, module)) < len(own)]
    if not shared or len(own) > MOST_COLUMNS_TO_ARRANGE:
        return own
    return min(permutations(own), key=lambda order: (_torn(order, shared), _moved(order, own)))


def _torn(order: Sequence[Program], shared: Sequence[frozenset[str]]) -> int:
    places = {program.key: place for place, program in enumerate(order)}
    return sum(max(at := [places[key] for key in keys]) - min(at) >= len(keys) for keys in shared)


def _moved(order: Sequence[Program], own: Sequence[Program]) -> int:
    return sum(abs(place - own.index(program)) for place, program in enumerate(order))


def spot(module: Module, held: Sequence[bool]) -> Spot:
    """Where a module stands: its longest run of adjacent columns, the first of equals; the rest is elsewhere."""
    runs = _runs(held) or [Stretch(0, len(held))]
    best = max(runs, key=lambda run: run.span)
    elsewhere = tuple(place for run in runs if run != best for place in range(run.start, run.end))
    return Spot(module, best, elsewhere)


def _runs(held: Sequence[bool]) -> list[Stretch]:
    found: list[Stretch] = []
    for place, here in enumerate(held):
        if here and found and found[-1].end == place:
            found[-1] = Stretch(found[-1].start, place + 1)
        elif here:
            found.append(Stretch(place, place + 1))
    return found


def lanes(stretches: Sequence[Stretch]) -> tuple[tuple[Stretch, ...], ...]:
    """Stretches packed into as few lanes as first-fit needs, narrow ones above, none overlapping in a lane."""
    packed: list[list[Stretch]] = []
    for stretch in sorted(set(stretches), key=lambda each: (each.span, each.start)):
        for lane in packed:
            if all(stretch.end <= other.start or other.end <= stretch.start for other in lane):
                lane.append(stretch)
                break
        else:
            packed.append([stretch])
    return tuple(tuple(sorted(lane, key=lambda each: each.start)) for lane in packed)
