"""The log: one line a request, one object a fault, and nobody's secrets in either."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from fourfold.config.logs import JsonLine, Line, hidden, named
from fourfold.config.urls import handler400, handler404, handler500
from fourfold.config.urls import urlpatterns as site
from fourfold.domain.person import Viewer
from fourfold.web.reader import contributor_of
from fourfold.web.request_id import LOGGER

__all__ = ["handler400", "handler404", "handler500"]
SECRETS = ("mei@szpu.example", "hunter2", "ff_c2VjcmV0LXRva2Vu", "s3cr3t-1nv1t4t10n", "bzd0-key")


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails with everything in its words that no log may keep."""
    request.fourfold_viewer = Viewer(who="0190-lin")  # type: ignore[attr-defined] # as `web.reader` keeps it
    raise RuntimeError(
        f"Key (email)=({SECRETS[0]}) at postgres://fourfold:{SECRETS[1]}@db/fourfold, password={SECRETS[1]}, "
        f"Authorization: Bearer {SECRETS[2]}, /invitation/{SECRETS[3]}, "
        f"/account/password/1/{SECRETS[4]}, /a?q={SECRETS[1]}"
    )


urlpatterns = [path("broken", broken), *site]


class Kept(logging.Handler):
    """A handler that keeps what it would have written."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)
        self.addFilter(named)
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))


@pytest.fixture(params=[Line, JsonLine])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    """What the log holds, for people or for programs."""
    handler = Kept(request.param())
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def objects() -> Iterator[Kept]:
    """The log as objects."""
    handler = Kept(JsonLine())
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def test_a_request_is_one_object(client: Client, objects: Kept) -> None:
    answer = client.get("/help/reading?q=hunter2", headers={"X-Request-ID": "proxy-0123456789"})
    (line,) = (json.loads(each) for each in objects.written)
    assert isinstance(line.pop("milliseconds"), int)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "logger": LOGGER,
        "message": "GET /help/reading",
        "method": "GET",
        "path": "/help/reading",
        "status": 200,
        "who": "",
        "request_id": "proxy-0123456789",
    }
    assert answer.headers["X-Request-ID"] == "proxy-0123456789"


@pytest.mark.parametrize("asked", ["", "short", "two words of it", "a" * 65, "forged\nline-12345"])
def test_an_id_that_does_not_look_like_one_is_made_anew(client: Client, objects: Kept, asked: str) -> None:
    answer = client.get("/help/reading", headers={"X-Request-ID": asked})
    made = answer.headers["X-Request-ID"]
    assert made != asked
    assert [json.loads(each)["request_id"] for each in objects.written] == [made]


@pytest.mark.urls(__name__)
def test_a_fault_is_one_object_with_its_traceback_and_who_met_it(client: Client, objects: Kept) -> None:
    client.raise_request_exception = False
    assert client.get("/broken").status_code == 500
    fault, told = (json.loads(each) for each in objects.written)
    assert (fault["level"], fault["logger"], fault["message"]) == (
        "ERROR",
        "django.request",
        "Internal Server Error: /broken",
    )
    assert "RuntimeError" in fault["traceback"]
    assert (told["status"], told["who"]) == (500, "0190-lin")
    assert fault["request_id"] == told["request_id"]


def test_who_asked_is_told_by_id_whichever_voice_has_come_to_know_it(rf: RequestFactory) -> None:
    lin = Viewer(who="0190-lin")
    page, program, nobody = rf.get("/"), rf.get("/api/v1/"), rf.get("/")
    page.fourfold_viewer = lin  # type: ignore[attr-defined] # as above
    program.auth = lin  # type: ignore[attr-defined] # as django-ninja keeps it
    assert [contributor_of(each) for each in (page, program, nobody)] == ["0190-lin", "0190-lin", ""]


@pytest.mark.urls(__name__)
def test_no_secret_no_question_and_nobodys_address_is_written(client: Client, kept: Kept) -> None:
    client.raise_request_exception = False
    client.get(f"/broken?token={SECRETS[2]}", headers={"Authorization": f"Bearer {SECRETS[2]}"})
    client.get(f"/invitation/{SECRETS[3]}/")
    client.get(f"/account/password/1/{SECRETS[4]}")
    client.get(f"/people/{SECRETS[0]}", {"password": SECRETS[1]})
    written = "\n".join(kept.written)
    assert [secret for secret in SECRETS if secret in written] == []
    assert "/invitation/…" in written


def test_a_path_forges_no_line(client: Client, kept: Kept) -> None:
    client.get("/a%0a2026-06-01T00:00:00 ERROR root: forged")
    assert [each.count("\n") for each in kept.written] == [0]


@pytest.mark.parametrize(
    "said", ["KeyError: 'NT-A'", "GET /szpu/ict/draft/course/NT-A", "a/b? yes", "at 12:30: the draft", "两门课程"]
)
def test_what_is_no_secret_is_left_as_it_is(said: str) -> None:
    assert hidden(said) == said


def test_a_traceback_stands_below_a_line_for_people() -> None:
    try:
        int("no such term")
    except ValueError:
        record = logging.LogRecord("fourfold", logging.ERROR, __file__, 1, "It %s", ("failed",), sys.exc_info())
    first, second, *_, last = Line().format(record).splitlines()
    assert first.endswith(" ERROR fourfold: It failed")
    assert (second, last) == (
        "Traceback (most recent call last):",
        "ValueError: invalid literal for int() with base 10: 'no such term'",
    )
