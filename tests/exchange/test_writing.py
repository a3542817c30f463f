"""Writing says what a format has no room for."""

from pathlib import Path

import pytest

from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.problem import Problem
from fourfold.exchange.reading import read
from fourfold.exchange.writing import write
from tests.exchange.small_folder import FILES, put

REST = "1 electives, 2 outcomes, 2 links, 1 rules, 1 frameworks"


def said(problems: tuple[Problem, ...]) -> list[tuple[str, str | None, str]]:
    return [(each.code, each.where.file, CATALOGUE[each.code].sentence(each, "en")) for each in problems]


@pytest.mark.parametrize(
    ("planned", "courses", "plans"), [(False, 0, 1), (True, 1, 0)], ids=["all courses", "a degree plan"]
)
def test_a_csv_of_a_cluster_tells_how_much_is_left_out(
    tmp_path: Path, *, planned: bool, courses: int, plans: int
) -> None:
    reading = read(put(tmp_path / "small", FILES))
    assert reading.dossier is not None
    plan = reading.dossier.cluster.programs[0].plans[0].key if planned else None
    assert said(write(reading, tmp_path / "out.csv", plan=plan)) == [
        (
            "R529",
            "out.csv",
            f"Left out of the CSV file: {courses} courses, {plans} plans, {REST}",
        )
    ]


def test_a_csv_that_was_read_loses_nothing(tmp_path: Path) -> None:
    write(read(put(tmp_path / "small", FILES)), tmp_path / "out.csv")
    assert write(read(tmp_path / "out.csv"), tmp_path / "again.csv") == ()


@pytest.mark.parametrize("name", ["out", "out.json"])
def test_a_folder_and_a_document_lose_nothing(tmp_path: Path, name: str) -> None:
    assert write(read(put(tmp_path / "small", FILES)), tmp_path / name) == ()
