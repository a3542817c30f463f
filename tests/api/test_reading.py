"""Reading: every answer named by an ETag, page by page, with refusals as JSON problems in both languages."""

import pytest
from django.conf import LazySettings

from fourfold.canon.encode import digest
from fourfold.canon.parts import root_of
from fourfold.canon.publish import document_schema
from tests.api.conftest import CLUSTER, DRAFT, Asking, etag_of, kind_of
from tests.web import small

pytestmark = pytest.mark.django_db
ANSWERS = (
    "",
    "/manifest",
    "/parts",
    "/frameworks",
    "/document",
    "/problems",
    "/coverage",
    "/matrix",
    "/transfer?from=MC&to=CN",
    "/metrics",
    "/rules",
    "/sharing",
    "/suggestions?course=NT-A",
    "/history",
    "/undo",
    "/proposals",
    "/holes?framework=hcia&program=IOT",
    "/queue?framework=hcia&course=CS",
    "/modules",
    "/courses?program=MC",
    "/technologies",
    "/technologies/openeuler",
    "/radar",
    "/newer-frameworks",
    "/classes",
    "/outlook/classes?framework=engineer&from=hcia",
    "/outlook?framework=engineer&from=hcia",
)


def test_a_state_and_its_document_go_by_the_root(lin: Asking) -> None:
    root = f'"{root_of(small.dossier())}"'
    assert [etag_of(lin.get(DRAFT + path)) for path in ("", "/manifest", "/document")] == [root] * 3


def test_the_manifest_names_every_part_and_each_part_is_what_its_digest_says(lin: Asking) -> None:
    manifest = lin.get(f"{DRAFT}/manifest").json()
    for key, name in manifest["parts"].items():
        answer = lin.get(f"{DRAFT}/parts/{key}")
        assert (etag_of(answer), digest(answer.content)) == (f'"{name}"', name)
    for key, name in manifest["frameworks"].items():
        assert etag_of(lin.get(f"{DRAFT}/frameworks/{key}")) == f'"{name}"'


@pytest.mark.parametrize("path", ANSWERS)
def test_what_has_not_changed_is_not_sent_again(lin: Asking, path: str) -> None:
    known = etag_of(lin.get(DRAFT + path))
    for said in (known, f"W/{known}", f'"other", {known}', "*"):
        again = lin.get(DRAFT + path, If_None_Match=said)
        assert (again.status_code, again.content, etag_of(again)) == (304, b"", known)
        assert "Content-Type" not in again.headers
    for said in ("", known.strip('"'), '"other"', "W/", '"'):
        assert lin.get(DRAFT + path, If_None_Match=said).status_code == 200


@pytest.mark.parametrize("path", ANSWERS)
def test_head_answers_as_get_without_the_body(lin: Asking, path: str) -> None:
    whole, head = lin.get(DRAFT + path), lin("head", DRAFT + path)
    assert (head.status_code, head.content, etag_of(head)) == (200, b"", etag_of(whole))
    assert head.headers["Content-Length"] == str(len(whole.content))


def test_chinese_stays_readable(lin: Asking) -> None:
    assert "小型信息通信专业群" in lin.get(DRAFT).content.decode()


def test_pages_follow_one_another_to_the_end(lin: Asking) -> None:
    seen, path = [], f"{DRAFT}/parts?kind=course&limit=3"
    total = lin.get(path).json()["total"]
    while path:
        answer = lin.get(path)
        seen += [each["code"] for each in answer.json()["items"]]
        links = dict(reversed(each.strip("<").split('>; rel="')) for each in answer.headers["Link"].split(", "))
        path = links.get('next"', "")
    assert seen == [each.code for each in small.dossier().cluster.courses]
    assert len(seen) == total


def test_a_part_is_found_by_its_code(lin: Asking) -> None:
    (found,) = lin.get(f"{DRAFT}/parts?kind=course&code=nt-a").json()["items"]
    assert (found["key"], found["code"]) == (small.key("course", "NT-A"), "NT-A")


def test_the_document_says_what_it_was_made_from(lin: Asking) -> None:
    document = lin.get(f"{DRAFT}/document").json()
    assert document["base"] == root_of(small.dossier())
    assert set(document) <= set(document_schema()["properties"])


@pytest.mark.parametrize(("language", "title"), [("en", "There is nothing here"), ("zh-Hans", "这里没有内容")])
@pytest.mark.parametrize("path", ["/nowhere", "/clusters/szpu/none", "/clusters/a b/x/states/draft", "/a/b/c"])
def test_a_refusal_is_a_json_problem_in_the_readers_language(
    visitor: Asking, path: str, language: str, title: str
) -> None:
    answer = visitor.get(f"/api/v1{path}", Accept_Language=language)
    assert kind_of(answer) == (404, "missing")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.json()["title"], answer.json()["status"]) == (title, 404)


def test_questions_that_cannot_be_are_told_all_at_once(lin: Asking) -> None:
    answer = lin.get(f"{DRAFT}/parts?kind=poem&limit=0&offset=x")
    assert kind_of(answer) == (422, "unreadable")
    assert [each["parameter"] for each in answer.json()["faults"]] == ["limit", "offset", "kind"]


