"""Folding a component's alternatives together, keeping only values that can still be extreme.

The state is what each pool has got and what could be dropped again; a final state is a legal choice, so no choice is
counted that is not legal, and none is missed. What is kept beside a state is an antichain of values.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from fourfold.engine.plan.block import Alternative, Component
from fourfold.engine.plan.choice import Tally
from fourfold.engine.plan.offer import Offer

V = TypeVar("V")
Vector = tuple[int, ...]
State = tuple[Vector, frozenset[Vector]]


@dataclass(frozen=True, slots=True)
class Trail:
    """The alternatives behind a value, last one first."""

    last: Alternative
    before: "Trail | None"


Entry = tuple[V, Trail | None]


@dataclass(frozen=True, slots=True)
class Algebra(Generic[V]):
    """How values are made, joined and thinned.

    `keep` returns the entries that can still be extreme, told how many of the component's blocks have been folded in
    (0: an entry is one block's alone).
    """

    nothing: V
    of: Callable[[Alternative], V]
    join: Callable[[V, V], V]
    keep: Callable[[list[Entry[V]], int], list[Entry[V]]]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A component's pools in a row, so that states are short vectors."""

    place: Mapping[int, int]
    exact: tuple[bool, ...]
    needs: Vector

    def vector(self, amounts: Iterable[tuple[int, int]]) -> Vector:
        found = [0] * len(self.needs)
        for pool, amount in amounts:
            found[self.place[pool]] = amount
        return tuple(found)

    def is_open(self, state: State, to_come: Vector) -> bool:
        """Whether a state may still become a legal choice, with at most `to_come` more for each pool."""
        amounts, drops = state
        rows = zip(self.exact, self.needs, amounts, to_come, strict=True)
        if any((exact and got > need) or got + more < need for exact, need, got, more in rows):
            return False
        return not any(self._spares(amounts, drop) for drop in drops)

    def _spares(self, amounts: Vector, drop: Vector) -> bool:
        rows = zip(self.needs, amounts, drop, strict=True)
        return all(got - less >= need for need, got, less in rows if less)


def _frame(offer: Offer, component: Component) -> _Frame:
    counters = [offer.counters[pool] for pool in component.pools]
    return _Frame(
        {pool: place for place, pool in enumerate(component.pools)},
        tuple(counter.exact for counter in counters),
        tuple(counter.need for counter in counters),
    )


def _add(one: Vector, other: Vector) -> Vector:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _fewest(drops: frozenset[Vector]) -> frozenset[Vector]:
    if len(drops) < 2:  # noqa: PLR2004 - nothing to compare
        return drops
    return frozenset(
        one
        for one in drops
        if not any(all(a <= b for a, b in zip(other, one, strict=True)) for other in drops if other != one)
    )


def fold(
    offer: Offer,
    component: Component,
    ways: list[list[Alternative]],
    algebra: Algebra[V],
    tally: Tally,
) -> list[Entry[V]]:
    """The values of a component's legal choices that `algebra` keeps; none where there is no legal choice.

    `ways` holds the alternatives of each block, in the component's order.
    """
    frame = _frame(offer, component)
    grouped = [_grouped(frame, alternatives, algebra) for alternatives in ways]
    left = _left(frame, grouped)
    zero = tuple(0 for _ in component.pools)
    states: dict[State, list[Entry[V]]] = {(zero, frozenset()): [(algebra.nothing, None)]}
    if not frame.is_open((zero, frozenset()), left[0]):
        return []
    for number, groups in enumerate(grouped, start=1):
        found = _step(frame, states, groups, left[number], algebra, tally)
        states = {state: algebra.keep(entries, number) for state, entries in found.items()}
        tally.hold(max((len(entries) for entries in states.values()), default=0))
    return algebra.keep([entry for entries in states.values() for entry in entries], len(ways))


def _grouped(frame: _Frame, alternatives: list[Alternative], algebra: Algebra[V]) -> list[tuple[State, list[Entry[V]]]]:
    """A block's alternatives by what they do to the state, thinned."""
    found: defaultdict[State, list[Entry[V]]] = defaultdict(list)
    for each in alternatives:
        effect = frame.vector(each.amounts), frozenset(frame.vector(drop) for drop in each.drops)
        found[effect].append((algebra.of(each), Trail(each, None)))
    return [(effect, algebra.keep(entries, 0)) for effect, entries in found.items()]


def _left(frame: _Frame, grouped: list[list[tuple[State, list[Entry[V]]]]]) -> list[Vector]:
    """The most that each pool may still get, before each block and after the last."""
    found = [tuple(0 for _ in frame.needs)]
    for groups in reversed(grouped):
        most = [max((effect[0][n] for effect, _ in groups), default=0) for n in range(len(frame.needs))]
        found.append(_add(found[-1], tuple(most)))
    return found[::-1]


def _step(
    frame: _Frame,
    states: dict[State, list[Entry[V]]],
    groups: list[tuple[State, list[Entry[V]]]],
    to_come: Vector,
    algebra: Algebra[V],
    tally: Tally,
) -> dict[State, list[Entry[V]]]:
    found: defaultdict[State, list[Entry[V]]] = defaultdict(list)
    for (amounts, drops), entries in states.items():
        for (more, fresh), gains in groups:
            state = _add(amounts, more), _fewest(drops | fresh) if fresh else drops
            if not frame.is_open(state, to_come):
                continue
            tally.step(len(entries) * len(gains))
            found[state].extend(
                (algebra.join(value, gain), Trail(trail.last, before) if trail is not None else before)
                for value, before in entries
                for gain, trail in gains
            )
    return found
