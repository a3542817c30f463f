"""Published frameworks: put out from a draft by whoever leads the institution, read by everybody without a cluster."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.test import Client

from fourfold.actions.releasing import publish_framework
from fourfold.canon.parts import split_dossier
from fourfold.domain.person import OPERATOR, Role, Viewer
from fourfold.domain.text import Text
from fourfold.exchange.case_read import read_case_text
from fourfold.store.models import Person
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import NOW, OTHER, SZPU, Cast, gather, person
from tests.web import small

pytestmark = pytest.mark.django_db
FORM = "/szpu/ict/publish/hcia"


@pytest.fixture
def cast(settings: LazySettings) -> Cast:
    """Everybody, and the small cluster, which keeps three frameworks of its own."""
    settings.TODAY = date(2026, 6, 1)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return gather()


@pytest.fixture
def dean(cast: Cast) -> Viewer:  # noqa: ARG001 - the institution is there
    """Who leads all of the institution, not only the cluster."""
    return person("dean", SZPU, (Role.LEAD, None))


def signed_in(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=viewer.who))
    return client


def filled(client: Client, **more: str) -> dict[str, str]:
    html = client.get(FORM).content.decode()
    (root,) = re.findall(r'name="root" value="([0-9a-f]{64})"', html)
    return {"root": root, "name": "v1", "note": "For every college.", "confirmed": "yes", **more}


def test_a_framework_goes_from_a_draft_to_everybody(dean: Viewer, client: Client) -> None:
    lead = signed_in(dean)
    assert client.get("/szpu/framework/hcia/v1").status_code == client.get("/szpu/frameworks").status_code == 404
    assert "/szpu/ict/publish/hcia" in lead.get("/szpu/ict/publish").content.decode()
    answer = lead.post(FORM, filled(lead), follow=True)
    assert answer.redirect_chain == [("/szpu/framework/hcia/v1", 302)]
    html = client.get("/szpu/framework/HCIA/V1").content.decode()
    assert "Release <b>v1</b>, published on " in html
    assert "For every college." in html
    assert re.findall(r'id="item-([^"]+)"', html) == ["D1", "D1.1", "D1.2", "D2", "D2.1", "D2.2"]
    assert "/draft/" not in html
    assert client.get("/szpu/framework/hcia").headers["Location"] == "/szpu/framework/hcia/v1"
    assert client.get("/szpu/ict/draft/framework/hcia").status_code == 404


def test_each_release_can_be_taken_along_as_a_case_package(dean: Viewer, client: Client) -> None:
    publish_framework(small.HCIA, "v1", viewer=dean, now=NOW)
    publish_framework(replace(small.HCIA, note=Text(en="Mended", zh="已改")), "v1.1", viewer=dean, now=NOW)
    assert 'href="/szpu/framework/hcia/v1/case.json"' in client.get("/szpu/framework/hcia/v1").content.decode()
    answer = client.get("/szpu/framework/hcia/v1/case.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="hcia-v1.case.json"'
    assert read_case_text(answer.content.decode(), "package.json").framework == small.HCIA
    newest = client.get("/szpu/framework/hcia/v1.1/case.json").content
    assert newest == client.get(f"/ims/case/v1p1/CFPackages/{small.HCIA.key}").content


def test_an_unknown_weight_is_hatched_and_named_never_an_equal_share(dean: Viewer, client: Client) -> None:
    lead = signed_in(dean)
    lead.post(FORM, filled(lead))
    html = client.get("/szpu/framework/hcia/v1").content.decode()
    weights = re.findall(r'<td class="figure weight (\w*)">([^<]*)</td>', html)
    assert weights == [
        ("", "50"),
        ("", "30 %"),
        ("", "20 %"),
        ("", "50"),
        ("hatched", "unknown"),
        ("hatched", "unknown"),
    ]


def test_the_institution_lists_them_by_kind_and_every_first_page_counts_them(dean: Viewer, client: Client) -> None:
    for framework in (small.HCIA, small.ENGINEER):
        publish_framework(framework, "v1", viewer=dean, now=NOW)
    html = client.get("/szpu/frameworks").content.decode()
    assert re.findall(r"<h2>(\w+)</h2>", html) == ["Jobs", "Certifications"]
    assert {"/szpu/framework/hcia/v1", "/szpu/framework/engineer/v1"} <= set(re.findall(r'href="([^"]+)"', html))
    for path in ("/", "/institutions", "/szpu/"):
        assert "2 published frameworks" in client.get(path).content.decode()
    assert client.get("/other/frameworks").status_code == client.get("/nobody/frameworks").status_code == 404


def test_an_older_release_leads_to_the_newest_and_a_version_to_its_family(dean: Viewer, client: Client) -> None:
    publish_framework(small.HCIA, "v1", viewer=dean, now=NOW)
    publish_framework(replace(small.HCIA, note=Text(en="Mended", zh="已改")), "v1.1", viewer=dean, now=NOW)
    successor = replace(
        small.HCIA, key=small.key("framework", "hcia2"), code="hcia2", version="V2.0", retires_on_date=date(2026, 9, 30)
    )
    publish_framework(successor, "v2", viewer=dean, now=NOW)
    older = client.get("/szpu/framework/hcia/v1").content.decode()
    assert 'There is a newer one: <a href="/szpu/framework/hcia/v1.1">v1.1</a>' in older
    assert "Mended" not in older
    assert '<a href="/szpu/framework/hcia2/v2">V2.0</a>' in older
    assert "retires on 2026-09-30" in client.get("/szpu/framework/hcia2/v2").content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("lin", 403), ("mei", 403), ("administrator", 403), ("jun", 404), ("chen", 404)]
)
def test_only_who_leads_all_of_the_institution_publishes_its_frameworks(cast: Cast, who: str, status: int) -> None:
    client = signed_in(getattr(cast, who))
    assert client.get(FORM).status_code == client.post(FORM, {"name": "v1"}).status_code == status


def test_a_framework_of_another_institution_and_one_that_is_not_there_cannot_be_published(dean: Viewer) -> None:
    whole = small.dossier()
    foreign = tuple(replace(each, institution=OTHER) if each.code == "hcia" else each for each in whole.frameworks)
    dossier = replace(whole, frameworks=foreign)
    replace_draft(whole.cluster.head, split_dossier(dossier), Authorship(who="local", at=NOW), expected=None)
    client = signed_in(dean)
    assert client.get(FORM).status_code == 403
    assert client.get("/szpu/ict/publish/nothing").status_code == 404


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"name": "a b"}, 422, 'id="name-wrong"'),
        ({"confirmed": ""}, 422, 'id="confirmed-wrong"'),
        ({"root": "0" * 64}, 409, "The framework has changed since you looked"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(dean: Viewer, typed: dict[str, str], status: int, said: str) -> None:
    client = signed_in(dean)
    form = filled(client, **typed)
    answer = client.post(FORM, form)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert form["note"] in answer.content.decode()


def test_a_name_is_taken_once(dean: Viewer) -> None:
    client = signed_in(dean)
    client.post(FORM, filled(client))
    answer = client.post(FORM, filled(client))
    assert answer.status_code == 409
    assert "v1 is published already: choose another name." in answer.content.decode()
    assert "It is equal to v1" in answer.content.decode()


def test_a_framework_without_weights_says_so(client: Client, cast: Cast) -> None:
    publish_framework(small.ENGINEER, "v1", viewer=OPERATOR, now=NOW)
    html = client.get("/szpu/framework/engineer/v1").content.decode()
    assert "No item has a weight" in html
    assert cast.operator.who == "local"
    bare = replace(small.TRACK, items=(), total=Decimal(100))
    publish_framework(bare, "v1", viewer=OPERATOR, now=NOW)
    assert "This framework lists no items" in client.get("/szpu/framework/track/v1").content.decode()
