"""A journey in a real browser: Mei proposes an edit and a link, Lin takes the one and leaves the other."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.web import small
from tests.web.journeys import PEOPLE, PHONE, WIDE, barriers, sign_in, site
from tools.shots import go

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the small cluster that Lin leads and Mei teaches in."""
    with site(tmp_path_factory.mktemp("proposing"), small.dossier(), PEOPLE) as address:
        yield address


def test_mei_proposes_an_edit_and_a_link_and_lin_takes_one_of_them(browser: Browser, accounts: str) -> None:
    mei, seen = sign_in(WIDE.page(browser), accounts, "mei"), []
    go(mei, f"{accounts}/szpu/ict/draft/course/RS")
    mei.get_by_role("link", name="Edit", exact=True).click()
    mei.locator("input[name=credits]").fill("9")
    mei.locator("#why").fill("More time in the laboratory")
    mei.get_by_text("Propose instead of saving").click()
    mei.locator("#proposal_title").fill("Deeper routing")
    mei.get_by_role("button", name="Propose", exact=True).click()
    expect(mei.locator("h1")).to_contain_text("Deeper routing")
    at = mei.url
    go(mei, f"{accounts}/szpu/ict/draft/course/RS")
    mei.get_by_role("link", name="Propose a link").click()
    mei.locator("#item").select_option(index=1)
    seen += barriers(mei)
    mei.get_by_role("button", name="Propose", exact=True).click()
    mei.wait_for_url(at)
    expect(mei.locator(".proposed")).to_have_count(2)
    seen += barriers(mei)
    mei.get_by_role("button", name="Open for review").click()
    expect(mei.locator("main")).to_contain_text("open for review")

    lin = sign_in(WIDE.page(browser), accounts, "lin")
    lin.get_by_role("link", name="1 proposal to review").click()
    seen += barriers(lin)
    lin.get_by_role("link", name="Deeper routing").click()
    expect(lin.locator("#effect")).to_contain_text("Figures")
    seen += barriers(lin)
    lin.locator("#text").fill("The link is not deep enough yet: nine credits, yes.")
    lin.get_by_role("button", name="Comment").click()
    lin.locator(".proposed input[type=checkbox]").nth(1).uncheck()
    lin.get_by_role("button", name="See what the ticked changes do").click()
    expect(lin.locator(".proposed input[type=checkbox]").nth(1)).not_to_be_checked()
    lin.get_by_role("button", name="Merge what is ticked").click()
    expect(lin.locator(".proposed .tag", has_text="left out")).to_have_count(1)
    expect(lin.locator(".proposed .tag", has_text="taken")).to_have_count(1)

    go(mei, f"{accounts}/szpu/ict/history/course/RS")
    expect(mei.locator(".history li").first).to_contain_text("Lin")
    expect(mei.locator(".history li").first).to_contain_text("proposed by Mei: #1 Deeper routing")
    seen += barriers(mei)
    phone = sign_in(PHONE.page(browser), accounts, "mei")
    go(phone, at)
    expect(phone.locator("main")).to_contain_text("已合并")
    seen += barriers(phone)
    assert seen == []


def test_all_of_it_works_without_javascript_and_asks_where_both_changed_the_same(
    browser: Browser, accounts: str
) -> None:
    mei = sign_in(browser.new_context(java_script_enabled=False, locale="en").new_page(), accounts, "mei")
    go(mei, f"{accounts}/szpu/ict/edit/course/RS?proposing")
    mei.locator("input[name=weeks]").fill("15")
    mei.locator("#proposal_title").fill("A week less")
    mei.get_by_role("button", name="Propose", exact=True).click()
    mei.get_by_role("button", name="Open for review").click()
    at = mei.url
    lin = sign_in(browser.new_context(java_script_enabled=False, locale="en").new_page(), accounts, "lin")
    go(lin, f"{accounts}/szpu/ict/edit/course/RS")
    lin.locator("input[name=weeks]").fill("14")
    lin.get_by_role("button", name="Save").click()
    go(lin, at)
    lin.get_by_role("button", name="Merge what is ticked").click()
    expect(lin.get_by_role("alert")).to_contain_text("choose below what shall stand")
    lin.locator("input[type=radio][value=ours]").check()
    lin.get_by_role("button", name="Merge what is ticked").click()
    expect(lin.locator("main")).to_contain_text("Merged")
    go(lin, f"{accounts}/szpu/ict/edit/course/RS")
    expect(lin.locator("input[name=weeks]")).to_have_value("15")
