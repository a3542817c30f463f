"""A journey in a real browser: what moved since the release is read, opened by the keyboard, and hinders nobody."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from tests.web import small
from tests.web.journeys import PHONE, WIDE, barriers, site
from tools.shots import AS_OF, Variant, go

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RELEASE = f"""
import django
django.setup()
from datetime import UTC, date, datetime
from fourfold.actions.releasing import Request, publish
from fourfold.actions.shelf import open_cluster
from fourfold.domain.person import OPERATOR
draft = open_cluster("szpu", "ict", viewer=OPERATOR, today=date.fromisoformat({AS_OF!r}))
asked = Request(root=draft.root, name="2026.1", reason="A test.")
publish("szpu", "ict", asked, viewer=OPERATOR, now=datetime.now(UTC))
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a release, and a draft in which a course serves nothing any more."""
    whole = small.dossier()
    links = tuple(each for each in whole.cluster.links if each.course != small.key("course", "WLAN"))
    less = replace(whole, cluster=replace(whole.cluster, links=links))
    with site(tmp_path_factory.mktemp("compare"), whole, RELEASE, less, accounts=False) as found:
        yield found


@pytest.mark.parametrize("variant", [WIDE, PHONE], ids=lambda each: each.name)
def test_what_moved_is_read_and_opened_without_barriers(browser: Browser, address: str, variant: Variant) -> None:
    page = variant.page(browser)
    go(page, address + "/szpu/ict/compare?from=2026.1&to=draft")
    told = page.locator(".moves article").filter(has_text="CN")
    expect(told).to_contain_text("4 → 3")
    assert barriers(page) == []
    told.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(told.locator("table")).to_be_visible()
    assert barriers(page) == []
    page.close()
