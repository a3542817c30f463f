"""The ways around a page: the path to it, all pages at its foot, and what stays of them where something is wrong."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

from fourfold.actions import invitations
from fourfold.actions.frameworks import own_framework, pinned_in
from fourfold.actions.releasing import publish_framework
from fourfold.actions.shelf import open_cluster
from fourfold.domain.person import OPERATOR, VISITOR, Granted, Role, Viewer
from fourfold.store import people
from tests.actions.cast import CHEN, NOW, SZPU
from tests.web import small
from tests.web.conftest import HERE
from tests.web.entering import Door, door, said

__all__ = ["door"]
pytestmark = pytest.mark.django_db
WHOLE = Viewer(who="dean", grants=(Granted(role=Role.LEAD, institution=SZPU),))


def inside(html: str, name: str) -> list[str]:
    """Where the links lead that stand in a part of the page."""
    part = re.search(rf'<nav class="{name}".*?</nav>', html, re.DOTALL)
    return re.findall(r'href="([^"]+)"', part[0]) if part else []


def test_the_path_names_institution_cluster_state_and_the_nouns_above(visitor: Client) -> None:
    html = said(visitor.get(HERE + "program/MC/coverage/hcia"))
    above = ["/szpu/", HERE, "/szpu/ict/releases", HERE + "programs", HERE + "program/MC"]
    assert inside(html, "trail") == above


def test_every_page_that_the_reader_may_see_is_one_click_from_the_foot(door: Door) -> None:
    common = {HERE + each for each in ("", "programs", "courses", "matrix", "technologies", "transfer", "rules")}
    common |= {"/szpu/ict/releases", "/szpu/ict/compare", "/szpu/", "/szpu/frameworks", "/institutions"}
    led = {"/szpu/ict/publish", "/szpu/ict/import"}
    people_of = {"/szpu/people", "/szpu/settings"}
    seen = {who: set(inside(said(door.as_(who).get(HERE)), "index")) for who in ("mei", "lin", "administrator")}
    assert all(common <= each for each in seen.values())
    assert {who: each & (led | people_of) for who, each in seen.items()} == {
        "mei": set(),
        "lin": led,
        "administrator": people_of,
    }
    assert {who for who, each in seen.items() if "/szpu/audit" in each} == {"lin", "administrator"}


@pytest.mark.parametrize("path", ["course/NT-X", "nonsense", "program/MC?plan=XX"])
def test_an_error_keeps_the_ways_through_the_cluster_that_its_address_names(visitor: Client, path: str) -> None:
    html = said(visitor.get(HERE + path))
    assert inside(html, "ways")[0] == HERE
    assert f'<a href="{HERE}">To the map of the cluster</a>' in html


@pytest.mark.parametrize("path", [HERE, HERE + "courses", "/szpu/ict/publish", "/szpu/ict/nowhere/"])
def test_an_error_tells_nothing_of_a_cluster_that_is_not_seen(door: Door, path: str) -> None:
    html = said(door.as_("chen").get(path))
    assert (inside(html, "ways"), "ICT cluster" in html) == ([], False)
    assert '<a href="/">To the first page</a>' in html


def test_a_framework_and_its_published_releases_lead_to_each_other(visitor: Client) -> None:
    here, there = HERE + "framework/hcia", "/szpu/framework/hcia/v1"
    assert there not in said(visitor.get(here))
    publish_framework(small.HCIA, "v1", viewer=WHOLE, now=NOW)
    html = said(visitor.get(here))
    assert there in html
    assert "equal to this" in html
    assert here in said(visitor.get(there))


@pytest.mark.usefixtures("opened")
def test_a_draft_that_pins_a_framework_is_named_to_those_alone_who_read_it() -> None:
    publish_framework(small.HCIA, "v1", viewer=WHOLE, now=NOW)
    found = {who: [each.head.code for each in pinned_in(who, small.HCIA.key)] for who in (WHOLE, CHEN, VISITOR)}
    assert found == {WHOLE: ["ict"], CHEN: [], VISITOR: []}
    opened = open_cluster(SZPU, "ict", viewer=OPERATOR, today=small.TODAY)
    assert opened is not None
    assert [each.name for each in own_framework(opened, small.HCIA).releases] == ["v1"]


def test_an_audit_names_whom_an_open_invitation_is_for_to_administrators_alone(door: Door) -> None:
    boss = door.cast.administrator
    granted = Granted(role=Role.TEACHER, institution=SZPU, key=small.key("course", "NT-A"))
    made = invitations.invite(boss, email="new@x.example", granted=granted)
    rows = {who: said(door.as_(who).get("/szpu/audit")) for who in ("administrator", "lin")}
    assert {who: "new@x.example" in html for who, html in rows.items()} == {"administrator": True, "lin": False}
    assert all(re.search(r"teacher\s+·\s+Network technology A", html, re.IGNORECASE) for html in rows.values())
    invitations.accept_as_new(made.secret, name="New", password="a long enough phrase", language="")  # noqa: S106 - nobody's
    html = said(door.as_("administrator").get("/szpu/audit"))
    assert "new@x.example" not in html
    person = people.person_at("new@x.example")
    assert person is not None
    people.erase_person(person.id)
    assert "new@x.example" not in said(door.as_("administrator").get("/szpu/audit?deed=invited"))


def test_instants_are_told_in_the_zone_of_the_institution_which_is_named_once(door: Door) -> None:
    html = said(door.as_("lin").get("/szpu/ict/releases"))
    assert "changed on 2026-06-01 08:00" in html
    assert html.count("Asia/Shanghai") == 1


@pytest.mark.usefixtures("door")
def test_in_the_demonstration_one_may_be_a_visitor_and_is_told_who_one_is(
    client: Client, settings: LazySettings
) -> None:
    settings.DEMO = settings.LOCAL = True
    assert "You are the operator" in said(client.get("/institutions"))
    assert client.get(HERE).status_code == 200
    client.post("/demo", {"as": "visitor"})
    assert "You are a visitor" in said(client.get("/institutions"))
    assert client.get(HERE).status_code == 404
    client.post("/demo", {"as": "operator"})
    assert client.get(HERE).status_code == 200


@pytest.mark.usefixtures("door")
def test_who_may_not_be_the_operator_is_not_offered_to_be(client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    assert 'value="operator"' not in said(client.get("/demo"))
    client.post("/demo", {"as": "operator"})
    assert client.get(HERE).status_code == 404


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("teacher", {"course"}),
        ("program_lead", {"program"}),
        ("lead", {"cluster"}),
        ("student", set()),
        ("dean", set()),
    ],
)
def test_only_parts_that_fit_the_role_are_offered(door: Door, role: str, offered: set[str]) -> None:
    html = said(door.as_("administrator").get(f"/szpu/people?role={role}"))
    cluster = small.dossier().cluster
    keys = {
        "course": {each.key for each in cluster.courses},
        "program": {each.key for each in cluster.programs},
        "cluster": {cluster.head.key},
    }
    assert set(re.findall(r'<option value="([0-9a-f-]{36})"', html)) == set().union(*(keys[each] for each in offered))


def test_an_empty_cluster_says_how_to_fill_it_to_whoever_leads_it(door: Door) -> None:
    chen = door.as_("chen")
    sends = {"act": "begin", "code": "new", "zh": "新专业群", "categories": ["core", "basic"]}
    answer = chen.post("/other/clusters/new", sends)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/other/new/draft/")
    html = said(chen.get("/other/new/draft/"))
    main = html[html.index("<h1>") : html.index("</main>")]
    begins = [f"/other/new/new/{noun}" for noun in ("program", "module", "course")]
    ways = ["/other/new/draft/workbook.xlsx", "/other/new/import", *begins, "/other/new/import", "/account/tokens"]
    assert [each for each in re.findall(r'href="([^"]+)"', main) if each in ways] == ways
    assert {each: chen.get(each).status_code for each in ways} == dict.fromkeys(ways, 200)
    assert main.index("/account/tokens") < main.index("fourfold push new/ --server http://testserver")
    assert "<table" not in html
    moves = chen.get("/other/new/draft/transfer")
    assert (moves.status_code, "No program of this cluster has a plan yet." in said(moves)) == (200, True)
    assert "New cluster" not in re.sub(r"<nav.*?</nav>", "", said(chen.get("/")), flags=re.DOTALL)


def test_what_is_wrong_with_a_new_cluster_is_said_beside_its_field_and_nothing_is_lost(door: Door) -> None:
    chen = door.as_("chen")

    def begun(**sends: str) -> str:
        return said(chen.post("/other/clusters/new", {"act": "begin", "zh": "新", "categories": "core", **sends}))

    begun(code="taken")
    faults = {"a b": "A code has up to 40", "people": "“people” is an address", "TAKEN": "There is a cluster “TAKEN”"}
    for code, fault in faults.items():
        html = begun(code=code)
        (beside,) = re.findall(r'<ul class="errorlist" id="id_code_error">(.*?)</ul>', html)
        assert fault in beside
        assert f'value="{code}"' in html
        assert len(re.findall(r"checked", html)) == 1
        assert ["code" in each for each in re.findall(r"<[^>]* autofocus[^>]*>", html)] == [True]
    html = begun(code="fine", zh="")
    assert ["alert" in each for each in re.findall(r"<[^>]* autofocus[^>]*>", html)] == [True]
    html = said(chen.post("/other/clusters/new", {"act": "begin", "zh": "新", "code": "fine"}))
    assert ["fieldset" in each for each in re.findall(r"<[^>]* autofocus[^>]*>", html)] == [True]
