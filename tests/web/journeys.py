"""What journeys in a real browser share: a site of their own that people sign in to, and what hinders on a page."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from fourfold.domain.cluster import Dossier
from fourfold.exchange.folder_write import write_folder
from tests.actions.cast import PASSWORD
from tests.web import small
from tools.shots import AS_OF, FOURFOLD, Variant, go

WIDE = Variant("wide", 1360, "en")
PHONE = Variant("phone, Chinese, dark", 390, "zh-CN", dark=True)
COURSE = small.key("course", "RS")
PEOPLE = f"""
import django
django.setup()
from datetime import UTC, datetime
from fourfold.domain.person import Granted, Role
from fourfold.store import people
now = datetime.now(UTC)
for name, role, key in (("lin", Role.LEAD, None), ("mei", Role.TEACHER, {COURSE!r})):
    made = people.add_person(
        email=name + "@szpu.example", name=name.title(), password={PASSWORD!r}, language="", at=now
    )
    people.give(made, Granted(role=role, institution="szpu", key=key), at=now)
"""
"""Lin, who leads the institution of the small cluster, and Mei, who teaches a course of it."""


@contextmanager
def site(folder: Path, *begin: Dossier | str, accounts: bool = True) -> Iterator[str]:
    """The address of a site on a database of its own that began with these drafts and scripts, one after the other."""
    kept = str(folder / "pages.sqlite3")
    environment = {
        **os.environ,
        "FOURFOLD_VAR": str(folder),
        "FOURFOLD_DATABASE": kept,
        "FOURFOLD_TODAY": AS_OF,
        "DJANGO_SETTINGS_MODULE": "fourfold.config.settings",
        "PYTHONUNBUFFERED": "1",
    }
    for number, each in enumerate(begin):
        command = _imported(each, folder / f"draft-{number}") if isinstance(each, Dossier) else ["-c", each]
        subprocess.run([sys.executable, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    command = [*FOURFOLD, "serve", *(["--accounts"] if accounts else []), "--database", kept, "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield str(json.loads("".join(server.stdout.readline() for _ in range(3)))["address"]).rstrip("/")
        finally:
            server.terminate()


def _imported(dossier: Dossier, folder: Path) -> Sequence[str]:
    write_folder(dossier, folder)
    return (*FOURFOLD[1:], "import", str(folder), "--replace", "--remove")


def barriers(page: Page) -> list[str]:
    """What hinders somebody on the page as it is now."""
    found = Axe().run(page).response
    assert found["passes"]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [each["id"] for each in found["violations"]] + ["runs off the screen"] * wide


def sign_in(page: Page, site: str, who: str = "lin") -> Page:
    """The page, of somebody who has signed in."""
    go(page, site + "/account/sign-in")
    page.locator("input[name=login]").fill(f"{who}@szpu.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(site + "/")
    return page
