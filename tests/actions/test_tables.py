"""Taking a college's table into a draft: a dry run, then one transaction, by whoever may, and never over somebody."""

from datetime import timedelta
from pathlib import Path

import pytest

from fourfold.actions import editing, tables
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.tables import Brought
from fourfold.domain.person import VISITOR, Viewer
from fourfold.exchange.table_draft import About
from fourfold.exchange.table_fields import Field
from fourfold.exchange.table_files import read_tables
from fourfold.exchange.table_mapping import Column, Ground, Mapping
from fourfold.store import read, uploads
from fourfold.store.models import Change
from fourfold.store.uploads import Uploaded
from tests.actions.cast import CHEN, JUN, LIN, NOW, SZPU, gather, mei, program_lead
from tests.exchange.paper import Rows, document, workbook
from tests.exchange.test_plan_tables import MERGED, PLAN
from tests.web import small

pytestmark = pytest.mark.django_db
HERE = (SZPU, "ict")
COURSES: Rows = (("课程代码", "课程名称", "学分"), ("RS", "路由交换技术", 5), ("FW", "防火墙技术", 4))


def said(field: Field, heading: str) -> Column:
    return Column(heading=heading, field=field, ground=Ground.GIVEN, like=heading)


@pytest.fixture
def courses(tmp_path: Path) -> Brought:
    gather()
    return Brought(file=read_tables(workbook(tmp_path / "课程.xlsx", COURSES)))


@pytest.fixture
def plan(tmp_path: Path) -> Brought:
    gather()
    return Brought(file=read_tables(document(tmp_path / "方案.docx", PLAN, merged=MERGED)), about=About(program="MC"))


def credits_of(code: str) -> int:
    kept = read.draft_at(*HERE, LIN)
    assert kept is not None
    return int(next(each.credits for each in read.dossier_of(kept).cluster.courses if each.code == code))


def test_a_dry_run_writes_nothing(courses: Brought) -> None:
    before = Change.objects.count()
    run = tables.dry_run(courses, *HERE, viewer=LIN)
    assert run.drafted.tally() == {"new": 0, "changed": 1, "same": 1, "not-understood": 0}
    assert (credits_of("RS"), Change.objects.count()) == (6, before)


def test_applying_moves_what_differs_in_one_go_with_a_change_for_each(courses: Brought) -> None:
    run = tables.dry_run(courses, *HERE, viewer=LIN)
    before = Change.objects.count()
    done = tables.apply(courses, *HERE, viewer=LIN, now=NOW, expected=run.root, why="2026 table")
    told = [(str(each.key), each.who, each.why) for each in Change.objects.order_by("seq")[before:]]
    assert (done.added, done.changed, done.removed, credits_of("RS")) == (0, 1, 0, 5)
    assert told == [(small.key("course", "RS"), "lin", "2026 table")]


def test_applying_twice_changes_nothing_the_second_time(courses: Brought) -> None:
    tables.apply(courses, *HERE, viewer=LIN, now=NOW)
    done = tables.apply(courses, *HERE, viewer=LIN, now=NOW)
    assert (done.added, done.changed, done.removed) == (0, 0, 0)


def test_a_draft_that_moved_since_the_dry_run_is_not_written_over(courses: Brought) -> None:
    run = tables.dry_run(courses, *HERE, viewer=LIN)
    draft = editing.Draft(institution=SZPU, cluster="ict", viewer=LIN, now=NOW)
    kept = read.draft_at(*HERE, LIN)
    assert kept is not None
    editing.remove_part(
        draft, small.key("rule", "SHORT-TERMS"), expected=kept.held.parts[small.key("rule", "SHORT-TERMS")]
    )
    with pytest.raises(Clash):
        tables.apply(courses, *HERE, viewer=LIN, now=NOW, expected=run.root)
    assert credits_of("RS") == 6


def test_a_plan_is_taken_in_by_whoever_leads_its_program(plan: Brought) -> None:
    done = tables.apply(plan, *HERE, viewer=program_lead("MC"), now=NOW)
    assert (done.added, done.changed, done.removed) == (0, 1, 0)


@pytest.mark.parametrize("viewer", [program_lead("CN"), mei("RS")])
def test_who_may_not_change_what_differs_changes_nothing(plan: Brought, viewer: Viewer) -> None:
    with pytest.raises(Forbidden):
        tables.apply(plan, *HERE, viewer=viewer, now=NOW)
    assert Change.objects.filter(who=viewer.who).count() == 0


