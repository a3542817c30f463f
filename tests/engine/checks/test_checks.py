import pytest

from fourfold.domain.cluster import Dossier
from fourfold.domain.problem import Problem
from fourfold.engine.checks import check
from fourfold.engine.checks.registry import KINDS
from fourfold.engine.index import Index
from tests.engine.checks.table import CASES, Case
from tests.engine.checks.tiny import sound
from tests.factories import TODAY


def problems(whole: Dossier) -> list[tuple[str, str, str]]:
    return [
        (each.code, place(each), KINDS[each.code].sentence(each, "en")) for each in check(Index(whole), today=TODAY)
    ]


def place(problem: Problem) -> str:
    where = problem.where
    return f"{where.noun}:{where.code}{where.path}"


def test_a_clean_small_cluster_has_no_problems() -> None:
    assert problems(sound()) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_each_code_is_raised_alone_by_its_fault_and_by_nothing_once_it_is_mended(case: Case) -> None:
    assert problems(case.faulty) == [(case.code, case.place, case.sentence)]
    assert problems(case.mended) == []
