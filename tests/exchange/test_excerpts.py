"""One program or one course on a sheet of its own: all of it comes back, and a bad row spoils no other."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from openpyxl import Workbook, load_workbook

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import CognitiveLevel, Course
from fourfold.domain.link import CourseLinks
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.exchange.excerpt import Excerpt, excerpt_of
from fourfold.exchange.excerpt_known import Known
from fourfold.exchange.excerpt_read import ExcerptReading, about_of, read_excerpt
from fourfold.exchange.reading import read
from fourfold.exchange.staging import CannotWrite
from fourfold.exchange.workbook_write import excerpt_workbook_bytes
from tests.exchange.test_workbook_round_trips import shuffle
from tests.strategies import dossiers

BASE = "0123456789abcdef" * 4
Change = Callable[[Workbook], object]


def written(dossier: Dossier, excerpt: Excerpt) -> bytes:
    try:
        return excerpt_workbook_bytes(dossier, excerpt, base=BASE)
    except CannotWrite:
        reject()


def brought(dossier: Dossier, excerpt: Excerpt, change: Change | None = None, *states: Dossier) -> ExcerptReading:
    """What is read of an excerpt once somebody has changed its workbook."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "excerpt.xlsx"
        path.write_bytes(written(dossier, excerpt))
        if change is not None:
            book = load_workbook(path)
            change(book)
            book.save(path)
        about = about_of(path)
        assert about is not None
        assert (about.holds, about.of, about.cluster) == (excerpt.noun, excerpt.key, dossier.cluster.head.key)
        return read_excerpt(path, Known(excerpt.noun, excerpt.key, *(states or (dossier,))))


def some_excerpt(dossier: Dossier, data: DataObject) -> Excerpt:
    cluster = dossier.cluster
    nouns = [("program", each.key) for each in cluster.programs] + [("course", each.key) for each in cluster.courses]
    assume(nouns)
    return excerpt_of(cluster, *data.draw(st.sampled_from(nouns)))


def retitled(dossier: Dossier) -> Dossier:
    """The same cluster with all its courses, modules and programs called otherwise."""
    said = Text(en="Called otherwise")
    cluster = dossier.cluster
    return replace(
        dossier,
        cluster=replace(
            cluster,
            programs=tuple(replace(each, title=said) for each in cluster.programs),
            modules=tuple(replace(each, title=said) for each in cluster.modules),
            courses=tuple(replace(each, title=said, unit=said, outcomes=()) for each in cluster.courses),
        ),
    )


@given(dossiers(), st.data())
@settings(max_examples=60)
def test_an_excerpt_reads_back_as_it_was_written(dossier: Dossier, data: DataObject) -> None:
    excerpt = some_excerpt(dossier, data)
    found = brought(dossier, excerpt)
    assert (found.problems, found.reading.base, found.left, found.silent) == ((), BASE, 0, frozenset())
    assert found.excerpt == excerpt


@given(dossiers(), st.data())
@settings(max_examples=40)
def test_an_excerpt_says_what_its_file_says_whatever_the_cluster_says_now(dossier: Dossier, data: DataObject) -> None:
    excerpt = some_excerpt(dossier, data)
    found = brought(dossier, excerpt, None, retitled(dossier), dossier)
    assert found.excerpt == excerpt


