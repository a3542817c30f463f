"""Every route of the API × everybody of the cast × a token that reads and one that writes."""

import pytest

from fourfold.actions.editing import Draft, Intent
from fourfold.actions.minutes import Brought
from fourfold.actions.proposing import open_up, propose
from fourfold.actions.releasing import Request, publish
from fourfold.actions.rounds import At, Planned, open_round, round_of
from fourfold.actions.shelf import open_cluster
from fourfold.actions.verdicts import Decision, record_verdict
from fourfold.api.openapi import described
from fourfold.canon.encode import digest, encode
from fourfold.domain.person import OPERATOR
from fourfold.domain.round import Outcome
from fourfold.domain.text import Text
from tests.actions.cast import NOW, Cast
from tests.api.conftest import DRAFT, Asking, People, etag_of
from tests.web import small

pytestmark = pytest.mark.django_db

PLACE = {
    "{institution}": "szpu",
    "{cluster}": "ict",
    "{state}": "draft",
    "{code}": "openeuler",
    "{number}": "1",
    "{name}": "2026",
    "{paper}": "brief.docx",
    "{program}": "MC",
}
QUESTIONS = {
    "/outlook/classes": "?framework=engineer&from=hcia",
    "/outlook": "?framework=engineer&from=hcia",
    "/terms": "?plan=MC-ordinary&framework=hcia",
    "/transfer": "?from=MC&to=CN",
    "/suggestions": "?course=NT-A",
    "/holes": "?framework=hcia",
    "/queue": "?framework=hcia",
}
SEES = ("lin", "program_lead", "mei", "coach", "bo", "administrator")
OUTSIDE = ("jun", "chen")
MAY = {"lin": {"part", "other", "framework", "document", "release"}, "mei": {"part"}}
AUDIT = "/institutions/{institution}/audit"
TODAY = NOW.date()
PAPER = "/clusters/{institution}/{cluster}/rounds/{name}/papers/{paper}"
"""Where no release is revised there is no paper."""
PACK = "/clusters/{institution}/{cluster}/states/{state}/programs/{program}/evidence.zip"
"""Of a draft there is none; `test_papers` has who gets that of a release."""
OF_TWO_STATES = "/clusters/{institution}/{cluster}/comparison"
OF_NO_DRAFT = (OF_TWO_STATES, "/institutions", "/clusters", "/institutions/{institution}", "/search", AUDIT, "/me/due")
MINE, OTHER = small.key("course", small.dossier().cluster.courses[0].code), small.key("course", "RS")


def reads() -> list[str]:
    return [path.removeprefix("/api/v1") for path, methods in described()["paths"].items() if "get" in methods]


def at(path: str, key: str, more: dict[str, str] | None = None) -> str:
    for name, value in (PLACE | (more or {})).items():
        path = path.replace(name, value)
    return "/api/v1" + path.replace("{key}", key)


def minuted(cast: Cast, *, released: bool = False) -> dict[str, str]:
    """A round, perhaps of a release, whose first body has decided, with its minutes; what is new in addresses."""
    draft = open_cluster("szpu", "ict", viewer=OPERATOR, today=TODAY)
    assert draft is not None
    if released:
        publish("szpu", "ict", Request(root=draft.root, name="2025", reason="as it is"), viewer=cast.lin, now=NOW)
    at = At("szpu", "ict", "2026")
    stages = (Planned(body=Text(en="School"), owners=(cast.mei.who,)), Planned(body=Text(en="Office")))
    made = open_round(at, stages=stages, viewer=cast.lin, now=NOW, today=TODAY)
    file = Brought(name="minutes.txt", content=b"So.")
    said = Decision(outcome=Outcome.APPROVED, digest=draft.root, day=TODAY, number="1", file=file)
    record_verdict(at, made.stages[0].key, decision=said, viewer=cast.lin, now=NOW, today=TODAY)
    (verdict,) = round_of(at, viewer=cast.lin, today=TODAY).round.verdicts
    return {"{minutes}": verdict.files[0].key, "{verdict}": verdict.key, "{stage}": made.stages[0].key}


def key_in(path: str) -> str:
    return small.HCIA.key if "frameworks" in path else OTHER


def question(path: str) -> str:
    return next((asked for end, asked in QUESTIONS.items() if path.endswith(end)), "")


def proposed() -> None:
    """The operator's open proposal, which is the first."""
    links = small.dossier().cluster.links[0]
    draft = Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=NOW)
    intent = Intent(key=links.key, base=digest(encode(links)), ours=None)
    assert propose(draft, intent, title="No links") == 1
    open_up(draft, 1)


@pytest.mark.parametrize("name", [*SEES, *OUTSIDE])
@pytest.mark.parametrize("may_write", [True, False])
def test_a_draft_is_read_by_the_staff_of_its_institution_and_is_nowhere_for_others(
    person: People, cast: Cast, name: str, *, may_write: bool
) -> None:
    proposed()
    of_round = minuted(cast)
    asking = person(name, may_write=may_write)
    wanted = 200 if name in SEES else 404
    of_drafts = [path for path in reads() if path not in (*OF_NO_DRAFT, PAPER, PACK)]
    assert {
        path: asking.get(at(path, key_in(path), of_round) + question(path)).status_code for path in of_drafts
    } == dict.fromkeys(of_drafts, wanted)


@pytest.mark.parametrize(("name", "status"), [("mei", 200), ("bo", 200), ("jun", 404), ("chen", 404)])
def test_the_papers_of_a_round_are_for_the_staff(person: People, cast: Cast, name: str, status: int) -> None:
    minuted(cast, released=True)
    answer = person(name).get(at(PAPER, ""))
    assert answer.status_code == status
    if status == 200:
        assert (answer.content[:2], answer.headers["Content-Disposition"].partition(";")[0]) == (b"PK", "attachment")


