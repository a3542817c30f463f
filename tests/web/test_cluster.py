"""The map: what stands where, and what the lenses say."""

import pytest

from fourfold.actions.shelf import Opened
from fourfold.web.pages import arrangement, cluster, lens
from fourfold.web.pages.address import Address
from fourfold.web.pages.arrangement import Stretch
from fourfold.web.pages.bands import Band

pytestmark = pytest.mark.django_db


def shape(band: Band) -> list[list[tuple[int, list[str], list[str]]]]:
    """The lanes of a band: how wide each place is, the modules on it, those that are referred to."""
    return [
        [
            (place.span, [block.code for block in place.blocks], [each.title.en or "" for each in place.references])
            for place in lane
        ]
        for lane in band.lanes
    ]


def test_columns_are_ordered_so_that_every_shared_module_is_one_block(opened: Opened) -> None:
    assert [program.code for program in arrangement.columns(opened.index)] == ["CN", "MC", "IOT"]


def test_the_most_specific_category_is_on_top_and_a_shared_module_spans_its_programs(
    opened: Opened, address: Address
) -> None:
    page = cluster.page(opened, address)
    assert [(band.code, shape(band)) for band in page.bands] == [
        ("extended", [[(1, ["SEC"], []), (1, [], []), (1, ["EDGE"], [])], [(1, [], []), (2, ["CLOUD"], [])]]),
        ("core", [[(2, ["DC"], []), (1, [], [])]]),
        ("basic", [[(3, ["NT"], [])]]),
        ("public", [[(3, ["PUB"], [])]]),
    ]


def test_a_module_of_programs_that_cannot_be_neighbours_is_one_block_and_a_reference(opened: Opened) -> None:
    module = opened.index.modules[next(iter(opened.index.modules))]
    found = arrangement.spot(module, [True, False, True, True])
    assert (found.stretch, found.elsewhere) == (Stretch(2, 4), (0,))


def test_lanes_do_not_overlap_and_wider_ones_are_lower() -> None:
    found = arrangement.lanes([Stretch(0, 2), Stretch(1, 3), Stretch(3, 4), Stretch(0, 1)])
    assert found == ((Stretch(0, 1), Stretch(1, 3), Stretch(3, 4)), (Stretch(0, 2),))


def test_the_first_lens_is_the_certification_that_most_programs_promise(opened: Opened) -> None:
    assert lens.first(opened.index) == "certification:hcia"


@pytest.mark.parametrize(
    ("key", "shades"),
    [
        ("certification:hcia", {"ENG": "su ?", "NT-A": "s4 1", "NT-B": "s4 1", "RS": "s4 1", "WLAN": "s4 1"}),
        ("job:engineer", {"ENG": "su ?", "RS": "s6 1", "FW": "s6 1"}),
        (
            "sharing",
            {"ENG": "s6 3/3", "NT-A": "s6 3/3", "NT-B": "s6 3/3", "RS": "s3 2/3", "WLAN": "s3 2/3", "CS": "s3 2/3"},
        ),
        ("technology:openeuler", {"NT-B": "s5 ● 0"}),
    ],
)
def test_a_lens_gives_every_course_a_tone_and_a_number(opened: Opened, key: str, shades: dict[str, str]) -> None:
    found = lens.find(opened, key)
    assert found is not None
    quiet = {"s0 0", "s1 1/3"}
    said = {
        course.code: f"{found.shades[course.key].tone} {found.shades[course.key].value}"
        for course in opened.index.courses.values()
    }
    assert {code: shade for code, shade in said.items() if shade not in quiet} == shades


def test_a_lens_that_does_not_exist_gives_way_to_the_first(opened: Opened, address: Address) -> None:
    assert cluster.page(opened, address, asked="job:nobody").lens.key == "certification:hcia"


def test_the_route_to_a_certification_is_what_its_programs_require_of_it(opened: Opened) -> None:
    found = lens.find(opened, "certification:hcia")
    assert found is not None
    assert {opened.index.courses[key].code for key in found.route} == {"NT-A", "NT-B", "RS", "WLAN"}


def test_heads_show_guaranteed_to_reachable_and_a_tick_only_where_a_promise_is_made(
    opened: Opened, address: Address
) -> None:
    page = cluster.page(opened, address)
    heads = {
        column.code: [
            (each.low, each.high, each.items, each.promised, each.tone)
            for each in (*(pledge.standing for pledge in column.promised), *column.woven)
        ]
        for column in page.columns
    }
    assert heads == {"MC": [(3, 4, 4, 4, "bad")], "CN": [(4, 4, 4, 4, "good")], "IOT": [(2, 2, 4, None, "")]}


def test_the_finding_leads_with_the_broken_promise(opened: Opened, address: Address) -> None:
    found = cluster.page(opened, address).finding
    assert (found.tone, found.verdict) == ("bad", "Not sound: 1 error, 4 warnings, judged as of 1 June 2026")
    first = found.lines[0]
    assert (first.tone, first.sentence, first.mend, first.evidence) == (
        "bad",
        "Broken promise: Modern Communications promises all 4 items of HCIA-Datacom at the end; only 3 are guaranteed.",
        "A student who elects Cloud Services, not Wireless LAN, misses “WLAN”.",
        "/szpu/ict/draft/program/MC/coverage/hcia?term=4",
    )
    assert first.repair is not None
    assert first.repair.way.href == "/szpu/ict/draft/program/MC/coverage/hcia?term=4#gaps"


def test_every_finding_leads_to_its_evidence(opened: Opened, address: Address) -> None:
    found = cluster.page(opened, address).finding
    assert len(found.lines) == 4
    assert [line.evidence for line in found.lines if not line.evidence.startswith("/szpu/ict/draft/")] == []


def test_cells_show_what_is_asked_for(opened: Opened, address: Address) -> None:
    page = cluster.page(opened, address, show="term")
    cells = [
        cell
        for band in page.bands
        for lane in band.lanes
        for place in lane
        for each in place.blocks
        for cell in each.cells
    ]
    assert {cell.code: cell.facts for cell in cells} == {
        "ENG": ("T1",),
        "NT-A": ("T1",),
        "NT-B": ("T2",),
        "RS": ("T3",),
        "WLAN": ("T3",),
        "CS": ("T3–4",),
        "FW": ("T4",),
        "EC": ("T3",),
    }


def test_heads_say_the_promise_in_a_line_and_whose_plan_it_is(opened: Opened, address: Address) -> None:
    page = cluster.page(opened, address)
    said = {column.code: [pledge.line for pledge in column.promised] for column in page.columns}
    assert said == {
        "MC": ["promised 4, guaranteed 3 of 4"],
        "CN": ["promised 4, guaranteed 4 of 4"],
        "IOT": [],
    }


def test_through_sharing_heads_show_what_is_shared(opened: Opened, address: Address) -> None:
    page = cluster.page(opened, address, asked="sharing")
    said = {column.code: column.sharing for column in page.columns}
    assert {code: (each.hours, each.courses, each.required) for code, each in said.items() if each} == {
        "CN": ("81.8", 4, 5),
        "MC": ("100.0", 4, 4),
        "IOT": ("100.0", 3, 3),
    }
