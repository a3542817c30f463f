import os
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourfold.domain.catalogue_curricular import CURRICULAR
from fourfold.domain.cluster import TermSystem
from fourfold.domain.course import Requisite, RequisiteKind
from fourfold.domain.footing import Ground
from fourfold.domain.problem import Severity
from fourfold.domain.text import Text
from fourfold.engine.checks import check
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic, metrics
from fourfold.exchange.curricular_csv import CurriculumReading, read_curricular_csv, read_curriculum
from fourfold.exchange.curricular_table import KNOWN
from fourfold.exchange.curricular_terms import earliest_terms
from fourfold.exchange.curricular_write import curriculum_of, write_curricular_csv
from fourfold.exchange.curriculum import CurriculumCourse, CurriculumFile
from fourfold.exchange.limits import LARGEST_FILE_BYTES

HEADER = (
    "Course ID,Course Name,Prefix,Number,Prerequisites,Corequisites,Strict-Corequisites,Credit Hours,"
    "Institution,Canonical Name"
)
HEAD = "Curriculum,Networks,,\nInstitution,Pearl College\nDegree Type,AA\nSystem Type,semester\nCIP,11.0901\n"
SMALL = f"{HEAD}Courses,,,\n{HEADER}\n1,Cabling,NET,101,,,,3,,\n2,Routing,NET,102,1,,,4.5,,\n"


def reading_of(text: str | bytes, folder: Path, name: str = "file.csv") -> CurriculumReading:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_curricular_csv(path)


def told(reading: CurriculumReading) -> list[tuple[str, int | None, str, str | None]]:
    return [(each.code, each.where.line, each.where.path, each.found) for each in reading.problems]


def curriculum(text: str, folder: Path) -> CurriculumFile:
    reading = reading_of(text, folder)
    assert told(reading) == []
    assert reading.curriculum is not None
    return reading.curriculum


def test_a_curriculum_is_a_cluster_with_one_program_whose_plan_requires_every_course(tmp_path: Path) -> None:
    reading = reading_of(SMALL, tmp_path)
    assert reading.problems == ()
    assert reading.dossier is not None
    index = Index(reading.dossier)
    cabling, routing = index.courses.values()
    (program,), (plan,) = index.programs.values(), index.plans.values()
    assert (cabling.code, cabling.title.en, cabling.credits) == ("1", "Cabling", Decimal(3))
    assert (routing.code, routing.credits) == ("2", Decimal("4.5"))
    assert routing.requisite == Requisite(course=cabling.key, kind=RequisiteKind.PRE)
    assert (program.title.en, program.level, program.catalogue_code) == ("Networks", Text(en="AA"), "11.0901")
    assert program.terms == 2
    assert [(each.course, each.term) for each in plan.required] == [(cabling.key, 1), (routing.key, 2)]
    assert plan.footing is not None
    assert plan.footing.ground is Ground.ESTIMATED  # the file states no terms: these are the earliest
    assert index.cluster.head.footing.source == "file.csv"


def test_a_degree_plan_has_terms_and_additional_courses(tmp_path: Path) -> None:
    text = (
        "Curriculum,Networks\nDegree Plan,2024 plan\nSystem Type,Quarter\nCourses\n"
        f"{HEADER},Term\n1,Cabling,,,,,,3,,,1\n2,Routing,,,1,,,3,,,3\n"
        f"Additional Courses,,\n{HEADER},Term\n3,Algebra,,,,,,2,,,2\n4,Physics,,,,,,2,,\n"
    )
    reading = reading_of(text, tmp_path)
    assert told(reading) == []
    assert reading.curriculum is not None
    assert (reading.curriculum.degree_plan, reading.curriculum.quarter) == ("2024 plan", True)
    assert [(each.id, each.term, each.additional) for each in reading.curriculum.courses] == [
        ("1", 1, False),
        ("2", 3, False),
        ("3", 2, True),
        ("4", None, True),
    ]
    assert reading.dossier is not None
    (program,) = reading.dossier.cluster.programs
    assert program.terms == 3
    assert [each.term for each in program.plans[0].required] == [1, 3, 2, None]


