"""The pages of people as pages: in both languages, one heading, every id once, nothing inline, Chinese set solid."""

import re

import pytest
from django.test import Client

from tests.actions.cast import PASSWORD
from tests.web.entering import Door, door, said, sign_in
from tests.web.test_typesetting import STRAY, UNSEEN

__all__ = ["door"]
pytestmark = pytest.mark.django_db
INLINE = re.compile(r'<script(?![^>]*\ssrc=)|<style|\sstyle="|\son[a-z]+="')
OWN = (
    "/account",
    "/account/tokens",
    "/account/sign-out",
    "/account/password",
    "/account/confirm",
    "/account/security",
    "/account/security/app",
    "/account/erase",
)
SIGNED_IN = (*OWN, "/szpu/people", "/szpu/people/{mei}", "/szpu/settings", "/szpu/audit", "/szpu/audit?deed=invited")
ANYBODY = ("/account/sign-in", "/account/closed", "/account/password/no/no", "/invitation/no")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", [*SIGNED_IN, *ANYBODY])
def test_a_page_is_whole_in_either_language(door: Door, client: Client, path: str, language: str) -> None:
    if path in SIGNED_IN:
        sign_in(client, "administrator@szpu.example")
        client.post("/account/confirm", {"password": PASSWORD})
    client.cookies["fourfold_language"] = language
    answer = client.get(path.format(mei=door.id_of("mei")))
    html = said(answer)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert f'<html lang="{language}">' in html
    assert (html.count("<h1"), html.count("<main"), INLINE.findall(html)) == (1, 1, [])
    assert sorted(ids) == sorted(set(ids))
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers.get("Cache-Control", "") or path == "/account/closed"
    assert STRAY.findall(UNSEEN.sub("", html)) == []


@pytest.mark.parametrize("path", SIGNED_IN)
def test_every_field_has_a_label_that_names_it(door: Door, path: str) -> None:
    html = said(door.as_("administrator").get(path.format(mei=door.id_of("mei")), follow=True))
    fields = re.findall(r'<(?:input|select)[^>]*\sid="(id_\w+)"', html)
    assert set(fields) <= set(re.findall(r'<label for="(\w+)"', html))
