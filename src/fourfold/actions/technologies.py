"""Technologies of a cluster, and what the checks say of one."""

from fourfold.actions.shelf import Opened
from fourfold.domain.cluster import Technology
from fourfold.domain.problem import Problem


def problems_of(opened: Opened, *, technology: Technology) -> tuple[Problem, ...]:
    """What stands at the technology, or names it by its code."""
    return tuple(
        each
        for each in opened.problems()
        if each.where.key == technology.key or dict(each.details).get("technology") == technology.code
    )