@pytest.mark.parametrize(
    "text",
    [
        SMALL.replace("\n", "\r\n"),
        SMALL.replace("\n", "\r"),
        "\N{BYTE ORDER MARK}" + SMALL,
        SMALL.replace("Courses,,,", "\n,,,\n courses ,,\n\n"),
        SMALL.replace("Cabling", '"Cabling"').replace("System Type,semester", 'System Type,"Semester",,,'),
        SMALL.replace("2,Routing,NET,102,1,", "2, Routing ,NET,102,1; ,"),
        SMALL.replace("2,Routing", "2,Routing").rstrip("\n"),
    ],
    ids=["CRLF", "CR", "byte-order mark", "blank rows", "quotes", "spaces", "no last newline"],
)
def test_harmless_differences_of_layout_read_alike(text: str, tmp_path: Path) -> None:
    assert curriculum(text, tmp_path) == curriculum(SMALL, tmp_path)


def test_columns_are_known_by_name_not_by_place(tmp_path: Path) -> None:
    text = (
        "Curriculum,Networks\nInstitution,Pearl College\nDegree Type,AA\nSystem Type,semester\nCIP,11.0901\nCourses\n"
        "credit hours,STRICT-COREQUISITES,Corequisites,Prerequisites,Number,Prefix,Course Name,Course ID\n"
        "3,,,,101,NET,Cabling,1\n4.5,,,1,102,NET,Routing,2\n"
    )
    assert curriculum(text, tmp_path) == curriculum(SMALL, tmp_path)


def test_a_misspelt_system_type_is_read_with_a_warning(tmp_path: Path) -> None:
    reading = reading_of(SMALL.replace("semester", "semster"), tmp_path)
    assert told(reading) == [("R518", 4, "/System Type", "semster")]
    assert reading.sound
    assert reading.curriculum is not None
    assert reading.curriculum.system_type is TermSystem.SEMESTER


def test_every_problem_of_a_file_is_told_at_once_each_with_its_line_and_column(tmp_path: Path) -> None:
    rows = [
        "1,Cabling,,,,,,three,,",
        "1,Cabling again,,,,,,3,,",
        ",Nameless,,,,,,3,,",
        "4,,,,9;4;1,4,,3,,",
        "5,Routing,,,,,,-3,,,surplus",
        "6,Switching,,,,,,3.125,,",
    ]
    text = "Curriculum,Networks\nSystem Type,trimester\nCourses\n" + HEADER + "\n" + "\n".join(rows)
    reading = reading_of(text, tmp_path)
    assert told(reading) == [
        ("R517", 2, "/System Type", "trimester"),
        ("R515", 5, "/Courses/1/Credit Hours", "three"),
        ("R512", 6, "/Courses/1/Course ID", "1"),
        ("R511", 7, "/Courses/Course ID", None),
        ("R513", 8, "/Courses/4/Prerequisites", "9"),
        ("R514", 8, "/Courses/4/Corequisites", "4"),
        ("R514", 8, "/Courses/4/Prerequisites", "4"),
        ("R523", 8, "/Courses/4/Course Name", None),
        ("R515", 9, "/Courses/5/Credit Hours", "-3"),
        ("R521", 9, "", "surplus"),
        ("R515", 10, "/Courses/6/Credit Hours", "3.125"),
    ]
    assert reading.unreadable
    assert {each.where.file for each in reading.problems} == {str(tmp_path / "file.csv")}


