"""A backup is everything, at one moment; what is restored from it has the same roots, on either database."""

import gzip
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from fcntl import LOCK_EX, flock
from pathlib import Path
from time import sleep

import pytest

from tests.databases import Environment, empty_database

EXAMPLE = "examples/ict-cluster"
OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}


def fourfold(environment: Environment, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fourfold.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def said(environment: Environment, *words: str) -> dict[str, object]:
    done = fourfold(environment, *words, "--json")
    assert done.returncode == 0, done.stderr + done.stdout
    return dict(json.loads(done.stdout))


DECIDED = """
import django
django.setup()
from datetime import UTC, date, datetime
from fourfold.domain.declined import DeclinedLink
from fourfold.domain.hole import HoleTask
from fourfold.store import declined, holes, people
from fourfold.store.models import Document
at, key = datetime(2026, 6, 1, tzinfo=UTC), str(Document.objects.get(kind="cluster").pk)
mei = people.add_person(email="mei@szpu.example", name="Mei", password=None, language="", at=at)
task = HoleTask(framework=key, node=key, scope=key, owner=mei, due_date=date(2026, 9, 1), who="local", at=at)
holes.give(key, task)
link = DeclinedLink(outcome=key, framework=key, item=key, who="local", at=at, reason="Too far off")
declined.decline(key, link)
assert (holes.tasks_of(key), declined.declined_of(key, key)) == ((task,), (link,))
"""
"""What people decide about holes and links, beside the documents."""


@pytest.fixture
def kept(fresh: Environment, tmp_path: Path) -> tuple[Environment, Path]:
    """A database that holds the example, and a backup of it."""
    assert fourfold(fresh, "import", EXAMPLE).returncode == 0
    decided = {**fresh, "DJANGO_SETTINGS_MODULE": "fourfold.config.settings"}
    subprocess.run([sys.executable, "-c", DECIDED], env=decided, check=True)
    file = tmp_path / "kept.backup"
    said(fresh, "backup", str(file))
    return fresh, file


def test_a_backup_restores_with_equal_roots_on_the_other_database(
    kept: tuple[Environment, Path], database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    environment, file = kept
    again = tmp_path / "again.backup"
    with empty_database(request, OTHER[database], tmp_path / "other") as other:
        restored = said(other, "restore", str(file))
        assert said(other, "doctor") == said(environment, "doctor")
        assert said(other, "backup", str(again)) == restored
        assert rows(again) == rows(file)
        assert sum("Too far off" in each or "2026-09-01" in each for each in rows(again)) == 2
        assert "no change" in fourfold(other, "import", EXAMPLE).stdout
        assert fourfold(other, "restore", str(file)).returncode == 1
    assert list(restored["roots"]) == ["example-college/ict/draft"]  # type: ignore[call-overload] # JSON has any type


def rows(file: Path) -> list[str]:
    """The rows of a backup, without the line that says when it was made and the seal that follows from it."""
    return gzip.decompress(file.read_bytes()).decode().splitlines()[1:-1]


def test_a_backup_is_for_this_account_alone_and_never_written_over(kept: tuple[Environment, Path]) -> None:
    environment, file = kept
    before = file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    refused = fourfold(environment, "backup", str(file))
    assert (refused.returncode, refused.stderr) == (1, f"{file} is there already: name another file.\n")
    assert (file.read_bytes(), [each.name for each in file.parent.glob("*.backup*")]) == (before, [file.name])


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def repacked(content: bytes, change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    return gzip.compress(b"".join(change(gzip.decompress(content).splitlines(keepends=True))))


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "cut off": cut_off,
    "something else": lambda _content: b"a poem",
    "empty": lambda _content: b"",
    "without its seal": lambda content: repacked(content, lambda lines: lines[:-1]),
    "with a row less": lambda content: repacked(content, lambda lines: [*lines[:5], *lines[6:]]),
    "with a row changed": lambda content: repacked(
        content, lambda lines: [each.replace(b"example-college", b"example-colleges") for each in lines]
    ),
}


def test_a_harmed_backup_restores_nothing(
    kept: tuple[Environment, Path], database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    content, harmed = kept[1].read_bytes(), tmp_path / "harmed.backup"
    with empty_database(request, database, tmp_path / "other") as other:
        for harm in HARMS.values():
            harmed.write_bytes(harm(content))
            refused = fourfold(other, "restore", str(harmed))
            assert (refused.returncode, refused.stdout) == (1, "")
            assert refused.stderr.startswith(f"{harmed} is no whole backup: ")
        nothing = dict.fromkeys(("parts", "manifests", "drafts", "changes"), 0)
        assert said(other, "doctor") == {"sound": True, **nothing, "ailments": []}


def test_what_is_no_database_is_neither_examined_nor_made(tmp_path: Path) -> None:
    missing = tmp_path / "missing.sqlite3"
    environment = {**os.environ, "FOURFOLD_VAR": str(tmp_path)}
    for words in (("doctor",), ("backup", str(tmp_path / "a.backup"))):
        refused = fourfold(environment, *words, "--database", str(missing))
        assert (refused.returncode, refused.stderr) == (1, "There is no database there: run `fourfold prepare`.\n")
    assert [*tmp_path.iterdir()] == []


def killed_while_backing_up(environment: Environment, file: Path) -> Path:
    """What a backup that is killed as soon as it has begun leaves beside its file."""
    for _ in range(20):
        command = [sys.executable, "-m", "fourfold.cli", "backup", str(file)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not (left := list(file.parent.glob(f"{file.name}.*.part"))):
            sleep(0.005)
        process.kill()
        process.wait()
        if left and left[0].exists():
            return left[0]
        file.unlink(missing_ok=True)
    pytest.fail("every backup was faster than its end")


def test_what_a_killed_backup_left_is_removed_by_the_next_and_one_being_written_stays(
    kept: tuple[Environment, Path], tmp_path: Path
) -> None:
    environment, _ = kept
    left = killed_while_backing_up(environment, tmp_path / "first.backup")
    busy, notes = tmp_path / "other.backup.7.part", tmp_path / "notes.7.part"
    notes.write_text("mine")
    with busy.open("wb") as writing:
        flock(writing, LOCK_EX)
        done = fourfold(environment, "backup", str(tmp_path / "second.backup"))
    assert done.returncode == 0
    assert (
        done.stderr.replace("\n", " ").strip() == f"{left} was left by a backup that was interrupted, and is removed."
    )
    assert sorted(each.name for each in tmp_path.glob("*.part")) == [notes.name, busy.name]


def test_a_file_of_ours_is_for_this_account_alone(kept: tuple[Environment, Path], database: str) -> None:
    environment, _ = kept
    folder = Path(environment["FOURFOLD_VAR"])
    ours = [each for each in folder.glob("fresh.sqlite3*") if each.is_file()]
    assert [stat.S_IMODE(each.stat().st_mode) for each in ours] == [0o600] * len(ours)
    assert bool(ours) == (database == "sqlite")


def test_tables_that_were_never_made_to_the_end_are_told_and_made_by_restoring_again(
    kept: tuple[Environment, Path], database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    _, file = kept
    with empty_database(request, database, tmp_path / "half") as half:
        (tmp_path / "half").mkdir(exist_ok=True)
        begun = [sys.executable, "-m", "django", "migrate", "store", "0001", "--verbosity", "0"]
        subprocess.run(begun, env={**half, "FOURFOLD_SECRET_KEY": "of no use"}, check=True)
        told = fourfold(half, "doctor")
        assert told.returncode == 1
        assert "hold nothing: `prepare` or `restore` was interrupted. Run it again." in " ".join(told.stderr.split())
        assert said(half, "restore", str(file))["rows"] == said(kept[0], "backup", str(tmp_path / "x.backup"))["rows"]
        assert said(half, "doctor")["sound"] is True


def run(environment: Environment, module: str, *words: str) -> str:
    command = [sys.executable, "-m", module, *words]
    keyed = {**environment, "FOURFOLD_SECRET_KEY": "of no use"}
    return subprocess.run(command, env=keyed, check=True, capture_output=True, text=True).stdout


def findable(environment: Environment) -> list[object]:
    """How much can be found, before anybody searches, and then what is found, in either language."""
    return [json.loads(run(environment, "tests.store.finding", *words)) for words in ((), ("network",), ("网络",))]


def test_what_is_restored_can_be_found_as_before_on_the_other_database(
    kept: tuple[Environment, Path], database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    environment, file = kept
    with empty_database(request, OTHER[database], tmp_path / "other") as other:
        said(other, "restore", str(file))
        assert findable(other) == findable(environment)
    assert all(findable(environment))


def test_what_was_kept_before_there_was_a_search_can_be_found_after_the_upgrade(kept: tuple[Environment, Path]) -> None:
    environment, _ = kept
    before = findable(environment)
    run(environment, "django", "migrate", "store", "0003", "--verbosity", "0")
    assert "older than this Fourfold (0004_search is missing)" in " ".join(
        fourfold(environment, "doctor").stderr.split()
    )
    said(environment, "prepare")
    assert findable(environment) == before
    assert said(environment, "doctor")["sound"] is True
