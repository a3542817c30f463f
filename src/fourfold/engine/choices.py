"""Legal choices of a plan: what its electives leave open, one that is legal, and whether a given one is.

A choice is *admissible* when every pool is satisfied, a course counts in one pool, every elective starts within its
window (the plan's own term, else the course's terms, else any from which it is completed within the program), and
requisites hold: a requisite on a course that is not taken is false, one on a taken course without a term is true.
It is *legal* when besides no set of courses from credit pools can be dropped, with the terms of the rest unchanged,
leaving it admissible. The requisites of a required course count only where they name an elective candidate: a late
requisite among required courses is a problem that the checks report, and would leave nothing to measure here.
"""

from collections.abc import Iterable, Mapping
from itertools import chain, combinations

from fourfold.domain.course import Requisite
from fourfold.domain.plan import Pool, PoolKind
from fourfold.engine.index import Index
from fourfold.engine.plan.block import FREE
from fourfold.engine.plan.choice import Choice, Infeasible, Limit, Obstacle, StruckError, Taken, TakenModule
from fourfold.engine.plan.compiled import Compiled, compiled
from fourfold.engine.plan.fold import Trail
from fourfold.engine.plan.obstacle import obstacle
from fourfold.engine.plan.offer import whole
from fourfold.engine.plan.tree import holds

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
]


def candidates(index: Index, *, plan: str, pool: Pool) -> tuple[str, ...]:
    """The courses that may be taken through a pool of a plan, in the order listed: never one that it requires."""
    required = {each.course for each in index.plans[plan].required}
    if pool.kind is PoolKind.MODULES:
        listed: Iterable[str] = chain.from_iterable(whole(index, key) for key in pool.modules if key in index.modules)
    else:
        listed = (each.course for each in pool.electives)
    return tuple(key for key in dict.fromkeys(listed) if key in index.courses and key not in required)


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
    starts = _starts(index, plan, choice)
    return frozenset(
        key for key, start in starts.items() if start is not None and start + index.courses[key].span - 1 <= term
    )


def _starts(index: Index, plan: str, choice: Choice) -> dict[str, int | None]:
    found: dict[str, int | None] = {each.course: each.term for each in index.plans[plan].required}
    found.update((each.course, each.term) for each in choice.taken)
    return {key: start for key, start in found.items() if key in index.courses}


def is_legal(index: Index, *, plan: str, choice: Choice) -> bool:
    """Whether a choice is legal, judged from the definitions alone: slowly, and without what is compiled."""
    if not _is_admissible(index, plan, choice):
        return False
    spare = [each for each in choice.taken if index.pools[each.pool].kind is PoolKind.CREDITS]
    sizes = range(1, len(spare) + 1)
    return not any(
        _is_admissible(index, plan, _without(choice, dropped))
        for dropped in chain.from_iterable(combinations(spare, size) for size in sizes)
    )


def _without(choice: Choice, dropped: tuple[Taken, ...]) -> Choice:
    return Choice(taken=tuple(each for each in choice.taken if each not in dropped), wholes=choice.wholes)


def _is_admissible(index: Index, plan: str, choice: Choice) -> bool:
    courses = [each.course for each in choice.taken]
    pools = [pool for pool in index.plans[plan].pools if pool.kind is not PoolKind.UNLISTED]
    return (
        len(courses) == len(set(courses))
        and {each.pool for each in choice.taken} <= {pool.key for pool in pools}
        and all(_satisfies(index, plan, pool, choice) for pool in pools)
        and all(each.term in _window(index, plan, each) for each in choice.taken)
        and _requisites_hold(index, plan, choice)
    )


def _satisfies(index: Index, plan: str, pool: Pool, choice: Choice) -> bool:
    taken = {each.course for each in choice.taken if each.pool == pool.key}
    if not taken <= set(candidates(index, plan=plan, pool=pool)):
        return False
    if pool.kind is PoolKind.COURSES:
        return len(taken) == (pool.choose or 0)
    if pool.kind is PoolKind.CREDITS:
        return sum(index.courses[key].credits for key in taken) >= (pool.credits or 0)
    required = {each.course for each in index.plans[plan].required}
    modules = [each.module for each in choice.wholes if each.pool == pool.key]
    inside = set(chain.from_iterable(whole(index, key) for key in modules)) - required
    return set(modules) <= set(pool.modules) and len(modules) == (pool.choose or 0) and taken == inside


def _window(index: Index, plan: str, taken: Taken) -> set[int]:
    course, terms = index.courses[taken.course], index.program_of_plan[plan].terms
    pinned = {each.term for each in index.pools[taken.pool].electives if each.course == taken.course} - {None}
    wanted = pinned or set(course.terms) or set(range(1, terms + 1))
    return {start for start in wanted if start is not None and start + course.span - 1 <= terms}


def _requisites_hold(index: Index, plan: str, choice: Choice) -> bool:
    starts = _starts(index, plan, choice)
    electives = {key for pool in index.plans[plan].pools for key in candidates(index, plan=plan, pool=pool)}
    for key in starts:
        course = index.courses[key]
        counts = key in electives or any(leaf.course in electives for leaf in course.requisites())
        if counts and course.requisite is not None and not requisite_holds(index, key, course.requisite, starts):
            return False
    return True


def requisite_holds(index: Index, owner: str, tree: Requisite, starts: Mapping[str, int | None]) -> bool:
    """Whether the requisite `tree` of `owner` holds where `starts` are all taken courses and their first terms."""
    if tree.course is None:
        if tree.all_of:
            return all(requisite_holds(index, owner, branch, starts) for branch in tree.all_of)
        return any(requisite_holds(index, owner, branch, starts) for branch in tree.any_of)
    if tree.course not in starts:
        return False
    start, other = starts[owner], starts[tree.course]
    if start is None or other is None:
        return True
    return holds(tree.kind, start=start, other=other, other_span=index.courses[tree.course].span)
