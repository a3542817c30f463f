"""The first page and the institutions: who sees what of several clusters in several colleges."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fourfold.actions.institutions import Described, change_institution
from fourfold.actions.invitations import invite
from fourfold.actions.releasing import Request, publish
from fourfold.actions.shelf import open_cluster
from fourfold.canon.parts import split_dossier
from fourfold.domain.person import OPERATOR, Granted, Role, Viewer
from fourfold.domain.text import Text
from fourfold.store import institutions
from fourfold.store.models import Person
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import NOW, OTHER, SZPU, Cast, gather, person
from tests.web import small

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: LazySettings) -> Cast:
    """Everybody, and the small cluster, of which there is only a draft."""
    settings.TODAY = date(2026, 6, 1)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return gather()


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=who))
    return client


def first_page(viewer: Viewer) -> str:
    return signed_in(viewer.who).get("/").content.decode()


def keep(institution: str, code: str) -> None:
    """The small cluster once more, under another address."""
    whole = small.dossier()
    title = Text(en=f"Cluster {code}", zh=f"专业群 {code}")
    head = replace(
        whole.cluster.head, key=small.key("cluster", f"{institution}/{code}"), institution=institution, code=code,
        title=title,
    )  # fmt: skip
    dossier = replace(whole, cluster=replace(whole.cluster, head=head))
    replace_draft(head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)


def release(institution: str, code: str, name: str = "2026.1") -> None:
    draft = open_cluster(institution, code, viewer=OPERATOR, today=small.TODAY)
    assert draft is not None
    asked = Request(root=draft.root, name=name, reason="It is a test.")
    publish(institution, code, asked, viewer=OPERATOR, now=NOW)


@pytest.mark.usefixtures("cast")
def test_a_visitor_sees_nothing_before_anything_is_published(client: Client) -> None:
    for path in ("/", "/institutions"):
        html = client.get(path).content.decode()
        assert "Nothing is published here" in html
        assert not re.findall("szpu|other|Small", html, re.IGNORECASE)
    assert [client.get(f"/{code}/").status_code for code in (SZPU, OTHER, "nowhere")] == [404, 404, 404]


@pytest.mark.usefixtures("cast")
def test_a_visitor_sees_published_clusters_by_institution_and_no_other(client: Client) -> None:
    keep(SZPU, "unseen")
    keep(OTHER, "theirs")
    release(SZPU, "ict")
    release(OTHER, "theirs")
    html = client.get("/").content.decode()
    ways = [("/institutions", "All institutions"), ("/other/", "Another college"), ("/other/theirs/", "Cluster theirs")]
    found = re.findall(r'<a href="(/[^"]*)">([^<]+)</a>', html)
    assert [each for each in ways if each in found] == ways
    assert ("/szpu/ict/", "Small ICT cluster") in found
    assert "unseen" not in html
    assert "draft" not in html.lower()
    assert client.get("/szpu/unseen/").status_code == client.get("/szpu/nothing/").status_code == 404


def test_an_institution_shows_its_drafts_to_its_own_staff_alone(cast: Cast, client: Client) -> None:
    release(SZPU, "ict")
    keep(SZPU, "unseen")
    for who, drafts in ((cast.mei, 2), (cast.bo, 2), (cast.jun, 0), (cast.chen, 0)):
        html = signed_in(who.who).get("/SZPU/").content.decode()
        assert html.count("/draft/") == drafts
        assert ("unseen" in html) == bool(drafts)
    assert "/draft/" not in client.get("/szpu/").content.decode()


def test_somebody_sees_an_institution_of_their_own_before_it_has_anything(cast: Cast, client: Client) -> None:
    assert "None that you can see yet." in signed_in(cast.chen.who).get("/other/").content.decode()
    assert "None that you can see yet." in signed_in(cast.jun.who).get("/szpu/").content.decode()
    assert client.get("/other/").status_code == 404


def test_a_teacher_finds_the_problems_of_their_course_and_a_lead_the_draft(cast: Cast) -> None:
    mei, lin = (signed_in(each.who).get("/").content.decode() for each in (cast.mei, cast.lin))
    assert "<h2>Yours</h2>" in mei
    assert "<h2>Yours</h2>" not in lin
    assert "/szpu/ict/publish" in lin
    assert "/szpu/ict/publish" not in mei
    assert lin.count("not released yet") == 2


def test_a_program_lead_finds_the_program_and_what_concerns_it(cast: Cast) -> None:
    (code,) = re.findall(r'<h3>\s*<a href="/szpu/ict/draft/program/(\w+)">', first_page(cast.program_lead))
    led = next(each for each in small.PROGRAMS if each.code == code)
    assert cast.program_lead.grants[0].key == led.key


def test_a_student_and_another_college_find_nothing_due(cast: Cast) -> None:
    for who in (cast.jun, cast.chen):
        html = signed_in(who.who).get("/").content.decode()
        assert "What is due" not in html
        assert "/draft/" not in html


def test_a_draft_that_moved_since_its_release_is_told(cast: Cast) -> None:
    release(SZPU, "ict")
    client = signed_in(cast.lin.who)
    assert "equal to its last release" in client.get("/").content.decode()
    whole = small.dossier()
    head = replace(whole.cluster.head, title=Text(en="Moved on", zh="已变"))
    moved = replace(whole, cluster=replace(whole.cluster, head=head))
    replace_draft(head, split_dossier(moved), Authorship(who="local", at=NOW), expected=None)
    assert "1 part has moved since the last release" in client.get("/").content.decode()


def test_a_version_that_retires_is_told_to_who_leads_a_program_that_names_it(cast: Cast) -> None:
    whole = small.dossier()
    ending = tuple(
        replace(each, retires_on_date=date(2026, 9, 30)) if each.code == "hcia" else each for each in whole.frameworks
    )
    dossier = replace(whole, frameworks=ending)
    replace_draft(whole.cluster.head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)
    lin, lead, mei = (signed_in(each.who).get("/").content.decode() for each in (cast.lin, cast.program_lead, cast.mei))
    assert "retires on 2026-09-30, in 121 days" in lin
    named = re.compile(r"named by\s*(.*?)</span>", re.DOTALL)
    assert [len(re.findall("<a ", named.findall(each)[0])) for each in (lin, lead)] == [3, 1]
    assert "retires on" not in mei


@pytest.mark.usefixtures("cast")
def test_on_ones_own_machine_several_clusters_are_listed_with_what_is_due(
    settings: LazySettings, client: Client
) -> None:
    settings.LOCAL = True
    assert client.get("/").headers["Location"] == "/szpu/ict/draft/"
    keep(OTHER, "theirs")
    html = client.get("/").content.decode()
    assert "What is due" in html
    assert {"/szpu/ict/draft/", "/other/theirs/draft/"} <= set(re.findall(r'href="([^"]+)"', html))


@pytest.mark.parametrize(("path", "queries"), [("/", 21), ("/institutions", 12), ("/szpu/", 12)])
def test_three_clusters_ask_as_much_as_one(
    cast: Cast, path: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(cast.lin.who)
    release(SZPU, "ict")
    for more in ((), ("second", "third")):
        for code in more:
            keep(SZPU, code)
            release(SZPU, code)
        cache.clear()
        client.get(path)
        with django_assert_num_queries(queries):
            client.get(path)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_that_only_show_take_nothing(client: Client, method: str) -> None:
    release(SZPU, "ict")
    client.handler.enforce_csrf_checks = True
    paths = ("/", "/institutions", "/szpu/", "/szpu/frameworks", "/szpu/framework/hcia", "/szpu/framework/hcia/v1")
    states = ("/szpu/ict/", "/szpu/ict/releases", "/szpu/ict/compare", "/szpu/ict/latest/", "/szpu/ict/2026.1/")
    assert {getattr(client, method)(path).status_code for path in (*paths, *states)} == {405}


def test_an_administrator_is_led_to_name_the_college_and_to_invite_a_lead_until_that_is_done(
    cast: Cast, client: Client
) -> None:
    institutions.add_institution("fresh", title=Text(), zone="Asia/Shanghai")
    new = person("new", "fresh", (Role.ADMINISTRATOR, None))
    ways = ('<a href="/fresh/settings">Name the', '<a href="/fresh/people?role=lead#invite">Invite a curriculum lead')

    def shown() -> list[bool]:
        html = first_page(new)
        return [each in html for each in ("<h2>To be set up</h2>", *ways)]

    assert shown() == [True, True, True]
    assert due_of(new) == [{"institution": "fresh", "named": False, "led": False}]
    change_institution(new, "fresh", Described(title=Text(zh="新学院")))
    assert shown() == [True, False, True]
    invite(new, email="lead@fresh.example", granted=Granted(role=Role.LEAD, institution="fresh"))
    assert shown() == [False, False, False]
    assert due_of(new) == []
    assert "To be set up" not in first_page(cast.chen) + first_page(cast.lin) + client.get("/").content.decode()


def due_of(viewer: Viewer) -> object:
    return json.loads(signed_in(viewer.who).get("/api/v1/me/due").content)["unsettled"]
