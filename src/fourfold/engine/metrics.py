"""Curricular complexity: how a curriculum's requisites hold its students up.

Courses are the vertices of a graph; an edge u → v says that v names u in its requisite tree, whatever the kind of
the requisite and whether it stands under all-of or any-of. Only the courses that are counted take part. Courses
that require each other at the same time (a strongly connected component whose inner requisites are all co or
strict-co) form a group: the edges inside it are dropped. Any other cycle has no metrics: the answer is `Cyclic`.

Definitions: Heileman, Abdallah, Slim and Hickman, "Curricular Analytics: A Framework for Quantifying the Impact of
Curricular Reforms and Pedagogical Innovations" (2018), https://doi.org/10.48550/arXiv.1811.09676.

Nothing here walks the paths one by one, of which there can be exponentially many: lengths and numbers of paths are
summed vertex by vertex in order, as exact integers of any size, and what a course blocks is a set of bits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import repeat
from operator import add

from fourfold.domain.cluster import TermSystem
from fourfold.domain.course import Course, RequisiteKind
from fourfold.domain.marks import Key
from fourfold.domain.plan import Plan, PoolKind
from fourfold.engine.components import components, shortest_path
from fourfold.engine.index import Index

Requisites = Mapping[Key, Sequence[tuple[Key, RequisiteKind]]]
"""Each counted course, with every course that its requisite tree names and the kind of that requisite."""

_Adjacent = list[list[int]]


@dataclass(frozen=True, slots=True)
class Metrics:
    """The four figures of one course v, in courses (but `centrality`: a sum of path lengths).

    `blocking` b(v): how many courses can be reached from v, without v: what a failure in v puts off.
    `delay` d(v): how many courses stand on the longest path through v (1 where v stands alone).
    `centrality` q(v): the sum, over all paths from a source to a sink through v, of their number of courses;
    0 for sources and sinks themselves.
    `complexity` h(v) = b(v) + d(v); in a quarter system two thirds of it, rounded to one decimal place.
    """

    course: Key
    blocking: int
    delay: int
    centrality: int
    complexity: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumMetrics:
    """The figures of every counted course, in the order they were given, and the sum of their complexities."""

    courses: tuple[Metrics, ...]
    complexity: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMetrics:
    """The figures of the courses of one plan, required and listed as electives, ordered by code."""

    plan: Key
    courses: tuple[Metrics, ...]
    complexity: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Cyclic:
    """No metrics: each course of `cycle` is needed by the next one, and the last by the first."""

    cycle: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What stands behind the figures of one course.

    `blocked` are the courses that b(v) counts; `longest` is one of the longest paths through it, which d(v) counts;
    `paths` is the number of paths from a source to a sink through it, whose lengths q(v) sums up: 0 where q(v) is.
    """

    course: Key
    blocked: tuple[Key, ...]
    longest: tuple[Key, ...]
    paths: int


@cache
def complexity_of(courses: int, quarter: bool = False) -> Fraction:  # noqa: FBT001, FBT002 - a keyword would slow the cache
    """Complexity h = b + d, for `courses` = b + d; in a quarter system round(⅔ · (b + d), 1).

    Two thirds of a whole number never lie half-way between two tenths, so it does not matter how ties are rounded.

    >>> complexity_of(7), complexity_of(7, quarter=True)
    (Fraction(7, 1), Fraction(47, 10))
    """
    return Fraction(_tenths(courses, quarter), 10)


def _tenths(courses: int, quarter: bool) -> int:  # noqa: FBT001 - as above
    return (40 * courses + 3) // 6 if quarter else 10 * courses


def metrics(requisites: Requisites, *, quarter: bool = False) -> CurriculumMetrics | Cyclic:
    """Blocking, delay, centrality and complexity of every course in `requisites`.

    With c and s the number and the summed length of the paths from the sources to v (u: up) and from v to the sinks
    (d: down), v included, and l the longest of each:
    d = l_u + l_d − 1; q = c_u·s_d + c_d·s_u − c_u·c_d; h = b + d. Source: Heileman et al. (2018), see the module.

    Calculus I → Calculus II → Differential equations; Calculus II also before Physics:

    >>> pre = RequisiteKind.PRE
    >>> answer = metrics({"C1": [], "C2": [("C1", pre)], "DE": [("C2", pre)], "PH": [("C2", pre)]})
    >>> [(m.course, m.blocking, m.delay, m.centrality, int(m.complexity)) for m in answer.courses]
    [('C1', 3, 3, 0, 6), ('C2', 2, 3, 6, 5), ('DE', 0, 3, 0, 3), ('PH', 0, 3, 0, 3)]
    >>> int(answer.complexity)
    17
    >>> metrics({"A": [("B", pre)], "B": [("A", pre)]})
    Cyclic(cycle=('A', 'B'))
    """
    arranged = _arrange(requisites)
    if isinstance(arranged, Cyclic):
        return arranged
    order, before, after = arranged
    figures, complexity = _figures(requisites, order, before, after, quarter=quarter)
    return CurriculumMetrics(courses=figures, complexity=complexity)


