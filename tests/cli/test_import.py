"""Importing into what is no database: one sentence, never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fourfold.canon.parts import root_of
from fourfold.exchange.document import write_json
from tests.web import small


def imported(database: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "fourfold.cli",
        "import",
        "examples/ict-cluster",
        "--database",
        str(database),
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FOURFOLD_")}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", ["a folder", "no database", "a device", "below a file"])
def test_what_cannot_be_a_database_is_refused_in_words(kind: str, tmp_path: Path) -> None:
    junk = tmp_path / "junk"
    junk.write_bytes(b"not a database " * 100)
    database = {"a folder": tmp_path, "no database": junk, "a device": Path("/dev/null"), "below a file": junk / "x"}
    done = imported(database[kind])
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"The database {database[kind].resolve()} cannot be used: ")
    assert junk.read_bytes() == b"not a database " * 100


def test_importing_makes_no_lasting_secret(tmp_path: Path) -> None:
    assert imported(tmp_path / "a.sqlite3").returncode == 0
    assert not (tmp_path / "secret-key").exists()


def test_files_that_were_not_made_from_the_draft_are_refused_unless_told_to_replace(tmp_path: Path) -> None:
    database = tmp_path / "a.sqlite3"
    assert imported(database).returncode == 0
    assert "no change" in imported(database).stdout
    edited = tmp_path / "edited.json"
    convert = [sys.executable, "-m", "fourfold.cli", "convert", "examples/ict-cluster", str(edited)]
    subprocess.run(convert, check=True, capture_output=True)
    document = json.loads(edited.read_text(encoding="utf-8"))
    document["cluster"]["head"]["title"]["en"] = "Another title"
    edited.write_text(json.dumps(document), encoding="utf-8")
    command = [sys.executable, "-m", "fourfold.cli", "import", str(edited), "--database", str(database), "--json"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (refused.returncode, list(json.loads(refused.stdout))) == (1, ["refused"])
    told = json.loads(refused.stdout)["refused"]
    assert "--merge --base FILE" in told
    assert told.index("--merge") < told.index("fourfold pull") < told.index("--replace")
    would = subprocess.run([*command, "--dry-run"], capture_output=True, text=True, check=False)
    shown = json.loads(would.stdout)
    assert (would.returncode, shown["refused"], shown["dry_run"]) == (1, told, True)
    (head,) = shown["parts"]
    assert [line["after"] for line in head["lines"]] == ["Another title"]
    told = subprocess.run([*command[:-1], "--dry-run", "--lang", "en"], check=False, capture_output=True, text=True)
    assert (told.returncode, "Another title" in told.stdout, "--merge" in told.stderr) == (1, True, True)
    replaced = subprocess.run([*command, "--replace"], capture_output=True, text=True, check=False)
    assert {name: json.loads(replaced.stdout)[name] for name in ("added", "changed", "removed")} == {
        "added": 0,
        "changed": 1,
        "removed": 0,
    }


def fourfold(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fourfold.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def from_draft(tmp_path: Path) -> tuple[Path, Path]:
    """A database with the small cluster, and the small cluster as a document that was made from its draft."""
    paper, database = tmp_path / "small.json", tmp_path / "a.sqlite3"
    write_json(small.dossier(), paper, base=root_of(small.dossier()))
    assert fourfold("import", paper, "--database", database).returncode == 0
    return paper, database


def changed(paper: Path, change: Callable[[dict[str, Any]], object]) -> None:
    document = json.loads(paper.read_text(encoding="utf-8"))
    change(document["cluster"])
    paper.write_text(json.dumps(document), encoding="utf-8")


def test_a_dry_run_says_what_would_change_and_changes_nothing(from_draft: tuple[Path, Path]) -> None:
    paper, database = from_draft
    course = next(each for each in small.dossier().cluster.courses if each.code == "RS")
    changed(paper, lambda cluster: _course(cluster, course.key).update(credits="5"))
    for _ in range(2):
        told = fourfold("import", paper, "--database", database, "--dry-run", "--lang", "en")
        assert (told.returncode, told.stdout.splitlines()[:3]) == (
            0,
            [
                "course RS Routing and Switching: changed",
                "    credits: 6 -> 5",
                "Links: 0 added, 0 removed, 0 changed.",
            ],
        )
        assert "Dry run, nothing was changed. It would be: szpu/ict: 0 parts added, 1 changed" in told.stdout
    told = fourfold("import", paper, "--database", database, "--dry-run", "--json")
    found = json.loads(told.stdout)
    assert (found["dry_run"], found["changed"], [each["code"] for each in found["parts"]]) == (True, 1, ["RS"])
    assert {"problems_brought", "problems_taken"} <= found.keys()


def test_nothing_goes_because_it_is_absent_unless_that_is_said(from_draft: tuple[Path, Path]) -> None:
    paper, database = from_draft
    changed(paper, lambda cluster: cluster.update(rules=[]))
    refused = fourfold("import", paper, "--database", database, "--lang", "en")
    assert refused.returncode == 1
    assert "The draft has this, and PATH does not name it any more:" in refused.stdout
    assert "SHORT-TERMS" in refused.stdout
    assert "say --remove if it may go" in refused.stderr
    done = fourfold("import", paper, "--database", database, "--remove", "--lang", "en")
    assert (done.returncode, "removed; draft" in done.stdout) == (0, True)


def _course(cluster: dict[str, Any], key: str) -> dict[str, Any]:
    return next(each for each in cluster["courses"] if each["key"] == key)
