"""Many who edit and release one draft through the actions: a clash is answered by trying again, and nothing is lost."""

import json
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from fourfold.exchange.document import write_json
from tests.databases import Environment
from tests.web import small

pytestmark = pytest.mark.slow
SAVERS, SAVES = 12, 6
MERGERS, PROPOSALS = 6, 4
VERDICTS = 10
COUNTERS, TIMES, RELEASERS, RELEASES = 4, 8, 2, 3
TELL = """
import json, django; django.setup()
from tests.actions.counting import count_of, course_of, items, lin, numbers, releases, states
told = {"count": count_of(course_of(lin(0))[0]), "numbers": numbers(), "items": items(), "states": states()}
print(json.dumps(told | {"releases": releases()}))
"""
PROPOSE = f"""
import django; django.setup()
from datetime import UTC, datetime
from fourfold.actions.editing import Draft, Intent
from fourfold.actions.proposing import open_up, propose
from tests.actions.counting import course_of, lin, mine
for seed in range({PROPOSALS}):
    draft = Draft(institution="szpu", cluster="ict", viewer=lin(seed), now=datetime.now(UTC))
    course, digest = course_of(lin(seed))
    intent = Intent(key=course.key, base=digest, ours=mine(course, seed, 1))
    open_up(draft, propose(draft, intent, title=f"Number {{seed}}"))
"""


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that counts or releases, and the file that it says so in."""

    process: "subprocess.Popen[bytes]"
    file: Path

    def done(self) -> list[str]:
        """What was acknowledged; a line that a kill cut short does not count."""
        lines = self.file.read_text("utf-8").split("\n")[:-1]
        return [line for line in lines if not line.startswith("clashes")]

    def clashes(self) -> int:
        return int(self.file.read_text("utf-8").rsplit(" ", 1)[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How it ended: the count, how far each saver came, every state of the draft, and the releases by name."""

    count: int
    numbers: dict[str, int]
    items: dict[str, int]
    states: list[str]
    releases: dict[str, str]


@pytest.fixture
def here(fresh: Environment, tmp_path: Path) -> Environment:
    """A database that holds the small cluster."""
    write_json(small.dossier(), tmp_path / "small.json")
    command = [sys.executable, "-m", "tests.store.beginning", str(tmp_path / "small.json")]
    subprocess.run(command, env=fresh, check=True, stdout=subprocess.DEVNULL)
    return fresh


def started(work: str, times: int, seed: int, environment: Environment) -> Worker:
    file = Path(environment["FOURFOLD_VAR"], f"{work}-{seed}")
    with file.open("wb") as out:
        command = [sys.executable, "-m", "tests.actions.worker", work, str(times), str(seed)]
        return Worker(subprocess.Popen(command, env=environment, stdout=out), file)


def ended(environment: Environment) -> End:
    done = subprocess.run([sys.executable, "-c", TELL], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return End(**json.loads(done.stdout))


def test_whoever_clashes_looks_again_and_every_count_and_release_arrives(here: Environment) -> None:
    counting = [started("count", TIMES, seed, here) for seed in range(COUNTERS)]
    releasing = [started("release", RELEASES, seed, here) for seed in range(RELEASERS)]
    assert [each.process.wait() for each in (*counting, *releasing)] == [0] * (COUNTERS + RELEASERS)
    end = ended(here)
    # A count that was written over another would be missing from the sum.
    assert end.count == COUNTERS * TIMES
    assert len(end.states) == 1 + COUNTERS * TIMES
    said = {f"r-{seed}-{n}": root for seed, each in enumerate(releasing) for n, root in enumerate(each.done())}
    assert end.releases == said
    assert set(end.releases.values()) <= set(end.states)
    assert sum(each.clashes() for each in counting) > 0


def test_twelve_who_save_different_fields_of_one_course_all_stand_and_nobody_is_turned_away(here: Environment) -> None:
    saving = [started("save", SAVES, seed, here) for seed in range(SAVERS)]
    assert [each.process.wait() for each in saving] == [0] * SAVERS
    end = ended(here)
    assert end.numbers == {f"W{seed}": SAVES for seed in range(SAVERS)}
    assert len(end.states) == 1 + SAVERS * SAVES
    assert sum(each.clashes() for each in saving) == 0


def test_those_who_edit_different_items_of_one_framework_all_stand(here: Environment) -> None:
    reframing = [started("reframe", SAVES, seed, here) for seed in range(MERGERS)]
    assert [each.process.wait() for each in reframing] == [0] * MERGERS
    end = ended(here)
    assert end.items == {f"W{seed}": SAVES for seed in range(MERGERS)}
    assert len(end.states) == 1 + MERGERS * SAVES
    assert sum(each.clashes() for each in reframing) == 0


def test_of_many_who_merge_the_same_proposals_one_does_and_all_their_changes_stand(here: Environment) -> None:
    done = subprocess.run([sys.executable, "-c", PROPOSE], env=here, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    merging = [started("merge", PROPOSALS, seed, here) for seed in range(MERGERS)]
    assert [each.process.wait() for each in merging] == [0] * MERGERS
    said = [line.split() for each in merging for line in each.done()]
    assert len(said) == MERGERS * PROPOSALS
    assert sorted(int(number) for number, became in said if became != "late") == list(range(1, PROPOSALS + 1))
    end = ended(here)
    assert end.numbers == {f"W{seed}": 1 for seed in range(PROPOSALS)}
    assert len(end.states) == 1 + PROPOSALS


def test_of_a_release_and_a_verdict_that_takes_the_approval_back_only_the_first_is_done(here: Environment) -> None:
    command = [sys.executable, "-m", "tests.actions.deciding", str(VERDICTS)]
    done = subprocess.run(command, env=here, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == VERDICTS
    for each in told:
        released = {"released": True, "decided": False, "status": "released", "outcomes": ["approved"]}
        decided = {"released": False, "decided": True, "status": "open", "outcomes": ["approved", each["other"]]}
        assert each in [{**one, "other": each["other"]} for one in (released, decided)]
    # With pauses from none to more than a release takes, each of the two comes first at times.
    assert {each["released"] for each in told} == {True, False}


def test_whoever_is_killed_leaves_what_was_acknowledged_and_at_most_one_more(here: Environment) -> None:
    chance = random.Random(11)
    counting = [started("count", 10_000, seed, here) for seed in range(COUNTERS)]
    releasing = [started("release", 10_000, seed, here) for seed in range(RELEASERS)]
    racing = [*counting, *releasing]
    # Counts come so fast that a release may never find its draft unmoved; those who count must all have begun.
    while not all(each.done() for each in counting):
        assert all(each.process.poll() is None for each in racing)
        time.sleep(0.05)
    for each in chance.sample(racing, len(racing)):
        time.sleep(chance.uniform(0.0, 0.4))
        each.process.send_signal(signal.SIGKILL)
        each.process.wait()
    end = ended(here)
    acknowledged = sum(len(each.done()) for each in counting)
    assert acknowledged <= end.count <= acknowledged + COUNTERS
    said = {f"r-{seed}-{n}": root for seed, each in enumerate(releasing) for n, root in enumerate(each.done())}
    assert said.items() <= end.releases.items()
    assert len(end.releases) <= len(said) + RELEASERS
    assert set(end.releases.values()) <= set(end.states)
