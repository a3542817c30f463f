"""Proposals on pages: put in from a form, opened, talked about, merged in part, declined; and who sees what."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.http import HttpResponse
from django.test import Client

from fourfold.actions.linking import Wanted, with_link
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course
from fourfold.domain.framework import Depth
from fourfold.domain.link import CourseLinks
from fourfold.domain.person import OPERATOR
from fourfold.domain.text import Text
from fourfold.store import read
from fourfold.store.models import Change, Proposal
from tests.web import small
from tests.web.entering import Door, door, said
from tests.web.test_editing import AT, sent

__all__ = ["door"]
pytestmark = pytest.mark.django_db
CODE = small.dossier().cluster.courses[0].code
OTHER = small.dossier().cluster.courses[1].code
LINKED = "NT-A"
COURSE = f"edit/course/{CODE}"
ITEM = small.HCIA.items[0].children[0]


def now() -> Dossier:
    kept = read.draft_at("szpu", "ict", OPERATOR)
    assert kept is not None
    return read.dossier_of(kept)


def course(code: str = CODE) -> Course:
    return next(each for each in now().cluster.courses if each.code == code)


def links(code: str = CODE) -> set[tuple[str, str]]:
    key = course(code).key
    return {(each.item, each.depth) for part in now().cluster.links if part.course == key for each in part.links}


def links_of(code: str) -> CourseLinks:
    return next(part for part in now().cluster.links if part.course == course(code).key)


def link(client: Client, code: str = CODE, **changes: str) -> HttpResponse:
    boxes = {
        "outcome": course(code).outcomes[0].key,
        "item": f"{small.HCIA.key}/{ITEM.key}",
        "depth": "introduce",
        "rationale.en": "They wire it in the laboratory.",
        "rationale.zh": "在实验室接线。",
        "proposal": "",
        "proposal_title": "A link",
    }
    answer = client.post(f"{AT}propose/link/{code}", boxes | changes)
    assert isinstance(answer, HttpResponse)
    return answer


def proposed(door: Door, *, credits_: str = "9") -> str:
    """The address of a proposal of an edit that Mei has opened."""
    mei = door.as_("mei")
    answer = sent(mei, COURSE, do="propose", credits=credits_, why="More time for routing", proposal_title="More time")
    assert answer.status_code == 302, said(answer)
    at = answer.headers["Location"]
    assert mei.post(at, {"act": "open"}).status_code == 302
    return str(at)


def ticked(client: Client, at: str) -> dict[str, list[str]]:
    """The form of a reviewer as the page shows it."""
    page = said(client.get(at))
    boxes = {"take": re.findall(r'name="take"\s+value="([^"]+)"', page)}
    shown = re.findall(r'name="(shown:[^"]+|read_at)"\s+value="([^"]*)"', page)
    return boxes | {name: [value] for name, value in shown}


def test_an_edit_is_proposed_discussed_and_merged(door: Door) -> None:
    before = course()
    at = proposed(door)
    assert course() == before
    lin = door.as_("lin")
    page = said(lin.get(at))
    for words in ("More time", "More time for routing", "credits", "proposed by Mei", "open for review"):
        assert words in page
    assert lin.post(at, {"act": "say", "text": "Why <nine>?"}).status_code == 302
    assert "Why &lt;nine&gt;?" in said(door.as_("mei").get(at))
    assert lin.post(at, ticked(lin, at) | {"act": ["merge"], "why": ["As agreed."]}).status_code == 302
    assert str(course().credits) == "9"
    page = said(door.as_("mei").get(at))
    assert "As agreed." in page
    assert 'name="act"\n' not in page.partition("Discussion")[0]
    told = said(lin.get(AT + "history"))
    assert "proposed by Mei:" in told
    assert at in told


def test_one_change_is_taken_and_the_other_left(door: Door) -> None:
    at = proposed(door)
    before = links()
    number = at.rsplit("/", 1)[1]
    assert link(door.as_("mei"), proposal=number).headers["Location"] == at
    lin = door.as_("lin")
    form = ticked(lin, at)
    assert len(form["take"]) == 2
    looked = said(lin.post(at, form | {"act": ["look"], "take": [course().key]}))
    assert looked.count("checked") == 1
    lin.post(at, form | {"act": ["merge"], "take": [course().key]})
    assert (str(course().credits), links()) == ("9", before)
    page = said(lin.get(at))
    assert re.search(r'class="tag">\s*taken', page)
    assert re.search(r'class="tag">\s*left out', page)


def test_a_link_is_proposed_and_taken_away_again(door: Door) -> None:
    for depth, there in (("introduce", True), ("none", False)):
        answer = link(door.as_("mei"), depth=depth)
        at = answer.headers["Location"]
        door.as_("mei").post(at, {"act": "open"})
        lin = door.as_("lin")
        lin.post(at, ticked(lin, at) | {"act": ["merge"]})
        assert ((ITEM.key, "introduce") in links()) is there
    assert link(door.as_("mei"), depth="none").status_code == 422


def test_the_form_of_a_link_shows_those_that_are_there_and_changes_how_deep_one_is(door: Door) -> None:
    mei, held = door.as_("mei"), links_of(LINKED)
    page = said(mei.get(f"{AT}propose/link/{LINKED}"))
    ways = [unescape(each) for each in re.findall(r'href="(\?outcome=[^"]+)#depth"', page)]
    assert len(ways) == len(held.links)
    one = said(mei.get(f"{AT}propose/link/{LINKED}{ways[0]}"))
    assert "This link is there already, at the depth" in one
    assert one.count("chosen in the form") == 1
    asked = parse_qs(ways[0].removeprefix("?"))
    first = next(each for each in held.links if asked["item"] == [f"{each.framework}/{each.item}"])
    assert f'<option value="{first.depth}" selected>' in one
    answer = link(mei, LINKED, outcome=first.outcome, item=asked["item"][0], depth="master")
    at = answer.headers["Location"]
    mei.post(at, {"act": "open"})
    lin = door.as_("lin")
    lin.post(at, ticked(lin, at) | {"act": ["merge"]})
    after = links_of(LINKED)
    deeper = replace(
        first, depth=Depth.MASTER, rationale=Text(en="They wire it in the laboratory.", zh="在实验室接线。")
    )
    assert set(after.links) == (set(held.links) - {first}) | {deeper}


def test_what_a_link_says_besides_stays_when_only_its_depth_is_changed(door: Door) -> None:
    del door
    held = links_of(LINKED)
    first = replace(held.links[0], hours=Decimal(2), rationale=Text(en="Kept"))
    wanted = Wanted(outcome=first.outcome, framework=first.framework, item=first.item, depth=Depth.MASTER)
    assert with_link(replace(held, links=(first, *held.links[1:])), wanted)[0] == replace(first, depth=Depth.MASTER)


@pytest.mark.parametrize(
    "wrong", [{"outcome": "x"}, {"item": "x"}, {"depth": "x"}, {"item": "x/y"}, {"proposal_title": ""}]
)
def test_a_link_that_says_too_little_is_asked_about(door: Door, wrong: dict[str, str]) -> None:
    answer = link(door.as_("mei"), **wrong)
    assert answer.status_code == 422
    assert not Proposal.objects.exists()


def test_whoever_only_reads_gets_the_form_to_propose_and_cannot_save(door: Door) -> None:
    coach = door.as_("coach")
    page = said(coach.get(AT + COURSE))
    assert ('value="propose"' in page, 'value="save"' in page) == (True, False)
    assert sent(coach, COURSE, credits="9").status_code == 403
    before = course()
    at = sent(coach, COURSE, do="propose", code="RENAMED", proposal_title="Another code").headers["Location"]
    assert course() == before
    coach.post(at, {"act": "open"})
    lin = door.as_("lin")
    lin.post(at, ticked(lin, at) | {"act": ["merge"]})
    assert course("RENAMED").key == before.key


def test_a_teacher_saves_their_fields_and_may_propose_the_others(door: Door) -> None:
    mei = door.as_("mei")
    page = said(mei.get(AT + COURSE))
    assert ('value="propose"' in page, 'value="save"' in page, "?proposing" in page) == (True, True, True)
    page = said(mei.get(AT + COURSE + "?proposing"))
    assert ('value="propose"' in page, 'value="save"' in page) == (True, False)
    at = sent(mei, COURSE + "?proposing", do="propose", code="RENAMED", proposal_title="Another code")
    assert "RENAMED" in said(mei.get(at.headers["Location"]))


def test_what_is_wrong_is_said_beside_its_box_and_nothing_is_proposed(door: Door) -> None:
    answer = sent(door.as_("coach"), COURSE, do="propose", credits="many")
    assert answer.status_code == 422
    answer = sent(door.as_("coach"), COURSE, do="propose", code=OTHER)
    assert answer.status_code == 422
    assert "There is another course" in said(answer)
    assert not Proposal.objects.exists()


def test_a_removal_is_proposed(door: Door) -> None:
    mei = door.as_("mei")
    page = said(mei.get(f"{AT}remove/course/{CODE}"))
    base = re.search(r'name="base" value="([^"]+)"', page)
    assert base is not None
    sends = {"base": base[1], "do": "propose", "proposal_title": "Away with it", "proposal": ""}
    assert mei.post(f"{AT}remove/course/{CODE}", {"base": base[1]}).status_code == 403
    at = mei.post(f"{AT}remove/course/{CODE}", sends).headers["Location"]
    page = said(mei.get(at))
    assert "removed" in page
    assert course().code == CODE


def test_a_conflict_asks_with_three_values_before_it_is_merged(door: Door) -> None:
    before = str(course().credits)
    at, lin = proposed(door), door.as_("lin")
    assert sent(lin, COURSE, credits="5").status_code == 302
    page = said(lin.get(at))
    name = re.search(r'name="(choice:[^"]+)"', page)
    assert name is not None
    assert f"{before}" in page
    answer = lin.post(at, ticked(lin, at) | {"act": ["merge"]})
    assert answer.status_code == 409
    assert "choose below what shall stand" in said(answer)
    assert str(course().credits) == "5"
    lin.post(at, ticked(lin, at) | {"act": ["merge"], name[1]: ["ours"]})
    assert str(course().credits) == "9"


@pytest.mark.parametrize(("side", "stands"), [("ours", "9 proposed"), ("theirs", "5 saved meanwhile")])
def test_a_merged_proposal_says_what_was_chosen_whatever_the_draft_becomes(door: Door, side: str, stands: str) -> None:
    at, lin = proposed(door), door.as_("lin")
    before = str(course().credits)
    assert sent(lin, COURSE, credits="5").status_code == 302
    name = re.search(r'name="(choice:[^"]+)"', said(lin.get(at)))
    assert name is not None
    assert lin.post(at, ticked(lin, at) | {"act": ["merge"], name[1]: [side]}).status_code == 302
    assert sent(lin, COURSE, credits="7").status_code == 302
    html = said(lin.get(at))
    told = re.search(r'<ul class="lines-of chosen">(.*?)</ul>', html, re.DOTALL)
    assert told is not None
    words = " ".join(re.sub("<[^>]+>", " ", told[1]).split())
    assert words == f"Credits {stands} before {before} · proposed 9 · saved meanwhile 5"


def test_where_nothing_was_in_conflict_a_merged_proposal_names_no_choice(door: Door) -> None:
    at, lin = proposed(door), door.as_("lin")
    assert lin.post(at, ticked(lin, at) | {"act": ["merge"]}).status_code == 302
    assert "this was chosen" not in said(lin.get(at))


def test_nothing_is_merged_that_its_author_has_put_in_since_it_was_read(door: Door) -> None:
    at, lin = proposed(door), door.as_("lin")
    form, before = ticked(lin, at), links()
    assert link(door.as_("mei"), proposal=at.rsplit("/", 1)[1]).status_code == 302
    answer = lin.post(at, form | {"act": ["merge"]})
    assert answer.status_code == 409
    assert "has changed the proposal since you read it" in said(answer)
    assert (links(), Proposal.objects.get().stage) == (before, "open")
    assert lin.post(at, ticked(lin, at) | {"act": ["merge"]}).status_code == 302


def test_it_is_declined_for_a_reason(door: Door) -> None:
    at, lin = proposed(door), door.as_("lin")
    assert lin.post(at, ticked(lin, at) | {"act": ["decline"], "why": [""]}).status_code == 422
    assert lin.post(at, ticked(lin, at) | {"act": ["decline"], "why": ["Too many."]}).status_code == 302
    page = said(door.as_("mei").get(at))
    assert ("Too many." in page, "declined" in page.lower()) == (True, True)
    count = Change.objects.count()
    assert lin.post(at, ticked(lin, at) | {"act": ["merge"]}).status_code == 409
    assert Change.objects.count() == count


def test_the_author_renames_takes_out_and_withdraws(door: Door) -> None:
    mei = door.as_("mei")
    at = proposed(door)
    link(mei, proposal=at.rsplit("/", 1)[1])
    assert mei.post(at, {"act": "rename", "title": "Better", "note": "For next year."}).status_code == 302
    assert mei.post(at, {"act": "out", "key": course().key}).status_code == 302
    assert mei.post(at, {"act": "out", "key": "nonsense"}).status_code == 404
    page = said(mei.get(at))
    assert ("Better" in page, "For next year." in page, "More time for routing" in page) == (True, True, False)
    assert mei.post(at, {"act": "withdraw"}).status_code == 302
    assert "withdrawn" in said(door.as_("lin").get(at))


def test_the_list_has_those_that_wait_and_those_that_are_done_with(door: Door) -> None:
    at, lin = proposed(door), door.as_("lin")
    draft = sent(door.as_("coach"), COURSE, do="propose", credits="3", proposal_title="Not ready").headers["Location"]
    waits = said(lin.get(AT + "proposals"))
    assert (at in waits, draft in waits) == (True, False)
    assert draft in said(door.as_("coach").get(AT + "proposals"))
    assert at not in said(lin.get(AT + "proposals?done=1"))
    lin.post(at, ticked(lin, at) | {"act": ["merge"]})
    assert at not in said(lin.get(AT + "proposals"))
    assert at in said(lin.get(AT + "proposals?done=1"))


def test_the_number_that_waits_is_in_the_navigation_and_on_the_first_page_of_a_lead(door: Door) -> None:
    lin = door.as_("lin")
    assert "to review" not in said(lin.get("/"))
    proposed(door)
    proposed(door, credits_="8")
    assert "2 proposals to review" in said(lin.get("/"))
    assert "2 proposals under review" in said(door.as_("bo").get("/"))
    assert re.search(r'Proposals<span class="count">2</span>', said(lin.get("/szpu/ict/draft/")))
    assert "Proposals" not in said(door.as_("chen").get("/szpu/ict/2026/"))


def test_a_draft_proposal_is_not_there_for_others(door: Door) -> None:
    at = sent(door.as_("mei"), COURSE, do="propose", credits="9", proposal_title="Mine").headers["Location"]
    for who, status in (("mei", 200), ("lin", 404), ("coach", 404), ("jun", 404), ("chen", 404)):
        assert door.as_(who).get(at).status_code == status
    assert Client().get(at).status_code == 404


def test_the_audit_tells_of_proposals_in_words(door: Door) -> None:
    at, lin = proposed(door), door.as_("lin")
    lin.post(at, ticked(lin, at) | {"act": ["merge"]})
    page = said(lin.get("/szpu/audit"))
    assert ("opened a proposal for review" in page, "merged a proposal" in page) == (True, True)
