"""The files that an installation begins with: what they name is there, and they run what they say.

Nothing here builds a container or starts a unit; systemd's own examination runs where it is installed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.main import get_command

from fourfold.cli.main import app
from fourfold.config.env import SETTINGS

NAMES = {each.name for each in SETTINGS}
UNITS = (
    "fourfold.service",
    "fourfold-backup.service",
    "fourfold-backup.timer",
    "fourfold-notice@.service",
    "fourfold-remind.service",
    "fourfold-remind.timer",
)


def test_every_file_that_the_container_copies_is_there(root: Path) -> None:
    text = (root / "deploy/Containerfile").read_text("utf-8")
    copied = [name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE) for name in line.split()]
    assert copied == ["requirements", "pyproject.toml", "README.md", "LICENSE", "tools", "src"]
    assert [name for name in copied if not (root / name).exists()] == []
    locks = re.findall(r"--requirement (\S+)", text)
    assert locks == ["requirements/dev.txt", "requirements/runtime.txt"]
    assert [lock for lock in locks if not (root / lock).is_file()] == []


def test_a_container_runs_as_nobody_in_particular_and_says_whether_it_is_well(root: Path) -> None:
    text = (root / "deploy/Containerfile").read_text("utf-8")
    last = text.split("\nFROM ")[-1]
    assert re.findall(r"^(?:USER|VOLUME|ENTRYPOINT|CMD) .*$", last, re.MULTILINE) == [
        "USER fourfold",
        "VOLUME /var/lib/fourfold",
        'ENTRYPOINT ["fourfold"]',
        'CMD ["serve", "--accounts"]',
    ]
    assert "/health" in last
    assert re.findall(r"curl|wget|https://", text) == []


class _Well(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/health" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_container_is_asked_at_the_port_that_it_was_told(root: Path) -> None:
    text = (root / "deploy/Containerfile").read_text("utf-8")
    (said,) = re.findall(r"^HEALTHCHECK .*\\\n +CMD (.*)$", text, re.MULTILINE)
    command = [sys.executable, *json.loads(said)[1:]]
    with HTTPServer(("127.0.0.1", 0), _Well) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        asked = {**os.environ, "FOURFOLD_PORT": str(server.server_port)}
        assert subprocess.run(command, env=asked, check=False).returncode == 0
        server.shutdown()
    assert subprocess.run(command, env=asked, check=False, stderr=subprocess.DEVNULL).returncode != 0


@pytest.mark.parametrize("file", ["Containerfile", "environment", *UNITS])
def test_every_setting_of_these_files_is_one(root: Path, file: str) -> None:
    text = (root / "deploy" / file).read_text("utf-8")
    assert set(re.findall(r"\b(?:FOURFOLD_[A-Z_]+|DATABASE_URL)(?==)", text)) - NAMES == set()


@pytest.mark.parametrize("file", ["keep-backups", *UNITS])
def test_every_command_of_these_files_is_one(root: Path, file: str) -> None:
    text = (root / "deploy" / file).read_text("utf-8")
    commands = getattr(get_command(app), "commands")  # noqa: B009 - Typer gives its group another type
    asked = re.findall(r"^(?:Exec\w+=/opt/fourfold/bin/)?fourfold (\w+)", text, re.MULTILINE)
    assert set(asked) - set(commands) == set()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here to examine its units")
@pytest.mark.parametrize("unit", UNITS)
def test_systemd_understands_every_line_of_a_unit(root: Path, tmp_path: Path, unit: str) -> None:
    for each in UNITS:
        # Nothing is installed where the units say, so they are examined with a command that is there.
        text = re.sub(r"(?m)^(Exec\w+)=.*", r"\1=/bin/true", (root / "deploy" / each).read_text("utf-8"))
        (tmp_path / each).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / unit], capture_output=True, text=True, check=False, timeout=60
    )
    assert [line for line in done.stderr.splitlines() if "fourfold" in line] == []


@pytest.mark.slow
def test_backups_are_kept_for_so_many_days(root: Path, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOURFOLD_", "DATABASE_URL"))}
    environment = kept | {
        "FOURFOLD_VAR": str(tmp_path / "var"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    subprocess.run(["fourfold", "prepare"], env=environment, check=True, stdout=subprocess.DEVNULL)
    folder = tmp_path / "backups"
    folder.mkdir()
    for name, days in (("fourfold-old.backup", 40), ("fourfold-young.backup", 20), ("something-else", 40)):
        (folder / name).touch()
        at = (folder / name).stat().st_mtime - days * 86_400
        os.utime(folder / name, (at, at))
    command = ["sh", str(root / "deploy/keep-backups"), str(folder), "30"]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    found = sorted(path.name for path in folder.iterdir())
    assert (len(found), found[1:]) == (3, ["fourfold-young.backup", "something-else"])
    assert (folder / found[0]).stat().st_size > 0


@pytest.mark.slow
def test_a_wheel_holds_everything_that_the_package_reads(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path), str(root)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("fourfold-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    source = root / "src"
    wanted = {
        str(path.relative_to(source))
        for path in (source / "fourfold").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert wanted - held == set()
