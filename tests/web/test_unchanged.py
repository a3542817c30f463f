"""Pages of releases are kept by browsers: asked again, they are answered in a line, until something differs."""

import re
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client

from fourfold.actions.releasing import Request, publish
from fourfold.actions.shelf import open_cluster
from fourfold.domain.person import OPERATOR
from fourfold.store import people
from fourfold.store.models import Person
from tests.actions.cast import NOW, Cast, gather
from tests.web import small

pytestmark = pytest.mark.django_db
PAGE = "/szpu/ict/2026.1/courses"


@pytest.fixture
def cast(settings: LazySettings) -> Cast:
    """Everybody, and a release that Lin published."""
    settings.TODAY = date(2026, 6, 1)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = gather()
    release("2026.1", found)
    return found


def release(name: str, cast: Cast) -> None:
    draft = open_cluster("szpu", "ict", viewer=OPERATOR, today=small.TODAY)
    assert draft is not None
    publish("szpu", "ict", Request(root=draft.root, name=name, reason="A test."), viewer=cast.lin, now=NOW)


def tag(client: Client, path: str = PAGE) -> str:
    return client.get(path).headers["ETag"]


@pytest.mark.usefixtures("cast")
def test_a_visitor_who_has_the_page_is_told_so(client: Client) -> None:
    first = client.get(PAGE)
    assert re.fullmatch('W/"[0-9a-f]{32}"', first.headers["ETag"])
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert {each.strip() for each in again.headers["Vary"].split(",")} >= {"Cookie", "Accept-Language"}


def test_whatever_the_page_depends_on_changes_its_tag(cast: Cast, client: Client, settings: LazySettings) -> None:
    tags = [tag(client), tag(client, PAGE + "?q=net"), tag(client, "/szpu/ict/2026.1/")]
    client.cookies["fourfold_language"] = "zh-hans"
    tags.append(tag(client))
    settings.TODAY = date(2026, 6, 2)
    tags.append(tag(client))
    release("2026.2", cast)
    tags.append(tag(client))
    people.erase_person(cast.lin.who)
    tags.append(tag(client))
    assert len(set(tags)) == len(tags)


def test_a_draft_and_a_page_for_somebody_signed_in_have_no_tag(cast: Cast, settings: LazySettings) -> None:
    lin = Client()
    lin.force_login(Person.objects.get(pk=cast.lin.who))
    for path in (PAGE, "/szpu/ict/draft/"):
        answer = lin.get(path, headers={"If-None-Match": tag(Client())})
        assert (answer.status_code, answer.headers.get("ETag")) == (200, None)
    settings.LOCAL = True
    assert "ETag" not in Client().get("/szpu/ict/draft/").headers


@pytest.mark.usefixtures("cast")
def test_what_is_not_there_is_not_tagged(client: Client) -> None:
    answer = client.get("/szpu/ict/2026.1/course/NT-X")
    assert (answer.status_code, answer.headers.get("ETag")) == (404, None)
    assert client.get("/szpu/ict/draft/", headers={"If-None-Match": tag(client)}).status_code == 404
