"""Both databases, as somebody would run them: SQLite in a file, and a PostgreSQL of our own that keeps what it says."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Figure, skipped
from tests import postgres

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
KINDS = (SQLITE, POSTGRESQL)


@contextmanager
def empty(kind: str) -> Iterator[str]:
    """An empty database of a kind, as `--database` names it."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == SQLITE:
            yield str(Path(folder, "bench.sqlite3"))
            return
        with postgres.running(settings=()) as server:
            yield server.url(server.create())


def on_both(section: str, work: Callable[[str, str], Iterator[Figure]]) -> Iterator[Figure]:
    """The figures of `work` on an empty database of each kind, given its name and where it is."""
    for kind in KINDS:
        try:
            with empty(kind) as database:
                yield from work(kind, database)
        except postgres.Absent as absent:
            yield skipped(section, kind, str(absent))
