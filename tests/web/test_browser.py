"""Journeys in a real browser: no barrier on any page, by keyboard alone, without JavaScript, on paper."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import HERE
from tests.web.test_routes import ELSEWHERE, OF_THE_CLUSTER, SEARCHES, WORKBENCH
from tools.shots import Variant, go

pytestmark = pytest.mark.browser

WIDE = Variant("wide", 1360, "en")
PHONE = Variant("phone", 390, "en")
SEEN = (
    WIDE,
    Variant("wide, Chinese, dark", 1360, "zh-CN", dark=True),
    Variant("phone, Chinese", 390, "zh-CN"),
    Variant("phone, dark", 390, "en", dark=True),
)
ONE_OF_A_KIND = [path for path in OF_THE_CLUSTER if "?" not in path or "problems" in path]
PAGES = (
    *(HERE + path for path in ONE_OF_A_KIND),
    *ELSEWHERE,
    *SEARCHES,
    *WORKBENCH,
    "/",
    HERE + "course/NT-X",
    "/nowhere",
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a desk's screen, in English, by day."""
    found = WIDE.page(browser)
    yield found
    found.close()


@pytest.mark.slow
@pytest.mark.parametrize("variant", SEEN, ids=lambda variant: variant.name)
def test_no_page_has_a_barrier_or_runs_off_the_screen(browser: Browser, site: str, variant: Variant) -> None:
    page = variant.page(browser)
    barriers = {}
    for path in PAGES:
        go(page, site + path)
        found = Axe().run(page).response
        assert found["passes"], path
        wide = page.evaluate("document.documentElement.scrollWidth") > variant.width
        barriers[path] = [each["id"] for each in found["violations"]] + ["runs off the screen"] * wide
    page.close()
    assert {path: each for path, each in barriers.items() if each} == {}


