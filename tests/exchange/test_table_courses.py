"""Course tables as colleges have them: what is understood, what changes, and what is told instead of guessed."""

import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from fourfold.domain.course import Course, CourseType
from fourfold.exchange.table_courses import courses_from
from fourfold.exchange.table_fields import Field
from fourfold.exchange.table_files import read_tables
from fourfold.exchange.table_mapping import Column, Ground, Mapping, mapping_as_json, mapping_from_json
from fourfold.exchange.table_new import NewCourse
from tests.exchange.paper import Rows, csv_file, document, workbook
from tests.exchange.understood import problems, rows, taken
from tests.web import small
from tools.tables_page import tables

CHINESE: Rows = (
    ("信息通信专业群课程设置一览表",),
    ("序号", "课程类别", "课程代码", "课程名称", "课程性质", "学分", "学时", "", "", "考核方式", "备注"),
    ("", "", "", "", "", "", "总学时", "理论", "实践", "", ""),
    ("一、公共基础课",),
    (1, "公共基础课", "ENG", "英语", "必修", 4, 64, 32, 32, "考试", ""),
    ("小计", "", "", "", "", 4, 64, 32, 32),
    ("二、专业课",),
    (2, "专业基础课", "NT-A", "网络技术Ａ", "必修", "４", "６４", 32, 32, "考试", ""),
    (3, "专业核心课", "RS", "路由与交换技术", "必修", 6, "96 学时", "32", "64", "考试", ""),
    (4, "", "", "防火墙技术", "选修", 3, 48, 16, 32, "考查", ""),
    (5, "专业拓展课", "NEW-1", "自动化运维", "选修", 3, 48, 16, 32, "考查", ""),
    ("合计", "", "", "", "", 20, 320, 128, 192),
    ("注：每学分 16 学时。",),
)
MERGED = ("A1:K1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3", "G2:I2", "J2:J3", "K2:K3", "A4:K4", "A7:K7")
UNDERSTOOD = [
    "5 ENG same",
    "8 NT-A same",
    "9 RS changed: title 路由交换技术 / Routing and Switching → 路由与交换技术 / Routing and Switching",
    "10 FW changed: credits 4 → 3, theory_hours_per_week 2 → 1",
    "11 NEW-1 not-understood [R733 R725]",
]
TOLD = [
    "R733 row 11, 学时 / 总学时",
    "R725 row 11, 课程名称: NEW-1",
    "R710 考核方式",
    "R722 row 4: 一、公共基础课",
    "R722 row 7: 二、专业课",
    "R722 row 13: 注：每学分 16 学时。",
]
ENGLISH: Rows = (
    ("Course code", "Course title", "Module", "Type", "Credits", "Weeks", "Hours per week", "Prerequisites"),
    ("nt-b", "Network Technology B", "NT", "B", "4.0", 16, 4, "NT-A"),
    ("WLAN", "Wireless LAN", "Datacom", "mixed", 4, 16, 5, "NT-A、RS"),
    ("OPS", "Automated operations", "Cloud services", "A", 2, 16, "", "CS or EC"),
)


def test_a_chinese_table_with_two_rows_of_headings_sections_and_sums(tmp_path: Path) -> None:
    found = taken(workbook(tmp_path / "课程表.xlsx", CHINESE, merged=MERGED))
    assert rows(found) == UNDERSTOOD
    assert problems(found) == TOLD
    assert found.tally() == {"new": 0, "changed": 2, "same": 2, "not-understood": 1}


