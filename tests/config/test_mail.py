"""The mail server from one setting."""

import pytest

from fourfold.config.mail import Mail, mail, sender, site

SETTING = "FOURFOLD_MAIL"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", Mail()),
        ("smtp://mail.example", Mail(host="mail.example", port=25)),
        ("smtps://mail.example", Mail(host="mail.example", port=465, tls=True)),
        (
            "smtp+starttls://f%40x:p%2Fw@mail.example:2525/",
            Mail(host="mail.example", port=2525, user="f@x", password="p/w", starttls=True),  # noqa: S106 - of nobody
        ),
        ("smtp://[::1]:2525", Mail(host="::1", port=2525)),
    ],
)
def test_an_address_says_how_to_speak_to_it(monkeypatch: pytest.MonkeyPatch, said: str, found: Mail) -> None:
    monkeypatch.setenv(SETTING, said)
    assert mail(SETTING) == found


def test_what_is_not_set_is_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FOURFOLD_MAIL_FROM", "FOURFOLD_SITE"):
        monkeypatch.delenv(name, raising=False)
    assert (sender("FOURFOLD_MAIL_FROM"), site("FOURFOLD_SITE")) == ("fourfold@localhost", "http://127.0.0.1:8000")
    monkeypatch.setenv("FOURFOLD_SITE", "https://x.example/fourfold/")
    assert site("FOURFOLD_SITE") == "https://x.example/fourfold"
