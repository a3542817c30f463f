"""Classes on pages and by the API: bound in a form, and told on every page that is about what they are taught."""

import json
import re

import pytest
from django.test import Client

from fourfold.actions.classes import class_outlooks
from fourfold.actions.records.classes import class_outlooks_record
from fourfold.actions.tokens import make_token
from tests.actions.test_classes import GOING, ROWS, moved_on, opened
from tests.actions.test_radar import NEXT
from tests.web import small
from tests.web.entering import Door, door, said

__all__ = ["door"]
pytestmark = pytest.mark.django_db
DRAFT, CLASSES = "/szpu/ict/draft/", "/szpu/ict/classes"


@pytest.fixture
def lin(door: Door) -> Client:
    """The lead: three classes are bound to the release by the form."""
    moved_on()
    client = door.as_("lin")
    assert client.post(CLASSES, {"act": "bind", "rows": ROWS}).status_code == 302
    return client


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_list_says_the_release_and_the_term_in_both_languages(lin: Client) -> None:
    page = plain(said(lin.get(CLASSES)))
    assert "24-MC Modern Communications MC-ordinary 2024 2024-09 term 4 of 4" in page
    lin.cookies["fourfold_language"] = "zh-hans"
    assert "第 2 学期（共 4 学期）" in plain(said(lin.get(CLASSES)))


def test_a_line_that_cannot_be_read_is_told_and_what_was_written_stays(lin: Client) -> None:
    answer = lin.post(CLASSES, {"act": "bind", "rows": "26-MC, MC-ordinary, 1999, 2026-09"})
    assert answer.status_code == 422
    assert "Line 1: there is no release 1999." in said(answer)
    assert "26-MC, MC-ordinary, 1999, 2026-09" in said(answer)


def test_a_class_that_is_bound_is_not_moved_and_the_same_line_changes_nothing(lin: Client) -> None:
    answer = lin.post(CLASSES, {"act": "bind", "rows": "25-MC, MC-ordinary, 2024, 2023-09"})
    assert answer.status_code == 422
    assert "Line 1: it is bound already as 25-MC MC-ordinary 2024 2025-09" in said(answer)
    same = lin.post(CLASSES, {"act": "bind", "rows": ROWS}, follow=True)
    assert "They are bound so already: nothing changes." in plain(said(same))


def test_one_is_removed(lin: Client) -> None:
    assert "removed from this list" in plain(said(lin.post(CLASSES, {"act": "let-go", "code": "25-MC"}, follow=True)))
    assert "25-MC" not in said(lin.get(CLASSES))


def test_the_radar_and_the_page_of_the_next_version_tell_what_it_means_for_each(lin: Client) -> None:
    assert "3 classes are taught by releases that name it: 24-MC (2024), 25-CN (2024), 25-MC (2024)" in plain(
        said(lin.get(DRAFT + "radar"))
    )
    page = plain(said(lin.get(DRAFT + "radar/hcia-v2")))
    for each in class_outlooks_record(class_outlooks(opened(), old=GOING, new=NEXT))["classes"]:
        assert f"{each['before']} of {each['items_before']} {each['carried']} of {each['items_after']}" in page
        assert f"term {each['term']} of {each['terms']} {each['sitting_date']}" in page
    assert "only the new version holds then" in page
    assert "What it means for classes" not in plain(said(Client().get("/szpu/ict/2024/radar/engineer?from=hcia")))


def test_taking_over_and_the_proposal_of_it_name_the_classes_that_do_not_move(lin: Client) -> None:
    program = small.key("program", "CN")
    said_ = "1 class is taught by a release and does not move with this"
    sent = {"program": program, "why": "V2", "proposal_title": "V2"}
    assert said_ in plain(said(lin.post("/szpu/ict/replace/hcia-v2", {**sent, "do": "look"})))
    proposed = plain(said(lin.post("/szpu/ict/replace/hcia-v2", {**sent, "do": "propose"}, follow=True)))
    assert said_ in proposed
    assert "25-CN (2024)" in proposed


def test_the_api_and_the_page_carry_the_same_numbers(lin: Client, door: Door) -> None:
    secret = make_token(door.cast.lin, name="t", may_write=False, days=1).secret
    headers = {"Authorization": f"Bearer {secret}"}
    at = "/api/v1/clusters/szpu/ict/states/draft"
    told = json.loads(lin.get(f"{at}/outlook/classes?framework=hcia-v2", headers=headers).content)
    assert told == class_outlooks_record(class_outlooks(opened(), old=GOING, new=NEXT))
    classes = json.loads(lin.get(f"{at}/classes", headers=headers).content)["classes"]
    assert [(each["code"], each["term"]) for each in classes] == [("24-MC", 4), ("25-CN", 2), ("25-MC", 2)]


def test_a_stale_course_that_nobody_teaches_is_on_the_first_page_of_the_lead(lin: Client, door: Door) -> None:
    page = plain(said(lin.get("/")))
    assert "Courses that stand on an old version" in page
    assert "is linked to HCIA-Datacom, which retires on 2026-09-30; HCIA-Datacom V2 replaces it See what to do" in page
    assert "Courses that stand on an old version" not in plain(said(door.as_("bo").get("/")))
