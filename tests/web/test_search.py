"""The page of a search: ways to what was found, its words marked, and nothing that is not shown."""

import re
from pathlib import Path

import pytest
from django.test import Client

from fourfold.actions.search import Found, Home, phrases_of
from fourfold.canon.parts import Whole
from fourfold.domain.text import Text
from fourfold.exchange.folder import read_folder
from fourfold.web.pages import search
from tests.web.conftest import HERE

pytestmark = pytest.mark.django_db


def marked(said: str, asked: str) -> str:
    return "".join(f"[{each.text}]" if each.marked else each.text for each in search.pieces(said, phrases_of(asked)))


@pytest.mark.parametrize(
    ("said", "asked", "shown"),
    [
        ("Routing and Switching", "switch", "Routing and [Switching]"),
        ("路由交换技术", "交换", "路由[交换]技术"),
        ("网络网络", "网络", "[网络][网络]"),
        ("NT-B", "nt-b", "[NT-B]"),
        ("Ｎｅｔ", "net", "[Ｎｅｔ]"),
        ("data link", 'data "data link"', "[data link]"),
        ("nothing", "else", "nothing"),
        ("", "else", ""),
    ],
)
def test_what_was_looked_for_is_marked_where_it_stands(said: str, asked: str, shown: str) -> None:
    assert marked(said, asked) == shown


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("q=RS", "course/RS"),
        ("q=RS.1", "course/RS#outcome-RS.1"),
        ("q=D2.2", "framework/hcia#item-D2.2"),
        ("q=hcia", "framework/hcia"),
        ("q=openeuler", "technology/openeuler"),
        ("q=MC", "program/MC"),
        ("q=CLOUD", "module/CLOUD"),
        ("q=MC-HCIA", "rules#rule-MC-HCIA"),
        ("q=ict", ""),
    ],
)
def test_a_code_leads_to_its_page_or_its_place_on_one(visitor: Client, path: str, way: str) -> None:
    html = visitor.get(f"/search?{path}").content.decode()
    first = re.search(r'<section class="found">.*?<a href="([^"]+)"', html, re.DOTALL)
    assert first is not None
    assert first.group(1) == HERE + way
    assert visitor.get(first.group(1)).status_code == 200


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ('"no such"', "Nothing that you can read has “no such”."),
        ("“no such”", "Nothing that you can read has “no such”."),
        ('such "no such"', "Nothing that you can read has “such &quot;no such&quot;”."),
        ('"routing and"', "1 match for “routing and”"),
    ],
)
def test_what_was_asked_for_in_quotation_marks_is_not_quoted_twice(visitor: Client, asked: str, told: str) -> None:
    assert told in visitor.get("/search", {"q": asked}).content.decode()


def test_the_phrase_that_the_guide_offers_is_found_in_the_example() -> None:
    (phrase,) = re.findall(r'`"([^"]+)"`', Path("docs/guides/look-across.md").read_text(encoding="utf-8"))
    example = read_folder(Path("examples/ict-cluster")).dossier
    assert example is not None
    assert phrase in " ".join(item.title.en or "" for each in example.frameworks for item in each.walk()).lower()


def test_what_is_found_in_another_text_is_shown_with_what_stands_around_it(visitor: Client) -> None:
    html = visitor.get("/search?q=交换技术").content.decode()
    assert '<p class="label"><span lang="zh-Hans">路由<mark>交换技术</mark></span></p>' in re.sub(r">\s+<", "><", html)


def test_a_long_text_is_cut_around_its_first_mark() -> None:
    home = Home(document="d", kind=Whole.CLUSTER, institution="szpu", code="ict")
    note = Text(en="before " * 50 + "here it is" + " after" * 50)
    found = Found(noun="rule", key="k", code="R", of="", title=Text(en="A rule"), more=(note,), home=home)
    excerpt = search._excerpt(found, phrases_of("here"))  # noqa: SLF001 - what is cut is seen nowhere else by itself
    assert excerpt is not None
    said = "".join(each.text for each in excerpt.pieces)
    assert (said[0], said[-1], len(said) < 300, "here it is" in said) == ("…", "…", True, True)


@pytest.mark.parametrize(("noun", "code", "anchor"), [("framework", "hcia", ""), ("item", "D2.1", "#item-D2.1")])
def test_a_framework_that_is_published_on_its_own_has_an_address_of_its_own(noun: str, code: str, anchor: str) -> None:
    home = Home(document="d", kind=Whole.FRAMEWORK, institution="szpu", code="hcia", release="2026")
    found = Found(noun=noun, key="k", code=code, of="hcia", title=Text(en="HCIA"), more=(), home=home)
    assert search.href(found) == f"/szpu/framework/hcia/2026{anchor}"


def test_what_is_asked_is_shown_as_text(visitor: Client) -> None:
    html = visitor.get("/search", {"q": '<script>alert(1)</script>"&'}).content.decode()
    assert "<script>alert" not in html
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;"' in html


@pytest.mark.parametrize("query", ["q=%00", "q=%FF%FE", "q=RS&page=99", "q=RS&page=-1", "q=RS&page=x", "q=&noun=item"])
def test_an_odd_question_is_answered(visitor: Client, query: str) -> None:
    assert visitor.get(f"/search?{query}").status_code == 200


def test_there_is_no_kind_of_noun_but_those_that_are_sought(visitor: Client) -> None:
    assert visitor.get("/search?q=RS&noun=links").status_code == 404


def test_a_near_code_is_one_click_away(visitor: Client) -> None:
    assert '<a href="/search?q=NT-B">NT-B</a>' in visitor.get("/search?q=nt-c").content.decode()


def test_every_page_has_the_box(visitor: Client) -> None:
    for path in (HERE, "/help/reading", "/nowhere/", "/search"):
        assert visitor.get(path).content.decode().count('<input id="seek"') == 1
