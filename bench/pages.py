"""(d) Pages: one client asks a served example for the map and for a program, cold and warm."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from bench.example import COMMAND
from bench.figures import Figure, in_words, percentile, skipped
from bench.peer import ROOT
from bench.synthetic import TODAY
from fourfold.exchange.reading import read

SECTION = "d"
EXAMPLES = (ROOT / "examples" / "ict-cluster-planted", ROOT / "examples" / "ict-cluster")
PATIENCE_SECONDS = 60


def figures(starts: int = 3, asks: int = 60) -> Iterator[Figure]:
    example = next((path for path in EXAMPLES if path.is_dir() and read(path).dossier), None)
    if example is None:
        yield skipped(SECTION, "pages", "there is no example that can be read")
        return
    pages = _pages(example)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "bench.sqlite3")
        done = imported(example, database)
        if done.returncode:
            yield skipped(SECTION, "pages", f"import answered {done.returncode}: {done.stderr.decode()[-200:]}")
            return
        for name, page in pages.items():
            try:
                yield _asked(name, page, database, starts, asks)
            except OSError as failure:
                yield skipped(SECTION, name, f"{failure}")


def _pages(example: Path) -> dict[str, str]:
    dossier = read(example).dossier
    if dossier is None:
        return {}
    cluster = dossier.cluster
    program = min(cluster.programs, key=lambda each: (each.position, each.code))
    base = f"/{cluster.head.institution}/{cluster.head.code}/draft/"
    return {"the map": base, f"the program page of {program.code}": f"{base}program/{program.code}"}


def _asked(name: str, page: str, database: Path, starts: int, asks: int) -> Figure:
    cold: list[float] = []
    warm: list[float] = []
    size = 0
    for _ in range(starts):
        with served(database) as address:
            first, status, size = _get(address, page)
            if status != 200:
                return skipped(SECTION, name, f"{page} answered {status}")
            cold.append(first)
            warm += [_get(address, page)[0] for _ in range(asks // starts)]
    note = (
        f"warm median of {len(warm)}; p95 {in_words(percentile(warm, 0.95))}; "
        f"first request after a start {in_words(median(cold))} (median of {starts}); {size / 1000:.0f} kB"
    )
    return Figure(section=SECTION, name=name, value=median(warm), unit="s", note=note, samples=[*cold, *warm])


@contextmanager
def served(database: Path | str, *options: str) -> Iterator[str]:
    """The address of a server that is a child of this process, on a free port of this machine."""
    process = subprocess.Popen(
        [COMMAND, "serve", "--database", database, "--port", "18000", "--json", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=_environment(),
    )
    try:
        address = _printed(process)
        _wait(address)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()


def _printed(process: "subprocess.Popen[str]") -> str:
    """The address that the server prints, as JSON over several lines."""
    said = ""
    while process.stdout is not None and (line := process.stdout.readline()):
        said += line
        if line.startswith("}"):
            return str(json.loads(said)["address"])
    raise ConnectionError(f"the server ended: {said}")


def _wait(address: str) -> None:
    """Until the server takes connections: to ask for a page would warm it."""
    parts, until = urlsplit(address), time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)
        try:
            connection.connect()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise TimeoutError(address)


def _get(address: str, page: str) -> tuple[float, int, int]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)
    started = time.perf_counter()
    connection.request("GET", page)
    answer = connection.getresponse()
    size = len(answer.read())
    took = time.perf_counter() - started
    connection.close()
    return took, answer.status, size


def imported(file: Path, database: Path | str) -> "subprocess.CompletedProcess[bytes]":
    """What `fourfold import` answers."""
    return _run("import", file, "--database", database)


def _run(*arguments: str | Path) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([COMMAND, *arguments], capture_output=True, check=False, env=_environment())


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOURFOLD_", "DJANGO_"))}
    # Whoever measures asks more often than any one asker may.
    return kept | {"FOURFOLD_TODAY": TODAY.isoformat(), "FOURFOLD_API_RATE": "0"}
