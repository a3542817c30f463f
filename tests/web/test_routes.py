"""Addresses: every page answers in both languages, reads only, and asks the database the same few questions."""

import re

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.web.conftest import HERE

pytestmark = pytest.mark.django_db

OF_THE_CLUSTER = (
    "",
    "?lens=problems&show=hours",
    "?lens=sharing",
    "?lens=technology:openeuler",
    "programs",
    "program/MC",
    "program/MC?plan=MC-ordinary&lens=job:engineer",
    "program/MC/coverage/hcia",
    "program/MC/coverage/hcia?term=3",
    "program/MC/coverage/hcia?after=RS",
    "courses",
    "courses?q=network&program=MC&category=basic&page=7",
    "course/NT-B",
    "course/ENG",
    "modules",
    "module/CLOUD",
    "frameworks",
    "framework/hcia",
    "framework/engineer",
    "radar",
    "radar/engineer?from=hcia&least=40",
    "matrix",
    "matrix?kind=certification&measure=met-weight&term=3",
    "transfer",
    "transfer?from=MC&to=IOT&after=3",
    "technologies",
    "technology/openeuler",
    "problems",
    "problems?severity=error",
    "rules",
    "sharing",
)
WORKBENCH = (
    "/szpu/ict/edit/course/NT-B",
    "/szpu/ict/edit/plan/MC-ordinary",
    "/szpu/ict/edit/cluster/ict",
    "/szpu/ict/edit/framework/hcia",
    "/szpu/ict/edit/framework/hcia/items",
    "/szpu/ict/edit/framework/hcia/items/D1",
    "/szpu/ict/new/framework/hcia/item?under=D1",
    "/szpu/ict/new/framework?from=hcia",
    "/szpu/ict/new/rule",
    "/szpu/ict/remove/course/NT-B",
    "/szpu/ict/remove/framework/hcia/items/D1",
    "/szpu/ict/align/hcia",
    "/szpu/ict/align/hcia?course=NT-A",
    "/szpu/ict/align/engineer?program=MC",
    "/szpu/ict/align/hcia/queue",
    "/szpu/ict/align/hcia/queue?course=NT-A&one=1",
    "/szpu/ict/align/hcia/holes",
    "/szpu/ict/align/hcia/holes?program=IOT",
    "/szpu/ict/replace/engineer?from=hcia",
    "/szpu/ict/classes",
    "/szpu/ict/history",
    "/szpu/ict/history/course/NT-B",
    "/szpu/ict/history/framework/hcia",
    "/szpu/ict/history/framework/hcia?item=D1",
)
ELSEWHERE = (
    "/help/problems",
    "/help/problems/U001",
    "/help/reading",
)
QUERIES = 3  # the draft with its document, what the draft holds, the institution
IN_THE_CLUSTER = tuple(HERE + path for path in OF_THE_CLUSTER)
SEARCHES = ("/search", "/search?q=routing+网络", "/search?q=NT-B", "/search?q=do&noun=outcome&page=2", "/search?q=nt-c")
SHOWING = (*IN_THE_CLUSTER, *ELSEWHERE, *SEARCHES)
EVERYWHERE = (*SHOWING, *WORKBENCH)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_page_answers_in_the_readers_language(visitor: Client, path: str, language: str) -> None:
    visitor.cookies["fourfold_language"] = language
    answer = visitor.get(path)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.startswith("<!doctype html>")
    assert f'<html lang="{language}">' in html
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_page_has_one_heading_one_main_and_every_id_once(visitor: Client, path: str) -> None:
    html = visitor.get(path).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert (html.count("<h1"), html.count("<main")) == (1, 1)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_page_has_no_inline_script_and_no_inline_style(visitor: Client, path: str) -> None:
    answer = visitor.get(path)
    html = answer.content.decode()
    assert re.findall(r'<script(?![^>]*\ssrc=)|<style|\sstyle="|\son[a-z]+="', html) == []
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [*SHOWING, "/", "/language/en"])
@pytest.mark.parametrize("method", ["post", "delete"])
def test_pages_are_read_only(visitor: Client, path: str, method: str) -> None:
    visitor.handler.enforce_csrf_checks = True
    assert getattr(visitor, method)(path).status_code == 405


@pytest.mark.parametrize("path", IN_THE_CLUSTER)
def test_a_page_asks_the_database_no_more_than_where_the_cluster_stands(
    visitor: Client, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cache.clear()
    visitor.get(path)
    more = "/framework/" in path or "/radar" in path  # whether the framework is published; which classes there are
    published = 2 if path.endswith("/radar") else 0  # which frameworks are published, and which drafts are seen
    with django_assert_num_queries(QUERIES + more + published):
        visitor.get(path)


@pytest.mark.parametrize("path", ["course/NT-X", "program/XX", "framework/hcai", "module/CLOUDS", "nonsense"])
def test_what_is_not_there_is_said_to_be_missing(visitor: Client, path: str) -> None:
    assert visitor.get(HERE + path).status_code == 404


def test_an_unknown_code_suggests_near_ones(visitor: Client) -> None:
    html = visitor.get(HERE + "course/NT-C").content.decode()
    assert f'<a href="{HERE}course/NT-A">NT-A</a>' in html


@pytest.mark.parametrize("path", ["/other/ict/draft/", "/szpu/other/draft/", "/szpu/ict/release-1/"])
def test_another_college_another_cluster_and_another_state_are_all_missing(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_the_first_page_is_the_one_clusters_map(visitor: Client) -> None:
    assert visitor.get("/").headers["Location"] == HERE


def test_an_empty_database_says_to_its_operator_how_to_bring_a_cluster(client: Client, settings: LazySettings) -> None:
    assert "fourfold" not in re.findall(r"<main.*</main>", client.get("/").content.decode(), re.DOTALL)[0]
    settings.LOCAL = True
    assert "fourfold import examples/ict-cluster" in client.get("/").content.decode()


def test_choosing_a_language_sets_a_cookie_and_goes_back(client: Client) -> None:
    answer = client.get("/language/zh-hans?next=/help/reading")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/reading")
    assert answer.cookies["fourfold_language"].value == "zh-hans"


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_a_language_link_leads_nowhere_else(client: Client, target: str) -> None:
    assert client.get("/language/en", {"next": target}).headers["Location"] == "/"


def test_a_language_that_is_not_spoken_is_missing(client: Client) -> None:
    assert client.get("/language/fr").status_code == 404
