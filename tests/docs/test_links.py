"""Every page can be found, and every link leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").glob("*/README.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return FENCED.sub("", page.read_text("utf-8"))


def links(page: Path) -> list[str]:
    """The targets on this side of the web."""
    return [target for target in LINK.findall(prose(page)) if "://" not in target]


def anchors(page: Path) -> set[str]:
    """The anchors that a forge gives to a page's headings."""
    heads = (line.lstrip("#").strip().lower() for line in prose(page).splitlines() if line.startswith("#"))
    return {re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in heads}


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    found = (page.parent / path).resolve() if path else page
    return found.exists() and (not anchor or anchor in anchors(found))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert [target for target in links(page) if not leads_somewhere(page, target)] == []


def test_every_page_is_linked_from_the_table_of_contents() -> None:
    tables = (ROOT / "README.md", DOCS / "README.md", DOCS / "decisions" / "README.md")
    linked = {(page.parent / target.partition("#")[0]).resolve() for page in tables for target in links(page)}
    assert {page for page in DOCS.rglob("*.md") if page not in linked} <= {DOCS / "README.md"}


def test_the_front_page_leads_to_the_table_of_contents_or_to_each_kind_of_page() -> None:
    kinds = {Path(target).parts[1] for target in links(ROOT / "README.md") if target.startswith("docs/")}
    assert {"tutorial", "reference", "explanation", "decisions"} <= kinds
