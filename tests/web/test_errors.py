"""What readers see where we are wrong: a page that asks nothing which may itself be broken."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from fourfold.web.pages import errors
from tests.web.conftest import HERE
from tests.web.entering import Door, door, said

__all__ = ["door"]


@pytest.mark.parametrize(("language", "words"), [("en", "Something went wrong here"), ("zh-hans", "出了点问题")])
def test_a_fault_of_ours_is_owned_in_the_readers_language(rf: RequestFactory, language: str, words: str) -> None:
    with translation.override(language):
        answer = errors.our_fault(rf.get("/szpu/ict/draft/"))
    assert answer.status_code == 500
    assert words in answer.content.decode()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_what_comes_from_no_form_of_ours_is_refused_in_words(method: str) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, "/szpu/ict/import", "a=1")
    assert answer.status_code == 403
    assert "<h1>This form cannot be taken</h1>" in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_what_is_sent_to_a_page_that_only_shows_is_refused_in_words(visitor: Client, method: str) -> None:
    answer = visitor.generic(method, HERE + "problems", "a=1")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "<h1>Nothing can be sent here</h1>" in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers


def test_an_address_without_end_is_refused(client: Client) -> None:
    answer = client.get("/", {"q": "x" * 5000})
    assert answer.status_code == 414
    assert "xxx" not in answer.content.decode()


def test_a_host_that_the_site_does_not_go_by_is_told_so(client: Client) -> None:
    answer = client.get("/", HTTP_HOST="elsewhere.example")
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "<h1>This request was not understood</h1>" in html
    assert "Whoever runs it lists its names in FOURFOLD_HOSTS." in html
    assert [name for name in ("testserver", "localhost", "127.0.0.1", "elsewhere.example") if name in html] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("?lens=job:nobody", "There is no lens “job:nobody”."),
        ("program/MC?lens=nothing", "There is no lens “nothing”."),
        ("program/MC?plan=XX", "This program has no plan “XX”."),
        ("program/MC/coverage/hcia?plan=XX", "This program has no plan “XX”."),
        ("program/MC/coverage/hcia?term=9", "There is no term “9”: this program has terms 1 to 4."),
        ("program/MC/coverage/hcia?term=soon", "There is no term “soon”: this program has terms 1 to 4."),
        ("program/MC/coverage/hcia?after=XX", "This program does not have a course “XX”."),
    ],
)
def test_what_a_noun_does_not_have_is_not_there(visitor: Client, path: str, words: str) -> None:
    answer = visitor.get(HERE + path)
    assert answer.status_code == 404
    assert f"<p>{words}</p>" in answer.content.decode()


NEAR = {"program": ("MCC", "MC"), "course": ("RSS", "RS"), "framework": ("hciaa", "hcia")}
"""For each noun a code that nothing has, and one like it that something has."""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "noun", "offered"),
    [
        ("draft/{}/{}", "program", True),
        ("draft/{}/{}", "course", True),
        ("edit/{}/{}", "program", True),
        ("edit/{}/{}", "course", True),
        ("edit/{}/{}", "framework", True),
        ("remove/{}/{}", "course", True),
        ("history/{}/{}", "program", True),
        ("propose/link/{1}", "course", True),
        ("align/{1}", "framework", True),
        ("align/hcia?course={1}", "course", False),
        ("align/{1}/queue", "framework", True),
        ("align/{1}/holes", "framework", True),
        ("replace/{1}", "framework", True),
        ("edit/{}/{}/items", "framework", True),
        ("new/framework?from={1}", "framework", False),
        ("new/framework/{1}/item", "framework", True),
    ],
)
def test_near_a_code_that_nothing_has_stand_addresses_with_codes_like_it(
    visitor: Client, path: str, noun: str, *, offered: bool
) -> None:
    wrong, right = NEAR[noun]
    answer = visitor.get("/szpu/ict/" + path.format(noun, wrong))
    assert answer.status_code == 404
    assert (f'href="/szpu/ict/{path.format(noun, right)}"' in said(answer)) == offered


def test_near_a_cluster_that_is_not_there_stand_those_that_the_reader_sees_and_no_other(door: Door) -> None:
    paths = ("/szpu/icu/draft/courses", "/szpu/icu/", "/szpi/ict/", "/szpu/icu/2026.1/course/RS")
    for path in paths:
        html = said(door.as_("lin").get(path))
        assert '<a href="/szpu/ict/">szpu/ict</a>' in html
        for client in (door.as_("chen"), door.as_("jun"), Client()):
            answer = client.get(path)
            assert (answer.status_code, "/szpu/ict" in said(answer)) == (404, False)
    assert "Perhaps you meant" not in said(door.as_("lin").get("/szpu/ict/nowhere"))
    assert "Perhaps you meant" not in said(door.as_("lin").get("/other/quite/else"))


def test_who_asks_for_a_draft_of_others_reads_what_is_said_of_a_code_that_nobody_has(door: Door) -> None:
    chen = door.as_("chen")
    there, nowhere = (said(chen.get(f"/szpu/{code}/draft/")).replace(code, "…") for code in ("ict", "zzz"))
    assert there == nowhere
