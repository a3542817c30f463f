"""Signing in: by password and code, throttled; by an administrator's link where the password is lost; never unasked."""

import csv
import re
from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from fourfold.actions import people
from fourfold.actions.account import change_account
from fourfold.actions.deeds import OF_SECURITY
from fourfold.actions.tokens import revoke_token, tokens_of
from fourfold.store.models import Event
from tests.actions.cast import PASSWORD, SZPU
from tests.web.entering import Door, door, said, sign_in

__all__ = ["door"]
pytestmark = pytest.mark.django_db
MEI = "mei@szpu.example"
ANOTHER = "another long enough phrase"


def signed_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def test_who_signs_in_goes_where_they_wanted_and_reads_in_their_language(door: Door, client: Client) -> None:
    change_account(door.cast.mei, name="Mei", language="zh-hans", reminders=True)
    answer = sign_in(client, MEI.upper(), next="/szpu/ict/draft/programs")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/szpu/ict/draft/programs")
    assert "<h1>您的账户</h1>" in said(client.get("/account"))


@pytest.mark.usefixtures("door")
def test_signing_in_leads_nowhere_else(client: Client) -> None:
    assert sign_in(client, MEI, next="https://elsewhere.example/").headers["Location"] == "/"


@pytest.mark.parametrize(("language", "words"), [("en", "do not open an account"), ("zh-hans", "地址或密码不正确。")])
@pytest.mark.usefixtures("door")
def test_a_wrong_password_and_an_unknown_address_are_told_the_same(client: Client, language: str, words: str) -> None:
    client.cookies["fourfold_language"] = language
    for email in (MEI, "nobody@szpu.example"):
        answer = sign_in(client, email, "wrong")
        assert (answer.status_code, words in said(answer)) == (200, True)
        assert f'value="{email}"' in said(answer)


@pytest.mark.usefixtures("door")
def test_the_sixth_attempt_is_refused_even_with_the_right_password(client: Client) -> None:
    for _ in range(5):
        sign_in(client, MEI, "wrong")
    assert "Too many attempts have failed" in said(sign_in(client, MEI))
    assert not signed_in(client)
    assert sign_in(client, "lin@szpu.example").status_code == 302


@pytest.mark.usefixtures("door")
def test_who_knocks_without_end_is_told_to_wait(client: Client) -> None:
    for number in range(30):
        sign_in(client, f"nobody{number}@szpu.example", "wrong")
    answer = sign_in(client, MEI)
    assert (answer.status_code, "<h1>Too often</h1>" in said(answer)) == (429, True)


@pytest.mark.parametrize(
    "path", ["signup/", "signup", "email/", "confirm-email/", "password/reset/", "login/", "3rdparty/"]
)
def test_what_allauth_could_do_besides_is_shut(client: Client, path: str) -> None:
    assert client.get(f"/account/{path}", follow=True).status_code == 404


@pytest.mark.usefixtures("door")
def test_a_form_that_is_not_ours_signs_nobody_in() -> None:
    assert sign_in(Client(enforce_csrf_checks=True), MEI).status_code == 403


def test_signing_out_is_asked_for_and_then_done(door: Door) -> None:
    mei = door.as_("mei")
    assert mei.get("/account/sign-out").status_code == 200
    assert mei.post("/account/sign-out").headers["Location"] == "/"
    assert not signed_in(mei)


def test_a_link_lets_a_new_password_be_chosen_once_and_ends_every_session(door: Door, client: Client) -> None:
    before = door.as_("mei")
    key = people.password_key(door.cast.administrator, SZPU, door.id_of("mei"))
    link = f"/account/password/{key.account}/{key.key}"
    form = client.get(link).headers["Location"]
    assert "set-password" in form
    weak = client.post(form, {"password1": "1234567890", "password2": "1234567890"})
    assert (weak.status_code, "errorlist" in said(weak)) == (200, True)
    assert client.post(form, {"password1": ANOTHER, "password2": ANOTHER}).headers["Location"] == "/account/sign-in"
    assert "Your password is changed." in said(client.get("/account/sign-in"))
    assert not signed_in(before)
    assert "This link opens nothing any more" in said(Client().get(link))
    assert [sign_in(client, MEI, each).status_code for each in (PASSWORD, ANOTHER)] == [200, 302]


def test_a_password_is_changed_by_whoever_knows_it(door: Door) -> None:
    mei, elsewhere = door.as_("mei"), door.as_("mei")
    new = {"password1": ANOTHER, "password2": ANOTHER}
    assert "This is not your current password." in said(mei.post("/account/password", {"oldpassword": "no", **new}))
    assert mei.post("/account/password", {"oldpassword": PASSWORD, **new}).status_code == 302
    assert (signed_in(mei), signed_in(elsewhere)) == (True, False)


