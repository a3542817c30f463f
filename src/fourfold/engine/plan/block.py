"""Options that hang together, and every way to take some of them: requisites and shared courses seen to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from fourfold.engine.plan.choice import StruckError, Tally
from fourfold.engine.plan.offer import Offer, Option
from fourfold.engine.plan.schedule import extremes
from fourfold.engine.plan.tree import Branch, holds

Amounts = tuple[tuple[int, int], ...]
"""(pool, amount) pairs, sorted by pool."""
MOST_TIED = 100
"""Blocks of more options are not enumerated at all: long before, their ways are too many."""
Starts = tuple[tuple[str, int], ...]
"""(course, term it starts in) pairs."""


@dataclass(frozen=True, slots=True)
class Block:
    """Options tied by shared courses or requisites; `owners` are the courses whose trees say so."""

    options: tuple[int, ...]
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """Pools tied by blocks, and those blocks."""

    pools: tuple[int, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way through a block: what is taken, from the `early`est and to the `late`st every course may start.

    Both are schedules that hold. `amounts` is what the pools get, `drops` the least that may be dropped again from
    credit pools with the requisites still met: a choice is legal where no pool can spare any of them.
    """

    options: tuple[int, ...]
    early: Starts
    late: Starts
    amounts: Amounts
    drops: frozenset[Amounts]


@dataclass(frozen=True, slots=True)
class Demand:
    """What a question wants besides: courses and options that are taken, and terms that courses start in."""

    courses: frozenset[str] = frozenset()
    options: frozenset[int] = frozenset()
    starts: tuple[tuple[str, int], ...] = ()


FREE = Demand()


