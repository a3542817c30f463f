"""The pages of links that are put forward, and of holes: what they show, what their buttons do, what two people do."""

import re
from datetime import date

import pytest
from django.test import Client

from fourfold.domain.framework import Depth
from fourfold.store.models import Change, DeclinedLink, HoleTask, Person
from tests.actions.test_aligning import links
from tests.actions.test_editing import now
from tests.web import small
from tests.web.entering import Door, door, said
from tests.web.test_align import HERE, filled, sent, words

__all__ = ["door"]
pytestmark = pytest.mark.django_db
QUEUE, HOLES = HERE + "/queue", HERE + "/holes"
MASTER, REINFORCE = Depth.MASTER, Depth.REINFORCE


def without_wlan(client: Client) -> Client:
    """Nothing serves D2.2 any more."""
    sent(client, filled(said(client.get(HERE)), WLAN__1__D2_2="0"), "save")
    return client


def link(outcome: str, leaf: str) -> str:
    return f"{small.key('outcome', outcome)}:{small.key('item', leaf)}"


def listed(html: str) -> list[str]:
    """The links of the queue, in order."""
    return re.findall(r'name="link" value="([^"]+)">\s*<input type="hidden" name="shown"', html)


def first_of(client: Client) -> str:
    return listed(said(client.get(QUEUE)))[0]


def test_a_link_is_taken_up_at_another_depth_by_a_plain_form_and_leaves_the_queue(visitor: Client) -> None:
    lin = without_wlan(visitor)
    place, count = first_of(lin), Change.objects.count()
    answer = lin.post(QUEUE, {"do": "take:m", "link": place, "shown": "0", "why": "The board asked"})
    assert (answer.status_code, answer.headers["Location"]) == (302, QUEUE)
    assert Change.objects.count() == count + 1
    assert Change.objects.order_by("-seq")[0].why == "The board asked"
    html = said(lin.get(QUEUE))
    assert "Taken up:" in html
    assert "History and undo" in html
    assert place not in listed(html)


def test_a_row_says_its_outcome_item_depth_reason_and_what_it_would_close(visitor: Client) -> None:
    told = words(without_wlan(visitor).get(QUEUE))
    for each in ("D2.2 WLAN reinforce", "asks: reinforce", "here: not taught", "closes a hole", "suggested score"):
        assert each in told


def test_what_is_declined_stands_below_with_its_reason_until_it_is_put_forward_again(visitor: Client) -> None:
    lin = without_wlan(visitor)
    place = first_of(lin)
    refused = lin.post(QUEUE, {"do": "decline", "link": place, "why": ""})
    assert (refused.status_code, "Say why" in said(refused)) == (422, True)
    lin.post(QUEUE, {"do": "decline", "link": place, "why": "Too far off"})
    html = said(lin.get(QUEUE))
    assert place not in listed(html)
    assert "Too far off" in html
    lin.post(QUEUE, {"do": "offer", "link": place})
    assert first_of(lin) == place
    assert not DeclinedLink.objects.exists()


def test_the_script_is_answered_with_the_row_alone_and_its_undo_takes_just_that_back(visitor: Client) -> None:
    lin = without_wlan(visitor)
    place, before = first_of(lin), now()
    answer = lin.post(QUEUE, {"do": "take:r", "link": place, "shown": "0", "alone": "1"})
    html = answer.content.decode()
    assert (answer.status_code, "<html" in html, "Taken up:" in html) == (200, False, True)
    change = re.search(r'name="change" value="(\d+)"', html)
    assert change is not None
    assert now() != before
    lin.post(QUEUE, {"do": "undo", "change": change[1], "alone": "1"})
    assert now() == before


def test_of_two_people_the_second_is_told_and_nothing_is_written_twice(door: Door) -> None:
    lin = without_wlan(door.as_("lin"))
    place = first_of(lin)
    form = {"do": "take:r", "link": place, "shown": "0"}
    lin.post(QUEUE, form)
    count = Change.objects.count()
    for more in ({}, {"alone": "1"}):
        answer = lin.post(QUEUE, form | more)
        assert (answer.status_code, "Somebody changed this link meanwhile" in said(answer)) == (409, True)
    assert Change.objects.count() == count


def test_a_teacher_sees_the_queue_and_decides_nothing(door: Door) -> None:
    without_wlan(door.as_("lin"))
    mei = door.as_("mei")
    html = said(mei.get(QUEUE))
    assert "Accepting and declining links is for those who lead the cluster." in html
    assert 'name="do" value="take' not in html
    assert mei.post(QUEUE, {"do": "take:r", "link": link("CS.1", "D2.2"), "shown": "0"}).status_code == 403
    assert mei.post(QUEUE, {"do": "decline", "link": link("CS.1", "D2.2"), "why": "no"}).status_code == 403


