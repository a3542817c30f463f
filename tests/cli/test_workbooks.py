"""Workbooks at the terminal: written, checked, measured and imported like any other paper."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from fourfold.canon.parts import root_of
from fourfold.cli.main import app
from fourfold.exchange.reading import read
from tests.exchange.small_folder import FILES, put

EXAMPLE = "examples/ict-cluster"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*arguments, "--lang", "en"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


def converted(folder: Path, source: str = EXAMPLE) -> Path:
    assert run("convert", source, str(folder / "cluster.xlsx")) == (0, f"Written: {folder / 'cluster.xlsx'}\n")
    return folder / "cluster.xlsx"


def test_a_workbook_is_another_paper_for_the_same_cluster(tmp_path: Path) -> None:
    path = converted(tmp_path)
    assert run("convert", str(path), str(tmp_path / "back"))[0] == 0
    roots = {root_of(dossier) for each in (Path(EXAMPLE), path, tmp_path / "back") if (dossier := read(each).dossier)}
    assert len(roots) == 1


@pytest.mark.parametrize("command", ["coverage", "metrics"])
def test_answers_are_those_of_the_folder(tmp_path: Path, command: str) -> None:
    small = str(put(tmp_path / "small", FILES))
    assert run(command, str(converted(tmp_path, small)), "--json") == run(command, small, "--json")


def test_check_names_the_cell(tmp_path: Path) -> None:
    path = converted(tmp_path, str(put(tmp_path / "small", FILES)))
    book = load_workbook(path)
    book["courses"]["E2"] = "mixd"
    book.save(path)
    sentence = "“type” holds a word that is not allowed here"
    found = "(found: mixd; expected: did you mean mixed?)"
    assert run("check", str(path)) == (2, f"cluster.xlsx courses!E2 (type): error R023 {sentence} {found}\n")
    code, printed = run("check", str(path), "--json")
    assert (code, json.loads(printed)["problems"]) == (
        2,
        [
            {
                "code": "R023",
                "severity": "error",
                "message": sentence,
                "file": "cluster.xlsx",
                "cell": {"sheet": "courses", "row": 2, "column": "E", "heading": "type"},
                "path": "/type",
                "found": "mixd",
                "expected": "did you mean mixed?",
                "details": {"field": "type"},
            }
        ],
    )


def test_one_framework_goes_out_and_comes_back(tmp_path: Path) -> None:
    small, alone = str(put(tmp_path / "small", FILES)), tmp_path / "exam.xlsx"
    assert run("convert", small, str(alone), "--framework", "EXAM") == (0, f"Written: {alone}\n")
    book = load_workbook(alone)
    book["items"]["E3"] = "Routing, the second edition"
    book.save(alone)
    assert run("convert", small, str(tmp_path / "back"), "--take", str(alone))[0] == 0
    reading = read(tmp_path / "back")
    dossier = reading.dossier
    assert dossier is not None
    assert (reading.problems, reading.labels) == ((), {})
    assert [item.title.en for item in dossier.frameworks[0].walk()] == ["Layers", "Routing, the second edition"]


def test_a_framework_that_has_changed_since_is_replaced_only_by_force(tmp_path: Path) -> None:
    small, alone = put(tmp_path / "small", FILES), tmp_path / "exam.xlsx"
    assert run("convert", str(small), str(alone), "--framework", "exam")[0] == 0
    put(small, {"frameworks/exam.yaml": FILES["frameworks/exam.yaml"].replace("weight: 60", "weight: 70")})
    take = ("convert", str(small), str(tmp_path / "back"), "--take", str(alone))
    assert run(*take) == (1, "")
    assert run(*take, "--force")[0] == 0


def test_a_framework_that_is_not_there_or_on_other_paper_is_refused(tmp_path: Path) -> None:
    small = str(put(tmp_path / "small", FILES))
    assert run("convert", small, str(tmp_path / "a.xlsx"), "--framework", "none")[0] == 2
    assert run("convert", small, str(tmp_path / "a.csv"), "--framework", "exam")[0] == 2
    code, printed = run("convert", small, str(tmp_path / "b"), "--take", str(tmp_path / "small/cluster.yaml"))
    assert (code, printed.partition(": ")[2][:10]) == (2, "error R601")


def test_another_framework_with_the_same_code_is_not_taken(tmp_path: Path) -> None:
    small, alone = put(tmp_path / "small", FILES), tmp_path / "exam.xlsx"
    assert run("convert", str(small), str(alone), "--framework", "exam")[0] == 0
    book = load_workbook(alone)
    book["frameworks"].cell(2, book["frameworks"].max_column).value = "00000000-0000-4000-8000-000000000001"
    book.save(alone)
    assert run("convert", str(small), str(tmp_path / "back"), "--take", str(alone)) == (1, "")


def test_a_workbook_is_imported_and_its_base_kept(tmp_path: Path) -> None:
    path = converted(tmp_path, str(put(tmp_path / "small", FILES)))
    command = [sys.executable, "-m", "fourfold.cli", "import", str(path), "--database", str(tmp_path / "a.sqlite3")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FOURFOLD_")}
    done = subprocess.run([*command, "--json"], env=environment, capture_output=True, text=True, check=False)
    dossier = read(path).dossier
    assert dossier is not None
    assert (done.returncode, json.loads(done.stdout)["root"]) == (0, root_of(dossier))


def test_comments_in_a_folder_are_told_before_they_are_written_over(tmp_path: Path) -> None:
    folder = put(tmp_path / "small", FILES)
    told = CliRunner().invoke(app, ["convert", str(folder), str(folder), "--force", "--lang", "en"])
    assert "hold comments" not in told.output
    with (folder / "cluster.yaml").open("a", encoding="utf-8") as file:
        file.write("# agreed in March\n")
    told = CliRunner().invoke(app, ["convert", str(folder), str(folder), "--force", "--lang", "en"])
    assert told.exit_code == 0
    assert f"1 of the files in {folder} hold comments (cluster.yaml, …), which are not kept" in told.output
