"""The page of a transfer: its two programs, its term, and the sentences that lead it."""

from dataclasses import replace

import pytest
from django.test import Client

from fourfold.actions.answers import Answers
from fourfold.actions.shelf import Opened
from fourfold.web.pages import transfer
from fourfold.web.pages.address import Address
from fourfold.web.pages.transfer import TransferPage
from tests.web import small
from tests.web.conftest import HERE

pytestmark = pytest.mark.django_db
MC, CN, IOT = (each.plans[0] for each in small.PROGRAMS)


@pytest.fixture
def changed(opened: Opened, address: Address) -> TransferPage:
    """From Modern Communications to Computer Networks after term 3."""
    return transfer.page(opened, address, MC, CN, 3)


def test_the_lead_says_what_counts_and_what_is_late(changed: TransferPage) -> None:
    assert changed.lead == (
        "Of 4 courses taken, 4 count; 1 required course is still to be taken, 1 of them from a term that is over."
    )


def test_courses_to_take_stand_in_their_terms_with_their_requisites(changed: TransferPage) -> None:
    said = [
        (term.title, term.over, [(due.course.code, [str(words) for _, words in due.tags]) for due in term.dues])
        for term in changed.remaining
    ]
    assert said == [("Term 3", True, [("WLAN", ["requisites met"])])]


def test_loads_pools_and_aims_are_those_of_the_new_program(changed: TransferPage) -> None:
    assert [(str(name), credits_, hours) for name, credits_, hours in changed.loads] == [
        ("carried", "18", "288"),
        ("still missing", "4", "64"),
        ("required in all", "22", "352"),
    ]
    assert [(each.figure, each.tone) for each in changed.pools] == [("0 of 1 courses", "")]
    assert [(each.framework.title.en, each.figure) for each in changed.aims] == [  # type: ignore[union-attr]  # frameworks are named by texts
        ("Network engineer", "1 of 2"),
        ("Network track", "1 of 1"),
        ("HCIA-Datacom", "3 of 4"),
    ]


def test_an_elective_of_the_old_program_would_count(changed: TransferPage) -> None:
    assert [(each.course.code, each.how) for each in changed.open] == [("WLAN", "required")]


def test_the_question_stands_in_the_address(visitor: Client) -> None:
    html = visitor.get(f"{HERE}transfer?from=mc&to=IOT&after=2").content.decode()
    assert html.count("selected") == 3
    assert f'href="{HERE}transfer?from=IOT&amp;to=MC"' in html


@pytest.mark.parametrize("query", ["from=XX", "to=XX", "after=0", "after=5", "after=x", "after=9999999"])
def test_what_is_not_there_is_missing(visitor: Client, query: str) -> None:
    assert visitor.get(f"{HERE}transfer?{query}").status_code == 404


def test_it_is_asked_once(opened: Opened, address: Address) -> None:
    fresh = replace(opened, answers=Answers())
    transfer.page(fresh, address, MC, IOT, 2)
    asked = len(fresh.answers)
    transfer.page(fresh, address, MC, IOT, 2)
    assert len(fresh.answers) == asked
