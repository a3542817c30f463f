"""(e) Twelve processes edit one draft at once: how many edits a second, and whether one is lost."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from bench.databases import on_both
from bench.example import EXAMPLE
from bench.figures import Figure, skipped
from bench.figures import seconds as seconds_of
from bench.peer import ROOT
from tests.store.telling import Told, told_by

SECTION = "e"
Environment = dict[str, str]
Edits = Counter[tuple[str, str, str]]
TIMES = """
import json, sys, django
django.setup()
from fourfold.store.models import Change
rows = Change.objects.filter(document_id=sys.argv[1], who__startswith="writer-").values_list("who", "at")
print(json.dumps([[who, at.timestamp()] for who, at in rows]))
"""


def figures(writers: int = 12, seconds: float = 8, courses: int = 60) -> Iterator[Figure]:
    if not EXAMPLE.is_dir():
        yield skipped(SECTION, "racing writers", f"there is no {EXAMPLE.relative_to(ROOT)}")
        return
    yield _reaching_disk()
    yield from on_both(SECTION, partial(_raced, writers=writers, seconds=seconds, courses=courses))


def _raced(kind: str, database: str, *, writers: int, seconds: float, courses: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(database, folder)
        document = _python(environment, "-m", "tests.store.beginning", str(EXAMPLE)).strip()
        before = told_by(document, environment)
        files = [Path(folder, f"writer-{seed}") for seed in range(writers)]
        _race(document, files, environment, seconds, courses)
        said = [each.read_text("utf-8").splitlines() for each in files]
        after = told_by(document, environment)
        times = json.loads(_python(environment, "-c", TIMES, document))
    edits, conflicts = _acknowledged(said), sum(int(lines[-1].split()[1]) for lines in said)
    rate, span = _rate(times)
    note = (
        f"{edits.total():,} edits acknowledged, {conflicts:,} told that somebody was first; "
        f"from the first to the last of them {span:.1f} s"
    )
    yield Figure(
        section=SECTION, name=f"{writers} writers, {courses} courses, {kind}", value=rate, unit="edits/s", note=note
    )
    yield Figure(
        section=SECTION,
        name=f"lost, {kind}",
        value=_lost(before, after, edits),
        unit="edits",
        aim="0",
        note="acknowledged without a Change, or parts that differ from what the Changes add up to",
    )


def _race(document: str, files: list[Path], environment: Environment, seconds: float, courses: int) -> None:
    """Let the writers of these files loose, and wait for all of them."""
    command = [sys.executable, "-m", "tests.store.writer", document, str(seconds)]
    racing = []
    for seed, file in enumerate(files):
        with file.open("wb") as out:
            racing.append(subprocess.Popen([*command, str(seed), str(courses)], env=environment, stdout=out, cwd=ROOT))
    codes = [each.wait() for each in racing]
    if any(codes):
        raise RuntimeError(f"writers ended with {codes}")


def _acknowledged(said: list[list[str]]) -> Edits:
    rows = (line.split(" ") for lines in said for line in lines[:-1])
    return Counter((key, before.replace("-", ""), after.replace("-", "")) for key, before, after in rows)


def _lost(before: Told, after: Told, edits: Edits) -> int:
    told = Counter((key, was, now) for key, was, now, _ in after.changes[len(before.changes) :])
    folded = after.folded()
    differing = {key for key in folded.keys() | after.held.keys() if folded.get(key) != after.held.get(key)}
    return (edits - told).total() + len(differing)


def _rate(times: list[tuple[str, float]]) -> tuple[float, float]:
    """Edits a second from the first to the last of them, and for how long that was."""
    instants = [at for _, at in times]
    span = max(instants) - min(instants)
    return len(instants) / span, span


def _reaching_disk(rounds: int = 50) -> Figure:
    """What one edit has to wait for at least, on either database: the disk."""
    samples = []
    with tempfile.NamedTemporaryFile(dir=tempfile.gettempdir()) as file:
        for _ in range(rounds):
            file.write(b"x" * 4096)
            file.flush()
            samples.append(seconds_of(lambda: os.fsync(file.fileno())))
    return Figure(section=SECTION, name="4 kB that reach the disk", value=median(samples), unit="s", samples=samples)


def _environment(database: str, folder: str) -> Environment:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOURFOLD_", "DATABASE_URL"))}
    place = {"DATABASE_URL": database} if "://" in database else {"FOURFOLD_DATABASE": database}
    return {**kept, **place, "FOURFOLD_VAR": folder, "DJANGO_SETTINGS_MODULE": "fourfold.config.settings"}


def _python(environment: Environment, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
