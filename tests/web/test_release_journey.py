"""A journey in a real browser: Lin publishes a release in spite of an error, and a visitor reads it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.actions.cast import PASSWORD
from tests.web import small
from tests.web.journeys import PHONE, WIDE, barriers, sign_in, site
from tools.shots import go

pytestmark = [pytest.mark.browser, pytest.mark.slow]

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
    with site(tmp_path_factory.mktemp("accounts"), small.dossier(), LIN) as address:
        yield address


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
