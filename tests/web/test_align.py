"""The alignment matrix as a form: strokes, areas, holes, saving, and what two people do at once."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from fourfold.canon.identity import links_key
from fourfold.domain.framework import Depth
from fourfold.store.models import Change, ProposalChange
from fourfold.web.pages.editing import align_holes
from tests.actions.test_aligning import links
from tests.actions.test_editing import now
from tests.web import small
from tests.web.entering import Answer, Door, door, said

__all__ = ["door"]
pytestmark = pytest.mark.django_db
HERE = "/szpu/ict/align/hcia"
INTRODUCE, REINFORCE, MASTER = Depth.INTRODUCE, Depth.REINFORCE, Depth.MASTER


class _Boxes(HTMLParser):
    """What a browser without the script would send of the page's form, its buttons apart."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "select":
            self._select = found.get("name", "")
            self.boxes.setdefault(self._select, "")
        elif tag == "option" and ("selected" in found or not self.boxes.get(self._select)):
            self.boxes[self._select] = found["value"]
        elif tag == "input" and "name" in found:
            self.boxes[found["name"]] = found.get("value", "")


def boxes(html: str) -> dict[str, str]:
    parser = _Boxes()
    begin = html.index('<form class="editing aligning"')
    parser.feed(html[begin : html.index("</form>", begin)])
    return parser.boxes


def cell(outcome: str, leaf: str) -> str:
    return f"cell:{small.key('outcome', outcome)}:{small.key('item', leaf)}:"


def stroke(outcome: str, leaf: str, letter: str) -> str:
    return f"{small.key('outcome', outcome)}:{small.key('item', leaf)}:{letter}"


def filled(html: str, **cells: str) -> dict[str, str]:
    """The form of a page with other depths in some cells: `NT_A__1__D1_1="m"`."""
    found = boxes(html)
    for name, letter in cells.items():
        outcome, number, leaf = name.split("__")
        prefix = cell(f"{outcome.replace('_', '-')}.{number}", leaf.replace("_", "."))
        (full,) = (each for each in found if each.startswith(prefix))
        found[full] = letter
    return found


def sent(client: Client, form: dict[str, str], do: str, path: str = HERE) -> HttpResponse:
    answer = client.post(path, form | {"do": do})
    assert isinstance(answer, HttpResponse)
    return answer