def evidence(requisites: Requisites, *, course: Key) -> Evidence | Cyclic:
    """The courses and paths behind b(v), d(v) and q(v) of `course`, which must be one of `requisites`.

    >>> evidence({"A": [], "B": [("A", RequisiteKind.PRE)], "C": [("B", RequisiteKind.CO)]}, course="B")
    Evidence(course='B', blocked=('C',), longest=('A', 'B', 'C'), paths=1)
    """
    arranged = _arrange(requisites)
    if isinstance(arranged, Cyclic):
        return arranged
    order, before, after = arranged
    names = list(requisites)
    start = names.index(course)
    reached = _reached(order, after)[start]
    (up, ups, _), (down, downs, _) = _paths(order, before), _paths(order[::-1], after)
    path = [*_climb(start, before, up)[::-1], start, *_climb(start, after, down)]
    return Evidence(
        course=course,
        blocked=tuple(name for place, name in enumerate(names) if reached >> place & 1 and place != start),
        longest=tuple(names[place] for place in path),
        paths=ups[start] * downs[start] if before[start] and after[start] else 0,
    )


def plan_evidence(index: Index, *, plan: Key, course: Key) -> Evidence | Cyclic:
    """`evidence` over the courses that `plan_metrics` counts; `KeyError` for an unknown plan."""
    return evidence(requisites_of(counted_courses(index, plan=plan)), course=course)


def requisites_of(courses: Iterable[Course]) -> dict[Key, tuple[tuple[Key, RequisiteKind], ...]]:
    """What `metrics` asks for, of courses of the domain.

    >>> requisites_of([])
    {}
    """
    return {each.key: tuple((leaf.course or "", leaf.kind) for leaf in each.requisites()) for each in courses}


def counted_courses(index: Index, *, plan: Key) -> tuple[Course, ...]:
    """The courses of `plan` that are counted: required, listed in a pool, or taken with a listed module."""
    wanted = _wanted(index, index.plans[plan])
    return tuple(course for key, course in index.courses.items() if key in wanted)


def plan_metrics(index: Index, *, plan: Key) -> PlanMetrics | Cyclic:
    """`metrics` over the required and the listed elective courses of `plan`; `KeyError` for an unknown plan."""
    found = metrics(requisites_of(counted_courses(index, plan=plan)), quarter=_quarter(index))
    if isinstance(found, Cyclic):
        return found
    return PlanMetrics(plan=plan, courses=found.courses, complexity=found.complexity)


def curriculum_metrics(index: Index) -> CurriculumMetrics | Cyclic:
    """`metrics` over every course of the cluster, ordered by code."""
    return metrics(requisites_of(index.courses.values()), quarter=_quarter(index))


def _quarter(index: Index) -> bool:
    return index.cluster.head.term_system is TermSystem.QUARTER


def _wanted(index: Index, plan: Plan) -> set[Key]:
    found = {placement.course for placement in plan.required}
    for pool in plan.pools:
        if pool.kind is PoolKind.MODULES:
            # What such a pool lists only fixes terms: a course that no module takes is not taken by being listed.
            courses = (course for module in pool.modules for course in index.courses_of_module.get(module, ()))
            found.update(course.key for course in courses if not course.optional)
        else:
            found.update(placement.course for placement in pool.electives)
    return found


def _arrange(requisites: Requisites) -> tuple[list[int], _Adjacent, _Adjacent] | Cyclic:
    """The vertices in an order that edges respect, with what each names and what names it."""
    place = {course: number for number, course in enumerate(requisites)}
    before = [
        list({place[name] for name, _ in named if name in place}) if named else [] for named in requisites.values()
    ]
    after = _reverse(before)
    order = _settle(before, after)
    if len(order) == len(place):
        return order, before, after
    grouped = _without_groups(requisites, place, before)
    if isinstance(grouped, Cyclic):
        return grouped
    after = _reverse(grouped)
    return _settle(grouped, after), grouped, after


