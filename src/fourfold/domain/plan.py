"""Program plans (人才培养方案): which courses a class takes, when, and what it may choose."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fourfold.domain.footing import Footing
from fourfold.domain.marks import Amount, AsSet, Code, Key, Natural, Positive, Refers
from fourfold.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A course in a plan. `term` is the one it starts in; an elective without one may start in any of its terms."""

    course: Annotated[Key, Refers("course")]
    term: Positive | None = None


class PoolKind(StrEnum):
    """How an elective pool is satisfied.

    `COURSES`: exactly `choose` of the listed courses. `MODULES`: exactly `choose` of the listed modules, each
    whole. `CREDITS`: at least `credits` from the listed courses. `UNLISTED`: `credits` from courses that the
    plan does not list.
    """

    COURSES = "courses"
    MODULES = "modules"
    CREDITS = "credits"
    UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """A set of electives and how much of it must be taken; a course counts in one pool.

    `electives` lists the candidate courses, and for `MODULES` fixes terms of the modules' courses where wanted.
    """

    key: Key
    code: Code
    title: Text
    category: Annotated[Key, Refers("category")]
    kind: PoolKind
    choose: Positive | None = None
    credits: Amount | None = None
    electives: tuple[Placement, ...] = ()
    modules: Annotated[tuple[Annotated[Key, Refers("module")], ...], AsSet()] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """When a class sits what a framework asks: after a `term`, or after a `course` (exactly one is given)."""

    framework: Annotated[Key, Refers("framework")]
    term: Positive | None = None
    course: Annotated[Key, Refers("course")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWeeks:
    """The weeks of one term, by use."""

    term: Positive
    teaching: Natural = 0
    concentrated: Natural = 0
    military: Natural = 0
    exam: Natural = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan of one program for one training type (普通, 订单班, 3+2, …)."""

    key: Key
    code: Code
    training_type: Code
    title: Text | None = None
    required: tuple[Placement, ...] = ()
    pools: tuple[Pool, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    calendar: tuple[TermWeeks, ...] = ()
    footing: Footing | None = None
