"""One program or one course by the API: taken along as a workbook, brought back change by change."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.actions.test_documents import put
from tests.actions.test_excerpts import both
from tests.api.conftest import DRAFT, Asking, People, etag_of
from tests.cli.test_excerpts import strange
from tests.web import small

pytestmark = pytest.mark.django_db
RS = f"{DRAFT}/parts/{small.key('course', 'RS')}"
BOOK = f"{RS}/workbook"
MC = f"{DRAFT}/parts/{small.key('program', 'MC')}/workbook"


def edited(asking: Asking, change: Callable[[Workbook], object], path: str = BOOK) -> str:
    """The workbook at an address, opened, changed and saved."""
    answer = asking.get(path)
    assert answer.status_code == 200, answer.content
    book, saved = load_workbook(BytesIO(b64decode(answer.json()["workbook"]))), BytesIO()
    change(book)
    book.save(saved)
    return b64encode(saved.getvalue()).decode()


def brought(asking: Asking, body: dict[str, Any], path: str = BOOK) -> Any:  # noqa: ANN401 - the test client's answer
    return asking("post", path, body, If_Match=etag_of(asking.get(DRAFT)))


@pytest.mark.parametrize("path", [BOOK, MC])
def test_a_dry_run_tells_each_change_and_writes_nothing_and_a_run_writes_what_is_taken(lin: Asking, path: str) -> None:
    book, before = edited(lin, both, path), etag_of(lin.get(DRAFT))
    would = brought(lin, {"workbook": book}, f"{path}?dry_run=true").json()
    told = [
        (line["code"], line["field"], line["before"], line["after"])
        for each in would["changes"]
        for line in each["changes"]
    ]
    assert told == [("RS", "credits", "6", "5"), ("RS", "unit", "nothing", "Networks")]
    assert (would["dry_run"], would["standing"], etag_of(lin.get(DRAFT))) == (True, "current", before)
    done = brought(lin, {"workbook": book, "take": [would["changes"][0]["place"]]}, path)
    assert (done.status_code, [each["taken"] for each in done.json()["changes"]]) == (200, [True, False])
    now = lin.get(RS).json()
    assert (now["credits"], "unit" in now) == ("5", False)
    assert etag_of(lin.get(DRAFT)) == f'"{done.json()["root"]}"'


def test_what_both_changed_is_a_412_until_it_is_chosen(lin: Asking) -> None:
    book, read = edited(lin, both), lin.get(RS)
    assert lin("put", RS, read.json() | {"credits": "4"}, If_Match=etag_of(read)).status_code == 200
    refused = brought(lin, {"workbook": book})
    (conflict,) = refused.json()["conflicts"]
    assert (refused.status_code, conflict["base"], conflict["ours"], conflict["theirs"]) == (412, "6", "5", "4")
    assert brought(lin, {"workbook": book, "choices": {conflict["place"]: "ours"}}).status_code == 200
    assert lin.get(RS).json()["credits"] == "5"


def test_a_draft_that_moved_on_since_it_was_read_is_a_412(lin: Asking) -> None:
    book, tag, read = edited(lin, both), etag_of(lin.get(DRAFT)), lin.get(RS)
    lin("put", RS, read.json() | {"credits": "4"}, If_Match=etag_of(read))
    assert lin("post", BOOK, {"workbook": book}, If_Match=tag).status_code == 412
    assert lin("post", BOOK, {"workbook": book}).status_code == 428


def test_places_that_are_none_are_refused_by_name_and_nothing_is_written(lin: Asking) -> None:
    book, before = edited(lin, both), etag_of(lin.get(DRAFT))
    (first, second) = (
        each["place"] for each in brought(lin, {"workbook": book}, f"{BOOK}?dry_run=true").json()["changes"]
    )
    refused = brought(lin, {"workbook": book, "take": [first, "odd"], "choices": {second: "ours"}})
    told = [(each["pointer"], each["detail"].rsplit(": ", 1)[1]) for each in refused.json()["faults"]]
    assert (refused.status_code, told) == (422, [("/choices", second), ("/take", "odd")])
    assert etag_of(lin.get(DRAFT)) == before


def test_a_workbook_that_comes_again_changes_nothing(lin: Asking) -> None:
    book = edited(lin, both)
    brought(lin, {"workbook": book})
    again = brought(lin, {"workbook": book}, f"{BOOK}?dry_run=true").json()
    assert (again["standing"], again["changes"], again["conflicts"]) == ("same", [], [])


def test_a_workbook_of_a_state_that_nobody_knows_is_taken_only_where_that_is_said(lin: Asking) -> None:
    def odd(book: Workbook) -> None:
        both(book)
        strange(book)

    book = edited(lin, odd)
    would = brought(lin, {"workbook": book}, f"{BOOK}?dry_run=true").json()
    assert (would["standing"], [each["taken"] for each in would["changes"]]) == ("unbased", [False, False])
    places = [each["place"] for each in would["changes"]]
    for body in ({}, {"take": places}, {"unbased": False}):
        refused = brought(lin, {"workbook": book, **body})
        assert (refused.status_code, "Nobody knows the state" in refused.json()["detail"]) == (422, True)
    assert lin.get(RS).json()["credits"] == "6"
    assert brought(lin, {"workbook": book, "unbased": True}).status_code == 200
    assert lin.get(RS).json()["credits"] == "5"


def test_bad_rows_are_told_by_their_cells_and_the_others_taken(lin: Asking) -> None:
    def odd(book: Workbook) -> None:
        both(book)
        put(book, "outcomes", "RS.1", "level", "odd")

    done = brought(lin, {"workbook": edited(lin, odd)}).json()
    assert (done["rows_left"], [each["code"] for each in done["problems"]]) == (1, ["R023"])
    assert lin.get(RS).json()["credits"] == "5"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/workbook"),
        ({"workbook": "?"}, "/workbook"),
        ({"workbook": b64encode(b"PK no book").decode()}, "/workbook"),
        ({"workbook": "", "odd": 1}, "/workbook"),
        ({"workbook": None, "take": "all"}, "/workbook"),
    ],
)
def test_a_body_without_a_workbook_of_this_part_is_refused(lin: Asking, body: dict[str, Any], pointer: str) -> None:
    answer = brought(lin, body)
    assert (answer.status_code, [each["pointer"] for each in answer.json()["faults"]]) == (422, [pointer])


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"odd": 1}, "/odd"),
        ({"take": "all"}, "/take"),
        ({"choices": {"a": "mine"}}, "/choices"),
        ({"unbased": 1}, "/unbased"),
    ],
)
def test_what_a_body_says_beside_its_workbook_is_checked(lin: Asking, more: dict[str, Any], pointer: str) -> None:
    answer = brought(lin, {"workbook": edited(lin, both), **more})
    assert (answer.status_code, [each["pointer"] for each in answer.json()["faults"]]) == (422, [pointer])


def test_a_workbook_of_another_course_is_refused(lin: Asking) -> None:
    other = f"{DRAFT}/parts/{small.key('course', 'NT-A')}/workbook"
    assert brought(lin, {"workbook": edited(lin, both)}, other).status_code == 422


def test_only_a_program_and_a_course_have_a_workbook(lin: Asking) -> None:
    assert lin.get(f"{DRAFT}/parts/{small.key('module', 'NT')}/workbook").status_code == 404


@pytest.mark.parametrize(("name", "status"), [("lin", 200), ("mei", 422), ("coach", 422), ("jun", 404), ("chen", 404)])
def test_each_takes_what_is_theirs(lin: Asking, person: People, name: str, status: int) -> None:
    book, tag = edited(lin, both), etag_of(lin.get(DRAFT))
    asking = person(name, may_write=True)
    assert asking("post", BOOK, {"workbook": book}, If_Match=tag).status_code == status
    reader = person(name, may_write=False)
    assert reader("post", BOOK, {"workbook": book}, If_Match=tag).status_code == (403 if status != 404 else 404)
