"""Requisite trees as alternatives: any one branch of a tree suffices, and all that a branch says must hold."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product

from fourfold.domain.course import Requisite, RequisiteKind
from fourfold.engine.plan.choice import StruckError

MOST_BRANCHES = 1_000
"""Trees that unfold into more are not decided: nobody writes such trees by hand."""


@dataclass(frozen=True, slots=True)
class Need:
    """The owner of a tree needs an elective `course`; without a `kind` it is enough that it is taken."""

    course: str
    kind: RequisiteKind | None


@dataclass(frozen=True, slots=True)
class Branch:
    """One way to satisfy a tree: the owner starts in one of `starts` (`None`: any), and every need is met."""

    starts: frozenset[int] | None
    needs: frozenset[Need]

    def needed(self) -> frozenset[str]:
        """The elective courses that it needs."""
        return frozenset(need.course for need in self.needs)


@dataclass(frozen=True, slots=True)
class Setting:
    """What trees are read against: the terms of required courses, the spans, and the elective candidates."""

    required: Mapping[str, int | None]
    spans: Mapping[str, int]
    electives: Collection[str]


def holds(kind: RequisiteKind | None, *, start: int, other: int, other_span: int) -> bool:
    """Whether a course that starts in `start` has its requisite, which starts in `other`, in time."""
    if kind is RequisiteKind.PRE:
        return other + other_span - 1 < start
    if kind is RequisiteKind.CO:
        return other <= start
    return kind is None or other == start


def branches(tree: Requisite, owner: str, starts: frozenset[int] | None, setting: Setting) -> tuple[Branch, ...]:
    """Every way to satisfy the `tree` of `owner`, which may start in `starts`; none: it cannot be satisfied."""
    if tree.course is not None:
        return _leaf(tree.course, tree.kind, owner, starts, setting)
    parts = [branches(branch, owner, starts, setting) for branch in tree.all_of or tree.any_of]
    if tree.all_of:
        return _every(parts, starts)
    return _fewest([branch for part in parts for branch in part])


def _leaf(
    course: str, kind: RequisiteKind, owner: str, starts: frozenset[int] | None, setting: Setting
) -> tuple[Branch, ...]:
    free = Branch(starts, frozenset())
    if course == owner:
        return () if starts is not None and kind is RequisiteKind.PRE else (free,)
    if course in setting.required:
        return _after_required(course, kind, starts, setting)
    if course in setting.electives:
        return (Branch(starts, frozenset({Need(course, None if starts is None else kind)})),)
    return ()


def _after_required(
    course: str, kind: RequisiteKind, starts: frozenset[int] | None, setting: Setting
) -> tuple[Branch, ...]:
    other = setting.required[course]
    if starts is None or other is None:
        return (Branch(starts, frozenset()),)
    span = setting.spans[course]
    left = frozenset(start for start in starts if holds(kind, start=start, other=other, other_span=span))
    return (Branch(left, frozenset()),) if left else ()


def _every(parts: list[tuple[Branch, ...]], starts: frozenset[int] | None) -> tuple[Branch, ...]:
    found = [Branch(starts, frozenset())]
    for part in parts:
        pairs = (_both(one, other) for one, other in product(found, part))
        found = list(_fewest([pair for pair in pairs if pair is not None]))
    return tuple(found)


def _both(one: Branch, other: Branch) -> Branch | None:
    if one.starts is None or other.starts is None:
        return Branch(one.starts, one.needs | other.needs)
    starts = one.starts & other.starts
    return Branch(starts, one.needs | other.needs) if starts else None


def _fewest(found: list[Branch]) -> tuple[Branch, ...]:
    """Without the branches that ask at least as much as another one."""
    if len(found) > MOST_BRANCHES:
        raise StruckError
    distinct = list(dict.fromkeys(found))
    return tuple(one for one in distinct if not any(_easier(other, one) for other in distinct if other != one))


def _easier(one: Branch, other: Branch) -> bool:
    return one.needs <= other.needs and (one.starts is None or (one.starts >= (other.starts or one.starts)))
