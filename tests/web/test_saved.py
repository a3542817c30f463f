"""Keeping a view: offered to those with an account on the map and the matrix, refused without losing anything."""

import pytest
from django.conf import LazySettings
from django.test import Client

from fourfold.actions.lenses import lenses_of
from fourfold.actions.shelf import Opened
from fourfold.domain.person import Role, Viewer
from tests.actions.cast import PASSWORD, SZPU, person
from tests.web.conftest import HERE

pytestmark = pytest.mark.django_db
MATRIX = f"{HERE}matrix?kind=job"


@pytest.fixture
def mei(opened: Opened, settings: LazySettings) -> Viewer:  # noqa: ARG001 - the cluster is asked for its effect
    """Mei, with an account."""
    settings.LOCAL = False
    return person("mei", SZPU, (Role.TEACHER, None))


@pytest.fixture
def signed_in(mei: Viewer, client: Client) -> Client:
    """Mei's browser."""
    del mei
    assert client.login(email="mei@szpu.example", password=PASSWORD)
    return client


def test_a_view_is_saved_from_its_page_and_listed_where_it_is_of_use(signed_in: Client, mei: Viewer) -> None:
    assert f'name="address" value="{MATRIX}"' in signed_in.get(MATRIX).content.decode()
    answer = signed_in.post("/account/lenses", {"name": "Jobs", "address": MATRIX})
    assert (answer.status_code, answer.headers["Location"]) == (302, MATRIX)
    assert [(each.name, each.address) for each in lenses_of(mei)] == [("Jobs", MATRIX)]
    for page in (HERE, MATRIX, "/account/lenses"):
        assert f'href="{MATRIX}">Jobs</a>' in signed_in.get(page).content.decode()


@pytest.mark.parametrize(
    ("name", "address", "why"),
    [
        ("", MATRIX, "Name the lens, in at most 100 characters."),
        ("Jobs", "//evil.example", "This is no address of a page here."),
        ("Jobs", "/no/such/page/here/at/all", "This is no address of a page here."),
    ],
)
def test_a_refusal_stands_beside_the_field_and_nothing_is_lost(
    signed_in: Client, name: str, address: str, why: str
) -> None:
    answer = signed_in.post("/account/lenses", {"name": name, "address": address})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert all(each in html for each in (why, f'value="{name}"', f'value="{address}"'))


def test_a_lens_is_forgotten(signed_in: Client, mei: Viewer) -> None:
    signed_in.post("/account/lenses", {"name": "Jobs", "address": MATRIX})
    (kept,) = lenses_of(mei)
    assert signed_in.post("/account/lenses", {"forget": kept.id}).headers["Location"] == "/account/lenses"
    assert lenses_of(mei) == ()
    assert signed_in.post("/account/lenses", {"forget": kept.id}).status_code == 404


def test_nobody_without_an_account_is_offered_it(visitor: Client) -> None:
    assert "Save this view as" not in visitor.get(HERE).content.decode()
    answer = visitor.post("/account/lenses", {"name": "Jobs", "address": MATRIX})
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/account/sign-in")


def test_a_form_of_another_site_saves_nothing(mei: Viewer) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.login(email="mei@szpu.example", password=PASSWORD)
    assert strict.post("/account/lenses", {"name": "Jobs", "address": MATRIX}).status_code == 403
    assert lenses_of(mei) == ()