def _reverse(before: _Adjacent) -> _Adjacent:
    after: _Adjacent = [[] for _ in before]
    for vertex, named in enumerate(before):
        for earlier in named:
            after[earlier].append(vertex)
    return after


def _settle(before: _Adjacent, after: _Adjacent) -> list[int]:
    waiting = [len(named) for named in before]
    order = [vertex for vertex, count in enumerate(waiting) if not count]
    for vertex in order:  # it grows while it is read
        for later in after[vertex]:
            waiting[later] -= 1
            if not waiting[later]:
                order.append(later)
    return order


def _without_groups(requisites: Requisites, place: dict[Key, int], before: _Adjacent) -> _Adjacent | Cyclic:
    """`before` without the edges inside mutual co-requisite groups, where nothing else is cyclic."""
    component = components(before)
    strict = [
        (name, course)
        for course, named in requisites.items()
        for name, kind in named
        if kind is RequisiteKind.PRE and name in place and component[place[name]] == component[place[course]]
    ]
    if not strict:
        return [
            [earlier for earlier in named if component[earlier] != component[vertex]]
            for vertex, named in enumerate(before)
        ]
    return _cycle_through(min(strict), requisites)


def _cycle_through(edge: tuple[Key, Key], requisites: Requisites) -> Cyclic:
    """A shortest cycle through `edge`, begun at its least course, so that the order of input does not show."""
    earlier, course = edge
    named = {each: sorted({name for name, _ in pairs if name in requisites}) for each, pairs in requisites.items()}
    path = shortest_path(named, earlier, course)[::-1]
    start = path.index(min(path))
    return Cyclic(cycle=tuple(path[start:] + path[:start]))


def _figures(
    requisites: Requisites, order: list[int], before: _Adjacent, after: _Adjacent, *, quarter: bool
) -> tuple[tuple[Metrics, ...], Fraction]:
    """The figures of every course, made column by column, and the sum of their complexities."""
    longest_up, counts_up, lengths_up = _paths(order, before)
    longest_down, counts_down, lengths_down = _paths(order[::-1], after)
    blocking = [reached.bit_count() - 1 for reached in _reached(order, after)]
    delay = [up + down - 1 for up, down in zip(longest_up, longest_down, strict=True)]
    centrality = [
        ups * down + downs * up - ups * downs if named and naming else 0
        for named, naming, ups, up, downs, down in zip(
            before, after, counts_up, lengths_up, counts_down, lengths_down, strict=True
        )
    ]
    together = list(map(add, blocking, delay))
    complexity = map(complexity_of, together, repeat(quarter))
    figures = tuple(map(Metrics, requisites, blocking, delay, centrality, complexity))
    return figures, Fraction(sum(_tenths(each, quarter) for each in together), 10)


def _paths(order: list[int], before: _Adjacent) -> tuple[list[int], list[int], list[int]]:
    """Of the paths from the sources to each vertex: the longest one's length, their number, their summed length."""
    size = len(order)
    longest, counts, lengths = [1] * size, [1] * size, [1] * size
    for vertex in order:
        named = before[vertex]
        if named:
            most = count = length = 0
            for earlier in named:
                count += counts[earlier]
                length += lengths[earlier]
                if longest[earlier] > most:  # noqa: PLR1730 - a call for every edge would show
                    most = longest[earlier]
            longest[vertex], counts[vertex], lengths[vertex] = most + 1, count, length + count
    return longest, counts, lengths


def _reached(order: list[int], after: _Adjacent) -> list[int]:
    """What can be reached from each vertex, itself included: bit n stands for vertex n."""
    reached = [0] * len(order)
    for vertex in reversed(order):
        found = 1 << vertex
        for later in after[vertex]:
            found |= reached[later]
        reached[vertex] = found
    return reached


def _climb(start: int, before: _Adjacent, longest: list[int]) -> list[int]:
    """The vertices before `start` on one of the longest paths that end there, nearest first."""
    path: list[int] = []
    vertex = start
    while before[vertex]:
        vertex = min(each for each in before[vertex] if longest[each] == longest[vertex] - 1)
        path.append(vertex)
    return path
