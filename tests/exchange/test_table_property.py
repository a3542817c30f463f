"""A table written from a cluster's own courses says nothing new, whatever the courses are called."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, Requisite, RequisiteKind
from fourfold.domain.marks import Key
from tests.exchange.paper import csv_file
from tests.exchange.understood import taken
from tests.strategies import dossiers

HEADINGS = (
    "课程代码", "课程名称", "英文名称", "所属模块", "课程类型", "学分", "周数", "周理论学时", "周实践学时",
    "集中实践周数", "持续学期数", "可开课学期", "先修课程", "模块内可选",
)  # fmt: skip
MARKS = {RequisiteKind.PRE: "", RequisiteKind.CO: "（同修）", RequisiteKind.STRICT_CO: "（同期）"}


def row(course: Course, code_of: dict[Key, str]) -> list[object]:
    return [
        course.code,
        course.title.zh or "",
        course.title.en or "",
        code_of.get(course.module, ""),
        course.type.letter,
        course.credits,
        course.weeks,
        course.theory_hours_per_week,
        course.practice_hours_per_week,
        course.concentrated_weeks,
        course.span,
        "、".join(map(str, course.terms)),
        needs(course.requisite, code_of),
        "是" if course.optional else "否",
    ]


def needs(tree: Requisite | None, code_of: dict[Key, str]) -> str:
    """A tree that a cell can say: one course, all of several, or any of several; others stay out of the table."""
    if tree is None:
        return "无"
    branches = tree.all_of or tree.any_of or (tree,)
    if any(each.course not in code_of for each in branches) or (len(branches) == 1 and tree.course is None):
        return ""
    sign = "、" if tree.all_of else " 或 "
    return sign.join(f"{code_of[str(each.course)]}{MARKS[each.kind]}" for each in branches)


@given(dossiers())
def test_a_table_of_a_clusters_own_courses_changes_nothing(dossier: Dossier) -> None:
    cluster = dossier.cluster
    code_of = {each.key: each.code for each in cluster.modules} | {each.key: each.code for each in cluster.courses}
    rows = [row(each, code_of) for each in cluster.courses]
    with TemporaryDirectory() as folder:
        found = taken(csv_file(Path(folder) / "courses.csv", (HEADINGS, *rows)), dossier)
    assert [each.changes for each in found.rows] == [()] * len(rows)
    assert found.dossier == dossier
