"""(f) Sixteen clients ask a real server at once: how long each waits, and whether anything fails.

The clients are threads of this process on the same machine, so their own work is in the figures too.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from bench.databases import on_both
from bench.example import EXAMPLE
from bench.figures import Figure, in_words, percentile, skipped
from bench.pages import imported, served
from bench.peer import ROOT
from bench.synthetic import synthetic
from fourfold.canon.normal import normal
from fourfold.domain.cluster import Dossier
from fourfold.exchange.document import write_json
from fourfold.exchange.reading import read

SECTION = "f"
TIMES = 16
SECONDS = 4.0
"""How long one kind is asked for at the most, and asked for beforehand; a request that has begun is waited for."""
PATIENCE_SECONDS = 20.0
"""How long an answer is waited for."""
WHOLE_SECONDS = 170.0
"""How long the section may take; what is not begun by then is skipped, and says so."""
Asked = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """How long an answer took, and its status: 0 where there was none."""

    seconds: float
    status: int


@dataclass(frozen=True, slots=True)
class _Asking:
    """How many ask at once, for how much in all, for how long, and until when anything is begun."""

    clients: int
    requests: int
    seconds: float
    until: float


def asked(dossier: Dossier) -> Asked:
    """What clients ask for, kind by kind. Another voice is another line here."""
    head, programs, courses = dossier.cluster.head, dossier.cluster.programs, dossier.cluster.courses
    base = f"/{head.institution}/{head.code}/draft/"
    state = f"/api/v1/clusters/{head.institution}/{head.code}/states/draft"
    return (
        ("maps", (base, f"{base}?lens=sharing", f"{base}?lens=problems")),
        ("program pages", tuple(f"{base}program/{each.code}" for each in programs[:8])),
        ("course pages", tuple(f"{base}course/{each.code}" for each in courses[::7][:24])),
        ("lists of problems", (f"{base}problems", f"{base}problems?severity=warning")),
        ("API: lists of parts", (f"{state}/parts", f"{state}/parts?kind=course&offset=50", f"{state}/frameworks")),
        ("API: parts", tuple(f"{state}/parts/{each.key}" for each in courses[::7][:24])),
        ("API: coverage", tuple(f"{state}/coverage?program={each.code}" for each in programs[:8])),
        ("API: problems", (f"{state}/problems", f"{state}/problems?severity=warning")),
        ("API: whole documents", (f"{state}/document",)),
    )


def figures(
    clients: int = 16,
    requests: int = 128,
    times: int = TIMES,
    seconds: float = SECONDS,
    whole: float = WHOLE_SECONDS,
) -> Iterator[Figure]:
    until = time.perf_counter() + whole
    example = read(EXAMPLE).dossier if EXAMPLE.is_dir() else None
    if example is None:
        yield skipped(SECTION, "clients", f"there is no {EXAMPLE.relative_to(ROOT)} that can be read")
        return
    sizes = [("the example", example, requests)]
    if times:
        _progress(f"making a cluster ×{times}")
        large = normal(synthetic(times * len(example.cluster.courses)))
        sizes.append((f"×{times}", large, max(clients, requests // 4)))
    for size, dossier, share in sizes:
        asking = _Asking(clients=clients, requests=share, seconds=seconds, until=until)
        yield from on_both(SECTION, partial(_taken, size=size, dossier=dossier, asking=asking))


def _taken(kind: str, database: str, *, size: str, dossier: Dossier, asking: _Asking) -> Iterator[Figure]:
    if time.perf_counter() >= asking.until:
        yield skipped(SECTION, f"{size}, {kind}", "the time of this section is up")
        return
    _progress(f"importing {size} into {kind}")
    with tempfile.TemporaryDirectory() as folder:
        write_json(dossier, file := Path(folder, "cluster.json"))
        done = imported(file, database)
    if done.returncode:
        yield skipped(SECTION, f"{size}, {kind}", f"import answered {done.returncode}: {done.stderr.decode()[-200:]}")
        return
    workers = str(os.cpu_count() or 1)
    with served(database, "--workers", workers) as address:
        for what, paths in asked(dossier):
            name = f"{what}, {size}, {kind}"
            if time.perf_counter() >= asking.until:
                yield skipped(SECTION, name, "the time of this section is up")
                continue
            _progress(f"asking for {what}")
            yield _figure(name, _ask(address, paths, asking), workers)


def _progress(what: str) -> None:
    """Say on a line of its own what takes its time just now."""
    print(f"bench: {what}", file=sys.stderr, flush=True)


def _figure(name: str, taken: tuple[list[Answered], float], workers: str) -> Figure:
    answers, seconds = taken
    errors = sum(each.status != 200 for each in answers)
    samples = [each.seconds for each in answers]
    note = (
        f"p95 {in_words(percentile(samples, 0.95))}; errors {errors} of {len(answers)}; "
        f"{len(answers) / seconds:.0f} a second from {workers} processes"
    )
    return Figure(section=SECTION, name=name, value=median(samples), unit="s", note=note, samples=samples)


def _ask(address: str, paths: tuple[str, ...], asking: _Asking) -> tuple[list[Answered], float]:
    """Every client asks for its share, one after the other, once every page has been asked for before.

    No more is asked once the time is up: what is slow is then told by fewer answers, and still ends.
    """
    _client(address, list(paths), time.perf_counter() + asking.seconds)
    everything = list(islice(cycle(paths), asking.requests))
    shares = [everything[n :: asking.clients] for n in range(asking.clients)]
    started = time.perf_counter()
    with ThreadPoolExecutor(asking.clients) as pool:
        taken = list(pool.map(lambda share: _client(address, share, started + asking.seconds), shares))
    return [answer for each in taken for answer in each], time.perf_counter() - started


def _client(address: str, paths: list[str], until: float) -> list[Answered]:
    """Ask over one connection, as a browser does; a connection that breaks is an error, and another is opened."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)
    answers: list[Answered] = []
    for path in paths:
        if answers and time.perf_counter() >= until:
            break
        started, status = time.perf_counter(), 0
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except (OSError, HTTPException):
            connection.close()
        answers.append(Answered(time.perf_counter() - started, status))
    connection.close()
    return answers
