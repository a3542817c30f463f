"""One measure at a time, where profiles of all measures are too many: only what can still change is remembered.

A bit that no later block can touch is *settled*: it counts by what it adds, and is forgotten. Of two ways the worse
one goes where it stays worse whatever follows. With f the measure, A and B the open bits of two ways and a and b what
their settled bits add, A beats B for the least when a + f(A ∖ B) ≤ b, and for the greatest when a ≥ b + f(B ∖ A).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import lcm
from typing import TypeVar

from fourfold.engine.plan.block import Component
from fourfold.engine.plan.choice import Limit, Tally
from fourfold.engine.plan.compiled import Compiled
from fourfold.engine.plan.fold import Algebra, Entry, Trail, fold
from fourfold.engine.plan.profile import Aim, Trails, gain
from fourfold.engine.yardstick import Gauge

T = TypeVar("T")
COMPARING = 10
"""Comparing scores takes about as long as comparing so many masks."""
Scored = tuple[int, int]
"""(open bits, what the settled ones add)."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A gauge in whole numbers: each bit adds `each`, all of them over `unit`."""

    parts: tuple[tuple[int, int], ...]
    unit: int

    def read(self, mask: int) -> int:
        """What the bits of a mask add."""
        return sum((mask & bits).bit_count() * each for bits, each in self.parts)


def scale_of(gauge: Gauge) -> Scale:
    """A gauge in whole numbers."""
    unit = lcm(*(each.denominator for _, each in gauge))
    return Scale(tuple((bits, int(each * unit)) for bits, each in gauge), unit)


def best_scored(plan: Compiled, aim: Aim, gauge: Gauge, limit: Limit) -> tuple[int, Trails] | None:
    """The mask that makes a gauge extreme over all legal choices, and its trails; `None` without a legal choice.

    Raises `StruckError` where the limit strikes.
    """
    scale, tally = scale_of(gauge), Tally(limit)
    found: list[tuple[Scored, Trails]] = [((0, 0), ())]
    reach = [_reach(plan, aim, component) for component in plan.components]
    for number in range(len(plan.components)):
        after = _union(reach[number + 1 :])
        entries = _component(plan, aim, scale, number, _union(reach[:number]) | after, limit)
        tally.step(len(found) * len(entries))
        joined: list[tuple[Scored, Trails]] = [
            (_settled(_join(one, other), after, scale), (*trails, trail))
            for one, trails in found
            for other, trail in entries
        ]
        found = _thin(joined, lambda pair: pair[0], scale, tally, late=aim.late)
    if not found:
        return None
    trails = found[0][1]
    return _mask(plan, aim, trails), trails


def _union(masks: list[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _join(one: Scored, other: Scored) -> Scored:
    return one[0] | other[0], one[1] + other[1]


def _settled(value: Scored, still_open: int, scale: Scale) -> Scored:
    mask, score = value
    closed = mask & ~still_open
    return (mask & still_open, score + scale.read(closed)) if closed else value


def _courses(plan: Compiled, block_options: tuple[int, ...]) -> list[str]:
    return [course for number in block_options for course in plan.offer.options[number].courses]


def _reach(plan: Compiled, aim: Aim, component: Component) -> int:
    return _union([aim.masks.get(c, 0) for block in component.blocks for c in _courses(plan, block.options)])


def _component(
    plan: Compiled, aim: Aim, scale: Scale, number: int, elsewhere: int, limit: Limit
) -> list[Entry[Scored]]:
    component, tally = plan.components[number], Tally(limit)
    later = [elsewhere]
    for block in reversed(component.blocks):
        later.append(later[-1] | _union([aim.masks.get(course, 0) for course in _courses(plan, block.options)]))
    still_open = later[::-1]

    def keep(entries: list[Entry[Scored]], folded: int) -> list[Entry[Scored]]:
        settled = [(_settled(value, still_open[folded], scale), trail) for value, trail in entries]
        return _thin(settled, lambda entry: entry[0], scale, tally, late=aim.late)

    algebra: Algebra[Scored] = Algebra(
        nothing=(0, 0),
        of=lambda alternative: (gain(plan, aim, alternative), 0),
        join=_join,
        keep=keep,
    )
    return fold(plan.offer, component, plan.ways(number, aim.demand, limit), algebra, tally)


def _thin(entries: list[T], value: Callable[[T], Scored], scale: Scale, tally: Tally, *, late: bool) -> list[T]:
    ordered = sorted(entries, key=lambda entry: _whole(value(entry), scale), reverse=not late)
    kept: list[T] = []
    for entry in ordered:
        tally.compare(COMPARING * (len(kept) + 1))
        if not any(_beats(value(other), value(entry), scale, late=late) for other in kept):
            kept.append(entry)
            tally.hold(len(kept))
    return kept


def _whole(value: Scored, scale: Scale) -> int:
    return value[1] + scale.read(value[0])


def _beats(one: Scored, other: Scored, scale: Scale, *, late: bool) -> bool:
    if late:
        return one[1] + scale.read(one[0] & ~other[0]) <= other[1]
    return one[1] >= other[1] + scale.read(other[0] & ~one[0])


def _mask(plan: Compiled, aim: Aim, trails: Trails) -> int:
    found = 0
    for trail in trails:
        step: Trail | None = trail
        while step is not None:
            found |= gain(plan, aim, step.last)
            step = step.before
    return found
