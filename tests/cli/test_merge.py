"""`fourfold merge` and `fourfold import --merge`: the work of both stands, what both changed is listed."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fourfold.canon.parts import root_of
from fourfold.cli.main import app
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, Requisite
from fourfold.domain.text import Text
from fourfold.exchange.reading import Reading, read
from fourfold.exchange.writing import write
from tests.web import small

WHOLE = small.dossier()


def having(dossier: Dossier, code: str, change: Callable[[Course], Course]) -> Dossier:
    """The dossier with one course changed."""
    courses = tuple(change(each) if each.code == code else each for each in dossier.cluster.courses)
    return replace(dossier, cluster=replace(dossier.cluster, courses=courses))


def without(dossier: Dossier, code: str) -> Dossier:
    courses = tuple(each for each in dossier.cluster.courses if each.code != code)
    return replace(dossier, cluster=replace(dossier.cluster, courses=courses))


CREDITS = having(WHOLE, "NT-A", lambda each: replace(each, credits=Decimal(5)))
WEEKS = having(WHOLE, "NT-A", lambda each: replace(each, weeks=9))
OTHER_CREDITS = having(WEEKS, "NT-A", lambda each: replace(each, credits=Decimal(7)))
LINE = "    credits (both changed it): before 4; ours 5; theirs 7"


@pytest.fixture
def paths(tmp_path: Path) -> Callable[..., list[Path]]:
    """Folders that hold these states, in order."""

    def written(*dossiers: Dossier) -> list[Path]:
        folders = [tmp_path / f"{at}" for at in range(len(dossiers))]
        for folder, dossier in zip(folders, dossiers, strict=True):
            write(Reading(dossier), folder)
        return folders

    return written


def merged(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["merge", *map(str, arguments), "--today", "2026-06-01", "--lang", "en"])


@pytest.mark.parametrize("out", ["out", "out.json", "out.xlsx"])
def test_edits_of_two_fields_of_a_course_both_stand(paths: Callable[..., list[Path]], out: str, tmp_path: Path) -> None:
    done = merged(*paths(WHOLE, CREDITS, WEEKS), "--to", tmp_path / out)
    assert (done.exit_code, done.stdout) == (0, f"Written: {tmp_path / out}\n")
    both = having(CREDITS, "NT-A", lambda each: replace(each, weeks=9))
    assert read(tmp_path / out).dossier == both


def test_what_both_changed_is_listed_and_nothing_is_written(paths: Callable[..., list[Path]], tmp_path: Path) -> None:
    done = merged(*paths(WHOLE, CREDITS, OTHER_CREDITS), "--to", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == ["course NT-A Network Technology A:", LINE]
    assert "Nothing was written" in done.stderr
    assert not (tmp_path / "out").exists()
    said = json.loads(merged(*paths(WHOLE, CREDITS, OTHER_CREDITS), "--to", tmp_path / "out", "--json").stdout)
    (conflict,) = said["conflicts"]
    assert (conflict["place"], conflict["ours"], conflict["theirs"]) == (
        f"{small.key('course', 'NT-A')}/credits",
        "5",
        "7",
    )


@pytest.mark.parametrize(("side", "credits_"), [("--ours", 5), ("--theirs", 7)])
def test_a_side_is_taken_where_both_changed_and_nowhere_else(
    paths: Callable[..., list[Path]], tmp_path: Path, side: str, credits_: int
) -> None:
    done = merged(*paths(WHOLE, CREDITS, OTHER_CREDITS), "--to", tmp_path / "out", side)
    assert done.exit_code == 0
    found = read(tmp_path / "out").dossier
    assert found == having(WHOLE, "NT-A", lambda each: replace(each, credits=Decimal(credits_), weeks=9))


def test_a_removed_course_that_the_other_side_edited_is_listed(
    paths: Callable[..., list[Path]], tmp_path: Path
) -> None:
    done = merged(
        *paths(WHOLE, without(WHOLE, "WLAN"), having(WHOLE, "WLAN", lambda each: replace(each, weeks=9))),
        "--to",
        tmp_path / "out",
    )
    assert done.exit_code == 1
    assert "as a whole (one has it otherwise, the other not at all): before " in done.stdout
    assert "; ours not there; theirs " in done.stdout


def test_problems_that_only_both_together_make_are_told(paths: Callable[..., list[Path]], tmp_path: Path) -> None:
    """One side takes a course away, the other comes to require it: no conflict of values, but a problem."""
    needs = Requisite(course=small.key("course", "ENG"))
    ours = without(WHOLE, "ENG")
    theirs = having(WHOLE, "WLAN", lambda each: replace(each, requisite=needs))
    done = merged(*paths(WHOLE, ours, theirs), "--to", tmp_path / "out")
    assert done.exit_code == 0
    assert "Problems that neither side had alone:" in done.stdout


def test_two_clusters_cannot_be_merged(paths: Callable[..., list[Path]], tmp_path: Path) -> None:
    other = replace(WHOLE, cluster=replace(WHOLE.cluster, head=replace(WHOLE.cluster.head, key=small.key("c", "x"))))
    done = merged(*paths(WHOLE, WHOLE, other), "--to", tmp_path / "out")
    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert merged(*paths(WHOLE, WHOLE, WHOLE), "--to", tmp_path / "out", "--ours", "--theirs").exit_code == 2


def imported(database: Path, path: Path, *more: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fourfold.cli", "import", path, "--database", database, "--lang", "en", *more]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A database whose draft has moved on: somebody gave NT-A other credits and other weeks."""
    database, first, second = tmp_path / "a.sqlite3", tmp_path / "first.json", tmp_path / "second.json"
    write(Reading(WHOLE), first)
    assert imported(database, first).returncode == 0
    write(Reading(OTHER_CREDITS), second)
    assert imported(database, second, "--replace").returncode == 0
    return database


