"""A journey in a real browser: Mei edits her course in Excel, Lin edits it on the page, and both find their edits."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.actions.test_documents import put
from tests.web.journeys import PHONE, WIDE, barriers, sign_in
from tests.web.test_proposal_journey import accounts
from tools.shots import Variant, go

__all__ = ["accounts"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
COURSE = "/szpu/ict/draft/course/RS"
SEEN = (PHONE, Variant("wide, Chinese, dark", 1360, "zh-CN", dark=True))


def taken(page: Page, site: str, folder: Path) -> Path:
    """Take the course along from its page."""
    go(page, site + COURSE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Take as a workbook").click()
    download.value.save_as(folder / "rs.xlsx")
    return folder / "rs.xlsx"


def edit(path: Path) -> None:
    """Edit it, as Excel would."""
    book = load_workbook(path)
    put(book, "courses", "RS", "credits", 5)
    put(book, "courses", "RS", "unit English", "Networks")
    put(book, "outcomes", "RS.1", "text English", "Configure a campus network")
    put(book, "outcomes", "RS.2", "level", "walk on water")
    book.save(path)


def test_a_course_is_taken_along_edited_and_brought_back(browser: Browser, accounts: str, tmp_path: Path) -> None:
    mei, lin = (sign_in(WIDE.page(browser), accounts, who) for who in ("mei", "lin"))
    path = taken(mei, accounts, tmp_path)
    edit(path)
    go(lin, f"{accounts}/szpu/ict/edit/course/RS")
    lin.locator("input[name=credits]").fill("4")
    lin.get_by_role("button", name="Save", exact=True).click()
    expect(lin.locator("h1")).to_have_text("Routing and Switching")

    go(mei, f"{accounts}/szpu/ict/import")
    mei.set_input_files("#file", path)
    mei.get_by_role("button", name="See what it would change").click()
    expect(mei.locator("h1")).to_have_text("rs.xlsx")
    expect(mei.locator(".amiss").first).to_contain_text("outcomes!F3 (level)")
    expect(mei.locator(".sums")).to_contain_text("1 row left out")
    expect(mei.locator(".clash fieldset")).to_have_count(1)
    assert barriers(mei) == []
    address = mei.url
    seen_otherwise(mei, browser, address)

    mei.get_by_role("checkbox", name="unit").uncheck()
    mei.get_by_role("button", name="Apply what is ticked").click()
    expect(mei.get_by_role("alert")).to_contain_text("choose which shall stand")
    assert barriers(mei) == []
    expect(mei.get_by_role("checkbox", name="unit")).not_to_be_checked()
    mei.get_by_label("in your file").check()
    mei.locator("#why").fill("Agreed in the teaching office")
    mei.get_by_role("button", name="See the effect of this choice").last.click()
    expect(mei.get_by_label("in your file")).to_be_checked()
    expect(mei.locator(".sums")).to_contain_text("Taken: 2 of 3")
    mei.get_by_role("button", name="Apply what is ticked").click()
    expect(mei.get_by_role("status").first).to_contain_text("rs.xlsx is applied: 1 part changed.")

    go(mei, accounts + COURSE)
    expect(mei.locator("main")).to_contain_text("Configure a campus network")
    go(mei, f"{accounts}/szpu/ict/edit/course/RS")
    expect(mei.locator("input[name=credits]")).to_have_value("5")
    undone(mei, accounts)
    mei.close()
    lin.close()


def seen_otherwise(page: Page, browser: Browser, address: str) -> None:
    """The same page on a phone, in Chinese and in the dark."""
    for variant in SEEN:
        context = browser.new_context(
            viewport={"width": variant.width, "height": 900},
            locale=variant.language,
            color_scheme="dark" if variant.dark else "light",
            storage_state=page.context.storage_state(),
        )
        other = context.new_page()
        go(other, address)
        assert barriers(other) == [], variant.name
        context.close()


def undone(page: Page, site: str) -> None:
    """All of it goes back as one edit: what Lin did stays."""
    go(page, f"{site}/szpu/ict/history")
    page.get_by_role("button", name="Undo").first.click()
    go(page, f"{site}/szpu/ict/edit/course/RS")
    expect(page.locator("input[name=credits]")).to_have_value("4")


def test_a_file_is_proposed_and_what_is_not_ones_own_is_merged_by_the_lead(
    browser: Browser, accounts: str, tmp_path: Path
) -> None:
    mei = sign_in(WIDE.page(browser), accounts, "mei")
    path = taken(mei, accounts, tmp_path)
    book = load_workbook(path)
    put(book, "courses", "RS", "unit English", "Section of Networks")
    put(book, "courses", "RS", "code", "RS-1")
    book.save(path)
    go(mei, f"{accounts}/szpu/ict/import")
    mei.set_input_files("#file", path)
    mei.get_by_role("button", name="See what it would change").click()
    code = mei.locator("input[name=propose]")
    expect(code).to_have_count(1)
    code.check()
    mei.get_by_role("button", name="See the effect of this choice").last.click()
    expect(code).to_be_checked()
    assert barriers(mei) == []
    mei.get_by_label("Name of the proposal").fill("A code of its own")
    mei.get_by_role("button", name="Propose what is ticked").click()
    expect(mei.locator(".proposed")).to_have_count(1)
    mei.get_by_role("button", name="Open for review").click()
    address = mei.url

    lin = sign_in(WIDE.page(browser), accounts, "lin")
    go(lin, address)
    lin.get_by_role("button", name="Merge what is ticked").click()
    expect(lin.locator("main")).to_contain_text("Merged")
    go(lin, f"{accounts}/szpu/ict/edit/course/RS-1")
    expect(lin.locator("input[name='unit.en']")).to_have_value("Section of Networks")
    mei.close()
    lin.close()
