"""The framework page: who teaches what, how deep, when."""

import pytest

from fourfold.actions.shelf import Opened
from fourfold.web.pages import framework, gap, matrix, standing
from fourfold.web.pages.address import Address
from tests.web.small import HCIA

pytestmark = pytest.mark.django_db


def test_a_cell_says_when_everybody_is_as_deep_as_required(opened: Opened, address: Address) -> None:
    found = matrix.rows(opened, address, HCIA, tuple(opened.index.programs.values()))
    said = {
        row.code: [" ".join(filter(None, (f"{mark.letter}{mark.term}", mark.deeper, mark.tone))) for mark in row.marks]
        for row in found
        if row.leaf
    }
    assert said == {
        "D1.1": ["RT1 met", "RT1 met", "RT1 met"],
        "D1.2": ["RT2 met", "RT2 met", "RT2 met"],
        "D2.1": ["RT3 → M T3 met", "RT3 → M T3 met", "IT2 short"],
        "D2.2": ["RT3 some", "RT3 met", "– none"],
    }


def test_solid_cells_are_the_items_that_are_no_gap_at_the_time_in_the_head(opened: Opened, address: Address) -> None:
    index = opened.index
    for head, program in zip(framework.page(opened, address, HCIA).heads, index.programs.values(), strict=True):
        plan = program.plans[0]
        when = standing.moment(index, plan, HCIA, standing.promise(index, plan, HCIA))
        gaps = gap.of_plan(opened, address, plan, HCIA, when)
        assert head.solid == len(HCIA.leaves()) - len(gaps)
        assert head.standing is not None
        assert head.solid <= head.standing.low


def test_a_weight_that_nobody_knows_is_said_to_be_unknown(opened: Opened, address: Address) -> None:
    found = matrix.rows(opened, address, HCIA, ())
    weights = {row.code: (row.weight.text, row.weight.known) for row in found if row.leaf and row.weight}
    assert weights == {
        "D1.1": ("30 %", True),
        "D1.2": ("20 %", True),
        "D2.1": ("unknown", False),
        "D2.2": ("unknown", False),
    }


def test_every_program_that_names_it_has_its_gaps(opened: Opened, address: Address) -> None:
    page = framework.page(opened, address, HCIA)
    assert [(each.title.en, [row.item.code for row in each.gaps]) for each in page.gaps] == [
        ("Modern Communications", ["D2.2"]),
        ("IoT Applications", ["D2.1", "D2.2"]),
    ]
    assert page.summary == "Each of its 4 items is taught by some course."
