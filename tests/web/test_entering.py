"""Journeys of people in a real browser: no barrier on their pages; invited, let in, back again by keyboard alone."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from fourfold.exchange.folder_write import write_folder
from tests.actions.cast import PASSWORD
from tests.web import small
from tests.web.test_browser import SEEN, WIDE
from tools.shots import Variant, go, served

pytestmark = pytest.mark.browser
OWN = (
    "/account",
    "/account/tokens",
    "/account/security",
    "/account/security/app",
    "/account/erase",
    "/account/sign-out",
)
OF_SZPU = ("/szpu/people", "/szpu/settings", "/szpu/audit")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site where one enters as each role."""
    folder: Path = tmp_path_factory.mktemp("demo")
    write_folder(small.dossier(), folder / "small")
    with patch.dict(os.environ, FOURFOLD_DEMO="1"), served(folder, folder / "small") as address:
        yield address


def enter(page: Page, site: str, name: str) -> None:
    """Enter as somebody, by the button beside the name."""
    go(page, f"{site}/demo")
    page.locator("form", has=page.locator(f"input[value={name}]")).get_by_role("button").click()
    expect(page.locator(".messages")).to_contain_text(name)


def invite(page: Page, site: str, email: str) -> str:
    """Invite somebody as a coach; the link."""
    go(page, f"{site}/szpu/people?role=coach")
    page.get_by_label("E-mail address").or_(page.get_by_label("电子邮件地址")).fill(email)
    page.locator("form.form button").click()
    return page.locator(".messages .secret").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize("variant", SEEN, ids=lambda variant: variant.name)
def test_no_page_of_people_has_a_barrier_or_runs_off_the_screen(browser: Browser, demo: str, variant: Variant) -> None:
    page = variant.page(browser)
    barriers = {path: seen(page, demo + path, variant) for path in ("/account/sign-in", "/demo")}
    enter(page, demo, "Zhao")
    link = invite(page, demo, f"{variant.width}-{variant.language}-{variant.dark}@x.example")
    barriers["invited"] = found(page, variant)
    page.locator("table a").first.click()
    barriers["person"] = found(page, variant)
    page.locator("summary", has_text="Zhao").click()
    barriers["menu"] = found(page, variant)
    for path in (*OWN, *OF_SZPU):
        barriers[path] = seen(page, demo + path, variant)
    other = variant.page(browser)
    barriers["invitation"] = seen(other, link, variant)
    other.close()
    page.close()
    assert {path: each for path, each in barriers.items() if each} == {}


def seen(page: Page, address: str, variant: Variant) -> list[str]:
    go(page, address)
    return found(page, variant)


def found(page: Page, variant: Variant) -> list[str]:
    """What stands in the way on the page that is open."""
    answer = Axe().run(page).response
    assert answer["passes"]
    wide = page.evaluate("document.documentElement.scrollWidth") > variant.width
    return [each["id"] for each in answer["violations"]] + ["runs off the screen"] * wide


@pytest.mark.parametrize("variant", SEEN, ids=lambda variant: variant.name)
def test_chen_begins_a_cluster_and_its_empty_pages_have_no_barrier(
    browser: Browser, demo: str, variant: Variant
) -> None:
    page, code = variant.page(browser), f"c{variant.width}-{variant.language}-{variant.dark}".lower()
    enter(page, demo, "Chen")
    barriers = {"form": seen(page, f"{demo}/another-college/clusters/new", variant)}
    page.locator("form.form button").click()
    barriers["refused"] = found(page, variant)
    page.locator("[name=code]").fill(code)
    page.locator("[name=zh]").fill("现代物流" * 20)
    page.locator("[name=en]").fill("x" * 120)
    page.locator("form.form button").click()
    page.wait_for_url(f"**/{code}/draft/")
    barriers["map"] = found(page, variant)
    for each in ("programs", "courses", "modules", "matrix", "problems"):
        barriers[each] = seen(page, f"{demo}/another-college/{code}/draft/{each}", variant)
    page.close()
    assert {path: each for path, each in barriers.items() if each} == {}


def test_somebody_invited_comes_in_signs_out_and_signs_in_again_by_keyboard_alone(browser: Browser, demo: str) -> None:
    boss = WIDE.page(browser)
    enter(boss, demo, "Zhao")
    link = invite(boss, demo, "new@szpu.example")
    boss.close()
    page = WIDE.page(browser)
    go(page, link)
    page.get_by_label("Name").focus()
    page.keyboard.type("New")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_have_text(re.compile("Welcome"))
    page.locator("summary", has_text="New").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Sign out").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    page.locator("summary", has_text="Operator").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Enter as…")).to_be_visible()
    go(page, f"{demo}/account/sign-in")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type("new@szpu.example")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This address and this password do not open an account.")
    page.get_by_label("Password").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("summary", has_text="New")).to_be_visible()
    page.close()


def test_the_demo_shows_the_cluster_at_once_and_says_how_to_enter(browser: Browser, demo: str) -> None:
    page = WIDE.page(browser)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    go(page, demo)
    expect(page.locator(".map, h1").first).to_be_visible()
    page.locator("summary", has_text="Operator").click()
    expect(page.locator(".menu")).to_contain_text("You are the operator")
    page.get_by_role("link", name="Enter as…").click()
    enter(page, demo, "Jun")
    go(page, f"{demo}/szpu/ict/draft/")
    expect(page.locator("h1")).to_have_text("Nothing is here")
    page.close()
    assert [each for each in said if "404" not in each] == []
