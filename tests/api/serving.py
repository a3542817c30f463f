"""A real server on a database, as a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

Environment = dict[str, str]


def begun(example: str, environment: Environment) -> str:
    """The key of an example, which the database that the environment names holds from now on."""
    command = [sys.executable, "-m", "tests.store.beginning", example]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


@contextmanager
def serving(environment: Environment) -> Iterator[str]:
    """The address of a server on the database that the environment names, for whoever is on this machine."""
    command = [sys.executable, "-m", "fourfold.cli", "serve", "--json", "--port", "8600"]
    told = {**environment, "FOURFOLD_API_RATE": "0", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=told, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = json.loads("".join(process.stdout.readline() for _ in range(3)))["address"]
        _until_it_answers(address)
        try:
            yield address
        finally:
            process.terminate()


def _until_it_answers(address: str) -> None:
    for _ in range(100):
        try:
            httpx.get(f"{address}health").raise_for_status()
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