def test_a_visitor_sees_no_draft_and_no_sign_of_one(visitor: Asking) -> None:
    for path in reads():
        if path not in OF_NO_DRAFT:
            assert visitor.get(at(path, key_in(path)) + question(path)).status_code == 404
    assert visitor.get("/api/v1/clusters").json()["items"] == []
    assert visitor.get("/api/v1/institutions").json()["items"] == []
    assert visitor.get("/api/v1/institutions/szpu").status_code == 404
    assert visitor.get(at(AUDIT, "")).status_code == 404
    due = visitor.get("/api/v1/me/due").json()
    assert due == {"drafts": [], "held": [], "retiring": [], "stale": [], "holes": [], "unsettled": []}


@pytest.mark.parametrize("name", [*SEES, *OUTSIDE])
@pytest.mark.parametrize("may_write", [True, False])
def test_the_audit_is_for_administrators_and_leads_and_nowhere_for_others(
    person: People, name: str, *, may_write: bool
) -> None:
    asking = person(name, may_write=may_write)
    answer, nowhere = asking.get(at(AUDIT, "")), asking.get("/api/v1/institutions/nowhere/audit")
    wanted = 200 if name in {"lin", "administrator"} else 404
    assert answer.status_code == wanted
    assert wanted == 200 or answer.content == nowhere.content


@pytest.mark.parametrize("name", [*SEES, *OUTSIDE])
def test_what_is_due_is_told_of_drafts_that_are_read_and_of_no_others(person: People, name: str) -> None:
    told = person(name).get("/api/v1/me/due").json()
    drafts = [(each["institution"], each["cluster"]) for each in told["drafts"]]
    assert drafts == ([("szpu", "ict")] if name in SEES else [])
    assert {each["noun"] for each in told["held"]} == {"mei": {"course"}, "program_lead": {"program"}}.get(name, set())


def test_another_college_reads_the_same_bytes_of_what_is_there_and_of_what_is_not(person: People) -> None:
    chen = person("chen")
    there, nowhere = chen.get(DRAFT), chen.get(DRAFT.replace("ict", "none"))
    assert (there.status_code, there.content) == (404, nowhere.content)
    assert [each["code"] for each in chen.get("/api/v1/institutions").json()["items"]] == ["other"]


@pytest.mark.parametrize("name", [*SEES, *OUTSIDE])
@pytest.mark.parametrize("may_write", [True, False])
def test_each_writes_what_is_theirs_with_a_token_that_may(
    person: People, lin: Asking, name: str, *, may_write: bool
) -> None:
    asking = person(name, may_write=may_write)
    found = {what: status for what, status in writes(asking, lin)}  # noqa: C416 - pairs from a generator, by name
    may = MAY.get(name, set()) if may_write else set()
    refused = 404 if name in OUTSIDE else 403
    done = {"part": 200, "other": 200, "framework": 200, "document": 200, "release": 201}
    assert found == {what: status if what in may else refused for what, status in done.items()}


def writes(asking: Asking, lin: Asking) -> "list[tuple[str, int]]":
    """What becomes of one write of each kind, each on what stands just then."""
    return [
        ("part", _retitled(asking, lin, f"{DRAFT}/parts/{MINE}")),
        ("other", _retitled(asking, lin, f"{DRAFT}/parts/{OTHER}")),
        ("framework", _retitled(asking, lin, f"{DRAFT}/frameworks/{small.HCIA.key}")),
        ("document", _imported(asking, lin)),
        ("release", _released(asking, lin)),
    ]


def _retitled(asking: Asking, lin: Asking, path: str) -> int:
    read = lin.get(path)
    body = read.json() | {"title": {"en": f"By another hand, {path[-4:]}"}}
    return int(asking("put", path, body, If_Match=etag_of(read)).status_code)


def _imported(asking: Asking, lin: Asking) -> int:
    read = lin.get(f"{DRAFT}/document")
    document = read.json()
    document["cluster"]["head"]["title"] = {"en": "Imported"}
    return int(asking("put", f"{DRAFT}/document", document, If_Match=etag_of(read)).status_code)


def _released(asking: Asking, lin: Asking, name: str = "2026.1") -> int:
    body = {"name": name, "reason": "one promise is known to break"}
    releases = DRAFT.replace("/states/draft", "/releases")
    return int(asking("post", releases, body, If_Match=etag_of(lin.get(DRAFT))).status_code)


def test_a_draft_is_compared_by_whoever_reads_it_and_releases_by_everybody(
    person: People, lin: Asking, visitor: Asking
) -> None:
    assert [_released(lin, lin, name) for name in ("1", "2")] == [201, 201]
    where = at(OF_TWO_STATES, "")
    for asking in (visitor, *(person(name) for name in (*SEES, *OUTSIDE))):
        assert asking.get(f"{where}?from=1&to=2").status_code == 200
    for asking in (visitor, *map(person, OUTSIDE)):
        nowhere = asking.get(f"{where}?from=1&to=none")
        for sides in ("from=1&to=draft", "from=draft&to=1"):
            answer = asking.get(f"{where}?{sides}")
            assert (answer.status_code, answer.content) == (404, nowhere.content)
    assert [person(name).get(f"{where}?from=1&to=draft").status_code for name in SEES] == [200] * len(SEES)


@pytest.mark.parametrize("method", ["put", "delete"])
def test_a_visitor_who_writes_is_asked_who_they_are(visitor: Asking, method: str) -> None:
    paths = (f"{DRAFT}/parts/{OTHER}", f"{DRAFT}/frameworks/{small.HCIA.key}")
    assert [visitor(method, path, {}).status_code for path in paths] == [401, 401]
