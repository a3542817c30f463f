"""Problems in words, with the way to what each concerns; the example with four faults has one of each kind."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import translation

from fourfold.actions.answers import Answers, Question
from fourfold.actions.institutions import KeptInstitution
from fourfold.actions.reads import Reads
from fourfold.actions.shelf import Opened
from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.person import OPERATOR
from fourfold.domain.problem import Place, Problem, Severity
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.exchange.reading import read
from fourfold.web.pages import concern, lens, problem, rule, samples, saying
from fourfold.web.pages.address import Address
from fourfold.web.pages.problem import Filter
from fourfold.web.pages.saying import Said
from tests.conftest import ROOT

HERE = "/example-college/ict-planted/draft"
ADDRESS = Address("example-college", "ict-planted", "draft")


@pytest.fixture(scope="module")
def planted() -> Opened:
    """The example with four faults, opened without a database."""
    dossier = read(ROOT / "examples" / "ict-cluster-planted").dossier
    assert dossier is not None
    index = Index(dossier)
    return Opened(
        institution="example-college",
        code="ict-planted",
        keeper=KeptInstitution(code="example-college", title=Text(en="Ours"), zone="Asia/Shanghai"),
        viewer=OPERATOR,
        root="planted",
        changed_at=datetime(2026, 6, 1, tzinfo=UTC),
        today=date(2026, 6, 1),
        index=index,
        reads=Reads(index, {}),
        answers=Answers(),
    )


def of(planted: Opened, code: str) -> Said:
    page = problem.page(planted, ADDRESS, Filter(code=code))
    return page.groups[0].kinds[0].problems[0]


def hrefs(said: Said) -> list[str]:
    return [piece.href for piece in said.pieces if piece.href]


def test_a_late_requisite_leads_to_both_courses_and_to_the_term_of_the_plan(planted: Opened) -> None:
    said = of(planted, "Q003")
    assert said.sentence == (
        "In plan Computer Network Technology (CN-ordinary) course Database Principles and Applications (openGauss) "
        "(DB-A) starts in term 2, but Program Design A: Python (PD-A), which must be completed in an earlier term, "
        "is completed in term 2."
    )
    assert hrefs(said) == [f"{HERE}/program/CN#term-2", f"{HERE}/course/DB-A", f"{HERE}/course/PD-A"]


def test_a_broken_promise_says_who_misses_what_and_the_smallest_repair(planted: Opened) -> None:
    said = of(planted, "U001")
    assert said.sentence == (
        "Broken promise: Modern Communications Technology promises all 16 items of HCIA-Datacom V2.0 after term 4; "
        "only 15 are guaranteed."
    )
    assert said.more == (
        "A student who elects Enterprise Project, not Competition Training: Practice Tracks, misses "
        "“Programmability: NETCONF and first Python scripts”."
    )
    assert hrefs(said) == [f"{HERE}/program/MC/coverage/hcia-datacom-v2?term=4"]
    assert said.repair is not None
    assert said.repair.way.href == f"{HERE}/program/MC/coverage/hcia-datacom-v2?term=4#gaps"


def test_a_broken_promise_reads_in_chinese_alike(planted: Opened) -> None:
    with translation.override("zh-hans"):
        assert of(planted, "U001").sentence == (
            "承诺未兑现：现代通信技术承诺第 4 学期后达成 HCIA-Datacom V2.0 数通工程师认证的全部 16 个条目，"
            "但只能保证 15 个。"
        )


def test_a_retiring_version_leads_to_its_successor_and_to_the_programs_that_name_it(planted: Opened) -> None:
    said = of(planted, "F003")
    assert hrefs(said) == [f"{HERE}/framework/hcia-datacom-v1", f"{HERE}/program/MI"]
    assert said.repair is not None
    assert said.repair.way.href == f"{HERE}/framework/hcia-datacom-v2"


def test_an_untaught_item_goes_by_its_title_and_leads_to_its_row(planted: Opened) -> None:
    said = of(planted, "L007")
    assert said.sentence == "No course teaches Cloud rules (cloud-rules) of IoT application developer (job-iot-dev)."
    assert hrefs(said)[0] == said.evidence == f"{HERE}/framework/job-iot-dev#item-cloud-rules"


def test_the_lens_counts_what_concerns_a_course_and_no_notes(planted: Opened) -> None:
    worn = lens.find(planted, lens.PROBLEMS)
    assert worn is not None
    shaded = {planted.index.courses[key].code: shade.tone for key, shade in worn.shades.items() if shade.tone != "s0"}
    assert shaded == {"DB-A": "bad", "PR-EP": "bad"}


def test_every_program_says_how_many_problems_concern_it(planted: Opened) -> None:
    index = planted.index
    counts = {
        program.code: sum(
            program.key in concern.programs(index, each) for each in planted.problems() if each.severity.value != "info"
        )
        for program in index.programs.values()
    }
    assert counts == {"MC": 1, "CN": 1, "MI": 1, "IOT": 1}


def test_what_rules_found_has_units_names_the_tightest_term_and_leads_to_its_evidence(planted: Opened) -> None:
    rows = {(row.code, row.subject_code.partition("-T")[0]): row for row in rule.of_all(planted, ADDRESS)}
    found = {key: (row.value, row.asked, row.href.removeprefix(HERE)) for key, row in rows.items()}
    assert found["promise-mc-datacom", "MC-ordinary"] == (
        "15 of 16 items",
        "≥ 16 items",
        "/program/MC/coverage/hcia-datacom-v2?term=4",
    )
    assert found["load-weekly-hours", "MC-ordinary"] == (
        "21–30 h a week, term 4",
        "≤ 30 h a week",
        "/program/MC#term-4",
    )
    assert [row.code for row in rows.values() if not row.href] == []


def test_help_shows_no_names_in_braces() -> None:
    said = [text for kind in CATALOGUE.values() for text in (samples.message(kind).en, samples.message(kind).zh)]
    assert [text for text in said if not text or "{" in text] == []


def test_a_kind_goes_by_its_title_with_the_code_beside_it(client: Client) -> None:
    page = client.get("/help/problems/Q003").content.decode()
    assert "A course comes before what it needs" in page
    assert '<span class="code">Q003</span>' in page
    assert "In plan Computer Networks course Databases starts in term 2" in page


def doubtful(opened: Opened, count: int) -> Opened:
    """The planted example, with so many notes of one kind beside its own problems."""
    (first, *_) = opened.index.courses.values()
    place = Place(noun="course", key=first.key, code=first.code)
    notes = tuple(
        Problem(code="L012", severity=Severity.INFO, where=replace(place, path=f"/outcomes/{number}"))
        for number in range(count)
    )
    answers = Answers()
    question = Question(name="problems", arguments=(opened.today, opened.limit), read="many")
    answers.ask(question, lambda: (*opened.problems(), *notes))
    return replace(opened, index=Index(opened.index.dossier), root="many", answers=answers)


def test_of_a_kind_with_very_many_some_are_shown_and_all_are_a_few_pages_away(planted: Opened) -> None:
    many = doubtful(planted, 250)
    (kind,) = (
        kind for group in problem.page(many, ADDRESS, Filter()).groups for kind in group.kinds if kind.code == "L012"
    )
    assert (len(kind.first), len(kind.rest), kind.count) == (6, 94, 250)
    assert kind.all_href == f"{HERE}/problems?code=L012"
    pages = [problem.page(many, ADDRESS, Filter(code="l012", page=number)) for number in (0, 1, 2, 3, 9)]
    shown = [[each.anchor for group in page.groups for kind in group.kinds for each in kind.first] for page in pages]
    numbers = [f"L012-{number}" for number in range(1, 251)]
    assert shown == [numbers[:100], numbers[:100], numbers[100:200], numbers[200:], numbers[200:]]
    assert [page.number for page in pages] == [1, 1, 2, 3, 3]
    assert pages[2].earlier == f"{HERE}/problems?code=l012"
    assert pages[2].later == f"{HERE}/problems?code=l012&page=3"
    assert (pages[1].earlier, pages[3].later) == ("", "")


def test_the_way_to_a_problem_leads_to_the_page_where_it_stands(planted: Opened) -> None:
    many = doubtful(planted, 250)
    notes = [each for each in many.problems() if each.code == "L012"]
    assert saying.way(many, ADDRESS, notes[99]) == f"{HERE}/problems#L012-100"
    assert saying.way(many, ADDRESS, notes[100]) == f"{HERE}/problems?code=L012&page=2#L012-101"
