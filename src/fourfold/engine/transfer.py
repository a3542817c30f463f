"""Transfer: what somebody who took one plan carries over to another, and what is still to be taken.

Units: credits (学分) and teaching hours (学时), exact. Nothing here recognises a course as another: that is for people
to decide. Only the same course counts; variants of one subject are named beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.course import Course, Requisite
from fourfold.domain.plan import Plan, Pool, PoolKind
from fourfold.engine.aims import aims
from fourfold.engine.choices import candidates
from fourfold.engine.coverage import Coverage, coverage, depths
from fourfold.engine.hours import hours_of
from fourfold.engine.index import Index
from fourfold.engine.plan.offer import whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Credits and hours of a set of courses."""

    credits: Fraction
    hours: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A course that counts in the target: required there, or through one of its pools."""

    course: str
    pool: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A course that was taken, and one of the same subject that the target has: alike, but not counted."""

    taken: str
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """A course that the target requires and nobody has taken yet, in the `term` where it starts there.

    `late`: that term is over, and the source has not `begun` it: a course over several terms goes on. `ready`: every
    requisite is among the courses taken; one in the same term counts as met where its course is taken already.
    """

    course: str
    term: int | None
    begun: bool
    late: bool
    ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolState:
    """How far a pool of the target is satisfied: `got` of `asked` courses, whole modules or credits, by its kind.

    `courses` count in it. A pool that lists no courses has got nothing: people may recognise courses there.
    """

    pool: str
    kind: PoolKind
    courses: tuple[str, ...]
    got: Fraction
    asked: Fraction

    @property
    def satisfied(self) -> bool:
        """Whether nothing more is asked."""
        return self.got >= self.asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What the carried courses cover of a framework that the target's program names."""

    framework: str
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What is carried from plan `source`, all of whose required courses were taken by the end of term `after`.

    `taken` = `carried` + `unused`. `open`: electives of the source that would count too, had they been taken by then.
    `required` is the load of what the target requires: `required` = `carried_load` + `missing`, pools apart.
    """

    source: str
    target: str
    after: int
    taken: tuple[str, ...]
    carried: tuple[Carried, ...]
    unused: tuple[str, ...]
    open: tuple[Carried, ...]
    variants: tuple[Variant, ...]
    remaining: tuple[Remaining, ...]
    pools: tuple[PoolState, ...]
    required: Load
    carried_load: Load
    missing: Load
    reached: tuple[Reached, ...]


def transfer(index: Index, *, source: str, target: str, after: int) -> Transfer:
    """What carries over from the plan `source` to the plan `target` after a term.

    taken T = {required c of source : term(c) + span(c) − 1 ≤ after}; carried = T ∩ (required of target ∪ candidates of
    its pools), a course in the first pool that lists it; remaining = required of target − T, by term.

    Example: ONE requires A (4 credits, term 1) and B (2, term 2); TWO requires A and C (3, term 1), and offers B in a
    pool of one course. After term 1, A is carried (4 of 7 credits), C remains and is late; after term 2, B fills the
    pool besides.
    """
    old, new = index.plans[source], index.plans[target]
    taken = _completed(index, old, after)
    places = _places(index, new)
    carried = tuple(Carried(course=key, pool=places[key]) for key in taken if key in places)
    required = [each.course for each in new.required if each.course in index.courses]
    kept = [each.course for each in carried if each.pool is None]
    return Transfer(
        source=source,
        target=target,
        after=after,
        taken=taken,
        carried=carried,
        unused=tuple(key for key in taken if key not in places),
        open=tuple(Carried(course=key, pool=places[key]) for key in _electives(index, old, after) if key in places),
        variants=_variants(index, taken, places),
        remaining=_remaining(index, new, frozenset(taken), _begun(index, old, after), after),
        pools=tuple(_state(index, pool, places, taken) for pool in new.pools),
        required=_load(index, required),
        carried_load=_load(index, kept),
        missing=_load(index, [key for key in required if key not in set(kept)]),
        reached=_reached(index, target, [each.course for each in carried]),
    )


def _completed(index: Index, plan: Plan, after: int) -> tuple[str, ...]:
    """The required courses of a plan that end by a term, each once, in the plan's order."""
    ended = (
        each.course
        for each in plan.required
        if each.course in index.courses
        and each.term is not None
        and each.term + index.courses[each.course].span - 1 <= after
    )
    return tuple(dict.fromkeys(ended))


