"""Single moves that heal a requisite placed late: another term for the late course, or for one that it needs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fourfold.domain.marks import Key
from fourfold.domain.plan import Plan
from fourfold.engine.checks.requisites import late_courses
from fourfold.engine.checks.seating import Seating
from fourfold.engine.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A required course of a plan starts in `term`, in place of `was`."""

    course: Key
    term: int
    was: int


def moves(index: Index, *, plan: Key, course: Key) -> tuple[Move, ...]:
    """Every single move of `course`, or of a course that it names, after which it is late no more.

    A move stays within the terms that the course may run in, and no other course becomes late by it: the check on
    requisites is asked anew for each. The nearest moves come first, in terms, then those of `course` itself. Loads
    are not considered. `KeyError` for an unknown plan.
    """
    program, kept = index.program_of_plan[plan], index.plans[plan]
    before = Counter(late_courses(Seating(index, program, kept, "")))
    found = [each for each in _tried(index, kept, course) if _heals(index, kept, each, course, before)]
    return tuple(sorted(found, key=lambda each: (abs(each.term - each.was), each.course != course, each.term)))


def _tried(index: Index, plan: Plan, course: Key) -> Iterator[Move]:
    seating = Seating(index, index.program_of_plan[plan.key], plan, "")
    named = {leaf.course for leaf in index.courses[course].requisites()} | {course}
    for placement in plan.required:
        if placement.course in named and placement.term is not None and placement.course in index.courses:
            window = seating.window(index.courses[placement.course])
            yield from (
                Move(course=placement.course, term=term, was=placement.term)
                for term in window
                if term != placement.term
            )


def _heals(index: Index, plan: Plan, move: Move, course: Key, before: Counter[Key]) -> bool:
    placed = tuple(
        replace(each, term=move.term) if each.course == move.course and each.term == move.was else each
        for each in plan.required
    )
    moved = replace(plan, required=placed)
    after = Counter(late_courses(Seating(index, index.program_of_plan[plan.key], moved, "")))
    return course not in after and after <= before
