import subprocess
import sys
from pathlib import Path

import pytest

from bench import clients, complexity, growth, radar, workbook
from bench.curricula import REACH, diamonds, seeded
from bench.databases import KINDS
from bench.figures import exponent, percentile
from bench.peer import Peer
from bench.synthetic import LINKS, TODAY, synthetic, without_pools
from fourfold.domain.problem import Severity
from fourfold.engine.checks import check
from fourfold.engine.index import Index


def test_the_same_seed_makes_the_same_cluster() -> None:
    assert synthetic(60, seed=3) == synthetic(60, seed=3)
    assert synthetic(60, seed=3) != synthetic(60, seed=4)


@pytest.mark.parametrize("courses", [60, 125, 250])
def test_a_synthetic_cluster_is_sound_and_has_what_was_asked_for(courses: int) -> None:
    dossier = synthetic(courses)
    cluster = dossier.cluster
    assert (len(cluster.courses), len(cluster.all_links())) == (courses, courses * LINKS)
    assert [each for each in check(Index(dossier), today=TODAY) if each.severity is Severity.ERROR] == []


def test_the_linear_part_has_no_electives() -> None:
    programs = without_pools(synthetic(60)).cluster.programs
    assert [plan.pools for program in programs for plan in program.plans] == [(), ()]


def test_a_seeded_curriculum_reaches_at_most_so_far_back() -> None:
    curriculum = seeded(1)
    assert (curriculum.size, len(set(curriculum.pairs))) == (60, 107)
    assert {later - earlier for earlier, later in curriculum.pairs} <= set(range(1, REACH + 1))


def test_diamonds_are_four_edges_each() -> None:
    assert diamonds(2).pairs == ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (3, 5), (4, 6), (5, 6))


def test_growth_is_the_slope_of_the_logarithms() -> None:
    assert exponent([1, 10, 100], [3, 300, 30_000]) == pytest.approx(2)


def test_a_percentile_is_one_of_the_samples() -> None:
    assert [percentile(range(1, 21), share) for share in (0.5, 0.95, 1)] == [10, 19, 20]


def test_growth_tells_a_figure_for_every_part() -> None:
    taken = list(growth.figures(sizes=(125, 150), rounds=1))
    assert [each.unit for each in taken[1:-1]] == ["s"] * 5
    assert taken[-1].value == 0  # nothing is left undecided


def test_the_radar_tells_a_figure_for_every_part() -> None:
    taken = list(radar.figures(sizes=(125, 150), rounds=1))
    assert [each.unit for each in taken] == ["s", "times", "s", "s"]


def test_the_catalogue_is_measured_where_there_is_no_peer() -> None:
    (figure,) = complexity._alone(60)  # noqa: SLF001 - the part that needs no second environment
    assert figure.value is not None


@pytest.mark.slow
def test_both_sides_agree_where_the_peer_is_installed() -> None:
    if missing := Peer.missing():
        pytest.skip(missing)
    taken = list(complexity.figures(rounds=1, curricula=2, courses=60, patience=0.001))
    assert [each.value for each in taken if each.unit == "curricula"] == [2]


def test_a_section_that_does_not_exist_is_refused(root: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "bench", "x"], cwd=root, capture_output=True, text=True, check=False)
    said = "bench: no section x; there are a, b, c, d, e, f, g, h, m, r, w, k, s\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_a_workbook_is_written_read_and_imported() -> None:
    taken = list(workbook.figures(courses=60))
    assert [each.unit for each in taken] == ["s", "s", "s", "MB", "MB"]
    assert all(each.value for each in taken)


@pytest.mark.slow
def test_clients_ask_pages_and_the_api_on_both_databases_and_nothing_fails() -> None:
    taken = list(clients.figures(clients=2, requests=2, times=0, seconds=0.5, whole=600))
    kinds = [kind for kind, _ in clients.asked(synthetic(60))]
    assert [each.startswith("API") for each in kinds].count(True) >= 4
    names = [f"{kind}, the example, {database}" for database in KINDS for kind in kinds]
    assert [each.name for each in taken] == names
    assert [each.name for each in taken if "errors 0 of" not in each.note] == []


def test_clients_whose_time_is_up_ask_for_nothing_more_and_say_so() -> None:
    taken = list(clients.figures(times=0, whole=0))
    assert [each.name for each in taken] == [f"the example, {database}" for database in KINDS]
    assert {each.note for each in taken} == {"skipped: the time of this section is up"}
