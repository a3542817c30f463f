"""Everything wrong in a workbook is named at once: sheet, row, column, code, what was found and expected."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fourfold.cli.check import problems_of
from fourfold.exchange.places import Reading
from fourfold.exchange.workbook_read import read_framework_workbook
from fourfold.exchange.workbook_write import write_framework_workbook
from tests.exchange.workbooks import Said, by_hand, changed, in_words, said, small

Change = Callable[[Workbook], object]
TRUE = True
BASE = "0123456789abcdef" * 4


def column(page: Worksheet, name: str) -> int:
    return next(int(cell.column) for cell in page[1] if str(cell.value).split("\n")[0] == name)


def typed(sheet: str, row: int, name: str, value: Any) -> Change:  # noqa: ANN401 - whatever a cell can hold
    """Type a value into the cell of a row below a heading."""

    def change(book: Workbook) -> None:
        page = book[sheet]
        page.cell(row, column(page, name)).value = value

    return change


def heading(sheet: str, name: str, value: str | None) -> Change:
    return typed(sheet, 1, name, value)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (typed("courses", 2, "type", "mixd"), ("courses!E2", "R023", "mixd", "did you mean mixed?")),
        (typed("courses", 2, "type", None), ("courses!E2", "R021", "nothing", "one of: theory, mixed, practice")),
        (typed("courses", 2, "credits", "many"), ("courses!F2", "R022", "many", "a number of at most two places")),
        (typed("courses", 2, "credits", 4.555), ("courses!F2", "R026", "4.555", "at most 2 decimal places")),
        (typed("courses", 2, "weeks", 4.5), ("courses!G2", "R022", "4.5", "a whole number")),
        (typed("courses", 2, "weeks", -4), ("courses!G2", "R025", "-4", "a number from 0 to 10000")),
        (typed("courses", 2, "code", date(2026, 3, 1)), ("courses!A2", "R620", "the date 2026-03-01", "a code")),
        (typed("required", 2, "term", TRUE), ("required!D2", "R620", "TRUE", "a whole number")),
        (typed("courses", 2, "title English", '=A1&"x"'), ("courses!B2", "R616", '=A1&"x"', "text")),
        (typed("courses", 2, "title English", "#REF!"), ("courses!B2", "R619", "#REF!", "text")),
        (typed("courses", 2, "title English", None), ("courses!B2", "R021", "nothing", "text")),
        (typed("modules", 2, "common", "maybe"), ("modules!F2", "R022", "maybe", "yes or no")),
        (
            typed("frameworks", 2, "retires on date", "2026-13-01"),
            ("frameworks!K2", "R022", "2026-13-01", "a date, such as 2026-06-01"),
        ),
        (typed("outcomes", 2, "course", "NT-Z"), ("outcomes!A2", "R622", "NT-Z", "did you mean NT-B?")),
        (typed("outcomes", 2, "course", None), ("outcomes!A2", "R622", "nothing", None)),
        (typed("links", 2, "course", None), ("links!A2", "R622", "nothing", None)),
        (typed("items", 3, "above", "X9"), ("items!B3", "R622", "X9", None)),
        (typed("items", 3, "above", "D1.1"), ("items!B3", "R623", "D1.1", None)),
        (typed("items", 2, "above", "D1.1"), ("items!B2", "R623", "D1.1", None)),
        (typed("courses", 3, "requisite", "all(NT-A"), ("courses!Q3", "R624", "all(NT-A", "a closing bracket")),
        (
            typed("courses", 3, "requisite", "NT-A 或 NT-C"),
            ("courses!Q3", "R624", "NT-A 或 NT-C", "a code, not 或 NT-C"),
        ),
        (
            typed("pools", 2, "choose", None),
            ("pools!2:2", "R028", None, "choose and electives in a pool of kind courses"),
        ),
        (typed("courses", 2, "code", "nt-a"), ("courses!A3", "R030", "NT-A", None)),
        (typed("courses", 2, "title English", "x" * 40_000), ("courses!B2", "R027", "x" * 79 + "…", None)),
    ],
    ids=lambda each: str(each[:2]) if isinstance(each, tuple) else "",
)
def test_a_fault_is_told_with_its_cell_and_nothing_else(tmp_path: Path, change: Change, expected: Said) -> None:
    reading = changed(small(tmp_path), change)
    cell, code, found, _ = expected
    assert [(each[0], each[1], each[2]) for each in said(reading.problems)] == [(cell, code, found)]
    assert expected[3] is None or said(reading.problems) == [expected]
    assert reading.dossier is None


def test_a_code_that_names_nothing_is_told_by_the_checks_with_its_cell(tmp_path: Path) -> None:
    reading = changed(small(tmp_path), typed("courses", 2, "module", "BASICZ"))
    assert reading.problems == ()
    told = [each for each in problems_of(reading, date(2026, 6, 1)) if each.code == "D002"]
    assert said(told) == [("courses!D2", "D002", None, "did you mean BASICS?")]
    assert in_words(told) == ["`module` names the module BASICZ, which does not exist."]


def test_all_is_told_at_once(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        typed("courses", 2, "module", "BASICZ")(book)
        typed("courses", 2, "type", "mixd")(book)
        typed("outcomes", 2, "level", "=1+1")(book)
        typed("outcomes", 3, "course", "NT-Z")(book)
        typed("outcomes", 3, "level", "know")(book)
        typed("rules", 2, "comparator", "between")(book)

    assert said(changed(small(tmp_path), change).problems) == [
        ("courses!D2", "D002", None, "did you mean BASICS?"),
        ("courses!E2", "R023", "mixd", "did you mean mixed?"),
        (
            "outcomes!F2",
            "R616",
            "=1+1",
            "one of: remember, understand, apply, analyse, evaluate, create",
        ),
        ("outcomes!A3", "R622", "NT-Z", "did you mean NT-B?"),
        (
            "outcomes!F3",
            "R023",
            "know",
            "one of: remember, understand, apply, analyse, evaluate, create",
        ),
        ("rules!2:2", "R028", None, "upper where comparator is between, and only there"),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda book: setattr(book["courses"], "sheet_state", "hidden"), [("courses", "R618", None, None)]),
        (lambda book: setattr(book["courses"], "sheet_state", "veryHidden"), [("courses", "R618", None, None)]),
        (lambda book: book.create_sheet("我的备注"), [("我的备注", "R612", None, None)]),
        (typed("programs", 2, "catalogue code", 510202), [("programs!E2", "R621", "510202", None)]),
    ],
)
def test_what_may_be_meant_is_a_warning(tmp_path: Path, change: Change, expected: list[Said]) -> None:
    reading = changed(small(tmp_path), change)
    assert said(reading.problems) == expected
    assert reading.dossier is not None


def titled(book: Workbook) -> None:
    book["outcomes"].insert_rows(1)
    book["outcomes"]["A1"] = "Outcomes of our courses"


WAITING = ("", "R032", None, None)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda book: setattr(book["courses"], "title", "course"), [WAITING, ("course", "R630", "course", "courses")]),
        (
            heading("courses", "title English", "titel English"),
            [("courses!B1", "R613", "titel English", "did you mean title English?")],
        ),
        (heading("courses", "code", "kode"), [WAITING, ("courses!A1", "R613", "kode", "did you mean code?")]),
        (lambda book: book["courses"].delete_cols(1), [WAITING, ("courses!1:1", "R627", None, None)]),
        (heading("courses", "title Chinese", "title English"), [("courses!C1", "R614", "title English", None)]),
        (heading("courses", "weeks", "=A1"), [("courses!G1", "R616", "=A1", "the heading itself")]),
        (
            lambda book: book["courses"].cell(4, 60, "a note of mine"),
            [("courses!BH4", "R613", "no heading", "a heading in the first row")],
        ),
        (titled, [WAITING, ("outcomes!1:1", "R625", None, None)]),
        (lambda book: book["outcomes"].merge_cells("A2:A3"), [("outcomes!A2", "R617", "A2:A3", None)]),
        (lambda book: book["outcomes"].merge_cells("A2:H3"), [("outcomes!A2", "R617", "A2:H3", None)]),
        (lambda book: book["cluster"].append(["x", "y", "z"]), [("cluster!3:3", "R626", "2 rows", "one row")]),
        (lambda book: book["cluster"].delete_rows(2), [("cluster", "R626", "0 rows", "one row")]),
        (lambda book: book.remove(book["cluster"]), [("", "R611", None, "a sheet “cluster”")]),
        (typed("about", 3, "Fourfold", None), []),
        (lambda book: setattr(book["about"]["B3"], "value", "workbook/9"), [("about!B3", "R014", "workbook/9", None)]),
        (lambda book: setattr(book["about"]["B3"], "value", "course/1"), [("about!B3", "R013", "course/1", None)]),
        (lambda book: setattr(book["about"]["B5"], "value", "zz"), [("about!B5", "R024", "zz", None)]),
        (
            lambda book: setattr(book["about"]["B4"], "value", "framework"),
            [("", "R611", "one framework", "a workbook of a cluster")],
        ),
        (lambda book: book.remove(book["about"]), []),
    ],
)
def test_sheets_and_columns_are_found_or_reported(tmp_path: Path, change: Change, expected: list[Said]) -> None:
    reading = changed(small(tmp_path), change)
    short = [(cell, code, found) for cell, code, found, _ in said(reading.problems)]
    assert short == [(cell, code, found) for cell, code, found, _ in expected]
    wanted = [each[3] for each in expected if each[3] is not None]
    assert [each[3] for each in said(reading.problems) if each[3] is not None][: len(wanted)] == wanted
    assert (reading.dossier is not None) == (not expected)


def test_a_doubled_sheet_is_reported(tmp_path: Path) -> None:
    reading = changed(small(tmp_path), lambda book: book.copy_worksheet(book["rules"]).__setattr__("title", "规则"))
    assert said(reading.problems) == [("规则", "R615", None, None)]


def test_what_is_gone_from_a_workbook_with_a_base_is_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.remove(book["rules"])
        page = book["courses"]
        page.delete_cols(column(page, "optional"))

    reading = changed(small(tmp_path, base=BASE), change)
    assert said(reading.problems) == [("courses!1:1", "R628", None, None), ("rules", "R629", None, None)]
    assert in_words(reading.problems) == [
        "The column “optional” is gone: its values are read as empty",
        "The sheet “rules” is gone: all that stood on it is read as removed",
    ]
    assert reading.dossier is not None
    assert (reading.dossier.cluster.rules, reading.base) == ((), BASE)


def test_of_very_many_problems_errors_come_first_and_the_rest_are_counted(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for number in range(700):
            book["courses"].append([number, "Title", None, "BASICS", "mixed", "many"])

    reading = changed(small(tmp_path), change)
    more, *rest = reading.problems
    assert (more.code, more.details, len(rest)) == ("R019", (("left", "900"),), 500)
    assert {each.code for each in rest} == {"R022"}


def lines(reading: Reading) -> list[str]:
    assert reading.dossier is not None
    return [f"{each.code} {each.credits} {each.title.en or each.title.zh}" for each in reading.dossier.cluster.courses]


def test_a_workbook_made_by_hand_needs_only_what_it_holds(tmp_path: Path) -> None:
    """English or Chinese headings in any order, blank rows and cells, no keys, no first sheet, numbers as numbers."""
    path = by_hand(
        tmp_path / "hand.xlsx",
        {
            "专业群": [
                ["院校", "代码", "名称（中文）", "依据（性质）"],
                ["example", "ict", "信息专业群", "illustrative"],
            ],
            "Categories": [["title English", "CODE"], ["Core", "core"]],
            "modules": [["code", "title Chinese", "category"], ["NET", "网络模块", "core"]],
            "courses": [
                ["credits", "code", "title English", "type", "module", "requisite", "terms"],
                [4.6, "064", "Networks", "mixed", "NET", None, 3],
                [],
                [None, "   ", None],
                [2, "065", "Routing", "Practice", "net", "064 co", "3、4"],
            ],
        },
    )
    reading = changed(path, lambda _: None)
    assert reading.problems == ()
    assert sorted(lines(reading)) == ["064 4.6 Networks", "065 2 Routing"]
    assert reading.dossier is not None
    routing = next(each for each in reading.dossier.cluster.courses if each.code == "065")
    networks = next(each for each in reading.dossier.cluster.courses if each.code == "064")
    assert (networks.terms, routing.terms, networks.credits) == ((3,), (3, 4), Decimal("4.6"))
    assert [(leaf.course, leaf.kind.value) for leaf in routing.requisites()] == [(networks.key, "co")]


def test_codes_typed_as_numbers_are_read_as_text_and_warned_of(tmp_path: Path) -> None:
    reading = changed(small(tmp_path), typed("rules", 2, "code", 7.10))
    assert said(reading.problems) == [("rules!A2", "R621", "7.1", None)]
    assert reading.dossier is not None
    assert [each.code for each in reading.dossier.cluster.rules] == ["7.1"]


def test_a_framework_alone_is_judged_alike(tmp_path: Path) -> None:
    dossier = changed(small(tmp_path), lambda _: None).dossier
    assert dossier is not None
    path = tmp_path / "framework.xlsx"
    write_framework_workbook(dossier.frameworks[0], path)
    changed(path, typed("items", 3, "weight", "much"))
    reading = read_framework_workbook(path)
    assert reading.framework is None
    assert said(reading.problems) == [("items!G3", "R022", "much", "a number of at most two places")]
    assert said(changed(path, lambda _: None).problems) == [
        ("", "R611", "one framework", "a workbook of a cluster"),
    ]


def test_a_code_that_was_changed_keeps_its_key_and_is_found_by_the_old_one(tmp_path: Path) -> None:
    before = changed(small(tmp_path), lambda _: None).dossier

    def rename(book: Workbook) -> None:
        typed("courses", 3, "code", "NET-1")(book)
        typed("courses", 3, "was", "NT-A")(book)

    reading = changed(tmp_path / "small.xlsx", rename)
    assert (reading.problems, reading.labels) == ((), {})
    assert before is not None
    assert reading.dossier is not None
    assert [each.key for each in reading.dossier.cluster.courses] == [each.key for each in before.cluster.courses]
    assert {each.code for each in reading.dossier.cluster.courses} == {"NET-1", "NT-B"}
    assert reading.dossier.cluster.links == before.cluster.links
    assert [len(each.outcomes) for each in reading.dossier.cluster.courses] == [
        len(each.outcomes) for each in before.cluster.courses
    ]


def test_a_row_that_was_copied_with_its_key_is_reported(tmp_path: Path) -> None:
    def copy(book: Workbook) -> None:
        page = book["courses"]
        page.append([cell.value for cell in page[2]])
        typed("courses", 4, "code", "NT-C")(book)

    reading = changed(small(tmp_path), copy)
    assert [(cell, code) for cell, code, _, _ in said(reading.problems)] == [("courses!W4", "R031")]
    assert dict(reading.problems[0].details)["first"] == "small.xlsx courses!W2"


def test_very_many_warnings_leave_the_cluster_readable(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for number in range(600):
            book["courses"].append([number, "Title", None, "BASICS", "mixed", 1])

    reading = changed(small(tmp_path), change)
    assert reading.dossier is not None
    assert (len(reading.dossier.cluster.courses), reading.sound) == (602, True)
    more, *rest = reading.problems
    assert (more.code, more.details, {each.code for each in rest}) == ("R019", (("left", "100"),), {"R621"})
