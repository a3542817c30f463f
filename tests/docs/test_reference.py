"""What people can name (codes, settings, commands, addresses, measures) stands in the reference."""

import re
import shutil

import pytest
from typer.main import get_command

from fourfold.cli.main import app
from fourfold.config.env import SETTINGS
from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.rule import Comparator, Measure
from fourfold.engine.checks.keeping import OF_CATEGORIES, OF_COURSES
from fourfold.engine.index import Index
from fourfold.engine.proof import PROVABLE, Verdict
from fourfold.engine.rules import describe, judge_rule
from fourfold.exchange.reading import read
from fourfold.web import urls
from fourfold.web.pages.facts import SHOWS
from tests.conftest import ROOT
from tests.docs.steps import File, steps
from tools.api_page import api_page

REFERENCE = ROOT / "docs" / "reference"
RULES = (REFERENCE / "rules.md").read_text("utf-8")
ADDRESSES = (REFERENCE / "addresses.md").read_text("utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in RULES.split("\n### ")[1:]}


def firsts(page: str) -> list[str]:
    """What stands in code in the first column of a page's tables."""
    return re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)


def test_every_problem_has_an_entry() -> None:
    headings = re.findall(r"^## (\w+) ", (REFERENCE / "problems.md").read_text("utf-8"), re.MULTILINE)
    assert headings == sorted(CATALOGUE)


def test_every_variable_that_the_product_reads_is_a_documented_setting() -> None:
    sources = (path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = {name for source in sources for name in re.findall(r"\b(?:FOURFOLD_[A-Z_]+|DATABASE_URL)\b", source)}
    assert read == {each.name for each in SETTINGS}
    assert firsts((REFERENCE / "settings.md").read_text("utf-8")) == [each.name for each in SETTINGS]


def test_every_command_has_a_section() -> None:
    commands = getattr(get_command(app), "commands")  # noqa: B009 - Typer gives its group another type
    headings = re.findall(r"^## `fourfold (\w+)`", (REFERENCE / "cli.md").read_text("utf-8"), re.MULTILINE)
    assert headings == list(commands)


def test_the_page_on_the_api_is_what_the_api_says() -> None:
    assert (REFERENCE / "api.md").read_text("utf-8") == api_page()


def test_every_address_has_a_row() -> None:
    routes = [str(each.pattern) for each in urls.urlpatterns]
    plain = [re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route) for route in routes]
    cluster = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", urls.CLUSTER)
    inside = [route.removeprefix(cluster) for route in plain if route.startswith(cluster)]
    outside = [f"/{route}" for route in plain if not route.startswith(cluster)]
    assert [route for route in inside if route] + outside == firsts(ADDRESSES)
    assert "| (nothing) | the cluster map |" in ADDRESSES


def test_every_parameter_of_an_address_has_a_row() -> None:
    pages = (path.read_text("utf-8") for path in (ROOT / "src/fourfold/web/pages").glob("*.py"))
    read = {name for page in pages for name in re.findall(r'(?:request\.GET|asked)\.get\("(\w+)"', page)}
    asked = ADDRESSES.partition("## What stands after the question mark")[2]
    named = set(re.findall(r"`(\w+)`", asked)) | {"next"}
    assert read <= named
    assert set(SHOWS) - {""} <= named


def test_every_comparator_has_a_row_and_every_measure_a_section() -> None:
    assert [name for name in firsts(RULES) if name in set(Comparator)] == list(Comparator)
    assert list(SECTIONS) == list(Measure)


def test_what_is_proved_is_marked_so() -> None:
    assert {name for name, section in SECTIONS.items() if "**Proved.**" in section} == PROVABLE


@pytest.mark.parametrize(
    ("side", "measures"), [("categories", OF_CATEGORIES), ("courses", OF_COURSES | {Measure.COURSES})]
)
def test_the_sides_of_a_scope_name_the_measures_that_read_them(side: str, measures: set[Measure]) -> None:
    row = next(line for line in RULES.splitlines() if line.startswith(f"| `{side}` |"))
    assert re.findall(r"`([^`]+)`", row.split("|")[3]) == [each.value for each in Measure if each in measures]


def examples() -> dict[str, str]:
    """The file of each measure's section."""
    named = {name: section.replace("\n```yaml", f"\nIn `{name}`:\n\n```yaml") for name, section in SECTIONS.items()}
    return {step.path: step.text for section in named.values() for step in steps(section) if isinstance(step, File)}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The example with every rule of the page."""
    folder = tmp_path_factory.mktemp("rules") / "cluster"
    shutil.copytree(ROOT / "examples/ict-cluster", folder)
    for name, text in examples().items():
        (folder / "rules" / f"my-{name}.yaml").write_text(text, encoding="utf-8")
    reading = read(folder)
    assert (reading.dossier is not None, reading.problems) == (True, ())
    assert reading.dossier is not None
    return Index(reading.dossier)


@pytest.mark.parametrize("measure", Measure)
def test_the_example_of_a_measure_is_kept_and_reads_as_shown(measure: Measure, judged: Index) -> None:
    rule = next(each for each in judged.cluster.rules if each.code == f"my-{measure}")
    assert {result.verdict for result in judge_rule(judged, rule=rule)} == {Verdict.KEPT}
    assert rule.measure is measure
    assert SECTIONS[measure].split("Reads: ")[1].splitlines()[0] == describe(judged, rule=rule).en
