"""Several who apply files to one draft at once, one who presses twice, and one who is killed over it."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from fourfold.exchange.document import write_json
from tests.databases import Environment, fresh
from tests.web import small

__all__ = ["fresh"]

pytestmark = pytest.mark.slow
WORKER = [sys.executable, "-m", "tests.actions.applying"]


@pytest.fixture
def here(fresh: Environment, tmp_path: Path) -> Environment:
    """A database that holds the small cluster."""
    write_json(small.dossier(), tmp_path / "small.json")
    command = [sys.executable, "-m", "tests.store.beginning", str(tmp_path / "small.json")]
    subprocess.run(command, env=fresh, check=True, stdout=subprocess.DEVNULL)
    return fresh


def asked(here: Environment, *deed: str) -> dict[str, Any]:
    done = subprocess.run([*WORKER, *deed], env=here, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def ready(here: Environment, upload: str, root: str) -> "subprocess.Popen[str]":
    """One who has the file open, and waits for a line before applying it."""
    command = [*WORKER, "apply", upload, root]
    made = subprocess.Popen(command, env=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert made.stdout is not None
    assert made.stdout.readline() == "ready\n"
    return made


def at_once(workers: "list[subprocess.Popen[str]]") -> list[str]:
    for each in workers:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    return sorted(json.loads(each.communicate()[0]) for each in workers)


def test_of_several_who_apply_at_once_one_does_and_the_others_are_told(here: Environment) -> None:
    begun = asked(here, "begin", "3")
    assert at_once([ready(here, each, begun["root"]) for each in begun["uploads"]]) == ["applied", "clash", "clash"]
    told = asked(here, "tell")
    assert (len(told["credits"]), told["applied"], told["changes"]) == (1, 1, begun["courses"])


def test_who_presses_twice_applies_once(here: Environment) -> None:
    begun = asked(here, "begin", "1")
    assert at_once([ready(here, begun["uploads"][0], begun["root"]) for _ in range(2)]) == ["applied", "done"]
    told = asked(here, "tell")
    assert (told["credits"], told["applied"], told["changes"]) == ([20], 1, begun["courses"])


def test_who_is_killed_over_it_has_applied_all_of_it_or_nothing(here: Environment) -> None:
    begun = asked(here, "begin", "1")
    for milliseconds in (5, 40):
        worker = ready(here, begun["uploads"][0], begun["root"])
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
        time.sleep(milliseconds / 1000)
        worker.kill()
        worker.communicate()
        told = asked(here, "tell")
        moved = told["root"] != begun["root"]
        assert (told["credits"] == [20], told["applied"], told["changes"]) == (
            moved,
            int(moved),
            begun["courses"] if moved else 0,
        )
