"""A folder is written so that people like to review it, and all of it or nothing."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from fourfold.domain.cluster import Dossier
from fourfold.exchange.folder_write import files_of, write_folder
from fourfold.exchange.reading import read
from fourfold.exchange.staging import JOURNAL, STAGE, CannotWrite
from tests.exchange.small_folder import FILES, put


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    found = read(put(tmp_path / "small", {**FILES})).dossier
    assert found is not None
    return found


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def without(dossier: Dossier, code: str) -> Dossier:
    courses = tuple(course for course in dossier.cluster.courses if course.code != code)
    return replace(dossier, cluster=replace(dossier.cluster, courses=courses))


def test_a_part_is_spread_out_where_it_is_long_and_short_where_it_is_short(dossier: Dossier) -> None:
    text = files_of(dossier)["courses/NT-A.yaml"]
    lines = [line for line in text.splitlines() if "key:" not in line]
    assert lines == [
        "schema: course/1",
        "code: NT-A",
        "title: {en: Network technology A}",
        "module: BASICS",
        "type: mixed",
        "credits: 4.5",
        "terms: [1, 2]",
        "technologies: [openEuler]",
        "outcomes:",
        "    code: NT-A.2",
        "    text: {en: Route packets}",
        "    level: apply",
        "    code: NT-A.1",
        "    text: {en: Name layers}",
        "    level: remember",
        "    assessments: [lab, quiz]",
    ]


def test_links_are_one_line_each_in_the_order_of_their_codes(dossier: Dossier) -> None:
    assert files_of(dossier)["links/NT-A.yaml"] == (
        "schema: links/1\n"
        "course: NT-A\n"
        "links:\n"
        "  - {outcome: NT-A.1, framework: exam, item: D1.1, depth: introduce}\n"
        "  - {outcome: NT-A.2, framework: exam, item: D1.1, depth: master}\n"
    )


def test_writing_twice_touches_nothing(dossier: Dossier, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(dossier, folder)
    before = {name: (folder / name).stat().st_mtime_ns for name in names(folder)}
    write_folder(dossier, folder)
    assert {name: (folder / name).stat().st_mtime_ns for name in names(folder)} == before


def test_files_of_parts_that_are_gone_are_removed_and_nothing_else(dossier: Dossier, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(dossier, folder)
    others = {"README.md": "mine", "courses/notes.txt": "mine", "courses/draft.yaml": "# mine\n", ".git/HEAD": "x"}
    put(folder, {**others})
    write_folder(without(dossier, "NT-B"), folder)
    assert names(folder) == sorted([*others, *files_of(without(dossier, "NT-B"))])


def test_a_folder_that_leads_elsewhere_is_not_written(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "courses").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotWrite, match="courses leads out of the folder"):
        write_folder(dossier, tmp_path / "out")
    assert names(tmp_path / "elsewhere") == []


def test_two_parts_of_one_name_are_refused_before_anything_is_written(dossier: Dossier, tmp_path: Path) -> None:
    one, other = dossier.cluster.courses
    twice = replace(dossier.cluster, courses=(one, replace(other, code=one.code.lower())))
    with pytest.raises(CannotWrite, match="two parts would both be"):
        write_folder(replace(dossier, cluster=twice), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_cut_off_write_that_was_not_complete_leaves_the_old_folder(dossier: Dossier, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(dossier, folder)
    put(folder / STAGE, {"courses/NT-B.yaml": "half"})
    assert read(folder).dossier == dossier


def test_a_cut_off_write_that_was_complete_is_read_as_the_new_folder_and_finished_later(
    dossier: Dossier, tmp_path: Path
) -> None:
    folder, later = tmp_path / "out", without(dossier, "NT-B")
    write_folder(dossier, folder)
    staged = {"programs/NET.yaml": files_of(later)["programs/NET.yaml"]}
    journal = '{"move": ["programs/NET.yaml"], "remove": ["courses/NT-B.yaml"]}'
    put(folder / STAGE, {**staged, JOURNAL: journal})
    assert read(folder).dossier == later
    write_folder(later, folder)
    assert names(folder) == sorted(files_of(later))
    assert read(folder).dossier == later


@pytest.mark.parametrize(
    "journal", ["", "[]", "{}", '{"move": ["../../x"], "remove": ["/etc/passwd", 3]}', "[" * 10_000]
)
def test_a_journal_that_we_did_not_write_moves_nothing(dossier: Dossier, tmp_path: Path, journal: str) -> None:
    folder = tmp_path / "out"
    write_folder(dossier, folder)
    put(folder / STAGE, {JOURNAL: journal})
    assert read(folder).dossier == dossier


KILLED = """
import os, signal, sys
from pathlib import Path
from fourfold.exchange import staging
from fourfold.exchange.reading import read
from fourfold.exchange.folder_write import write_folder

left = 1_000_000  # until the new cluster is read

def counted(call):
    def one(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)
    return one

for name in ("mkdir", "replace", "unlink", "open"):
    setattr(Path, name, counted(getattr(Path, name)))
new = read(Path(sys.argv[2])).dossier
left = int(sys.argv[1])
write_folder(new, Path(sys.argv[3]))
print(int(sys.argv[1]) - left)
"""


def killed_after(steps: int, new: Path, folder: Path) -> int:
    """Write the cluster of one folder to another, killed after some calls that touch files; how many were made."""
    command = [sys.executable, "-c", KILLED, str(steps), str(new), str(folder)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return int(ended.stdout or steps)


def test_a_write_killed_anywhere_leaves_the_old_folder_or_the_new_one(dossier: Dossier, tmp_path: Path) -> None:
    folder, later = tmp_path / "out", without(dossier, "NT-B")
    write_folder(later, tmp_path / "new")
    write_folder(dossier, tmp_path / "trial")
    needed = killed_after(1_000_000, tmp_path / "new", tmp_path / "trial")
    outcomes = []
    for quarter in range(5):
        write_folder(dossier, folder)
        killed_after(needed * quarter // 4, tmp_path / "new", folder)
        outcomes.append(read(folder).dossier)
    assert [each for each in outcomes if each not in (dossier, later)] == []
    assert (outcomes[0], outcomes[-1]) == (dossier, later)
    assert outcomes == sorted(outcomes, key=lambda each: each == later)
