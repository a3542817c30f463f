"""Journeys in a real browser: a queue decided by keyboard alone, and a hole that is given to somebody and closed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web import small
from tests.web.journeys import PEOPLE, PHONE, WIDE, barriers, sign_in, site
from tools.shots import go

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HERE = "/szpu/ict/align/hcia"


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of its own with the small cluster that Lin leads and Mei teaches in."""
    with site(tmp_path_factory.mktemp("queue"), small.dossier(), PEOPLE) as address:
        yield address


def to_the_list(page: Page) -> None:
    """Press Tab until a row of the queue has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#queue > li')"):
            return
    raise AssertionError("no queue")


def focused(page: Page) -> str:
    return page.locator("#queue > li:focus .which").inner_text()


def test_lin_decides_a_queue_by_keyboard_alone(browser: Browser, accounts: str) -> None:
    lin = sign_in(WIDE.page(browser), accounts, "lin")
    go(lin, f"{accounts}{HERE}/queue?program=IOT")
    seen = barriers(lin)
    count = lin.locator("#queue > li").count()
    to_the_list(lin)
    first = focused(lin)
    lin.keyboard.press("j")
    second = focused(lin)
    assert second != first
    lin.keyboard.press("k")
    assert focused(lin) == first
    lin.keyboard.press("a")
    expect(lin.locator("#queue > li").first).to_contain_text("Taken up:")
    expect(lin.locator("#said")).to_contain_text("Taken up:")
    assert focused(lin) == second
    lin.keyboard.press("d")
    lin.keyboard.type("Too far off")
    lin.keyboard.press("Enter")
    expect(lin.locator("#queue > li").nth(1)).to_contain_text("Declined:")
    lin.keyboard.press("u")
    expect(lin.locator("#queue > li").nth(1).locator(".deciding")).to_be_visible()
    lin.keyboard.press("u")
    expect(lin.locator("#queue > li").first.locator(".deciding")).to_be_visible()
    assert focused(lin) == first
    lin.keyboard.press("m")
    expect(lin.locator("#queue > li").first).to_contain_text("master.")
    seen += barriers(lin)
    lin.reload()
    assert lin.locator("#queue > li").count() <= count
    assert seen == []


def test_the_keys_work_from_the_page_and_can_be_kept_to_the_list(browser: Browser, accounts: str) -> None:
    lin = sign_in(WIDE.page(browser), accounts, "lin")
    queue = f"{accounts}{HERE}/queue?program=IOT"
    go(lin, queue)
    lin.keyboard.press("j")
    first = focused(lin)
    lin.keyboard.press("j")
    assert focused(lin) != first
    lin.locator(".masthead input[type=search]").focus()
    lin.keyboard.type("jka")
    expect(lin.locator(".masthead input[type=search]")).to_have_value("jka")
    expect(lin.locator("#queue .done")).to_have_count(0)
    go(lin, queue + "&one=1")
    assert focused(lin)
    go(lin, queue)
    assert barriers(lin) == []
    lin.get_by_label("also outside the list").uncheck()
    lin.get_by_label("also outside the list").blur()
    lin.keyboard.press("j")
    expect(lin.locator("#queue > li:focus")).to_have_count(0)
    lin.reload()
    expect(lin.get_by_label("also outside the list")).not_to_be_checked()
    lin.get_by_label("also outside the list").check()
    lin.get_by_label("also outside the list").blur()
    lin.keyboard.press("a")
    expect(lin.locator("#queue > li").first).to_contain_text("Taken up:")
    lin.keyboard.press("u")
    expect(lin.locator("#queue .done")).to_have_count(0)


def test_lin_gives_a_hole_to_mei_and_closes_it_from_the_queue(browser: Browser, accounts: str) -> None:
    lin, mei = (sign_in(WIDE.page(browser), accounts, who) for who in ("lin", "mei"))
    go(lin, f"{accounts}{HERE}/holes?program=IOT")
    seen = barriers(lin)
    hole = lin.locator("[id='hole-D2.2']")
    hole.locator("summary").press("Enter")
    hole.locator("select[name=owner]").select_option(label="Mei")
    hole.locator("input[name=due]").fill("2026-09-01")
    hole.locator("button[value=give]").press("Enter")
    expect(hole).to_contain_text("Seen to by: Mei")
    seen += barriers(lin)
    go(mei, accounts + "/")
    due = mei.locator("main").get_by_role("link", name="WLAN")
    expect(due).to_be_visible()
    seen += barriers(mei)
    go(lin, f"{accounts}{HERE}/queue?program=IOT")
    row = lin.locator("#queue > li.closes", has_text="D2.2").first
    row.locator("[data-act=m], [data-act=a]").last.click()
    expect(lin.locator("#queue .done").first).to_contain_text("Taken up:")
    go(mei, accounts + "/")
    expect(mei.locator("main")).not_to_contain_text("Holes to close")
    go(lin, f"{accounts}/szpu/audit?noun=hole")
    expect(lin.locator("main")).to_contain_text("closed a hole")
    for path in (f"{HERE}/queue?program=IOT", f"{HERE}/holes?program=IOT"):
        phone = sign_in(PHONE.page(browser), accounts, "lin")
        go(phone, accounts + path)
        seen += barriers(phone)
    assert seen == []
