"""CASE packages at the terminal: given out, taken in, pinned in a draft."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from fourfold.cli.main import app
from fourfold.exchange.case_read import read_case
from fourfold.exchange.reading import read
from tests.exchange import packages

EXAMPLE = "examples/ict-cluster"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*arguments, "--lang", "en"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


def foreign(folder: Path, **document: Any) -> str:  # noqa: ANN401 - JSON
    path = folder / "foreign.json"
    tree = packages.package(packages.item("A"), associations=(packages.child("A"),), **document)
    path.write_text(json.dumps(tree), encoding="utf-8")
    return str(path)


def test_every_framework_of_the_example_goes_out_and_comes_back_as_it_is(tmp_path: Path) -> None:
    dossier = read(Path(EXAMPLE)).dossier
    assert dossier is not None
    for framework in dossier.frameworks[:3]:
        path = tmp_path / f"{framework.code}.json"
        assert run("convert", EXAMPLE, str(path), "--framework", framework.code) == (0, f"Written: {path}\n")
        assert read_case(path).framework == framework
        assert run("convert", EXAMPLE, str(tmp_path / framework.code), "--take", str(path))[0] == 0
        assert read(tmp_path / framework.code).dossier == dossier


def test_a_package_alone_becomes_a_workbook_or_a_package_again(tmp_path: Path) -> None:
    path = foreign(tmp_path)
    assert run("convert", path, str(tmp_path / "alone.xlsx")) == (0, f"Written: {tmp_path / 'alone.xlsx'}\n")
    assert run("convert", path, str(tmp_path / "again.json"), "--kind", "job", "--institution", "szpu")[0] == 0
    found = read_case(tmp_path / "again.json").framework
    assert found is not None
    assert (found.kind, found.institution) == ("job", "szpu")
    assert run("convert", path, str(tmp_path / "folder"))[0] == 2
    assert run("convert", path, str(tmp_path / "x.json"), "--institution", "no code")[0] == 2


def test_a_foreign_package_is_kept_by_the_institution_of_the_cluster(tmp_path: Path) -> None:
    code, said = run("convert", EXAMPLE, str(tmp_path / "out"), "--take", foreign(tmp_path, colour="red"))
    told = "`CFDocument.colour` is no field of CASE 1.1; it is kept aside (found: colour)"
    assert (code, said.splitlines()[0]) == (0, f"foreign.json /CFDocument/colour: info R804 {told}")
    dossier = read(tmp_path / "out").dossier
    assert dossier is not None
    found = next(each for each in dossier.frameworks if each.code == "numeracy")
    assert found.institution == "example-college"
    assert found.carried


def test_what_is_no_package_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"CFDocument": 1}', encoding="utf-8")
    code, said = run("convert", str(path), str(tmp_path / "out.json"))
    assert (code, said.partition(" (")[0]) == (
        2,
        "bad.json /CFDocument: error R801 `CFDocument` is not what a CASE package has there",
    )
    assert not (tmp_path / "out.json").exists()


def imported(database: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "fourfold.cli", "import", *arguments, "--database", str(database), "--json"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FOURFOLD_")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)


def test_a_package_is_pinned_in_a_draft_as_one_change(tmp_path: Path) -> None:
    database, path = tmp_path / "a.sqlite3", foreign(tmp_path)
    assert imported(database, path, "--into", "example-college/ict")[1] == {
        "refused": "There is no draft of example-college/ict."
    }
    assert imported(database, EXAMPLE)[0] == 0
    code, done = imported(database, path, "--into", "example-college/ict", "--why", "The board asks for it")
    assert (code, done["pinned"], done["key"], done["before"]) == (0, "numeracy", packages.of("document"), "")
    code, again = imported(database, path, "--into", "example-college/ict")
    assert (code, list(again)) == (1, ["refused"])
    edited = foreign(tmp_path, description="Better")
    code, done_again = imported(database, edited, "--into", "example-college/ict", "--replace")
    assert (code, done_again["before"]) == (0, done["after"])
