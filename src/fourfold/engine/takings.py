"""Who takes a course: programs, by their plans, required or as electives, and in which terms."""

from collections import defaultdict
from dataclasses import dataclass

from fourfold.domain.course import Course
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind
from fourfold.domain.program import Program
from fourfold.engine.index import Index
from fourfold.engine.kept import kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A course in a plan; `pool` is None where it is required, `terms` are those it may start in."""

    program: Program
    plan: Plan
    course: Course
    pool: Pool | None
    terms: tuple[int, ...]

    @property
    def fixed(self) -> bool:
        """Whether the term is settled."""
        return len(self.terms) == 1

    @property
    def term(self) -> int:
        """The term it starts in, or the earliest of them."""
        return self.terms[0] if self.terms else 1

    @property
    def ends(self) -> int:
        """The term it is completed in, if it starts as early as it may."""
        return self.term + self.course.span - 1


def of_plan(index: Index, plan: Plan) -> tuple[Taking, ...]:
    """Every course that students of a plan take or may elect."""
    found = [_taking(index, plan, placement, None) for placement in plan.required]
    for pool in plan.pools:
        found += [_taking(index, plan, placement, pool) for placement in _listed(index, pool)]
    return tuple(each for each in found if each is not None)


def _listed(index: Index, pool: Pool) -> list[Placement]:
    """The placements of a pool, with those that its modules bring along."""
    listed = list(pool.electives)
    named = {each.course for each in listed}
    if pool.kind is PoolKind.MODULES:
        for module in pool.modules:
            inside = index.courses_of_module.get(module, ())
            listed += [Placement(course=each.key) for each in inside if each.key not in named and not each.optional]
    return listed


def _taking(index: Index, plan: Plan, placement: Placement, pool: Pool | None) -> Taking | None:
    course = index.courses.get(placement.course)
    if course is None:
        return None
    program = index.program_of_plan[plan.key]
    terms = (placement.term,) if placement.term else course.terms or tuple(range(1, program.terms + 1))
    return Taking(program=program, plan=plan, course=course, pool=pool, terms=terms)


def by_course(index: Index) -> dict[str, tuple[Taking, ...]]:
    """Who takes each course, by the course's key, in the order of programs and plans."""
    return kept(index, "takings by course", lambda: _by_course(index))


def _by_course(index: Index) -> dict[str, tuple[Taking, ...]]:
    found: defaultdict[str, list[Taking]] = defaultdict(list)
    for plan in index.plans.values():
        for taking in of_plan(index, plan):
            found[taking.course.key].append(taking)
    return {course: tuple(takings) for course, takings in found.items()}


def programs_of(index: Index, course: Course) -> tuple[Program, ...]:
    """The programs in which a course can be taken, in the order of the map's columns."""
    keys = {taking.program.key for taking in by_course(index).get(course.key, ())}
    return tuple(program for key, program in index.programs.items() if key in keys)


def offered(index: Index, module: Module) -> frozenset[str]:
    """The programs (keys) that a module belongs to: all, those it names, or else those whose plans have its courses."""
    if module.common:
        return frozenset(index.programs)
    named = frozenset(module.programs) & frozenset(index.programs)
    if named:
        return named
    courses = index.courses_of_module.get(module.key, ())
    return frozenset(program.key for course in courses for program in programs_of(index, course))


def items_named(index: Index, course: Course) -> frozenset[str]:
    """The items that a course serves of frameworks that a program taking it names."""
    named = {key for program in programs_of(index, course) for key in program.named()} & index.frameworks.keys()
    links = index.links_of_course.get(course.key, ())
    return frozenset(link.item for link in links if link.framework in named and link.item in index.items)
