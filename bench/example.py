"""(b) Reading, checking and covering the example: cold from the folder, and cached from the kept draft."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from types import ModuleType

from bench.figures import Figure, seconds, skipped
from bench.growth import cover, questions
from bench.peer import ROOT
from bench.synthetic import TODAY
from fourfold.domain.person import OPERATOR
from fourfold.engine.checks import check
from fourfold.engine.index import Index
from fourfold.exchange.reading import Reading, read

SECTION = "b"
EXAMPLE = ROOT / "examples" / "ict-cluster"
COMMAND = Path(sys.executable).with_name("fourfold")


def figures(example: Path = EXAMPLE, rounds: int = 5) -> Iterator[Figure]:
    if not example.is_dir():
        yield skipped(SECTION, "the example", f"there is no {example.relative_to(ROOT)}")
        return
    reading = read(example)
    dossier = reading.dossier
    if dossier is None:
        yield skipped(SECTION, "the example", f"it cannot be read: {reading.problems[0].code}")
        return
    cluster = dossier.cluster
    yield _taken("reading the folder, every file anew", lambda: read(example), rounds, _size(example))
    yield _taken("full check, from the value", lambda: check(Index(dossier), today=TODAY), rounds)
    answers = len(cover(Index(dossier)))
    name = "four-sided coverage, guaranteed and reachable, from the value"
    yield _taken(name, lambda: cover(Index(dossier)), rounds, f"{answers} answers, {len(cluster.courses)} courses")
    yield _taken("fourfold check, a process of its own, start to end", lambda: _process(example), 3)
    yield from _kept(reading, rounds)


def _taken(name: str, work: Callable[[], object], rounds: int, note: str = "") -> Figure:
    samples = [seconds(work) for _ in range(rounds)]
    return Figure(section=SECTION, name=name, value=median(samples), unit="s", note=note, samples=samples)


def _process(example: Path) -> None:
    done = subprocess.run(
        [COMMAND, "check", example, "--today", TODAY.isoformat(), "--json"], capture_output=True, check=False
    )
    if not done.stdout:
        raise RuntimeError(done.stderr.decode())


def _size(example: Path) -> str:
    files = [path for path in example.rglob("*.yaml") if path.is_file()]
    return f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB"


def _kept(reading: Reading, rounds: int) -> Iterator[Figure]:
    """The same questions asked of the draft in a database: first without, then with the answers given before."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"FOURFOLD_VAR": folder, "FOURFOLD_DATABASE": str(Path(folder, "bench.sqlite3"))}
        os.environ["DJANGO_SETTINGS_MODULE"] = "fourfold.config.settings"
        import django  # noqa: PLC0415 - the settings are read here, and must find this folder

        django.setup()
        from django.db import connections  # noqa: PLC0415 - as above

        from fourfold.actions import importing, installation, shelf  # noqa: PLC0415 - as above

        installation.prepare()
        yield _taken(
            "importing it into a new database",
            partial(importing.import_reading, reading, viewer=OPERATOR, now=datetime.now(UTC)),
            1,
        )
        yield _taken("opening the kept draft, checking and covering, first time", lambda: _ask(shelf, reading), 1)
        yield _taken("the same again, cached", lambda: _ask(shelf, reading), rounds * 4)
        connections.close_all()


def _ask(shelf: ModuleType, reading: Reading) -> None:
    if reading.dossier is None:
        return
    head = reading.dossier.cluster.head
    opened = shelf.open_cluster(head.institution, head.code, viewer=OPERATOR, today=TODAY)
    opened.problems()
    for plan, aim, when in questions(opened.index):
        opened.assure(plan=plan, framework=aim.framework, when=when, taking=aim.taking)
