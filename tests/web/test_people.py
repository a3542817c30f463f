"""Letting people in and out, on pages: invited, granted, closed, erased; each reads what was done."""

import csv
import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.conf import LazySettings
from django.test import Client

from fourfold.actions import demo, people
from fourfold.actions.tokens import viewer_of_token
from fourfold.domain.person import VISITOR, Granted, Role
from fourfold.domain.text import Text
from fourfold.store import institutions
from fourfold.store.models import Invitation
from tests.actions.cast import PASSWORD, SZPU
from tests.actions.test_people import everything_kept
from tests.web import small
from tests.web.entering import Answer, Door, door, said, sign_in

__all__ = ["door"]
pytestmark = pytest.mark.django_db
PEOPLE = "/szpu/people"


def secret_of(page: str) -> str:
    """What a page shows once."""
    (found,) = re.findall(r'<code class="secret">([^<]+)</code>', page)
    return str(found)


def invited(boss: Client, **more: str) -> str:
    """Invite somebody; the path of the link."""
    sends = {"act": "invite", "email": "new@szpu.example", "role": "coach", **more}
    return secret_of(said(boss.post(PEOPLE, sends, follow=True))).removeprefix("http://testserver")


def test_somebody_is_invited_comes_in_and_is_in_the_roster(door: Door, client: Client) -> None:
    boss = door.as_("administrator")
    link = invited(boss, role="teacher", part=small.key("course", "NT-B"))
    assert "secret" not in said(boss.get(PEOPLE))
    assert "<b>new@szpu.example</b> is invited as <b>teacher</b> to <b>szpu</b>." in said(client.get(link))
    sends = {"act": "join", "name": "New", "password": "short"}
    refused = client.post(link, sends)
    assert (refused.status_code, 'value="New"' in said(refused), "too short" in said(refused)) == (200, True, True)
    answer = client.post(link, sends | {"password": PASSWORD}, follow=True)
    assert "Welcome. Your account is ready." in said(answer)
    assert client.get("/szpu/ict/draft/").status_code == 200
    assert "Network Technology B" in said(client.get("/account"))
    assert (client.get(link).status_code, Invitation.objects.count()) == (404, 0)
    assert ">New</a>" in said(boss.get(PEOPLE))


def test_an_invitation_is_taken_into_the_account_one_has(door: Door) -> None:
    link = invited(door.as_("administrator"), email="chen@other.example")
    assert "Sign in to accept" in said(Client().get(link))
    chen = door.as_("chen")
    assert "the role comes to this account" in said(chen.get(link))
    assert "You have a new role." in said(chen.post(link, {"act": "accept"}, follow=True))
    assert Granted(role=Role.COACH, institution=SZPU) in people.viewer_of(door.id_of("chen")).grants


def test_a_revoked_invitation_opens_nothing(door: Door, client: Client) -> None:
    boss = door.as_("administrator")
    link = invited(boss)
    boss.post(PEOPLE, {"act": "revoke", "invitation": str(Invitation.objects.get().pk)})
    assert (client.get(link).status_code, "opens nothing any more" in said(client.get(link))) == (404, True)