def test_the_same_table_in_word_says_the_same(tmp_path: Path) -> None:
    found = taken(document(tmp_path / "课程表.docx", CHINESE, merged=MERGED))
    assert (rows(found), problems(found)) == (UNDERSTOOD, TOLD)


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("gb18030", ","), ("utf-16", "\t")])
def test_the_same_table_in_csv_says_the_same_whatever_its_encoding(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    found = taken(csv_file(tmp_path / "课程表.csv", CHINESE, encoding=encoding, delimiter=delimiter))
    assert rows(found) == UNDERSTOOD
    assert [each for each in problems(found) if each != "R701: GB18030"] == TOLD
    assert ("R701: GB18030" in problems(found)) == (encoding == "gb18030")


def test_an_english_table_with_a_new_course_and_requisites(tmp_path: Path) -> None:
    found = taken(workbook(tmp_path / "courses.xlsx", ENGLISH))
    assert rows(found) == [
        "2 NT-B same",
        "3 WLAN changed [R738]: requisite NT-B → NT-A、RS",
        (
            "4 OPS new [R730]: code — → OPS, title — → Automated operations, module — → CLOUD, type — → theory, "
            "credits — → 2, weeks — → 16, requisite — → CS 或 EC"
        ),
    ]
    assert problems(found) == ["R738 row 3, Hours per week", "R730 row 4, Hours per week"]


def test_only_what_the_table_says_changes_and_nothing_goes_by_absence(tmp_path: Path) -> None:
    table = (("课程代码", "学分"), ("RS", 5))
    found = taken(workbook(tmp_path / "a.xlsx", table))
    assert found.dossier is not None
    before, after = small.dossier().cluster, found.dossier.cluster
    assert {each.code for each in after.courses} == {each.code for each in before.courses}
    changed = [each for each in after.courses if each not in before.courses]
    assert [(each.code, each.credits) for each in changed] == [("RS", Decimal(5))]
    assert after.links == before.links


def test_a_course_that_is_new_has_what_the_row_says(tmp_path: Path) -> None:
    head = ("课程代码", "课程名称", "英文名称", "模块", "学分", "周数", "周学时", "理论学时", "实践学时", "教研室")
    row = ("OPS", "运维", "Operations", "云服务", 4, 16, 4, 16, 48, "网络")
    found = taken(workbook(tmp_path / "a.xlsx", (head, row)))
    assert found.dossier is not None
    made = next(each for each in found.dossier.cluster.courses if each.code == "OPS")
    assert (made.title.zh, made.title.en, made.unit and made.unit.zh) == ("运维", "Operations", "网络")
    assert (made.module, made.type) == (small.key("module", "CLOUD"), CourseType.MIXED)
    assert (made.weeks, made.theory_hours_per_week, made.practice_hours_per_week) == (16, Decimal(1), Decimal(3))


@pytest.mark.parametrize(
    ("head", "cell", "code"),
    [
        ("学分", "约六", "R718"),
        ("总学时", 97, "R731"),
        ("周学时", "5", "R738"),
        ("模块", "没有的模块", "R726"),
        ("课程类别", "公共基础课", "R727"),
        ("课程类别", "没有的类别", "R747"),
        ("先修课程", "没有的课程", "R728"),
        ("开课学期", "1、3", "R739"),
    ],
)
def test_what_is_unclear_leaves_the_field_as_it_was(tmp_path: Path, head: str, cell: object, code: str) -> None:
    found = taken(workbook(tmp_path / "a.xlsx", (("课程代码", "课程名称", head), ("RS", "路由交换技术", cell))))
    assert rows(found) == [f"2 RS same [{code}]"]
    assert found.dossier == small.dossier()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("", "", 4), ()),
        (("坏 代码", "某课程", 4), ("2 坏 代码 not-understood [R721]",)),
        (
            ("RS", "路由", 6),
            ("2 RS changed: title 路由交换技术 / Routing and Switching → 路由 / Routing and Switching",),
        ),
        (("", "没有的课程", 6), ("2 没有的课程 not-understood [R725]",)),
    ],
)
def test_a_row_finds_its_course_by_code_then_by_title(
    tmp_path: Path, row: tuple[object, ...], said: tuple[str, ...]
) -> None:
    found = taken(workbook(tmp_path / "a.xlsx", (("课程代码", "课程名称", "学分"), row)))
    assert tuple(rows(found)) == said


