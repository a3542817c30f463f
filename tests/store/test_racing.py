"""Many who edit one draft at once, and some of them killed: nothing is lost, and everything is told once."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.store.telling import told_by

EXAMPLE = Path("examples/ict-cluster")
WRITERS, SECONDS, KILLS = 6, 2.0, 8
Environment = dict[str, str]


@pytest.fixture
def document(fresh: Environment) -> str:
    """The key of the example, which the fresh database holds."""
    command = [sys.executable, "-m", "tests.store.beginning", str(EXAMPLE)]
    return subprocess.run(command, env=fresh, check=True, capture_output=True, text=True).stdout.strip()


@dataclass(frozen=True, slots=True)
class Writer:
    """A process that edits, and the file that it says so in."""

    process: "subprocess.Popen[bytes]"
    file: Path

    def said(self) -> str:
        return self.file.read_text(encoding="utf-8")


def writing(document: str, seconds: float, seed: int, environment: Environment) -> Writer:
    command = [sys.executable, "-m", "tests.store.writer", document, str(seconds), str(seed)]
    file = Path(environment["FOURFOLD_VAR"], f"writer-{seed}")
    with file.open("wb") as out:
        return Writer(subprocess.Popen(command, env=environment, stdout=out), file)


def acknowledged(said: str) -> "Counter[tuple[str, str, str]]":
    """The edits of a writer that the store has acknowledged; a line cut short by a kill does not count."""
    lines = [line.split(" ") for line in said.split("\n")[:-1]]
    return Counter((key, *_moved(before, after)) for key, before, after in (each for each in lines if len(each) == 3))


def _moved(before: str, after: str) -> tuple[str, str]:
    return before.replace("-", ""), after.replace("-", "")


@pytest.mark.slow
def test_racing_writers_lose_nothing_and_each_edit_is_told_once(document: str, fresh: Environment) -> None:
    start = told_by(document, fresh)
    racing = [writing(document, SECONDS, seed, fresh) for seed in range(WRITERS)]
    assert [each.process.wait() for each in racing] == [0] * WRITERS
    edits = sum((acknowledged(each.said()) for each in racing), Counter[tuple[str, str, str]]())
    end = told_by(document, fresh)
    assert Counter((key, before, after) for key, before, after, _ in end.changes[len(start.changes) :]) == edits
    assert end.folded() == end.held
    assert end.reads
    # They did race: on SQLite as on PostgreSQL some came too late and were told so.
    assert sum(int(each.said().rsplit(" ", 1)[1]) for each in racing) > 0


@pytest.mark.slow
def test_writers_killed_at_any_moment_leave_every_acknowledged_edit_and_at_most_one_more(
    document: str, fresh: Environment
) -> None:
    start, chance = told_by(document, fresh), random.Random(7)
    racing = [writing(document, 60, seed, fresh) for seed in range(KILLS)]
    # Each has edited by now, so that no kill falls before the work.
    while not all(each.said() for each in racing):
        time.sleep(0.05)
    for each in racing:
        time.sleep(chance.uniform(0.0, 0.3))
        each.process.send_signal(signal.SIGKILL)
        each.process.wait()
    end = told_by(document, fresh)
    moved = end.changes[len(start.changes) :]
    for seed, each in enumerate(racing):
        kept = Counter((key, before, after) for key, before, after, who in moved if who == f"writer-{seed}")
        assert acknowledged(each.said()) <= kept
        assert (kept - acknowledged(each.said())).total() <= 1
    assert end.folded() == end.held
    assert end.reads


@pytest.mark.slow
def test_those_who_come_first_at_once_make_the_tables_together(fresh: Environment) -> None:
    command = [sys.executable, "-m", "fourfold.cli", "import", str(EXAMPLE)]
    racing = [subprocess.Popen(command, env=fresh, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    ended = [(each.communicate()[1], each.returncode) for each in racing]
    assert ended == [("", 0)] * 4
