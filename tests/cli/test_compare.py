"""`fourfold compare`: what differs between two states on paper, in words and as JSON, and the exit codes."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fourfold.cli.main import app
from fourfold.domain.cluster import Dossier
from fourfold.exchange.folder_write import write_folder
from tests.web import small

WHOLE = small.dossier()


def written(folder: Path, dossier: Dossier) -> Path:
    write_folder(dossier, folder)
    return folder


def compared(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["compare", *map(str, arguments), "--today", "2026-06-01", "--lang", "en"])


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return written(tmp_path / "before", WHOLE)


@pytest.fixture
def after(tmp_path: Path) -> Path:
    """A course has more credits, and the electives that break a promise are gone."""
    courses = tuple(
        replace(each, credits=Decimal(5)) if each.code == "NT-A" else each for each in WHOLE.cluster.courses
    )
    cluster = replace(WHOLE.cluster, courses=courses, rules=tuple(r for r in WHOLE.cluster.rules if "MC" not in r.code))
    return written(tmp_path / "after", replace(WHOLE, cluster=cluster))


def test_equal_states_end_with_0(before: Path, tmp_path: Path) -> None:
    done = compared(before, written(tmp_path / "copy", WHOLE))
    assert (done.exit_code, done.stdout) == (0, "Nothing differs.\n")


def test_one_state_is_not_compared_with_itself(before: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(before)
    for other in (before, before / ".." / before.name, tmp_path / "link"):
        done = compared(before, other)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "name the cluster before and after the change" in done.stderr


def test_what_differs_is_told_line_by_line_and_ends_with_1(before: Path, after: Path) -> None:
    done = compared(before, after)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[:4] == [
        "course NT-A Network Technology A: changed",
        "    credits: 4 -> 5",
        "rule MC-HCIA MC meets every item of HCIA-Datacom: removed",
        "Links: 0 added, 0 removed, 0 changed.",
    ]
    assert done.stdout.splitlines()[4:8] == [
        "What moves in figures and promises:",
        "  MC Modern Communications",
        "    Credits 22 → 23, because “Network Technology A” changed its credits from 4 to 5.",
        "  CN Computer Networks",
    ]
    assert "Problems that it takes away:" in done.stdout
    assert "U001" in done.stdout


def test_as_json_it_says_the_same(before: Path, after: Path) -> None:
    done = compared(before, after, "--json")
    said = json.loads(done.stdout)
    assert (done.exit_code, said["same"], said["links"]) == (1, False, {"added": 0, "removed": 0, "changed": 0})
    assert [each["program"] for each in said["moves"]] == ["MC", "CN", "IOT", None]
    assert said["moves"][0]["figures"] == [{"plan": "MC-ordinary", "name": "credits", "before": "22", "after": "23"}]
    assert [(each["noun"], each["code"], each["happened"]) for each in said["parts"]] == [
        ("course", "NT-A", "changed"),
        ("rule", "MC-HCIA", "removed"),
    ]
    assert said["parts"][0]["lines"] == [
        {"happened": "changed", "inside": [], "field": "credits", "before": "4", "after": "5"}
    ]
    assert [each["code"] for each in said["problems_taken"]] == ["U001"]


def test_two_clusters_are_not_compared(before: Path, tmp_path: Path) -> None:
    head = replace(WHOLE.cluster.head, key=small.key("cluster", "other"), code="other")
    other = written(tmp_path / "other", replace(WHOLE, cluster=replace(WHOLE.cluster, head=head)))
    done = compared(before, other)
    assert done.exit_code == 2
    assert "These are two clusters, ict and other" in done.stderr


def test_what_cannot_be_read_ends_with_2(before: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert compared(before, tmp_path / "empty").exit_code == 2
