"""Q: requisites that go round in a circle, come late, or can never hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fourfold.domain.course import Course, Requisite, RequisiteKind
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import EACH_COURSE, EACH_PROGRAM, Finding, Scene, at, registered
from fourfold.engine.checks.seating import Seat, Seating
from fourfold.engine.checks.study import Study
from fourfold.engine.components import components, shortest_path
from fourfold.engine.index import Index
from fourfold.engine.plan.tree import holds


@registered("Q001")
def requisite_cycle(scene: Scene) -> Iterator[Finding]:
    """Courses that require each other, not all of them at the same time."""
    courses = scene.index.courses
    for cycle in cycles(scene.index):
        codes = [courses[key].code for key in cycle]
        yield at(part_place(courses[cycle[0]], "/requisite"), cycle=" → ".join([*codes, codes[0]]))


def cycles(index: Index) -> Iterator[tuple[str, ...]]:
    """One shortest cycle for each knot of courses that require each other; each is needed by the one before it.

    A knot is a strongly connected component. One whose inner requisites are all co or strict-co is a group of
    courses taken together, and no fault.
    """
    keys = list(index.courses)
    number = {key: place for place, key in enumerate(keys)}
    named = {key: [leaf for leaf in index.courses[key].requisites() if leaf.course in number] for key in keys}
    knots = components([[number[leaf.course or ""] for leaf in named[key]] for key in keys])
    members: dict[int, list[str]] = {}
    for key in keys:
        members.setdefault(knots[number[key]], []).append(key)
    for knot in members.values():
        inside = {key: [leaf for leaf in named[key] if leaf.course in knot and leaf.course != key] for key in knot}
        cycle = _cycle(knot, inside)
        if cycle:
            yield cycle


def _cycle(knot: list[str], inside: dict[str, list[Requisite]]) -> tuple[str, ...]:
    """The shortest cycle through a pre-requisite inside a knot, from its first course on; empty where there is none."""
    adjacent = {key: [leaf.course or "" for leaf in leaves] for key, leaves in inside.items()}
    strict = [(key, leaf.course or "") for key in knot for leaf in inside[key] if leaf.kind is RequisiteKind.PRE]
    found = [shortest_path(adjacent, before, key) for key, before in strict]
    if not found:
        return ()
    shortest = min(found, key=len)
    first = min(range(len(shortest)), key=lambda place: knot.index(shortest[place]))
    return (*shortest[first:], *shortest[:first])


def _leaves(tree: Requisite, path: str) -> Iterator[tuple[str, Requisite]]:
    if tree.course is not None:
        yield f"{path}/course", tree
    for name, branches in (("all_of", tree.all_of), ("any_of", tree.any_of)):
        for number, branch in enumerate(branches):
            yield from _leaves(branch, f"{path}/{name}/{number}")


def _trees(index: Index) -> Iterator[tuple[Course, Requisite]]:
    for course in index.cluster.courses:
        if course.requisite is not None:
            yield course, course.requisite


@EACH_COURSE.registered("Q002")
def course_requires_itself(course: Course) -> Iterator[Finding]:
    """A course that stands in its own requisite tree."""
    for path, leaf in _leaves(course.requisite, "/requisite") if course.requisite else ():
        if leaf.course == course.key:
            yield at(part_place(course, path), course=course.code)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a tree does not hold: the requisites named, and the terms in which they start (none: not in the plan).

    `span` is how many terms a requisite that comes late lasts.
    """

    courses: tuple[str, ...]
    kind: RequisiteKind
    terms: tuple[int, ...]
    span: int = 1


def faults(tree: Requisite, start: int, owner: str, seating: Seating) -> list[Fault]:
    """What fails in a requisite tree of a course that starts in `start`, electives taken as may suit it best.

    Of an any-of that fails, one fault: a requisite that is late where there is one, since it is nearest to holding.
    """
    if tree.course is not None:
        return _leaf_faults(tree, start, owner, seating)
    if tree.all_of:
        return [fault for branch in tree.all_of for fault in faults(branch, start, owner, seating)]
    tried = [faults(branch, start, owner, seating) for branch in tree.any_of]
    return _nearest(tried) if tried and all(tried) else []


def _nearest(tried: list[list[Fault]]) -> list[Fault]:
    late = [branch for branch in tried if all(fault.terms for fault in branch)]
    if late:
        return min(late, key=len)
    absent = [fault for branch in tried for fault in branch if not fault.terms]
    return [Fault(tuple(key for fault in absent for key in fault.courses), absent[0].kind, ())]


def _leaf_faults(leaf: Requisite, start: int, owner: str, seating: Seating) -> list[Fault]:
    key = leaf.course or ""
    required = seating.index.courses.get(key)
    if required is None or key == owner:
        return []
    if key not in seating.starts:
        return [Fault((key,), leaf.kind, ())]
    starts = sorted(seating.starts[key])
    suits = partial(holds, leaf.kind, start=start, other_span=required.span)
    if not starts or any(suits(other=other) for other in starts):
        return []
    return [Fault((key,), leaf.kind, tuple(starts), required.span)]