def test_a_teacher_takes_in_a_table_of_their_own_course_alone(courses: Brought) -> None:
    assert tables.apply(courses, *HERE, viewer=mei("RS"), now=NOW).changed == 1


@pytest.mark.parametrize("viewer", [VISITOR, JUN, CHEN])
def test_to_everybody_else_there_is_no_draft(courses: Brought, viewer: Viewer) -> None:
    for ask in (
        lambda: tables.dry_run(courses, *HERE, viewer=viewer),
        lambda: tables.apply(courses, *HERE, viewer=viewer, now=NOW),
        lambda: tables.remember_columns(Mapping(), *HERE, viewer=viewer, now=NOW),
    ):
        with pytest.raises(Missing):
            ask()


def test_what_is_no_table_of_courses_is_refused(tmp_path: Path) -> None:
    gather()
    brought = Brought(file=read_tables(workbook(tmp_path / "a.xlsx", (("教师", "职称"), ("林", "教授")))))
    with pytest.raises(Refused):
        tables.apply(brought, *HERE, viewer=LIN, now=NOW)


def test_columns_are_mapped_once_and_remembered_for_the_institution(tmp_path: Path) -> None:
    gather()
    file = read_tables(workbook(tmp_path / "a.xlsx", (("科目号", "点 数"), ("RS", 5))))
    assert tables.dry_run(Brought(file=file), *HERE, viewer=LIN).drafted.dossier is None
    mapping = Mapping(columns=(said(Field.CODE, "科目号"), said(Field.CREDITS, "点数")))
    tables.apply(Brought(file=file, mapping=mapping), *HERE, viewer=LIN, now=NOW)
    run = tables.dry_run(Brought(file=file), "SZPU", "ict", viewer=LIN)
    assert [(each.heading, each.field) for each in run.drafted.mapping.columns] == [
        ("科目号", Field.CODE),
        ("点 数", Field.CREDITS),
    ]
    assert (run.drafted.tally()["same"], run.drafted.problems) == (1, ())


def test_what_was_remembered_can_be_said_anew_and_forgotten(tmp_path: Path) -> None:
    gather()
    file = read_tables(workbook(tmp_path / "a.xlsx", (("课程代码", "点数"), ("RS", 5))))
    for field, expected in ((Field.CREDITS, Field.CREDITS), (Field.WEEKS, Field.WEEKS), (None, None)):
        column = Column(heading="点数", field=field, ground=Ground.GIVEN, like="点数")
        tables.remember_columns(Mapping(columns=(column,)), *HERE, viewer=LIN, now=NOW)
        run = tables.dry_run(Brought(file=file), *HERE, viewer=LIN)
        assert [each.field for each in run.drafted.mapping.columns] == [Field.CODE, expected]


def test_headings_that_this_table_lacks_are_no_problem_of_it(courses: Brought) -> None:
    mapping = Mapping(columns=(said(Field.CREDITS, "点数"),))
    tables.remember_columns(mapping, *HERE, viewer=LIN, now=NOW)
    assert tables.dry_run(courses, *HERE, viewer=LIN).drafted.problems == ()


def test_only_a_lead_says_what_columns_mean(courses: Brought) -> None:
    del courses
    with pytest.raises(Forbidden):
        tables.remember_columns(Mapping(), *HERE, viewer=mei("RS"), now=NOW)


def test_an_upload_is_its_owners_for_a_day_and_only_the_newest_are_kept() -> None:
    gather()
    cluster, file = small.key("cluster", "ict"), Uploaded(name="a.csv", content=b"abc")
    made = [uploads.keep(cluster, file, who="lin", at=NOW + timedelta(minutes=at)) for at in range(12)]
    found = [uploads.find(cluster, each, who="lin") for each in made]
    assert found == [None] * 2 + [file] * 10
    assert uploads.find(cluster, made[-1], who="mei") is None
    uploads.forget(made[-1], who="mei")
    assert uploads.find(cluster, made[-1], who="lin") == file
    uploads.keep(cluster, file, who="mei", at=NOW + timedelta(days=2))
    assert uploads.find(cluster, made[-1], who="lin") is None