@given(dossiers(), st.data(), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_rows_and_columns_changes_nothing(dossier: Dossier, data: DataObject, rng: random.Random) -> None:
    excerpt = some_excerpt(dossier, data)

    def shuffled(book: Workbook) -> None:
        for page in book.worksheets[1:-2]:
            shuffle(page, rng)

    found = brought(dossier, excerpt, shuffled)
    assert found.problems == ()
    assert found.excerpt == excerpt


@pytest.fixture(scope="module")
def ict(root: Path) -> Dossier:
    dossier = read(root / "examples/ict-cluster").dossier
    assert dossier is not None
    return dossier


def course_of(dossier: Dossier, code: str = "NT-A") -> Course:
    return next(each for each in dossier.cluster.courses if each.code == code)


def cell(book: Workbook, sheet: str, heading: str, row: int) -> Any:  # noqa: ANN401 - a cell of openpyxl, merged or not
    """The cell below a heading."""
    page = book[sheet]
    at = next(each.column for each in page[1] if str(each.value).split("\n")[0] == heading)
    return page.cell(row, at)


def put(sheet: str, heading: str, row: int, value: object) -> Change:
    """Write into a cell."""
    return lambda book: setattr(cell(book, sheet, heading, row), "value", value)


def places(found: ExcerptReading) -> list[tuple[str, str]]:
    return [(str(each.where.cell or ""), each.code) for each in found.problems]


def own(found: ExcerptReading, cls: type) -> Any:  # noqa: ANN401 - a part of that class
    assert found.excerpt is not None
    return next(each for each in found.excerpt.parts if isinstance(each, cls))


def of_course(dossier: Dossier, code: str = "NT-A") -> Excerpt:
    return excerpt_of(dossier.cluster, "course", course_of(dossier, code).key)


def test_an_edited_cell_is_the_only_thing_that_differs(ict: Dossier) -> None:
    found = brought(ict, of_course(ict), put("courses", "credits", 2, 5.5))
    assert (found.problems, found.left) == ((), 0)
    assert own(found, Course) == replace(course_of(ict), credits=Decimal("5.5"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("outcomes", "level", 3, "walk on water"), [("outcomes!F3 (level)", "R023")]),
        (put("outcomes", "level", 3, "=1+1"), [("outcomes!F3 (level)", "R616")]),
        (put("links", "item", 2, "no-such-item"), [("links!E2 (item)", "D008")]),
    ],
)
def test_a_bad_row_stays_as_it_was_and_the_others_are_read(
    ict: Dossier, change: Change, told: list[tuple[str, str]]
) -> None:
    def both(book: Workbook) -> None:
        change(book)
        put("outcomes", "text English", 2, "Better said")(book)

    found = brought(ict, of_course(ict), both)
    assert [(place.split(" ")[0].split("!")[0], code) for place, code in places(found)] == [
        (place.split("!")[0], code) for place, code in told
    ]
    first, *others = course_of(ict).outcomes
    expected = replace(first, text=replace(first.text, en="Better said"))
    assert own(found, Course) == replace(course_of(ict), outcomes=(expected, *others))
    assert found.left == 1


def test_a_bad_row_of_the_course_itself_leaves_its_outcomes_readable(ict: Dossier) -> None:
    def both(book: Workbook) -> None:
        put("courses", "credits", 2, "many")(book)
        put("outcomes", "text English", 2, "Better said")(book)

    found = brought(ict, of_course(ict), both)
    assert [code for _place, code in places(found)] == ["R022"]
    first, *others = course_of(ict).outcomes
    assert own(found, Course) == replace(
        course_of(ict), outcomes=(replace(first, text=replace(first.text, en="Better said")), *others)
    )


def test_a_bad_new_row_is_left_out(ict: Dossier) -> None:
    def add(book: Workbook) -> None:
        row = book["outcomes"].max_row + 1
        for heading, value in (("course", "NT-A"), ("code", "NT-A.new"), ("text English", "New"), ("level", "odd")):
            put("outcomes", heading, row, value)(book)

    found = brought(ict, of_course(ict), add)
    assert (found.left, own(found, Course)) == (1, course_of(ict))


def test_a_new_row_needs_no_key(ict: Dossier) -> None:
    def add(book: Workbook) -> None:
        row = book["outcomes"].max_row + 1
        for heading, value in (("course", "NT-A"), ("code", "NT-A.new"), ("text English", "New"), ("level", "apply")):
            put("outcomes", heading, row, value)(book)

    found = brought(ict, of_course(ict), add)
    assert found.problems == ()
    *old, new = own(found, Course).outcomes
    assert tuple(old) == course_of(ict).outcomes
    assert (new.code, new.level) == ("NT-A.new", CognitiveLevel.APPLY)


def test_a_row_keeps_its_identity_by_its_code_where_the_keys_are_gone(ict: Dossier) -> None:
    def forget(book: Workbook) -> None:
        for page in book.worksheets[1:-2]:
            for heading in page[1]:
                if str(heading.value).startswith("key\n"):
                    for row in range(2, page.max_row + 1):
                        page.cell(row, heading.column).value = None

    found = brought(ict, of_course(ict), forget)
    assert (found.problems, found.excerpt) == ((), of_course(ict))


