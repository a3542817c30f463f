"""`fourfold round` and `fourfold remind` on a database, with a real mail server."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.posting import post_office
from tools.shots import FOURFOLD

pytestmark = pytest.mark.slow
BEGIN = """
import django
django.setup()
from datetime import UTC, date, datetime
from fourfold.actions.releasing import Request, publish
from fourfold.actions.rounds import At, Planned, open_round
from fourfold.actions.shelf import open_cluster
from fourfold.domain.person import OPERATOR, Granted, Role
from fourfold.domain.text import Text
from fourfold.store import people
now, today = datetime(2026, 6, 1, tzinfo=UTC), date(2026, 6, 1)
draft = open_cluster("example-college", "ict-planted", viewer=OPERATOR, today=today)
asked = Request(root=draft.root, name="2025", reason="as it is")
publish("example-college", "ict-planted", asked, viewer=OPERATOR, now=now)
lin = people.add_person(email="lin@college.example", name="Lin", password=None, language="en", at=now)
people.give(lin, Granted(role=Role.LEAD, institution="example-college"), at=now)
stages = (Planned(body=Text(en="School", zh="二级学院"), due_date=date(2026, 5, 30)),)
open_round(At("example-college", "ict-planted", "2026"), stages=stages, viewer=OPERATOR, now=now, today=today)
"""

MINUTES = "会议纪要".encode()
DECIDE = """
import django
django.setup()
from datetime import UTC, date, datetime
from fourfold.actions.minutes import Brought
from fourfold.actions.rounds import At, round_of
from fourfold.actions.verdicts import Decision, record_verdict
from fourfold.domain.person import OPERATOR
from fourfold.domain.round import Outcome
at, today = At("example-college", "ict-planted", "2026"), date(2026, 6, 1)
seen = round_of(at, viewer=OPERATOR, today=today)
file = Brought(name="minutes.txt", content="会议纪要".encode())
said = Decision(outcome=Outcome.APPROVED, digest=seen.opened.root, day=today, number="1", file=file)
stage = seen.round.stages[0].key
record_verdict(at, stage, decision=said, viewer=OPERATOR, now=datetime(2026, 6, 1, tzinfo=UTC), today=today)
"""
READ = """
import django
django.setup()
from hashlib import sha256
from fourfold.store.models import MinutesFile
print(sha256(bytes(MinutesFile.objects.get().content)).hexdigest(), end="")
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A database with the example, a release, and a round that is late."""
    folder: Path = tmp_path_factory.mktemp("rounds")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOURFOLD_", "DATABASE_URL"))}
    found = kept | {
        "FOURFOLD_VAR": str(folder),
        "FOURFOLD_TODAY": "2026-06-01",
        "DJANGO_SETTINGS_MODULE": "fourfold.config.settings",
    }
    for command in ([*FOURFOLD, "import", "examples/ict-cluster-planted"], [sys.executable, "-c", BEGIN]):
        subprocess.run(command, env=found, check=True, stdout=subprocess.DEVNULL)
    return found


def run(environment: dict[str, str], *words: str, **more: str) -> tuple[int, str]:
    command = [*FOURFOLD, *words]
    done = subprocess.run(command, env=environment | more, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


WHERE = ("--cluster", "example-college/ict-planted")


def test_a_round_is_listed_shown_and_written(environment: dict[str, str], tmp_path: Path) -> None:
    code, said = run(environment, "round", "list", *WHERE, "--json")
    (listed,) = json.loads(said)["rounds"]
    assert (code, listed["name"], listed["status"], listed["base"]) == (0, "2026", "open", "2025")
    assert run(environment, "round", "show", "2026", *WHERE, "--lang", "en") == (
        0,
        "School: its turn · 2026-05-30 · 2 days late\n",
    )
    assert run(environment, "round", "show", "1999", *WHERE, "--lang", "zh") == (1, "没有这次修订。\n")
    target = tmp_path / "brief.docx"
    written = run(environment, "round", "papers", "2026", *WHERE, "--paper", "brief", "--to", str(target))
    assert (written[0], target.read_bytes()[:2]) == (0, b"PK")
    again = run(environment, "round", "papers", "2026", *WHERE, "--to", str(target), "--lang", "en")
    assert (again[0], "exists already" in again[1]) == (1, True)


def test_reminders_are_rehearsed_and_then_sent_once(environment: dict[str, str]) -> None:
    code, said = run(environment, "remind", "--lang", "en")
    assert (code, said) == (1, "There is no mail server: set FOURFOLD_MAIL.\n")
    code, said = run(environment, "remind", "--dry-run", "--json")
    (letter,) = json.loads(said)["sent"]
    assert (code, letter["name"], letter["stages"][0]["days"]) == (0, "Lin", -2)
    assert run(environment, "remind", "--dry-run", "--lang", "en")[1].startswith("Lin: School, ")
    assert "college.example" not in said
    with post_office() as office:
        server = f"smtp://127.0.0.1:{office.port}"
        for sent in ("1 written to.", "0 written to."):
            code, said = run(
                environment, "remind", "--lang", "en", FOURFOLD_MAIL=server, FOURFOLD_SITE="https://x.example"
            )
            assert (code, said.splitlines()[-1]) == (0, sent)
        (mail,) = office.letters
    assert mail["To"] == "lin@college.example"
    assert "https://x.example/example-college/ict-planted/round/2026" in mail.get_content()


def test_a_backup_takes_rounds_and_their_minutes_along(environment: dict[str, str], tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", DECIDE], env=environment, check=True)
    file, other = tmp_path / "kept.backup", {"FOURFOLD_DATABASE": str(tmp_path / "other.sqlite3")}
    shown = ("round", "show", "2026", *WHERE, "--json")
    assert run(environment, "backup", str(file))[0] == 0
    assert run(environment, "restore", str(file), **other)[0] == 0
    assert run(environment, "doctor", **other)[0] == 0
    assert run(environment, *shown, **other) == run(environment, *shown)
    (stage,) = json.loads(run(environment, *shown, **other)[1])["stages"]
    digest = sha256(MINUTES).hexdigest()
    assert stage["verdicts"][0]["files"] == [{"file": "minutes.txt", "digest": digest}]
    read = subprocess.run([sys.executable, "-c", READ], env=environment | other, capture_output=True, check=True)
    assert read.stdout.decode() == digest
