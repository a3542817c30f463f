"""Revision rounds by the API: read, decided on the state that was read, with minutes as files and papers."""

import base64
from typing import Any

import pytest

from fourfold.actions.rounds import At, Planned, open_round
from fourfold.domain.text import Text
from fourfold.exchange.minutes_file import LARGEST_BYTES
from tests.actions.cast import NOW, Cast
from tests.api.conftest import CLUSTER, DRAFT, Asking, People, etag_of, kind_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
ROUNDS = f"{CLUSTER}/rounds"
ROUND = f"{ROUNDS}/2026"
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture(autouse=True)
def opened(cast: Cast) -> None:
    """A round of two stages, the first of them Mei's."""
    stages = (
        Planned(body=Text(en="School", zh="二级学院"), owners=(cast.mei.who,), due_date=TODAY.replace(month=5)),
        Planned(body=Text(en="Office")),
    )
    open_round(At("szpu", "ict", "2026"), stages=stages, viewer=cast.lin, now=NOW, today=TODAY)


def root(lin: Asking) -> str:
    return str(lin.get(DRAFT).json()["root"])


def deciding(asking: Asking, lin: Asking, stage: int = 0, tag: str | None = "", **more: object) -> Any:  # noqa: ANN401 - the test client's answer
    read = lin.get(ROUND)
    key = read.json()["stages"][stage]["key"]
    body = {"outcome": "approved", "draft": root(lin)[:8], "day": "2026-06-01", "number": "No. 3"} | more
    headers = {} if tag is None else {"If_Match": tag or etag_of(read)}
    return asking("post", f"{ROUND}/stages/{key}/verdicts", body, **headers)


def test_a_round_is_listed_read_and_stands_somewhere(lin: Asking) -> None:
    (listed,) = lin.get(ROUNDS).json()["items"]
    assert (listed["name"], listed["status"], listed["passed"], listed["stages"]) == ("2026", "open", 0, 2)
    told = lin.get(ROUND).json()
    first = told["stages"][0]
    assert (first["body"], first["turn"], first["owners"][0]["name"], told["papers"]) == (
        {"en": "School", "zh": "二级学院"}, "open", "Mei", [],
    )  # fmt: skip
    stands = lin.get(f"{ROUND}/standing").json()
    assert [(each["turn"], each["late_days"]) for each in stands["stages"]] == [("open", 31), ("coming", 0)]
    assert [each["reason"] for each in stands["lacks"]] == ["not-approved", "not-approved"]
    assert (stands["root"], stands["today"]) == (root(lin), "2026-06-01")


def test_the_tag_of_a_round_is_one_in_either_language_and_moves_with_it(lin: Asking, person: People) -> None:
    read = lin.get(ROUND)
    again = lin.get(ROUND, Accept_Language="zh-Hans", If_None_Match=etag_of(read))
    assert (again.status_code, again.content) == (304, b"")
    done = deciding(person("mei"), lin)
    assert (done.status_code, done.json()["stages"][0]["turn"]) == (201, "passed")
    assert etag_of(done) == etag_of(lin.get(ROUND)) != etag_of(read)


def test_who_read_the_round_before_another_verdict_is_told_what_stands(lin: Asking) -> None:
    before = etag_of(lin.get(ROUND))
    assert deciding(lin, lin).status_code == 201
    late = deciding(lin, lin, outcome="returned", minutes="No.", tag=before)
    assert kind_of(late) == (412, "stale")
    assert (late.json()["base"]["digest"], late.json()["theirs"]["digest"]) == (
        before.strip('"'),
        etag_of(lin.get(ROUND)).strip('"'),
    )
    assert kind_of(deciding(lin, lin, tag=None)) == (428, "unconditional")
    assert len(lin.get(ROUND).json()["stages"][0]["verdicts"]) == 1


