"""The judge of choices: whether one is legal, from the definitions alone. It knows no solver and nothing compiled."""

from collections.abc import Iterable, Mapping
from itertools import chain

from fourfold.domain.course import Requisite
from fourfold.domain.plan import Pool, PoolKind
from fourfold.engine.index import Index
from fourfold.engine.plan.choice import Choice, Taken
from fourfold.engine.plan.offer import whole
from fourfold.engine.plan.tree import holds


def candidates(index: Index, *, plan: str, pool: Pool) -> tuple[str, ...]:
    """The courses that may be taken through a pool of a plan, in the order listed: never one that it requires."""
    required = {each.course for each in index.plans[plan].required}
    if pool.kind is PoolKind.MODULES:
        listed: Iterable[str] = chain.from_iterable(whole(index, key) for key in pool.modules if key in index.modules)
    else:
        listed = (each.course for each in pool.electives)
    return tuple(key for key in dict.fromkeys(listed) if key in index.courses and key not in required)


def starts_of(index: Index, *, plan: str, choice: Choice) -> dict[str, int | None]:
    """The first term of every course that a plan takes under a choice; `None` where a required one has none."""
    found: dict[str, int | None] = {each.course: each.term for each in index.plans[plan].required}
    found.update((each.course, each.term) for each in choice.taken)
    return {key: start for key, start in found.items() if key in index.courses}


def is_legal(index: Index, *, plan: str, choice: Choice) -> bool:
    """Whether a choice is legal: admissible, and no credit-pool course can go with all that must go with it."""
    return is_admissible(index, plan=plan, choice=choice) and legal_part(index, plan=plan, choice=choice) == choice


def legal_part(index: Index, *, plan: str, choice: Choice) -> Choice:
    """An admissible choice without credit-pool courses that can be dropped: a legal one, with the same terms.

    Requisites only ever ask for more courses, so whoever drops a course must drop every course that is left without
    its requisites; if no single course can go in that way, no set of courses can.
    """
    for each in choice.taken:
        fewer = _dropping(index, plan, choice, each) if each in choice.taken else None
        if fewer is not None and is_admissible(index, plan=plan, choice=fewer):
            choice = fewer
    return choice


def _dropping(index: Index, plan: str, choice: Choice, dropped: Taken) -> Choice | None:
    """The choice without a course and all that then lack requisites; `None` where one of them cannot go."""
    gone = {dropped.course}
    while True:
        left = tuple(each for each in choice.taken if each.course not in gone)
        if any(each.course in gone and index.pools[each.pool].kind is not PoolKind.CREDITS for each in choice.taken):
            return None
        fewer = Choice(taken=left, wholes=choice.wholes)
        lacking = _lacking(index, plan, fewer)
        if not lacking:
            return fewer
        if not lacking <= {each.course for each in left}:
            return None
        gone |= lacking


def is_admissible(index: Index, *, plan: str, choice: Choice) -> bool:
    """Whether pools are satisfied, courses count once, terms lie in their windows, and requisites hold."""
    courses = [each.course for each in choice.taken]
    pools = [pool for pool in index.plans[plan].pools if pool.kind is not PoolKind.UNLISTED]
    return (
        len(courses) == len(set(courses))
        and {each.pool for each in choice.taken} <= {pool.key for pool in pools}
        and all(_satisfies(index, plan, pool, choice) for pool in pools)
        and all(each.term in _window(index, plan, each) for each in choice.taken)
        and not _lacking(index, plan, choice)
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


def _lacking(index: Index, plan: str, choice: Choice) -> set[str]:
    """The taken courses whose requisites decide on legality and do not hold."""
    starts = starts_of(index, plan=plan, choice=choice)
    electives = {key for pool in index.plans[plan].pools for key in candidates(index, plan=plan, pool=pool)}
    found = set()
    for key in starts:
        course = index.courses[key]
        counts = key in electives or any(leaf.course in electives for leaf in course.requisites())
        if counts and course.requisite is not None and not requisite_holds(index, key, course.requisite, starts):
            found.add(key)
    return found


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
