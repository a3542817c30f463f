"""The same tests on both databases, in one run.

A folder whose tests run on both says so in its `conftest.py`: `from tests.databases import database`. While a module's
turn on PostgreSQL lasts, Django's default database is that one; `fresh` is an empty database for other processes.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
import pytest
from django.core.management import call_command
from django.db import connections
from django.db.utils import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

from tests import postgres as servers
from tests.postgres import Server

SQLITE, POSTGRESQL = "sqlite", "postgresql"
Environment = dict[str, str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running PostgreSQL. Only `FOURFOLD_POSTGRES=none`, or a platform that has none, leaves its tests out."""
    if os.environ.get(servers.VARIABLE) == servers.NONE:
        pytest.skip(f"{servers.VARIABLE}={servers.NONE}: nothing is tested on PostgreSQL")
    try:
        with servers.running() as server:
            yield server
    except servers.Absent as absent:
        pytest.skip(str(absent))


@pytest.fixture(scope="session")
def on_postgres(postgres: Server, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Any]:
    """Django's settings for a PostgreSQL database with all tables, which later ones are copied from."""
    del django_db_setup
    template = entry(postgres.url(postgres.create()))
    with django_db_blocker.unblock(), standing_in(template):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    return entry(postgres.url(postgres.create(template["NAME"])))


def entry(url: str) -> dict[str, Any]:
    """Django's settings for the database at `url`, with every default filled in."""
    made: dict[str, Any] = ConnectionHandler({"default": {**dj_database_url.parse(url)}}).settings["default"]
    return made


@contextmanager
def standing_in(settings: dict[str, Any]) -> Iterator[None]:
    """While this lasts, the default database is the one of `settings`, in this thread and in new ones."""
    alias = "default"
    was, known = connections[alias], connections.settings[alias]
    connections.settings[alias] = settings
    connections[alias] = connections.create_connection(alias)
    try:
        yield
    finally:
        connections[alias].close()
        connections.settings[alias] = known
        connections[alias] = was


@pytest.fixture(scope="module", autouse=True, params=[SQLITE, POSTGRESQL])
def database(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[str]:
    """The kind of database that the tests of a module run on: one after the other.

    Set up before pytest-django opens its transaction, which is why it belongs to the module and not to the test.
    """
    del django_db_setup
    if request.param == SQLITE:
        yield SQLITE
        return
    with standing_in(request.getfixturevalue("on_postgres")):
        yield POSTGRESQL


@pytest.fixture
def fresh(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[Environment]:
    """The environment of a process whose database is empty, and of the kind whose turn it is."""
    with empty_database(request, database, tmp_path) as environment:
        yield environment


@contextmanager
def empty_database(request: pytest.FixtureRequest, kind: str, folder: Path) -> Iterator[Environment]:
    """An empty database of a kind, as the environment that names it."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("FOURFOLD_", "DATABASE_URL"))}
    ours = {"FOURFOLD_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "fourfold.config.settings"}
    if kind == SQLITE:
        yield {**plain, **ours, "FOURFOLD_DATABASE": str(folder / "fresh.sqlite3")}
        return
    server: Server = request.getfixturevalue("postgres")
    name = server.create()
    try:
        yield {**plain, **ours, "DATABASE_URL": server.url(name)}
    finally:
        server.drop(name)
