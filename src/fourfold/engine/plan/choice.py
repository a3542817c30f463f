"""One way through a plan's electives, why there may be none, and how hard to look."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How hard to look before an answer is *not decided*: counts, never seconds, so that answers repeat.

    `profiles`: how many ways may stand side by side. `steps`: how many combinations may be tried in one question.
    `effort`: how much deterministic work the solver may do where those strike, for each extreme; 0 leaves it out.
    """

    profiles: int = 2_000
    steps: int = 200_000
    effort: int = 2


COMPARISONS_IN_A_STEP = 50


class StruckError(Exception):
    """The limit struck; never leaves the engine: the answer says *not decided* instead."""


class Tally:
    """Counts steps against a limit."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self.steps = 0
        self.compared = 0

    def step(self, count: int = 1) -> None:
        """Count `count` steps more; raises `StruckError` beyond the limit."""
        self.steps += count
        if self.steps > self.limit.steps:
            raise StruckError

    def compare(self, count: int) -> None:
        """Count `count` comparisons, each a small part of a step; raises `StruckError` beyond the limit."""
        self.compared += count
        if self.compared > self.limit.steps * COMPARISONS_IN_A_STEP:
            raise StruckError

    def hold(self, count: int) -> None:
        """Hold `count` profiles side by side; raises `StruckError` beyond the limit."""
        if count > self.limit.profiles:
            raise StruckError


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An elective course, the term it starts in and the key of the pool it counts in."""

    course: str
    term: int
    pool: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenModule:
    """A module chosen as such, and the key of the pool it counts in."""

    module: str
    pool: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A whole choice: every elective that is taken, in the order of the pools; required courses are understood.

    `wholes` are the modules chosen as such; their courses that the plan does not require stand in `taken`.
    """

    taken: tuple[Taken, ...] = ()
    wholes: tuple[TakenModule, ...] = ()

    @property
    def modules(self) -> tuple[str, ...]:
        """The keys of the modules chosen as such."""
        return tuple(each.module for each in self.wholes)


class Obstacle(StrEnum):
    """Why there is no legal choice."""

    POOLS = "pools"
    REQUISITES = "requisites"
    CONDITION = "condition"
    NO_TERM = "no-term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Infeasible:
    """There is no legal choice: the `pools` and the requisites of `courses` contradict each other.

    Both are keys, and no fewer of them do so. `CONDITION`: there are legal choices, but none that takes the module
    or the course asked about. `NO_TERM`: the course asked about has no term, so that nothing is after it.
    """

    why: Obstacle
    pools: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
