"""Search by the API: in both languages, by kind and page by page, and never what the reader may not see."""

import re
from typing import Any

import pytest

from tests.api.conftest import CLUSTER, DRAFT, Asking, People, etag_of, kind_of
from tests.api.test_agreement import shown
from tests.web import small

pytestmark = pytest.mark.django_db
SEARCH = "/api/v1/search"


def found(asking: Asking, question: str) -> Any:  # noqa: ANN401 - JSON is any tree
    return asking.get(f"{SEARCH}?{question}").json()


def codes(answer: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - as above
    rows = [*answer["exact"], *(each for group in answer["groups"] for each in group["items"])]
    return [(each["noun"], each["code"]) for each in rows]


@pytest.mark.parametrize("question", ["q=switching", "q=交换"])
def test_words_are_found_in_either_language(lin: Asking, question: str) -> None:
    assert {("course", "RS"), ("item", "D2")} <= set(codes(found(lin, question)))


def test_a_hit_says_where_it_stands(lin: Asking) -> None:
    (item,) = found(lin, "q=D2.2")["exact"]
    assert item == {
        "noun": "item",
        "key": small.key("item", "D2.2"),
        "code": "D2.2",
        "of": "hcia",
        "title": {"en": "WLAN", "zh": "无线"},
        "whole": "cluster",
        "institution": "szpu",
        "home": "ict",
        "state": "draft",
    }
    assert lin.get(f"{DRAFT}/frameworks/{small.HCIA.key}").status_code == 200


def test_each_kind_is_followed_to_its_end_by_the_links(lin: Asking) -> None:
    path, seen = f"{SEARCH}?q=do+part&noun=outcome&limit=5", []
    while path:
        answer = lin.get(path)
        (group,) = answer.json()["groups"]
        seen += [each["code"] for each in group["items"]]
        links = dict(reversed(each.strip("<").split('>; rel="')) for each in answer.headers["Link"].split(", "))
        path = links.get('next"', "")
    whole = found(lin, "q=do+part")["groups"][0]
    assert seen == [each["code"] for each in whole["items"]]
    assert len(seen) == len(set(seen)) == whole["total"] == 14


@pytest.mark.parametrize("question", ["q=do+part", "q=switching", "q=NT-B", "q=nt-c", "q=zzzz"])
def test_the_page_says_the_same(lin: Asking, question: str) -> None:
    answer = found(lin, question)
    page = shown(lin, f"/search?{question}")
    assert (f" {answer['total']} match" in page) is (answer["total"] > 0)
    counts = [str(group["total"]) for group in answer["groups"]]
    assert re.findall(r"(?:Courses|Modules|Outcomes|Items|Rules|Programs|Technologies) (\d+)", page) == counts
    for each in (*answer["exact"], *(hit for group in answer["groups"] for hit in group["items"][:5])):
        assert each["code"] in page.replace(" ", "")  # marks part a code
    for near in answer["near"]:
        assert near in page.replace(" ", "")


def test_nobody_finds_what_they_may_not_see_nor_a_code_like_it(person: People, lin: Asking, visitor: Asking) -> None:
    strangers = (person("chen"), person("jun"), visitor)
    questions = ("q=switching", "q=RS", "q=nt-c", "q=交换", "q=do+part&noun=outcome")
    nothing = found(lin, "q=qqqqqqqqqq")
    for asking in strangers:
        assert [found(asking, each) for each in questions] == [nothing] * len(questions)
    body = {"name": "1", "reason": "one promise is known to break"}
    assert lin("post", f"{CLUSTER}/releases", body, If_Match=etag_of(lin.get(DRAFT))).status_code == 201
    part = f"{DRAFT}/parts/{small.key('course', 'RS')}"
    read = lin.get(part)
    later = read.json() | {"title": {"en": "Switching of tomorrow"}}
    assert lin("put", part, later, If_Match=etag_of(read)).status_code == 200
    for asking in strangers:
        (course,) = found(asking, "q=RS&noun=course")["groups"][0]["items"]
        assert (course["title"]["en"], course["state"]) == ("Routing and Switching", "1")
        assert codes(found(asking, "q=tomorrow")) == []
    assert codes(found(lin, "q=tomorrow")) == [("course", "RS")]


def test_a_question_has_words_of_a_bearable_length_and_a_kind_that_there_is(lin: Asking) -> None:
    for question in ("", f"q={'x' * 201}", "q=x&noun=poem", "q=x&limit=0"):
        assert kind_of(lin.get(f"{SEARCH}?{question}")) == (422, "unreadable")
    assert codes(found(lin, "q=")) == codes(found(lin, "q=%00")) == []
