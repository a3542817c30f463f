"""The alignment matrix in a real browser, by keyboard alone: strike, look, take back, deliver an area, save."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from fourfold.exchange.folder_write import write_folder
from tests.web import small
from tools.shots import Variant, go, served

pytestmark = pytest.mark.browser
HERE = "/szpu/ict/align/hcia"
SEEN = (
    Variant("wide", 1360, "en"),
    Variant("wide, Chinese, dark", 1360, "zh-CN", dark=True),
    Variant("phone", 390, "en"),
)


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own, since what is saved here would be seen elsewhere."""
    folder: Path = tmp_path_factory.mktemp("align")
    write_folder(small.dossier(), folder / "small")
    with served(folder, folder / "small") as address:
        yield address


@pytest.fixture
def page(browser: Browser, own_site: str) -> Iterator[Page]:
    """The matrix of the certification over the whole cluster."""
    found = SEEN[0].page(browser)
    go(found, own_site + HERE)
    yield found
    found.close()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def to_the_sheet(page: Page) -> None:
    """Press Tab until the sheet has the focus."""
    for _ in range(200):
        press(page, "Tab")
        if page.locator(":focus").get_attribute("id") == "sheet":
            return
    raise AssertionError("no sheet")


def here(page: Page) -> str:
    """What the cell with the focus says it is, by the words of a screen reader."""
    active = page.locator("#sheet").get_attribute("aria-activedescendant")
    return str(page.locator(f"#{active}").get_attribute("aria-label"))


def status(page: Page) -> str:
    return page.locator("#said").inner_text()


def to_cell(page: Page, row: int, column: int) -> None:
    """From the first cell: so many rows down and columns to the right."""
    press(page, "Control+Home", *["ArrowDown"] * row, *["ArrowRight"] * column)


def test_a_lead_strikes_looks_takes_back_and_saves_by_keyboard_alone(page: Page) -> None:
    to_the_sheet(page)
    to_cell(page, 1, 0)
    assert "CS.1 Do part 1 of CS" in status(page)
    assert "D1.1 Models" in status(page)
    assert here(page) == "not linked"
    press(page, "m")
    assert here(page) == "master"
    assert "was not linked, not saved yet" in status(page)
    expect(page.locator("#waiting")).to_have_text("Waiting to be saved: 1")
    expect(page.locator("#effect")).to_contain_text("What changes")
    press(page, "ArrowRight", "Shift+ArrowDown", "Shift+ArrowRight", "i")
    expect(page.locator("#waiting")).to_have_text("Waiting to be saved: 5")
    press(page, "Control+z")
    expect(page.locator("#waiting")).to_have_text("Waiting to be saved: 1")
    press(page, "Control+y")
    expect(page.locator("#waiting")).to_have_text("Waiting to be saved: 5")
    press(page, "Control+z", "Escape", "Enter")
    expect(page.locator("#cell")).to_contain_text("Cloud Services")
    press(page, "Tab")
    expect(page.locator(":focus")).to_have_attribute("id", "why")
    page.keyboard.type("The advisory board")
    press(page, "Tab")
    expect(page.locator(":focus")).to_have_text("Save")
    press(page, "Enter")
    expect(page.locator(".messages")).to_contain_text("Links saved: CS.")
    to_the_sheet(page)
    to_cell(page, 1, 0)
    assert here(page) == "master"
    assert "not saved yet" not in status(page)


def test_a_course_delivers_an_area_at_one_key_and_exceptions_refine_it(page: Page) -> None:
    to_the_sheet(page)
    to_cell(page, 3, 0)
    assert "whole course: EC Edge Computing" in status(page)
    press(page, "Shift+R")
    expect(page.locator("#waiting")).to_have_text("Waiting to be saved: 2")
    assert here(page) == "reinforce"
    press(page, "ArrowRight")
    assert here(page) == "reinforce"
    press(page, "Shift+Delete")
    expect(page.locator("#waiting")).to_have_text("")
    # On the row of a course, a plain key is for the chosen items alone.
    press(page, "Shift+ArrowRight", "Shift+ArrowRight", "i")
    expect(page.locator("#waiting")).to_have_text("Waiting to be saved: 3")


def test_a_hole_says_itself_and_a_suggestion_is_taken_up_by_one_key(browser: Browser, own_site: str) -> None:
    page = SEEN[0].page(browser)
    go(page, own_site + HERE + "?course=WLAN")
    to_the_sheet(page)
    expect(page.locator(".leaf.unmet")).to_have_count(3)
    press(page, "Control+Home", "h")
    assert "a hole here" in status(page)
    press(page, "s")
    assert "suggested: " in status(page)
    before = here(page)
    press(page, "y")
    assert (before, here(page)) in {("not linked", "reinforce"), ("not linked", "introduce")}
    expect(page.locator("#waiting")).to_have_text("Waiting to be saved: 1")
    expect(page.locator(".leaf.unmet")).to_have_count(2)
    expect(page.locator(".holes .filled")).to_have_count(1)
    page.close()


def test_keys_are_listed_and_pressing_escape_goes_back_to_the_cell(page: Page) -> None:
    to_the_sheet(page)
    press(page, "?")
    expect(page.locator("#keys")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    press(page, "Escape")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator(":focus")).to_have_attribute("id", "sheet")


@pytest.mark.parametrize("variant", SEEN, ids=lambda variant: variant.name)
def test_the_sheet_with_strokes_has_no_barrier(browser: Browser, own_site: str, variant: Variant) -> None:
    page = variant.page(browser)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    go(page, own_site + HERE)
    to_the_sheet(page)
    press(page, "ArrowDown", "m", "ArrowRight", "Shift+ArrowRight", "Enter")
    page.wait_for_timeout(800)
    found = Axe().run(page).response
    assert found["passes"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= variant.width
    assert said == []
    page.close()


def test_the_sheet_says_how_large_it_is_and_where_each_cell_stands(page: Page) -> None:
    sheet = page.locator("#sheet")
    rows, columns = 14 + 7, 4
    expect(sheet).to_have_attribute("aria-rowcount", str(rows + 3))
    expect(sheet).to_have_attribute("aria-colcount", str(columns + 1))
    places = page.evaluate(
        """() => [...document.querySelectorAll("#sheet [role=row]")].map((row) => [
            Number(row.getAttribute("aria-rowindex")),
            [...row.children].map((each) => Number(each.getAttribute("aria-colindex"))),
        ])"""
    )
    assert [row for row, _cells in places] == sorted({row for row, _cells in places})
    assert all(cells == sorted(cells) for _row, cells in places)


def test_without_the_script_selects_do_the_same(browser: Browser, own_site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en")
    page = context.new_page()
    go(page, own_site + HERE + "?course=FW")
    page.get_by_label("D2.2 WLAN").first.select_option("i")
    page.get_by_label("Why").fill("By hand")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("Links saved: FW.")
    expect(page.get_by_label("D2.2 WLAN").first).to_have_value("i")
    context.close()
