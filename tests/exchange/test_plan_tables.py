"""Last year's program plan as a Word table: its terms, its sets of electives, and what is not understood."""

from decimal import Decimal
from pathlib import Path

import pytest

from fourfold.domain.plan import Plan, PoolKind
from fourfold.exchange.table_result import Drafted
from tests.exchange.paper import Rows, document, workbook
from tests.exchange.understood import planned, problems, rows
from tests.web import small

HEAD = ("课程类别", "课程代码", "课程名称", "学分", "总学时", "理论", "实践", "各学期周学时分配", "", "", "")
TERMS = ("", "", "", "", "", "", "", "1", "2", "3", "4")
PLAN: Rows = (
    HEAD,
    TERMS,
    ("公共基础课", "ENG", "英语", 4, 64, 32, 32, "4", "", "", ""),
    ("专业基础课", "NT-A", "网络技术A", 4, 64, 32, 32, "4", "", "", ""),
    ("", "NT-B", "网络技术B", 4, 64, 32, 32, "", "4", "", ""),
    ("专业核心课", "RS", "路由交换技术", 6, 96, 32, 64, "", "", "", "6×16"),
    ("小计", "", "", 18, 288, 128, 160, "", "", "", ""),
    ("专业拓展课（三选二）", "WLAN", "无线局域网", 4, 64, 32, 32, "", "", "√", ""),
    ("", "CS", "云服务技术", 4, 64, 32, 32, "", "", "", "√"),
    ("", "FW", "防火墙技术", 4, 64, 32, 32, "", "", "", "√"),
    ("公共基础课", "", "公共选修课（至少选修８学分）", 8, "", "", "", "", "", "", ""),
    ("合计", "", "", 34, 480, 224, 256, "4", "4", "10", "10"),
)
MERGED = ("H1:K1", *(f"{letter}1:{letter}2" for letter in "ABCDEFG"), "A4:A5", "A8:A10")


def plan_of(found: Drafted, program: str) -> Plan:
    assert found.dossier is not None
    return next(each for each in found.dossier.cluster.programs if each.code == program).plans[0]


def taken_terms(plan: Plan) -> dict[str, int | None]:
    code_of = {each.key: each.code for each in small.dossier().cluster.courses}
    return {code_of[each.course]: each.term for each in plan.required}


def test_a_plan_becomes_required_courses_terms_and_sets_of_electives(tmp_path: Path) -> None:
    found = planned(document(tmp_path / "方案.docx", PLAN, merged=MERGED, before="表 3 教学进程表"), "MC")
    assert rows(found) == [
        "3 ENG same",
        "4 NT-A same",
        "5 NT-B same",
        "6 RS changed: placement required, term 3 → required, term 4",
        "8 WLAN same",
        "8 MC-EXT changed: choose 1 → 2",
        "9 CS same",
        "10 FW changed: placement — → elective in MC-EXT, term 4",
        "11 MC-ordinary-1 new: title — → 公共选修课, kind — → unlisted, credits — → 8",
    ]
    assert problems(found) == []


def test_the_plan_that_follows_is_the_one_of_the_document(tmp_path: Path) -> None:
    plan = plan_of(planned(document(tmp_path / "a.docx", PLAN, merged=MERGED), "MC"), "MC")
    assert taken_terms(plan) == {"ENG": 1, "NT-A": 1, "NT-B": 2, "RS": 4}
    listed, unlisted = plan.pools
    assert (listed.code, listed.kind, listed.choose) == ("MC-EXT", PoolKind.COURSES, 2)
    assert [each.course for each in listed.electives] == [small.key("course", each) for each in ("WLAN", "CS", "FW")]
    assert (unlisted.kind, unlisted.credits, unlisted.electives) == (PoolKind.UNLISTED, Decimal(8), ())
    assert unlisted.category == small.key("category", "public")
    assert plan.sittings == small.dossier().cluster.programs[1].plans[0].sittings


