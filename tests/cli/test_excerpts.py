"""One program or one course at the terminal: written alone, edited, and its changes taken but for some."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from fourfold.exchange.document import write_json
from tests.actions.test_documents import dropped, put
from tests.actions.test_excerpts import both
from tests.cli.test_workbooks import run
from tests.web import small


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with the small cluster, beside its document."""
    write_json(small.dossier(), tmp_path / "ict.json")
    told("import", str(tmp_path / "ict.json"), "--database", str(tmp_path / "a.sqlite3"))
    return tmp_path / "a.sqlite3"


def told(*arguments: str, status: int = 0) -> tuple[str, str]:
    command = [sys.executable, "-m", "fourfold.cli", *arguments, "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    return done.stdout, done.stderr


def taken(folder: Path) -> Path:
    """The course as a workbook, edited."""
    path = folder / "rs.xlsx"
    assert run("convert", str(folder / "ict.json"), str(path), "--course", "rs") == (0, f"Written: {path}\n")
    book = load_workbook(path)
    both(book)
    dropped(book, "outcomes", "RS.2")
    book.save(path)
    return path


def test_changes_are_numbered_by_the_dry_run_and_left_by_their_number(database: Path, tmp_path: Path) -> None:
    path, into = taken(tmp_path), ("--database", str(database))
    said, _ = told("import", str(path), "--dry-run", *into)
    lines = said.splitlines()
    assert lines[:2] == ["+ 1. course RS: credits: 6 → 5", "+ 2. course RS: unit: nothing → Networks"]
    assert lines[2].startswith("- 3. course RS: outcomes: ")
    assert lines[-1] == "Dry run, nothing was changed. It would take 2 of 3 changes."
    for leave in ("0", "4", "-1"):
        said, beside = told("import", str(path), "--leave", leave, *into, status=2)
        assert (said, f"--leave: there is no change {leave}; there are 3" in beside) == ("", True)
    said, _ = told("import", str(path), "--leave", "1", "--why", "by file", *into)
    assert "0 parts added, 1 changed, 0 removed" in said
    record = json.loads(told("import", str(path), "--dry-run", "--remove", "--json", *into)[0])
    assert [(each["removes"], each["taken"]) for each in record["changes"]] == [
        (False, True),
        (True, True),
    ]
    told("import", str(path), "--remove", *into)
    assert "Nothing was changed" in told("import", str(path), "--remove", *into)[0]


def test_bad_rows_are_told_and_left_out_and_the_command_says_so(database: Path, tmp_path: Path) -> None:
    path = taken(tmp_path)
    book = load_workbook(path)
    put(book, "outcomes", "RS.1", "level", "odd")
    book.save(path)
    said, beside = told("import", str(path), "--database", str(database), status=1)
    assert "rs.xlsx outcomes!F2 (level): error R023" in said
    assert "1 changed" in said
    assert "1 rows could not be read and were left out" in beside


def strange(book: Workbook) -> None:
    """Let a workbook be of a state that nobody knows."""
    row = next(row for row in book["about"].iter_rows() if row[0].value == "base")
    row[1].value = "ab" * 32


def test_a_workbook_of_a_state_that_nobody_knows_is_taken_only_where_that_is_said(
    database: Path, tmp_path: Path
) -> None:
    path, into = taken(tmp_path), ("--database", str(database))
    book = load_workbook(path)
    strange(book)
    book.save(path)
    said, beside = told("import", str(path), "--dry-run", *into)
    assert ("It would take 2 of 3 changes" in said, "Only with --unbased" in beside) == (True, True)
    said, beside = told("import", str(path), *into, status=1)
    assert (said, "Nobody knows the state" in beside) == ("", True)
    assert "It would take 2 of 3 changes" in told("import", str(path), "--dry-run", *into)[0]
    assert "1 changed" in told("import", str(path), "--unbased", *into)[0]


def test_what_both_changed_is_asked_about(database: Path, tmp_path: Path) -> None:
    path, into = taken(tmp_path), ("--database", str(database))
    other = tmp_path / "other.xlsx"
    run("convert", str(tmp_path / "ict.json"), str(other), "--course", "RS")
    book = load_workbook(other)
    put(book, "courses", "RS", "credits", 4)
    book.save(other)
    told("import", str(other), *into)
    said, beside = told("import", str(path), *into, status=1)
    assert "credits (both changed it): before 6; ours 5; theirs 4" in said
    assert "Nothing was written" in beside
    said, _beside = told("import", str(path), "--dry-run", *into)
    assert ("course RS: credits: 4 → 5" in said, "before 6; ours 5; theirs 4" in said) == (True, True)
    told("import", str(path), "--ours", *into)
    assert "Nothing was changed" in told("import", str(other), "--theirs", "--leave", "1", *into)[0]


@pytest.mark.parametrize("options", [["--replace"], ["--base", "ict.json"]])
def test_options_of_whole_clusters_are_refused(database: Path, tmp_path: Path, options: list[str]) -> None:
    assert database.exists()
    path = taken(tmp_path)
    paths = [str(tmp_path / each) if each.endswith("json") else each for each in options]
    _, beside = told("import", str(path), *paths, "--database", str(database), status=2)
    assert "--replace and --base are for whole clusters" in beside


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["x.xlsx", "--course", "no-such"], "There is no course no-such."),
        (["x.json", "--course", "RS"], "name a .xlsx file"),
        (["x.xlsx", "--course", "RS", "--program", "MC"], "not both"),
    ],
)
def test_what_cannot_be_written_alone_is_said(tmp_path: Path, options: list[str], said: str) -> None:
    write_json(small.dossier(), tmp_path / "ict.json")
    target, *others = options
    _, beside = told("convert", str(tmp_path / "ict.json"), str(tmp_path / target), *others, status=2)
    assert said in beside
    assert not (tmp_path / target).exists()


def test_a_workbook_of_another_cluster_is_refused(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "nt.xlsx"
    run("convert", "examples/ict-cluster", str(path), "--course", "NT-A")
    _, beside = told("import", str(path), "--database", str(database), status=1)
    assert "of another cluster" in beside


@pytest.mark.parametrize("option", [["--leave", "1"], ["--unbased"]])
def test_changes_of_a_whole_cluster_cannot_be_left_one_by_one(
    database: Path, tmp_path: Path, option: list[str]
) -> None:
    _, beside = told("import", str(tmp_path / "ict.json"), *option, "--database", str(database), status=2)
    assert f"{option[0]} is for a workbook of one program or one course." in beside
