"""A dossier after one way to close a gap has been gone."""

from dataclasses import replace

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import CognitiveLevel, Outcome
from fourfold.domain.framework import Framework
from fourfold.domain.link import Link
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind
from fourfold.domain.text import Text
from fourfold.engine.ways import Way, WayKind
from tests.judge import choices


def mended(dossier: Dossier, plan: Plan, framework: Framework, item: str, way: Way) -> Dossier:
    """With the link as deep as the leaf asks, or the course in its new term."""
    if way.kind is WayKind.MOVE:
        assert way.term is not None
        return moved(dossier, plan, way.course, way.term)
    outcome = way.outcome or (way.link.outcome if way.link else None)
    if outcome is None:
        outcome = "99999999-0000-4000-8000-000000000000"
        dossier = with_outcome(dossier, way.course, outcome)
    leaf = next(leaf for leaf in framework.leaves() if leaf.key == item)
    return linked(dossier, way.course, Link(outcome=outcome, framework=framework.key, item=item, depth=leaf.depth))


def with_outcome(dossier: Dossier, course: str, key: str) -> Dossier:
    new = Outcome(key=key, code="NEW.1", text=Text(en="new"), level=CognitiveLevel.APPLY)
    courses = tuple(
        replace(each, outcomes=(*each.outcomes, new)) if each.key == course else each
        for each in dossier.cluster.courses
    )
    return replace(dossier, cluster=replace(dossier.cluster, courses=courses))


def linked(dossier: Dossier, course: str, link: Link) -> Dossier:
    parts = tuple(
        replace(each, links=(*each.links, link)) if each.course == course else each for each in dossier.cluster.links
    )
    return replace(dossier, cluster=replace(dossier.cluster, links=parts))


def moved(dossier: Dossier, plan: Plan, course: str, term: int) -> Dossier:
    placement = Placement(course=course, term=term)
    required = tuple(placement if each.course == course else each for each in plan.required)
    pools = tuple(pool_with(dossier, plan, pool, placement) for pool in plan.pools)
    new = replace(plan, required=required, pools=pools)
    programs = tuple(
        replace(program, plans=tuple(new if each.key == plan.key else each for each in program.plans))
        for program in dossier.cluster.programs
    )
    return replace(dossier, cluster=replace(dossier.cluster, programs=programs))


def pool_with(dossier: Dossier, plan: Plan, pool: Pool, placement: Placement) -> Pool:
    """The pool with the term fixed, where the course is one of its candidates."""
    if placement.course not in choices.candidates(dossier, plan, pool):
        return pool
    others = tuple(each for each in pool.electives if each.course != placement.course)
    assert pool.kind is PoolKind.MODULES or len(others) < len(pool.electives)
    return replace(pool, electives=(*others, placement))
