"""Serving for others: several processes, files named by their content, and an end that cuts nobody off."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from fourfold.cli.serving import LOOPBACK, held_port
from tests.databases import SQLITE, Environment, database, fresh

__all__ = ["database", "fresh"]
pytestmark = pytest.mark.slow
NAME = "fourfold.college.example"
BEHIND = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": NAME, "X-Forwarded-For": "198.51.100.7"}


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "fourfold.cli", "serve", "--json", *options]


@contextmanager
def serving(environment: Environment, *options: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A server for people who sign in, and the port it listens at."""
    with ExitStack() as held:
        port = held_port(20_000 + os.getpid() % 20_000, held)
    assert port is not None
    said = {"FOURFOLD_PORT": str(port), "FOURFOLD_PROXY": LOOPBACK, "FOURFOLD_TLS": "1", "FOURFOLD_HOSTS": NAME}
    with (Path(environment["FOURFOLD_VAR"]) / "log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            command("--accounts", *options),
            env={**environment, **said, "FOURFOLD_LOG": "json", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        assert server.stdout is not None
        assert json.loads("".join(server.stdout.readline() for _ in range(3))) == {
            "address": f"http://{LOOPBACK}:{port}/"
        }
        asked(port, "/ready", patience=100)
        yield server, port
    finally:
        server.terminate()
        server.communicate(timeout=60)


def asked(port: int, path: str, headers: Mapping[str, str] = {}, patience: int = 1) -> httpx.Response:
    """The answer to a question, as soon as somebody answers."""
    with httpx.Client(timeout=30, trust_env=False) as client:
        for _ in range(patience - 1):
            try:
                return client.get(f"http://{LOOPBACK}:{port}{path}", headers=headers)
            except httpx.TransportError:
                time.sleep(0.1)
        return client.get(f"http://{LOOPBACK}:{port}{path}", headers=headers)


def lines(environment: Environment) -> list[dict[str, object]]:
    said = (Path(environment["FOURFOLD_VAR"]) / "log").read_text("utf-8").splitlines()
    return [json.loads(line) for line in said]


def test_behind_a_proxy_two_processes_serve_files_that_browsers_may_keep_for_ever(fresh: Environment) -> None:
    with serving(fresh, "--workers", "2", "--threads", "2") as (_, port):
        ready = asked(port, "/ready", {"Host": "10.9.8.7"})
        assert (ready.status_code, ready.json()) == (200, {"ready": True})
        page = asked(port, "/help/reading?q=hunter2", BEHIND | {"X-Request-ID": "proxy-0123456789"})
        assert page.status_code == 200
        assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
        (style,) = re.findall(r'href="(/static/fourfold/tokens\.[0-9a-f]{12}\.css)"', page.text)
        file = asked(port, style, BEHIND | {"Accept-Encoding": "gzip"})
        assert (file.status_code, file.headers["Content-Encoding"]) == (200, "gzip")
        assert file.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        # Whoever does not come through the proxy by its name is not served.
        assert asked(port, "/help/reading").status_code == 400
        assert asked(port, "/help/reading", BEHIND | {"X-Forwarded-Host": "elsewhere.example"}).status_code == 400
    told = [each for each in lines(fresh) if each.get("path") == "/help/reading"]
    assert [each["status"] for each in told] == [200, 400, 400]
    assert told[0]["request_id"] == "proxy-0123456789"
    assert "hunter2" not in json.dumps(lines(fresh))


def test_no_more_connections_are_held_than_requests_can_be_answered_at_once(fresh: Environment, database: str) -> None:
    if database == SQLITE:
        pytest.skip("SQLite is a file: nobody counts who has it open")
    with serving(fresh, "--workers", "2", "--threads", "2") as (_, port), ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda _: asked(port, "/ready").status_code, range(40)))
        with psycopg.connect(fresh["DATABASE_URL"]) as connection:
            found = connection.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE application_name = 'fourfold' AND datname = current_database()"
            ).fetchone()
    assert answers == [200] * 40
    assert found is not None
    assert 1 <= found[0] <= 4


def test_a_stop_lets_a_request_that_is_being_answered_end(fresh: Environment) -> None:
    with serving(fresh) as (server, port), socket.create_connection((LOOPBACK, port), timeout=30) as slow:
        head = f"POST /help/reading HTTP/1.1\r\nHost: {NAME}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        slow.sendall(f"{head}Content-Length: 7\r\nConnection: close\r\n\r\na=".encode())
        time.sleep(0.5)
        server.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        slow.sendall(b"12345")
        answer = b"".join(iter(lambda: slow.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 405 ")
        assert b"</html>" in answer
        assert server.wait(60) == 0


def test_a_process_that_dies_is_replaced(fresh: Environment) -> None:
    with serving(fresh) as (server, port):
        (worker,) = children(server.pid)
        os.kill(worker, signal.SIGKILL)
        until = time.monotonic() + 30
        while children(server.pid) in ([], [worker]) and time.monotonic() < until:
            time.sleep(0.1)
        assert asked(port, "/ready", patience=100).status_code == 200
    assert [each["logger"] for each in lines(fresh) if each["level"] == "ERROR"] == ["_granian"]


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    said = Path(f"/proc/{process}/task/{process}/children")
    if not said.exists():
        pytest.skip("this system does not say which processes a process has started")
    return [int(each) for each in said.read_text("ascii").split()]


def refusal(environment: Environment, *options: str) -> str:
    done = subprocess.run(
        command("--lang", "en", *options), env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1, done.stderr
    return str(json.loads(done.stdout)["refused"])


def test_nobody_else_is_served_where_nobody_signs_in(fresh: Environment) -> None:
    assert refusal(fresh, "--bind", "0.0.0.0") == (  # noqa: S104 - what is refused
        "Without --accounts, or as a demonstration, only this machine is served: 0.0.0.0 is for others too."
    )


def test_a_proxy_knows_one_port_so_no_other_is_tried(fresh: Environment) -> None:
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        listener.listen()
        port = listener.getsockname()[1]
        said = refusal(fresh, "--accounts", "--port", str(port))
    assert said == f"Port {port} is taken, or its address is not one of this machine's."
