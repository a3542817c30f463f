"""`fourfold proposals`, on a database and by a server that runs on it: the same words, the same JSON."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.shots import FOURFOLD

pytestmark = pytest.mark.slow
CLUSTER = "example-college/ict-planted"
WHERE = ("--cluster", CLUSTER)
BEGIN = """
import django
django.setup()
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fourfold.actions.editing import Draft, Intent
from fourfold.actions.proposing import open_up, propose
from fourfold.actions.shelf import open_cluster
from fourfold.canon.encode import digest, encode
from fourfold.domain.person import OPERATOR
draft = Draft(institution="example-college", cluster="ict-planted", viewer=OPERATOR, now=datetime.now(UTC), why="Labs")
found = open_cluster("example-college", "ict-planted", viewer=OPERATOR, today=datetime.now(UTC).date())
first, second = found.index.dossier.cluster.courses[:2]
for title, credits in (("More time", 11), ("Less time", 12), ("Again", 13)):
    number = None
    for each in (first, second):
        ours = replace(each, credits=Decimal(credits))
        number = propose(draft, Intent(key=each.key, base=digest(encode(each)), ours=ours), number=number, title=title)
    open_up(draft, number)
print(first.code, second.code)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A database with the example and three proposals that each change two courses."""
    folder: Path = tmp_path_factory.mktemp("proposals")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOURFOLD_", "DATABASE_URL"))}
    found = kept | {
        "FOURFOLD_VAR": str(folder),
        "FOURFOLD_TODAY": "2026-06-01",
        "DJANGO_SETTINGS_MODULE": "fourfold.config.settings",
    }
    subprocess.run([*FOURFOLD, "import", "examples/ict-cluster-planted"], env=found, check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", BEGIN], env=found, check=True, capture_output=True, text=True)
    found["FIRST"], found["SECOND"] = done.stdout.split()
    return found


@pytest.fixture(scope="module")
def server(environment: dict[str, str]) -> Iterator[str]:
    """The same database, served."""
    command = [*FOURFOLD, "serve", "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        try:
            yield str(json.loads("".join(serving.stdout.readline() for _ in range(3)))["address"]).rstrip("/")
        finally:
            serving.terminate()


def run(environment: dict[str, str], *words: str) -> tuple[int, str]:
    command = [*FOURFOLD, "proposals", *words, *WHERE]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_both_ways_tell_the_same(environment: dict[str, str], server: str) -> None:
    for words in (["list", "--json"], ["show", "1", "--json"], ["review", "1", "--lang", "zh"]):
        here, there = run(environment, *words), run(environment, *words, "--server", server)
        assert here == there
        assert here[0] == 0
    said = run(environment, "list", "--lang", "en")[1].splitlines()
    assert said[-1] == "1 · More time · open for review · 2 changes · 0 comments"
    assert "变动的数据：" in here[1]
    told = run(environment, "show", "1", "--lang", "zh")[1]
    assert ("待审核 · 2 项修改 · 0 条意见" in told, "学分：" in told, "Labs" in told) == (True, True, True)


def test_a_part_of_one_is_merged_here_and_what_is_in_conflict_with_it_there(
    environment: dict[str, str], server: str
) -> None:
    assert run(environment, "comment", "1", "--text", "Agreed.", "--server", server)[0] == 0
    done = run(environment, "merge", "1", "--take", environment["FIRST"], "--why", "Labs.", "--lang", "en")
    assert done == (0, "1 · More time · merged · 2 changes · 1 comment\n")
    at_server = ("--server", server)
    for way in ((), at_server):
        code, said = run(environment, "merge", "2", "--lang", "en", *way)
        assert (code, "credits" in said, "Choose with --ours or --theirs" in said) == (1, True, True)
    code, said = run(environment, "merge", "2", "--ours", "--json", *at_server)
    assert (code, json.loads(said)["stage"]) == (0, "merged")
    code, said = run(environment, "merge", "3", "--theirs", "--json")
    assert (code, json.loads(said)["stage"]) == (0, "merged")


def test_what_is_done_with_is_refused_in_either_language_and_what_is_not_there_too(
    environment: dict[str, str], server: str
) -> None:
    for way in ((), ("--server", server)):
        assert run(environment, "decline", "1", "--why", "Late.", "--lang", "en", *way) == (
            1,
            "It is merged already.\n",
        )
        assert run(environment, "decline", "1", "--why", "Late.", "--lang", "zh", *way) == (1, "此提案已经合并。\n")
        assert run(environment, "show", "99", *way)[0] in {1, 2}
    assert "2" in run(environment, "list", "--done", "--lang", "en")[1]
    wrong = run(environment, "list", "--server", server, "--database", "x.sqlite3", "--lang", "en")
    assert wrong == (2, "Say --server or --database, not both.\n")
    assert run(environment, "merge", "1", "--take", "NONE", "--lang", "en") == (2, "The proposal changes no NONE.\n")
