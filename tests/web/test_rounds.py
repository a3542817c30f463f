"""Revision rounds on pages: opened, planned, decided in order, and what is published with them."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fourfold.actions.rounds import At, round_of
from fourfold.domain.round import Round, Status
from fourfold.store.models import StageVerdict
from tests.web.entering import Answer, Door, door, said

__all__ = ["door"]
pytestmark = pytest.mark.django_db
ALL = "/szpu/ict/"
ROUND = ALL + "round/2026"
TODAY = date(2026, 6, 1)
BODIES = ("二级学院", "教务处")


def opening(*bodies: str, **more: str) -> dict[str, str]:
    lines = {f"stage{number}-zh": each for number, each in enumerate(bodies)}
    dates = {f"stage{number}-due_date": f"2026-06-{5 + number:02d}" for number, _ in enumerate(bodies)}
    return {"act": "open", "name": "2026", "lines": str(len(bodies) + 1)} | lines | dates | more


@pytest.fixture
def lin(door: Door) -> Client:
    """Lin, who has opened a round of two bodies."""
    client = door.as_("lin")
    assert client.post(ALL + "rounds", opening(*BODIES)).headers["Location"] == ROUND
    return client


def kept(door: Door) -> Round:
    return round_of(At("szpu", "ict", "2026"), viewer=door.cast.lin, today=TODAY).round


def decided(client: Client, door: Door, at: int, outcome: str = "approved", **more: str | SimpleUploadedFile) -> Answer:
    digest = re.findall(r'name="digest" value="([0-9a-f]{8})"', said(client.get(ROUND)))[0]
    form = {"act": "decide", "stage": kept(door).stages[at].key, "outcome": outcome, "day": "2026-06-01"}
    return client.post(ROUND, form | {"number": f"No. {at}", "minutes": "So.", "digest": digest} | more)


def publishing(client: Client) -> Answer:
    (root,) = re.findall(r'name="root" value="([0-9a-f]{64})"', said(client.get(ALL + "publish")))
    form = {"root": root, "name": "2026.1", "reason": "The term begins.", "confirmed": "yes"}
    return client.post(ALL + "publish", form)


def test_the_first_round_offers_the_usual_bodies_and_the_next_what_was_written(door: Door) -> None:
    client = door.as_("lin")
    html = said(client.get(ALL + "rounds"))
    assert re.findall(r'name="stage\d+-zh" value="([^"]+)"', html) == [
        "专家与企业论证",
        "二级学院",
        "教务处",
        "教学工作委员会",
        "校长办公会",
        "党委会",
    ]
    client.post(ALL + "rounds", opening(*BODIES))
    client.post(ROUND, {"act": "abandon", "reason": "Begun again."})
    html = said(client.get(ALL + "rounds"))
    assert re.findall(r'name="stage\d+-zh" value="([^"]+)"', html) == list(BODIES)
    assert re.findall(r'name="name" value="([^"]+)"', html) == ["2026-2"]


def test_a_round_goes_from_its_opening_to_the_release(lin: Client, door: Door) -> None:
    page = said(publishing(lin))
    assert "bodies stop this release, and no reason replaces them." in page
    assert "二级学院: no approval yet" in page
    for at in range(2):
        assert decided(lin, door, at).status_code == 302
    assert "every body has approved this draft." in said(lin.get(ALL + "publish"))
    assert publishing(lin).status_code == 302
    assert (kept(door).status, kept(door).release) == (Status.RELEASED, "2026.1")
    html = said(lin.get(ROUND))
    assert 'It led to the release <a href="/szpu/ict/2026.1/">2026.1</a>' in " ".join(html.split())
    assert 'name="outcome"' not in html


def test_a_first_round_says_that_there_is_nothing_to_compare_with(lin: Client) -> None:
    assert "so there is no comparison and no brief: bodies are given the program plans." in said(lin.get(ROUND))
    assert "papers/" not in said(lin.get(ROUND))
    assert lin.get(f"{ROUND}/papers/brief.pdf").status_code == 404


def test_a_refused_publication_keeps_what_was_typed(lin: Client) -> None:
    answer = publishing(lin)
    assert (answer.status_code, "The term begins." in said(answer)) == (422, True)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"outcome": ""}, "This field is required."),
        ({"outcome": "returned"}, "Say to which stage the draft goes back"),
        ({"digest": "00000000"}, "The draft never had this digest"),
        ({"day": "2026-06-02"}, "A body cannot have decided on a day to come."),
        ({"day": "0001-01-01"}, "more than a year before what was decided on began: say one from 2025-05-31 on."),
        ({"number": ""}, "This field is required."),
        ({"outcome": "approved-with-conditions", "minutes": ""}, "Say what the body asks for"),
    ],
    ids=lambda each: str(each)[:24],
)
def test_a_verdict_that_is_refused_says_why_beside_its_own_stage(
    lin: Client, door: Door, wrong: dict[str, str], words: str
) -> None:
    answer = decided(lin, door, 0, **wrong)
    assert (answer.status_code, words in said(answer), said(answer).count('asks" open')) == (422, True, 1)
    assert not StageVerdict.objects.exists()


def test_a_stage_that_has_not_its_turn_has_no_form_and_takes_no_verdict(lin: Client, door: Door) -> None:
    assert said(lin.get(ROUND)).count('name="outcome"') == 1
    assert decided(lin, door, 1).status_code == 422
    assert not StageVerdict.objects.exists()


def test_an_owner_sees_what_is_due_and_records_it(lin: Client, door: Door) -> None:
    plan = {"act": "plan", "stage": kept(door).stages[0].key, "due_date": "2026-06-03", "owners": door.id_of("mei")}
    assert lin.post(ROUND, plan).status_code == 302
    mei = door.as_("mei")
    home = " ".join(said(mei.get("/")).split())
    assert (
        f'<a href="{ROUND}"><span lang="zh-Hans">二级学院</span></a> <span class="tag warn">due in 2 days</span>'
        in home
    )
    assert "二级学院" not in said(lin.get("/"))
    assert said(mei.get(ROUND)).count('value="decide"') == 1
    assert decided(mei, door, 0).status_code == 302
    assert "二级学院" not in said(mei.get("/"))
    assert decided(mei, door, 1).status_code == 403


def test_a_stage_that_nobody_owns_is_due_to_the_lead(lin: Client, door: Door) -> None:
    assert "due in 4 days" in said(lin.get("/"))
    for who in ("mei", "bo", "coach"):
        assert "due in 4 days" not in said(door.as_(who).get("/"))


def with_file(name: str = "会议纪要.pdf", content: bytes = b"%PDF-1.7") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_minutes_come_as_a_file_with_the_verdict_and_are_given_out_as_one(lin: Client, door: Door) -> None:
    assert decided(lin, door, 0, file=with_file()).status_code == 302
    html = said(lin.get(ROUND))
    (href,) = re.findall(r'href="([^"]+/minutes/[^"]+)" download>会议纪要.pdf</a>', html)
    answer = lin.get(href)
    assert (answer.status_code, answer.content) == (200, b"%PDF-1.7")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_file_is_added_later_and_removed_by_the_lead(lin: Client, door: Door) -> None:
    decided(lin, door, 0)
    (verdict,) = kept(door).verdicts
    assert lin.post(ROUND, {"act": "attach", "verdict": verdict.key, "file": with_file()}).status_code == 302
    html = said(lin.get(ROUND))
    assert "The file stands beside the verdict." in html
    assert html.count('value="detach"') == 1
    file = kept(door).verdicts[0].files[0]
    assert lin.post(ROUND, {"act": "detach", "file": file.key}).status_code == 302
    assert (kept(door).verdicts[0].files, 'value="detach"' in said(lin.get(ROUND))) == ((), False)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "This field is required."),
        (("minutes.html", b"<script>"), "This file is none of them."),
        (("minutes.pdf", b"<script>"), "This file is none of them."),
        (("minutes.txt", b""), "The submitted file is empty."),
    ],
)
def test_a_file_that_is_refused_is_told_beside_its_verdict(
    lin: Client, door: Door, file: tuple[str, bytes] | None, words: str
) -> None:
    decided(lin, door, 0)
    form = {"act": "attach", "verdict": kept(door).verdicts[0].key} | ({"file": with_file(*file)} if file else {})
    answer = lin.post(ROUND, form)
    assert (answer.status_code, words in said(answer), said(answer).count('asks" open')) == (422, True, 1)
    assert kept(door).verdicts[0].files == ()


def test_what_a_return_asks_for_is_seen_and_goes_back(lin: Client, door: Door) -> None:
    decided(lin, door, 0)
    decided(lin, door, 1, "returned", returns_to=kept(door).stages[0].key, minutes="Practice hours are missing.")
    html = " ".join(said(lin.get(ROUND)).split())
    assert "to 二级学院" in html
    assert "was returned" in html
    assert "Practice hours are missing." in html


def test_an_amendment_is_recorded_for_classes_before_it_is_released(lin: Client, door: Door) -> None:
    for at in range(2):
        decided(lin, door, at)
    publishing(lin)
    assert ALL + "amend" in said(lin.get(ALL + "rounds"))
    assert (classes_first(lin), 'name="digest"' in said(lin.get(ALL + "amend"))) == (ALL + "classes", False)
    rows = "24网络1, MC-ordinary, 2026.1, 2024-09\n24网络2, MC-ordinary, 2026.1, 2024-09"
    assert lin.post(ALL + "classes", {"act": "bind", "rows": rows}).status_code == 302
    html = said(lin.get(ALL + "amend"))
    assert re.findall(r'name="classes" value="([^"]+)"', html) == ["24网络1", "24网络2"]
    digest = re.findall(r'name="digest" value="([0-9a-f]{8})"', html)[0]
    form = {"act": "amend", "classes": "24网络1", "from_date": "2026-09-01", "reason": "So.", "body": "教务处"}
    answer = lin.post(ALL + "amend", form | {"day": "2026-06-01", "number": "1", "digest": digest})
    assert (answer.status_code, "nothing is amended" in said(answer)) == (422, True)


def classes_first(client: Client) -> str:
    """Where a page that asks for classes to be bound first leads to."""
    html = " ".join(said(client.get(ALL + "amend")).split())
    found = re.search(r'bind them first\.</p> <p> <a href="([^"]+)">', html)
    return found[1] if found else ""


def test_while_a_round_is_open_the_page_of_amendments_says_so_and_has_no_form(lin: Client) -> None:
    html = said(lin.get(ALL + "amend"))
    assert (f'<a href="{ROUND}">' in html, "Amendments are recorded between rounds." in html) == (True, True)
    assert 'name="digest"' not in html


def test_a_file_of_minutes_has_no_button_that_removes_it_once_the_round_is_released(lin: Client, door: Door) -> None:
    for at in range(2):
        decided(lin, door, at, file=with_file())
    assert said(lin.get(ROUND)).count('value="detach"') == 2
    assert publishing(lin).status_code == 302
    assert 'value="detach"' not in said(lin.get(ROUND))
    file = kept(door).verdicts[0].files[0]
    answer = lin.post(ROUND, {"act": "detach", "file": file.key}, follow=True)
    assert ("This round has ended." in said(answer), kept(door).verdicts[0].files) == (True, (file,))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", ["rounds", "round/2026", "amend", "publish"])
def test_a_page_is_whole_in_either_language(lin: Client, door: Door, path: str, language: str) -> None:
    decided(lin, door, 0)
    lin.cookies["fourfold_language"] = language
    html = said(lin.get(ALL + path))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert f'<html lang="{language}">' in html
    assert (html.count("<h1"), html.count("<main"), len(ids) - len(set(ids))) == (1, 1, 0)
    assert re.findall(r'<script(?![^>]*\ssrc=)|<style|\sstyle="|\son[a-z]+="', html) == []


def test_reminders_can_be_turned_off_in_the_account(door: Door) -> None:
    mei = door.as_("mei")
    assert re.search(r'name="reminders"[^>]*checked', said(mei.get("/account")))
    mei.post("/account", {"act": "change", "name": "Mei", "language": "en"})
    assert not re.search(r'name="reminders"[^>]*checked', said(mei.get("/account")))


def test_the_audit_tells_what_was_done_about_rounds(lin: Client, door: Door) -> None:
    decided(lin, door, 0)
    html = said(lin.get("/szpu/audit?noun=round"))
    assert html.count("szpu/ict/round/2026") == 2
    assert ("recorded a verdict" in html, "opened a revision round" in html) == (True, True)
