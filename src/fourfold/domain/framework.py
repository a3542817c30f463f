"""Frameworks (标准): what somebody asks for — a job, a certification, a competition, a regulation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from fourfold.domain.footing import Footing
from fourfold.domain.marks import Amount, AsSet, Bounds, Code, Key, Line, Prose, Refers
from fourfold.domain.text import Text


class FrameworkKind(StrEnum):
    """Who asks: in the order of jobs, courses, competitions, certifications."""

    JOB = "job"
    COMPETITION = "competition"
    CERTIFICATION = "certification"
    REGULATION = "regulation"


class Depth(StrEnum):
    """How deeply an outcome treats an item: introduce < reinforce < master."""

    INTRODUCE = "introduce"
    REINFORCE = "reinforce"
    MASTER = "master"

    @property
    def rank(self) -> int:
        """1, 2 or 3; a leaf that nothing serves has rank 0.

        >>> Depth.MASTER.rank
        3
        """
        return _RANKS[self]


_RANKS = {Depth.INTRODUCE: 1, Depth.REINFORCE: 2, Depth.MASTER: 3}
Weight = Annotated[Decimal, Bounds(least=0, most=1_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The same thing in somebody else's register: an occupation's code, an exam's number."""

    scheme: Line
    code: Line
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the source of a framework says and this model has no room for: kept to be given back, never judged here.

    `of` names what it belongs to at the source; `text` goes on where the text before it under the same name ends.
    """

    of: Line
    text: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A node of a framework's tree; a node without children is a leaf.

    `weight` is this node's share among its siblings, `None` where nobody knows it: never zero, never an equal
    share. `total` is what its children's weights add up to, where stated. `depth` is what a leaf requires.
    `technologies` are codes, since a framework does not know which cluster will read it.
    """

    key: Key
    code: Code
    title: Text
    weight: Weight | None = None
    total: Weight | None = None
    depth: Depth = Depth.REINFORCE
    technologies: Annotated[tuple[Code, ...], AsSet()] = ()
    footing: Footing | None = None
    children: "tuple[Item, ...]" = ()

    def walk(self) -> "Iterator[Item]":
        """This node and every node below it, parents first, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One version of a framework.

    `family` is shared by its versions (`hcia-datacom`), `code` names this one (`hcia-datacom-v1`).
    `retires_on_date` is the last valid day, in the zone of `institution`. `total` is what the weights of its
    first-level items add up to, where stated (100 where not).
    """

    key: Key
    code: Code
    family: Code
    kind: FrameworkKind
    title: Text
    version: Line | None = None
    provider: Text | None = None
    institution: Code
    valid_from_date: date | None = None
    retires_on_date: date | None = None
    supersedes: Annotated[Key, Refers("framework")] | None = None
    total: Amount | None = None
    anchors: tuple[Anchor, ...] = ()
    note: Text | None = None
    footing: Footing
    items: tuple[Item, ...] = ()
    carried: tuple[Carried, ...] = ()

    def walk(self) -> Iterator[Item]:
        """Every node of the tree, parents first, in order."""
        for item in self.items:
            yield from item.walk()

    def leaves(self) -> tuple[Item, ...]:
        """The nodes without children, in order: what courses are linked to."""
        return tuple(item for item in self.walk() if not item.children)
