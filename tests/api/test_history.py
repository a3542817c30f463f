"""History, undo and redo by the API: one's own edits alone, and nothing of what one may not see."""

from typing import Any

import pytest

from tests.actions.cast import PASSWORD
from tests.api.conftest import CLUSTER, DRAFT, Asking, People, etag_of, kind_of
from tests.api.test_agreement import shown
from tests.web import small

pytestmark = pytest.mark.django_db
RS = f"{DRAFT}/parts/{small.key('course', 'RS')}"
TAUGHT = small.dossier().cluster.courses[0]
MEIS = f"{DRAFT}/parts/{TAUGHT.key}"
"""The course that Mei teaches."""
UNDO, REDO = f"{DRAFT}/undo", f"{DRAFT}/redo"


def edited(asking: Asking, part: str, why: str = "", **fields: Any) -> int:  # noqa: ANN401 - JSON is any tree
    """Edit a part as it stands; the number of the change."""
    read = asking.get(part)
    answer = asking("put", f"{part}?why={why}", read.json() | fields, If_Match=etag_of(read))
    assert answer.status_code == 200, answer.content
    return int(asking.get(f"{DRAFT}/history?limit=1").json()["items"][0]["change"])


def test_the_history_of_a_draft_is_told_newest_first_page_by_page(lin: Asking, person: People) -> None:
    edited(lin, RS, why="more+practice", credits="9")
    edited(person("mei"), MEIS, title={"en": "Networks otherwise", "zh": "网络英语"})
    answer = lin.get(f"{DRAFT}/history?limit=2")
    last, before = answer.json()["items"]
    assert (last["name"], last["code"], last["happened"], before["name"], before["why"]) == (
        "Mei", TAUGHT.code, "changed", "Lin", "more practice",
    )  # fmt: skip
    assert before["lines"] == [{"happened": "changed", "inside": [], "field": "credits", "before": "6", "after": "9"}]
    whole = lin.get(f"{DRAFT}/history?limit=500").json()
    assert (len(whole["items"]), whole["total"]) == (answer.json()["total"],) * 2
    first = whole["items"][-1]
    assert (first["whole"], first["name"], first["operator"], first["happened"]) == (True, None, True, "added")
    assert 'rel="next"' in answer.headers["Link"]
    assert lin.get(f"{DRAFT}/history?limit=1", Accept_Language="zh-Hans").json()["items"][0]["title"] == "网络英语"


def test_the_history_of_a_part_says_who_last_changed_each_field(lin: Asking) -> None:
    number = edited(lin, RS, credits="9")
    edited(lin, MEIS, credits="5")
    answer = lin.get(f"{RS}/history").json()
    assert next((each["change"], each["code"]) for each in answer["items"]) == (number, "RS")
    assert answer["total"] == 2
    fields = {each["field"]: each["change"] for each in answer["fields"]}
    assert fields.pop("credits") == number
    assert set(fields.values()) == {answer["items"][1]["change"]}
    page = shown(lin, "/szpu/ict/history/course/RS")
    who = [f"{each['field'].capitalize()} {each['name'] or 'the operator'} " for each in answer["fields"]]
    assert [each for each in who if each not in page] == []


def test_what_is_gone_has_a_history_and_what_never_was_has_none(lin: Asking) -> None:
    assert lin("delete", RS, If_Match=etag_of(lin.get(RS))).status_code == 204
    for path in (f"{RS}/history", f"{DRAFT}/history?limit=500"):
        told = [each for each in lin.get(path).json()["items"] if each["key"] == small.key("course", "RS")]
        assert [(each["happened"], each["code"], each["title"]) for each in told] == [
            ("removed", "RS", "Routing and Switching"), ("added", "RS", "Routing and Switching"),
        ]  # fmt: skip
    for key in (small.key("course", "NONE"), "x"):
        assert kind_of(lin.get(f"{DRAFT}/parts/{key}/history")) == (404, "missing")


def test_a_release_has_no_history(lin: Asking, visitor: Asking) -> None:
    body = {"name": "1", "reason": "one promise is known to break"}
    assert lin("post", f"{CLUSTER}/releases", body, If_Match=etag_of(lin.get(DRAFT))).status_code == 201
    for asking in (lin, visitor):
        for path in (f"{DRAFT}/history", f"{RS}/history", UNDO):
            assert kind_of(asking.get(path.replace("draft", "1"))) == (404, "missing")
    assert kind_of(lin("post", UNDO.replace("draft", "1"), {})) == (405, "not-allowed")


