"""`fourfold class` on a database: bound from a file, listed, and what a new version means."""

import json
from pathlib import Path

import pytest

from tests.cli.test_round import WHERE, environment, run

__all__ = ["environment"]
pytestmark = pytest.mark.slow
ASKED = ("class", "outlook", "--framework", "hcia-datacom-v2", *WHERE)


def test_classes_are_bound_listed_and_looked_at(environment: dict[str, str], tmp_path: Path) -> None:
    rows = tmp_path / "classes.csv"
    rows.write_text("25-MI-1, MI-ordinary, 2025, 2025-09\n22-MI-1, MI-ordinary, 2025, 2022-09\n", encoding="utf-8")
    assert run(environment, "class", "bind", str(rows), *WHERE) == (0, "2 bound.\n")
    listed = run(environment, "class", "list", *WHERE)[1].splitlines()
    assert listed[1] == "25-MI-1 · MI-ordinary · 2025 · 2025-09-01 · term 2 of 6"
    (told,) = json.loads(run(environment, *ASKED, "--json")[1])["classes"]
    assert (told["before"], told["carried"], told["items_after"]) == (7, 6, 16)
    assert (told["code"], told["sits"], told["sitting_date"]) == ("25-MI-1", "new", "2028-08-31")
    assert told["reachable"] == told["carried"] + len(told["open"])
    assert run(environment, *ASKED)[1] == (
        f"25-MI-1 (2025) term 2 of 6, sits 2028-08-31: 7/16 → 6/16; within reach {told['reachable']}/16; "
        "only the new version holds then\n"
    )
    assert "届时仅新版有效" in run(environment, *ASKED, "--lang", "zh")[1]


def test_what_cannot_be_bound_or_asked_is_told(environment: dict[str, str], tmp_path: Path) -> None:
    rows = tmp_path / "classes.csv"
    rows.write_text("A, MI-ordinary, 1999, 2025-09\n", encoding="utf-8")
    code, said = run(environment, "class", "bind", str(rows), *WHERE)
    assert (code, "Line 1: there is no release 1999." in said) == (1, True)
    code, said = run(environment, "class", "outlook", "--framework", "hcia-ai-v4", *WHERE)
    assert (code, "hcia-ai-v4 replaces no other" in said) == (1, True)
