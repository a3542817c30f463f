"""Comparing two states on a page: what differs, the ways to both sides, and that no draft shows to whom it is not."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client

from fourfold.actions.releasing import Request, publish
from fourfold.actions.shelf import open_cluster
from fourfold.canon.parts import split_dossier
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Text
from fourfold.store.models import Person
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import NOW, Cast, gather
from tests.web import small

pytestmark = pytest.mark.django_db
COMPARE = "/szpu/ict/compare"
ONE = dict.fromkeys(["", "?from=2026.1&to=2026.1"], "There is only one state yet, and nothing to compare it with.")


@pytest.fixture
def cast(settings: LazySettings) -> Cast:
    """Everybody; a release, and a draft in which a course has another title and a rule is gone."""
    settings.TODAY = date(2026, 6, 1)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = gather()
    release("2026.1")
    whole = small.dossier()
    courses = tuple(
        replace(each, title=Text(en="Secret title", zh="秘密标题")) if each.code == "NT-A" else each
        for each in whole.cluster.courses
    )
    cluster = replace(whole.cluster, courses=courses, rules=whole.cluster.rules[1:])
    draft = replace(whole, cluster=cluster)
    replace_draft(cluster.head, split_dossier(draft), Authorship(who="local", at=NOW), expected=None)
    return found


def release(name: str) -> None:
    draft = open_cluster("szpu", "ict", viewer=OPERATOR, today=small.TODAY)
    assert draft is not None
    publish("szpu", "ict", Request(root=draft.root, name=name, reason="A test."), viewer=OPERATOR, now=NOW)


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=who))
    return client


def test_unasked_the_draft_is_compared_with_the_newest_release(cast: Cast) -> None:
    html = signed_in(cast.mei.who).get(COMPARE).content.decode()
    assert "From 2026.1 to draft" in html
    assert "1 part removed · 1 part changed" in html
    assert re.findall(r"<del>(.*?)</del>", html) == ["Network Technology A", '<span lang="zh-Hans">网络技术 A</span>']
    assert re.findall(r"<ins>(.*?)</ins>", html) == ["Secret title", '<span lang="zh-Hans">秘密标题</span>']
    assert "Promise “MC meets every item of HCIA-Datacom” is gone; before: broken." in html
    ways = re.findall(r'href="(/szpu/ict/[^"]+/course/NT-A)"', html)
    assert ways == ["/szpu/ict/draft/course/NT-A", "/szpu/ict/2026.1/course/NT-A"]


def test_a_visitor_compares_releases_and_cannot_name_the_draft(cast: Cast, client: Client) -> None:
    for query, said in ONE.items():
        html = client.get(COMPARE + query).content.decode()
        assert (said in html, "Nothing differs." in html) == (True, False)
        assert ("<select" in html, "From 2026.1" in html) == (False, False)
    for query in ("?from=2026.1&to=draft", "?from=draft&to=2026.1", "?to=DRAFT", "?from=2025"):
        for reader in (client, signed_in(cast.jun.who), signed_in(cast.chen.who)):
            answer = reader.get(COMPARE + query)
            assert answer.status_code == 404
            assert "Secret" not in answer.content.decode()
    release("2026.2")
    html = client.get(COMPARE).content.decode()
    assert "From 2026.1 to 2026.2" in html
    assert "Secret title" in html
    html = client.get(COMPARE + "?from=2026.1&to=2026.1").content.decode()
    assert ("Both sides are the same state: choose two." in html, "Nothing differs." in html) == (True, False)


def test_a_state_that_is_not_there_is_named(cast: Cast) -> None:
    answer = signed_in(cast.lin.who).get(COMPARE + "?from=2020")
    assert answer.status_code == 404
    assert "There is no state “2020” of this cluster." in answer.content.decode()


def test_the_page_is_in_the_readers_language(cast: Cast) -> None:
    client = signed_in(cast.lin.who)
    client.cookies["fourfold_language"] = "zh-hans"
    html = client.get(COMPARE).content.decode()
    assert re.findall(r"<h1>\s*(.*?)\s*</h1>", html) == ["从 2026.1 到草稿"]
    assert "名称（英文）" in html


def test_who_publishes_sees_what_differs_from_the_newest_release(cast: Cast) -> None:
    html = signed_in(cast.lin.who).get("/szpu/ict/publish").content.decode()
    assert "<summary>1 part removed · 1 part changed</summary>" in html
    assert "Secret title" in html


def without_links(code: str) -> None:
    """A draft in which a course serves nothing."""
    whole = small.dossier()
    links = tuple(each for each in whole.cluster.links if each.course != small.key("course", code))
    draft = replace(whole, cluster=replace(whole.cluster, links=links))
    replace_draft(draft.cluster.head, split_dossier(draft), Authorship(who="local", at=NOW), expected=None)


SAID = "HCIA-Datacom, items met at term 4, guaranteed: 4 → 3 of 4, because “Wireless LAN” no longer delivers D2.2."


def test_what_moves_stands_first_with_its_reason_and_every_figure_below(cast: Cast) -> None:
    without_links("WLAN")
    html = signed_in(cast.lin.who).get(COMPARE).content.decode()
    told, _, rest = html.partition('<div class="difference">')
    assert SAID in told
    assert '<a href="/szpu/ict/draft/program/CN">Computer Networks</a>' in told
    cell = r"\s*<td[^>]*>(.*?)</td>"
    rows = re.findall(r'<th scope="row">(.*?)</th>' + 3 * cell, told)
    assert ("HCIA-Datacom, items met at term 4, guaranteed", "CN-ordinary", "4 of 4", "3 of 4") in rows
    assert "Links of courses" in rest


def test_what_moves_is_said_in_chinese_and_before_a_release_is_published(cast: Cast) -> None:
    without_links("WLAN")
    client = signed_in(cast.lin.who)
    assert SAID in client.get("/szpu/ict/publish").content.decode()
    client.cookies["fourfold_language"] = "zh-hans"
    html = client.get(COMPARE).content.decode()
    assert '<h2 id="moves">指标与承诺的变化</h2>' in html
    assert "HCIA-Datacom 认证，第 4 学期末保证达成条目：4 → 3（共 4 项），原因是《无线局域网》不再对接 D2.2。" in html


def test_a_title_moves_no_figure(cast: Cast) -> None:
    whole = small.dossier()
    courses = tuple(replace(each, title=Text(en="Other", zh="其他")) for each in whole.cluster.courses[:1])
    draft = replace(whole, cluster=replace(whole.cluster, courses=(*courses, *whole.cluster.courses[1:])))
    replace_draft(draft.cluster.head, split_dossier(draft), Authorship(who="local", at=NOW), expected=None)
    assert "No figure and no promise moves." in signed_in(cast.lin.who).get(COMPARE).content.decode()
