"""(f) Sixteen clients ask a real server at once: how long each waits, and whether anything fails.

The clients are threads of this process on the same machine, so their own work is in the figures too.
"""

import os
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
from bench.pages import PATIENCE_SECONDS, imported, served
from bench.peer import ROOT
from bench.synthetic import synthetic
from fourfold.canon.normal import normal
from fourfold.domain.cluster import Dossier
from fourfold.exchange.document import write_json
from fourfold.exchange.reading import read

SECTION = "f"
TIMES = 16
Asked = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """How long an answer took, and its status: 0 where there was none."""

    seconds: float
    status: int


def asked(dossier: Dossier) -> Asked:
    """What clients ask for, kind by kind. Another voice is another line here."""
    head, programs, courses = dossier.cluster.head, dossier.cluster.programs, dossier.cluster.courses
    base = f"/{head.institution}/{head.code}/draft/"
    return (
        ("maps", (base, f"{base}?lens=sharing", f"{base}?lens=problems")),
        ("program pages", tuple(f"{base}program/{each.code}" for each in programs[:8])),
        ("course pages", tuple(f"{base}course/{each.code}" for each in courses[::7][:24])),
        ("lists of problems", (f"{base}problems", f"{base}problems?severity=warning")),
    )


def figures(clients: int = 16, requests: int = 128, times: int = TIMES) -> Iterator[Figure]:
    example = read(EXAMPLE).dossier if EXAMPLE.is_dir() else None
    if example is None:
        yield skipped(SECTION, "clients", f"there is no {EXAMPLE.relative_to(ROOT)} that can be read")
        return
    large = normal(synthetic(times * len(example.cluster.courses)))
    for size, dossier, share in (("the example", example, requests), (f"×{times}", large, max(clients, requests // 4))):
        yield from on_both(SECTION, partial(_taken, size=size, dossier=dossier, clients=clients, requests=share))


def _taken(kind: str, database: str, *, size: str, dossier: Dossier, clients: int, requests: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        write_json(dossier, file := Path(folder, "cluster.json"))
        done = imported(file, database)
    if done.returncode:
        yield skipped(SECTION, f"{size}, {kind}", f"import answered {done.returncode}: {done.stderr.decode()[-200:]}")
        return
    workers = str(os.cpu_count() or 1)
    with served(database, "--workers", workers) as address:
        for what, paths in asked(dossier):
            yield _figure(f"{what}, {size}, {kind}", _ask(address, paths, clients, requests), workers)


def _figure(name: str, taken: tuple[list[Answered], float], workers: str) -> Figure:
    answers, seconds = taken
    errors = sum(each.status != 200 for each in answers)
    samples = [each.seconds for each in answers]
    note = (
        f"p95 {in_words(percentile(samples, 0.95))}; errors {errors} of {len(answers)}; "
        f"{len(answers) / seconds:.0f} a second from {workers} processes"
    )
    return Figure(section=SECTION, name=name, value=median(samples), unit="s", note=note, samples=samples)


def _ask(address: str, paths: tuple[str, ...], clients: int, requests: int) -> tuple[list[Answered], float]:
    """Every client asks for its share, one after the other, once every page has been asked for before."""
    for path in paths:
        _client(address, [path])
    everything = list(islice(cycle(paths), requests))
    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        shares = pool.map(partial(_client, address), (everything[n::clients] for n in range(clients)))
        answers = [answer for share in shares for answer in share]
    return answers, time.perf_counter() - started


def _client(address: str, paths: list[str]) -> list[Answered]:
    """Ask over one connection, as a browser does; a connection that breaks is an error, and another is opened."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)
    answers = []
    for path in paths:
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