def test_a_closed_account_opens_nothing(door: Door, client: Client) -> None:
    mei = door.as_("mei")
    people.close_account(door.cast.administrator, SZPU, door.id_of("mei"))
    assert not signed_in(mei)
    answer = sign_in(client, MEI)
    assert (answer.status_code, signed_in(client)) == (302, False)
    assert "<h1>This account is closed</h1>" in said(client.get(answer.headers["Location"]))


def code_of(secret: str) -> str:
    """What an app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


@pytest.mark.usefixtures("door")
def test_an_app_is_set_up_and_signing_in_asks_for_its_code_or_a_recovery_code(client: Client) -> None:
    sign_in(client, MEI)
    client.post("/account/confirm", {"password": PASSWORD})
    page = said(client.get("/account/security/app"))
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.findall(r'<code class="secret">(\w+)</code>', page)[0]
    assert "This code is not right" in said(client.post("/account/security/app", {"code": "000000"}))
    assert client.post("/account/security/app", {"code": code_of(secret)}).status_code == 302
    codes = re.findall(r"<code>(\d+)</code>", said(client.get("/account/security/codes")))
    assert len(codes) == 10
    assert client.get("/account/security/codes/file").content.decode().split() == codes
    for code, opens in ((codes[0], True), (codes[0], False), ("12345678", False), (codes[1], True)):
        other = Client()
        assert sign_in(other, MEI).headers["Location"].startswith("/account/sign-in/code")
        assert not signed_in(other)
        other.post("/account/sign-in/code", {"code": code})
        assert signed_in(other) is opens
    assert client.post("/account/security/app/off").status_code == 302
    assert sign_in(Client(), MEI).headers["Location"] == "/"


def test_what_is_worth_protecting_asks_for_the_password_once_more(door: Door) -> None:
    mei = door.as_("mei")
    asked = mei.get("/account/erase").headers["Location"]
    assert asked == "/account/confirm?next=%2Faccount%2Ferase"
    assert "This is not your password." in said(mei.post(asked, {"password": "wrong"}))
    assert mei.post(asked, {"password": PASSWORD}).headers["Location"] == "/account/erase"
    assert mei.get("/account/erase").status_code == 200


def told(door: Door, who: str) -> list[tuple[str, str, str]]:
    """Who did what about whom for the safety of accounts, as the audit tells somebody, the oldest first."""
    answer = door.as_(who).get("/szpu/audit.csv?noun=person")
    rows = csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig")))
    return [(row["name"], row["deed"], row["about"]) for row in rows if row["deed"] in OF_SECURITY][::-1]


def test_what_is_done_for_the_safety_of_an_account_is_told_to_administrators_alone(
    door: Door, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    sign_in(client, MEI)
    client.post("/account/confirm", {"password": PASSWORD})
    secret = re.findall(r'<code class="secret">(\w+)</code>', said(client.get("/account/security/app")))[0]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/security/app", {"code": code_of(secret)})
        client.post("/account/security/codes/new")
    client.post("/account/security/app/off")
    client.post("/account/password", {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER})
    client.post("/account/tokens", {"act": "make", "name": "sync", "scope": "read", "days": "30"})
    revoke_token(door.cast.mei, token=tokens_of(door.cast.mei)[0].id)
    made = ["recovery-codes-made", "recovery-codes-made"]
    deeds = ["codes-on", *made, "codes-off", "password-changed"]
    tokens = [("Mei", "token-made", ""), ("Mei", "token-revoked", "")]
    assert told(door, "administrator") == [*(("Mei", deed, "Mei") for deed in deeds), *tokens]
    assert told(door, "lin") == []
    assert door.id_of("mei") not in said(door.as_("lin").get("/szpu/audit"))
    assert [each for each in Event.objects.values_list("institution", flat=True) if not each] == []


def test_sign_ins_that_fail_too_often_are_told_once_without_an_address(door: Door, client: Client) -> None:
    for email in (MEI, "nobody@szpu.example"):
        for _ in range(8):
            sign_in(client, email, "wrong")
    assert told(door, "administrator") == [("somebody not signed in", "sign-in-refused", "Mei")]
    assert "@" not in str(list(Event.objects.values()))
    people.erase(door.cast.administrator, SZPU, door.id_of("mei"))
    assert told(door, "administrator") == [("somebody not signed in", "sign-in-refused", "")]
    assert "somebody not signed in" in said(door.as_("administrator").get("/szpu/audit"))
