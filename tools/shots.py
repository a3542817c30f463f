"""Picture every page, for eyes: wide, phone, both languages, dark, and as it prints, into var/shots.

The example is imported into a database of its own and served as it would be to anybody.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tools import find_chromium

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "var" / "shots"
EXAMPLES = (ROOT / "examples" / "ict-cluster-planted", ROOT / "examples" / "ict-cluster")
FOURFOLD = (sys.executable, "-m", "fourfold.cli")
AS_OF = "2026-06-01"
PAPER_WIDTH = 1040
"""Pixels of A4 lying down, without its margins."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A way in which somebody sees a page."""

    name: str
    width: int
    language: str
    dark: bool = False

    def page(self, browser: Browser) -> Page:
        """Open a page that is seen in this way."""
        return browser.new_page(
            viewport={"width": self.width, "height": 900},
            locale=self.language,
            color_scheme="dark" if self.dark else "light",
        )


NOUNS = (
    *("programs", "courses", "modules", "frameworks", "matrix", "transfer"),
    *("technologies", "problems", "rules", "sharing"),
)
VARIANTS = (
    Variant("wide", 1360, "en"),
    Variant("wide-zh", 1360, "zh-CN"),
    Variant("wide-dark", 1360, "en", dark=True),
    Variant("phone", 390, "en"),
    Variant("phone-zh-dark", 390, "zh-CN", dark=True),
)


@contextmanager
def served(folder: Path, *clusters: Path) -> Iterator[str]:
    """Import `clusters` into a fresh database in `folder`, serve it, and yield its address, without a last slash."""
    environment = {**os.environ, "FOURFOLD_VAR": str(folder), "FOURFOLD_TODAY": AS_OF, "PYTHONUNBUFFERED": "1"}
    for left in folder.glob("pages.sqlite3*"):
        left.unlink()
    database = ["--database", str(folder / "pages.sqlite3")]
    for cluster in clusters:
        command = [*FOURFOLD, "import", str(cluster), *database, "--replace"]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    command = [*FOURFOLD, "serve", *database, "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield str(json.loads("".join(server.stdout.readline() for _ in range(3)))["address"]).rstrip("/")
        finally:
            server.terminate()


@contextmanager
def browsing(chromium: str) -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(find_chromium.FLAGS))
        yield browser
        browser.close()


def go(page: Page, address: str) -> None:
    """Open an address, waiting for the server if it has only just been started."""
    for _ in range(100):
        try:
            page.goto(address)
        except Exception as error:
            if not any(each in str(error) for each in ("ERR_CONNECTION_REFUSED", "chrome-error://")):
                raise
            page.wait_for_timeout(100)
        else:
            return
    raise TimeoutError(address)


def pages(page: Page, address: str) -> Mapping[str, str]:
    """Find one page of every kind by following links from the map, as a reader would."""
    go(page, address + "/")
    at = page.url.removeprefix(address)
    found = {"map": at, "map-sharing": f"{at}?lens=sharing&show=term", "map-problems": f"{at}?lens=problems"}
    found |= {noun: f"{at}{noun}" for noun in NOUNS}
    found["program"] = _first(page, ".program-name a", address)
    found["course"] = _first(page, ".cell.on-route a", address) or _first(page, ".cell a", address)
    found["module"] = _first(page, ".module h3 a", address)
    found["coverage"] = _first(page, ".standing", address)
    go(page, f"{address}{found['coverage']}")
    found["framework"] = _first(page, "a[href*='/framework/']", address)
    return found | {
        "search": "/search?q=network",
        "institutions": "/institutions",
        "releases": f"{at.removesuffix('draft/')}releases",
        "publish": f"{at.removesuffix('draft/')}publish",
        "import": f"{at.removesuffix('draft/')}import",
        "reading": "/help/reading",
        "problem-kinds": "/help/problems",
        "problem-kind": "/help/problems/U001",
        "missing": f"{at}course/no-such-course",
    }


def _first(page: Page, selector: str, address: str) -> str:
    link = page.locator(selector).first
    href = link.get_attribute("href") if link.count() else None
    return (href or "").removeprefix(address)


def picture(browser: Browser, address: str, folder: Path) -> int:
    """Picture every page in every variant and as it prints; return how many pictures there are."""
    names = pages(browser.new_page(), address)
    for variant in VARIANTS:
        page = variant.page(browser)
        for name, path in names.items():
            go(page, f"{address}{path}")
            page.screenshot(path=folder / f"{name}.{variant.name}.png", full_page=True)
        page.close()
    page = browser.new_page(viewport={"width": PAPER_WIDTH, "height": 720})
    for name, path in names.items():
        go(page, f"{address}{path}")
        page.pdf(path=folder / f"{name}.print.pdf", prefer_css_page_size=True, print_background=True)
        page.emulate_media(media="print")
        page.screenshot(path=folder / f"{name}.print.png", full_page=True)
        page.emulate_media(media="screen")
    return len(names) * (len(VARIANTS) + 1)


def main() -> int:
    """Picture the demo; say where the pictures are."""
    chromium = find_chromium.find()
    if chromium is None:
        sys.stderr.write(find_chromium.HOW)
        return 1
    SHOTS.mkdir(parents=True, exist_ok=True)
    example = next(each for each in EXAMPLES if each.is_dir())
    with served(SHOTS, example) as address, browsing(chromium) as browser:
        count = picture(browser, address, SHOTS)
    sys.stdout.write(f"{count} pictures in {SHOTS}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
