"""Coverage: how well a set of courses serves a framework, by three measures over its leaves.

Symbols: S a set of courses; r_i the rank that leaf i requires (1 to 3); a_i(S) the greatest rank of a link from an
outcome of a course in S to i (0 where there is none). Weighted measures are intervals where weights are unknown.
Source of the formulas: `docs/explanation/measures.md`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.framework import Framework, Item
from fourfold.engine.index import Index

DEFAULT_TOTAL = Fraction(100)
"""What siblings add up to where neither their parent nor the framework says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure known to lie from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    @property
    def is_point(self) -> bool:
        """Whether both ends agree."""
        return self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a set of courses covers of a framework: `items_met` of `items` leaves, weighted measures from 0 to 1.

    Where `items` is 0 nothing is known, and both intervals run from 0 to 1.
    """

    items_met: int
    items: int
    met_weight: Interval
    partial: Interval


@dataclass(frozen=True, slots=True)
class Shares:
    """How the children of a node divide it: `known` beside each child, and `rest` among those that are unknown.

    `faulty` where the weights contradict each other: then the known ones are taken as if they were everything.
    With neither a known share nor a rest, nothing is known.
    """

    known: tuple[Fraction | None, ...]
    rest: Fraction
    faulty: bool

    @property
    def is_silent(self) -> bool:
        """Whether the weights say nothing at all, so that any child may be everything."""
        return not self.rest and not any(self.known)

    @property
    def unknown(self) -> int:
        """How many children share the rest."""
        return sum(1 for share in self.known if share is None)


def _fraction(number: object) -> Fraction:
    return Fraction(str(number))


def shares_of(children: tuple[Item, ...], total: Fraction) -> Shares:
    """How `children` divide their parent when their weights add up to `total`.

    rest = total − Σ_known w(c). rest < 0, rest = 0 beside an unknown child, or rest ≠ 0 with none, is a fault:
    then the known weights are divided by their own sum and the unknown ones are left out.
    """
    weights = [None if child.weight is None else _fraction(child.weight) for child in children]
    known = sum((weight for weight in weights if weight is not None), Fraction(0))
    rest = total - known
    unknown = any(weight is None for weight in weights)
    faulty = rest < 0 or (rest == 0) == unknown
    over = known if faulty else total
    if not over:
        return Shares(tuple(None if weight is None else Fraction(0) for weight in weights), Fraction(0), faulty=True)
    divided = tuple(None if weight is None else weight / over for weight in weights)
    return Shares(divided, Fraction(0) if faulty else rest / over, faulty)


def total_of_item(item: Item) -> Fraction:
    """What the weights of an item's children add up to: as stated, else its own weight, else 100."""
    stated = item.total if item.total is not None else item.weight
    return DEFAULT_TOTAL if stated is None else _fraction(stated)


def total_of_framework(framework: Framework) -> Fraction:
    """What the weights of a framework's first items add up to: as stated, else 100."""
    return DEFAULT_TOTAL if framework.total is None else _fraction(framework.total)


def weigh(framework: Framework, scores: Mapping[str, Fraction]) -> Interval:
    """The weighted measure of leaf `scores` (0 to 1, by the leaf's key; 0 where absent), as a share of the whole.

    low(leaf) = high(leaf) = s; low(n) = [Σ_known w(c)·low(c) + rest·min_unknown low(c)] / total(n), high with max.

    >>> from decimal import Decimal
    >>> from fourfold.domain.footing import Footing, Ground
    >>> from fourfold.domain.framework import FrameworkKind, Item
    >>> from fourfold.domain.text import Text
    >>> def item(code, weight, *children):
    ...     weight = None if weight is None else Decimal(weight)
    ...     return Item(key=code, code=code, title=Text(en=code), weight=weight, children=children)
    >>> a = item("A", None, item("A1", 30), item("A2", None))
    >>> worked = Framework(
    ...     key="f",
    ...     code="f",
    ...     family="f",
    ...     kind=FrameworkKind.CERTIFICATION,
    ...     title=Text(en="f"),
    ...     institution="x",
    ...     footing=Footing(ground=Ground.ILLUSTRATIVE),
    ...     total=Decimal(100),
    ...     items=(a, item("B", 60)),
    ... )
    >>> weigh(worked, {"A1": Fraction(1)})
    Interval(low=Fraction(3, 25), high=Fraction(3, 25))

    That is 12 of 100: A's siblings add up to 100, so A1 is 30 of 100 of A, whose mass is 100 − 60 = 40.
    """
    if not framework.items:
        return Interval(low=Fraction(0), high=Fraction(1))
    return _weigh(framework.items, total_of_framework(framework), scores)


