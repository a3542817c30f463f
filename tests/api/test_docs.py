"""The page of routes: in both languages, within the policy of the site, with every route and every refusal."""

import re

import pytest

from fourfold.api.openapi import described
from fourfold.api.refusals import KINDS
from tests.api.conftest import Asking, kind_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "heading"), [("en", "The API"), ("zh-hans", "接口（API）")])
@pytest.mark.parametrize("path", ["/api/v1/docs", "/api/v1/"])
def test_it_is_a_page_in_the_readers_language(visitor: Asking, path: str, language: str, heading: str) -> None:
    visitor.client.cookies["fourfold_language"] = language
    answer = visitor.get(path)
    html = answer.content.decode()
    assert (answer.status_code, f"<h1>{heading}</h1>" in html, f'<html lang="{language}">' in html) == (200, True, True)
    assert re.findall(r'<script(?![^>]*\ssrc=)|<style|\sstyle="|\son[a-z]+=|https?://', html) == []
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_it_names_every_route_and_the_type_of_every_refusal_leads_to_its_row(visitor: Asking) -> None:
    html = visitor.get("/api/v1/docs").content.decode()
    assert [path for path in described()["paths"] if path not in html] == []
    assert re.findall(r'<tr id="([^"]+)">', html) == [kind.code for kind in KINDS]
    assert visitor.get("/api/v1/nowhere").json()["type"] == "/api/v1/docs#missing"


@pytest.mark.parametrize("path", ["/api/v1/docs", "/api/v1/openapi.json"])
def test_it_is_read_only(visitor: Asking, path: str) -> None:
    assert kind_of(visitor("post", path, {})) == (405, "not-allowed")
    assert kind_of(visitor("post", "/api/v1/nowhere", {})) == (404, "missing")


def test_the_openapi_document_is_named_by_its_digest(visitor: Asking) -> None:
    answer = visitor.get("/api/v1/openapi.json")
    assert answer.json()["openapi"] == "3.1.0"
    assert visitor.get("/api/v1/openapi.json", If_None_Match=answer.headers["ETag"]).status_code == 304
