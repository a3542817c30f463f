"""A database that is gone: 503 for pages and API alike, and nobody outside is told where it is or who we are there."""

import json
import socket
from collections.abc import Iterator

import pytest
from django.conf import LazySettings, settings
from django.db import IntegrityError, OperationalError
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from fourfold.actions import installation, releasing
from fourfold.actions.refused import Refused, Unavailable
from fourfold.domain.person import OPERATOR
from fourfold.store.tables import at_work
from tests.actions.cast import NOW
from tests.databases import POSTGRESQL, SQLITE, entry, standing_in
from tests.web import small

SECRETS = ("db.secret", "clerk", "s3cret", "curricula", "127.0.0.1", "refused", "psycopg", "sqlite", "no such", "Error")
PAGES = ("/", "/szpu/ict/2026.1/", "/search?q=x", "/account/login/", "/account/")
ANSWERS = (
    "clusters",
    "search?q=x",
    "clusters/szpu/ict/states/2026.1",
    "institutions",
    "clusters/szpu/ict/states/2026.1/coverage",
)
LATER = "10"


@pytest.fixture(scope="module", params=[SQLITE, POSTGRESQL], autouse=True)
def database(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """A database that is not there: a file in no folder, or a server where nobody listens."""
    del django_db_setup
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        file = tmp_path_factory.mktemp("gone") / "none" / "db.secret.sqlite3"
        address = f"postgres://clerk:s3cret@127.0.0.1:{nobody.getsockname()[1]}/curricula"
        urls = {SQLITE: f"sqlite:///{file}", POSTGRESQL: address}
        with django_db_blocker.unblock(), standing_in(entry(urls[request.param])):
            yield request.param


@pytest.fixture(params=["unsigned", "a cookie"])
def reader(request: pytest.FixtureRequest) -> Client:
    """Somebody who is not known, and somebody whose cookie names a session."""
    client = Client(raise_request_exception=False)
    if request.param == "a cookie":
        client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    return client


@pytest.mark.parametrize("local", [True, False])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_to_come_again(reader: Client, settings: LazySettings, path: str, *, local: bool) -> None:
    settings.LOCAL = local
    answer = reader.get(path)
    html = answer.content.decode()
    if path == "/account/login/" and "sessionid" not in reader.cookies:
        return  # it asks the database nothing
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, LATER)
    assert "<h1>This site cannot be used just now</h1>" in html
    assert [each for each in SECRETS if each in html] == []


@pytest.mark.parametrize(("language", "words"), [("en", "try again in a while"), ("zh-Hans", "请稍后再试")])
def test_the_page_speaks_the_readers_language(language: str, words: str) -> None:
    answer = Client().get("/szpu/ict/2026.1/", headers={"Accept-Language": language})
    assert (answer.status_code, words in answer.content.decode()) == (503, True)


@pytest.mark.parametrize("authorization", ["", "Bearer ff_wrong", "Basic x"])
@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
@pytest.mark.parametrize("path", [*ANSWERS, "clusters/szpu/ict/states/2026.1/document"])
def test_the_api_says_to_come_again(reader: Client, path: str, method: str, authorization: str) -> None:
    headers = {"Authorization": authorization, "If-Match": f'"{"0" * 64}"'} if authorization else {}
    answer = getattr(reader, method)(f"/api/v1/{path}", headers=headers)
    if answer.status_code in {401, 403, 405}:
        # Known before anything is looked up.
        assert authorization != "Bearer ff_wrong" or answer.status_code == 405
        return
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, LATER)
    assert answer.headers["Content-Type"] == "application/problem+json"
    if method != "head":
        told = answer.json()
        assert (told["type"], told["status"]) == ("/api/v1/docs#unavailable", 503)
        assert [each for each in SECRETS if each in json.dumps(told)] == []


def test_it_is_not_ready_and_healthy_all_the_same() -> None:
    answer = Client().get("/ready")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, LATER)
    assert Client().get("/health").status_code == 200


def test_what_an_action_refuses_names_the_database_to_its_operator_alone(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Unavailable) as refusal:
        releasing.publish_framework(small.HCIA, "2026", viewer=OPERATOR, now=NOW)
    assert [each for each in SECRETS if each in str(refusal.value)] == []
    told = refusal.value.details.in_language("en")
    assert ("db.secret" if database == SQLITE else "127.0.0.1") in told
    assert "s3cret" not in told
    known = installation.unavailable(refusal.value)
    assert known is not None
    assert (known.details.in_language("en"), told in caplog.text) == (told, True)


def test_what_an_action_did_wrong_is_our_fault_and_not_the_databases() -> None:
    def wrong() -> None:
        with installation.usable(), at_work():
            raise IntegrityError("UNIQUE constraint failed: store_part.digest")

    with pytest.raises(Unavailable) as refusal:
        wrong()
    assert installation.unavailable(refusal.value) is None


def test_a_fault_of_ours_is_not_blamed_on_the_database() -> None:
    assert installation.unavailable(ValueError("database is locked")) is None
    assert installation.unavailable(IntegrityError("UNIQUE constraint failed: store_part.digest")) is None
    assert installation.unavailable(Refused(small.dossier().cluster.head.title)) is None


def test_sqlite_calls_a_wrong_question_operational(database: str) -> None:
    wrong = installation.unavailable(OperationalError('near "SELEKT": syntax error'))
    assert (wrong is None) is (database == SQLITE)


def test_a_lock_that_is_held_for_too_long_is_no_fault_of_ours() -> None:
    assert installation.unavailable(OperationalError("database is locked")) is not None
