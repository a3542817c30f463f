"""The commands a person types first."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

from tools import compile_messages, find_chromium


def executable(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


def set_up(root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run set-up in a bare folder, with hardly anything on the path but what stands in its `bin`."""
    (folder / "tools").mkdir(parents=True)
    (folder / "bin").mkdir(exist_ok=True)
    shutil.copy(root / "tools/setup.sh", folder / "tools/setup.sh")
    for name in ("dirname", "cat", "sh"):
        (folder / "bin" / name).symlink_to(str(shutil.which(name)))
    command = [str(shutil.which("sh")), "tools/setup.sh"]
    path = {"PATH": str(folder / "bin")}
    return subprocess.run(command, cwd=folder, env=path, capture_output=True, text=True, timeout=60, check=False)


def test_what_the_forge_runs_is_what_the_reader_runs(root: Path) -> None:
    assert (root / ".ci/run").read_text("utf-8").splitlines()[-1] == "make test"
    workflow = (root / ".github/workflows/test.yml").read_text("utf-8")
    assert re.findall(r"- run: (.*)", workflow) == ["make test PYTHON=python"]


def test_every_make_target_says_what_it_does(root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    assert re.findall(r"^([a-z]+):.* ## .+$", makefile, re.MULTILINE) == targets
    assert sorted(targets) == sorted(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split())


def test_without_a_python_set_up_says_which_is_needed_and_how_to_get_it(root: Path, tmp_path: Path) -> None:
    done = set_up(root, tmp_path / "a b")
    assert done.returncode == 1
    assert "make setup: Fourfold needs Python 3.11 or newer, and none was found." in done.stderr


def test_an_old_python_is_passed_over(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a b/bin").mkdir(parents=True)
    executable(tmp_path / "a b/bin/python3", "exit 1")
    done = set_up(root, tmp_path / "a b")
    assert done.returncode == 1
    assert "none was found" in done.stderr


def test_a_python_that_cannot_make_environments_is_named_with_its_remedy(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a b/bin").mkdir(parents=True)
    executable(tmp_path / "a b/bin/python3", 'case "$1" in -m) exit 1;; esac')
    executable(tmp_path / "a b/bin/id", "echo 1000")
    done = set_up(root, tmp_path / "a b")
    assert done.returncode == 1
    assert "sudo apt-get install python3-venv" in done.stderr


def test_a_browser_is_one_that_starts(tmp_path: Path) -> None:
    assert find_chromium.starts(str(executable(tmp_path / "good", "echo Chromium 1")))
    assert not find_chromium.starts(str(executable(tmp_path / "stub", "echo 'requires the snap'; exit 1")))
    assert not find_chromium.starts(str(tmp_path / "absent"))
    assert not find_chromium.starts(str(tmp_path))


def test_a_browser_named_by_the_environment_is_the_only_one_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = str(tmp_path / "absent")
    monkeypatch.setenv(find_chromium.VARIABLE, named)
    assert list(find_chromium.candidates()) == [named]
    assert find_chromium.find() is None


def test_translations_are_compiled_once_and_fuzzy_ones_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "src/pages/locale/zh_Hans/LC_MESSAGES"
    folder.mkdir(parents=True)
    po = folder / "django.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    po.write_text(f'{head}\nmsgid "Map"\nmsgstr "地图"\n\n#, fuzzy\nmsgid "Gap"\nmsgstr "图"\n', "utf-8")
    assert compile_messages.stale(tmp_path) == [po]
    with compile_messages.compile_catalogue(po).open("rb") as compiled:
        assert {entry.id: entry.string for entry in read_mo(compiled) if entry.id} == {"Map": "地图"}
    assert compile_messages.stale(tmp_path) == []


def test_both_commands_stand_on_the_first_screen(root: Path) -> None:
    screen = (root / "README.md").read_text("utf-8").splitlines()[:24]
    assert [line.split("#")[0].strip() for line in screen if line.startswith("make ")] == ["make demo", "make test"]
