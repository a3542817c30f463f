"""One program or one course through the browser: taken along, brought back, each change taken or left."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from fourfold.actions import editing
from fourfold.domain.course import Course
from fourfold.domain.person import OPERATOR
from fourfold.store.models import Change, Upload
from tests.actions.cast import NOW
from tests.actions.test_documents import dropped, put
from tests.cli.test_excerpts import strange
from tests.web import small
from tests.web.entering import Door, door
from tests.web.test_document import IMPORT, brought, current, kept, sent, words

__all__ = ["door"]
pytestmark = pytest.mark.django_db
COURSE = "/szpu/ict/draft/course/RS/workbook.xlsx"
PROGRAM = "/szpu/ict/draft/program/MC/workbook.xlsx"


def taken(client: Client, change: Callable[[Workbook], object], path: str = COURSE) -> bytes:
    """The workbook of a page, edited."""
    answer = client.get(path)
    assert answer.status_code == 200
    book, saved = load_workbook(BytesIO(answer.content)), BytesIO()
    change(book)
    book.save(saved)
    return saved.getvalue()


def two(book: Workbook) -> None:
    put(book, "courses", "RS", "credits", 5)
    put(book, "courses", "RS", "unit English", "Networks")


def places(page: str, *, ticked: bool = True) -> list[str]:
    """The values of the boxes that are ticked, or that are not."""
    boxes = re.findall(r'<input type="checkbox"\s+name="take"\s+value="([^"]+)"\s*(checked)?', page)
    return [html.unescape(value) for value, checked in boxes if bool(checked) is ticked]


def course(code: str = "RS") -> Course:
    return next(each for each in current().cluster.courses if each.code == code)


def colleague(code: str, credits_: int) -> None:
    """Somebody else edits a course meanwhile."""
    draft = editing.Draft(institution="szpu", cluster="ict", viewer=OPERATOR, now=NOW + timedelta(hours=1))
    now = kept()
    part = small.key("course", code)
    value = next(each for each in current().cluster.courses if each.key == part)
    editing.save_part(draft, replace(value, credits=Decimal(credits_)), base=now.held.parts[part])


@pytest.mark.parametrize("path", [COURSE, PROGRAM])
def test_a_course_is_taken_edited_and_applied_as_far_as_it_is_ticked(visitor: Client, path: str) -> None:
    at, page = brought(visitor, taken(visitor, two, path))
    assert "credits before 6 → after 5" in words(page)
    first, second = places(page)
    answer = visitor.post(at, {"act": "apply", "root": kept().root, "take": [second], "why": "by file"})
    assert (answer.status_code, answer.headers["Location"]) == (302, IMPORT)
    unit = course().unit
    assert (course().credits, unit and unit.en) == (Decimal(6), "Networks")
    assert [each.why for each in Change.objects.order_by("-seq")[:1]] == ["by file"]
    assert "credits" in first


def test_a_file_is_known_whatever_it_is_called_in_the_form_and_in_the_list(visitor: Client) -> None:
    at, _page = brought(visitor, taken(visitor, two), about="MC/ordinary")
    listed = visitor.get(IMPORT).content.decode()
    assert (f'href="{at}"' in listed, "Of RS alone" in listed) == (True, True)


def test_the_effect_is_shown_for_what_is_ticked(visitor: Client) -> None:
    def odd(book: Workbook) -> None:
        two(book)
        put(book, "courses", "RS", "module", "SEC")

    at, page = brought(visitor, taken(visitor, odd))
    assert "Taken: 3 of 3" in words(page)
    assert "Problems: 0 more, 0 fewer" not in words(page)
    credits_ = [each for each in places(page) if each.endswith("/credits")]
    page = visitor.post(at, {"act": "look", "root": kept().root, "take": credits_}).content.decode()
    assert "Taken: 1 of 3" in words(page)
    assert places(page) == credits_
    page = visitor.post(at, {"act": "none", "root": kept().root}).content.decode()
    assert ("Taken: 0 of 3" in words(page), places(page)) == (True, [])
    page = visitor.post(at, {"act": "all", "root": kept().root}).content.decode()
    assert len(places(page)) == 3


def test_what_is_gone_from_the_file_is_offered_apart_and_stays_unless_ticked(visitor: Client) -> None:
    at, page = brought(visitor, taken(visitor, lambda book: dropped(book, "outcomes", "RS.2")))
    gone = places(page, ticked=False)
    assert ("What the file does not say any more" in page, len(gone)) == (True, 1)
    assert visitor.post(at, {"act": "apply", "root": kept().root}).status_code == 422
    assert len(course().outcomes) == 2
    assert visitor.post(at, {"act": "apply", "root": kept().root, "take": gone}).status_code == 302
    assert [each.code for each in course().outcomes] == ["RS.1"]


def test_a_bad_row_is_told_by_its_cell_and_the_others_are_taken(visitor: Client) -> None:
    def odd(book: Workbook) -> None:
        two(book)
        put(book, "outcomes", "RS.1", "level", "=1+1")

    at, page = brought(visitor, taken(visitor, odd))
    assert "<code>outcomes!F2 (level)</code>" in page
    assert "1 row cannot be read and is left out" in page
    assert visitor.post(at, {"act": "apply", "root": kept().root, "take": places(page)}).status_code == 302
    assert course().credits == Decimal(5)


def test_what_both_changed_is_asked_and_nothing_is_written_before_it_is_answered(visitor: Client) -> None:
    content = taken(visitor, two)
    colleague("RS", 4)
    at, page = brought(visitor, content)
    (name,) = set(re.findall(r'name="(choice:[^"]+)"', page))
    # It is asked about once, and is no change with a tick besides.
    asked = [html.unescape(each) for each in re.findall(r'<input type="hidden" name="take" value="([^"]+)"', page)]
    assert ([each.rsplit("/", 1)[1] for each in asked], html.unescape(name)) == (["credits"], f"choice:{asked[0]}")
    assert [each.rsplit("/", 1)[1] for each in places(page)] == ["unit"]
    sends = {"act": "apply", "root": kept().root, "take": [*places(page), *asked]}
    refused = visitor.post(at, sends)
    assert (refused.status_code, course().credits) == (409, Decimal(4))
    assert "when the file was taken: 6 in the draft now 4 in your file 5" in words(refused.content.decode())
    assert visitor.post(at, {**sends, html.unescape(name): "ours"}).status_code == 302
    assert course().credits == Decimal(5)


def test_a_file_that_comes_again_shows_only_what_is_not_in_the_draft_yet(visitor: Client) -> None:
    content = taken(visitor, two)
    at, page = brought(visitor, content)
    unit = [each for each in places(page) if each.endswith("/unit")]
    visitor.post(at, {"act": "apply", "root": kept().root, "take": unit})
    at, page = brought(visitor, content)
    assert ("Taken: 1 of 1" in words(page), "credits before 6 → after 5" in words(page)) == (True, True)
    visitor.post(at, {"act": "apply", "root": kept().root, "take": places(page)})
    _at, page = brought(visitor, content)
    assert ("stands in the draft already" in page, places(page), places(page, ticked=False)) == (True, [], [])


def test_of_a_file_of_a_state_that_nobody_knows_nothing_is_ticked_before_somebody_does(visitor: Client) -> None:
    def odd(book: Workbook) -> None:
        two(book)
        strange(book)

    at, page = brought(visitor, taken(visitor, odd))
    assert ("Nobody knows the state" in page, places(page), len(places(page, ticked=False))) == (True, [], 2)
    assert visitor.post(at, {"act": "apply", "root": kept().root}).status_code == 422
    page = visitor.post(at, {"act": "all", "root": kept().root}).content.decode()
    assert len(places(page)) == 2
    unit = [each for each in places(page) if each.endswith("/unit")]
    assert visitor.post(at, {"act": "apply", "root": kept().root, "take": unit}).status_code == 302
    assert course().credits == Decimal(6)


def test_a_draft_that_moves_on_is_shown_again_with_the_same_ticks(visitor: Client) -> None:
    at, page = brought(visitor, taken(visitor, two))
    before, unit = kept().root, [each for each in places(page) if each.endswith("/unit")]
    colleague("NT-A", 3)
    answer = visitor.post(at, {"act": "apply", "root": before, "take": unit})
    page = answer.content.decode()
    assert (answer.status_code, places(page)) == (409, unit)
    assert "Somebody changed the draft since this dry run" in page
    assert visitor.post(at, {"act": "apply", "root": kept().root, "take": unit}).status_code == 302
    assert (course().credits, course("NT-A").credits) == (Decimal(6), Decimal(3))


def test_pressing_twice_applies_once(visitor: Client) -> None:
    at, page = brought(visitor, taken(visitor, two))
    sends = {"act": "apply", "root": kept().root, "take": places(page)}
    visitor.post(at, sends)
    before = Change.objects.count()
    assert visitor.post(at, sends).status_code == 302
    assert Change.objects.count() == before


def test_a_file_of_nothing_that_is_there_is_refused_in_words(visitor: Client) -> None:
    def strange(book: Workbook) -> None:
        row = next(row for row in book["about"].iter_rows() if row[0].value == "of key")
        row[1].value = small.key("course", "<script>")

    at, page = brought(visitor, taken(visitor, strange))
    assert "What this file is of is not in the cluster" in page
    assert visitor.post(at, {"act": "apply", "root": kept().root, "take": ["x"]}).status_code == 422


def test_hostile_names_are_shown_and_do_nothing(visitor: Client) -> None:
    def strange(book: Workbook) -> None:
        put(book, "courses", "RS", "title English", "<script>alert(1)</script>")
        row = next(row for row in book["about"].iter_rows() if row[0].value == "of")
        row[1].value = "<b>" * 2000

    _at, page = brought(visitor, taken(visitor, strange), "<img src=x onerror=alert(1)>.xlsx")
    assert ("<script>alert" in page, "<img" in page, "&lt;script&gt;alert(1)" in page) == (False, False, True)
    assert Upload.objects.get().program == ""


def test_a_file_that_is_too_large_is_not_kept(visitor: Client) -> None:
    answer = sent(visitor, b"PK" + b"0" * (8 * 1024 * 1024))
    assert (answer.status_code, Upload.objects.count()) == (422, 0)


def test_a_teacher_is_told_what_is_not_theirs_and_takes_the_rest(door: Door) -> None:
    client, code = door.as_("mei"), door.cast_course()
    module = course(code).module

    def odd(book: Workbook) -> None:
        put(book, "courses", code, "credits", 3.5)
        put(book, "courses", code, "module", "PUB" if module != small.key("module", "PUB") else "NT")

    at, page = brought(client, taken(client, odd, f"/szpu/ict/draft/course/{code}/workbook.xlsx"))
    assert f"module of {code} is not yours to change." in words(page)
    assert [each.rsplit("/", 1)[1] for each in places(page)] == ["credits"]
    forged = [*places(page), small.key("course", code) + "/module"]
    assert client.post(at, {"act": "apply", "root": kept().root, "take": forged}).status_code == 302
    assert (course(code).credits, course(code).module) == (Decimal("3.5"), module)


def test_the_page_of_a_draft_offers_the_workbook_to_those_who_edit(door: Door) -> None:
    pages = {name: door.as_(name).get("/szpu/ict/draft/course/RS").content.decode() for name in ("lin", "mei", "coach")}
    seen = {name: "Take as a workbook" in page for name, page in pages.items()}
    assert seen == {"lin": True, "mei": True, "coach": False}