def test_a_course_that_stands_twice_is_taken_once(tmp_path: Path) -> None:
    table = (("课程代码", "课程名称", "学分"), ("RS", "", 5), ("", "路由交换技术", 3), ("RS", "防火墙技术", 3))
    found = taken(workbook(tmp_path / "a.xlsx", table))
    assert rows(found) == [
        "2 RS changed: credits 6 → 5",
        "3 路由交换技术 not-understood [R723]",
        "4 RS not-understood [R723]",
    ]


def test_a_course_that_stands_in_two_tables_is_said_with_the_table_and_the_row_of_the_first(tmp_path: Path) -> None:
    head = ("课程代码", "课程名称", "学分")
    for code, title in (("RS", "路由交换技术"), ("NEW", "全新课程")):
        book = openpyxl.load_workbook(workbook(tmp_path / "a.xlsx", (head, (code, title, 6)), sheet="一"))
        for row in (head, (code, title, 6)):
            (book["二"] if "二" in book else book.create_sheet("二")).append(list(row))
        book.save(tmp_path / "a.xlsx")
        found = taken(tmp_path / "a.xlsx")
        (twice,) = (each for each in found.problems if each.code == "R723")
        assert (dict(twice.details)["table"], dict(twice.details)["first"]) == ("二", "一:2")


def test_two_rows_cannot_give_two_courses_one_new_code(tmp_path: Path) -> None:
    table = (("课程代码", "课程名称", "学分"), ("X-1", "防火墙技术", ""), ("X-1", "路由交换技术", ""))
    found = courses_from(read_tables(workbook(tmp_path / "a.xlsx", table)), small.dossier(), renames=True)
    assert rows(found) == ["2 X-1 changed: code FW → X-1", "3 X-1 not-understood [R723]"]


def test_a_college_says_once_what_its_columns_mean(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (("科目号", "科目", "点数", "老师"), ("RS", "路由交换技术", 5, "林")))
    unsure = taken(path)
    assert problems(unsure) == ["R711", "R712: 科目号 | 科目 | 点数 | 老师"]
    assert [each.heading for each in unsure.mapping.columns] == ["科目号", "科目", "点数", "老师"]
    said = Mapping(
        columns=(
            Column(heading="科目号", field=Field.CODE, ground=Ground.GIVEN, like="科目号"),
            Column(heading="点数", field=Field.CREDITS, ground=Ground.GIVEN, like="点数"),
            Column(heading="科 目", field=Field.TITLE, ground=Ground.GIVEN, like="科 目"),
            Column(heading="老师", field=Field.IGNORE, ground=Ground.GIVEN, like="老师"),
        )
    )
    kept = mapping_from_json(mapping_as_json(said))
    assert kept == said
    sure = taken(path, mapping=kept)
    assert (rows(sure), problems(sure)) == (["2 RS changed: credits 6 → 5"], [])


def test_a_column_without_a_heading_is_named_by_its_letter(tmp_path: Path) -> None:
    found = taken(
        workbook(tmp_path / "a.xlsx", (("课程代码", "课程名称", "学分", "", "老师"), ("RS", "", 5, "备用", "林")))
    )
    assert problems(found) == ["R708 D", "R708 老师"]


def test_two_columns_of_one_meaning_are_both_left_until_somebody_says(tmp_path: Path) -> None:
    found = taken(workbook(tmp_path / "a.xlsx", (("课程代码", "学分", "课程学分"), ("RS", 5, 3))))
    assert problems(found) == ["R709 学分", "R709 课程学分"]
    assert rows(found) == ["2 RS same"]


def test_a_table_of_something_else_is_named_and_left(tmp_path: Path) -> None:
    found = taken(workbook(tmp_path / "a.xlsx", (("教师", "职称"), ("林", "教授"))))
    assert (found.dossier, problems(found)) == (None, ["R711", "R712: 教师 | 职称"])