def _late(seating: Seating) -> Iterator[tuple[Seat, Fault]]:
    """The required courses of a plan whose requisites fail, with each fault."""
    for seat in seating.required.values():
        if seat.course.requisite is not None and seat.starts:
            for fault in faults(seat.course.requisite, seat.starts[0], seat.course.key, seating):
                yield seat, fault


def late_courses(seating: Seating) -> tuple[str, ...]:
    """The required courses of the plan that lack a requisite in time, by key: once for each requisite."""
    return tuple(seat.course.key for seat, _ in _late(seating))


def is_late(seating: Seating) -> bool:
    """Whether a required course of the plan lacks a requisite in time."""
    return any(True for _ in _late(seating))


def _all_late(study: Study) -> Iterator[tuple[Seating, Seat, Fault]]:
    for seating in study.seatings:
        for seat, fault in _late(seating):
            yield seating, seat, fault


def _codes(index: Index, keys: tuple[str, ...]) -> str:
    return " / ".join(index.courses[key].code for key in keys)


_WHEN = {
    RequisiteKind.PRE: ("completed in an earlier term", "须在此前学期修完"),
    RequisiteKind.CO: ("taken in the same term or an earlier one", "须在同一学期或更早修读"),
    RequisiteKind.STRICT_CO: ("taken in the same term", "须在同一学期修读"),
}
"""What a message says of each kind, in English and Chinese."""


@EACH_PROGRAM.registered("Q003")
def requisite_placed_late(study: Study) -> Iterator[Finding]:
    """A required course whose requisite the plan has, but not in time."""
    for seating, seat, fault in _all_late(study):
        if fault.terms:
            yield at(
                part_place(seating.program, seat.path),
                plan=seating.plan.code,
                course=seat.course.code,
                term=seat.starts[0],
                requisite=_codes(study.index, fault.courses),
                kind=fault.kind.value,
                when=_WHEN[fault.kind][0],
                when_zh=_WHEN[fault.kind][1],
                requisite_term=", ".join(map(str, fault.terms)),
                completed_term=", ".join(str(term + fault.span - 1) for term in fault.terms),
                placed=_placed(fault),
                placed_zh=_placed_zh(fault),
            )


def _placed(fault: Fault) -> str:
    """`is completed in term 2`, and where it starts if that is another term or is what counts."""
    first, end = fault.terms[0], fault.terms[0] + fault.span - 1
    if fault.kind is RequisiteKind.STRICT_CO:
        return f"starts in term {' or '.join(map(str, fault.terms))}"
    earliest = " at the earliest" if len(fault.terms) > 1 else ""
    if fault.kind is RequisiteKind.CO:
        return f"starts in term {first}{earliest}"
    if fault.span == 1:
        return f"is completed in term {end}{earliest}"
    return f"starts in term {first}{earliest} and is completed in term {end}"


def _placed_zh(fault: Fault) -> str:
    first, end = fault.terms[0], fault.terms[0] + fault.span - 1
    if fault.kind is RequisiteKind.STRICT_CO:
        return f"在第 {' 或 '.join(map(str, fault.terms))} 学期开始"
    earliest = "最早" if len(fault.terms) > 1 else ""
    if fault.kind is RequisiteKind.CO:
        return f"{earliest}在第 {first} 学期才开始"
    if fault.span == 1:
        return f"{earliest}在第 {end} 学期才修完"
    return f"{earliest}在第 {first} 学期开始、第 {end} 学期才修完"


@EACH_PROGRAM.registered("Q004")
def requisite_not_in_plan(study: Study) -> Iterator[Finding]:
    """A required course whose requisite the plan cannot take."""
    for seating, seat, fault in _all_late(study):
        if not fault.terms:
            requisite = _codes(study.index, fault.courses)
            where = part_place(seating.program, seat.path)
            yield at(where, plan=seating.plan.code, course=seat.course.code, requisite=requisite)


@EACH_PROGRAM.registered("Q005")
def elective_never_possible(study: Study) -> Iterator[Finding]:
    """An elective whose requisites hold in none of its terms, whatever else is chosen."""
    for seating in study.seatings:
        for seats in seating.electives.values():
            seat = seats[0]
            tree, starts = seat.course.requisite, [start for each in seats for start in each.starts]
            if tree and starts and all(faults(tree, start, seat.course.key, seating) for start in starts):
                yield at(part_place(seating.program, seat.path), plan=seating.plan.code, course=seat.course.code)


@registered("Q006")
def requisite_named_twice(scene: Scene) -> Iterator[Finding]:
    """A requisite that one node of a tree names twice."""
    for course, tree in _trees(scene.index):
        for path, leaf in _repeats(tree, "/requisite"):
            named = scene.index.courses.get(leaf.course or "")
            if named is not None:
                yield at(part_place(course, path), course=course.code, requisite=named.code)


def _repeats(tree: Requisite, path: str) -> Iterator[tuple[str, Requisite]]:
    for name, branches in (("all_of", tree.all_of), ("any_of", tree.any_of)):
        for number, branch in enumerate(branches):
            if branch.course is not None and branch.course in {each.course for each in branches[:number]}:
                yield f"{path}/{name}/{number}", branch
            yield from _repeats(branch, f"{path}/{name}/{number}")
