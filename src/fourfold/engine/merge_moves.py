"""What has a key, or is a link, and stands in something else than it did: taken out before a merge, put back after it.

So a move is never a removal beside an addition: what one side moved and the other edited is merged where it stands now.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from fourfold.canon.agreement import link_order
from fourfold.canon.fields import Field, fields_of, has_key
from fourfold.domain.link import Link
from fourfold.domain.marks import Key
from fourfold.engine.difference import Member, member_of
from fourfold.engine.merge import About, Conflict, Deciding, Side, Three, Where, member

Forest = Mapping[Key, Any]
"""Parts, or whole frameworks, by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where something stands: in the field `name` of what has the key `above`, at `at` among its siblings."""

    value: Any
    where: Where
    above: Key
    name: str
    siblings: tuple[Any, ...]
    at: int

    @property
    def spot(self) -> tuple[Key, str]:
        """What it stands in."""
        return self.above, self.name


Seats = Mapping[Member, Seat]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What stands in something else on some side, and where everything stands on each side."""

    moved: frozenset[Member]
    seats: Three

    def gained(self) -> dict[Side, frozenset[Member]]:
        """What ours and theirs have moved something into, with all that this stands in."""
        if not self.moved:
            return {}
        return {side: frozenset(self._above(side)) for side in (Side.OURS, Side.THEIRS)}

    def _above(self, side: Side) -> Iterator[Member]:
        seats: Seats = self.seats.of(side)
        for each in self.moved:
            was, seat = self.seats.base.get(each), seats.get(each)
            if seat is None or (was is not None and was.spot == seat.spot):
                continue
            while seat is not None:
                yield (seat.above,)
                seat = seats.get((seat.above,))


def moves(forests: Three) -> Moves:
    """What stands in something else than it did, on either side, or in two things where both sides put it in."""
    seats = Three(*(_seats(each) for each in forests))
    moved = frozenset(each for each in {**seats.ours, **seats.theirs} if _stands_elsewhere(each, seats))
    return Moves(moved=moved, seats=seats)


def _stands_elsewhere(each: Member, seats: Three) -> bool:
    spots = {seat.spot for side in seats if (seat := side.get(each)) is not None}
    return len(spots) > 1


def without(forest: Forest, moved: Collection[Member]) -> Forest:
    """The same without what moved, wherever it stands."""
    return {key: _without(value, moved) for key, value in forest.items()} if moved else forest


def put_back(forest: Forest, found: Moves, deciding: Deciding) -> Forest:
    """The merged forest with what moved, each merged and where the side that moved it put it."""
    result = dict(forest)
    waiting = [placed for each in sorted(found.moved) if (placed := _decided(each, found, deciding)) is not None]
    waiting = _settled(result, waiting)
    # What they were to stand in is gone, or is itself inside one of them: that is asked about, and nothing is lost.
    chosen = [_reseated(each, deciding.side([_of(each, found.seats)]), found.seats) for each in waiting]
    waiting = _settled(result, [each for each in chosen if each is not None])
    for each in waiting:
        if (conflict := _of(each, found.seats)) not in deciding.conflicts:
            deciding.conflicts.append(conflict)
    back = [_reseated(each, Side.BASE, found.seats) for each in waiting]
    _settled(result, [each for each in back if each is not None])
    return result


Placed = tuple[Member, Any, Seat]


def _decided(each: Member, found: Moves, deciding: Deciding) -> Placed | None:
    """What moved, as merged, and the seat that it takes."""
    seats = Three(*(side.get(each) for side in found.seats))
    first = next(seat for seat in seats if seat is not None)
    values = Three(*(seat and _without(seat.value, found.moved - {each}) for seat in seats))
    if seats.base is not None and None in seats:
        side = deciding.side([_conflict(values, first.where, About.PRESENCE)])
        return None if seats.of(side) is None else (each, values.of(side), seats.of(side))
    side = _side(seats, first.where, deciding)
    value = member(values, first.where, deciding)
    return None if value is None or seats.of(side) is None else (each, value, seats.of(side))


def _side(seats: Three, where: Where, deciding: Deciding) -> Side:
    """Whose seat it takes."""
    base, ours, theirs = (seat and seat.spot for seat in seats)
    if theirs in (ours, base):
        return Side.OURS
    return Side.THEIRS if ours == base else deciding.side([_elsewhere(seats, where)])


