"""What a plan takes and when it may take it: required courses and listed electives with their possible terms."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from fourfold.domain.course import Course
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind
from fourfold.domain.program import Program
from fourfold.engine.index import Index


@dataclass(frozen=True, slots=True)
class Seat:
    """A course in a plan. `starts` are the terms it may start in; empty where it fits into none or names none."""

    course: Course
    starts: tuple[int, ...]
    path: str
    pool: Pool | None = None

    def ends(self, start: int) -> int:
        """The term at whose end the course is completed, if it starts in `start`."""
        return start + self.course.span - 1


class Seating:
    """The seats of one plan; `path` is its JSON pointer inside its program."""

    def __init__(self, index: Index, program: Program, plan: Plan, path: str) -> None:
        self.index = index
        self.program = program
        self.plan = plan
        self.path = path

    @cached_property
    def required(self) -> dict[str, Seat]:
        """The required courses by key; the first placement counts."""
        found: dict[str, Seat] = {}
        for number, placement in enumerate(self.plan.required):
            course = self.index.courses.get(placement.course)
            if course is not None and course.key not in found:
                starts = (placement.term,) if placement.term is not None else ()
                found[course.key] = Seat(course, starts, f"{self.path}/required/{number}")
        return found

    @cached_property
    def listed(self) -> tuple[Seat, ...]:
        """Every candidate of every pool, module by module and course by course, required ones included."""
        return tuple(seat for number, pool in enumerate(self.plan.pools) for seat in self._candidates(number, pool))

    @cached_property
    def electives(self) -> dict[str, tuple[Seat, ...]]:
        """The candidates that the plan does not require, by key: one seat for each pool that lists the course."""
        found: dict[str, list[Seat]] = {}
        for seat in self.listed:
            if seat.course.key not in self.required:
                found.setdefault(seat.course.key, []).append(seat)
        return {key: tuple(seats) for key, seats in found.items()}

    @cached_property
    def starts(self) -> dict[str, frozenset[int]]:
        """The terms in which each course of the plan may start, by the course's key."""
        fixed = {key: frozenset(seat.starts) for key, seat in self.required.items()}
        chosen = {key: frozenset(t for seat in seats for t in seat.starts) for key, seats in self.electives.items()}
        return fixed | chosen

    def window(self, course: Course) -> tuple[int, ...]:
        """The terms of the program in which the course may start and still end."""
        last = self.program.terms - course.span + 1
        return tuple(term for term in (course.terms or range(1, last + 1)) if term <= last)

    def _candidates(self, number: int, pool: Pool) -> Iterator[Seat]:
        base = f"{self.path}/pools/{number}"
        paths = {each.course: f"{base}/electives/{place}" for place, each in reversed([*enumerate(pool.electives)])}
        fixed = {each.course: each for each in reversed(pool.electives)}
        keys = dict.fromkeys(self._taken(pool) if pool.kind is PoolKind.MODULES else fixed)
        for key in sorted(keys):
            course = self.index.courses.get(key)
            if course is not None:
                starts = self._starts(course, fixed.get(key))
                yield Seat(course, starts, paths.get(key, f"{base}/modules"), pool)

    def _taken(self, pool: Pool) -> Iterator[str]:
        for module in pool.modules:
            courses = self.index.courses_of_module.get(module, ())
            yield from (each.key for each in courses if not each.optional)

    def _starts(self, course: Course, placement: Placement | None) -> tuple[int, ...]:
        if placement is not None and placement.term is not None:
            return (placement.term,)
        return self.window(course)


def seatings(index: Index) -> tuple[Seating, ...]:
    """The seating of every plan, program by program."""
    return tuple(
        Seating(index, program, plan, f"/plans/{number}")
        for program in index.programs.values()
        for number, plan in enumerate(program.plans)
    )
