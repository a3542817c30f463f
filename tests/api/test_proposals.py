"""Proposals by the API: read alone, and one that is not open yet by its author alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fourfold.actions.editing import Draft, Intent
from fourfold.actions.proposing import open_up, propose, say
from fourfold.canon.encode import digest, encode
from fourfold.domain.person import OPERATOR
from tests.actions.cast import NOW
from tests.api.conftest import CLUSTER, DRAFT, Asking, People, kind_of
from tests.web import small

pytestmark = pytest.mark.django_db
RS = next(each for each in small.dossier().cluster.courses if each.code == "RS")
HERE = Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=NOW, why="More practice")


def proposed() -> int:
    intent = Intent(key=RS.key, base=digest(encode(RS)), ours=replace(RS, credits=Decimal(9)))
    return propose(HERE, intent, title="More time")


def test_proposals_are_listed_and_told(lin: Asking) -> None:
    assert lin.get(f"{DRAFT}/proposals").json()["items"] == []
    number = proposed()
    assert lin.get(f"{DRAFT}/proposals").json()["total"] == 0
    assert kind_of(lin.get(f"{DRAFT}/proposals/{number}")) == (404, "missing")
    open_up(HERE, number)
    say(HERE, number, "Look.")
    listed = lin.get(f"{DRAFT}/proposals").json()["items"][0]
    assert (listed["number"], listed["title"], listed["stage"], listed["changes"], listed["comments"]) == (
        number, "More time", "open", 1, 1,
    )  # fmt: skip
    assert lin.get(f"{DRAFT}/proposals?done=true").json()["total"] == 0
    told = lin.get(f"{DRAFT}/proposals/{number}").json()
    change = told["changes"][0]
    assert (change["code"], change["before"], change["answer"]) == ("RS", digest(encode(RS)), "waiting")
    assert change["lines"] == [{"happened": "changed", "inside": [], "field": "credits", "before": "6", "after": "9"}]
    assert [each["text"] for each in told["comments"]] == ["Look."]
    draft = lin.get(f"{DRAFT}/proposals/{number}", Accept_Language="zh-Hans").json()
    assert draft["changes"][0]["lines"][0]["field"] == "学分"


def test_what_is_in_conflict_is_told_with_three_values(lin: Asking) -> None:
    number = proposed()
    open_up(HERE, number)
    at = f"{DRAFT}/parts/{RS.key}"
    read = lin.get(at)
    lin("put", at, read.json() | {"credits": "5"}, If_Match=read.headers["ETag"])
    conflict = lin.get(f"{DRAFT}/proposals/{number}").json()["changes"][0]["conflicts"][0]
    assert [conflict[side] for side in ("base", "ours", "theirs")] == ["6", "9", "5"]


def test_there_is_none_of_a_release_nor_of_a_number_that_nobody_gave(lin: Asking, person: People) -> None:
    number = proposed()
    open_up(HERE, number)
    for path in ("/proposals/0", "/proposals/7", f"/proposals/{2**40}"):
        assert kind_of(lin.get(DRAFT + path)) == (404, "missing")
    assert person("chen").get(f"{DRAFT}/proposals/{number}").status_code == 404
    assert lin.get(f"{CLUSTER}/states/2026/proposals").status_code == 404
