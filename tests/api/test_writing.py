"""Writing: on the digest that the writer started from, all of it or nothing, with every fault told at once."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from fourfold.actions.tokens import make_token, revoke_token
from fourfold.canon.parts import root_of
from fourfold.store.models import Change, DraftPart
from tests.actions.cast import PASSWORD, Cast
from tests.api.conftest import CLUSTER, DRAFT, Asking, etag_of, kind_of
from tests.web import small

pytestmark = pytest.mark.django_db
RS = f"{DRAFT}/parts/{small.key('course', 'RS')}"
HCIA = f"{DRAFT}/frameworks/{small.HCIA.key}"


def retitled(part: dict[str, Any], title: str) -> dict[str, Any]:
    return part | {"title": {"en": title}}


def test_a_part_is_written_on_the_digest_it_was_read_with(lin: Asking) -> None:
    read = lin.get(RS)
    done = lin("put", f"{RS}?why=a+test", retitled(read.json(), "Routing"), If_Match=etag_of(read))
    assert (done.status_code, done.json()["before"]) == (200, etag_of(read).strip('"'))
    again = lin.get(RS)
    assert (etag_of(again), again.json()["title"]) == (etag_of(done), {"en": "Routing"})
    change = Change.objects.latest("seq")
    assert (change.before, change.after, change.why) == (done.json()["before"], done.json()["after"], "a test")


def test_an_etag_that_compression_made_weak_will_do(lin: Asking) -> None:
    read = lin.get(RS)
    assert lin("put", RS, retitled(read.json(), "A"), If_Match=f"W/{etag_of(read)}").status_code == 200


def test_whoever_comes_too_late_is_told_base_ours_and_theirs(lin: Asking) -> None:
    read = lin.get(RS)
    first = lin("put", RS, retitled(read.json(), "First"), If_Match=etag_of(read))
    second = lin("put", RS, retitled(read.json(), "Second"), If_Match=etag_of(read))
    assert kind_of(second) == (412, "stale")
    told = second.json()
    assert told["base"]["value"] == read.json()
    assert told["theirs"] == {"digest": first.json()["after"], "value": lin.get(RS).json()}
    assert len(told["ours"]["digest"]) == 64


def test_a_digest_of_elsewhere_opens_nothing(lin: Asking) -> None:
    other = lin.get(f"{DRAFT}/parts/{small.key('course', 'ENG')}")
    told = lin("put", RS, lin.get(RS).json(), If_Match=etag_of(other)).json()
    assert told["base"] == {"digest": etag_of(other).strip('"')}


@pytest.mark.parametrize("method", ["put", "delete"])
@pytest.mark.parametrize("path", [RS, HCIA])
def test_a_write_says_what_it_starts_from(lin: Asking, method: str, path: str) -> None:
    assert kind_of(lin(method, path, lin.get(path).json())) == (428, "unconditional")


@pytest.mark.parametrize(
    "headers",
    [{"If_Match": "abc"}, {"If_Match": "*"}, {"If_None_Match": '"x"'}, {"If_Match": "*", "If_None_Match": "*"}],
)
def test_a_condition_that_is_none_is_not_guessed_at(lin: Asking, headers: dict[str, str]) -> None:
    assert kind_of(lin("put", RS, lin.get(RS).json(), **headers)) == (400, "not-understood")


def test_a_part_goes_and_comes(lin: Asking) -> None:
    read = lin.get(RS)
    done = lin("delete", RS, If_Match=etag_of(read))
    assert (done.status_code, done.content, "Content-Type" in done.headers) == (204, b"", False)
    assert kind_of(lin.get(RS)) == (404, "missing")
    assert kind_of(lin("delete", RS, If_Match=etag_of(read))) == (404, "missing")
    back = lin("put", RS, read.json(), If_None_Match="*")
    assert (back.status_code, etag_of(back)) == (201, etag_of(read))
    assert kind_of(lin("put", RS, read.json(), If_None_Match="*")) == (412, "stale")


def test_every_fault_of_a_body_is_told_at_once(lin: Asking) -> None:
    read = lin.get(RS)
    body = read.json() | {"credits": "many", "poem": 1, "title": {}}
    answer = lin("put", RS, body, If_Match=etag_of(read))
    assert kind_of(answer) == (422, "unreadable")
    assert {(each["pointer"], each["code"]) for each in answer.json()["faults"]} == {
        ("/credits", "R022"),
        ("/poem", "R020"),
        ("/title", "R028"),
    }
    assert etag_of(lin.get(RS)) == etag_of(read)


@pytest.mark.parametrize(
    "body", [" ", "{", "[]", "[1]", '{"a": 1, "a": 2}', "NaN", '"\\ud800"', "[" * 100, '{"schema": 7}']
)
def test_what_is_no_part_at_all_is_a_fault(lin: Asking, body: str) -> None:
    assert kind_of(lin("put", RS, body, If_Match=etag_of(lin.get(RS)))) == (422, "unreadable")


def test_a_body_is_at_home_at_its_key_and_says_its_kind(lin: Asking) -> None:
    other, tag = lin.get(f"{DRAFT}/parts/{small.key('course', 'ENG')}").json(), etag_of(lin.get(RS))
    assert lin("put", RS, other, If_Match=tag).json()["faults"][0]["pointer"] == "/key"
    assert lin("put", RS, other | {"schema": "branch/1"}, If_Match=tag).json()["faults"][0]["pointer"] == "/schema"


def test_what_is_not_json_or_too_much_is_not_read(lin: Asking) -> None:
    headers = {"Authorization": f"Bearer {lin.secret}", "If-Match": etag_of(lin.get(RS))}
    plain = lin.client.put(RS, data="x", content_type="text/plain", headers=headers)
    assert kind_of(plain) == (415, "not-json")
    big = lin.client.put(RS, data=b" " * (4 * 1024 * 1024 + 1), content_type="application/json", headers=headers)
    assert kind_of(big) == (413, "too-large")
    latin = lin.client.put(RS, data=b'{"a": "\xe9"}', content_type="application/json", headers=headers)
    assert kind_of(latin) == (400, "not-understood")


def test_a_framework_is_let_go_of_and_pinned_again(lin: Asking) -> None:
    read = lin.get(HCIA)
    assert lin("delete", HCIA, If_Match=etag_of(read)).status_code == 204
    assert small.HCIA.key not in lin.get(f"{DRAFT}/manifest").json()["frameworks"]
    back = lin("put", HCIA, read.json(), If_None_Match="*")
    assert (back.status_code, etag_of(back)) == (201, etag_of(read))
    changed = lin("put", HCIA, retitled(read.json(), "Other"), If_Match=etag_of(read))
    assert changed.status_code == 200
    assert kind_of(lin("put", HCIA, retitled(read.json(), "Late"), If_Match=etag_of(read))) == (412, "stale")


def test_a_document_is_rehearsed_and_then_imported(lin: Asking) -> None:
    read = lin.get(f"{DRAFT}/document")
    document, tag = read.json(), etag_of(read)
    document["cluster"]["courses"][0]["title"] = {"en": "Another title"}
    would = lin("put", f"{DRAFT}/document?dry_run=true", document, If_Match=tag)
    assert (would.status_code, would.json()["changed"], would.json()["dry_run"]) == (200, 1, True)
    assert (etag_of(lin.get(DRAFT)), Change.objects.filter(before="").exclude(after="").count()) == (
        tag,
        DraftPart.objects.count(),
    )
    done = lin("put", f"{DRAFT}/document", document, If_Match=tag)
    told = would.json()
    ahead, goes = told.pop("difference"), told.pop("gone")
    (part,) = ahead["parts"]
    assert (part["happened"], next(line["after"] for line in part["lines"]), goes["same"]) == (
        "changed",
        "Another title",
        False,
    )
    assert {**done.json(), "dry_run": True} == told
    assert etag_of(lin.get(DRAFT)) == etag_of(done) == f'"{done.json()["root"]}"'
    document["cluster"]["courses"][0]["title"] = {"en": "A third title"}
    late = lin("put", f"{DRAFT}/document", document, If_Match=tag)
    assert kind_of(late) == (412, "stale")
    assert late.json()["theirs"]["digest"] == done.json()["root"]
    assert lin("put", f"{DRAFT}/document", document, If_Match="*").json()["changed"] == 1


def test_a_new_cluster_comes_where_there_was_none(lin: Asking, cast: Cast) -> None:
    del cast
    document = lin.get(f"{DRAFT}/document").json()
    assert kind_of(lin("put", f"{DRAFT}/document", document, If_None_Match="*")) == (412, "stale")
    elsewhere = f"{CLUSTER}-2/states/draft/document"
    assert lin("put", elsewhere, document, If_None_Match="*").json()["faults"][0]["pointer"] == "/cluster/head/code"
    assert kind_of(lin("put", elsewhere, document, If_Match=f'"{"0" * 64}"')) == (422, "unreadable")
    assert kind_of(lin("put", f"{CLUSTER}/states/draft/document", {"schema": "x"}, If_Match="*")) == (422, "unreadable")


def test_a_release_is_published_on_its_root_and_never_written(lin: Asking) -> None:
    tag, body = (
        etag_of(lin.get(DRAFT)),
        {"name": "2026.1", "note": "for autumn", "reason": "one promise is known to break"},
    )
    assert kind_of(lin("post", f"{CLUSTER}/releases", body)) == (428, "unconditional")
    assert kind_of(lin("post", f"{CLUSTER}/releases", body, If_Match=f'"{"0" * 64}"')) == (412, "stale")
    assert kind_of(lin("post", f"{CLUSTER}/releases", body | {"reason": ""}, If_Match=tag)) == (422, "refused")
    done = lin("post", f"{CLUSTER}/releases", body, If_Match=tag)
    assert (done.status_code, done.headers["Location"]) == (201, f"{CLUSTER}/states/2026.1")
    assert kind_of(lin("post", f"{CLUSTER}/releases", body, If_Match=tag)) == (409, "clash")
    assert [each["name"] for each in lin.get(f"{CLUSTER}/releases").json()["items"]] == ["2026.1"]
    visitor, there = Asking(), f"{CLUSTER}/states/2026.1"
    assert etag_of(visitor.get(there)) == tag
    path = RS.replace("draft", "2026.1")
    assert kind_of(lin("put", path, lin.get(path).json(), If_Match=etag_of(lin.get(path)))) == (405, "not-allowed")


@pytest.mark.parametrize(
    "body", [{}, {"name": 1}, {"name": "x", "note": None}, {"name": "x", "poem": ""}, {"name": "x" * 41}]
)
def test_a_release_needs_a_name_and_words(lin: Asking, body: dict[str, Any]) -> None:
    assert lin("post", f"{CLUSTER}/releases", body, If_Match=etag_of(lin.get(DRAFT))).status_code == 422


def test_a_browser_reads_with_its_session_and_writes_only_from_a_page(cast: Cast, settings: LazySettings) -> None:
    del cast
    browser = Client(enforce_csrf_checks=True)
    assert browser.login(email="lin@szpu.example", password=PASSWORD)
    read = browser.get(RS)
    sent = {"data": read.json(), "content_type": "application/json"}
    assert kind_of(browser.put(RS, headers={"If-Match": etag_of(read)}, **sent)) == (403, "forbidden")
    settings.LOCAL = True
    stranger = Client(enforce_csrf_checks=True, headers={"Origin": "http://elsewhere.example"})
    assert kind_of(stranger.put(RS, headers={"If-Match": etag_of(read)}, **sent)) == (403, "forbidden")
    program = Client(enforce_csrf_checks=True)
    assert program.put(RS, headers={"If-Match": etag_of(read)}, **sent).status_code == 200


def test_the_root_of_the_draft_is_the_one_that_was_imported(lin: Asking) -> None:
    assert lin.get(DRAFT).json()["root"] == root_of(small.dossier())


def test_a_body_in_pieces_is_asked_for_with_its_length_where_the_server_does_not_say_where_it_ends(
    lin: Asking,
) -> None:
    read = lin.get(RS)
    answer = lin("put", RS, read.json(), Transfer_Encoding="chunked", If_Match=etag_of(read))
    assert kind_of(answer) == (411, "unmeasured")


@pytest.mark.parametrize("content", ["null", "1", '"text"', "[]", "true", " "])
def test_json_that_is_no_object_is_told_so(lin: Asking, content: str) -> None:
    read = lin.get(RS)
    answer = lin("put", RS, content, If_Match=etag_of(read))
    assert kind_of(answer) == (422, "unreadable")
    assert [each["detail"] for each in answer.json()["faults"]] == ["The body must be a JSON object."]


def test_a_revoked_token_opens_nothing(cast: Cast) -> None:
    made = make_token(cast.lin, name="one", may_write=True, days=1)
    asking = Asking(made.secret)
    read = asking.get(RS)
    revoke_token(cast.lin, token=made.id)
    assert kind_of(asking.get(RS)) == (401, "unsigned")
    assert kind_of(asking("put", RS, read.json(), If_Match=etag_of(read))) == (401, "unsigned")


def test_what_was_edited_meanwhile_is_merged_where_that_is_asked_for(lin: Asking) -> None:
    read = lin.get(RS)
    lin("put", RS, retitled(read.json(), "First"), If_Match=etag_of(read))
    done = lin("put", f"{RS}?merge=true", read.json() | {"weeks": 9}, If_Match=etag_of(read))
    assert done.status_code == 200
    now = lin.get(RS)
    assert (now.json()["title"], now.json()["weeks"], etag_of(now)) == ({"en": "First"}, 9, etag_of(done))
    again = lin("put", f"{RS}?merge=true", retitled(read.json(), "Second"), If_Match=etag_of(read))
    assert kind_of(again) == (412, "stale")
    told = again.json()
    assert told["conflicts"] == [f"{small.key('course', 'RS')}/title/en"]
    assert (told["base"]["value"], told["theirs"]["value"]) == (read.json(), now.json())


def test_a_document_is_merged_into_a_draft_that_has_moved_on(lin: Asking) -> None:
    read, part = lin.get(f"{DRAFT}/document"), lin.get(RS)
    lin("put", RS, retitled(part.json(), "First"), If_Match=etag_of(part))
    document, at = read.json(), 0
    while document["cluster"]["courses"][at]["code"] != "RS":
        at += 1
    document["cluster"]["courses"][at]["weeks"] = 9
    would = lin("put", f"{DRAFT}/document?merge=true&dry_run=true", document, If_Match=etag_of(read))
    done = lin("put", f"{DRAFT}/document?merge=true", document, If_Match=etag_of(read))
    told = would.json()
    assert (told.pop("difference")["same"], told.pop("gone")["same"]) == (False, True)
    assert (done.status_code, {**done.json(), "dry_run": True}) == (200, told)
    assert (lin.get(RS).json()["title"], lin.get(RS).json()["weeks"]) == ({"en": "First"}, 9)
    document["cluster"]["courses"][at]["title"] = {"en": "Second"}
    clash = lin("put", f"{DRAFT}/document?merge=true", document, If_Match=etag_of(read))
    assert kind_of(clash) == (412, "stale")
    (told,) = clash.json()["conflicts"]
    assert (told["where"], told["base"], told["ours"], told["theirs"]) == (
        "title in English",
        "Routing and Switching",
        "Second",
        "First",
    )
    assert lin("put", f"{DRAFT}/document?merge=ours", document, If_Match=etag_of(read)).status_code == 200
    assert lin.get(RS).json()["title"] == {"en": "Second"}
