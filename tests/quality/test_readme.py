"""The commands a reader is shown are commands that work."""

import os
import re
import subprocess
import sys
from pathlib import Path

FENCE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
# The first two run everything, this test included; the third serves until it is stopped, and has its own test.
RUN_ELSEWHERE = ("make test", "make demo", "fourfold serve", ".venv/bin/fourfold serve")
ANSWERS = {0, 1}  # 1 is what `fourfold check` says of a cluster with errors


def commands(text: str) -> list[str]:
    lines = [line for block in FENCE.findall(text) for line in block.splitlines()]
    shown = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    return [command for command in shown if not command.startswith(RUN_ELSEWHERE)]


def test_a_block_yields_its_commands_and_not_their_output() -> None:
    block = "```console\n$ make demo\n$ fourfold check x  # why\nsound\n```\n"
    assert commands(block) == ["fourfold check x  # why"]


def test_every_command_of_the_readme_runs(root: Path, tmp_path: Path) -> None:
    shown = commands((root / "README.md").read_text("utf-8"))
    assert shown
    for entry in root.iterdir():
        if entry.name not in {".git", "var"}:
            (tmp_path / entry.name).symlink_to(entry)
    for command in shown:
        run(command, root, tmp_path)


def run(command: str, root: Path, scratch: Path) -> None:
    """Run as a reader would, where what the command writes is thrown away; make is only asked whether it could."""
    folder = scratch
    if command.startswith("make "):
        command, folder = command.replace("make ", "make --dry-run ", 1), root
    scripts = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode in ANSWERS, f"{command}\n{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr, f"{command}\n{done.stderr}"
