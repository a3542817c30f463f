"""A journey in a real browser: a framework is edited item by item, by two at once, by keys alone, without a script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fourfold.exchange.folder_write import write_folder
from tests.web import small
from tests.web.journeys import PHONE, WIDE, barriers
from tools.shots import go, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AT = "/szpu/ict/edit/framework/hcia"


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A folder with the small cluster, for a site of one's own."""
    write_folder(small.dossier(), tmp_path / "small")
    return str(tmp_path / "small")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_a_framework_is_edited_item_by_item_and_two_at_once_are_asked(
    browser: Browser, own: str, tmp_path: Path
) -> None:
    seen: list[str] = []
    with served(tmp_path, Path(own)) as site:
        page = WIDE.page(browser)
        go(page, f"{site}/szpu/ict/draft/framework/hcia")
        page.get_by_role("link", name="Edit its items").click()
        page.get_by_role("link", name="Networks").focus()
        for key, name in (
            ("ArrowDown", "Models"), ("ArrowUp", "Networks"), ("ArrowLeft", "Networks"), ("ArrowDown", "Switching"),
            ("ArrowUp", "Networks"), ("ArrowRight", "Networks"), ("ArrowDown", "Models"), ("ArrowLeft", "Networks"),
        ):  # fmt: skip
            page.keyboard.press(key)
            assert focused(page) == name
        seen += barriers(page)
        page.keyboard.press("Enter")
        page.locator("input[name='items.0.weight']").fill("45")
        expect(page.locator("#effect")).to_contain_text("Weights add up to 65 of 50.")
        expect(page.locator("#effect")).to_contain_text("F010")
        seen += barriers(page)
        page.locator("input[name='items.1.weight']").fill("")
        expect(page.locator("#effect")).to_contain_text("Known weights add up to 45 of 50; 1 is unknown.")
        other = WIDE.page(browser)
        go(other, f"{site}{AT}/items/D1")
        other.locator("input[name='items.0.weight']").fill("40")
        other.locator("input[name='items.1.title.en']").fill("Addresses")
        other.get_by_role("button", name="Save").click()
        expect(other.locator("main")).to_contain_text("D1 is saved.")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".clash")).to_contain_text("45")
        expect(page.locator(".clash")).to_contain_text("40")
        expect(page.locator(".clash input:checked")).to_have_count(0)
        seen += barriers(page)
        page.locator(".clash input[value=ours]").check()
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#item-D1")).to_contain_text("Known weights add up to 45 of 50; 1 is unknown.")
        expect(page.locator("#item-D1")).to_contain_text("Addresses")
        seen += barriers(page)
        go(page, f"{site}/szpu/ict/history/framework/hcia?item=D1.1")
        expect(page.locator(".history > li")).to_have_count(3)
        seen += barriers(page)
        go(page, f"{site}/szpu/ict/remove/framework/hcia/items/D1")
        seen += barriers(page)
        phone = PHONE.page(browser)
        for path in (AT, f"{AT}/items", f"{AT}/items/D1", "/szpu/ict/new/framework?from=hcia"):
            go(phone, site + path)
            seen += barriers(phone)
    assert seen == []


def test_all_of_it_works_without_javascript(browser: Browser, own: str, tmp_path: Path) -> None:
    with served(tmp_path, Path(own)) as site:
        page = browser.new_context(java_script_enabled=False, locale="en").new_page()
        go(page, f"{site}{AT}/items")
        page.get_by_role("link", name="New item below D1").click()
        page.locator("input[name=code]").fill("D1.3")
        page.locator("input[name='title.en']").fill("Cables")
        page.get_by_role("button", name="See what it changes").last.click()
        expect(page.locator("#effect")).to_contain_text("Cables")
        page.get_by_role("button", name="Save").click()
        expect(page).to_have_url(re.compile(r"#item-D1\.3$"))
        page.get_by_role("link", name="Cables").click()
        page.locator("select[name=under]").select_option("D2")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#item-D2")).to_contain_text("Cables")
        go(page, f"{site}/szpu/ict/history")
        expect(page.locator(".history > li").first).to_contain_text("Switching")
        page.get_by_role("button", name="Undo your last edit").click()
        go(page, f"{site}{AT}/items")
        expect(page.locator("#item-D1")).to_contain_text("Cables")
        go(page, f"{site}/szpu/ict/draft/framework/hcia")
        page.get_by_role("link", name="New version").click()
        page.locator("input[name=code]").fill("hcia-2")
        page.locator("input[name=version]").fill("V2.0")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("h1")).to_contain_text("HCIA-Datacom")
        go(page, f"{site}/szpu/ict/draft/radar")
        expect(page.locator("main a[href$='/framework/hcia-2']")).to_be_visible()