def test_a_row_of_another_course_is_refused_and_changes_nothing(ict: Dossier) -> None:
    other = course_of(ict, "NT-B")

    def paste(book: Workbook) -> None:
        for heading, value in (
            ("code", "NT-B"),
            ("key", other.key),
            ("credits", 1),
            ("module", "M"),
            ("type", "theory"),
        ):
            put("courses", heading, 3, value)(book)
        put("courses", "title English", 3, "Mine now")(book)

    found = brought(ict, of_course(ict), paste)
    assert "R633" in [code for _place, code in places(found)]
    assert found.excerpt == of_course(ict)


def test_what_the_file_does_not_hold_is_as_it_was_and_not_taken_for_removed(ict: Dossier) -> None:
    def lose(book: Workbook) -> None:
        del book["projects"]
        page = book["courses"]
        page.delete_cols(cell(book, "courses", "credits", 1).column)

    found = brought(ict, of_course(ict), lose)
    assert [code for _place, code in places(found)] == ["R632", "R631"]
    assert "Project" in {each.__name__ for each in found.silent}
    assert own(found, Course) == replace(course_of(ict), projects=())


def test_a_file_of_links_alone_keeps_what_they_stand_on(ict: Dossier) -> None:
    found = brought(ict, of_course(ict), lambda book: book.remove(book["course links"]))
    assert own(found, CourseLinks) == next(each for each in ict.cluster.links if each.course == course_of(ict).key)


def test_the_sheet_of_a_program_holds_what_it_needs_and_no_more(ict: Dossier) -> None:
    program = ict.cluster.programs[0]
    held = excerpt_of(ict.cluster, "program", program.key).parts
    assert [each for each in held if isinstance(each, Program)] == [program]
    named = {each.course for plan in program.plans for each in plan.required}
    assert named <= {each.key for each in held if isinstance(each, Course)}
    assert len([each for each in held if isinstance(each, Course)]) < len(ict.cluster.courses)


def test_an_excerpt_is_not_read_as_a_whole_cluster(ict: Dossier, tmp_path: Path) -> None:
    (tmp_path / "course.xlsx").write_bytes(written(ict, of_course(ict)))
    reading = read(tmp_path / "course.xlsx")
    assert (reading.dossier, [each.code for each in reading.problems]) == (None, ["R611"])


def copied(book: Workbook, sheet: str, row: int) -> None:
    """Copy a row to the end of its sheet, as people do who begin a new one so."""
    page = book[sheet]
    last = page.max_row + 1
    for at in range(1, page.max_column + 1):
        page.cell(last, at).value = page.cell(row, at).value


@pytest.mark.parametrize(("sheet", "code"), [("links", "R634"), ("outcomes", "R030"), ("courses", "R030")])
def test_a_row_that_is_there_twice_counts_once_and_hides_nothing(ict: Dossier, sheet: str, code: str) -> None:
    found = brought(ict, of_course(ict), lambda book: copied(book, sheet, 2))
    assert [each for _place, each in places(found)] == [code]
    assert (found.excerpt, found.silent) == (of_course(ict), frozenset())


@given(st.data())
@settings(max_examples=40)
def test_whatever_somebody_types_into_a_sheet_is_read_or_told(ict: Dossier, data: DataObject) -> None:
    excerpt = excerpt_of(ict.cluster, "course", course_of(ict).key)
    typed = st.one_of(
        st.none(), st.booleans(), st.integers(-5, 10**9), st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(["=1+1", "NT-B", "NT-A", "no such", "all(NT-B"]),
        st.sampled_from([course_of(ict).key, course_of(ict, "NT-B").key]),
    )  # fmt: skip

    def scribble(book: Workbook) -> None:
        for _ in range(data.draw(st.integers(1, 6))):
            page = book[data.draw(st.sampled_from(["courses", "outcomes", "links", "course links"]))]
            row = data.draw(st.integers(1, page.max_row + 2))
            page.cell(row, data.draw(st.integers(1, page.max_column))).value = data.draw(typed)

    found = brought(ict, excerpt, scribble)
    if found.excerpt is not None:
        own_keys = {each.key for each in found.excerpt.parts}
        assert own_keys <= {each.key for each in excerpt.parts}
        assert len(own_keys) == len(found.excerpt.parts)
