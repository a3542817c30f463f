"""The radar on pages: what presses, what a new version does, taking it over, and the calendar."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.conf import LazySettings
from django.test import Client

from fourfold.actions import people
from fourfold.actions.radar import ahead
from fourfold.actions.radar_words import sentence
from fourfold.actions.releasing import Request, publish, publish_framework
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.canon.parts import split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.person import OPERATOR, Granted, Role
from fourfold.store.models import Change
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import LIN
from tests.actions.test_radar import NEXT
from tests.web import small
from tests.web.entering import Door, door, said
from tests.web.small import HCIA

__all__ = ["door"]
pytestmark = pytest.mark.django_db
DRAFT, TODAY = "/szpu/ict/draft/", date(2026, 6, 1)
GOING = replace(HCIA, retires_on_date=date(2026, 9, 30))


@pytest.fixture
def lin(door: Door) -> Client:
    """The lead, on the day that the next version was pinned and the old one got its last day."""
    dossier = small.dossier()
    cluster = replace(dossier.cluster, frameworks=(*dossier.cluster.frameworks, NEXT.key))
    others = tuple(each for each in dossier.frameworks if each.key != HCIA.key)
    whole = Dossier(cluster=cluster, frameworks=(*others, GOING, NEXT))
    before = open_cluster("szpu", "ict", viewer=OPERATOR, today=TODAY)
    assert before is not None
    at = Authorship(who="local", at=datetime(2026, 6, 1, tzinfo=UTC))
    replace_draft(cluster.head, split_dossier(whole), at, expected=before.root)
    return door.as_("lin")


def draft() -> Opened:
    found = open_cluster("szpu", "ict", viewer=OPERATOR, today=TODAY)
    assert found is not None
    return found


def plain(html: str) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_what_presses_stands_first_with_what_the_next_version_does_and_is_counted_in_the_ways(lin: Client) -> None:
    page = plain(said(lin.get(DRAFT + "radar")))
    told = sentence(draft().index, ahead(draft(), old=GOING, new=NEXT)).en
    assert told is not None
    assert told in page
    assert page.index(told) < page.index("Days ahead") < page.index("All others")
    assert "2026-09-30 in 121 days HCIA-Datacom: last valid day" in page
    assert "Radar 1" in page


def test_it_says_the_same_in_chinese(lin: Client) -> None:
    lin.cookies["fourfold_language"] = "zh-hans"
    page = plain(said(lin.get(DRAFT + "radar")))
    told = sentence(draft().index, ahead(draft(), old=GOING, new=NEXT)).zh
    assert told is not None
    assert told in page
    assert "还有 121 天" in page


def test_the_page_of_a_new_version_tells_every_item_figure_and_link_that_the_engine_tells(lin: Client) -> None:
    html = said(lin.get(DRAFT + "radar/hcia-v2"))
    page, found = plain(html), ahead(draft(), old=GOING, new=NEXT)
    assert all(item.title.in_language("en") in page for item in (*GOING.leaves(), *NEXT.leaves()))
    ticked = set(re.findall(r'name="link" form="taking" value="([^"]+)" checked', html))
    assert ticked == {":".join(each.name) for each in found.taken}
    offered = set(re.findall(r'name="link" form="taking" value="([^"]+)"', html))
    assert offered == {":".join(each.name) for each in found.carried.candidates if each.stands is None}


def test_both_versions_lead_to_the_same_page(lin: Client) -> None:
    pages = [plain(said(lin.get(DRAFT + f"radar/{code}"))) for code in ("hcia", "hcia-v2")]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("least", ["²", "-60", "61", "soon", ""])
def test_a_confidence_that_is_none_of_those_offered_counts_as_the_usual_one(lin: Client, least: str) -> None:
    usual, asked = (said(lin.get(DRAFT + "radar/hcia-v2", given)) for given in ({}, {"least": least}))
    assert plain(asked) == plain(usual)


def test_a_version_that_replaces_nothing_has_no_such_page(lin: Client) -> None:
    answer = lin.get(DRAFT + "radar/engineer")
    assert answer.status_code == 404
    assert "replaces no other" in said(answer)


def test_the_lead_sees_what_it_does_before_it_is_done_and_then_does_it(lin: Client) -> None:
    found, count = ahead(draft(), old=GOING, new=NEXT), Change.objects.count()
    sent = {"link": [":".join(each.name) for each in found.taken], "program": list(found.behind)}
    looked = lin.post("/szpu/ict/replace/hcia-v2", {**sent, "do": "look"})
    assert looked.status_code == 200
    assert Change.objects.count() == count
    assert "Figures" in plain(said(looked))
    done = lin.post("/szpu/ict/replace/hcia-v2", {**sent, "do": "take", "why": "V2 it is"}, follow=True)
    assert "parts are changed" in plain(said(done))
    assert ahead(draft(), old=GOING, new=NEXT).behind == ()
    assert set(Change.objects.filter(seq__gt=count).values_list("why", flat=True)) == {"V2 it is"}


def test_nothing_is_done_without_a_reason_and_the_ticks_stay(lin: Client) -> None:
    found, count = ahead(draft(), old=GOING, new=NEXT), Change.objects.count()
    name = ":".join(found.taken[0].name)
    answer = lin.post("/szpu/ict/replace/hcia-v2", {"link": [name], "do": "take", "why": " "})
    assert answer.status_code == 422
    assert f'name="link" value="{name}"' in said(answer)
    assert Change.objects.count() == count


def test_whoever_may_not_accept_links_proposes_them_and_only_the_proposal_changes(lin: Client, door: Door) -> None:
    mei = door.as_("mei")
    assert 'type="checkbox"' in said(mei.get(DRAFT + "radar/hcia-v2"))
    found, count = ahead(draft(), old=GOING, new=NEXT), Change.objects.count()
    sent = {"link": [":".join(each.name) for each in found.taken], "program": list(found.behind)}
    looked = said(mei.post("/szpu/ict/replace/hcia-v2", {**sent, "do": "look"}))
    assert ('value="propose"' in looked, 'value="take"' in looked) == (True, False)
    title = re.search(r'name="proposal_title"[^>]+value="([^"]+)"', looked)
    assert title is not None
    done = plain(
        said(mei.post("/szpu/ict/replace/hcia-v2", {**sent, "do": "propose", "proposal_title": title[1]}, follow=True))
    )
    assert f"{title[1]} #1" in done
    assert Change.objects.count() == count
    assert 'value="take"' in said(lin.post("/szpu/ict/replace/hcia-v2", {**sent, "do": "look"}))


def test_each_row_of_the_proposal_says_how_sure_its_links_are_and_why(lin: Client) -> None:
    found = ahead(draft(), old=GOING, new=NEXT)
    sent = {"link": [":".join(each.name) for each in found.taken], "why": "V2 it is", "proposal_title": "V2"}
    for language, near in (("en", "same title"), ("zh-hans", "名称相同")):
        lin.cookies["fourfold_language"] = language
        done = said(lin.post("/szpu/ict/replace/hcia-v2", {**sent, "do": "propose"}, follow=True))
        for each in found.taken:
            index = draft().index
            link = f"{index.outcomes[each.link.outcome].code} → {index.items[each.link.item].code}: {each.confidence} %"
            assert link in done
        assert near in done
        assert "V2 it is" in done


@pytest.mark.usefixtures("lin")
def test_a_reader_of_a_release_is_offered_no_ticks(client: Client, settings: LazySettings) -> None:
    settings.LOCAL = False
    publish("szpu", "ict", Request(root=draft().root, name="2026", reason="so"), viewer=LIN, now=datetime.now(UTC))
    html = said(client.get("/szpu/ict/2026/radar/hcia-v2"))
    assert 'type="checkbox"' not in html
    assert "Take the new version over" not in html
    assert "counted" in html


def test_the_calendar_of_a_release_is_for_everybody_and_that_of_a_draft_for_the_staff(
    lin: Client, door: Door, client: Client, settings: LazySettings
) -> None:
    settings.LOCAL = False
    publish(
        "szpu", "ict", Request(root=draft().root, name="2026", reason="as it is"), viewer=LIN, now=datetime.now(UTC)
    )
    everybody = client.get("/szpu/ict/2026/radar.ics?language=zh")
    assert (everybody.status_code, everybody.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert client.get(DRAFT + "radar.ics").status_code == 404
    assert door.as_("jun").get(DRAFT + "radar.ics").status_code == 404
    assert lin.get(DRAFT + "radar.ics").status_code == 200
    assert client.get("/szpu/ict/latest/radar.ics", follow=True).status_code == 200


@pytest.mark.parametrize(
    ("asked", "summary"),
    [
        ("zh", "HCIA-Datacom 认证：最后有效日"),
        ("en", "HCIA-Datacom: last valid day"),
        ("", "HCIA-Datacom: last valid day"),
    ],
)
def test_the_calendar_speaks_the_language_that_its_address_asks_for(lin: Client, asked: str, summary: str) -> None:
    content = lin.get(f"{DRAFT}radar.ics?language={asked}").content.decode().replace("\r\n ", "")
    assert re.search(rf"SUMMARY;LANGUAGE=[a-zA-Z-]+:{re.escape(summary)}\r\n", content)
    assert re.findall(r"UID:([^\r]+)", content) == [f"{HCIA.key}-notice", f"{HCIA.key}-retires"]
    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)", content) == ["20260403", "20260930"]


def test_the_calendar_says_the_same_on_the_next_day(lin: Client, settings: LazySettings) -> None:
    first = lin.get(DRAFT + "radar.ics").content
    settings.TODAY = date(2026, 6, 2)
    assert lin.get(DRAFT + "radar.ics").content == first


def test_a_version_that_another_college_published_is_noticed_and_taken_in_by_the_lead(lin: Client, door: Door) -> None:
    coming = replace(
        NEXT, key=small.key("framework", "hcia-v3"), code="hcia-v3", supersedes=NEXT.key, institution="other", items=()
    )
    publish_framework(coming, "3", viewer=door.cast.chen, now=datetime(2026, 6, 1, tzinfo=UTC))
    page = said(lin.get(DRAFT + "radar"))
    assert "published by other on 2026-06-01 · replaces HCIA-Datacom V2" in plain(page)
    assert "/szpu/ict/take-in/other/hcia-v3" in page
    mei = said(door.as_("mei").get(DRAFT + "radar"))
    assert ("published by other" in plain(mei), "take-in" in mei) == (True, False)
    shown = said(lin.get("/szpu/ict/take-in/other/hcia-v3"))
    assert "It comes beside what it replaces: HCIA-Datacom V2" in plain(shown)
    assert lin.post("/szpu/ict/take-in/other/hcia-v3", {"do": "take", "why": ""}).status_code == 422
    done = lin.post("/szpu/ict/take-in/other/hcia-v3", {"do": "take", "why": "It is out"}, follow=True)
    assert done.redirect_chain[-1][0] == DRAFT + "radar/hcia-v3"
    assert "It is in the draft." in said(done)
    assert draft().index.frameworks[coming.key] == coming
    assert "published by other" not in plain(said(lin.get(DRAFT + "radar")))
    assert DRAFT + "radar/hcia-v3" in said(lin.get(DRAFT + "framework/hcia-v3"))
    assert lin.get("/szpu/ict/take-in/other/hcia-v3").status_code == 404


def test_courses_on_a_version_that_no_program_names_any_more_are_listed_with_who_teaches_them(
    lin: Client, door: Door
) -> None:
    teacher = Granted(role=Role.TEACHER, institution="szpu", key=small.key("course", "RS"))
    people.give(OPERATOR, door.cast.mei.who, teacher)
    before = draft()
    old = Dossier(
        cluster=before.index.cluster,
        frameworks=tuple(HCIA if each.key == HCIA.key else each for each in before.index.dossier.frameworks),
    )
    at = Authorship(who="local", at=datetime(2026, 6, 1, tzinfo=UTC))
    replace_draft(old.cluster.head, split_dossier(old), at, expected=before.root)
    found = ahead(draft(), old=HCIA, new=NEXT)
    sent = {"program": list(found.behind), "do": "take", "why": "V2"}
    assert lin.post("/szpu/ict/replace/hcia-v2", sent).status_code == 302
    page = plain(said(lin.get(DRAFT + "radar")))
    assert "Courses that stand on versions which have been replaced" in page
    assert "Routing and Switching RS 1 link · Mei" in page
