"""The coverage matrix: every plan against every framework, by a measure, at a moment, with its evidence."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from fourfold.actions.answers import Answers
from fourfold.actions.reads import Reads
from fourfold.actions.shelf import Opened
from fourfold.domain.framework import FrameworkKind
from fourfold.domain.program import Program
from fourfold.domain.rule import Measure, Rule
from fourfold.engine.choices import Limit
from fourfold.engine.index import Index
from fourfold.web.pages import across
from fourfold.web.pages.across import Asked, Cell
from fourfold.web.pages.address import Address
from tests.web import small
from tests.web.conftest import HERE

pytestmark = pytest.mark.django_db
SITTING = Asked(None, Measure.ITEMS_MET, None)


def cells(opened: Opened, address: Address, asked: Asked) -> dict[tuple[str, str], Cell]:
    """Every cell by the codes of its program and framework."""
    return {
        (row.program.code or row.program.href.rpartition("/")[2], head.name.code): cell
        for group in across.page(opened, address, asked).groups
        for row in group.rows
        for head, cell in zip(group.heads, row.cells, strict=True)
    }


def changed(opened: Opened, *, programs: tuple[Program, ...] = small.PROGRAMS, rules: tuple[Rule, ...] = ()) -> Opened:
    """The cluster with other programs and rules, whatever was answered of it before."""
    dossier = small.dossier()
    index = Index(replace(dossier, cluster=replace(dossier.cluster, programs=programs, rules=rules)))
    return replace(opened, index=index, reads=Reads(index, {}), root="changed", answers=Answers())


def test_a_cell_says_what_is_guaranteed_to_reachable_at_the_sitting(opened: Opened, address: Address) -> None:
    found = cells(opened, address, SITTING)
    assert {key: (each.figure, each.unit, each.tone, each.promised) for key, each in found.items()} == {
        ("MC", "engineer"): ("1", "/ 2", "s3", ""),
        ("CN", "engineer"): ("2", "/ 2", "s6", ""),
        ("IOT", "engineer"): ("0", "/ 2", "s0", ""),
        ("MC", "track"): ("1", "/ 1", "s6", ""),
        ("CN", "track"): ("1", "/ 1", "s6", ""),
        ("IOT", "track"): ("0", "/ 1", "s0", ""),
        ("MC", "hcia"): ("3–4", "/ 4", "s4", "4"),
        ("CN", "hcia"): ("4", "/ 4", "s6", "4"),
        ("IOT", "hcia"): ("2", "/ 4", "s3", ""),
    }


@pytest.mark.parametrize("asked", [SITTING, Asked(None, Measure.ITEMS_MET, 3), Asked(None, Measure.PARTIAL, 2)])
def test_every_cell_opens_to_the_page_that_says_the_same(
    visitor: Client, opened: Opened, address: Address, asked: Asked
) -> None:
    for cell in cells(opened, address, asked).values():
        html = visitor.get(cell.href).content.decode()
        assert all(end in html for end in cell.figure.split("–"))


def test_a_promise_has_its_tick_and_verdict_at_its_own_moment_only(opened: Opened, address: Address) -> None:
    found = cells(opened, address, SITTING)
    verdicts = {key: (each.verdict_tone, each.bar.promised_percent) for key, each in found.items() if each.bar}
    assert verdicts[("MC", "hcia")] == ("bad", "100.00")
    assert verdicts[("CN", "hcia")] == ("good", "100.00")
    assert {each.promised for each in cells(opened, address, Asked(None, Measure.ITEMS_MET, 2)).values()} == {""}


def test_the_lead_counts_the_promises(opened: Opened, address: Address) -> None:
    assert across.page(opened, address, SITTING).summary == (
        "2 promises are shown here: 1 kept, 1 broken, 0 not decided."
    )
    by_weight = across.page(opened, address, Asked(None, Measure.MET_WEIGHT, None))
    assert by_weight.summary == "Nothing is promised by this measure at this time."


def test_a_promise_by_weight_is_shown_by_weight(opened: Opened, address: Address) -> None:
    by_weight = replace(small.promise("CN"), measure=Measure.MET_WEIGHT, value=Decimal(80))
    weighed = changed(opened, rules=(by_weight,))
    found = cells(weighed, address, Asked(FrameworkKind.CERTIFICATION, Measure.MET_WEIGHT, None))
    assert (found[("CN", "hcia")].promised, found[("CN", "hcia")].verdict_tone) == ("80", "good")


def test_weights_that_nobody_knows_are_hatched(opened: Opened, address: Address) -> None:
    found = cells(opened, address, Asked(None, Measure.MET_WEIGHT, None))
    assert {(each.tone, str(each.aside)) for (_, code), each in found.items() if code == "engineer"} == {
        ("su", "unknown")
    }
    assert found[("MC", "hcia")].figure == "50–100"


def test_no_legal_choice_and_not_decided_are_said(opened: Opened, address: Address) -> None:
    pool = replace(small.PROGRAMS[0].plans[0].pools[0], choose=3)
    plan = replace(small.PROGRAMS[0].plans[0], pools=(pool,))
    none = replace(small.PROGRAMS[0], plans=(plan,))
    stuck = changed(opened, programs=(none, *small.PROGRAMS[1:]))
    assert cells(stuck, address, SITTING)[("MC", "hcia")].aside == "no legal choice"
    hasty = replace(changed(opened), limit=Limit(profiles=0, steps=0, effort=0))
    assert cells(hasty, address, SITTING)[("MC", "hcia")].aside == "not decided"


def test_a_plan_beyond_the_first_is_a_row_of_its_own(opened: Opened, address: Address) -> None:
    second = replace(small.PROGRAMS[0].plans[0], key=small.key("plan", "MC-order"), code="MC-order", sittings=())
    two = replace(small.PROGRAMS[0], plans=(*small.PROGRAMS[0].plans, second))
    more = changed(opened, programs=(two, *small.PROGRAMS[1:]))
    rows = across.page(more, address, SITTING).groups[0].rows
    assert [row.program.href.partition("program/")[2] for row in rows] == ["MC", "MC?plan=MC-order", "CN", "IOT"]


def test_a_kind_is_shown_alone(opened: Opened, address: Address) -> None:
    groups = across.page(opened, address, Asked(FrameworkKind.JOB, Measure.ITEMS_MET, None)).groups
    assert [group.code for group in groups] == ["job"]


def test_answers_are_asked_once(opened: Opened, address: Address) -> None:
    fresh = replace(opened, answers=Answers())
    across.page(fresh, address, SITTING)
    asked = len(fresh.answers)
    across.page(fresh, address, SITTING)
    across.page(fresh, address, Asked(None, Measure.PARTIAL, None))
    assert len(fresh.answers) == asked


@pytest.mark.parametrize("query", ["kind=nonsense", "measure=hours", "term=9", "term=0", "term=१", "term=99999999999"])
def test_what_cannot_be_asked_is_not_there(visitor: Client, query: str) -> None:
    assert visitor.get(f"{HERE}matrix?{query}").status_code == 404