def test_no_page_logs_an_error_or_is_refused_what_it_loads(page: Page, site: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for path in (HERE, HERE + "program/MC", HERE + "framework/hcia", "/help/reading"):
        go(page, site + path)
    assert said == []


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("width", [390, 720, 1024, 1200, 1280])
def test_the_ways_fit_whatever_their_counts(browser: Browser, site: str, width: int, language: str) -> None:
    page = Variant("", width, language).page(browser)
    go(page, site + HERE)
    page.evaluate(
        """() => document.querySelectorAll(".ways li:not(.every) a").forEach((way) => {
          way.querySelector(".count")?.remove();
          way.insertAdjacentHTML("beforeend", '<span class="count">12</span>');
        })"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") == width
    every = page.locator(".ways .every a").bounding_box()
    assert every is not None
    assert every["x"] + every["width"] <= width
    page.close()


def test_what_is_wider_than_its_place_says_where_it_goes_on_and_scrolls_by_keyboard(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 500, "height": 900})
    go(page, f"{site}/szpu/ict/edit/plan/MC-ordinary")
    board = page.get_by_role("group", name="Required courses by term")
    expect(board).to_have_attribute("data-more", "right")
    board.focus()
    page.keyboard.press("ArrowRight")
    expect(board).to_have_attribute("data-more", re.compile("left"))
    board.evaluate("each => each.scrollLeft = each.scrollWidth")
    expect(board).to_have_attribute("data-more", "left")
    page.set_viewport_size({"width": 1360, "height": 900})
    expect(board).not_to_have_attribute("data-more", re.compile(".*"))
    go(page, f"{site}{HERE}matrix")
    expect(page.get_by_role("region", name="Jobs")).to_have_attribute("tabindex", "0")


def test_a_program_lead_goes_from_the_map_to_the_cheapest_repair_by_keyboard_alone(page: Page, site: str) -> None:
    go(page, site + HERE)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    walk_to(page, "program/MC/coverage/hcia")
    expect(page.locator("h1")).to_have_text("HCIA-Datacom")
    expect(page.locator("#gaps")).to_contain_text("WLAN")
    walk_to(page, "course/WLAN")
    expect(page.locator("h1")).to_have_text("Wireless LAN")


def walk_to(page: Page, where: str) -> None:
    """Press Tab until the focus is on a link that leads there, then Enter; what has the focus can be seen."""
    for _ in range(200):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if where in (focus.get_attribute("href") or ""):
            assert focus.evaluate("e => e.matches(':focus-visible')")
            page.keyboard.press("Enter")
            page.wait_for_url(re.compile(re.escape(where)))
            return
    raise AssertionError(where)


def test_a_lens_is_put_on_as_soon_as_it_is_chosen_and_the_focus_stays(page: Page, site: str) -> None:
    go(page, site + HERE)
    page.locator("select[name=lens]").focus()
    page.locator("select[name=lens]").select_option("sharing")
    expect(page).to_have_url(re.compile("lens=sharing"))
    expect(page.locator(".legend-unit")).to_have_text("programs in which the course can be taken")
    expect(page.locator(":focus")).to_have_attribute("name", "lens")


def test_a_course_under_the_focus_makes_its_requisites_stand_out(page: Page, site: str) -> None:
    go(page, site + HERE + "program/MC")
    page.locator(".card[data-code=NT-B] a").focus()
    expect(page.locator(".lines .line.on")).to_have_count(3)
    expect(page.locator(".card.on")).to_have_count(4)


def test_a_slash_goes_to_the_search_unless_one_is_writing(page: Page, site: str) -> None:
    go(page, site + HERE)
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator(":focus")).to_have_attribute("name", "q")
    page.keyboard.type("a/b routing")
    expect(page.locator("#seek")).to_have_value("a/b routing")
    page.locator("#seek").fill("路由")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("路由")
    page.get_by_role("link", name="Routing and Switching").click()
    expect(page.locator("h1")).to_have_text("Routing and Switching")


def test_a_cell_of_the_matrix_opens_to_its_evidence(page: Page, site: str) -> None:
    go(page, site + HERE + "matrix")
    page.locator("select[name=kind]").select_option("certification")
    page.get_by_role("button", name="Look").click()
    expect(page.locator("table.across")).to_have_count(1)
    page.locator(".square", has_text="3–4").click()
    expect(page.locator("h1")).to_have_text("HCIA-Datacom")
    expect(page.locator(".lead")).to_contain_text("3–4")


def test_everything_works_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en")
    page = context.new_page()
    go(page, site + HERE)
    page.locator("select[name=lens]").select_option("problems")
    page.get_by_role("button", name="Look").click()
    expect(page).to_have_url(re.compile("lens=problems"))
    page.get_by_role("link", name="中文").click()
    expect(page.locator("h1")).to_have_text("专业群课程图")
    expect(page).to_have_url(re.compile("lens=problems"))
    page.locator(".program-name a").first.click()
    expect(page.locator(".board .card")).to_have_count(6)
    page.locator(".chart svg a").first.click()
    expect(page).to_have_url(re.compile("coverage"))
    context.close()


def test_a_phone_names_the_program_of_each_block_and_the_requisites_of_each_card(browser: Browser, site: str) -> None:
    page = PHONE.page(browser)
    go(page, site + HERE + "#band-extended")
    expect(page.locator("td .place-name.single").first).to_be_visible()
    go(page, site + HERE + "program/MC")
    page.locator(".term", has=page.locator("[data-code=NT-B]")).locator("summary").click()
    expect(page.locator(".card[data-code=NT-B] .needs")).to_be_visible()
    expect(page.locator(".board .lines")).to_be_hidden()
    page.close()


def test_a_phone_folds_bands_and_sections_and_a_jump_opens_the_one_it_leads_to(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en", viewport={"width": 390, "height": 844})
    page = context.new_page()
    go(page, site + HERE)
    expect(page.locator(".module:visible")).to_have_count(0)
    page.locator(".jumps a").last.click()
    expect(page.locator(".band-fold[open]")).to_have_count(1)
    expect(page.locator(".module:visible").first).to_be_in_viewport()
    go(page, site + HERE + "program/MC")
    expect(page.locator(".chart").first).to_be_hidden()
    page.locator(".jumps a").first.click()
    expect(page.locator(".chart").first).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("media", ["screen", "print"])
def test_nothing_is_folded_on_a_desk_or_on_paper(page: Page, site: str, media: Literal["screen", "print"]) -> None:
    page.emulate_media(media=media)
    for path in (HERE, HERE + "program/MC"):
        go(page, site + path)
        expect(page.locator(".fold > summary:visible, .band-fold:visible, .jumps:visible")).to_have_count(0)
        assert page.locator(".module, .card, .chart, .pools, #rules, #hours").filter(visible=False).count() == 0


def test_paper_has_the_map_and_neither_navigation_nor_controls(page: Page, site: str) -> None:
    go(page, site + HERE)
    page.emulate_media(media="print", color_scheme="dark")
    for selector in (".masthead", ".top .ways", ".look", ".skip"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator(".map")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(format="A4")[:4] == b"%PDF"
