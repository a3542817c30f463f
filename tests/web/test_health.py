"""What machines ask: whether the process answers, and whether it can do its work."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.databases import entry, standing_in

ANYBODY = {"Host": "10.1.2.3:8000"}


def test_a_process_answers_whoever_asks_without_asking_the_database(client: Client) -> None:
    answer = client.get("/health", headers=ANYBODY)
    assert (answer.status_code, answer.json()) == (200, {"healthy": True})


@pytest.mark.django_db
def test_it_is_ready_where_the_tables_are_there(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/ready")
    with django_assert_max_num_queries(2):
        answer = client.get("/ready", headers=ANYBODY)
    assert (answer.status_code, answer.json()) == (200, {"ready": True})


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_a_probe_gets_no_cookie_and_is_never_kept(client: Client, settings: LazySettings, path: str) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(path, headers=ANYBODY)
    assert (answer.status_code, answer.headers["Cache-Control"], len(answer.cookies)) == (200, "no-store", 0)
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_a_probe_takes_nothing(path: str) -> None:
    assert Client(enforce_csrf_checks=True).post(path).status_code == 405


@pytest.mark.django_db
def test_older_and_newer_tables_are_not_ready(client: Client) -> None:
    steps = MigrationRecorder.Migration.objects.filter(app="store")
    last = steps.order_by("name").last()
    assert last is not None
    last.delete()
    assert reason(client) == "the tables are older than this Fourfold: run fourfold prepare"
    last.save(force_insert=True)
    steps.create(app="store", name="9999_from_the_future")
    assert reason(client) == "the tables are newer than this Fourfold"


def reason(client: Client) -> str:
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    return str(answer.json()["reason"])


@pytest.fixture
def gone(tmp_path: Path, django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """A database that cannot be opened."""
    del django_db_setup
    with django_db_blocker.unblock(), standing_in(entry(f"sqlite:///{tmp_path}/none/fourfold.sqlite3")):  # type: ignore[attr-defined] # pytest-django's own
        yield
        connections["default"].close()


def test_where_the_database_is_gone_nobody_is_told_where_it_was(gone: None, client: Client, tmp_path: Path) -> None:
    del gone
    assert reason(client) == "the database cannot be used"
    assert str(tmp_path) not in json.dumps(client.get("/ready").json())
    assert client.get("/health").status_code == 200