@pytest.mark.parametrize(
    ("sends", "words"),
    [
        ({"email": "nobody"}, "valid email address"),
        ({"role": "teacher"}, "Choose a course"),
        ({"role": "dean"}, "Select a valid choice"),
        ({"role": "teacher", "part": "no-such"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said_and_nothing_is_lost(
    door: Door, sends: dict[str, str], words: str
) -> None:
    asked = {"act": "invite", "email": "new@szpu.example", "role": "coach", **sends}
    answer = door.as_("administrator").post(PEOPLE, asked)
    page = said(answer)
    assert (answer.status_code, words in page, f'value="{asked["email"]}"' in page) == (200, True, True)
    assert not Invitation.objects.exists()


def about(door: Door, who: str, act: str, **sends: str) -> Answer:
    """What the administrator reads after doing something about somebody."""
    boss, where = door.as_("administrator"), f"{PEOPLE}/{door.id_of(who)}"
    return boss.post(where, {"act": act, **sends}, follow=True)


def test_roles_are_granted_and_taken_back(door: Door) -> None:
    assert "The role is granted." in said(about(door, "coach", "give", role="support"))
    assert Granted(role=Role.SUPPORT, institution=SZPU) in people.viewer_of(door.id_of("coach")).grants
    assert "The role is taken back." in said(about(door, "coach", "take", role="coach:"))
    last = about(door, "coach", "take", role="support:")
    assert last.request["PATH_INFO"] == PEOPLE
    assert people.viewer_of(door.id_of("coach")).grants == ()


def test_the_last_administrator_is_told_to_stay(door: Door) -> None:
    for act, sends in (("take", {"role": "administrator:"}), ("close", {}), ("erase", {"sure": "on"})):
        assert "make somebody else one first" in said(about(door, "administrator", act, **sends)), act


def test_an_account_is_closed_opened_and_given_a_new_password(door: Door) -> None:
    assert "The account is closed." in said(about(door, "mei", "close"))
    assert people.viewer_of(door.id_of("mei")) == VISITOR
    assert "open it first" in said(about(door, "mei", "link"))
    assert "The account is open again." in said(about(door, "mei", "open"))
    assert "/account/password/" in secret_of(said(about(door, "mei", "link")))


def test_nobody_is_erased_unless_it_is_certain(door: Door) -> None:
    assert "errorlist" in said(about(door, "mei", "erase"))
    assert people.viewer_of(door.id_of("mei")) == door.cast.mei
    answer = about(door, "mei", "erase", sure="on")
    assert ("The account is erased" in said(answer), "mei@szpu.example" in said(answer)) == (True, False)


def test_a_button_that_the_page_does_not_have_does_nothing(door: Door) -> None:
    assert about(door, "mei", "promote").status_code == 404


def test_an_institution_is_named_by_its_administrator(door: Door) -> None:
    boss = door.as_("administrator")
    sends = {"act": "change", "en": "Ours", "zh": "我们的", "zone": "Asia/Shanghai"}
    assert "The settings are changed." in said(boss.post("/szpu/settings", sends, follow=True))
    assert 'value="我们的"' in said(boss.get("/szpu/settings"))
    for wrong in ({"en": "", "zh": ""}, {"zone": "Mars/Olympus"}):
        answer = boss.post("/szpu/settings", sends | wrong)
        assert (answer.status_code, 'role="alert"' in said(answer) or "errorlist" in said(answer)) == (200, True)


def test_ones_own_account_is_changed_and_the_page_speaks_the_language_at_once(door: Door) -> None:
    mei = door.as_("mei")
    answer = mei.post("/account", {"act": "change", "name": "Mei M.", "language": "zh-hans"}, follow=True)
    assert "<h1>您的账户</h1>" in said(answer)
    assert "Mei M." in said(answer)
    assert "errorlist" in said(mei.post("/account", {"act": "change", "name": " ", "language": ""}))


def test_one_signs_out_elsewhere(door: Door) -> None:
    here, elsewhere = door.as_("mei"), door.as_("mei")
    assert "in 1 other browser" in said(here.get("/account"))
    assert "You are signed out of 1 other browser." in said(here.post("/account", {"act": "elsewhere"}, follow=True))
    assert (here.get("/account").status_code, elsewhere.get("/account").status_code) == (200, 302)


def test_one_takes_ones_data_along_and_is_erased(door: Door) -> None:
    mei = door.as_("mei")
    data = mei.get("/account/data")
    assert (data.json()["person"]["email"], data.headers["Content-Disposition"][:10]) == (
        "mei@szpu.example",
        "attachment",
    )
    mei.post("/account/confirm", {"password": PASSWORD})
    assert "errorlist" in said(mei.post("/account/erase", {"act": "erase"}))
    assert "Your account is erased." in said(mei.post("/account/erase", {"act": "erase", "sure": "on"}, follow=True))
    assert (mei.get("/account").status_code, people.viewer_of(door.id_of("mei"))) == (302, VISITOR)


def test_who_has_signed_in_failed_and_been_invited_leaves_no_name_when_erased(door: Door, client: Client) -> None:
    for password in ("wrong", PASSWORD):
        sign_in(client, "jun@szpu.example", password)
    invited(door.as_("administrator"), email="jun@szpu.example")
    assert "jun@szpu.example" in everything_kept()
    client.post("/account/confirm", {"password": PASSWORD})
    client.post("/account/erase", {"act": "erase", "sure": "on"})
    assert "jun@szpu.example" not in everything_kept()


def test_a_token_is_shown_once_speaks_for_its_owner_and_is_revoked(door: Door) -> None:
    mei = door.as_("mei")
    sends = {"act": "make", "name": "sync", "scope": "read", "days": "30"}
    secret = secret_of(said(mei.post("/account/tokens", sends, follow=True)))
    viewer = viewer_of_token(secret)
    assert viewer is not None
    assert (viewer.who, viewer.may_write) == (door.id_of("mei"), False)
    page = said(mei.get("/account/tokens"))
    assert secret not in page
    (token,) = re.findall(r'name="token" value="([^"]+)"', page)
    mei.post("/account/tokens", {"act": "revoke", "token": token})
    assert viewer_of_token(secret) is None


@pytest.mark.parametrize("wrong", [{"name": ""}, {"days": "3000"}, {"scope": "all"}])
def test_a_token_needs_a_name_a_scope_and_an_end(door: Door, wrong: dict[str, str]) -> None:
    sends = {"act": "make", "name": "sync", "scope": "write", "days": "30", **wrong}
    answer = door.as_("mei").post("/account/tokens", sends)
    assert (answer.status_code, "errorlist" in said(answer)) == (200, True)


def test_a_page_of_ones_own_is_kept_by_no_cache(door: Door) -> None:
    for path in ("/account", "/account/tokens", "/account/data"):
        assert "no-store" in door.as_("mei").get(path).headers["Cache-Control"], path


def test_the_audit_tells_who_did_what_and_is_asked_by_person_kind_and_day(door: Door) -> None:
    boss = door.as_("administrator")
    invited(boss)
    today = datetime.now(UTC) + timedelta(hours=8)
    for query, seen in (
        ("", True),
        ("?deed=invited", True),
        ("?deed=erased", False),
        (f"?who={door.id_of('administrator')}", True),
        (f"?who={door.id_of('mei')}", False),
        ("?noun=person", True),
        ("?noun=course", False),
        (f"?day={today:%Y-%m-%d}", True),
        ("?day=2020-01-01", False),
        ("?day=never&page=9999999999&noun=nothing", True),
    ):
        assert ('<td class="who">invited somebody</td>' in said(boss.get(f"/szpu/audit{query}"))) is seen, query
    assert "added: course" in said(boss.get("/szpu/audit?noun=course"))
    for noun, title in (("links", "Network Technology B"), ("framework", "HCIA-Datacom")):
        assert title in said(boss.get(f"/szpu/audit?noun={noun}")), noun


def test_the_audit_goes_on_over_pages(door: Door) -> None:
    lin = door.as_("lin")
    assert "page 1 of" not in said(lin.get("/szpu/audit"))
    for _ in range(60):
        people.give(door.cast.administrator, door.id_of("coach"), Granted(role=Role.SUPPORT, institution=SZPU))
        people.take(door.cast.administrator, door.id_of("coach"), Granted(role=Role.SUPPORT, institution=SZPU))
    assert "?page=2" in said(lin.get("/szpu/audit"))
    assert "page 3 of 3" in said(lin.get("/szpu/audit?page=7"))


def test_no_cell_of_the_audit_starts_a_formula(door: Door) -> None:
    mei = door.as_("mei")
    mei.post("/account", {"act": "change", "name": "=HYPERLINK(1)", "language": ""})
    people.give(door.cast.administrator, door.id_of("mei"), Granted(role=Role.SUPPORT, institution=SZPU))
    answer = door.as_("administrator").get("/szpu/audit.csv?noun=person")
    text = answer.getvalue().decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert (rows[0][0], len(rows), rows[1][7]) == ("at", 2, "'=HYPERLINK(1)")
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]


@pytest.mark.usefixtures("door")
def test_the_demo_is_entered_as_everybody(client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    names = re.findall(r'name="as" value="(\w+)"', said(client.get("/demo")))
    assert names == ["Lin", "Wang", "Mei", "Qin", "Jun", "Bo", "Zhao", "Chen"]
    draft = {name: entered(name).get("/szpu/ict/draft/").status_code for name in names}
    assert draft == {**dict.fromkeys(names, 200), "Jun": 404, "Chen": 404}
    assert entered("Zhao").get(PEOPLE).status_code == 200


@pytest.mark.usefixtures("door")
def test_the_administrator_of_the_demo_is_not_told_to_set_up_what_is_there(settings: LazySettings) -> None:
    settings.DEMO = True
    institutions.ensure_institution(demo.EXAMPLE)
    demo.name_example()
    demo.name_example()
    assert institutions.institution_at(demo.EXAMPLE) == institutions.KeptInstitution(
        code="example-college", title=Text(en="Example College", zh="示例学院"), zone="Asia/Shanghai"
    )
    zhao = said(entered("Zhao").get("/"))
    assert "Invite a curriculum lead" not in zhao


def entered(name: str) -> Client:
    client = Client()
    assert client.post("/demo", {"as": name}).headers["Location"] == "/"
    return client


@pytest.mark.parametrize("more", [{"REMOTE_ADDR": "10.0.0.7"}, {"HTTP_X_FORWARDED_FOR": "10.0.0.7"}])
@pytest.mark.usefixtures("door")
def test_the_demo_is_for_this_machine_alone(client: Client, settings: LazySettings, more: dict[str, str]) -> None:
    settings.DEMO = True
    assert client.get("/demo", **more).status_code == 404  # type: ignore[arg-type] # what else the request says
    assert client.post("/demo", {"as": "Lin"}, **more).status_code == 404  # type: ignore[arg-type] # as above