def words(answer: Answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def of_sheet(answer: Answer) -> dict[str, Any]:
    found = re.search(r'<template id="sheet-data">(.*?)</template>', answer.content.decode(), re.DOTALL)
    assert found is not None
    sheet: dict[str, list[list[object]]] = json.loads(unescape(found[1]))
    return sheet


def test_saving_the_form_as_it_is_changes_nothing(visitor: Client) -> None:
    before, count = now(), Change.objects.count()
    answer = sent(visitor, boxes(said(visitor.get(HERE))), "save")
    assert (answer.status_code, now(), Change.objects.count()) == (302, before, count)


def test_selects_strike_add_deepen_and_take_away_and_each_course_is_one_change_with_the_reason(visitor: Client) -> None:
    count = Change.objects.count()
    form = filled(said(visitor.get(HERE)), NT_A__1__D1_1="0", NT_A__2__D1_2="m", CS__1__D2_2="i") | {"why": "The board"}
    answer = sent(visitor, form, "save")
    assert (answer.status_code, answer.headers["Location"]) == (302, HERE)
    assert links(now(), "NT-A") == {("NT-A.2", "D1.2"): MASTER}
    assert links(now(), "CS") == {("CS.1", "D2.2"): INTRODUCE}
    assert [each.why for each in Change.objects.order_by("-seq")[: Change.objects.count() - count]] == ["The board"] * 2
    assert "Links saved: CS, NT-A." in said(visitor.get(HERE))


def test_looking_says_what_strokes_would_do_keeps_them_and_writes_nothing(visitor: Client) -> None:
    before = now()
    answer = sent(visitor, filled(said(visitor.get(HERE)), WLAN__1__D2_2="0"), "look")
    assert now() == before
    assert "New problems" in words(answer)
    assert boxes(said(answer))["strokes"] == stroke("WLAN.1", "D2.2", "0")
    # A select that shows again what stands takes the stroke back.
    answer = sent(visitor, filled(said(answer), WLAN__1__D2_2="r"), "look")
    assert boxes(said(answer))["strokes"] == ""


def test_an_area_at_a_stroke_waits_and_is_refined_by_exception(visitor: Client) -> None:
    form = boxes(said(visitor.get(HERE))) | {
        "deliver-course": "CS", "deliver-from": "D1", "deliver-to": "D2", "deliver-depth": "m",
    }  # fmt: skip
    answer = sent(visitor, form, "deliver")
    assert links(now(), "CS") == {}
    refined = filled(said(answer), **{f"CS__{n}__D1_2": "0" for n in (1, 2)})
    assert sent(visitor, refined, "save").status_code == 302
    assert {leaf: depth for (_outcome, leaf), depth in links(now(), "CS").items()} == {
        "D1.1": MASTER, "D2.1": MASTER, "D2.2": MASTER,
    }  # fmt: skip


def test_the_script_is_told_what_an_area_comes_to_beside_what_waits(visitor: Client) -> None:
    form = {
        "strokes": stroke("CS.2", "D2.1", "r"),
        "deliver-course": "CS",
        "deliver-items": small.key("item", "D2"),
        "deliver-depth": "",
    }
    answer = sent(visitor, form, "strokes")
    struck = json.loads(answer.content)["strokes"]
    assert [(item, letter) for _outcome, item, letter in struck] == [(small.key("item", "D2.2"), "r")]
    answer = sent(visitor, form | {"deliver-depth": "0"}, "strokes")
    assert json.loads(answer.content)["strokes"] == [
        [small.key("outcome", "CS.2"), small.key("item", "D2.1"), "0"]
    ]  # fmt: skip


@pytest.mark.parametrize("more", [{}, {"deliver-course": "NONE", "deliver-from": "D1"}, {"deliver-course": "CS"}])
def test_an_area_that_is_not_there_comes_to_nothing(visitor: Client, more: dict[str, str]) -> None:
    assert json.loads(sent(visitor, more, "strokes").content) == {"strokes": []}


def test_a_suggestion_is_taken_up_by_its_button_and_saved_only_by_saving(visitor: Client) -> None:
    sent(visitor, filled(said(visitor.get(HERE)), WLAN__1__D2_2="0"), "save")
    html = said(visitor.get(HERE))
    offered = re.findall(rf'value="(accept:[^"]*{small.key("item", "D2.2")}:.)"', html)
    assert offered
    before = now()
    answer = sent(visitor, boxes(html), offered[0])
    assert now() == before
    assert boxes(said(answer))["strokes"] == offered[0].removeprefix("accept:")
    assert sent(visitor, boxes(said(answer)), "save").status_code == 302
    assert small.key("item", "D2.2") in {link.item for part in now().cluster.links for link in part.links}


def test_strokes_wait_while_one_turns_the_page(visitor: Client) -> None:
    answer = sent(visitor, filled(said(visitor.get(HERE)), NT_A__1__D1_1="m"), "page:2")
    assert answer.status_code == 200
    assert boxes(said(answer))["strokes"] == stroke("NT-A.1", "D1.1", "m")


def test_scopes_show_their_own_outcomes_and_count_their_own_holes(visitor: Client) -> None:
    rows = {
        path: [each[1] for each in of_sheet(visitor.get(HERE + path))["outcomes"]]
        for path in ("", "?course=RS", "?program=IOT")
    }
    assert rows["?course=RS"] == ["RS.1", "RS.2"]
    assert rows["?program=IOT"] == [f"{code}.{n}" for code in ("CS", "EC", "NT-A", "NT-B") for n in (1, 2)]
    assert len(rows[""]) == 14
    assert "3 of 4 items are not served here" in words(visitor.get(HERE + "?course=RS"))
    assert "None: every item is served here" in words(visitor.get(HERE))
    assert visitor.get(HERE + "?course=NOPE").status_code == 404


def test_strokes_outside_the_scope_are_kept_and_saved(visitor: Client) -> None:
    path = HERE + "?course=RS"
    form = boxes(said(visitor.get(path))) | {"strokes": stroke("CS.1", "D1.1", "i")}
    answer = sent(visitor, form, "look", path)
    assert of_sheet(answer)["elsewhere"] == [stroke("CS.1", "D1.1", "i")]
    assert sent(visitor, boxes(said(answer)), "save", path).status_code == 302
    assert links(now(), "CS") == {("CS.1", "D1.1"): INTRODUCE}


def test_two_people_on_one_link_are_shown_both_sides_and_the_second_decides(visitor: Client) -> None:
    first = said(visitor.get(HERE))
    sent(visitor, filled(first, NT_A__1__D1_1="m"), "save")
    answer = sent(visitor, filled(first, NT_A__1__D1_1="i", RS__1__D2_1="0"), "save")
    assert answer.status_code == 409
    assert links(now(), "NT-A")["NT-A.1", "D1.1"] is MASTER
    assert links(now(), "RS") == {}
    told = words(answer)
    for each in ("Links saved: RS.", "before reinforce", "yours introduce", "saved meanwhile master"):
        assert each in told
    assert sent(visitor, boxes(said(answer)), "save").status_code == 302
    assert links(now(), "NT-A")["NT-A.1", "D1.1"] is INTRODUCE


def test_a_teacher_may_strike_and_see_what_it_would_do_but_accepts_nothing(door: Door) -> None:
    mei = door.as_("mei")
    page = said(mei.get(HERE))
    assert "Accepting links is for those who lead the cluster" in page
    assert 'value="save"' not in page
    form = filled(page, NT_A__1__D1_1="m")
    assert "master" in words(sent(mei, form, "look"))
    answer = sent(mei, form, "save")
    assert (answer.status_code, "nothing was saved" in said(answer)) == (403, True)
    assert links(now(), "NT-A")["NT-A.1", "D1.1"] is REINFORCE


def test_a_teacher_proposes_a_set_of_cells_of_several_courses_and_nothing_is_saved(door: Door) -> None:
    mei, before = door.as_("mei"), now()
    page = said(mei.get(HERE))
    assert 'value="propose"' in page
    form = filled(page, NT_A__1__D1_1="m", CS__1__D2_2="i", WLAN__1__D2_2="0") | {
        "proposal_title": "Deeper models",
        "why": "The board asked",
    }
    answer = sent(mei, form, "propose")
    assert answer.headers["Location"] == "/szpu/ict/proposal/1"
    assert now() == before
    kept = {
        each.key: (each.why, each.before_id is None, each.after_id is None) for each in ProposalChange.objects.all()
    }
    courses = {code: links_key(small.key("course", code)) for code in ("NT-A", "CS", "WLAN")}
    assert {str(key): told for key, told in kept.items()} == {
        courses["NT-A"]: ("The board asked", False, False),
        courses["CS"]: ("The board asked", True, False),
        courses["WLAN"]: ("The board asked", False, False),
    }


def test_more_cells_go_into_a_proposal_that_is_open_and_both_strokes_of_a_course_stand(door: Door) -> None:
    mei = door.as_("mei")
    sent(mei, filled(said(mei.get(HERE)), NT_A__1__D1_1="m") | {"proposal_title": "One"}, "propose")
    sent(mei, filled(said(mei.get(HERE)), NT_A__2__D2_2="i", CS__1__D1_1="r") | {"proposal": "1"}, "propose")
    assert ProposalChange.objects.filter(proposal__number=1).count() == ProposalChange.objects.count() == 2
    mei.post("/szpu/ict/proposal/1", {"act": "open"})
    lin = door.as_("lin")
    answer = lin.post("/szpu/ict/proposal/1", {"act": "merge", "take": [str(each.key) for each in changes()]})
    assert answer.status_code == 302
    assert links(now(), "NT-A")["NT-A.1", "D1.1"] is MASTER
    assert links(now(), "NT-A")["NT-A.2", "D2.2"] is INTRODUCE
    assert links(now(), "CS") == {("CS.1", "D1.1"): REINFORCE}


def changes() -> list[ProposalChange]:
    return list(ProposalChange.objects.all())


def test_cells_that_change_nothing_or_a_proposal_of_others_are_no_proposal(door: Door) -> None:
    mei, lin = door.as_("mei"), door.as_("lin")
    answer = sent(mei, boxes(said(mei.get(HERE))) | {"proposal_title": "Nothing"}, "propose")
    assert (answer.status_code, "Nothing was changed" in said(answer)) == (422, True)
    sent(mei, filled(said(mei.get(HERE)), NT_A__1__D1_1="m") | {"proposal_title": "One"}, "propose")
    refused = sent(lin, filled(said(lin.get(HERE)), NT_A__1__D1_1="i") | {"proposal": "1"}, "propose")
    assert refused.status_code == 404
    assert ProposalChange.objects.count() == 1


def test_strokes_on_what_is_gone_are_counted_and_dropped(visitor: Client) -> None:
    gone = stroke("CS.9", "D1.1", "i"), stroke("CS.1", "D1", "i"), "x:y"
    answer = sent(visitor, {"strokes": " ".join((stroke("CS.1", "D1.1", "i"), *gone))}, "look")
    assert "2 changes were on outcomes or items that are not there any more" in words(answer)
    assert boxes(said(answer))["strokes"] == stroke("CS.1", "D1.1", "i")


@pytest.mark.parametrize(
    ("page", "way"),
    [
        ("course/NT-A", "align/hcia?course=NT-A"),
        ("program/MC", "align/hcia?program=MC"),
        ("framework/engineer", "align/engineer"),
    ],
)
def test_a_page_leads_to_its_matrix_for_those_who_see_the_draft(visitor: Client, page: str, way: str) -> None:
    assert f'href="/szpu/ict/{way}"' in said(visitor.get(f"/szpu/ict/draft/{page}"))


def test_a_course_without_outcomes_has_no_matrix(visitor: Client) -> None:
    assert "align/" not in said(visitor.get("/szpu/ict/draft/course/ENG"))
    assert "There is nothing to align here" in words(visitor.get(HERE + "?course=ENG"))


def test_of_many_outcomes_suggestions_are_fetched_when_asked_for(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(align_holes, "SUGGESTS_FOR", 1)
    path = HERE + "?course=RS"
    first = said(visitor.get(path))
    assert "data-stroke" not in first
    assert 'href="?course=RS&amp;suggest=yes#holes"' in first
    for fuller in (said(visitor.get(path + "&suggest=yes")), sent(visitor, {}, "holes", path).content.decode()):
        assert f'data-stroke="{stroke("RS.1", "D2.2", "r")}"' in fuller
    monkeypatch.setattr(align_holes, "SUGGESTS_AT_MOST", 1)
    most = said(visitor.get(path + "&suggest=yes"))
    assert "data-stroke" not in most
    assert "For suggestions choose a course or a program." in most
