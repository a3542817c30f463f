"""A journey in a real browser: Lin publishes a release in spite of an error, and a visitor reads it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from fourfold.exchange.folder_write import write_folder
from tests.actions.cast import PASSWORD
from tests.web import small
from tools.shots import AS_OF, FOURFOLD, Variant, go

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDE = Variant("wide", 1360, "en")
PHONE = Variant("phone, Chinese, dark", 390, "zh-CN", dark=True)
PUBLIC = (
    "/",
    "/institutions",
    "/szpu/",
    "/szpu/frameworks",
    "/szpu/framework/hcia",
    "/szpu/ict/releases",
    "/szpu/ict/compare",
)
REASON = "The term begins before the electives are settled."
LIN = f"""
import django
django.setup()
from datetime import UTC, datetime
from fourfold.domain.person import Granted, Role
from fourfold.store import people
now = datetime.now(UTC)
lin = people.add_person(email="lin@szpu.example", name="Lin", password={PASSWORD!r}, language="en", at=now)
people.give(lin, Granted(role=Role.LEAD, institution="szpu"), at=now)
"""


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the small cluster that people sign in to; Lin leads its institution."""
    folder: Path = tmp_path_factory.mktemp("accounts")
    write_folder(small.dossier(), folder / "small")
    kept = str(folder / "pages.sqlite3")
    environment = {
        **os.environ,
        "FOURFOLD_VAR": str(folder),
        "FOURFOLD_DATABASE": kept,
        "FOURFOLD_TODAY": AS_OF,
        "DJANGO_SETTINGS_MODULE": "fourfold.config.settings",
        "PYTHONUNBUFFERED": "1",
    }
    for command in ([*FOURFOLD, "import", str(folder / "small"), "--database", kept], [sys.executable, "-c", LIN]):
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    command = [*FOURFOLD, "serve", "--accounts", "--database", kept, "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield str(json.loads("".join(server.stdout.readline() for _ in range(3)))["address"]).rstrip("/")
        finally:
            server.terminate()


def barriers(page: Page) -> list[str]:
    """What hinders somebody on the page as it is now."""
    found = Axe().run(page).response
    assert found["passes"]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [each["id"] for each in found["violations"]] + ["runs off the screen"] * wide


def sign_in(page: Page, site: str) -> None:
    go(page, site + "/account/sign-in")
    page.locator("input[name=login]").fill("lin@szpu.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(site + "/")


def test_lin_publishes_in_spite_of_an_error_and_a_visitor_reads_it(browser: Browser, accounts: str) -> None:
    visitor = PHONE.page(browser)
    go(visitor, accounts + "/")
    expect(visitor.locator("h2")).to_have_text("还没有专业群")
    lin = WIDE.page(browser)
    sign_in(lin, accounts)
    assert barriers(lin) == []
    lin.get_by_role("link", name="Publish a release").click()
    expect(lin.locator("#readiness")).to_have_text("1 error stops this release")
    assert barriers(lin) == []
    publish(lin, name="draft")
    expect(lin.locator("#name-wrong")).to_contain_text("the site needs for itself")
    expect(lin.locator("#reason")).to_have_value(REASON)
    assert barriers(lin) == []
    publish(lin, name="2026.1")
    expect(lin.get_by_role("status")).to_have_text("Release 2026.1 is published: everybody can read it.")
    assert barriers(lin) == []
    read(visitor, accounts)
    go(lin, accounts + "/szpu/ict/publish/hcia")
    assert barriers(lin) == []
    lin.get_by_label("I know that a release").check()
    lin.get_by_role("button", name="Publish the framework").click()
    expect(lin.locator("h1")).to_have_text("HCIA-Datacom")
    assert {path: found for path in PUBLIC for page in (lin, visitor) if (found := seen(page, accounts + path))} == {}
    lin.close()
    visitor.close()


def seen(page: Page, address: str) -> list[str]:
    go(page, address)
    return barriers(page)


def publish(page: Page, *, name: str) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Why it is published").fill(REASON)
    page.get_by_label("I know that a release").check()
    page.get_by_role("button", name="Publish draft").click()


def read(page: Page, site: str) -> None:
    """The way of a visitor: the first page, the cluster, one of its courses, its releases."""
    go(page, site + "/")
    assert barriers(page) == []
    page.get_by_role("link", name="小型信息通信专业群").click()
    page.wait_for_url(site + "/szpu/ict/2026.1/")
    expect(page.locator(".banner")).to_contain_text("Lin 放行了 1 个错误")
    expect(page.locator(".banner q")).to_have_text(REASON)
    assert barriers(page) == []
    go(page, site + "/szpu/ict/latest/course/NT-B")
    expect(page).to_have_url(site + "/szpu/ict/2026.1/course/NT-B")
    page.locator("header.top .tag").click()
    expect(page.locator("h1")).to_have_text("发布版")
    assert barriers(page) == []
    for hidden in ("/szpu/ict/draft/", "/szpu/ict/publish", "/szpu/ict/compare?from=draft"):
        go(page, site + hidden)
        expect(page.locator("h1")).to_have_text("此处没有内容")