def test_verdicts_are_the_owners_and_the_lead_s_and_go_in_order(lin: Asking, person: People) -> None:
    for name, status in (("bo", 403), ("coach", 403), ("jun", 404), ("chen", 404)):
        assert deciding(person(name), lin).status_code == status
    assert kind_of(deciding(person("mei", may_write=False), lin)) == (403, "forbidden")
    assert kind_of(deciding(lin, lin, stage=1)) == (409, "clash")
    assert deciding(person("mei"), lin).status_code == 201
    assert deciding(person("mei"), lin, stage=1).status_code == 403


def test_a_return_names_its_stage_and_every_fault_of_a_body_is_told_at_once(lin: Asking) -> None:
    assert deciding(lin, lin).status_code == 201
    first = lin.get(ROUND).json()["stages"][0]["key"]
    answer = deciding(lin, lin, stage=1, outcome="returned", minutes="Hours are missing.", returns_to=first)
    assert answer.json()["stages"][1]["verdicts"][0]["returns_to"] == first
    assert lin.get(f"{ROUND}/standing").json()["stages"][0]["returned"]
    wrong = deciding(lin, lin, outcome="maybe", day="2026-13-01", draft="xyz", number=3, nosuch="x")
    assert kind_of(wrong) == (422, "unreadable")
    assert sorted(each["pointer"] for each in wrong.json()["faults"]) == [
        "/day", "/draft", "/nosuch", "/number", "/outcome",
    ]  # fmt: skip
    assert kind_of(deciding(lin, lin, draft="0" * 8)) == (422, "refused")


def test_minutes_are_added_once_and_given_out_as_they_came(lin: Asking, person: People) -> None:
    key = deciding(lin, lin).json()["stages"][0]["verdicts"][0]["key"]
    where, body = f"{ROUND}/verdicts/{key}/minutes", {"file": "纪要.pdf", "content": base64.b64encode(PDF).decode()}
    assert kind_of(person("bo")("post", where, body)) == (403, "forbidden")
    for _ in range(2):
        added = person("mei")("post", where, body)
        assert added.status_code == 201
    (file,) = added.json()["stages"][0]["verdicts"][0]["files"]
    assert (file["file"], file["size_bytes"], file["name"]) == ("纪要.pdf", len(PDF), "Mei")
    taken = person("coach").get(f"{ROUND}/minutes/{file['key']}")
    assert (taken.content, taken.headers["Content-Type"], etag_of(taken)) == (
        PDF,
        "application/pdf",
        f'"{file["digest"]}"',
    )
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert taken.headers["X-Content-Type-Options"] == "nosniff"
    assert person("jun").get(f"{ROUND}/minutes/{file['key']}").status_code == 404
    for wrong, status in ((body | {"content": "no base64!"}, 422), (body | {"file": "a.html"}, 422), ({}, 422)):
        assert lin("post", where, wrong).status_code == status
    assert lin("post", f"{ROUND}/verdicts/0/minutes", body).status_code == 404


def test_the_largest_file_is_taken_and_one_byte_more_is_not(lin: Asking) -> None:
    key = deciding(lin, lin).json()["stages"][0]["verdicts"][0]["key"]
    for size, status in ((LARGEST_BYTES, 201), (LARGEST_BYTES + 1, 422)):
        content = base64.b64encode(PDF.ljust(size, b"\n")).decode()
        added = lin("post", f"{ROUND}/verdicts/{key}/minutes", {"file": "minutes.pdf", "content": content})
        assert added.status_code == status
    assert len(lin.get(ROUND).json()["stages"][0]["verdicts"][0]["files"]) == 1


def test_papers_compare_with_a_release_and_are_not_there_without_one(lin: Asking) -> None:
    assert lin.get(f"{ROUND}/papers/brief.docx").status_code == 404


def test_a_round_that_is_not_there_is_not_there_for_anybody(lin: Asking, person: People) -> None:
    for path in (f"{ROUNDS}/none", f"{CLUSTER.replace('ict', 'none')}/rounds", f"{ROUND}/papers/brief.exe"):
        assert kind_of(lin.get(path)) == (404, "missing")
    chen = person("chen")
    assert chen.get(ROUND).content == chen.get(f"{ROUNDS}/none").content
