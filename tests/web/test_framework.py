"""The framework page: who teaches what, how deep, when."""

import pytest

from fourfold.actions.shelf import Opened
from fourfold.web.pages import framework, matrix
from fourfold.web.pages.address import Address
from tests.web.small import HCIA

pytestmark = pytest.mark.django_db


def test_the_matrix_has_depth_and_term_by_program(opened: Opened, address: Address) -> None:
    found = matrix.rows(opened.index, address, HCIA, tuple(opened.index.programs.values()))
    said = {
        row.code: [f"{mark.letter}{mark.term}{'?' if mark.elective else ''} {mark.tone}" for mark in row.marks]
        for row in found
        if row.leaf
    }
    assert said == {
        "D1.1": ["R1 met", "R1 met", "R1 met"],
        "D1.2": ["R2 met", "R2 met", "R2 met"],
        "D2.1": ["M3 met", "M3 met", "I2 short"],
        "D2.2": ["R3? met", "R3 met", "– none"],
    }


def test_a_weight_that_nobody_knows_is_said_to_be_unknown(opened: Opened, address: Address) -> None:
    found = matrix.rows(opened.index, address, HCIA, ())
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
