"""Importing into what is no database: one sentence, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


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
    replaced = subprocess.run([*command, "--replace"], capture_output=True, text=True, check=False)
    assert {name: json.loads(replaced.stdout)[name] for name in ("added", "changed", "removed")} == {
        "added": 0,
        "changed": 1,
        "removed": 0,
    }
