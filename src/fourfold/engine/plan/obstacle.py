"""Why a plan has no legal choice: a smallest set of pools and requisites that contradict each other."""

from fourfold.engine.index import Index
from fourfold.engine.plan.block import FREE
from fourfold.engine.plan.choice import Infeasible, Limit, Obstacle, StruckError
from fourfold.engine.plan.compiled import Compiled, compiled
from fourfold.engine.plan.offer import offer


def why_none(index: Index, *, plan: str, limit: Limit) -> Infeasible:
    """Why a plan without a legal choice has none; all of its pools where the limit strikes before that is known."""
    try:
        return obstacle(index, plan=plan, limit=limit)
    except StruckError:
        pools = tuple(counter.pool.key for counter in compiled(index, plan).offer.counters)
        return Infeasible(why=Obstacle.REQUISITES, pools=pools)


def obstacle(index: Index, *, plan: str, limit: Limit) -> Infeasible:
    """Why a plan that has no legal choice has none: drop wants one by one, and keep those that it needs.

    Raises `StruckError` where the limit strikes.
    """
    pools = [pool.key for pool in index.plans[plan].pools]
    program = index.program_of_plan[plan]
    taken = [each.course for each in index.plans[plan].required]
    trees = [key for key in index.courses if index.courses[key].requisite is not None]
    reachable = offer(index, plan=index.plans[plan], program=program)
    trees = [key for key in trees if key in reachable.electives or key in taken]
    wants = [*(("course", key) for key in trees), *(("pool", key) for key in pools)]
    needed = list(wants)
    for want in wants:
        fewer = [each for each in needed if each != want]
        dropped = [each for each in wants if each not in fewer]
        if not _is_feasible(index, plan, dropped, limit):
            needed = fewer
    courses = tuple(key for kind, key in needed if kind == "course")
    return Infeasible(
        why=Obstacle.REQUISITES if courses else Obstacle.POOLS,
        pools=tuple(key for kind, key in needed if kind == "pool"),
        courses=courses,
    )


def _is_feasible(index: Index, plan: str, dropped: list[tuple[str, str]], limit: Limit) -> bool:
    loose = [key for kind, key in dropped if kind == "pool"]
    silent = [key for kind, key in dropped if kind == "course"]
    found = Compiled(
        offer(index, plan=index.plans[plan], program=index.program_of_plan[plan], loose=loose, silent=silent)
    )
    if found.offer.impossible:
        return False
    return all(found.first(number, FREE, limit) for number in range(len(found.components)))
