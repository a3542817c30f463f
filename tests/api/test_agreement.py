"""Page, API and `--json` of the same question carry the same numbers."""

import json
import re
from typing import Any

import pytest
from typer.testing import CliRunner

from fourfold.cli.main import app
from fourfold.exchange.document import write_json
from tests.actions.cast import PASSWORD
from tests.api.conftest import DRAFT, Asking
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
    html = asking.client.get(f"{PAGES}/{page}").content.decode()
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
