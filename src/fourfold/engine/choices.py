"""Legal choices of a plan: what its electives leave open, one that is legal, and whether a given one is.

A choice is *admissible* when every pool is satisfied, a course counts in one pool, every elective starts within its
window (the plan's own term, else the course's terms, else any from which it is completed within the program), and
requisites hold: a requisite on a course that is not taken is false, one on a taken course without a term is true.
It is *legal* when besides no set of courses from credit pools can be dropped, with the terms of the rest unchanged,
leaving it admissible. The requisites of a required course count only where they name an elective candidate: a late
requisite among required courses is a problem that the checks report, and would leave nothing to measure here.
"""

from fourfold.engine.index import Index
from fourfold.engine.plan.block import FREE
from fourfold.engine.plan.choice import Choice, Infeasible, Limit, Obstacle, StruckError, Taken, TakenModule
from fourfold.engine.plan.compiled import Compiled, compiled
from fourfold.engine.plan.fold import Trail
from fourfold.engine.plan.obstacle import obstacle
from fourfold.engine.plan.verify import candidates, is_legal, requisite_holds, starts_of

__all__ = [
    "Choice",
    "Infeasible",
    "Limit",
    "Obstacle",
    "Taken",
    "TakenModule",
    "candidates",
    "completed",
    "first_legal",
    "is_legal",
    "requisite_holds",
    "starts_of",
]


def first_legal(index: Index, *, plan: str, limit: Limit | None = None) -> Choice | Infeasible | None:
    """Some legal choice of a plan, or why there is none; `None` where the limit struck before either was found."""
    limit = limit or Limit()
    try:
        found = compiled(index, plan)
        trails = _first(found, limit)
        return obstacle(index, plan=plan, limit=limit) if trails is None else found.choice(trails, late=False)
    except StruckError:
        return None


def _first(plan: Compiled, limit: Limit) -> tuple[Trail | None, ...] | None:
    if plan.offer.impossible:
        return None
    firsts = [plan.first(number, FREE, limit) for number in range(len(plan.components))]
    return tuple(entries[0][1] for entries in firsts) if all(firsts) else None


def completed(index: Index, *, plan: str, choice: Choice, term: int) -> frozenset[str]:
    """C(p, f, t, x): the courses that a plan completes under a choice by the end of a term.

    A course is completed at the end of its last term, a required one without a term never.
    """
    starts = starts_of(index, plan=plan, choice=choice)
    return frozenset(
        key for key, start in starts.items() if start is not None and start + index.courses[key].span - 1 <= term
    )
