"""Holes and links that are put forward, by the API: the same as on pages, of drafts alone."""

from datetime import date

import pytest

from fourfold.actions import holes, queueing
from fourfold.actions.editing import Draft
from fourfold.actions.holes import Place, Scope
from fourfold.actions.shelf import open_cluster
from fourfold.domain.person import OPERATOR
from fourfold.store.models import Person
from tests.actions.cast import NOW
from tests.api.conftest import CLUSTER, DRAFT, Asking, People, kind_of
from tests.web import small

pytestmark = pytest.mark.django_db
HERE = Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=NOW, why="Too far off")
IOT = Scope(program=next(each for each in small.PROGRAMS if each.code == "IOT"))
LEAF = next(each for each in small.HCIA.leaves() if each.code == "D2.2")


def test_a_hole_with_its_owner_is_told_and_due_to_them(lin: Asking, person: People) -> None:
    mei = person("mei")
    found = open_cluster("szpu", "ict", viewer=OPERATOR, today=NOW.date())
    assert found is not None
    owner = str(Person.objects.get(name="Mei").pk)
    place = Place(framework=small.HCIA, node=LEAF, scope=IOT)
    holes.give(HERE, found, place, owner=owner, due_date=date(2026, 7, 1))
    told = lin.get(f"{DRAFT}/holes?framework=hcia&program=iot").json()
    assert [(each["item"], each["unmet"], each["owner_name"], each["due_date"]) for each in told["holes"]] == [
        (None, 2, None, None), ("D2", 2, None, None), ("D2.1", 1, None, None), ("D2.2", 1, "Mei", "2026-07-01"),
    ]  # fmt: skip
    (due,) = mei.get("/api/v1/me/due").json()["holes"]
    assert (due["item"], due["program"], due["due_date"]) == ("D2.2", "IOT", "2026-07-01")
    assert lin.get("/api/v1/me/due").json()["holes"] == []


def test_the_queue_is_told_page_by_page_and_what_was_declined_beside_it(lin: Asking) -> None:
    every = lin.get(f"{DRAFT}/queue?framework=hcia").json()
    assert every["total"] == len(every["items"]) > 1
    first, second = every["items"][:2]
    assert lin.get(f"{DRAFT}/queue?framework=hcia&limit=1&offset=1").json()["items"] == [second]
    found = open_cluster("szpu", "ict", viewer=OPERATOR, today=NOW.date())
    assert found is not None
    queueing.decline(HERE, found, (first["outcome_key"], small.HCIA.key, first["item_key"]))
    after = lin.get(f"{DRAFT}/queue?framework=hcia").json()
    assert after["items"] == every["items"][1:]
    assert [(each["outcome"], each["item"], each["reason"]) for each in after["declined"]] == [
        (first["outcome"], first["item"], "Too far off")
    ]


def test_a_release_has_no_queue_and_nobody_who_sees_to_holes(lin: Asking) -> None:
    for path in ("holes", "queue"):
        assert kind_of(lin.get(f"{CLUSTER}/states/2026/{path}?framework=hcia")) == (404, "missing")