def test_a_requisite_that_names_nothing_leaves_the_rest_readable_but_unsound(tmp_path: Path) -> None:
    reading = reading_of(SMALL.replace("102,1,", "102,1;x,"), tmp_path)
    assert told(reading) == [("R513", 9, "/Courses/2/Prerequisites", "x")]
    assert (reading.unreadable, reading.sound) == (False, False)
    assert reading.dossier is not None
    assert [len(course.requisites()) for course in reading.dossier.cluster.courses if course.code == "2"] == [1]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("R506", None)),
        (b"\xef\xbb\xbf \r\n,,\r\n", ("R506", None)),
        (SMALL.encode("utf-16"), ("R503", 1)),
        (SMALL.replace("Routing", "路由").encode("gbk"), ("R503", 9)),
        (SMALL.encode() + b"3,\0,,,,,,3,,", ("R504", 10)),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ("R503", 1)),
        (b"x" * (LARGEST_FILE_BYTES + 1), ("R502", None)),
        (b"just a sentence", ("R507", None)),
        (HEAD.encode() + b"Courses\n", ("R510", None)),
        (HEAD.encode() + b"Courses\n" + HEADER.encode(), ("R510", None)),
        (SMALL.replace("Credit Hours,", "").encode(), ("R508", 7)),
        (SMALL.replace("Canonical Name", "Prefix").encode(), ("R509", 7)),
        (SMALL.replace("Cabling", "C" * 1001).encode(), ("R520", 8)),
        (SMALL.replace("Cabling", '"Cabling"x').encode(), ("R505", 8)),
        (SMALL.replace("Cabling", '"Cabling').encode(), ("R505", 8)),
        (SMALL.replace("Curriculum,", "Curriculum,\nDegree Plan,").encode(), ("R508", 8)),
    ],
)
def test_what_is_no_curriculum_is_refused_with_a_code(
    data: bytes, expected: tuple[str, int | None], tmp_path: Path
) -> None:
    reading = reading_of(data, tmp_path)
    errors = [each for each in reading.problems if each.severity is Severity.ERROR]
    assert (errors[0].code, errors[0].where.line) == expected
    assert reading.unreadable


def test_a_broken_quotation_does_not_hide_the_other_problems(tmp_path: Path) -> None:
    text = SMALL.replace("Cabling", '"Cabling"x').replace("4.5", "many")
    assert [(code, line) for code, line, _, _ in told(reading_of(text, tmp_path))] == [("R505", 8), ("R515", 9)]


def test_an_absent_path_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    names = ("absent.csv", "folder.csv", "pipe.csv", "nul\0.csv")
    assert [told(read_curricular_csv(tmp_path / name))[0][0] for name in names] == ["R501"] * 4


def test_terms_must_be_terms(tmp_path: Path) -> None:
    text = f"Curriculum,N\nDegree Plan,P\nSystem Type,semester\nCourses\n{HEADER},Term\n"
    rows = "1,A,,,,,,3,,,0\n2,B,,,,,,3,,,\n3,C,,,,,,3,,,1.5\n4,D,,,,,,3,,,99999999999999999999\n"
    assert [each[0:2] for each in told(reading_of(text + rows, tmp_path))] == [("R516", line) for line in (6, 7, 8, 9)]


def test_an_id_that_cannot_be_a_code_gets_one_and_stays_as_it_is_in_the_file(tmp_path: Path) -> None:
    text = f"{HEAD}Courses\n{HEADER}\nCS 1,A,,,,,,3,,\ncs-1,B,,,CS 1,,,3,,\n课,丙,,,,,,3,,\n"
    reading = reading_of(text, tmp_path)
    assert reading.curriculum is not None
    assert [each.id for each in reading.curriculum.courses] == ["CS 1", "cs-1", "课"]
    assert reading.dossier is not None
    courses = Index(reading.dossier).courses.values()
    assert {each.code: each.title.in_language("zh") for each in courses} == {"CS-1-2": "A", "cs-1": "B", "course": "丙"}


def test_reading_twice_gives_the_same_keys(tmp_path: Path) -> None:
    assert reading_of(SMALL, tmp_path).dossier == reading_of(SMALL, tmp_path, "file.csv").dossier


def test_learning_outcomes_and_unknown_rows_of_the_head_are_kept(tmp_path: Path) -> None:
    outcomes = "Course Learning Outcomes,,\nCourse ID,Learning Outcome ID,Learning Outcome\n1,1,Terminate a cable\n"
    found = curriculum(SMALL.replace("CIP,", "Year,2024\nCIP,") + outcomes, tmp_path)
    assert found.other_head == (("Year", "2024"),)
    assert found.appendix[-1] == ("1", "1", "Terminate a cable")
    write_curricular_csv(found, tmp_path / "out.csv")
    assert read_curriculum(tmp_path / "out.csv") == found


