"""Page, API and `--json` of the same question carry the same numbers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fourfold.cli.main import app
from fourfold.exchange.document import write_json
from tests.actions.cast import PASSWORD
from tests.api.conftest import CLUSTER, DRAFT, Asking, kind_of
from tests.web import small

pytestmark = pytest.mark.django_db
PAGES = "/szpu/ict/draft"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("paper") / "small.json"
    write_json(small.dossier(), target)
    return str(target)


def said(*arguments: str) -> Any:  # noqa: ANN401 - JSON is any tree
    """What the terminal says as JSON."""
    return json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)


def shown(asking: Asking, page: str) -> str:
    """What a page says, without its marks."""
    assert asking.client.login(email="lin@szpu.example", password=PASSWORD)
    html = asking.client.get(page if page.startswith("/") else f"{PAGES}/{page}").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_coverage(lin: Asking, path: str) -> None:
    asked = lin.get(f"{DRAFT}/coverage?program=MC&framework=hcia&gaps=true").json()
    assert asked == said("coverage", path, "--program", "MC", "--framework", "hcia", "--gaps")
    met = asked["plans"][0]["coverage"][0]["items_met"]
    page = shown(lin, "program/MC/coverage/hcia")
    assert (met["guaranteed"]["value"], met["reachable"]["value"]) == (3, 4)
    assert re.search(r"3 [^0-9]{0,40}of 4|3 / 4|3 of 4", page)


def test_coverage_by_term(lin: Asking, path: str) -> None:
    terms = lin.get(f"{DRAFT}/coverage/terms?plan=mc-ordinary&framework=HCIA").json()["terms"]
    for term, each in enumerate(terms, start=1):
        there = said("coverage", path, "--program", "MC", "--framework", "hcia", "--term", str(term))
        assert [each] == there["plans"][0]["coverage"]


@pytest.mark.parametrize("more", [(), ("--framework", "hcia", "--limit", "2")])
def test_suggestions(lin: Asking, path: str, more: tuple[str, ...]) -> None:
    question = "".join(f"&{name[2:]}={value}" for name, value in zip(more[::2], more[1::2], strict=True))
    asked = lin.get(f"{DRAFT}/suggestions?course=nt-b{question}").json()
    assert asked == said("suggest", path, "--course", "NT-B", "--today", "2026-06-01", *more)
    assert [each["code"] for each in asked["outcomes"]] == ["NT-B.1", "NT-B.2"]
    assert any(each["suggestions"] for each in asked["outcomes"])


def test_radar(lin: Asking, path: str) -> None:
    asked = lin.get(f"{DRAFT}/radar").json()
    assert asked == said("radar", path, "--today", "2026-06-01")
    assert {each["code"] for each in asked["frameworks"]} == {"hcia", "engineer", "track"}


@pytest.mark.parametrize("least", ["0", "60"])
def test_outlook(lin: Asking, path: str, least: str) -> None:
    asked = lin.get(f"{DRAFT}/outlook?framework=engineer&from=HCIA&least={least}").json()
    assert asked == said("radar", path, "--framework", "engineer", "--from", "hcia", "--least", least)
    assert asked["says"]["en"] in shown(lin, f"radar/engineer?from=hcia&least={least}") or least == "0"
    assert asked["plans"]


def test_metrics(lin: Asking, path: str) -> None:
    asked = lin.get(f"{DRAFT}/metrics").json()
    assert asked == said("metrics", path)
    complexity = next(each["complexity"] for each in asked["plans"] if each["program"] == "MC")
    assert re.search(rf"\b{complexity}\b", shown(lin, "program/MC"))


def test_problems(lin: Asking, path: str) -> None:
    asked = lin.get(f"{DRAFT}/problems").json()
    there = said("check", path, "--today", "2026-06-01")
    assert (asked["counts"], asked["sound"], asked["total"]) == (
        there["counts"],
        there["sound"],
        len(there["problems"]),
    )
    assert [each["code"] for each in asked["problems"]] == [each["code"] for each in there["problems"]]
    counted = "Errors ({error}) Warnings ({warning}) Notes ({info})".format(**asked["counts"])
    page = shown(lin, "problems")
    assert (counted in page, f"{asked['total']} of {asked['total']} shown" in page) == (True, True)


def test_rules(lin: Asking) -> None:
    verdicts = {(each["rule"], each["verdict"]) for each in lin.get(f"{DRAFT}/rules").json()["rules"]}
    assert verdicts == {("MC-HCIA", "broken"), ("CN-HCIA", "kept"), ("SHORT-TERMS", "kept")}


def test_sharing(lin: Asking) -> None:
    programs = lin.get(f"{DRAFT}/sharing").json()["programs"]
    page = shown(lin, "sharing")
    said_there = [f"{each['sharing_per_cent']:.1f} %" for each in programs]
    assert re.findall(r"\d+\.\d %", page) == said_there
    required = [f"{each['required_hours']} required hours" for each in programs]
    assert [each.split(" of ")[1] for each in re.findall(r"\d+ of \d+ required hours", page)] == required


def test_comparison(lin: Asking, path: str, tmp_path: Path) -> None:
    root = lin.get(DRAFT).headers["ETag"]
    assert lin("post", f"{CLUSTER}/releases", {"name": "1", "reason": "a test"}, If_Match=root).status_code == 201
    part = f"{DRAFT}/parts/{small.key('course', 'RS')}"
    read = lin.get(part)
    assert lin("put", part, read.json() | {"credits": "9"}, If_Match=read.headers["ETag"]).status_code == 200
    after = tmp_path / "after.json"
    after.write_text(lin.get(f"{DRAFT}/document").content.decode(), encoding="utf-8")
    asked = lin.get(f"{CLUSTER}/comparison?from=1&to=draft").json()
    assert asked == said("compare", path, str(after), "--today", "2026-06-01")
    assert [(each["code"], each["happened"]) for each in asked["parts"]] == [("RS", "changed")]
    turned = lin.get(f"{CLUSTER}/comparison?from=draft&to=1").json()
    assert (turned["problems_brought"], turned["problems_taken"]) == (
        asked["problems_taken"],
        asked["problems_brought"],
    )


@pytest.mark.parametrize("question", ["", "?from=draft", "?to=draft", "?from=draft&to=draft", "?from=DRAFT&to=draft"])
def test_two_states_are_named_to_be_compared(lin: Asking, question: str) -> None:
    assert kind_of(lin.get(f"{CLUSTER}/comparison{question}")) == (422, "unreadable")
    assert kind_of(lin.get(f"{CLUSTER}/comparison?from=2020&to=draft")) == (404, "missing")


def span(low: float, high: float) -> str:
    """A stretch as pages write it."""
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


@pytest.mark.parametrize("kind", ["certification", "job"])
@pytest.mark.parametrize("term", ["", "&term=2"])
@pytest.mark.parametrize(("measure", "unit"), [("items-met", "/"), ("met-weight", "%"), ("partial", "%")])
def test_the_matrix(lin: Asking, kind: str, measure: str, unit: str, term: str) -> None:
    question = f"matrix?kind={kind}&measure={measure}{term}"
    cells = [cell for plan in lin.get(f"{DRAFT}/{question}").json()["plans"] for cell in plan["cells"]]
    table = shown(lin, question).partition("(columns)")[2]
    found = re.findall(rf"([\d.]+(?:–[\d.]+)?) {unit}", table)
    assert found == [span(each["guaranteed"], each["reachable"]) for each in cells if each["guaranteed"] is not None]
    verdicts = [each["verdict"] for each in cells if each["verdict"]]
    assert re.findall(r"\b(kept|broken|not decided)\b", table) == verdicts


def test_the_matrix_says_what_coverage_says_of_what_programs_name(lin: Asking, path: str) -> None:
    for plan in said("coverage", path)["plans"]:
        (row,) = [each for each in lin.get(f"{DRAFT}/matrix").json()["plans"] if each["plan"] == plan["plan"]]
        cells = {each["framework"]: each for each in row["cells"]}
        for each in plan["coverage"]:
            met, cell = each["items_met"], cells[each["framework"]]
            assert cell["named"]
            assert (cell["when"], cell["items"]) == (each["when"], each["items"])
            assert (cell["guaranteed"], cell["reachable"]) == (met["guaranteed"]["bound"], met["reachable"]["bound"])


def test_technologies(lin: Asking) -> None:
    (row,) = lin.get(f"{DRAFT}/technologies").json()["items"]
    one = lin.get(f"{DRAFT}/technologies/openeuler").json()
    assert {name: one[name] for name in row} == row
    page = shown(lin, "technology/openeuler")
    assert f"{row['courses']} course names it, in {len(row['programs'])} programs; {row['items']} items ask" in page
    places = [place for course in one["taught"] for place in course["places"]]
    assert re.findall(r"T(\d) · required", page) == [str(place["terms"][0]) for place in places]
    assert f"{row['courses']} {row['items']} {' · '.join(row['programs'])}" in shown(lin, "technologies")


@pytest.mark.parametrize("question", ["from=MC&to=CN", "from=CN&to=MC&after=2", "from=IOT&to=CN&after=1"])
def test_what_carries_over(lin: Asking, question: str) -> None:
    asked = lin.get(f"{DRAFT}/transfer?{question}").json()
    page = shown(lin, f"transfer?{question}")
    taken, counted, left = (len(asked[name]) for name in ("taken", "carried", "remaining"))
    assert re.search(rf"Of {taken} courses? taken, {counted} counts?; {left} required courses? ", page)
    assert len(asked["unused"]) == taken - counted
    for name, words in (("carried_load", "carried"), ("missing", "still missing"), ("required", "required in all")):
        assert f"{words} {asked[name]['credits']} {asked[name]['hours']} " in page
    pools = [f"{each['got']} of {each['asked']} courses" for each in asked["pools"]]
    assert re.findall(r"\d+ of \d+ courses", page) == pools
    met = [f"{each['items_met']} of {each['items']}" for each in asked["reached"]]
    assert re.findall(r"\d+ of \d+", page.partition("already met")[2]) == met


@pytest.mark.parametrize("question", ["", "?program=IOT", "?category=core", "?program=MC&category=extended"])
def test_the_list_of_courses(lin: Asking, question: str) -> None:
    rows = lin.get(f"{DRAFT}/courses{question}").json()["items"]
    page = shown(lin, f"courses{question}")
    assert rows
    for each in rows:
        hours = f"{each['theory_hours']:g} + {each['practice_hours']:g} h"
        figures = rf"{re.escape(each['code'])} .{{0,40}}{each['type']} {each['credits']} {re.escape(hours)} "
        assert re.search(figures, page), (figures, page)
    codes = [each.code for each in small.COURSES]
    assert [code for code in codes if f" {code} " in page] == [
        code for code in codes if code in {each["code"] for each in rows}
    ]


def test_the_list_of_modules(lin: Asking) -> None:
    rows = lin.get(f"{DRAFT}/modules").json()["items"]
    assert {each["code"]: tuple(each["programs"]) for each in rows} == small.SPANS
    titles = {each.code: each.title.en for each in small.PROGRAMS}
    page = shown(lin, "modules")
    for each in rows:
        courses = f"{each['courses']} course"
        assert each["title"]["en"] in page
        assert courses in page or f" {each['courses']} " in page
        assert len(each["programs"]) == len(titles) or all(str(titles[code]) in page for code in each["programs"])
