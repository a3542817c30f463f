"""The audit by the API: the same entries as the page's, the newest first, page by page, as they are asked for."""

from typing import Any, get_args

import pytest

from fourfold.actions import audit
from fourfold.api.audit import Done, Noun
from fourfold.web.pages import audit as page
from tests.actions.cast import Cast
from tests.api.conftest import DRAFT, Asking, etag_of, kind_of
from tests.web import small

pytestmark = pytest.mark.django_db

AUDIT = "/api/v1/institutions/szpu/audit"
RS = f"{DRAFT}/parts/{small.key('course', 'RS')}"


@pytest.fixture
def edited(lin: Asking) -> Asking:
    """Lin, who has just changed a course."""
    read = lin.get(RS)
    body = read.json() | {"weeks": 9}
    assert lin("put", f"{RS}?why=As%20decided", body, If_Match=etag_of(read)).status_code == 200
    return lin


def items(answer: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the test client's answer
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_the_newest_deed_stands_first_with_who_what_and_why(edited: Asking, cast: Cast) -> None:
    newest = items(edited.get(AUDIT))[0]
    assert {name: newest[name] for name in ("who", "operator", "deed", "happened", "noun", "code", "why")} == {
        "who": cast.lin.who,
        "operator": False,
        "deed": "changed",
        "happened": "changed",
        "noun": "course",
        "code": "RS",
        "why": "As decided",
    }


def test_pages_put_together_are_all_that_the_page_of_the_site_shows(edited: Asking, cast: Cast) -> None:
    whole = edited.get(f"{AUDIT}?limit=500").json()
    shown = audit.audit(cast.lin, "szpu", audit.Asked(), start=0, most=500)
    assert (whole["total"], len(whole["items"])) == (shown.count, len(shown.entries))
    parts = [items(edited.get(f"{AUDIT}?limit=7&offset={at}")) for at in range(0, whole["total"], 7)]
    assert [each for part in parts for each in part] == whole["items"]
    assert 'rel="next"' in edited.get(f"{AUDIT}?limit=7").headers["Link"]


def test_filters_leave_what_they_name(edited: Asking, cast: Cast) -> None:
    whole = items(edited.get(f"{AUDIT}?limit=500"))
    for asked, keeps in (
        (f"who={cast.lin.who}", lambda each: each["who"] == cast.lin.who),
        ("deed=changed", lambda each: each["deed"] == "changed"),
        ("deed=role-given", lambda each: each["deed"] == "role-given"),
        ("noun=course", lambda each: each["noun"] == "course"),
        ("day=2001-01-01", lambda _each: False),
    ):
        assert items(edited.get(f"{AUDIT}?limit=500&{asked}")) == [each for each in whole if keeps(each)]


def test_every_deed_and_noun_that_the_page_asks_for_can_be_asked_for() -> None:
    assert [list(get_args(each)) for each in (Done, Noun)] == [list(page.DEEDS), list(page.NOUNS)]


@pytest.mark.parametrize("asked", ["deed=nosuch", "noun=nosuch", "day=yesterday", "who=" + "x" * 65])
def test_what_cannot_be_asked_for_is_told(lin: Asking, asked: str) -> None:
    answer = lin.get(f"{AUDIT}?{asked}")
    assert kind_of(answer) == (422, "unreadable")
    assert {each["parameter"] for each in answer.json()["faults"]} == {asked.partition("=")[0]}
