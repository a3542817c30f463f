"""What a plan's figures read of a cluster, and nothing besides: small enough to be tried out again and again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from fourfold.domain.cluster import Dossier
from fourfold.domain.marks import Key
from fourfold.domain.plan import Plan
from fourfold.engine.index import Index
from fourfold.engine.kept import kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A plan in two states, by key: the courses that it may take in either, their modules, and what it aims at."""

    plan: Key
    courses: frozenset[Key]
    modules: frozenset[Key]
    frameworks: frozenset[Key]


def scope(before: Index, after: Index, *, plan: Key) -> Scope:
    """What the figures of a plan that stands in both states read in either."""
    sides = (before, after)
    named = {key for side in sides for key in _modules(side, plan)}
    courses = {key for side in sides for key in _courses(side, side.plans[plan], named)}
    inside = {side.courses[key].module for side in sides for key in courses if key in side.courses}
    return Scope(
        plan=plan,
        courses=frozenset(courses),
        modules=frozenset(named | inside),
        frameworks=frozenset(key for side in sides for key in side.program_of_plan[plan].named()),
    )


def _modules(index: Index, plan: Key) -> Iterator[Key]:
    """The modules that a plan's pools list, and those through which its program reaches a certification."""
    yield from (key for pool in index.plans[plan].pools for key in pool.modules)
    yield from (each.through for each in index.program_of_plan[plan].certifications if each.through)


def _courses(index: Index, plan: Plan, modules: Collection[Key]) -> Iterator[Key]:
    yield from (each.course for each in plan.required)
    yield from (each.course for pool in plan.pools for each in pool.electives)
    yield from (course.key for key in modules for course in index.courses_of_module.get(key, ()))


def focused(index: Index, found: Scope, *, rules: Collection[Key] = ()) -> Dossier:
    """A state without what the figures of a plan do not read; of rules, those that are named."""
    cluster = index.cluster
    program = index.program_of_plan[found.plan]
    courses = tuple(index.courses[key] for key in sorted(found.courses) if key in index.courses)
    links = kept(index, "links by course", lambda: {each.course: each for each in cluster.links})
    return Dossier(
        cluster=replace(
            cluster,
            programs=(replace(program, plans=(index.plans[found.plan],)),),
            modules=tuple(index.modules[key] for key in sorted(found.modules) if key in index.modules),
            courses=courses,
            links=tuple(links[each.key] for each in courses if each.key in links),
            rules=tuple(each for each in cluster.rules if each.key in rules),
        ),
        frameworks=tuple(each for key, each in index.frameworks.items() if key in found.frameworks),
    )
