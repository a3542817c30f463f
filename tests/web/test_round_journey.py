"""A journey in a real browser: a revision round from its opening to the release."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.journeys import PHONE, WIDE, barriers, sign_in
from tests.web.test_release_journey import REASON, accounts, publish
from tools.shots import go

__all__ = ["accounts"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
BODIES = ("School", "Teaching committee")


def test_a_round_from_its_opening_to_the_release(browser: Browser, accounts: str) -> None:
    lin = WIDE.page(browser)
    sign_in(lin, accounts)
    opened(lin, accounts)
    go(lin, accounts + "/szpu/ict/publish")
    publish(lin, name="2026.1")
    expect(lin.get_by_role("alert")).to_contain_text("School: no approval yet; Teaching committee: no approval yet")
    expect(lin.locator("#reason")).to_have_value(REASON)
    assert barriers(lin) == []
    go(lin, accounts + "/szpu/ict/round/2026")
    planned(lin)
    decided(lin, "School", "approved with conditions")
    returned(lin)
    for body in BODIES:
        decided(lin, body, "approved")
    expect(lin.locator(".finding").first).to_contain_text("Every body has approved the draft")
    assert barriers(lin) == []
    lin.get_by_role("link", name="Publish a release").first.click()
    publish(lin, name="2026.1")
    expect(lin.get_by_role("status")).to_have_text("Release 2026.1 is published: everybody can read it.")
    go(lin, accounts + "/szpu/ict/rounds")
    expect(lin.locator("tbody tr")).to_contain_text("2026.1")
    assert barriers(lin) == []
    go(lin, accounts + "/szpu/ict/amend")
    assert barriers(lin) == []
    on_a_phone(browser, accounts)
    lin.close()


def opened(page: Page, site: str) -> None:
    """Open a round of two bodies, out of the six that are offered."""
    go(page, site + "/szpu/ict/rounds")
    assert barriers(page) == []
    for number, line in enumerate(page.locator(".bodies li").all()):
        line.get_by_label("Body, in Chinese").fill("")
        line.get_by_label("Body, in English").fill(BODIES[number] if number < len(BODIES) else "")
    page.locator(".bodies li").first.get_by_label("Due").fill("2026-06-05")
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_role("status")).to_contain_text("The round is open")
    expect(page.locator(".stage.current h2")).to_contain_text("School")
    assert barriers(page) == []


def planned(page: Page) -> None:
    stage = page.locator(".stage").first
    stage.get_by_text("Dates and owners").click()
    stage.get_by_label("Lin").check()
    assert barriers(page) == []
    stage.get_by_role("button", name="Save").click()
    expect(page.locator(".stage").first).to_contain_text("Owners: Lin")


def decided(page: Page, body: str, outcome: str) -> None:
    stage = page.locator(".stage", has=page.get_by_role("heading", name=body))
    stage.get_by_text("Record a verdict").click()
    stage.get_by_label("Verdict").select_option(label=outcome)
    stage.get_by_label("Number of the minutes").fill("2026-3")
    stage.get_by_label("Minutes", exact=True).fill("As discussed.")
    assert barriers(page) == []
    stage.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("status")).to_have_text("The verdict is recorded.")


def returned(page: Page) -> None:
    """The committee sends it back to the school; a first try without saying where keeps what was typed."""
    stage = page.locator(".stage").nth(1)
    stage.get_by_text("Record a verdict").click()
    stage.get_by_label("Verdict").select_option(label="returned")
    stage.get_by_label("Number of the minutes").fill("2026-4")
    stage.get_by_label("Minutes", exact=True).fill("More practice.")
    stage.get_by_role("button", name="Record it").click()
    stage = page.locator(".stage").nth(1)
    expect(stage.get_by_role("alert")).to_contain_text("to which stage")
    expect(stage.get_by_label("Minutes", exact=True)).to_have_value("More practice.")
    assert barriers(page) == []
    stage.get_by_label("Goes back to").select_option(label="School")
    stage.get_by_role("button", name="Record it").click()
    expect(page.locator(".stage.current h2")).to_contain_text("was returned")
    assert barriers(page) == []


def on_a_phone(browser: Browser, site: str) -> None:
    page = PHONE.page(browser)
    sign_in(page, site)
    go(page, site + "/szpu/ict/round/2026")
    expect(page.locator("h1")).to_have_text("Revision round 2026")
    assert barriers(page) == []
    go(page, site + "/szpu/ict/rounds")
    assert barriers(page) == []
    page.close()
