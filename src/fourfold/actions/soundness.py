"""What a change does to the soundness of a cluster: the problems that it brings, and those that it takes away."""

from collections.abc import Iterable
from dataclasses import dataclass

from fourfold.actions.comparing import problems_between
from fourfold.domain.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    """The problems that only the later state has, and those that only the earlier one had."""

    brought: tuple[Problem, ...]
    taken: tuple[Problem, ...]


def soundness(before: Iterable[Problem], after: Iterable[Problem]) -> Soundness:
    """What becomes of soundness, from all problems of both states."""
    brought, taken = problems_between(tuple(before), tuple(after))
    return Soundness(brought=brought, taken=taken)