def test_what_a_spreadsheet_would_run_is_written_as_text_and_read_back(tmp_path: Path) -> None:
    nasty = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "'=x", "''=y", "'plain")
    courses = tuple(CurriculumCourse(f"{n}", name, "", "", (), (), (), Decimal(1)) for n, name in enumerate(nasty))
    written = CurriculumFile(name="=HYPERLINK()", courses=courses)
    write_curricular_csv(written, tmp_path / "out.csv")
    cells = (tmp_path / "out.csv").read_text().replace("\n", ",").split(",")
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert read_curriculum(tmp_path / "out.csv") == written


def test_metrics_columns_are_written_as_they_are_published(tmp_path: Path) -> None:
    found = curriculum(SMALL, tmp_path)
    measured = metrics(found.requisites(), quarter=True)
    assert not isinstance(measured, Cyclic)
    write_curricular_csv(found, tmp_path / "out.csv", figures={each.course: each for each in measured.courses})
    assert (tmp_path / "out.csv").read_text().splitlines()[6:] == [
        f"{HEADER},Complexity,Blocking,Delay,Centrality",
        "1,Cabling,NET,101,,,,3,,,2.0,1,2.0,0",
        "2,Routing,NET,102,1,,,4.5,,,1.3,0,2.0,0",
    ]
    again = read_curriculum(tmp_path / "out.csv")
    assert again is not None
    assert [each["complexity"] for each in again.stated().values()] == [Decimal(2), Decimal("1.3")]
    assert replace(again, published=()) == found


def test_figures_that_a_file_states_are_written_as_they_stand(tmp_path: Path) -> None:
    text = SMALL.replace("Canonical Name\n", "Canonical Name,Complexity,Delay\n").replace("4.5,,", "4.5,,,7.25,99")
    found = curriculum(text, tmp_path)
    write_curricular_csv(found, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text().splitlines()[-2:] == [
        "1,Cabling,NET,101,,,,3,,,,",
        "2,Routing,NET,102,1,,,4.5,,,7.25,99.0",
    ]
    assert read_curriculum(tmp_path / "out.csv") == found


def test_no_more_problems_are_listed_than_anyone_would_read(tmp_path: Path) -> None:
    reading = reading_of(
        HEAD + "Courses\n" + HEADER + "\n" + "".join(f"{n},A,,,,,,x,,\n" for n in range(700)), tmp_path
    )
    assert len(reading.problems) == 501
    assert (reading.problems[-1].code, reading.problems[-1].details) == ("R019", (("left", "200"),))


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(OSError, match=r"out\.csv"):
        write_curricular_csv(CurriculumFile(name="N"), tmp_path / "out.csv")
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


def test_a_dossier_is_written_in_either_layout(tmp_path: Path) -> None:
    text = (
        f"Curriculum,N\nDegree Plan,P\nSystem Type,semester\nCourses\n{HEADER},Term\n1,A,,,,,,3,,,1\n2,B,,,1,,,3,,,2\n"
    )
    dossier = reading_of(text, tmp_path).dossier
    assert dossier is not None
    (plan,) = Index(dossier).plans
    as_plan, as_curriculum = curriculum_of(dossier, plan=plan), curriculum_of(dossier)
    assert [(each.id, each.prerequisites, each.term) for each in as_plan.courses] == [("1", (), 1), ("2", ("1",), 2)]
    assert [(each.id, each.prerequisites, each.term) for each in as_curriculum.courses] == [
        ("1", (), None),
        ("2", ("1",), None),
    ]


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=12).map(
    lambda text: " ".join(unicodedata.normalize("NFC", text).split())
)
ID = st.text("abcXYZ019.-_ =+@'课", min_size=1, max_size=6).map(str.strip).filter(bool)


@st.composite
def files(draw: st.DrawFn) -> CurriculumFile:
    ids = draw(st.lists(ID, min_size=1, max_size=6, unique=True))
    plan = draw(st.none() | LINE)
    return CurriculumFile(
        name=draw(LINE),
        institution=draw(LINE),
        degree_type=draw(LINE),
        system_type=draw(st.sampled_from(TermSystem)),
        cip=draw(LINE),
        degree_plan=plan,
        courses=tuple(draw(course(each, ids, with_terms=plan is not None)) for each in ids),
    )