def test_reading_the_plan_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx", PLAN, merged=MERGED)
    once = planned(path, "MC")
    assert once.dossier is not None
    again = planned(path, "MC", onto=once.dossier)
    assert {each.verdict.value for each in again.rows} == {"same"}
    assert again.dossier == once.dossier


def test_the_same_plan_in_excel_says_the_same(tmp_path: Path) -> None:
    word = planned(document(tmp_path / "a.docx", PLAN, merged=MERGED), "MC")
    excel = planned(workbook(tmp_path / "a.xlsx", PLAN, merged=MERGED), "MC")
    assert (excel.dossier, rows(excel)) == (word.dossier, rows(word))


def test_what_the_document_does_not_name_stays_and_is_told(tmp_path: Path) -> None:
    found = planned(document(tmp_path / "a.docx", PLAN[:3], merged=MERGED[:8]), "MC")
    assert found.dossier == small.dossier()
    told = [dict(each.details)["course"] for each in found.problems if each.code == "R740"]
    assert told == ["NT-A", "NT-B", "RS", "WLAN", "CS", "MC-EXT"]


def test_a_plan_of_a_training_type_that_is_new_is_made(tmp_path: Path) -> None:
    found = planned(document(tmp_path / "a.docx", PLAN, merged=MERGED), "MC", "order-class")
    assert found.dossier is not None
    program = next(each for each in found.dossier.cluster.programs if each.code == "MC")
    assert [each.code for each in program.plans] == ["MC-ordinary", "MC-order-class"]
    assert taken_terms(program.plans[1]) == {"ENG": 1, "NT-A": 1, "NT-B": 2, "RS": 4}
    assert [each.kind for each in program.plans[1].pools] == [PoolKind.COURSES, PoolKind.UNLISTED]


def test_sections_say_what_is_required_and_what_is_chosen(tmp_path: Path) -> None:
    table = (
        ("课程代码", "课程名称", "学分", "开课学期"),
        ("一、专业核心课（必修）", "", "", ""),
        ("RS", "路由交换技术", 6, "第三学期"),
        ("二、专业拓展课（任选 1 门）", "", "", ""),
        ("FW", "防火墙技术", 4, "4"),
        ("WLAN", "无线局域网", 4, "三"),
        ("注：本表自 2026 级起执行", "", "", ""),
    )
    found = planned(document(tmp_path / "a.docx", table, merged=("A2:D2", "A4:D4", "A7:D7")), "CN")
    assert rows(found) == [
        "3 RS same",
        "4 CN-EXT same",
        "5 FW same",
        "6 WLAN changed: placement required, term 3 → elective in CN-EXT, term 3",
    ]
    assert [each for each in problems(found) if not each.startswith("R740")] == ["R722 row 7: 注：本表自 2026 级起执行"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("FW", "选修", "4", ""), "2 FW same [R741]"),
        (("FW", "必修", "", ""), "2 FW same [R743]"),
        (("FW", "必修", "9", ""), "2 FW same [R744]"),
        (("FW", "必修", "1、3", ""), "2 FW same [R739]"),
        (("FW", "必修", "春季", ""), "2 FW same [R718]"),
        (("没有", "必修", "1", ""), "2 没有 not-understood [R721]"),
    ],
)
def test_what_cannot_be_placed_stays_where_it_was(tmp_path: Path, row: tuple[str, ...], said: str) -> None:
    found = planned(document(tmp_path / "a.docx", (("课程代码", "课程性质", "开课学期", "备注"), row)), "MC")
    assert rows(found) == [said]
    assert found.dossier == small.dossier()


def test_a_sentence_outside_the_table_that_speaks_of_electives_is_told(tmp_path: Path) -> None:
    found = planned(document(tmp_path / "a.docx", PLAN, merged=MERGED, after="学生须任选 2 门拓展课。"), "MC")
    assert problems(found) == ["R745: 学生须任选 2 门拓展课。"]