def test_ones_own_edits_are_taken_back_and_brought_back(lin: Asking, person: People) -> None:
    tags = [etag_of(lin.get(DRAFT))]
    first = edited(lin, RS, why="one", credits="9")
    tags.append(etag_of(lin.get(DRAFT)))
    second = edited(lin, RS, why="two", credits="10")
    edited(person("mei"), MEIS, credits="5")
    assert [(each["change"], each["why"]) for each in lin.get(UNDO).json()["undo"]] == [(second, "two"), (first, "one")]
    done = lin("post", f"{UNDO}?why=a+try", {})
    assert (done.status_code, done.json()["key"]) == (200, small.key("course", "RS"))
    assert (lin.get(RS).json()["credits"], lin.get(MEIS).json()["credits"]) == ("9", "5")
    assert lin("post", UNDO, {"change": first}).status_code == 200
    assert lin.get(RS).json()["credits"] == "6"
    last = lin.get(f"{DRAFT}/history?limit=1").json()["items"][0]
    assert (last["undoes"], last["name"]) == (first, "Lin")
    assert kind_of(lin("post", UNDO, {})) == (422, "refused")
    row = lin.get(UNDO).json()
    assert (row["undo"], len(row["redo"])) == ([], 2)
    assert [each["why"] for each in row["redo"]] == ["one", "two"]
    assert [lin("post", REDO, {}).status_code for _ in range(3)] == [200, 200, 422]
    told = lin.get(f"{DRAFT}/history?limit=4").json()["items"]
    assert [(each["turn"], each["why"]) for each in told] == [
        ("redone", "two"), ("redone", "one"), ("undone", ""), ("undone", "a try"),
    ]  # fmt: skip
    audited = lin.get("/api/v1/institutions/szpu/audit?deed=changed&limit=4").json()["items"]
    assert [(each["turn"], each["why"]) for each in audited] == [(each["turn"], each["why"]) for each in told]
    assert lin.get(RS).json()["credits"] == "10"


def test_a_page_and_the_api_undo_the_same_row(lin: Asking) -> None:
    edited(lin, RS, credits="9")
    assert lin.client.login(email="lin@szpu.example", password=PASSWORD)
    page = Asking(client=lin.client)
    row = lin.get(UNDO).json()
    assert lin("post", UNDO, {"change": row["undo"][0]["change"]}).status_code == 200
    assert page.get("/szpu/ict/history").content.decode().count("taken back") == 1


def test_where_another_changed_the_same_field_the_conflict_is_told_and_decided(lin: Asking, person: People) -> None:
    number = edited(lin, MEIS, credits="9")
    edited(person("mei"), MEIS, credits="5")
    clash = lin("post", UNDO, {})
    assert kind_of(clash) == (412, "stale")
    told = clash.json()
    assert len(told["conflicts"]) == 1
    assert f'"{told["theirs"]["digest"]}"' == etag_of(lin.get(MEIS))
    body = {"change": number, "shown": told["theirs"]["digest"], "choices": dict.fromkeys(told["conflicts"], "ours")}
    assert lin("post", UNDO, body).status_code == 200
    assert lin.get(MEIS).json()["credits"] == "4"


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"change": 0, "poem": 1}, ["/poem", "/change"]),
        ({"change": True}, ["/change"]),
        ({"change": 2**63}, ["/change"]),
        ({"shown": 1, "choices": {"x": "mine"}}, ["/shown", "/choices"]),
        ({"choices": []}, ["/choices"]),
    ],
)
def test_a_body_with_faults_takes_nothing_back(lin: Asking, body: dict[str, Any], pointers: list[str]) -> None:
    edited(lin, RS, credits="9")
    answer = lin("post", UNDO, body)
    assert kind_of(answer) == (422, "unreadable")
    assert [each["pointer"] for each in answer.json()["faults"]] == pointers
    assert lin.get(RS).json()["credits"] == "9"


def test_nobody_takes_back_what_is_another_persons_or_what_they_may_not_see(person: People, lin: Asking) -> None:
    edited(lin, RS, credits="9")
    for path in (UNDO, REDO):
        for name, status in {"mei": 422, "bo": 422, "administrator": 422, "jun": 404, "chen": 404}.items():
            assert person(name)("post", path, {}).status_code == status
            reader = person(name, may_write=False)("post", path, {})
            assert reader.status_code == (404 if status == 404 else 403)
        assert Asking()("post", path, {}).status_code == 401
    there, nowhere = (person("chen").get(place) for place in (UNDO, UNDO.replace("ict", "none")))
    assert (there.status_code, there.content) == (404, nowhere.content)
    assert lin.get(RS).json()["credits"] == "9"
