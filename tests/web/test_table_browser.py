"""A table brought in a real browser: no barrier on either page, and every step without JavaScript."""

from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.actions.test_documents import put
from tests.exchange.paper import workbook
from tests.exchange.test_table_courses import CHINESE, MERGED
from tests.web.test_browser import SEEN
from tools.shots import Variant, go

pytestmark = pytest.mark.browser
IMPORT = "/szpu/ict/import"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [list(row) for row in CHINESE]
    rows[1][10] = "任课教师"
    return workbook(tmp_path / "课程设置一览表.xlsx", rows, merged=MERGED)


def bring(page: Page, site: str, table: Path) -> None:
    go(page, site + IMPORT)
    page.set_input_files("#file", table)
    page.click(".bring button")


@pytest.mark.slow
@pytest.mark.parametrize("variant", SEEN, ids=lambda variant: variant.name)
def test_neither_page_has_a_barrier_or_runs_off_the_screen(
    browser: Browser, site: str, variant: Variant, table: Path
) -> None:
    page = variant.page(browser)
    go(page, site + IMPORT)
    barriers = [each["id"] for each in Axe().run(page).response["violations"]]
    bring(page, site, table)
    expect(page.locator("h1")).to_have_text(table.name)
    barriers += [each["id"] for each in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth") > variant.width
    page.close()
    assert (barriers, wide) == ([], False)


@pytest.fixture
def whole(browser: Browser, site: str, tmp_path: Path) -> Path:
    """The draft as a workbook in which a course differs and the rules are gone."""
    page = browser.new_page()
    go(page, site + IMPORT)
    content = page.request.get(f"{site}/szpu/ict/draft/workbook.xlsx").body()
    page.close()
    book = load_workbook(BytesIO(content))
    put(book, "courses", "RS", "credits", 5)
    put(book, "courses", "FW", "module", "NOWHERE")
    book.remove(book["rules"])
    book.save(tmp_path / "ict.xlsx")
    return tmp_path / "ict.xlsx"


@pytest.mark.slow
@pytest.mark.parametrize("variant", SEEN, ids=lambda variant: variant.name)
def test_the_dry_run_of_a_whole_cluster_has_no_barrier(
    browser: Browser, site: str, variant: Variant, whole: Path
) -> None:
    page = variant.page(browser)
    bring(page, site, whole)
    expect(page.locator("h1")).to_have_text("ict.xlsx")
    barriers = [each["id"] for each in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth") > variant.width
    page.locator("button.plain").first.click()
    page.close()
    assert (barriers, wide) == ([], False)


def test_a_table_is_brought_mapped_and_put_aside_without_javascript(browser: Browser, site: str, table: Path) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en")
    page = context.new_page()
    bring(page, site, table)
    row = page.get_by_role("row").filter(has_text="任课教师")
    expect(row).to_contain_text("not known: please say")
    row.locator("select").select_option("ignore")
    page.get_by_role("button", name="Remember, and look again").click()
    expect(page.get_by_role("row").filter(has_text="任课教师")).to_contain_text("remembered")
    page.get_by_role("button", name="Put this file aside").click()
    expect(page.locator("main")).to_contain_text("nothing was changed")
    context.close()