def _weigh(children: tuple[Item, ...], total: Fraction, scores: Mapping[str, Fraction]) -> Interval:
    parts = [_weigh_item(child, scores) for child in children]
    shares = shares_of(children, total)
    if shares.is_silent:
        return Interval(low=min(part.low for part in parts), high=max(part.high for part in parts))
    pairs = list(zip(shares.known, parts, strict=True))
    low = sum((share * part.low for share, part in pairs if share is not None), Fraction(0))
    high = sum((share * part.high for share, part in pairs if share is not None), Fraction(0))
    if shares.rest:
        unknown = [part for share, part in pairs if share is None]
        low += shares.rest * min(part.low for part in unknown)
        high += shares.rest * max(part.high for part in unknown)
    return Interval(low=low, high=high)


def _weigh_item(item: Item, scores: Mapping[str, Fraction]) -> Interval:
    if item.children:
        return _weigh(item.children, total_of_item(item), scores)
    score = scores.get(item.key, Fraction(0))
    return Interval(low=score, high=score)


def leaf_weights(framework: Framework) -> dict[str, Interval | None]:
    """Each leaf's weight as a share of the whole: the product down its path of w / total.

    A sole unknown has the rest; of several each has from nothing to the rest; one that the measures leave out,
    because the known weights are everything already, has `None`.
    """
    found: dict[str, Interval | None] = {}
    _descend(framework.items, total_of_framework(framework), Interval(low=Fraction(1), high=Fraction(1)), found)
    return found


def _descend(
    children: tuple[Item, ...], total: Fraction, mass: Interval | None, found: dict[str, Interval | None]
) -> None:
    shares = shares_of(children, total)
    for child, share in zip(children, shares.known, strict=True):
        part = _part(mass, share, shares)
        if child.children:
            _descend(child.children, total_of_item(child), part, found)
        else:
            found[child.key] = part


def _part(mass: Interval | None, share: Fraction | None, shares: Shares) -> Interval | None:
    if mass is None:
        return None
    if shares.is_silent:
        return Interval(low=Fraction(0), high=mass.high)
    if share is not None:
        return Interval(low=mass.low * share, high=mass.high * share)
    if not shares.rest:
        return None
    return Interval(low=mass.low * shares.rest if shares.unknown == 1 else Fraction(0), high=mass.high * shares.rest)


def depths(index: Index, *, framework: str, courses: Collection[str]) -> dict[str, int]:
    """a_i(S): for each leaf of `framework` the greatest rank (0 to 3) of a link from one of `courses`."""
    known = index.frameworks.get(framework)
    found = {leaf.key: 0 for leaf in known.leaves()} if known else {}
    served = index.served.get(framework, {})
    for course in courses:
        for leaf, rank in served.get(course, {}).items():
            if leaf in found:
                found[leaf] = max(found[leaf], rank)
    return found


def coverage(framework: Framework, ranks: Mapping[str, int]) -> Coverage:
    """The three measures of a framework whose leaves are served with `ranks` (0 where absent).

    items met: how many leaves have a_i ≥ r_i. met weight: the same leaves, weighted. partial: min(1, a_i / r_i),
    weighted; depths are ordinal, so it never leads.
    """
    leaves = framework.leaves()
    partial = {leaf.key: min(Fraction(1), Fraction(ranks.get(leaf.key, 0), leaf.depth.rank)) for leaf in leaves}
    met = {key: Fraction(score == 1) for key, score in partial.items()}
    return Coverage(
        items_met=sum(score == 1 for score in met.values()),
        items=len(leaves),
        met_weight=weigh(framework, met),
        partial=weigh(framework, partial),
    )
