"""Rehearsing by the API: what an edit would do is what it then does, and rehearsing writes nothing."""

from typing import Any

import pytest

from fourfold.store.models import Change, Part
from tests.api.conftest import CLUSTER, DRAFT, Asking, People, etag_of, kind_of
from tests.api.test_agreement import shown
from tests.web import small

pytestmark = pytest.mark.django_db
RS = f"{DRAFT}/parts/{small.key('course', 'RS')}"
MC = f"{DRAFT}/parts/{small.key('program', 'MC')}"


def rehearsed(asking: Asking, part: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON is any tree
    answer = asking("post", f"{part}/rehearsal", body)
    assert answer.status_code == 200, answer.content
    return answer.json()


def problems(asking: Asking) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asking.get(f"{DRAFT}/problems?limit=500").json()["problems"]
    return found


def one_elective(program: dict[str, Any]) -> dict[str, Any]:
    """The program with only Wireless LAN to choose, which keeps its promise."""
    (plan,) = program["plans"]
    (pool,) = plan["pools"]
    electives = [each for each in pool["electives"] if each["course"] == small.key("course", "WLAN")]
    return program | {"plans": [plan | {"pools": [pool | {"electives": electives}]}]}


def test_what_an_edit_would_do_is_what_it_then_does(lin: Asking) -> None:
    read, before = lin.get(MC), problems(lin)
    would = rehearsed(lin, MC, one_elective(read.json()))
    assert [(each["measure"], each["framework"], each["items"], each["before"], each["after"]) for each in
            would["figures"]] == [
        ("items-met", "hcia", 4, [3, 4], [4, 4]), ("complexity", None, None, [19, 19], [18, 18]),
    ]  # fmt: skip
    assert would["rules"] == [
        {"rule": "MC-HCIA", "noun": "plan", "code": "MC-ordinary", "before": "broken", "after": "kept"}
    ]
    assert (would["same"], [each["happened"] for each in would["lines"]]) == (False, ["removed"])
    done = lin("put", MC, one_elective(read.json()), If_Match=etag_of(read))
    assert done.status_code == 200
    assert lin.get(DRAFT).json()["root"] == would["root"]
    after = problems(lin)
    healed = [each for each in before if each["code"] not in {one["code"] for one in after}]
    assert [each["code"] for each in would["problems_healed"]] == [each["code"] for each in healed]
    assert len(after) == len(before) - len(would["problems_healed"]) + len(would["problems_created"])
    row = lin.get(f"{DRAFT}/matrix?kind=certification").json()["plans"][0]["cells"][0]
    assert [row["guaranteed"], row["reachable"], row["verdict"]] == [4, 4, "kept"]


def test_rehearsing_writes_nothing_and_ends_with_what_stands(lin: Asking) -> None:
    tag, changes, parts = etag_of(lin.get(DRAFT)), Change.objects.count(), Part.objects.count()
    body = lin.get(RS).json()
    assert rehearsed(lin, RS, body | {"credits": "9"})["same"] is False
    same = rehearsed(lin, RS, body)
    assert same == {"root": tag.strip('"'), "same": True} | {
        name: [] for name in ("lines", "problems_healed", "problems_created", "figures", "rules")
    }
    assert (etag_of(lin.get(DRAFT)), Change.objects.count(), Part.objects.count()) == (tag, changes, parts)


def test_a_part_that_comes_and_one_that_goes(lin: Asking) -> None:
    gone = lin.get(f"{RS}/removal").json()
    assert {each["measure"] for each in gone["figures"]} >= {"items-met", "hours", "credits"}
    assert (gone["problems_created"] != [], gone["lines"]) == (True, [])
    read = lin.get(RS)
    assert lin("delete", RS, If_Match=etag_of(read)).status_code == 204
    assert lin.get(DRAFT).json()["root"] == gone["root"]
    assert kind_of(lin.get(f"{RS}/removal")) == (404, "missing")
    back = rehearsed(lin, RS, read.json())
    flipped = [(each["plan"], each["measure"], each["after"], each["before"]) for each in back["figures"]]
    assert flipped == [(each["plan"], each["measure"], each["before"], each["after"]) for each in gone["figures"]]
    assert [each["code"] for each in back["problems_healed"]] == [each["code"] for each in gone["problems_created"]]


def said(side: list[float] | None, items: int | None) -> str:
    """A figure as pages write it."""
    if side is None:
        return "no value"
    low, high = (f"{end:g}" for end in side)
    span = low if low == high else f"{low}–{high}"
    return f"{span} of {items} items" if items else span


def test_the_page_says_the_same(lin: Asking) -> None:
    """The page of a removal shows figures and verdicts of the API's answer, and by name what would refer to nothing."""
    gone = lin.get(f"{RS}/removal").json()
    page = shown(lin, "/szpu/ict/remove/course/RS")
    for each in gone["figures"]:
        for side in (each["before"], each["after"]):
            assert said(side, each["items"]) in page
    dangling = [each for each in gone["problems_created"] if each["code"] in {"D001", "D006"}]
    assert f"New problems {len(gone['problems_created']) - len(dangling)} " in page
    assert ("What refers to it 4 " in page, len(dangling)) == (True, 7)


def test_whoever_reads_the_draft_may_rehearse_and_nobody_else(person: People, visitor: Asking) -> None:
    body = {"schema": "course/1"}
    for name, status in {"mei": 422, "bo": 422, "administrator": 422, "jun": 404, "chen": 404}.items():
        for may_write in (True, False):
            asking = person(name, may_write=may_write)
            assert asking("post", f"{RS}/rehearsal", body).status_code == status
    assert visitor("post", f"{RS}/rehearsal", body).status_code == 401
    there, nowhere = (person("chen").get(f"{place}/removal") for place in (RS, RS.replace("ict", "none")))
    assert (there.status_code, there.content) == (404, nowhere.content)


def test_what_can_never_be_saved_is_refused(lin: Asking) -> None:
    head = f"{DRAFT}/parts/{small.key('cluster', 'ict')}"
    assert kind_of(lin.get(f"{head}/removal")) == (422, "refused")
    course = lin.get(RS).json()
    assert kind_of(lin("post", f"{head}/rehearsal", course | {"key": small.key("cluster", "ict")})) == (422, "refused")
    pinned = course | {"key": small.HCIA.key}
    assert kind_of(lin("post", f"{DRAFT}/parts/{small.HCIA.key}/rehearsal", pinned)) == (422, "refused")
    assert kind_of(lin("post", f"{RS}/rehearsal", course | {"credits": "many"})) == (422, "unreadable")
    tag = etag_of(lin.get(DRAFT))
    body = {"name": "1", "reason": "one promise is known to break"}
    assert lin("post", f"{CLUSTER}/releases", body, If_Match=tag).status_code == 201
    assert kind_of(lin("post", f"{RS.replace('draft', '1')}/rehearsal", course)) == (405, "not-allowed")
