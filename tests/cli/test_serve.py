"""Serving: on this machine only, at the next free port."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from fourfold.cli.serving import LOOPBACK, held_port


@contextmanager
def taken() -> Iterator[int]:
    """A port that somebody listens at."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        listener.listen()
        yield int(listener.getsockname()[1])


def test_a_taken_port_is_passed_over() -> None:
    with taken() as port, ExitStack() as held:
        free = held_port(port, held)
        assert free is not None
        assert free > port


def test_two_servers_that_start_together_get_a_port_each() -> None:
    with ExitStack() as first, ExitStack() as second, ExitStack() as third:
        one = held_port(30_000, first)
        assert one is not None
        other = held_port(one, second)
        assert other is not None
        assert other > one
        first.close()
        assert held_port(one, third) == one


@pytest.mark.slow
def test_the_printed_address_shows_the_map_and_the_demonstration_names_its_college(
    tmp_path: Path,
) -> None:
    fourfold = [sys.executable, "-m", "fourfold.cli"]
    environment = {**os.environ, "FOURFOLD_VAR": str(tmp_path), "FOURFOLD_DEMO": "1", "PYTHONUNBUFFERED": "1"}
    database = ["--database", str(tmp_path / "a database.sqlite3")]
    subprocess.run([*fourfold, "import", "examples/ict-cluster", *database], env=environment, check=True)
    with taken() as port:
        command = [*fourfold, "serve", *database, "--port", str(port), "--json"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = json.loads("".join(server.stdout.readline() for _ in range(3)))["address"]
            try:
                assert page(address)[:15] == "<!doctype html>"
                assert "Example College" in page(address)
                assert address != f"http://{LOOPBACK}:{port}/"
            finally:
                server.terminate()


def page(address: str) -> str:
    """The page at an address that was printed: whoever reads it need not wait."""
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - an address of this machine
        return str(answer.read().decode())
