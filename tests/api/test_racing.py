"""Many who write one draft over the API at once: nothing acknowledged is lost, and whoever came too late converges."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.api.serving import begun, serving
from tests.databases import fresh
from tests.store.telling import told_by

__all__ = ["fresh"]

EXAMPLE = "examples/ict-cluster"
WRITERS, EDITS = 6, 4
Environment = dict[str, str]
pytestmark = pytest.mark.slow


@pytest.fixture
def document(fresh: Environment) -> str:
    """The key of the example, which the fresh database holds."""
    return begun(EXAMPLE, fresh)


@pytest.fixture
def server(document: str, fresh: Environment) -> Iterator[str]:
    """A real server on that database, for whoever is on this machine."""
    del document
    with serving(fresh) as address:
        yield f"{address}api/v1/clusters/example-college/ict/states/draft"


class Writer:
    """One who adds outcomes to courses: reads, adds, writes on what was read, and begins again where that is stale."""

    def __init__(self, draft: str, name: str) -> None:
        self.client = httpx.Client(timeout=60)
        self.draft, self.name = draft, name
        self.acknowledged: list[tuple[str, str, str]] = []
        self.added: list[str] = []
        self.late = 0

    def add(self, course: str) -> None:
        address = f"{self.draft}/parts/{course}"
        read = self.client.get(address).raise_for_status()
        part, tag = read.json(), read.headers["ETag"]
        while True:
            outcome = self._outcome()
            wanted = part | {"outcomes": [*part.get("outcomes", []), outcome]}
            done = self.client.put(address, json=wanted, headers={"If-Match": tag})
            if done.status_code != httpx.codes.PRECONDITION_FAILED:
                break
            theirs = done.json()["theirs"]
            part, tag, self.late = theirs["value"], f'"{theirs["digest"]}"', self.late + 1
        assert done.status_code == httpx.codes.OK, done.text
        self.acknowledged.append((course, done.json()["before"], done.json()["after"]))
        self.added.append(outcome["key"])

    def _outcome(self) -> dict[str, Any]:
        key = str(uuid4())
        return {"key": key, "code": f"X-{key[:8]}", "text": {"en": f"Written by {self.name}"}, "level": "apply"}


def courses(draft: str) -> list[str]:
    listed = httpx.get(f"{draft}/parts", params={"kind": "course", "limit": WRITERS + 1}, timeout=60).json()
    return [each["key"] for each in listed["items"]]


def race(draft: str, one: str, others: list[str]) -> list[Writer]:
    """Every writer edits the one course and a course that is theirs, in turn."""
    writers = [Writer(draft, f"writer-{number}") for number in range(len(others))]

    def work(number: int) -> None:
        with writers[number].client:
            for _ in range(EDITS):
                writers[number].add(one)
                writers[number].add(others[number])

    with ThreadPoolExecutor(len(writers)) as pool:
        list(pool.map(work, range(len(writers))))
    return writers


def test_no_acknowledged_edit_is_lost_and_all_converge(server: str, document: str, fresh: Environment) -> None:
    start = told_by(document, fresh)
    one, *others = courses(server)
    writers = race(server, one, others)
    end = told_by(document, fresh)
    added = Counter((key, before, after) for key, before, after, _ in end.changes[len(start.changes) :])
    assert added == Counter(edit for each in writers for edit in each.acknowledged)
    assert end.folded() == end.held
    shared = {each["key"] for each in httpx.get(f"{server}/parts/{one}", timeout=60).json()["outcomes"]}
    for writer, own in zip(writers, others, strict=True):
        there = {each["key"] for each in httpx.get(f"{server}/parts/{own}", timeout=60).json()["outcomes"]}
        assert set(writer.added) <= shared | there
    # They did race: some came too late, and were told what stood by then.
    assert sum(each.late for each in writers) > 0
