"""The tutorial and the guides do not lie: a reader who does what they say sees what they show."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.docs.steps import ADDRESS, Command, Edit, File, Quotation, Reader, agrees, steps

PAGES = sorted([*(ROOT / "docs/tutorial").glob("*.md"), *(ROOT / "docs/guides").glob("*.md")])


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader in a copy of the checkout whose files can be read, and where what is written is thrown away."""
    folder = tmp_path / "fourfold"
    folder.mkdir()
    for entry in ROOT.iterdir():
        if entry.name not in {".git", "var", "docs", "examples"}:
            (folder / entry.name).symlink_to(entry)
    shutil.copytree(ROOT / "examples", folder / "examples")
    return Reader(folder)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_says_happens(page: Path, reader: Reader) -> None:
    with reader:
        wrong = [told for step in steps(page.read_text("utf-8")) if (told := reader.do(step, ROOT))]
    if wrong:
        pytest.fail("\n\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_nothing_that_is_not_tried(page: Path) -> None:
    text = page.read_text("utf-8")
    tried = {step.line for step in steps(text)}
    lines = text.splitlines()
    assert [line for number, line in enumerate(lines, 1) if line.startswith(("$ ", "> ")) and number not in tried] == []
    assert re.findall(r"^```(?!console|yaml|diff|csv|$).*", text, re.MULTILINE) == []


def test_the_workflow_of_the_guide_checks_the_cluster(tmp_path: Path) -> None:
    guide = (ROOT / "docs/guides/keep-a-cluster-in-git.md").read_text("utf-8")
    workflow = next(yaml.safe_load(step.text) for step in steps(guide) if isinstance(step, File))
    make, check = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    assert make == "make -C fourfold setup PYTHON=python"
    scripts = tmp_path / "fourfold/.venv/bin"
    scripts.mkdir(parents=True)
    (scripts / "fourfold").symlink_to(Path(sys.executable).with_name("fourfold"))
    (tmp_path / "cluster").symlink_to(ROOT / "examples/ict-cluster")
    done = subprocess.run(["sh", "-c", check], cwd=tmp_path, capture_output=True, text=True, check=False)
    # It judges by today, and versions retire.
    assert done.stdout.splitlines()[-1].split(":")[0] == ("Sound" if done.returncode == 0 else "Not sound")


def test_the_tutorial_names_only_addresses_that_are_quoted_from() -> None:
    text = (ROOT / "docs/tutorial/first-hour.md").read_text("utf-8")
    quoted = {step.address for step in steps(text) if isinstance(step, Quotation)}
    assert set(ADDRESS.findall(text)) - {"http://127.0.0.1:8000/"} <= quoted


def test_steps_are_read_off_a_page() -> None:
    text = (
        "Say:\n\n```console\n$ a\nx\n\n$ b\n```\n\nIn `p.yaml`:\n\n```diff\n c\n-d\n+e\n```\n\n"
        "Write `q.yaml`:\n\n```yaml\nf\n```\n\nSee http://127.0.0.1:8000/x.\n\n> g\n"
    )
    assert list(steps(text.replace("/x.", "/x"))) == [
        Command(4, "a", ("x", "")),
        Command(7, "b", ()),
        Edit(12, "p.yaml", "c\nd\n", "c\ne\n"),
        File(20, "q.yaml", "f\n"),
        Quotation(26, "http://127.0.0.1:8000/x", "g"),
    ]


def test_dots_stand_for_any_lines_and_nothing_else_does() -> None:
    assert agrees(("a", "…"), ("a",))
    assert agrees(("…", "c"), ("a", "b", "c"))
    assert not agrees((), ("a",))
    assert not agrees(("a",), ())
    assert not agrees(("a",), ("b",))
    assert agrees(("draft ….",), ("draft 0a1b2c3d.",))
    assert not agrees(("draft …!",), ("draft 0a1b2c3d.",))


def test_a_reader_is_told_what_was_printed_instead(reader: Reader) -> None:
    with reader:
        told = [reader.do(step, ROOT) for step in steps("```console\n$ (exit 3)\n$ echo $?\n4\n```\n")]
    assert told == ["", f"line 3: $ echo $?{os.linesep}prints\n3"]