def on_paper(folder: Path, dossier: Dossier) -> Path:
    """What somebody made of the first state of the draft."""
    path = folder / "mine.json"
    write(Reading(dossier, base=root_of(WHOLE)), path)
    return path


TITLE = having(WHOLE, "NT-A", lambda each: replace(each, title=Text(en="Networks", zh="网络")))


def test_files_made_from_an_older_draft_are_merged_into_what_it_is_now(draft: Path, tmp_path: Path) -> None:
    mine = on_paper(tmp_path, TITLE)
    refused = imported(draft, mine)
    assert refused.returncode == 1
    assert "--merge" in refused.stderr
    would = json.loads(imported(draft, mine, "--merge", "--dry-run", "--json").stdout)
    done = imported(draft, mine, "--merge", "--json")
    told = json.loads(done.stdout)
    assert {name: would[name] for name in told} | {"dry_run": False} == told
    assert [(each["code"], each["happened"]) for each in would["parts"]] == [("NT-A", "changed")]
    assert (told["added"], told["changed"], told["removed"]) == (0, 1, 0)
    both = having(OTHER_CREDITS, "NT-A", lambda each: replace(each, title=Text(en="Networks", zh="网络")))
    again = tmp_path / "both.json"
    write(Reading(both), again)
    assert "no change" in imported(draft, again).stdout


def test_what_files_and_draft_both_changed_is_listed_and_changes_nothing(draft: Path, tmp_path: Path) -> None:
    mine = on_paper(tmp_path, CREDITS)
    refused = imported(draft, mine, "--merge")
    assert (refused.returncode, refused.stdout.splitlines()) == (1, ["course NT-A Network Technology A:", LINE])
    assert imported(draft, mine, "--merge", "--theirs").stdout.count("no change") == 1
    taken = imported(draft, mine, "--merge", "--ours")
    assert "1 changed" in taken.stdout


def test_files_that_do_not_know_their_base_are_merged_where_it_is_named(draft: Path, tmp_path: Path) -> None:
    mine, base = tmp_path / "mine", tmp_path / "base"
    write(Reading(TITLE), mine)
    write(Reading(WHOLE), base)
    refused = imported(draft, mine, "--merge")
    assert refused.returncode == 1
    assert "--base" in refused.stderr
    assert "1 changed" in imported(draft, mine, "--merge", "--base", base).stdout


def test_a_dry_merge_names_every_field_that_would_change_and_changes_nothing(draft: Path, tmp_path: Path) -> None:
    mine = on_paper(tmp_path, TITLE)
    for _ in range(2):
        would = imported(draft, mine, "--merge", "--dry-run")
        assert (would.returncode, would.stdout.splitlines()[:4]) == (
            0,
            [
                "course NT-A Networks: changed",
                "    title in English: Network Technology A -> Networks",
                "    title in Chinese: 网络技术 A -> 网络",
                "Links: 0 added, 0 removed, 0 changed.",
            ],
        )
        assert "It would be: szpu/ict: 0 parts added, 1 changed, 0 removed" in would.stdout


def test_a_merge_too_takes_nothing_away_unless_that_is_said(draft: Path, tmp_path: Path) -> None:
    mine = on_paper(tmp_path, without(TITLE, "WLAN"))
    would = imported(draft, mine, "--merge", "--dry-run")
    assert "course WLAN Wireless LAN: removed" in would.stdout.splitlines()
    refused = imported(draft, mine, "--merge")
    assert refused.returncode == 1
    assert refused.stdout.startswith("The draft has this, and PATH does not name it any more:\ncourse WLAN ")
    assert "NT-A" not in refused.stdout
    assert "say --remove if it may go" in refused.stderr
    needs = "without --dry-run this is refused unless --remove is said"
    again = imported(draft, mine, "--merge", "--dry-run")
    assert (again.stdout, needs in again.stderr) == (would.stdout, True)
    done = imported(draft, mine, "--merge", "--remove")
    assert (done.returncode, "1 changed" in done.stdout, "0 removed" in done.stdout) == (0, True, False)


def test_what_others_added_meanwhile_is_nothing_that_a_merge_takes_away(tmp_path: Path) -> None:
    database, first = tmp_path / "a.sqlite3", tmp_path / "first.json"
    write(Reading(without(WHOLE, "WLAN")), first)
    assert imported(database, first).returncode == 0
    second, mine = tmp_path / "second.json", tmp_path / "mine.json"
    write(Reading(WHOLE), second)
    assert imported(database, second, "--replace").returncode == 0
    write(Reading(without(TITLE, "WLAN"), base=root_of(without(WHOLE, "WLAN"))), mine)
    assert "0 parts added, 1 changed, 0 removed" in imported(database, mine, "--merge").stdout


@pytest.mark.parametrize("options", [["--merge", "--replace"], ["--ours"], ["--merge", "--ours", "--theirs"]])
def test_options_that_do_not_go_together_are_refused(draft: Path, tmp_path: Path, options: list[str]) -> None:
    assert imported(draft, on_paper(tmp_path, TITLE), *options).returncode == 2
