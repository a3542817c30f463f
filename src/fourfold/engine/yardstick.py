"""A framework compiled into bits, so that what courses serve is joined by `|` and compared by `&`.

Each leaf has three bits: its rank is at least 1, at least 2, at least 3. A course's mask has the bits of its links; the
mask of a set of courses is their union. Up to the rank that a leaf requires, every measure grows with the bits.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from fourfold.domain.framework import Depth, Framework
from fourfold.domain.rule import Measure
from fourfold.engine.coverage import Interval, leaf_weights, weigh
from fourfold.engine.index import Index
from fourfold.engine.kept import kept

DEEPEST = Depth.MASTER.rank
Gauge = tuple[tuple[int, Fraction], ...]
"""(bits, what each of them adds) pairs: a measure that is a sum over bits."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of one mask from `low` to `high`: a count for items, a share from 0 to 1 for weighted measures."""

    low: Fraction
    high: Fraction


def _point(value: Fraction | int) -> Figure:
    return Figure(Fraction(value), Fraction(value))


class Yardstick:
    """One framework of an index: its leaves in order, and the masks of the courses that serve it."""

    def __init__(self, index: Index, framework: Framework) -> None:
        self.framework = framework
        self.leaves = framework.leaves()
        self.place = {leaf.key: number for number, leaf in enumerate(self.leaves)}
        served = index.served.get(framework.key, {})
        self.masks = {course: mask for course, ranks in served.items() if (mask := self.mask(ranks))}

    def mask(self, ranks: Mapping[str, int]) -> int:
        """The bits of leaves served with `ranks`; leaves of other frameworks say nothing."""
        found = 0
        for leaf, rank in ranks.items():
            place = self.place.get(leaf)
            if place is not None:
                found |= ((1 << rank) - 1) << (DEEPEST * place)
        return found

    def union(self, courses: Iterable[str]) -> int:
        """The bits of a set of courses."""
        found = 0
        for course in courses:
            found |= self.masks.get(course, 0)
        return found

    @cached_property
    def relevant(self) -> int:
        """The bits up to the rank that each leaf requires: beyond it nothing counts."""
        return self.mask({leaf.key: leaf.depth.rank for leaf in self.leaves})

    @cached_property
    def met(self) -> int:
        """The one bit of each leaf that says it is met."""
        return sum(1 << (DEEPEST * place + leaf.depth.rank - 1) for place, leaf in enumerate(self.leaves))

    def rank(self, mask: int, leaf: str) -> int:
        """a_i: the rank (0 to 3) that a mask gives to a leaf."""
        return ((mask >> (DEEPEST * self.place[leaf])) & ((1 << DEEPEST) - 1)).bit_count()

    def level(self, leaf: str, rank: int) -> int:
        """The bits that say a leaf has `rank`."""
        return self.mask({leaf: rank})

    @cached_property
    def gauges(self) -> Mapping[Measure, Gauge]:
        """The measures that are sums over bits; weighted ones are missing where several siblings are unknown."""
        found: dict[Measure, Gauge] = {Measure.ITEMS_MET: ((self.met, Fraction(1)),)}
        if self.leaves:
            found[Measure.ITEMS_MET_SHARE] = ((self.met, Fraction(100, len(self.leaves))),)
        weights = leaf_weights(self.framework)
        if self.leaves and all(weight is None or weight.is_point for weight in weights.values()):
            points = {key: weight.low if weight else Fraction(0) for key, weight in weights.items()}
            found[Measure.MET_WEIGHT] = self._met_gauge(points)
            found[Measure.PARTIAL] = self._partial_gauge(points)
        return found

    def _met_gauge(self, weights: Mapping[str, Fraction]) -> Gauge:
        bits: defaultdict[Fraction, int] = defaultdict(int)
        for place, leaf in enumerate(self.leaves):
            bits[weights[leaf.key]] |= 1 << (DEEPEST * place + leaf.depth.rank - 1)
        return tuple((mask, weight) for weight, mask in bits.items() if weight)

    def _partial_gauge(self, weights: Mapping[str, Fraction]) -> Gauge:
        bits: defaultdict[Fraction, int] = defaultdict(int)
        for leaf in self.leaves:
            bits[weights[leaf.key] / leaf.depth.rank] |= self.level(leaf.key, leaf.depth.rank)
        return tuple((mask, weight) for weight, mask in bits.items() if weight)

    def figure(self, measure: Measure, mask: int) -> Figure:
        """A coverage measure of a mask: a count, a rank or per cent of items, or a share of the weight (0 to 1)."""
        gauge = self.gauges.get(measure)
        if gauge is not None:
            return _point(read(gauge, mask))
        if measure is Measure.LEAST_DEPTH:
            return _point(min((self.rank(mask, leaf.key) for leaf in self.leaves), default=0))
        if measure is Measure.ITEMS_MET_SHARE:
            return Figure(Fraction(0), Fraction(100))
        found = self._weighed(measure, mask)
        return Figure(found.low, found.high)

    def _weighed(self, measure: Measure, mask: int) -> Interval:
        scores = {leaf.key: Fraction(self.rank(mask, leaf.key), leaf.depth.rank) for leaf in self.leaves}
        if measure is Measure.MET_WEIGHT:
            return weigh(self.framework, {key: Fraction(score >= 1) for key, score in scores.items()})
        return weigh(self.framework, {key: min(Fraction(1), score) for key, score in scores.items()})


def read(gauge: Gauge, mask: int) -> Fraction:
    """The sum that a gauge makes of a mask."""
    return sum(((mask & bits).bit_count() * each for bits, each in gauge), Fraction(0))


def yardstick(index: Index, framework: str) -> Yardstick:
    """The yardstick of a framework, made once for an index."""
    return kept(index, ("yardstick", framework), lambda: Yardstick(index, index.frameworks[framework]))
