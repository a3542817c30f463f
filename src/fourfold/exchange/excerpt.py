"""What is taken along of a cluster by whoever works at one program or one course: its own parts, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from fourfold.domain.cluster import Cluster
from fourfold.domain.course import Course
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule

Own = Program | Module | Course | CourseLinks | Rule

HELD: dict[str, tuple[type, ...]] = {
    "program": (Program, Module, Course, CourseLinks, Rule),
    "course": (Course, CourseLinks),
}
"""What may be taken along alone, and the classes of the parts that belong to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The parts of a cluster that belong to one program or one course: `noun` and `key` say to which."""

    cluster: Key
    noun: str
    key: Key
    parts: tuple[Own, ...] = ()


def excerpt_of(cluster: Cluster, noun: str, key: Key) -> Excerpt:
    """What belongs to a program: its modules and courses, required or to choose from, their links, rules that name it.

    To a course belong the course and its links. Where it is not there, nothing does.
    """
    wanted = _of_program(cluster, key) if noun == "program" else frozenset({key})
    parts: tuple[Own, ...] = (*cluster.programs, *cluster.modules, *cluster.courses, *cluster.rules)
    held: list[Own] = [each for each in parts if each.key in wanted and isinstance(each, HELD[noun])]
    held += [each for each in cluster.links if each.course in wanted]
    return Excerpt(cluster=cluster.head.key, noun=noun, key=key, parts=in_order(noun, held))


def in_order(noun: str, parts: Iterable[Own]) -> tuple[Own, ...]:
    """The parts of an excerpt in the order that they have there: by what they are, then by key."""
    order = HELD[noun]
    return tuple(sorted(parts, key=lambda each: (order.index(type(each)), each.key)))


def _of_program(cluster: Cluster, key: Key) -> frozenset[Key]:
    program = next((each for each in cluster.programs if each.key == key), None)
    if program is None:
        return frozenset()
    taken = {each.course for each in _placements(program)}
    whole = {each.key for each in cluster.modules if key in each.programs}
    whole |= {each.through for each in program.certifications if each.through is not None}
    whole |= {module for plan in program.plans for pool in plan.pools for module in pool.modules}
    courses = [each for each in cluster.courses if each.key in taken or each.module in whole]
    rules = [each.key for each in cluster.rules if key in each.scope.programs]
    return frozenset({key, *whole, *(each.module for each in courses), *(each.key for each in courses), *rules})


def _placements(program: Program) -> tuple[Placement, ...]:
    """Every course that the plans of a program name, required or to choose from."""
    plans = program.plans
    electives = (each for plan in plans for pool in plan.pools for each in pool.electives)
    return (*(each for plan in plans for each in plan.required), *electives)
