"""Releases on pages: publishing one, reading it, and what visitors see meanwhile."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fourfold.canon.parts import split_dossier
from fourfold.domain.text import Text
from fourfold.store import people
from fourfold.store.models import Person
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import NOW, Cast, gather
from tests.web import small

pytestmark = pytest.mark.django_db
ALL = "/szpu/ict/"
PUBLISH = ALL + "publish"
REASON = "The ministry's term begins."


@pytest.fixture
def cast(settings: LazySettings) -> Cast:
    """Everybody, and the small cluster, which breaks one promise."""
    settings.TODAY = date(2026, 6, 1)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return gather()


@pytest.fixture
def lin(cast: Cast) -> Client:
    return signed_in(cast.lin.who)


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=who))
    return client


def filled(client: Client, **more: str) -> dict[str, str]:
    """The form as it stands on the page, with what somebody types."""
    html = client.get(PUBLISH).content.decode()
    (root,) = re.findall(r'name="root" value="([0-9a-f]{64})"', html)
    return {"root": root, "name": "2026.1", "note": "For the autumn.", "reason": REASON, "confirmed": "yes", **more}


def published(client: Client, **more: str) -> None:
    assert client.post(PUBLISH, filled(client, **more)).status_code == 302


def move_on(title: str = "Moved on") -> None:
    whole = small.dossier()
    head = replace(whole.cluster.head, title=Text(en=title, zh="已变"))
    changed = replace(whole, cluster=replace(whole.cluster, head=head))
    replace_draft(head, split_dossier(changed), Authorship(who="local", at=NOW), expected=None)


def test_lin_publishes_with_an_override_and_a_visitor_reads_it_with_its_reason(lin: Client, client: Client) -> None:
    assert client.get(ALL + "releases").status_code == 404
    answer = lin.post(PUBLISH, filled(lin), follow=True)
    html = answer.content.decode()
    assert "Release 2026.1 is published: everybody can read it." in html
    assert "is equal to 2026.1." in html
    for path in ("2026.1/", "2026.1/course/NT-B", "2026.1/problems"):
        page = client.get(ALL + path).content.decode()
        assert "Release <b>2026.1</b>, published on " in page
        assert re.findall(r"Lin let 1 error pass:\s*<q>([^<]*)</q>", page) == [REASON.replace("'", "&#x27;")]
        assert re.findall(r"Release 2026.1 <code>[0-9a-f]{8}</code>, judged as of 2026-06-01.", page)
        assert "/draft/" not in page
    assert client.get(ALL + "draft/").status_code == 404


def test_a_cluster_that_was_never_released_says_so_to_its_staff(lin: Client) -> None:
    html = lin.get(ALL + "releases").content.decode()
    assert "has never been released: only staff of the institution can read it." in html
    assert PUBLISH in html
    html = lin.get(ALL + "compare").content.decode()
    assert "There is only one state yet, and nothing to compare it with." in html
    assert "Nothing differs." not in html


def test_a_visitor_lists_releases_and_hears_of_no_draft(lin: Client, client: Client) -> None:
    published(lin)
    move_on()
    html = client.get(ALL + "releases").content.decode()
    assert "For the autumn." in html
    assert REASON.replace("'", "&#x27;") in html
    assert "draft" not in html.lower()
    assert "Moved on" not in html


def test_an_older_release_leads_to_the_newest(lin: Client, client: Client) -> None:
    published(lin)
    move_on()
    published(lin, name="2026.2")
    older, newer = (client.get(f"{ALL}{name}/").content.decode() for name in ("2026.1", "2026.2"))
    assert 'There is a newer one: <a href="/szpu/ict/2026.2/">2026.2</a>' in older
    assert "There is a newer one" not in newer
    assert ("Small ICT cluster" in older, "Moved on" in newer) == (True, True)


def test_the_newest_release_has_an_address_of_its_own(lin: Client, client: Client) -> None:
    assert client.get(ALL + "latest/").status_code == 404
    published(lin)
    assert client.get(ALL + "latest/").headers["Location"] == ALL + "2026.1/"
    assert client.get(ALL + "latest/courses?q=net").headers["Location"] == ALL + "2026.1/courses?q=net"
    assert client.get(ALL).headers["Location"] == ALL + "2026.1/"
    assert lin.get(ALL).headers["Location"] == ALL + "draft/"


@pytest.mark.parametrize(
    ("typed", "status", "focus", "said"),
    [
        (
            {"name": "draft"},
            422,
            'id="name"',
            "“draft” is an address that the site needs for itself: choose another code.",
        ),
        ({"name": "a b"}, 422, 'id="name"', "A release&#x27;s name has up to 40 letters"),
        ({"reason": " "}, 422, 'id="reason"', "1 error stops this release: mend them, or give the reason"),
        ({"confirmed": ""}, 422, 'name="confirmed"', "Say that you know this cannot be taken back."),
        ({"root": "0" * 64}, 409, 'role="alert"', "The draft has moved on from 00000000 to"),
        ({"note": "x" * 2001}, 422, 'role="alert"', "A note has at most 2000 characters."),
    ],
    ids=lambda each: str(each)[:20],
)
def test_a_refused_form_says_why_there_where_it_is_to_be_mended_and_keeps_what_was_typed(
    lin: Client, client: Client, typed: dict[str, str], status: int, focus: str, said: str
) -> None:
    form = filled(lin, **typed)
    answer = lin.post(PUBLISH, form)
    html = answer.content.decode()
    assert answer.status_code == status
    assert said in html
    (focused,) = re.findall(r"<[^>]* autofocus[^>]*>", html)
    assert focus in focused
    assert form["name"] in html
    assert form["note"] in html
    assert client.get(ALL + "releases").status_code == 404


def test_a_taken_name_is_said_beside_the_name(lin: Client) -> None:
    published(lin)
    answer = lin.post(PUBLISH, filled(lin))
    assert answer.status_code == 409
    assert 'id="name-wrong">There is a release 2026.1 already: choose another name.' in answer.content.decode()


def test_the_form_suggests_a_free_name_of_the_year(lin: Client) -> None:
    published(lin)
    assert 'value="2026.2"' in lin.get(PUBLISH).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("mei", 403), ("program_lead", 403), ("bo", 403), ("administrator", 403), ("jun", 404), ("chen", 404)],
)
def test_who_may_not_publish_is_shown_no_form(cast: Cast, who: str, status: int) -> None:
    client = signed_in(getattr(cast, who).who)
    assert client.get(PUBLISH).status_code == status
    assert client.post(PUBLISH, {"name": "x"}).status_code == status
    assert people.names_of([cast.lin.who]) == {cast.lin.who: "Lin"}


def test_an_erased_lead_leaves_no_name_and_the_reason_stays(lin: Client, cast: Cast, client: Client) -> None:
    published(lin)
    people.erase_person(cast.lin.who)
    html = client.get(ALL + "2026.1/").content.decode()
    assert re.findall(r"(\S.*) let 1 error pass", html) == ["somebody who is here no more"]
    assert "Lin let" not in html


def test_a_page_of_a_release_asks_no_more_than_where_it_stands(
    lin: Client, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published(lin)
    client.get(ALL + "2026.1/courses")
    with django_assert_num_queries(4):  # the release, the newest one, who let errors pass, the institution's zone
        client.get(ALL + "2026.1/courses")


def test_the_list_of_releases_asks_as_much_of_three_as_of_one(
    lin: Client, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 4):
        move_on(f"Step {number}")
        published(lin, name=f"2026.{number}")
        client.get(ALL + "releases")
        with django_assert_num_queries(8):
            client.get(ALL + "releases")