def test_a_row_of_a_proposal_names_it_and_its_author_and_is_taken_up_alone(door: Door) -> None:
    mei, lin = door.as_("mei"), door.as_("lin")
    form = filled(said(mei.get(HERE)), CS__1__D1_1="m", CS__2__D1_2="i")
    sent(mei, form | {"proposal_title": "Clouds have models", "why": "The board"}, "propose")
    mei.post("/szpu/ict/proposal/1", {"act": "open"})
    html = said(lin.get(QUEUE))
    assert listed(html)[:2] == sorted([link("CS.1", "D1.1"), link("CS.2", "D1.2")], key=listed(html).index)
    assert "#1 Clouds have models" in html
    lin.post(QUEUE, {"do": "take:m", "link": link("CS.1", "D1.1"), "shown": "0", "proposal": "1"})
    assert links(now(), "CS") == {("CS.1", "D1.1"): MASTER}
    history = said(lin.get("/szpu/ict/history"))
    assert "proposed by Mei" in words(lin.get("/szpu/ict/history"))
    assert "#1 Clouds have models" in history


def test_one_at_a_time_shows_one_and_an_empty_queue_says_so(visitor: Client) -> None:
    lin = without_wlan(visitor)
    every = listed(said(lin.get(QUEUE)))
    assert [listed(said(lin.get(f"{QUEUE}?one=1&page={n}"))) for n in (1, 2)] == [[every[0]], [every[1]]]
    last = listed(said(lin.get(f"{QUEUE}?page=9999")))[-1]
    assert listed(said(lin.get(f"{QUEUE}?one=1&page=9999"))) == [last]
    assert "Nothing waits here to be decided." in said(lin.get(f"{QUEUE}?course=ENG"))


def test_a_hole_is_given_to_somebody_is_due_to_them_and_drops_out_when_it_is_closed(door: Door) -> None:
    lin = without_wlan(door.as_("lin"))
    mei = Person.objects.get(name="Mei")
    answer = lin.post(HOLES, {"do": "give", "node": "D2.2", "owner": str(mei.pk), "due": "2026-07-01"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{HOLES}#hole-D2.2")
    assert "Seen to by: Mei" in words(lin.get(HOLES))
    assert "Mei sees to it by 2026-07-01" in said(lin.get(HERE))
    assert "Mei sees to it by 2026-07-01" in said(lin.get("/szpu/ict/draft/framework/hcia"))
    home = door.as_("mei").get("/")
    assert "Holes to close WLAN D2.2 due in 30 days" in words(home)
    assert f'href="{HOLES}#hole-D2.2"' in said(home)
    sent(lin, filled(said(lin.get(HERE)), WLAN__1__D2_2="r"), "save")
    assert "Holes to close" not in said(door.as_("mei").get("/"))
    assert "sees to it" not in said(lin.get("/szpu/ict/draft/framework/hcia"))
    assert HoleTask.objects.get().closed_at is not None
    audit = words(lin.get("/szpu/audit?noun=hole"))
    assert "closed a hole" in audit
    assert "gave a hole to somebody" in audit


def test_a_hole_of_an_area_and_of_a_whole_program_are_given_and_taken_back(door: Door) -> None:
    lin, mei = without_wlan(door.as_("lin")), Person.objects.get(name="Mei")
    path = HOLES + "?program=IOT"
    for node in ("", "D2"):
        lin.post(path, {"do": "give", "node": node, "owner": str(mei.pk), "due": "2026-07-01"})
    assert {(str(each.node), str(each.scope), each.due_date) for each in HoleTask.objects.all()} == {
        (node, small.key("program", "IOT"), date(2026, 7, 1)) for node in (small.HCIA.key, small.key("item", "D2"))
    }
    assert words(door.as_("mei").get("/")).count("IoT Applications") >= 2
    lin.post(path, {"do": "take", "node": "D2"})
    assert HoleTask.objects.count() == 1
    assert lin.post(path, {"do": "take", "node": "D2"}).status_code == 409


@pytest.mark.parametrize(
    ("due", "why"), [("", "Say by which day"), ("2026-02-31", "Say by which day"), ("2020-01-01", "gone by")]
)
def test_a_day_that_is_none_or_has_gone_by_is_refused_with_the_form_open(door: Door, due: str, why: str) -> None:
    lin, mei = without_wlan(door.as_("lin")), Person.objects.get(name="Mei")
    answer = lin.post(HOLES, {"do": "give", "node": "D2.2", "owner": str(mei.pk), "due": due})
    assert (answer.status_code, why in said(answer)) == (422, True)
    assert not HoleTask.objects.exists()