@st.composite
def course(draw: st.DrawFn, id: str, ids: list[str], *, with_terms: bool) -> CurriculumCourse:
    others = (
        st.lists(st.sampled_from([each for each in ids if each != id]), max_size=3) if len(ids) > 1 else st.just([])
    )
    return CurriculumCourse(
        id,
        draw(LINE),
        draw(LINE),
        draw(LINE),
        tuple(draw(others)),
        tuple(draw(others)),
        tuple(draw(others)),
        draw(st.decimals(0, 99, places=2).map(lambda number: Decimal(str(number)).normalize() + 0)),
        draw(LINE),
        draw(LINE),
        draw(st.integers(1, 12)) if with_terms else None,
    )


@given(files())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_reads_back_to_the_same_value(tmp_path: Path, file: CurriculumFile) -> None:
    write_curricular_csv(file, tmp_path / "out.csv")
    reading = read_curricular_csv(tmp_path / "out.csv")
    assert reading.curriculum == file
    assert reading.dossier is not None


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(str.encode)
    | st.text(",\"\n;1aA'", max_size=80).map(lambda rest: (SMALL + rest).encode())
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_reading_fail_without_saying_why(tmp_path: Path, data: bytes) -> None:
    reading = reading_of(data, tmp_path)
    assert reading.unreadable == any(
        each.severity is Severity.ERROR and each.code not in {"R513", "R514"} for each in reading.problems
    )


@pytest.mark.benchmarks
def test_every_published_file_is_written_back_to_the_same_value(benchmarks: Path, tmp_path: Path) -> None:
    paths = sorted((benchmarks / "curricula").glob("*.csv"))
    assert len(paths) == 7
    for path in paths:
        file = read_curriculum(path)
        assert file is not None
        measured = metrics(file.requisites(), quarter=file.quarter)
        assert not isinstance(measured, Cyclic)
        for figures in ({each.course: each for each in measured.courses} if file.published else None, None):
            write_curricular_csv(file, tmp_path / path.name, figures=figures)
            assert read_curriculum(tmp_path / path.name) == file


def test_terms_are_the_earliest_that_every_kind_of_requisite_allows(tmp_path: Path) -> None:
    rows = ["1,A,,,,,,3,,", "2,B,,,1,,,3,,", "3,Lab,,,,,2,1,,", "4,C,,,,3,,3,,", "5,D,,,4,6,,3,,", "6,E,,,,5,,3,,"]
    found = curriculum(f"{HEAD}Courses\n{HEADER}\n" + "\n".join(rows), tmp_path)
    assert earliest_terms(found) == {"1": 1, "2": 2, "3": 2, "4": 2, "5": 3, "6": 3}
    circle = curriculum(f"{HEAD}Courses\n{HEADER}\n1,A,,,2,,,3,,\n2,B,,,1,,,3,,\n", tmp_path)
    assert earliest_terms(circle) == {}


@pytest.mark.benchmarks
def test_published_curricula_are_sound(benchmarks: Path) -> None:
    for path in (benchmarks / "curricula").glob("*.csv"):
        dossier = read_curricular_csv(path).dossier
        assert dossier is not None
        found = check(Index(dossier), today=date(2026, 6, 1))
        assert [each for each in found if each.severity is Severity.ERROR] == []


@pytest.mark.benchmarks
def test_published_files_have_no_problem_but_one_misspelling(benchmarks: Path) -> None:
    found = [each for path in (benchmarks / "curricula").glob("*.csv") for each in told(read_curricular_csv(path))]
    assert found == [("R518", 4, "/System Type", "semster")]


def test_the_example_and_the_columns_in_the_docs_are_right(root: Path, tmp_path: Path) -> None:
    text = (root / "docs/reference/curricular-csv.md").read_text()
    found = curriculum(text.split("```")[1].lstrip("\n"), tmp_path)
    assert [(each.id, each.credit_hours, each.term) for each in found.courses] == [
        ("1", Decimal(3), 1),
        ("2", Decimal("4.5"), 2),
        ("3", Decimal(1), 2),
    ]
    assert [name for name in KNOWN if f"`{name}`" not in text] == []
    assert f"{CURRICULAR[0].code} to {CURRICULAR[-1].code}" in text
