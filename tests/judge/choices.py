"""The judge's legal choices: every one of them, by trying everything. It knows no engine, only the definitions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, Requisite, RequisiteKind
from fourfold.domain.plan import Plan, Pool, PoolKind
from fourfold.domain.program import Program

Terms = Mapping[str, int | None]
"""Every taken course and the term it starts in; `None` where the plan names no term."""


@dataclass(frozen=True)
class Pick:
    """What is taken through one pool."""

    pool: Pool
    courses: frozenset[str]
    modules: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Chosen:
    """One choice: what each pool gives, and when every taken course starts."""

    picks: tuple[Pick, ...]
    terms: Terms

    @property
    def modules(self) -> frozenset[str]:
        return frozenset[str]().union(*(pick.modules for pick in self.picks))

    @property
    def electives(self) -> frozenset[str]:
        return frozenset[str]().union(*(pick.courses for pick in self.picks))


def courses_of(dossier: Dossier) -> dict[str, Course]:
    return {course.key: course for course in dossier.cluster.courses}


def program_of(dossier: Dossier, plan: Plan) -> Program:
    return next(program for program in dossier.cluster.programs if plan in program.plans)


def required_of(dossier: Dossier, plan: Plan) -> dict[str, int | None]:
    known = courses_of(dossier)
    return {each.course: each.term for each in plan.required if each.course in known}


def module_courses(dossier: Dossier, module: str) -> frozenset[str]:
    """What taking a module takes."""
    return frozenset(each.key for each in dossier.cluster.courses if each.module == module and not each.optional)


def candidates(dossier: Dossier, plan: Plan, pool: Pool) -> frozenset[str]:
    """The courses that may be taken through a pool: never one that the plan requires."""
    if pool.kind is PoolKind.UNLISTED:
        return frozenset()
    if pool.kind is PoolKind.MODULES:
        listed = frozenset[str]().union(*(module_courses(dossier, module) for module in pool.modules))
    else:
        listed = frozenset(each.course for each in pool.electives) & set(courses_of(dossier))
    return listed - set(required_of(dossier, plan))


def subsets(things: frozenset[str]) -> Iterator[frozenset[str]]:
    ordered = sorted(things)
    sizes = range(len(ordered) + 1)
    return map(frozenset, chain.from_iterable(combinations(ordered, size) for size in sizes))


def enough(dossier: Dossier, pool: Pool, courses: frozenset[str]) -> bool:
    """Whether a pool that counts courses or credits is satisfied."""
    known = courses_of(dossier)
    if pool.kind is PoolKind.COURSES:
        return len(courses) == pool.choose
    if pool.kind is PoolKind.CREDITS:
        return sum(known[key].credits for key in courses) >= (pool.credits or 0)
    return True


def picks(dossier: Dossier, plan: Plan, pool: Pool) -> Iterator[Pick]:
    """Everything that satisfies one pool."""
    may = candidates(dossier, plan, pool)
    if pool.kind is PoolKind.UNLISTED:
        yield Pick(pool, frozenset())
    elif pool.kind is PoolKind.MODULES:
        exist = [each.key for each in dossier.cluster.modules if each.key in pool.modules]
        for modules in combinations(exist, pool.choose or 0):
            taken = frozenset[str]().union(*(module_courses(dossier, module) for module in modules))
            yield Pick(pool, taken & may, frozenset(modules))
    else:
        yield from (Pick(pool, courses) for courses in subsets(may) if enough(dossier, pool, courses))


def window(dossier: Dossier, plan: Plan, pool: Pool, key: str) -> tuple[int, ...]:
    """The terms in which a course taken through a pool may start."""
    course, last = courses_of(dossier)[key], program_of(dossier, plan).terms
    fixed = {each.term for each in pool.electives if each.course == key and each.term is not None}
    wanted = fixed or set(course.terms) or set(range(1, last + 1))
    return tuple(sorted(term for term in wanted if term + course.span - 1 <= last))


def ends(course: Course, terms: Terms) -> int | None:
    """The term at whose end a taken course is completed."""
    start = terms[course.key]
    return None if start is None else start + course.span - 1


def leaf_holds(dossier: Dossier, course: str, leaf: Requisite, terms: Terms) -> bool:
    if leaf.course is None or leaf.course not in terms:
        return False
    start, other = terms[course], terms[leaf.course]
    if start is None or other is None:
        return True
    if leaf.kind is RequisiteKind.PRE:
        return other + courses_of(dossier)[leaf.course].span - 1 < start
    return other <= start if leaf.kind is RequisiteKind.CO else other == start


def holds(dossier: Dossier, course: str, tree: Requisite, terms: Terms) -> bool:
    if tree.course is not None:
        return leaf_holds(dossier, course, tree, terms)
    if tree.all_of:
        return all(holds(dossier, course, branch, terms) for branch in tree.all_of)
    return any(holds(dossier, course, branch, terms) for branch in tree.any_of)


def judged(dossier: Dossier, plan: Plan) -> dict[str, Requisite]:
    """The requisite trees that decide on legality, by the course that has them."""
    electives = frozenset[str]().union(*(candidates(dossier, plan, pool) for pool in plan.pools))
    required = required_of(dossier, plan)
    return {
        course.key: course.requisite
        for course in dossier.cluster.courses
        if course.requisite is not None
        and (
            course.key in electives
            or (course.key in required and any(leaf.course in electives for leaf in course.requisites()))
        )
    }


def in_order(dossier: Dossier, trees: Mapping[str, Requisite], terms: Terms) -> bool:
    return all(holds(dossier, course, tree, terms) for course, tree in trees.items() if course in terms)


def droppable(dossier: Dossier, trees: Mapping[str, Requisite], chosen: Chosen) -> bool:
    """Whether some courses of credit pools could be dropped, with every term as it is."""
    spare = frozenset[str]().union(*(p.courses for p in chosen.picks if p.pool.kind is PoolKind.CREDITS))
    for dropped in subsets(spare):
        left = {key: term for key, term in chosen.terms.items() if key not in dropped}
        if (
            dropped
            and all(enough(dossier, pick.pool, pick.courses - dropped) for pick in chosen.picks)
            and in_order(dossier, trees, left)
        ):
            return True
    return False


def apart(chosen: tuple[Pick, ...]) -> bool:
    """Whether no course counts in two pools."""
    taken = [course for pick in chosen for course in pick.courses]
    return len(taken) == len(set(taken))


def tries(dossier: Dossier, plan: Plan) -> Iterator[Chosen]:
    """Every way to satisfy the pools within the windows, requisites unseen."""
    required = required_of(dossier, plan)
    for together in product(*(tuple(picks(dossier, plan, pool)) for pool in plan.pools)):
        if not apart(together):
            continue
        windows = {key: window(dossier, plan, pick.pool, key) for pick in together for key in sorted(pick.courses)}
        for starts in product(*windows.values()):
            yield Chosen(together, {**required, **dict(zip(windows, starts, strict=True))})


def legal_choices(dossier: Dossier, plan: Plan) -> tuple[Chosen, ...]:
    """Every legal choice of a plan."""
    trees = judged(dossier, plan)
    return tuple(
        each
        for each in tries(dossier, plan)
        if in_order(dossier, trees, each.terms) and not droppable(dossier, trees, each)
    )


def size(dossier: Dossier, plan: Plan) -> int:
    """An upper bound of how many choices there are to try, known without trying them."""
    found = 1
    for pool in plan.pools:
        found *= sum(
            _product(max(1, len(window(dossier, plan, pool, key))) for key in pick.courses)
            for pick in picks(dossier, plan, pool)
        )
    return found


def _product(numbers: Iterator[int]) -> int:
    found = 1
    for number in numbers:
        found *= number
    return found
