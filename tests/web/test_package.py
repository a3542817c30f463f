"""Bringing a CASE package through the browser: looked at, called as the college calls it, pinned in the draft."""

import json
import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fourfold.domain.framework import FrameworkKind
from fourfold.domain.person import OPERATOR
from fourfold.exchange.case_read import read_case_text
from fourfold.exchange.case_write import case_bytes, package_of
from fourfold.store import read
from fourfold.store.models import Change, Person, Upload
from tests.actions.cast import NOW, Cast, gather
from tests.databases import database
from tests.exchange.packages import association, child, item, of, package
from tests.web import small

__all__ = ["database"]
pytestmark = pytest.mark.django_db
IMPORT = "/szpu/ict/import"
FOREIGN = package(
    item("A", notes="Said by its author"),
    item("B"),
    item("C"),
    associations=(child("B", "A", 1), child("C", "A", 2), association("peers", "isPeerOf", "B", "C")),
)


@pytest.fixture
def cast(db: None, settings: LazySettings) -> Cast:  # noqa: ARG001 - the database is asked for its effect
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TODAY = small.TODAY
    return gather()


def as_(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=getattr(cast, who).who))
    return client


@pytest.fixture
def lin(cast: Cast) -> Client:
    return as_(cast, "lin")


def kept() -> read.Kept:
    found = read.draft_at("szpu", "ict", OPERATOR)
    assert found is not None
    return found


def frameworks() -> dict[str, Any]:
    return {each.key: each for each in read.dossier_of(kept()).frameworks}


def sent(client: Client, content: bytes, name: str = "numeracy.json", about: str = "cluster") -> Any:  # noqa: ANN401 - the test client's answer
    return client.post(IMPORT, {"about": about, "file": SimpleUploadedFile(name, content)})


def brought(client: Client, tree: object = FOREIGN, about: str = "cluster") -> tuple[str, str]:
    """Where a package is looked at, and what stands there."""
    answer = sent(client, json.dumps(tree).encode(), about=about)
    assert answer.status_code == 302
    at = answer.headers["Location"]
    return at, client.get(at).content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def applying(html: str, **more: str) -> dict[str, str]:
    fields = dict(re.findall(r'type="hidden" name="(root|kind|code)" value="([^"]*)"', html))
    return {"act": "apply", "why": "From the province"} | fields | more


def test_a_package_is_known_whatever_it_is_taken_for_looked_at_and_pinned(lin: Client) -> None:
    before = kept().root
    at, html = brought(lin, about="")
    said = words(html)
    assert "The draft does not have this framework: it would be added." in said
    assert "3, 2 of them leaves" in said
    assert re.search(r"associations 3 \d", said)
    assert kept().root == before
    answer = lin.post(at, applying(html))
    assert (answer.status_code, answer.headers["Location"]) == (302, IMPORT)
    made = frameworks()[of("document")]
    assert (made.institution, made.kind, [each.code for each in made.walk()]) == (
        "szpu", FrameworkKind.CERTIFICATION, ["A", "B", "C"],
    )  # fmt: skip
    change = Change.objects.order_by("-pk")[0]
    assert change.why == "From the province"
    assert "This package was applied: the draft has its framework." in words(lin.get(at).content.decode())


def test_what_the_package_says_beyond_a_framework_comes_out_again(lin: Client) -> None:
    at, html = brought(lin)
    lin.post(at, applying(html))
    written = json.loads(case_bytes(package_of(frameworks()[of("document")], at=NOW, base="https://x.example")))
    assert {each["identifier"] for each in written["CFAssociations"]} >= {of("peers")}
    assert next(each for each in written["CFItems"] if each["identifier"] == of("A"))["notes"] == "Said by its author"


def test_kind_and_code_are_chosen_where_the_package_does_not_say(lin: Client) -> None:
    at, _ = brought(lin)
    html = lin.get(f"{at}?kind=job&code=numeracy-2026").content.decode()
    assert '<option value="job" selected>' in html
    lin.post(at, applying(html))
    made = frameworks()[of("document")]
    assert (made.kind, made.code, made.family) == (FrameworkKind.JOB, "numeracy-2026", "numeracy-2026")
    assert "This package was applied" in words(lin.get(at).content.decode())
    for nonsense in ("kind=none", "code=%3Cb%3E", "code=" + "x" * 41):
        assert lin.get(f"{at}?{nonsense}").status_code == 200


def test_our_own_framework_comes_back_as_it_is_or_replaces_itself(lin: Client) -> None:
    ours = next(each for each in frameworks().values() if each.code == "hcia")
    tree = json.loads(case_bytes(package_of(ours, at=NOW, base="https://x.example")))
    assert "Nothing changes: the draft has this framework already." in words(brought(lin, tree)[1])
    tree["CFItems"][0]["fullStatement"] = "Another title"
    at, html = brought(lin, tree)
    assert "The draft has this framework otherwise" in words(html)
    lin.post(at, applying(html))
    reread = read_case_text(json.dumps(tree), "x").framework
    assert reread is not None
    assert frameworks()[ours.key].items == reread.items


def test_a_draft_that_moved_meanwhile_is_not_written_over_and_pressing_twice_applies_once(lin: Client) -> None:
    at, html = brought(lin)
    stale = lin.post(at, applying(html, root="0" * 64))
    assert (stale.status_code, of("document") in frameworks()) == (409, False)
    assert [lin.post(at, applying(html)).status_code for _ in range(2)] == [302, 302]
    assert Change.objects.filter(key=of("document")).count() == 1


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'{"CFDocument": []}', "CFDocument"),
        (b'{"CFDocument": {"title": "x"}, "CFItems": ' + b"[" * 80 + b"]" * 80 + b"}", ""),
        (b'{"CFDocument": {"title": "x"}', ""),
        (b"\xff\xfe", ""),
    ],
)
def test_what_cannot_be_read_is_told_by_place_and_not_kept(lin: Client, content: bytes, place: str) -> None:
    answer = sent(lin, content)
    assert (answer.status_code, place in answer.content.decode()) == (422, True)
    assert not Upload.objects.exists()


def test_problems_are_told_by_their_place_in_the_package(lin: Client) -> None:
    _, html = brought(lin, package(item("A", language="xx-nonsense"), {**item("B"), "identifier": "no identifier"}))
    assert "/CFItems/0/language" in html
    assert "/CFItems/1/identifier" in html


def test_who_leads_nothing_sees_what_it_would_do_and_may_not_apply_it(cast: Cast) -> None:
    mei = as_(cast, "mei")
    at, html = brought(mei)
    assert ("This cannot be applied with your roles" in html, 'value="apply"' in html) == (True, False)
    assert mei.post(at, applying(html, root=kept().root)).status_code in {403, 422}
    assert of("document") not in frameworks()
    assert as_(cast, "lin").get(at).status_code == 404
    assert as_(cast, "chen").get(at).status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_is_whole_in_either_language(lin: Client, language: str) -> None:
    at, _ = brought(lin)
    lin.cookies["fourfold_language"] = language
    html = lin.get(at).content.decode()
    assert f'<html lang="{language}">' in html
    assert (html.count("<h1"), html.count("<main")) == (1, 1)
    assert re.findall(r'<script(?![^>]*\ssrc=)|<style|\sstyle="|\son[a-z]+="', html) == []
