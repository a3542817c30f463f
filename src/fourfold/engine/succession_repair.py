"""The smallest repair after a new version: the ways that close what it opened, at the least price.

It closes what is lost, and of a plan whose program promises the certification also what is newly asked
(`PlanImpact.pressing`). Item by item, of all the ways that the gaps of the plans offer, it takes those whose prices add
up to least, such that each plan that wants the item has one of its own; of equal prices the fewest, then the nearest in
meaning. A way closes an item for a plan by itself, and no way serves two items, so that items need not be weighed
against each other: the whole is the smallest of what is offered.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from fourfold.engine.gap import Gap
from fourfold.engine.succession_impact import PlanImpact
from fourfold.engine.ways import Way, WayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A way that closes an item for some plans, by their keys."""

    item: str
    way: Way
    plans: tuple[str, ...]


Name = tuple[WayKind, str, str, int]


def repairs(impacts: Iterable[PlanImpact]) -> tuple[Repair, ...]:
    """The ways to take, item by item in the order in which they are first wanted."""
    return tuple(repair for item, gaps in _wanting(impacts).items() for repair in _of_item(item, gaps))


def unclosed(impacts: Iterable[PlanImpact]) -> tuple[str, ...]:
    """The items that some plan wants and none of its ways closes, once each."""
    return tuple(item for item, gaps in _wanting(impacts).items() if not all(gap.ways for gap in gaps.values()))


def _wanting(impacts: Iterable[PlanImpact]) -> Mapping[str, Mapping[str, Gap]]:
    """The gaps by item and plan."""
    found: dict[str, dict[str, Gap]] = {}
    for impact in impacts:
        for each in impact.pressing():
            found.setdefault(each.gap.item, {})[impact.plan] = each.gap
    return found


def _of_item(item: str, gaps: Mapping[str, Gap]) -> Iterator[Repair]:
    ways: dict[Name, Way] = {}
    closes: dict[Name, set[str]] = {}
    for plan, gap in gaps.items():
        for way in gap.ways:
            ways.setdefault(_name(way), way)
            closes.setdefault(_name(way), set()).add(plan)
    left = {plan for plan in gaps if gaps[plan].ways}
    for name in cheapest(closes, {name: _price(way) for name, way in ways.items()}):
        yield Repair(item=item, way=ways[name], plans=tuple(plan for plan in gaps if plan in closes[name] & left))
        left -= closes[name]


def _name(way: Way) -> Name:
    return way.kind, way.course, way.outcome or "", way.term or 0


def _price(way: Way) -> int:
    """The price, then one each, then how far it is in meaning: no sum of the lesser outweighs the greater."""
    return way.cost * 1_000_000 + 10_000 + (100 - way.near)


def cheapest(closes: Mapping[Name, Collection[str]], prices: Mapping[Name, int]) -> tuple[Name, ...]:
    """The names whose prices add up to least and that together close all that any closes; of equal sums the first.

    >>> a, b, c = ((WayKind.LINK, course, "", 0) for course in "abc")
    >>> [name[1] for name in cheapest({a: "xy", b: "x", c: "y"}, {a: 5, b: 1, c: 3})]
    ['b', 'c']
    """
    best: dict[frozenset[str], tuple[int, tuple[Name, ...]]] = {frozenset(): (0, ())}
    for name in sorted(closes):
        for done, (price, names) in list(best.items()):
            more = done | frozenset(closes[name])
            offered = price + prices[name], (*names, name)
            best[more] = min(best.get(more, offered), offered)
    return best[max(best, key=len)][1]