def test_the_page_on_tables_is_current(root: Path) -> None:
    assert (root / "docs/reference/tables.md").read_text(encoding="utf-8") == tables()


def test_columns_in_any_order_say_the_same(tmp_path: Path) -> None:
    order = list(range(len(ENGLISH[0])))
    random.Random(7).shuffle(order)
    shuffled = [[row[at] for at in order] for row in ENGLISH]
    straight = taken(workbook(tmp_path / "a.xlsx", ENGLISH))
    assert taken(workbook(tmp_path / "b.xlsx", shuffled)).dossier == straight.dossier


BARE = (("课程代码", "课程名称", "课程类别", "学分", "总学时"), ("NEW-1", "自动化运维", "专业拓展课", 3, 48))


def new_course(path: Path, new: NewCourse, *, category: str = "专业拓展课") -> Course | None:
    rows_ = (BARE[0], (*BARE[1][:2], category, *BARE[1][3:]))
    found = courses_from(read_tables(workbook(path, rows_)), small.dossier(), new=new)
    assert found.dossier is not None
    return next((each for each in found.dossier.cluster.courses if each.code == "NEW-1"), None)


def test_what_new_courses_are_is_said_once_for_what_a_table_lacks(tmp_path: Path) -> None:
    new = NewCourse(module=small.key("module", "CLOUD"), type=CourseType.PRACTICE, weeks=16)
    assert new_course(tmp_path / "a.xlsx", NewCourse()) is None
    made = new_course(tmp_path / "a.xlsx", new)
    assert made is not None
    assert (made.module, made.type, made.weeks, made.practice_hours_per_week) == (
        small.key("module", "CLOUD"),
        CourseType.PRACTICE,
        16,
        Decimal(3),
    )


def test_a_category_with_one_module_needs_none_said_and_no_other_is_taken(tmp_path: Path) -> None:
    new = NewCourse(module=small.key("module", "CLOUD"), type=CourseType.THEORY, weeks=16)
    made = new_course(tmp_path / "a.xlsx", new, category="专业核心课")
    assert (made and made.module) == small.key("module", "DC")


def test_the_table_itself_and_its_hours_come_before_what_was_said_of_new_courses(tmp_path: Path) -> None:
    new = NewCourse(module=small.key("module", "CLOUD"), type=CourseType.PRACTICE, weeks=16)
    head = ("课程代码", "课程名称", "模块", "学分", "周数", "理论学时", "实践学时")
    file = read_tables(workbook(tmp_path / "a.xlsx", (head, ("NEW-1", "自动化运维", "SEC", 3, 12, 48, 0))))
    found = courses_from(file, small.dossier(), new=new)
    assert found.dossier is not None
    made = next(each for each in found.dossier.cluster.courses if each.code == "NEW-1")
    assert (made.module, made.type, made.weeks) == (small.key("module", "SEC"), CourseType.THEORY, 12)


def test_a_table_of_outcomes_is_not_taken_for_courses(tmp_path: Path) -> None:
    table = (("课程", "代码", "学生能够", "认知层次", "考核方式"), ("路由交换技术", "RS.1", "配置路由", "应用", "笔试"))
    found = taken(workbook(tmp_path / "a.xlsx", table))
    assert (rows(found), found.dossier) == ([], None)
    assert problems(found) == ["R711", "R712: 课程 | 代码 | 学生能够 | 认知层次 | 考核方式"]


def test_a_course_known_by_its_title_keeps_its_code_unless_codes_are_to_change(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (("课程代码", "课程名称", "学分"), ("X-1", "防火墙技术", "")))
    assert rows(taken(path)) == ["2 FW same [R748]"]
    assert rows(courses_from(read_tables(path), small.dossier(), renames=True)) == ["2 X-1 changed: code FW → X-1"]
