"""How deeply each leaf is taught, leaf by leaf: what nobody misses is exactly what is no gap."""

from pathlib import Path

import pytest

from fourfold.engine.choices import Infeasible
from fourfold.engine.gap import gaps
from fourfold.engine.guarantee import When, assure, route_of
from fourfold.engine.index import Index
from fourfold.engine.reach import reaches
from fourfold.exchange.reading import read


@pytest.fixture(scope="module")
def index() -> Index:
    dossier = read(Path("examples/ict-cluster-planted")).dossier
    assert dossier is not None
    return Index(dossier)


@pytest.mark.parametrize("code", ["hcia-datacom-v2", "hcia-cloud-computing-v5.5", "ict-network-2026-preliminary"])
def test_a_leaf_is_least_deep_where_it_is_a_gap_and_most_deep_where_some_choice_reaches_it(
    index: Index, code: str
) -> None:
    framework = next(each for each in index.frameworks.values() if each.code == code)
    required = {leaf.key: leaf.depth.rank for leaf in framework.leaves()}
    for program in index.programs.values():
        plan, when = program.plans[0].key, When(term=program.terms - 1)
        through = route_of(index, plan=plan, framework=framework.key)
        found = reaches(index, plan=plan, framework=framework.key, when=when, taking=through)
        expected = gaps(index, plan=plan, framework=framework.key, when=when, taking=through, most=0)
        assert not isinstance(expected, Infeasible)
        missing = {each.item: each.missing_depth for each in expected}
        short = {key: required[key] - each.least for key, each in found.items() if each.least < required[key]}
        assert short == missing
        answer = assure(index, plan=plan, framework=framework.key, when=when, taking=through).items_met
        assert answer is not None
        assert answer.guaranteed.bound >= len(required) - len(missing)
        assert answer.reachable.bound <= sum(each.most >= required[key] for key, each in found.items())
