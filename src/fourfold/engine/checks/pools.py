"""P029 to P036: plans without a legal choice, and elective pools that do not say what they seem to say."""

from collections.abc import Iterator
from decimal import Decimal

from fourfold.domain.plan import Pool, PoolKind
from fourfold.domain.problem import Place
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import EACH_PROGRAM, Finding, Scene, at, registered
from fourfold.engine.checks.requisites import is_late
from fourfold.engine.checks.seating import Seating
from fourfold.engine.checks.study import Study
from fourfold.engine.choices import Infeasible, Limit, first_legal
from fourfold.engine.index import Index


def _pools(study: Study) -> Iterator[tuple[Seating, Pool, Place]]:
    for seating in study.seatings:
        for number, pool in enumerate(seating.plan.pools):
            yield seating, pool, part_place(seating.program, f"{seating.path}/pools/{number}")


def listed(index: Index, pool: Pool) -> tuple[str, ...]:
    """The keys of what a pool lists to choose from: modules that have courses, or courses; each once."""
    if pool.kind is PoolKind.MODULES:
        return tuple(key for key in dict.fromkeys(pool.modules) if key in index.courses_of_module)
    return tuple(dict.fromkeys(each.course for each in pool.electives if each.course in index.courses))


def asked_and_listed(index: Index, pool: Pool) -> tuple[Decimal, Decimal]:
    """What a pool asks for and the most that it lists: modules, courses or credits."""
    keys = listed(index, pool)
    if pool.kind is PoolKind.CREDITS:
        return pool.credits or Decimal(0), sum((index.courses[key].credits for key in keys), Decimal(0))
    return Decimal(pool.choose or 0), Decimal(len(keys))


@registered("P029")
def infeasible_plan(scene: Scene) -> Iterator[Finding]:
    """A plan without a legal choice of electives, where no pool and no late requisite says so by itself."""
    for study in scene.studies:
        yield from scene.memory.ask(_infeasible, study, by=scene.limit or Limit())


def _infeasible(study: Study, limit: Limit) -> tuple[Finding, ...]:
    return tuple(_found_infeasible(study, limit))


def _found_infeasible(study: Study, limit: Limit) -> Iterator[Finding]:
    short = {seating.plan.key for seating, _, _ in _short_pools(study)}
    for seating in study.seatings:
        if seating.plan.key in short or is_late(seating):
            continue
        found = first_legal(study.index, plan=seating.plan.key, limit=limit)
        if isinstance(found, Infeasible):
            where = part_place(seating.program, f"{seating.path}/pools")
            yield at(where, plan=seating.plan.code, reasons=_reasons(study.index, found))


def _reasons(index: Index, found: Infeasible) -> str:
    pools = [index.pools[key].code for key in found.pools]
    courses = [index.courses[key].code for key in found.courses]
    return ", ".join([*pools, *courses])


@EACH_PROGRAM.registered("P030")
def pool_lists_nothing(study: Study) -> Iterator[Finding]:
    """A pool with nothing to choose from."""
    for seating, pool, where in _pools(study):
        if pool.kind is not PoolKind.UNLISTED and not listed(study.index, pool):
            yield at(where, plan=seating.plan.code, pool=pool.code)


def _short_pools(study: Study) -> Iterator[tuple[Seating, Pool, Place]]:
    for seating, pool, where in _pools(study):
        asked, most = asked_and_listed(study.index, pool)
        if pool.kind is not PoolKind.UNLISTED and most < asked:
            yield seating, pool, where


@EACH_PROGRAM.registered("P031")
def pool_asks_too_much(study: Study) -> Iterator[Finding]:
    """A pool that asks for more than it lists."""
    for seating, pool, where in _short_pools(study):
        if listed(study.index, pool):
            asked, most = asked_and_listed(study.index, pool)
            yield at(where, plan=seating.plan.code, pool=pool.code, asked=asked, listed=most)


@EACH_PROGRAM.registered("P032")
def pool_without_choice(study: Study) -> Iterator[Finding]:
    """A pool that asks for all that it lists."""
    for seating, pool, where in _pools(study):
        asked, most = asked_and_listed(study.index, pool)
        if pool.kind is not PoolKind.UNLISTED and most and asked == most:
            yield at(where, plan=seating.plan.code, pool=pool.code)


@EACH_PROGRAM.registered("P033")
def elective_is_required(study: Study) -> Iterator[Finding]:
    """A candidate that the plan requires anyway; a module's courses may be."""
    for seating, pool, where in _pools(study):
        for number, placement in enumerate(pool.electives if pool.kind is not PoolKind.MODULES else ()):
            course = study.index.courses.get(placement.course)
            if course is not None and course.key in seating.required:
                place = part_place(seating.program, f"{where.path}/electives/{number}")
                yield at(place, plan=seating.plan.code, pool=pool.code, course=course.code)


@EACH_PROGRAM.registered("P034")
def elective_in_two_pools(study: Study) -> Iterator[Finding]:
    """A course that several pools of a plan offer."""
    for seating in study.seatings:
        for seats in seating.electives.values():
            pools = ", ".join(seat.pool.code for seat in seats if seat.pool)
            if len(seats) > 1:
                where = part_place(seating.program, seats[1].path)
                yield at(where, plan=seating.plan.code, course=seats[0].course.code, pools=pools)


@EACH_PROGRAM.registered("P035")
def elective_listed_twice(study: Study) -> Iterator[Finding]:
    """A course that a pool lists twice."""
    for seating, pool, where in _pools(study):
        seen: set[str] = set()
        for number, placement in enumerate(pool.electives):
            course = study.index.courses.get(placement.course)
            if course is not None and course.key in seen:
                place = part_place(seating.program, f"{where.path}/electives/{number}")
                yield at(place, plan=seating.plan.code, pool=pool.code, course=course.code)
            seen.add(placement.course)


@EACH_PROGRAM.registered("P036")
def elective_outside_its_modules(study: Study) -> Iterator[Finding]:
    """An entry of a pool of modules for a course that none of them contains."""
    for seating, pool, where in _pools(study):
        for number, placement in enumerate(pool.electives if pool.kind is PoolKind.MODULES else ()):
            course = study.index.courses.get(placement.course)
            if course is not None and (course.module not in pool.modules or course.optional):
                place = part_place(seating.program, f"{where.path}/electives/{number}")
                yield at(place, plan=seating.plan.code, pool=pool.code, course=course.code)