class _Union:
    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def tie(self, numbers: Iterable[int]) -> None:
        roots = sorted({self.find(number) for number in numbers})
        for root in roots[1:]:
            self.parent[root] = roots[0]

    def groups(self) -> list[tuple[int, ...]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number in range(len(self.parent)):
            found[self.find(number)].append(number)
        return [tuple(group) for group in found.values()]


def _touched(offer: Offer, owner: str) -> set[int]:
    courses = {owner}.union(*(branch.needed() for branch in offer.trees[owner]))
    return {number for course in courses for number in offer.options_of.get(course, ())}


def blocks(offer: Offer) -> tuple[Block, ...]:
    """The options of an offer in blocks that nothing ties to each other but the pools."""
    union = _Union(len(offer.options))
    for numbers in offer.options_of.values():
        union.tie(numbers)
    touched = {owner: _touched(offer, owner) for owner in offer.trees}
    for every in touched.values():
        union.tie(every)
    owners: defaultdict[int, list[str]] = defaultdict(list)
    for owner, every in touched.items():
        if every:
            owners[union.find(min(every))].append(owner)
    return tuple(Block(group, tuple(owners[union.find(group[0])])) for group in union.groups())


def components(offer: Offer) -> tuple[Component, ...]:
    """The pools of an offer in components that nothing ties to each other."""
    union, all_blocks = _Union(len(offer.counters)), blocks(offer)
    for block in all_blocks:
        union.tie({offer.options[number].pool for number in block.options})
    found = []
    for pools in union.groups():
        inside = [block for block in all_blocks if offer.options[block.options[0]].pool in pools]
        found.append(Component(pools, tuple(sorted(inside, key=lambda block: _order(offer, block)))))
    return tuple(found)


def _order(offer: Offer, block: Block) -> tuple[int, int, int]:
    """Large blocks first, then pool by pool the large amounts: so that few states stay alive."""
    first = offer.options[block.options[0]]
    return -len(block.options), first.pool, -first.amount


def alternatives(offer: Offer, block: Block, demand: Demand, tally: Tally) -> list[Alternative]:
    """Every way through a block that meets its requisites and the demand.

    Raises `StruckError` where the limit strikes, or more options are tied than can be tried one by one.
    """
    if len(block.options) > MOST_TIED:
        raise StruckError
    found: list[Alternative] = []
    for taken in _selections(offer, block, demand, tally):
        found.extend(_scheduled(offer, block, taken, demand, tally))
    return found


def _selections(offer: Offer, block: Block, demand: Demand, tally: Tally) -> Iterator[tuple[Option, ...]]:
    options = [offer.options[number] for number in _needed_first(offer, block)]
    wanted = demand.courses & {course for option in options for course in option.courses}
    must = demand.options & set(block.options)
    room = {number: counter.need for number, counter in enumerate(offer.counters) if counter.exact}
    for taken in _picks(offer, options, room, frozenset(), tally):
        courses = {course for option in taken for course in option.courses}
        if wanted <= courses and must <= {option.number for option in taken}:
            yield taken


def _needed_first(offer: Offer, block: Block) -> list[int]:
    """The options of a block, each after those that its requisites name where there is no circle."""
    found: dict[int, None] = {}
    entered: set[int] = set()

    def enter(number: int) -> None:
        if number in entered:
            return
        entered.add(number)
        for course in offer.options[number].courses:
            for branch in offer.trees.get(course, ()):
                for needed in sorted(branch.needed()):
                    for other in offer.options_of.get(needed, ()):
                        enter(other)
        found[number] = None

    for number in block.options:
        enter(number)
    return list(found)


def _picks(
    offer: Offer, options: list[Option], room: Mapping[int, int], taken: frozenset[str], tally: Tally
) -> Iterator[tuple[Option, ...]]:
    """Every subset of `options` beside what is `taken`: no course twice, no exact pool overfull, none that lacks."""
    tally.step()
    if not options:
        yield ()
        return
    first, rest = options[0], options[1:]
    yield from _picks(offer, rest, room, taken, tally)
    with_first = taken | set(first.courses)
    left = [each for each in rest if not set(each.courses) & set(first.courses)]
    if room.get(first.pool, 1) < 1 or _lacks(offer, first, with_first, left):
        return
    less = {**room, first.pool: room[first.pool] - 1} if first.pool in room else room
    for more in _picks(offer, left, less, with_first, tally):
        yield (first, *more)


def _lacks(offer: Offer, option: Option, taken: frozenset[str], left: list[Option]) -> bool:
    """Whether a course of an option needs one that can no longer be taken, in every branch of its tree."""
    trees = [offer.trees[course] for course in option.courses if course in offer.trees]
    if not trees:
        return False
    still = taken.union(*(each.courses for each in left))
    return any(not any(branch.needed() <= still for branch in tree) for tree in trees)


@dataclass(frozen=True, slots=True)
class _Selection:
    """Options taken in a block, and what may be asked of them."""

    offer: Offer
    options: tuple[Option, ...]
    windows: Mapping[str, tuple[int, ...]]
    trees: Mapping[str, tuple[Branch, ...]]

    def credits_of(self) -> dict[str, tuple[int, int]]:
        """The courses taken through credit pools, each with its pool and amount."""
        return {
            option.courses[0]: (option.pool, option.amount)
            for option in self.options
            if self.offer.counters[option.pool].of_credits
        }

    def amounts(self) -> Amounts:
        found: defaultdict[int, int] = defaultdict(int)
        for option in self.options:
            found[option.pool] += option.amount
        return tuple(sorted(found.items()))


def _scheduled(
    offer: Offer, block: Block, taken: tuple[Option, ...], demand: Demand, tally: Tally
) -> Iterator[Alternative]:
    windows = {course: offer.window(option.number, course) for option in taken for course in option.courses}
    for course, start in demand.starts:
        if course in windows:
            windows[course] = tuple(each for each in windows[course] if each == start)
    trees: dict[str, tuple[Branch, ...]] = {}
    for owner in block.owners:
        if owner in windows or owner in offer.fixed:
            trees[owner] = tuple(each for each in offer.trees[owner] if each.needed() <= windows.keys())
    if not all(windows.values()) or not all(trees.values()):
        return
    selection = _Selection(offer, taken, windows, trees)
    ways = _by_lattice if _is_uniform(selection) else _by_trying
    yield from ways(selection, tally)


def _is_uniform(selection: _Selection) -> bool:
    """Whether every branch of a tree needs the same credit courses, so that no term changes what may be dropped."""
    of_credits = selection.credits_of().keys()
    return all(
        len({frozenset(branch.needed() & of_credits) for branch in tree}) == 1 for tree in selection.trees.values()
    )


def _by_lattice(selection: _Selection, tally: Tally) -> Iterator[Alternative]:
    """Terms that satisfy one branch of every tree form a lattice: one earliest and one latest serve every term."""
    drops = _antichain(_closures(selection))
    numbers = tuple(option.number for option in selection.options)
    amounts = selection.amounts()
    for branches in product(*selection.trees.values()):
        tally.step(1 + len(branches))
        found = extremes(selection.windows, selection.offer, dict(zip(selection.trees, branches, strict=True)))
        if found is not None:
            yield Alternative(numbers, *found, amounts, drops)


def _closures(selection: _Selection) -> Iterator[Amounts]:
    """What must go with each credit course: all that need it; nothing where something must stay that does."""
    of_credits = selection.credits_of()
    dependents: defaultdict[str, set[str]] = defaultdict(set)
    for owner, tree in selection.trees.items():
        for course in tree[0].needed() & of_credits.keys():
            dependents[course].add(owner)
    for course in of_credits:
        closure, border = {course}, [course]
        while border:
            fresh = dependents[border.pop()] - closure
            closure |= fresh
            border.extend(fresh)
        if closure <= of_credits.keys():
            yield _sum(of_credits[each] for each in closure)


def _by_trying(selection: _Selection, tally: Tally) -> Iterator[Alternative]:
    """Where the terms decide what may be dropped, every schedule of the courses in trees is an alternative."""
    in_trees = set(selection.trees).union(*(branch.needed() for tree in selection.trees.values() for branch in tree))
    moving = [course for course in selection.windows if course in in_trees]
    resting = [course for course in selection.windows if course not in in_trees]
    numbers = tuple(option.number for option in selection.options)
    for terms in product(*(selection.windows[course] for course in moving)):
        tally.step()
        starts = dict(zip(moving, terms, strict=True))
        if not _meets(selection, starts):
            continue
        drops = _antichain(_droppable(selection, starts, tally))
        early = (*starts.items(), *((course, selection.windows[course][0]) for course in resting))
        late = (*starts.items(), *((course, selection.windows[course][-1]) for course in resting))
        yield Alternative(numbers, early, late, selection.amounts(), drops)


def _meets(selection: _Selection, starts: Mapping[str, int]) -> bool:
    return all(
        any(_branch_meets(selection, owner, branch, starts, set()) for branch in tree)
        for owner, tree in selection.trees.items()
    )


def _branch_meets(
    selection: _Selection, owner: str, branch: Branch, starts: Mapping[str, int], dropped: set[str]
) -> bool:
    start = starts.get(owner, selection.offer.fixed.get(owner))
    if branch.starts is not None and start not in branch.starts:
        return False
    return all(
        need.course not in dropped
        and (
            start is None
            or holds(
                need.kind,
                start=start,
                other=starts[need.course],
                other_span=selection.offer.spans[need.course],
            )
        )
        for need in branch.needs
    )


def _droppable(selection: _Selection, starts: Mapping[str, int], tally: Tally) -> Iterator[Amounts]:
    """What must go with each credit course when the terms are these: all that then lack their requisites."""
    of_credits = selection.credits_of()
    for course in of_credits:
        gone = {course}
        while gone <= of_credits.keys():
            tally.step()
            lacking = {
                owner
                for owner, tree in selection.trees.items()
                if owner not in gone
                and not any(_branch_meets(selection, owner, branch, starts, gone) for branch in tree)
            }
            if not lacking:
                yield _sum(of_credits[each] for each in gone)
                break
            gone |= lacking


def _sum(pairs: Iterable[tuple[int, int]]) -> Amounts:
    found: defaultdict[int, int] = defaultdict(int)
    for pool, amount in pairs:
        found[pool] += amount
    return tuple(sorted((pool, amount) for pool, amount in found.items() if amount))


def _antichain(drops: Iterable[Amounts]) -> frozenset[Amounts]:
    """Without the drops that spare at least as much as another one."""
    distinct = set(drops)
    return frozenset(one for one in distinct if not any(_less(other, one) for other in distinct if other != one))


def _less(one: Amounts, other: Amounts) -> bool:
    larger = dict(other)
    return all(amount <= larger.get(pool, 0) for pool, amount in one)