def _elsewhere(seats: Three, where: Where) -> Conflict:
    return _conflict(Three(*(seat and seat.above for seat in seats)), where, About.PLACE)


def _conflict(three: Three, where: Where, about: About) -> Conflict:
    return Conflict(key=where.key, path=where.path, about=about, base=three.base, ours=three.ours, theirs=three.theirs)


def _of(placed: Placed, seats: Three) -> Conflict:
    """The conflict about what something is to stand in."""
    mine = Three(*(side.get(placed[0]) for side in seats))
    return _elsewhere(mine, next(one for one in mine if one is not None).where)


def _reseated(placed: Placed, side: Side, seats: Three) -> Placed | None:
    """The same at the seat that a side gives it, where it has one."""
    seat: Seat | None = seats.of(side).get(placed[0])
    return None if seat is None else (placed[0], placed[1], seat)


def _settled(result: dict[Key, Any], waiting: list[Placed]) -> list[Placed]:
    """Put in whatever finds what it stands in, and tell what does not; one may stand in another."""
    before = None
    while waiting and len(waiting) != before:
        before = len(waiting)
        waiting = [each for each in waiting if not _put(result, each)]
    return waiting


def _put(result: dict[Key, Any], placed: Placed) -> bool:
    _, value, seat = placed
    # What it stands in may have moved to another part itself.
    for key in dict.fromkeys((seat.where.key, *result)):
        whole = result.get(key)
        after = None if whole is None else _with(whole, value, seat)
        if after is not None:
            result[key] = after
            return True
    return False


def _with(whole: Any, value: Any, seat: Seat) -> Any:  # noqa: ANN401 - any noun
    """`whole` with a value at a seat; `None` where it has no such seat."""
    if getattr(whole, "key", None) == seat.above:
        return replace(whole, **{seat.name: _among(getattr(whole, seat.name), value, seat)})
    for each in _lists(whole):
        held = getattr(whole, each.name)
        for at, below in enumerate(held):
            after = _with(below, value, seat)
            if after is not None:
                return replace(whole, **{each.name: (*held[:at], after, *held[at + 1 :])})
    return None


def _among(held: tuple[Any, ...], value: Any, seat: Seat) -> tuple[Any, ...]:  # noqa: ANN401 - any noun
    """Behind the nearest of those that it follows at its seat; links in their own order."""
    if isinstance(value, Link):
        return tuple(sorted((*held, value), key=link_order))
    places = {member_of(each): at for at, each in enumerate(held)}
    at = next((places[one] + 1 for each in reversed(seat.siblings[: seat.at]) if (one := member_of(each)) in places), 0)
    return (*held[:at], value, *held[at:])


def _lists(value: Any) -> tuple[Field, ...]:  # noqa: ANN401 - any noun
    """The fields that hold what can move."""
    cls: type = type(value)
    return _movable(cls)


@cache
def _movable(cls: type) -> tuple[Field, ...]:
    return tuple(each for each in fields_of(cls) if each.many and each.nested and (has_key(each.of) or each.of is Link))


def _seats(forest: Forest) -> Seats:
    """Where everything stands that a forest has once; what it has twice cannot be told to have moved."""
    found: dict[Member, Seat] = {}
    twice: set[Member] = set()
    for key, value in forest.items():
        for name, seat in _below(value, Where(key=key)):
            twice |= {name} & found.keys()
            found[name] = seat
    return {name: seat for name, seat in found.items() if name not in twice}


def _below(value: Any, where: Where) -> Iterator[tuple[Member, Seat]]:  # noqa: ANN401 - any noun
    for each in _lists(value):
        held: Sequence[Any] = getattr(value, each.name)
        for at, below in enumerate(held):
            name = member_of(below) or ()
            here = where.into(each.name).member(name)
            yield name, Seat(value=below, where=here, above=value.key, name=each.name, siblings=tuple(held), at=at)
            yield from _below(below, here)


def _without(value: Any, moved: Collection[Member]) -> Any:  # noqa: ANN401 - any noun
    changes = {}
    for each in _lists(value):
        held = getattr(value, each.name)
        left = tuple(_without(below, moved) for below in held if member_of(below) not in moved)
        if left != held:
            changes[each.name] = left
    return replace(value, **changes) if changes else value
