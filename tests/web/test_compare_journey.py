"""A journey in a real browser: what moved since the release is read, opened by the keyboard, and hinders nobody."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from fourfold.exchange.folder_write import write_folder
from tests.web import small
from tools.shots import AS_OF, FOURFOLD, Variant, go

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDE = Variant("wide", 1360, "en")
PHONE = Variant("phone, Chinese, dark", 390, "zh-CN", dark=True)
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
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a release, and a draft in which a course serves nothing any more."""
    folder: Path = tmp_path_factory.mktemp("compare")
    whole = small.dossier()
    links = tuple(each for each in whole.cluster.links if each.course != small.key("course", "WLAN"))
    write_folder(whole, folder / "before")
    write_folder(replace(whole, cluster=replace(whole.cluster, links=links)), folder / "after")
    kept = str(folder / "pages.sqlite3")
    environment = {
        **os.environ,
        "FOURFOLD_VAR": str(folder),
        "FOURFOLD_DATABASE": kept,
        "FOURFOLD_TODAY": AS_OF,
        "DJANGO_SETTINGS_MODULE": "fourfold.config.settings",
        "PYTHONUNBUFFERED": "1",
    }
    bring = [*FOURFOLD, "import", "--database", kept]
    for command in (
        [*bring, str(folder / "before")],
        [sys.executable, "-c", RELEASE],
        [*bring, str(folder / "after"), "--replace", "--remove"],
    ):
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    command = [*FOURFOLD, "serve", "--database", kept, "--json"]
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


@pytest.mark.parametrize("variant", [WIDE, PHONE], ids=lambda each: each.name)
def test_what_moved_is_read_and_opened_without_barriers(browser: Browser, site: str, variant: Variant) -> None:
    page = variant.page(browser)
    go(page, site + "/szpu/ict/compare?from=2026.1&to=draft")
    told = page.locator(".moves article").filter(has_text="CN")
    expect(told).to_contain_text("4 → 3")
    assert barriers(page) == []
    told.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(told.locator("table")).to_be_visible()
    assert barriers(page) == []
    page.close()
