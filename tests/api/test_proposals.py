"""Proposals by the API: read, begun, filled, opened, spoken of and decided; one not open is its author's."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from fourfold.actions.editing import Draft, Intent
from fourfold.actions.proposing import open_up, propose, say
from fourfold.canon.encode import digest, encode
from fourfold.domain.person import OPERATOR
from tests.actions.cast import NOW
from tests.api.conftest import CLUSTER, DRAFT, Asking, People, etag_of, kind_of
from tests.web import small

pytestmark = pytest.mark.django_db
RS = next(each for each in small.dossier().cluster.courses if each.code == "RS")
HERE = Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=NOW, why="More practice")


def proposed() -> int:
    intent = Intent(key=RS.key, base=digest(encode(RS)), ours=replace(RS, credits=Decimal(9)))
    return propose(HERE, intent, title="More time")


@pytest.mark.parametrize("title", ["1e999", "1E2", "5", "9" * 60, "true", "null"])
def test_what_is_no_text_is_no_title(lin: Asking, title: str) -> None:
    answer = lin("post", f"{DRAFT}/proposals", f'{{"title": {title}}}')
    assert (answer.status_code, [each["pointer"] for each in answer.json()["faults"]]) == (422, ["/title"])


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


AT = f"{DRAFT}/proposals"


def begun(asking: Asking, lin: Asking, **more: object) -> str:
    """A proposal of somebody's that gives the course more credits, not open yet: its address."""
    made = asking("post", AT, {"title": "More time", "note": "For practice."})
    assert (made.status_code, made.headers["Location"].rpartition("/")[0]) == (201, AT)
    read = lin.get(f"{DRAFT}/parts/{RS.key}")
    where = str(made.headers["Location"])
    body = read.json() | ({"credits": "9"} | more)
    put = asking("put", f"{where}/parts/{RS.key}?why=Labs", body, If_Match=etag_of(read))
    assert (put.status_code, [each["why"] for each in put.json()["changes"]]) == (200, ["Labs"])
    return where


def sent(asking: Asking, where: str, deed: str, body: Mapping[str, object] | None = None, tag: str = "") -> Any:  # noqa: ANN401 - the test client's answer
    return asking("post", f"{where}/{deed}", body, If_Match=tag or etag_of(asking.get(where)))


def test_a_proposal_goes_from_its_beginning_to_the_draft(lin: Asking, person: People) -> None:
    mei = person("mei")
    where = begun(mei, lin)
    assert lin.get(where).status_code == 404
    assert sent(mei, where, "open").json()["stage"] == "open"
    assert lin("post", f"{where}/comments", {"text": "Which labs?"}).status_code == 201
    effect = lin.get(f"{where}/effect").json()
    assert (effect["same"], {each["measure"] for each in effect["figures"]} != set()) == (False, True)
    merged = sent(lin, where, "merge", {"why": "Agreed."})
    assert lin.get(f"{DRAFT}/manifest").json()["root"] == effect["root"]
    assert kind_of(lin.get(f"{where}/effect")) == (404, "missing")
    assert (merged.status_code, merged.json()["stage"], merged.json()["decided_by"]) == (200, "merged", "Lin")
    assert lin.get(f"{DRAFT}/parts/{RS.key}").json()["credits"] == "9"
    assert etag_of(merged) == etag_of(lin.get(where))
    assert kind_of(sent(lin, where, "decline", {"why": "Late."})) == (409, "clash")


def test_nobody_decides_about_what_they_have_not_read(lin: Asking, person: People) -> None:
    mei = person("mei")
    where = begun(mei, lin)
    sent(mei, where, "open")
    before = etag_of(lin.get(where))
    mei("post", f"{where}/comments", {"text": "Mind the labs."})
    late = sent(lin, where, "merge", {}, before)
    assert (kind_of(late), late.json()["theirs"]["digest"]) == ((412, "stale"), etag_of(lin.get(where)).strip('"'))
    assert kind_of(lin("post", f"{where}/merge", {})) == (428, "unconditional")
    chinese = lin.get(where, Accept_Language="zh-Hans")
    assert etag_of(chinese) != etag_of(lin.get(where))
    assert sent(lin, where, "merge", {}, etag_of(chinese)).status_code == 200


def test_a_conflict_is_named_and_merged_with_a_choice(lin: Asking, person: People) -> None:
    mei = person("mei")
    where = begun(mei, lin)
    sent(mei, where, "open")
    read = lin.get(f"{DRAFT}/parts/{RS.key}")
    lin("put", f"{DRAFT}/parts/{RS.key}", read.json() | {"credits": "5"}, If_Match=etag_of(read))
    clash = sent(lin, where, "merge", {})
    assert kind_of(clash) == (412, "stale")
    (place,) = clash.json()["conflicts"]
    assert sent(lin, where, "merge", {"choices": {place: "ours"}}).status_code == 200
    assert lin.get(f"{DRAFT}/parts/{RS.key}").json()["credits"] == "9"


def test_deciding_is_the_reviewer_s_and_taking_back_the_author_s(lin: Asking, person: People) -> None:
    mei, bo = person("mei"), person("bo")
    where = begun(mei, lin)
    assert sent(mei, where, "open").status_code == 200
    for deed, body in (("merge", {}), ("decline", {"why": "No."}), ("withdraw", {})):
        assert kind_of(sent(bo, where, deed, body)) == (403, "forbidden")
        assert kind_of(person("chen")("post", f"{where}/{deed}", body, If_Match='"' + "0" * 64 + '"')) == (
            404,
            "missing",
        )
        assert kind_of(sent(person("lin", may_write=False), where, deed, body)) == (403, "forbidden")
    assert kind_of(sent(lin, where, "decline", {"why": " "})) == (422, "refused")
    assert kind_of(sent(lin, where, "decline", {})) == (422, "unreadable")
    assert sent(mei, where, "withdraw", {"why": "Not yet."}).json()["stage"] == "withdrawn"


def test_a_removal_is_proposed_on_the_digest_that_was_read(lin: Asking) -> None:
    where = lin("post", AT, {"title": "No links"}).headers["Location"]
    key = small.dossier().cluster.links[0].key
    at, tag = f"{where}/parts/{key}", etag_of(lin.get(f"{DRAFT}/parts/{key}"))
    assert kind_of(lin("delete", at)) == (428, "unconditional")
    assert kind_of(lin("delete", at, If_Match='"' + "0" * 64 + '"')) == (422, "refused")
    done = lin("delete", at, If_Match=tag)
    assert [(each["key"], each["after"]) for each in done.json()["changes"]] == [(key, None)]
    assert kind_of(lin("put", f"{AT}/{2**40}/parts/{key}", {}, If_Match=tag))[0] in {404, 422}


def test_every_fault_of_a_body_is_told_and_a_release_takes_no_proposal(lin: Asking) -> None:
    wrong = lin("post", AT, {"note": 3, "nosuch": True})
    assert sorted(each["pointer"] for each in wrong.json()["faults"]) == ["/nosuch", "/note", "/title"]
    assert kind_of(lin("post", AT, {"title": "  "})) == (422, "refused")
    assert lin("post", f"{CLUSTER}/states/2026/proposals", {"title": "x"}).status_code == 404
