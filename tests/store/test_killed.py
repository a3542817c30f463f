"""A process killed anywhere in an import leaves the old state or the new one."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fourfold.canon.parts import root_of
from fourfold.domain.cluster import Dossier
from fourfold.exchange.document import write_json
from fourfold.exchange.reading import read
from tests.store.rewriting import retitled

EXAMPLE = Path("examples/ict-cluster")
KILLS = 5

TELL = """
import django; django.setup()
from fourfold.domain.person import OPERATOR
from fourfold.store.read import draft_at, dossier_of
from fourfold.store.models import Change
from fourfold.canon.parts import root_of
kept = draft_at("{institution}", "{code}", OPERATOR)
folded = {{}}
for change in Change.objects.all():
    assert folded.get(str(change.key), "") == change.before
    folded[str(change.key)] = change.after
assert {{key: digest for key, digest in folded.items() if digest}} == kept.held.digests()
assert root_of(dossier_of(kept)) == kept.root
print(kept.root)
"""


@pytest.fixture
def two(tmp_path: Path, fresh: dict[str, str]) -> tuple[Dossier, dict[str, Path], dict[str, str]]:
    """The example and an edit of all its courses, each as a file, and the environment of a database."""
    dossier = read(EXAMPLE).dossier
    assert dossier is not None
    edited = retitled(dossier, "edited")
    files: dict[str, Path] = {}
    for each in (dossier, edited):
        files[root_of(each)] = tmp_path / f"{len(files)}.json"
        write_json(each, files[root_of(each)])
    return dossier, files, fresh


def importing(path: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "fourfold.cli", "import", str(path), "--replace"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def standing(dossier: Dossier, environment: dict[str, str]) -> str:
    """The root of the draft, after its Changes and its parts have been found to agree."""
    head = dossier.cluster.head
    script = TELL.format(institution=head.institution, code=head.code)
    told = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout.strip()


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_old_state_or_the_new(
    two: tuple[Dossier, dict[str, Path], dict[str, str]],
) -> None:
    dossier, files, environment = two
    first, second = files
    assert importing(files[first], environment).wait() == 0
    started = time.monotonic()
    assert importing(files[second], environment).wait() == 0
    whole = time.monotonic() - started
    chance = random.Random(4)
    for kill in range(KILLS):
        process = importing(files[(first, second)[kill % 2]], environment)
        # The work on the tables is at the end of the process: that is where the kills should fall.
        time.sleep(whole * chance.uniform(0.6, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert standing(dossier, environment) in files


@pytest.mark.slow
def test_two_who_import_at_once_both_finish_and_one_state_stands(
    two: tuple[Dossier, dict[str, Path], dict[str, str]],
) -> None:
    dossier, files, environment = two
    first, second = files
    assert importing(files[first], environment).wait() == 0
    racing = [importing(files[root], environment) for root in (first, second, first)]
    assert [each.wait() for each in racing] == [0, 0, 0]
    assert standing(dossier, environment) in files
