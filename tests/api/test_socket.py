"""What only a real server shows: bodies in pieces, bodies without end, and a database that goes while it serves."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.api.serving import begun, serving
from tests.databases import Environment, fresh
from tests.postgres import Server

__all__ = ["fresh"]

EXAMPLE = "examples/ict-cluster"
MEBIBYTE = 1024 * 1024
pytestmark = pytest.mark.slow


@pytest.fixture
def server(fresh: Environment) -> Iterator[str]:
    """A real server on the example."""
    begun(EXAMPLE, fresh)
    with serving(fresh) as address:
        yield address


def in_pieces(content: bytes, size: int = 7) -> Iterator[bytes]:
    """A body that nobody knows the length of beforehand."""
    for start in range(0, len(content), size):
        yield content[start : start + size]


def endless(sent: list[int]) -> Iterator[bytes]:
    """A body of a hundred times what is taken."""
    for _ in range(400):
        sent.append(MEBIBYTE)
        yield b" " * MEBIBYTE


def kind_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("#")[2]


def test_a_server_takes_bodies_in_pieces_within_the_bound_and_says_when_its_database_goes(
    server: str, fresh: Environment, request: pytest.FixtureRequest
) -> None:
    bodies_are_bounded(server)
    gone(fresh, request)
    with httpx.Client(timeout=60, follow_redirects=True) as client:
        for path in ("api/v1/clusters", "api/v1/clusters/example-college/ict/states/draft", "", "ready"):
            answer = client.get(f"{server}{path}")
            assert (path, answer.status_code, answer.headers["Retry-After"]) == (path, 503, "10")
            assert [each for each in ("fourfold_", ".s.PGSQL", "sqlite", "psycopg") if each in answer.text] == []
        assert client.get(f"{server}health").status_code == 200


def bodies_are_bounded(server: str) -> None:
    draft = f"{server}api/v1/clusters/example-college/ict/states/draft"
    with httpx.Client(timeout=60) as client:
        part = client.get(f"{draft}/parts", params={"kind": "course", "limit": 1}).json()["items"][0]
        address = f"{draft}/parts/{part['key']}"
        read = client.get(address)
        wanted = json.dumps(read.json() | {"title": {"en": "In pieces", "zh": "分块"}}).encode()
        headers = {"Content-Type": "application/json", "If-Match": read.headers["ETag"]}

        done = client.put(address, content=in_pieces(wanted), headers=headers)
        assert (done.request.headers["Transfer-Encoding"], done.status_code) == ("chunked", 200)
        assert client.get(address).json()["title"] == {"en": "In pieces", "zh": "分块"}

        headers["If-Match"] = f'"{done.json()["after"]}"'
        assert kind_of(client.put(address, content=in_pieces(b"{}"), headers=headers)) == (422, "unreadable")
        assert kind_of(client.put(address, content=in_pieces(b""), headers=headers)) == (422, "unreadable")
        assert kind_of(client.put(address, content=in_pieces(b"\xff"), headers=headers)) == (400, "not-understood")
        assert kind_of(client.put(address, content=b" " * 5 * MEBIBYTE, headers=headers)) == (413, "too-large")

        # Nothing says how long it is: what is too much is told before all of it has come.
        sent: list[int] = []
        try:
            assert kind_of(client.put(address, content=endless(sent), headers=headers)) == (413, "too-large")
        except httpx.TransportError:
            assert sent
        assert sum(sent) < 100 * MEBIBYTE
        assert headers["If-Match"] in client.get(address).headers["ETag"]


def gone(environment: Environment, request: pytest.FixtureRequest) -> None:
    """Take the database away from under the server."""
    if url := environment.get("DATABASE_URL", ""):
        server: Server = request.getfixturevalue("postgres")
        server.drop(str(conninfo_to_dict(url)["dbname"]))
        return
    for file in Path(environment["FOURFOLD_DATABASE"]).parent.glob("fresh.sqlite3*"):
        file.unlink()
