"""A journey in a real browser: from the radar to a proposal, its review, and the next version in the draft."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from fourfold.domain.cluster import Dossier
from tests.actions.test_radar import NEXT
from tests.web import small
from tests.web.journeys import PEOPLE, PHONE, WIDE, barriers, sign_in, site
from tools.shots import go

pytestmark = [pytest.mark.browser, pytest.mark.slow]
RELEASED = """
from datetime import date
from fourfold.actions.classes import bind
from fourfold.actions.releasing import Request, publish
from fourfold.actions.shelf import open_cluster
from fourfold.domain.person import OPERATOR
today = date(2026, 6, 1)
draft = open_cluster("szpu", "ict", viewer=OPERATOR, today=today)
publish("szpu", "ict", Request(root=draft.root, name="2024", reason="as it is"), viewer=OPERATOR, now=now)
bind("szpu", "ict", "25-CN, CN-ordinary, 2024, 2025-09", viewer=OPERATOR, now=now, today=today)
"""


def going() -> Dossier:
    """The small cluster with the next version of its certification, and a last day of the old one."""
    dossier = small.dossier()
    old = replace(small.HCIA, retires_on_date=date(2026, 9, 30))
    others = tuple(each for each in dossier.frameworks if each.key != old.key)
    cluster = replace(dossier.cluster, frameworks=(*dossier.cluster.frameworks, NEXT.key))
    return Dossier(cluster=cluster, frameworks=(*others, old, NEXT))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with that cluster, a class that its release teaches, Lin who leads and Mei who teaches."""
    with site(tmp_path_factory.mktemp("radar"), going(), PEOPLE + RELEASED) as found:
        yield found


def test_mei_takes_the_next_version_from_the_radar_into_a_proposal_and_lin_merges_it(
    browser: Browser, address: str
) -> None:
    mei, seen = sign_in(WIDE.page(browser), address, "mei"), []
    expect(mei.locator("main")).to_contain_text("Courses that stand on an old version")
    seen += barriers(mei)
    go(mei, f"{address}/szpu/ict/draft/radar")
    expect(mei.locator("main")).to_contain_text("25-CN (2024)")
    seen += barriers(mei)
    mei.get_by_role("link", name="See it item by item, with the repair").first.click()
    expect(mei.locator("#classes")).to_be_visible()
    seen += barriers(mei)
    mei.get_by_role("button", name="See what it changes").click()
    expect(mei.get_by_role("button", name="Take it over")).to_have_count(0)
    seen += barriers(mei)
    mei.get_by_role("button", name="Propose", exact=True).click()
    expect(mei.locator(".proposed .why").filter(has_text="%").first).to_be_visible()
    expect(mei.locator("main")).to_contain_text("1 class is taught by a release and does not move with this")
    seen += barriers(mei)
    mei.get_by_role("button", name="Open for review").click()
    at = mei.url

    lin = sign_in(WIDE.page(browser), address, "lin")
    go(lin, at)
    lin.locator("#text").fill("The links are right.")
    lin.get_by_role("button", name="Comment").click()
    lin.get_by_role("button", name="Merge what is ticked").click()
    expect(lin.locator("main")).to_contain_text("Merged")
    go(lin, f"{address}/szpu/ict/draft/radar/hcia-v2")
    expect(lin.locator("main")).to_contain_text("No program names the old version any more")
    go(lin, f"{address}/szpu/ict/classes")
    expect(lin.locator("main")).to_contain_text("term 2 of 4")
    seen += barriers(lin)
    phone = sign_in(PHONE.page(browser), address, "lin")
    for page in ("classes", "draft/radar", "draft/radar/hcia-v2"):
        go(phone, f"{address}/szpu/ict/{page}")
        seen += barriers(phone)
    assert seen == []
