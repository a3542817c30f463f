"""A dossier looked up by key: built once, read by every question of the engine."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from fourfold.domain.cluster import Category, Dossier, Technology
from fourfold.domain.course import Course, Outcome
from fourfold.domain.framework import Framework, FrameworkKind, Item
from fourfold.domain.link import Link
from fourfold.domain.module import Module
from fourfold.domain.plan import Plan, Pool
from fourfold.domain.program import Program


class Library:
    """Frameworks looked up by key: they are pinned, so that a cluster keeps its library while it is edited."""

    def __init__(self, *frameworks: Framework) -> None:
        self.all = frameworks

    @cached_property
    def frameworks(self) -> dict[str, Framework]:
        """Frameworks by key, by kind and code."""
        kinds = list(FrameworkKind)
        return {each.key: each for each in sorted(self.all, key=lambda f: (kinds.index(f.kind), f.code))}

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every node of every framework by key."""
        return {item.key: item for framework in self.frameworks.values() for item in framework.walk()}

    @cached_property
    def owners(self) -> dict[str, Framework]:
        """The framework that each item belongs to, by the item's key."""
        return {item.key: framework for framework in self.frameworks.values() for item in framework.walk()}


class Index:
    """The nouns of a dossier by key. References that dangle are simply absent: the checks name them.

    `library` is that of the dossier's frameworks, where they have been looked up already.
    """

    def __init__(self, dossier: Dossier, library: Library | None = None) -> None:
        self.dossier = dossier
        self.cluster = dossier.cluster
        self.library = library or Library(*dossier.frameworks)

    @cached_property
    def categories(self) -> dict[str, Category]:
        """Categories by key, in the cluster's order."""
        return {each.key: each for each in self.cluster.head.categories}

    @cached_property
    def technologies(self) -> dict[str, Technology]:
        """Technologies by key, in the cluster's order."""
        return {each.key: each for each in self.cluster.head.technologies}

    @cached_property
    def programs(self) -> dict[str, Program]:
        """Programs by key, in the order of the map's columns."""
        return {each.key: each for each in sorted(self.cluster.programs, key=lambda p: (p.position, p.code))}

    @cached_property
    def modules(self) -> dict[str, Module]:
        """Modules by key, in their order within a category."""
        return {each.key: each for each in sorted(self.cluster.modules, key=lambda m: (m.position, m.code))}

    @cached_property
    def courses(self) -> dict[str, Course]:
        """Courses by key, by code."""
        return {each.key: each for each in sorted(self.cluster.courses, key=lambda c: c.code)}

    @cached_property
    def plans(self) -> dict[str, Plan]:
        """Plans by key, in the order of their programs."""
        return {plan.key: plan for program in self.programs.values() for plan in program.plans}

    @cached_property
    def program_of_plan(self) -> dict[str, Program]:
        """The program that each plan belongs to, by the plan's key."""
        return {plan.key: program for program in self.programs.values() for plan in program.plans}

    @cached_property
    def pools(self) -> dict[str, Pool]:
        """Pools by key."""
        return {pool.key: pool for plan in self.plans.values() for pool in plan.pools}

    @property
    def frameworks(self) -> dict[str, Framework]:
        """Frameworks by key, by kind and code."""
        return self.library.frameworks

    @property
    def items(self) -> dict[str, Item]:
        """Every node of every framework by key."""
        return self.library.items

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """Outcomes by key."""
        return {outcome.key: outcome for course in self.courses.values() for outcome in course.outcomes}

    @cached_property
    def course_of_outcome(self) -> dict[str, Course]:
        """The course that each outcome belongs to, by the outcome's key."""
        return {outcome.key: course for course in self.courses.values() for outcome in course.outcomes}

    @cached_property
    def courses_of_module(self) -> dict[str, tuple[Course, ...]]:
        """The courses of each module, by the module's key; modules without courses are absent."""
        found: defaultdict[str, list[Course]] = defaultdict(list)
        for course in self.courses.values():
            found[course.module].append(course)
        return {key: tuple(courses) for key, courses in found.items()}

    @cached_property
    def links_of_course(self) -> dict[str, tuple[Link, ...]]:
        """The links of each course, by the course's key."""
        return {part.course: part.links for part in self.cluster.links}

    @cached_property
    def served(self) -> dict[str, dict[str, dict[str, int]]]:
        """Framework key → course key → leaf key → greatest rank of a link from that course to that leaf."""
        found: dict[str, dict[str, dict[str, int]]] = {}
        for course, links in self.links_of_course.items():
            for link in links:
                leaves = found.setdefault(link.framework, {}).setdefault(course, {})
                leaves[link.item] = max(leaves.get(link.item, 0), link.depth.rank)
        return found

    def category_of(self, course: Course) -> Category | None:
        """The category of a course's module, where both exist."""
        module = self.modules.get(course.module)
        return self.categories.get(module.category) if module else None

    def links(self) -> Iterator[tuple[Course | None, Link]]:
        """Every link with its course, `None` where the course does not exist."""
        for key, links in self.links_of_course.items():
            for link in links:
                yield self.courses.get(key), link
