"""The checks: every problem of a dossier, each with its permanent code and its place, in one fixed order."""

from datetime import date
from operator import itemgetter

from fourfold.domain.problem import Problem
from fourfold.engine.checks import (
    alignment,
    documents,
    keeping,
    links,
    pools,
    programs,
    requisites,
    texts,
    uptake,
    versions,
    weights,
    workload,
)
from fourfold.engine.checks.memory import Memory
from fourfold.engine.checks.registry import REGISTERED, Scene, run
from fourfold.engine.choices import Limit
from fourfold.engine.index import Index
from fourfold.engine.rules import RuleResult

__all__ = ["NOTICE_DAYS", "REGISTERED", "Memory", "check"]

FAMILIES = (
    documents,
    requisites,
    programs,
    pools,
    uptake,
    workload,
    links,
    alignment,
    versions,
    weights,
    keeping,
    texts,
)
"""Importing them registers their checks."""

NOTICE_DAYS = 180
"""How many days before its last valid day a framework version is called retiring."""


def check(
    index: Index,
    *,
    today: date,
    notice_days: int = NOTICE_DAYS,
    limit: Limit | None = None,
    results: tuple[RuleResult, ...] | None = None,
    memory: Memory | None = None,
) -> tuple[Problem, ...]:
    """Every problem of a dossier, worst first, then by code, by the code of the noun, by path.

    `today` is the day by which versions are judged, in the zone of whoever asks: the last valid day is included.
    `notice_days` is how early a retirement is announced; `limit` how hard to look before a rule is not decided;
    `results` are those of `judge_rules`, where they are known already; a `memory` of earlier checks
    spares those of what stayed the same.
    """
    scene = Scene(index, today=today, notice_days=notice_days, limit=limit, results=results, memory=memory)
    return tuple(problem for _, problem in sorted(run(scene), key=itemgetter(0)))
