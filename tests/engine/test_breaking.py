"""What breaks a promise is told by the electives that make the difference."""

from pathlib import Path

import pytest

from fourfold.engine.breaking import Breaking, breaking
from fourfold.engine.index import Index
from fourfold.engine.proof import Verdict, promises
from fourfold.exchange.reading import read


@pytest.fixture(scope="module")
def index() -> Index:
    dossier = read(Path("examples/ict-cluster-planted")).dossier
    assert dossier is not None
    return Index(dossier)


def test_the_planted_promise_is_broken_by_one_elective_that_misses_one_item(index: Index) -> None:
    rules = {rule.key: rule for rule in index.cluster.rules}
    (broken,) = [each for each in promises(index) if each.verdict is Verdict.BROKEN]
    found = breaking(index, rule=rules[broken.rule], proof=broken)
    assert found is not None
    shown = [index.courses[key].code for key in (*found.elected, *found.instead)]
    assert (shown, [index.items[key].code for key in found.missed]) == (["PR-EP", "PR-CTP"], ["automation"])


def test_a_promise_that_is_kept_is_broken_by_nothing(index: Index) -> None:
    rules = {rule.key: rule for rule in index.cluster.rules}
    kept = [each for each in promises(index) if each.verdict is Verdict.KEPT]
    found: list[Breaking | None] = [breaking(index, rule=rules[each.rule], proof=each) for each in kept]
    assert found == [None] * len(kept)