def _electives(index: Index, plan: Plan, after: int) -> tuple[str, ...]:
    """The electives of a plan that can be completed by a term."""
    terms = index.program_of_plan[plan.key].terms
    found: dict[str, None] = {}
    for pool in plan.pools:
        pinned = {each.course: each.term for each in pool.electives if each.term is not None}
        for key in candidates(index, plan=plan.key, pool=pool):
            course = index.courses[key]
            start = pinned.get(key) or min(course.terms, default=1)
            if start + course.span - 1 <= min(after, terms):
                found[key] = None
    return tuple(found)


def _places(index: Index, plan: Plan) -> dict[str, str | None]:
    """Where each course counts in a plan: required (`None`), else in the first pool that lists it."""
    places: dict[str, str | None] = {each.course: None for each in plan.required if each.course in index.courses}
    for pool in plan.pools:
        for key in candidates(index, plan=plan.key, pool=pool):
            places.setdefault(key, pool.key)
    return places


def _variants(index: Index, taken: Iterable[str], places: dict[str, str | None]) -> tuple[Variant, ...]:
    had = tuple(taken)
    return tuple(
        Variant(taken=key, wanted=other)
        for key in had
        for other in places
        if other not in had and _alike(index.courses[key], index.courses[other])
    )


def _alike(one: Course, other: Course) -> bool:
    return one.subject is not None and other.subject is not None and one.subject.lower() == other.subject.lower()


def _begun(index: Index, plan: Plan, after: int) -> frozenset[str]:
    """The required courses of a plan that have started by a term and end after it."""
    started = (each for each in plan.required if each.course in index.courses and each.term is not None)
    return frozenset(
        each.course
        for each in started
        if (each.term or 0) <= after < (each.term or 0) + index.courses[each.course].span - 1
    )


def _remaining(
    index: Index, plan: Plan, taken: frozenset[str], begun: frozenset[str], after: int
) -> tuple[Remaining, ...]:
    terms = {each.course: each.term for each in plan.required if each.course in index.courses}
    left = (
        Remaining(
            course=key,
            term=term,
            begun=key in begun,
            late=term is not None and term <= after and key not in begun,
            ready=_ready(index.courses[key].requisite, taken),
        )
        for key, term in terms.items()
        if key not in taken
    )
    return tuple(sorted(left, key=lambda each: (each.term is None, each.term or 0, index.courses[each.course].code)))


def _ready(tree: Requisite | None, taken: frozenset[str]) -> bool:
    if tree is None:
        return True
    if tree.course is not None:
        return tree.course in taken
    if tree.all_of:
        return all(_ready(branch, taken) for branch in tree.all_of)
    return any(_ready(branch, taken) for branch in tree.any_of)


def _state(index: Index, pool: Pool, places: dict[str, str | None], taken: tuple[str, ...]) -> PoolState:
    courses = tuple(key for key in taken if places.get(key) == pool.key)
    return PoolState(
        pool=pool.key,
        kind=pool.kind,
        courses=courses,
        got=_got(index, pool, courses, frozenset(taken)),
        asked=Fraction((pool.credits if pool.kind in {PoolKind.CREDITS, PoolKind.UNLISTED} else pool.choose) or 0),
    )


def _got(index: Index, pool: Pool, courses: tuple[str, ...], taken: frozenset[str]) -> Fraction:
    """What a pool has got: credits as they are, courses and whole modules no more than it asks for."""
    if pool.kind is PoolKind.CREDITS:
        return sum((Fraction(index.courses[key].credits) for key in courses), Fraction(0))
    if pool.kind is PoolKind.UNLISTED:
        return Fraction(0)
    if pool.kind is PoolKind.COURSES:
        return Fraction(min(len(courses), pool.choose or 0))
    modules = sum(1 for key in pool.modules if (inside := whole(index, key)) and taken.issuperset(inside))
    return Fraction(min(modules, pool.choose or 0))


def _load(index: Index, courses: Iterable[str]) -> Load:
    known = [index.courses[key] for key in dict.fromkeys(courses)]
    return Load(
        credits=sum((Fraction(each.credits) for each in known), Fraction(0)),
        hours=sum((hours_of(each, index.cluster.head).total for each in known), Fraction(0)),
    )


def _reached(index: Index, plan: str, courses: list[str]) -> tuple[Reached, ...]:
    return tuple(
        Reached(
            framework=aim.framework,
            coverage=coverage(index.frameworks[aim.framework], depths(index, framework=aim.framework, courses=courses)),
        )
        for aim in aims(index, plan=plan)
    )
