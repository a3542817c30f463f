"""What is refused before anything else is looked at: who may not write, what is not asked, what is no JSON."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.conftest import CLUSTER, DRAFT, Asking, People, etag_of, kind_of
from tests.web import small

pytestmark = pytest.mark.django_db

RS = f"{DRAFT}/parts/{small.key('course', 'RS')}"
HCIA = f"{DRAFT}/frameworks/{small.HCIA.key}"


def test_a_token_made_for_reading_writes_nothing_not_even_what_stands_already(person: People, lin: Asking) -> None:
    reader = person("lin", may_write=False)
    for path in (RS, HCIA, f"{DRAFT}/document"):
        read = lin.get(path)
        for body in (read.json(), {"schema": "nonsense"}):
            answer = reader("put", path, body, If_Match=etag_of(read))
            assert (kind_of(answer), answer.json()["detail"]) == ((403, "forbidden"), "This token may only read.")
    release = {"name": "2026.1", "reason": "known"}
    answer = reader("post", f"{CLUSTER}/releases", release, If_Match=etag_of(lin.get(DRAFT)))
    assert (kind_of(answer), answer.json()["detail"]) == ((403, "forbidden"), "This token may only read.")


@pytest.mark.parametrize("name", ["jun", "chen"])
@pytest.mark.parametrize("may_write", [True, False])
def test_the_address_is_looked_at_before_the_body_and_the_condition(
    person: People, name: str, *, may_write: bool
) -> None:
    asking = person(name, may_write=may_write)
    for path in (RS, HCIA):
        nowhere = asking("put", path.replace("/ict/", "/none/"), {"schema": "nonsense"}, If_None_Match="*")
        for headers in ({"If_None_Match": "*"}, {}):
            answer = asking("put", path, {"schema": "nonsense"}, **headers)
            assert (kind_of(answer), answer.content) == ((404, "missing"), nowhere.content)


def asked_of(lin: Asking) -> Iterator[Any]:
    yield lin.get(f"{DRAFT}/parts?nosuch=1&kind=course")
    yield lin("head", f"{DRAFT}/parts?nosuch=1")
    yield lin("delete", f"{RS}?nosuch=1", If_Match=etag_of(lin.get(RS)))
    yield lin.get("/api/v1/clusters/none/none?nosuch=1")


def test_a_parameter_that_a_route_does_not_know_is_told_and_nothing_is_done(lin: Asking) -> None:
    answers = list(asked_of(lin))
    assert [each.status_code for each in answers] == [422] * 4
    for each in (answers[0], answers[2], answers[3]):
        assert [fault["parameter"] for fault in each.json()["faults"]] == ["nosuch"]
    assert lin.get(RS).status_code == 200
    assert lin.get("/api/v1/nowhere?nosuch=1").status_code == 404
    assert lin.get(f"{DRAFT}/parts?kind=course&code=RS&limit=1&offset=0").status_code == 200


@pytest.mark.parametrize(("charset", "status"), [("gbk", 415), ("latin-1", 415), ("UTF-8", 200), ('"utf-8"', 200)])
def test_a_body_that_says_another_encoding_than_utf_8_is_no_json(lin: Asking, charset: str, status: int) -> None:
    read = lin.get(RS)
    headers = {"Authorization": f"Bearer {lin.secret}", "If-Match": etag_of(read)}
    content_type = f"application/json; charset={charset}"
    body = json.dumps(read.json()).encode()
    assert lin.client.put(RS, body, content_type=content_type, headers=headers).status_code == status


def test_a_body_of_which_nothing_says_how_long_it_is_is_asked_for_its_length(lin: Asking) -> None:
    headers = {"Authorization": f"Bearer {lin.secret}", "If-Match": etag_of(lin.get(RS))}
    answer = lin.client.generic("PUT", RS, "", headers=headers, CONTENT_TYPE="application/json")
    assert kind_of(answer) == (411, "unmeasured")


@pytest.mark.parametrize("said", ["", " ", "Bearer", "Bearer ", "Bearer \xff\xfe", "Basic x", "\xff"])
def test_whoever_says_who_they_are_and_cannot_be_read_is_no_visitor(visitor: Asking, said: str) -> None:
    assert kind_of(visitor.get("/api/v1/clusters", Authorization=said)) == (401, "unsigned")


def test_the_methods_that_work_are_told_in_one_order(lin: Asking) -> None:
    assert lin("post", RS, {}).headers["Allow"] == "DELETE, GET, HEAD, PUT"
    assert lin("put", f"{CLUSTER}/releases", {}).headers["Allow"] == "GET, HEAD, POST"
    asked = lin("options", RS)
    assert (asked.status_code, asked.content, asked.headers["Allow"]) == (204, b"", "DELETE, GET, HEAD, OPTIONS, PUT")
    assert lin("options", f"{CLUSTER}/nothing/here").status_code == 404