@pytest.mark.parametrize(
    ("question", "en", "zh"),
    [
        ("parts?limit=0", "It is at least 1.", "至少为 1。"),
        ("parts?limit=501", "It is at most 500.", "最大为 500。"),
        ("parts?offset=x", "It is a whole number.", "应为整数。"),
        ("problems?severity=bad", "It is 'error', 'warning' or 'info'.", "应为 'error'、'warning' 或 'info'。"),
        ("coverage?gaps=1", "It is 'true' or 'false'.", "应为 'true' 或 'false'。"),
        ("coverage/terms?plan=x", "It must be given.", "必须给出。"),
        *(
            (f"problems?today={said}", "It is a date such as 2026-06-01.", "应为 2026-06-01 之类的日期。")
            for said in ("0", "2026-02-30", "2026-06-01T00:00:00", "20260601", "soon", "")
        ),
    ],
)
def test_what_is_wrong_with_a_question_is_told_in_the_readers_language(
    lin: Asking, question: str, en: str, zh: str
) -> None:
    for language, words in (("en", en), ("zh-Hans", zh)):
        answer = lin.get(f"{DRAFT}/{question}", Accept_Language=language)
        assert kind_of(answer) == (422, "unreadable")
        assert [each["detail"] for each in answer.json()["faults"]] == [words]


@pytest.mark.parametrize(
    "question",
    [
        "coverage?program=XX",
        "coverage?term=9",
        "coverage/terms?plan=XX&framework=hcia",
        "coverage/terms",
        "suggestions",
        "holes",
        "holes?framework=XX",
        "holes?framework=hcia&program=XX",
        "queue?framework=hcia&course=XX",
        "queue?framework=hcia&limit=0",
        "suggestions?course=XX",
        "suggestions?course=NT-A&framework=XX",
        "suggestions?course=NT-A&limit=0",
        "suggestions?course=NT-A&limit=21",
        "matrix?term=5",
        "courses?program=XX",
        "courses?category=XX",
        "matrix?measure=hours",
        "transfer?from=MC",
        "transfer?from=MC&to=CN&after=5",
        "outlook",
        "outlook?framework=XX",
        "outlook?framework=hcia&from=XX",
        "outlook?framework=engineer&from=hcia&least=101",
    ],
)
def test_a_question_about_what_is_not_there_is_a_fault(lin: Asking, question: str) -> None:
    assert kind_of(lin.get(f"{DRAFT}/{question}")) == (422, "unreadable")


def test_both_plans_that_are_not_there_are_told_in_the_readers_language(lin: Asking) -> None:
    for language, words in (("en", "There is no program or plan {} here."), ("zh", "这里没有专业或培养方案 {}。")):
        faults = lin.get(f"{DRAFT}/transfer?from=x&to=y", Accept_Language=language).json()["faults"]
        assert [each["detail"] for each in faults] == [words.format("x"), words.format("y")]


def test_there_is_no_technology_but_those_of_the_cluster(lin: Asking) -> None:
    assert kind_of(lin.get(f"{DRAFT}/technologies/none")) == (404, "missing")


def test_an_address_is_not_longer_than_any_question(lin: Asking) -> None:
    assert kind_of(lin.get(f"{DRAFT}/parts?code={'x' * 1000}")) == (414, "too-long")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_cannot_be_done_says_what_can(lin: Asking, method: str) -> None:
    answer = lin(method, DRAFT)
    assert kind_of(answer) == (405, "not-allowed")
    assert answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("secret", ["ff_wrong", "wrong", "ff_\u00e9"])
def test_a_wrong_token_opens_nothing_not_even_what_is_public(visitor: Asking, secret: str) -> None:
    answer = Asking(secret).get("/api/v1/clusters")
    assert kind_of(answer) == (401, "unsigned")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="fourfold"'
    assert visitor.get("/api/v1/clusters").status_code == 200


def test_whoever_asks_too_often_is_told_how_long_to_wait(lin: Asking, visitor: Asking, settings: LazySettings) -> None:
    settings.API_RATE = 3
    assert [lin.get(CLUSTER).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert 1 <= int(lin.get(CLUSTER).headers["Retry-After"]) <= 60
    assert kind_of(lin.get(CLUSTER)) == (429, "too-many")
    assert visitor.get("/api/v1/clusters").status_code == 200


@pytest.mark.parametrize("path", ["/clusters", "/nowhere", "/docs", "/openapi.json"])
def test_a_host_that_the_site_does_not_go_by_is_told_what_to_set_and_no_name_of_the_site(
    visitor: Asking, path: str
) -> None:
    answer = visitor.get(f"/api/v1{path}", Host="elsewhere.example")
    assert kind_of(answer) == (400, "not-understood")
    assert "FOURFOLD_HOSTS" in answer.json()["detail"]
    assert [name for name in ("testserver", "localhost", "elsewhere.example") if name in answer.content.decode()] == []
