"""Succession: what became of each item of a framework in the version that follows it.

Leaves are paired one to one, so that what the pairs are worth adds up to the most; then what is left is looked at for
titles that were taken apart, put together, or refined below a heading. A pair has a confidence in per cent:

- the same key: 100, whatever else could be said;
- the same title in every language that both have: 97, and 99 with the same code;
- else how *near* the titles are (`engine.succession_text`), at most 95; with the same code, if that has a letter,
  45 + ⌊55·near/100⌋, at most 95. Numbers alone shift from one version to the next, and say nothing.

Pairs below 30 are not made. Of pairs worth the same, headings that are near decide. Nothing else is asked: no model, no
order of items, no links; equal frameworks give equal answers, however their items are ordered.

What is left of an old title O beside the new ones that it went on in, R, makes a further part where R is at least a
fifth of O and a new item says at least half of R: ⌊(heard + near) / 2⌋, heard being that share; or where the two are 60
% near by themselves. Several old ones that go on in one new one are found in the same way. An item that became a
heading goes on in all that stands below and came from nowhere else, with half the confidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from fourfold.domain.framework import Framework
from fourfold.engine.assignment import assign
from fourfold.engine.succession_leg import ALIKE, Clue, Leg, Legs, Side

__all__ = ["LEAST", "Clue", "Fate", "Leg", "Step", "Succession", "succession"]

LEAST = 30
"""Per cent from which on two items may be the same."""
_LEAST_LEFT, _LEAST_HEARD = 20, 50


class Fate(StrEnum):
    """What became of items: one goes on as it was, in other words, elsewhere; one becomes several or the reverse."""

    KEPT = "kept"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    JOINED = "joined"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What became of some items, by their keys, with the least confidence of its legs.

    Of a new or a gone one, `confidence` tells how unlike it is to all on the other side.
    """

    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]
    legs: tuple[Leg, ...]
    confidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What became of every leaf: in the order of the new version, then what is gone in that of the old one."""

    old: Framework
    new: Framework
    steps: tuple[Step, ...]

    def legs_of(self, old: str) -> tuple[Leg, ...]:
        """Where an old item goes on."""
        return tuple(leg for step in self.steps for leg in step.legs if leg.old == old)

    def before(self, new: str) -> tuple[str, ...]:
        """The old items that go on in a new one."""
        return tuple(leg.old for step in self.steps for leg in step.legs if leg.new == new)


def succession(old: Framework, new: Framework) -> Succession:
    """What became of each leaf of `old` in `new`, each with a confidence and the clues that it rests on.

    >>> from fourfold.domain.footing import Footing, Ground
    >>> from fourfold.domain.framework import FrameworkKind, Item
    >>> from fourfold.domain.text import Text
    >>> def version(name, **titles):
    ...     items = [Item(key=f"{name} {code}", code=code, title=Text(en=said)) for code, said in titles.items()]
    ...     return Framework(
    ...         key=name,
    ...         code=name,
    ...         family="f",
    ...         kind=FrameworkKind.JOB,
    ...         title=Text(en=name),
    ...         institution="c",
    ...         footing=Footing(ground=Ground.ILLUSTRATIVE),
    ...         items=tuple(items),
    ...     )
    >>> found = succession(
    ...     version("v1", ospf="OSPF basics", acl="ACL, NAT", wan="PPP links"),
    ...     version("v2", ospf="OSPF basics", filters="ACL filters", nat="NAT", python="Scripts in Python"),
    ... )
    >>> [(step.fate.value, len(step.old), len(step.new)) for step in found.steps]
    [('kept', 1, 1), ('split', 1, 2), ('new', 0, 1), ('gone', 1, 0)]
    """
    return Succession(old=old, new=new, steps=tuple(_Pairing(Legs(old, new)).steps()))


class _Pairing:
    """Two versions whose items are being brought together."""

    def __init__(self, legs: Legs) -> None:
        self.legs, self.old, self.new = legs, legs.old, legs.new
        self.found: list[Leg] = []

    def steps(self) -> list[Step]:
        """Everything that became of the leaves."""
        refined = tuple(self._refined())
        self._pair(refined)
        self._refine(refined)
        self._part()
        return list(self._told())

    def _refined(self) -> Iterator[Leg]:
        """Leaves that became headings, and headings that became leaves: nearer to these than to any leaf."""
        for old, new in ((self.old.leaves, self.new.headings), (self.old.headings, self.new.leaves)):
            worth = {(one, other): self._worth(self.legs.leg(one, other)) for one in old for other in new}
            for one, other in assign(worth).items():
                leg = self.legs.leg(one, other)
                if leg.confidence >= ALIKE and leg.confidence > self._rival(leg):
                    yield leg

    def _rival(self, leg: Leg) -> int:
        """The greatest confidence with which the leaf of a leg could go on in a leaf instead."""
        if leg.old in self.old.leaves:
            return max((self.legs.leg(leg.old, each).confidence for each in self.new.leaves), default=0)
        return max((self.legs.leg(each, leg.new).confidence for each in self.old.leaves), default=0)

    def _worth(self, leg: Leg) -> int:
        """What a pair adds to the sum: its confidence, and after that how near what stands above is."""
        return 0 if leg.confidence < LEAST else 1000 * leg.confidence + self.legs.around(leg.old, leg.new)

    def _pair(self, refined: Iterable[Leg]) -> None:
        """Leaves with the same key, then the best of what is left."""
        away = {each for leg in refined for each in (leg.old, leg.new)}
        olds, news = ([key for key in side.leaves if key not in away] for side in (self.old, self.new))
        known = {(old, new): self.legs.leg(old, new) for old in olds for new in news}
        same = {key for key in olds if key in news}
        worth = {pair: self._worth(leg) for pair, leg in known.items() if not same & set(pair)}
        self.found.extend(known[key, key] for key in olds if key in same)
        self.found.extend(known[pair] for pair in assign(worth).items())

    def _refine(self, refined: Iterable[Leg]) -> None:
        olds, news = self._taken()
        for leg in sorted(refined, key=lambda each: (-each.confidence, each.old, each.new)):
            if leg.old in self.old.leaves:
                ends = [(leg.old, new) for new in self.new.below(leg.new) if new not in news]
            else:
                ends = [(old, leg.new) for old in self.old.below(leg.old) if old not in olds]
            clues, half = (*leg.clues, Clue.HEADING), leg.confidence // 2
            for pair in ends:
                self._add(replace(self.legs.leg(*pair), confidence=half, clues=clues))

    def _taken(self) -> tuple[set[str], set[str]]:
        return {leg.old for leg in self.found}, {leg.new for leg in self.found}

    def _part(self) -> None:
        """Further parts of what was taken apart or put together, the surest first; each stays on one side alone."""
        olds, news = self._taken()
        free = [
            [key for key in side.leaves if key not in taken] for side, taken in ((self.old, olds), (self.new, news))
        ]
        offered = [
            *(self._split(leg, new) for leg in self.found for new in free[1]),
            *(self._joined(leg, old) for leg in self.found for old in free[0]),
        ]
        surest = sorted((leg for leg in offered if leg), key=lambda each: (-each.confidence, each.old, each.new))
        for leg in surest:
            self._add(leg)

    def _split(self, first: Leg, new: str) -> Leg | None:
        """A further leg of an old item that has one."""
        names = self.old.name(first.old), self.new.name(first.new), self.new.name(new)
        return self._further(self.legs.leg(first.old, new), *names)

    def _joined(self, first: Leg, old: str) -> Leg | None:
        """A further leg to a new item that has one."""
        names = self.new.name(first.new), self.old.name(first.old), self.old.name(old)
        return self._further(self.legs.leg(old, first.new), *names)

    def _further(self, leg: Leg, whole: str, taken: str, other: str) -> Leg | None:
        """A leg whose title `other` says what `taken` left over of the title `whole`, or is near by itself."""
        if leg.confidence >= ALIKE:
            return leg
        titles = self.legs.titles
        left, heard = titles.share(titles.left_over(whole, [taken]), whole, other)
        if left < _LEAST_LEFT or heard < _LEAST_HEARD:
            return None
        clues = (*(each for each in leg.clues if each is not Clue.NEAR_TITLE), Clue.PART_OF_TITLE)
        return replace(leg, confidence=max(leg.confidence, (heard + leg.near) // 2), clues=clues)

    def _add(self, leg: Leg) -> None:
        """Take a leg if one end is free still, and what the other end goes with goes with nothing else."""
        old = [each for each in self.found if each.old == leg.old]
        new = [each for each in self.found if each.new == leg.new]
        across = {each.new for each in old} | {each.old for each in new}
        alone = all(len(self._legs_at(each, at_new=bool(old))) == 1 for each in across)
        if alone and not (old and new):
            self.found.append(leg)

    def _legs_at(self, key: str, *, at_new: bool) -> list[Leg]:
        return [leg for leg in self.found if (leg.new if at_new else leg.old) == key]

    def _told(self) -> Iterator[Step]:
        by_old: defaultdict[str, list[Leg]] = defaultdict(list)
        by_new: defaultdict[str, list[Leg]] = defaultdict(list)
        for leg in self.found:
            by_old[leg.old].append(leg)
            by_new[leg.new].append(leg)
        told: set[str] = set()
        for new in self.new.leaves:
            legs = by_old[by_new[new][0].old] if len(by_new[new]) == 1 else by_new[new]
            if not legs:
                yield Step(fate=Fate.NEW, old=(), new=(new,), legs=(), confidence=100 - self._nearest(new, self.old))
            elif new not in told:
                yield self._step(legs)
            told.update(leg.new for leg in legs)
        for old in self.old.leaves:
            if not by_old[old]:
                yield Step(fate=Fate.GONE, old=(old,), new=(), legs=(), confidence=100 - self._nearest(old, self.new))

    def _step(self, legs: list[Leg]) -> Step:
        olds, news = {leg.old for leg in legs}, {leg.new for leg in legs}
        return Step(
            fate=self._fate(legs),
            old=tuple(each for each in self.old.leaves if each in olds),
            new=tuple(each for each in self.new.leaves if each in news),
            legs=tuple(legs),
            confidence=min(leg.confidence for leg in legs),
        )

    def _fate(self, legs: list[Leg]) -> Fate:
        leg = legs[0]
        if len(legs) > 1:
            return Fate.SPLIT if legs[1].old == leg.old else Fate.JOINED
        if Clue.HEADING in leg.clues or not self.legs.stays(leg.old, leg.new):
            return Fate.MOVED
        return Fate.KEPT if Clue.SAME_TITLE in leg.clues else Fate.REWORDED

    def _nearest(self, key: str, others: Side) -> int:
        pairs = ((key, each) if others is self.new else (each, key) for each in others.leaves)
        return max((self.legs.near(*pair) for pair in pairs), default=0)
