"""Whatever a reader lets in, the checks answer: they never stumble over what they should report."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from fourfold.domain.cluster import Dossier
from fourfold.engine.checks import check
from fourfold.engine.checks.registry import KINDS
from fourfold.engine.index import Index
from tests.factories import TODAY
from tests.strategies import dossiers


def thinned(whole: Dossier, chance: Random) -> Dossier:
    """The same with some parts gone, so that references dangle everywhere."""
    cluster = whole.cluster

    def kept(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(part for part in parts if chance.random() < 0.6)

    lists: dict[str, Any] = {name: kept(getattr(cluster, name)) for name in ("programs", "modules", "courses", "rules")}
    head = replace(cluster.head, categories=kept(cluster.head.categories))
    return Dossier(cluster=replace(cluster, **lists, head=head), frameworks=kept(whole.frameworks))


@given(whole=dossiers(), seed=some.integers(0, 1_000))
def test_whatever_is_missing_the_checks_report_it_in_words(whole: Dossier, seed: int) -> None:
    for dossier in (whole, thinned(whole, Random(seed))):
        for problem in check(Index(dossier), today=TODAY):
            kind = KINDS[problem.code]
            names = dict(problem.details) | {"found": "", "expected": ""}
            for said in (kind.message.en, kind.message.zh):
                assert (said or "").format_map(names)
