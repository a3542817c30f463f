"""A program with all that its plans read: what the checks of plans are shown, one program at a time."""

from collections.abc import Iterator
from functools import cached_property

from fourfold.domain.cluster import Cluster, Dossier, Head
from fourfold.domain.course import Course
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.engine.checks.linked import Ends, Linked
from fourfold.engine.checks.seating import Seating, seatings
from fourfold.engine.index import Index, Library


class Study:
    """A dossier in which this program is the only one, and which has no courses but those that its plans read."""

    def __init__(self, index: Index, program: Program, ends: tuple[Ends, ...]) -> None:
        self.index = index
        self.program = program
        self.ends = ends

    @cached_property
    def seatings(self) -> tuple[Seating, ...]:
        """What each plan takes and when, in the order of the plans."""
        return seatings(self.index)

    @cached_property
    def taken(self) -> frozenset[str]:
        """The courses that any plan takes or lists, by key."""
        return frozenset(key for seating in self.seatings for key in seating.starts)

    @cached_property
    def linked(self) -> tuple[Linked, ...]:
        """Every link, whose ends exist, of the courses that the plans take."""
        return tuple(each for ends in self.ends for each in ends.linked)


def study(head: Head, library: Library, program: Program, *parts: Module | Course | Ends) -> Study:
    """The dossier of one program: `parts` are the modules, and the courses that its plans read with their links."""
    ends = tuple(dict.fromkeys(each for each in parts if isinstance(each, Ends)))
    cluster = Cluster(
        head=head,
        programs=(program,),
        modules=tuple(each for each in parts if isinstance(each, Module)),
        courses=tuple(each for each in parts if isinstance(each, Course)),
        links=tuple(each.part for each in ends),
        frameworks=tuple(library.frameworks),
    )
    return Study(Index(Dossier(cluster=cluster, frameworks=library.all), library), program, ends)


def courses_read(index: Index, program: Program) -> Iterator[str]:
    """The keys of the courses that the checks of a program's plans read, some of them more than once.

    They are the courses that a plan takes or lists, the rest of the modules of those, the courses that their
    requisites name, and those after which a certification is sat.
    """
    for plan in program.plans:
        named = [each.course for each in plan.required]
        named += [each.course for pool in plan.pools for each in pool.electives]
        modules = [module for pool in plan.pools for module in pool.modules]
        modules += [index.courses[key].module for key in named if key in index.courses]
        inside = [course.key for module in dict.fromkeys(modules) for course in index.courses_of_module.get(module, ())]
        for key in (*named, *inside):
            yield key
            course = index.courses.get(key)
            yield from (leaf.course or "" for leaf in course.requisites()) if course else ()
        yield from (each.course for each in plan.sittings if each.course is not None)
