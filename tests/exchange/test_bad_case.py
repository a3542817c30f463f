"""CASE packages with something wrong in them: taken in as far as they can be, each fault told with its pointer."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from fourfold.domain.framework import Depth, Framework, FrameworkKind, Item
from fourfold.domain.text import Text
from fourfold.exchange.case_objects import MOST_ITEMS
from fourfold.exchange.case_read import Asked, read_case_text
from fourfold.exchange.case_tree import MOST_LEVELS
from fourfold.exchange.places import FrameworkReading
from tests.exchange.packages import association, child, item, of, package
from tests.exchange.test_case import read_back, written

Tree = dict[str, Any]


def reading(tree: Tree, asked: Asked | None = None) -> FrameworkReading:
    return read_case_text(json.dumps(tree), "package.json", asked)


def framework(tree: Tree, asked: Asked | None = None) -> Framework:
    found = reading(tree, asked).framework
    assert found is not None
    return found


def told(tree: Tree) -> list[tuple[str, str]]:
    return [(each.code, each.where.path) for each in reading(tree).problems]


def codes(items: tuple[Item, ...]) -> Any:  # noqa: ANN401 - a tree of codes
    return [each.code if not each.children else (each.code, codes(each.children)) for each in items]


def exported(found: Framework) -> Tree:
    tree: Tree = json.loads(written(found))
    return tree


CASES: dict[str, tuple[Tree, list[tuple[str, str]], Any]] = {
    "a tree in the order of its numbers": (
        package(item("A"), item("B"), item("C"), associations=(child("A", at=20), child("B", at=10), child("C", "A"))),
        [],
        ["B", ("A", ["C"])],
    ),
    "an orphan": (package(item("A")), [("R807", "/CFItems/0")], ["A"]),
    "a parent that is not there": (
        package(item("A"), associations=(child("A", "nothing"),)),
        [("R810", "/CFAssociations/0")],
        ["A"],
    ),
    "several parents": (
        package(
            item("A"), item("B"), item("C"), associations=(child("A"), child("B"), child("C", "A"), child("C", "B"))
        ),
        [("R808", "/CFItems/2")],
        [("A", ["C"]), "B"],
    ),
    "an item below itself": (
        package(item("A"), associations=(child("A", "A"),)),
        [("R810", "/CFAssociations/0")],
        ["A"],
    ),
    "an item twice": (
        package(item("A"), item("A"), associations=(child("A"),)),
        [("R806", "/CFItems/1")],
        ["A"],
    ),
    "an item with the document's identifier": (
        package(item("document")),
        [("R806", "/CFItems/0")],
        [],
    ),
    "no code": (
        package({**item("A"), "humanCodingScheme": "（一）"}, associations=(child("A"),)),
        [("R814", "/CFItems/0/humanCodingScheme")],
        [f"item-{of('A')[:8]}"],
    ),
    "a code twice": (
        package(item("A"), {**item("B"), "humanCodingScheme": "a"}, associations=(child("A"), child("B"))),
        [("R814", "/CFItems/1/humanCodingScheme")],
        ["A", f"a-{of('B')[:8]}"],
    ),
    "an identifier that is no UUID": (
        package({**item("A"), "identifier": "A/../../x"}),
        [("R805", "/CFItems/0/identifier"), ("R807", "/CFItems/0")],
        ["A"],
    ),
    "an identifier in capitals": (
        package({**item("A"), "identifier": of("A").upper()}, associations=(child("A"),)),
        [("R805", "/CFItems/0/identifier")],
        ["A"],
    ),
    "lists of another kind": (
        package() | {"CFItems": {}, "CFAssociations": None, "CFDefinitions": []},
        [("R803", "/CFDefinitions"), ("R803", "/CFItems"), ("R803", "/CFAssociations")],
        [],
    ),
    "fields that CASE does not know": (
        package(item("A", colour="red"), associations=(child("A"),), titel="x") | {"more": 1},
        [("R804", "/CFDocument/titel"), ("R804", "/CFItems/0/colour"), ("R804", "/more")],
        ["A"],
    ),
    "a date that is none": (
        package(item("A", statusStartDate="2020-02-30"), associations=(child("A"),)),
        [("R803", "/CFItems/0/statusStartDate")],
        ["A"],
    ),
    "an association of a type of one's own": (
        package(item("A"), associations=(child("A"), association("x", "has part", "A", "A"))),
        [("R816", "/CFAssociations/1/associationType")],
        ["A"],
    ),
    "an association without an end": (
        package(item("A"), associations=(child("A"), {**association("x", "isPeerOf", "A", "A"), "originNodeURI": {}})),
        [("R803", "/CFAssociations/1/originNodeURI")],
        ["A"],
    ),
    "extensions of ours that are nonsense": (
        package(
            item("A", extensions={"fourfold.weight": -3, "fourfold.depth": "deep", "fourfold.footing": 1}),
            associations=(child("A"),),
        ),
        [("R815", f"/CFItems/0/extensions/fourfold.{name}") for name in ("weight", "depth", "footing")],
        ["A"],
    ),
    "a language of neither kind": (
        package(item("A"), associations=(child("A"),), language="fr"),
        [("R813", "/CFDocument/language")],
        ["A"],
    ),
    "a statement with nothing to read": (
        package(item("A", fullStatement="<br/>\u0000"), associations=(child("A"),)),
        [("R802", "/CFItems/0/fullStatement"), ("R812", "/CFItems/0/fullStatement")],
        ["A"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_told_with_its_pointer_and_the_rest_is_taken_in(name: str) -> None:
    tree, expected, shape = CASES[name]
    assert sorted(told(tree)) == sorted(expected)
    found = framework(tree)
    assert codes(found.items) == shape
    assert read_back(written(found)) == found


def test_a_cycle_is_broken_at_its_first_item_and_every_association_is_kept() -> None:
    tree = package(item("A"), item("B"), associations=(child("A", "B"), child("B", "A")))
    (problem,) = reading(tree).problems
    first = min("AB", key=of)
    assert (problem.code, dict(problem.details)["item"]) == ("R809", of(first))
    found = framework(tree)
    assert codes(found.items) == [(first, ["B" if first == "A" else "A"])]
    kept = {each["identifier"]: each for each in exported(found)["CFAssociations"]}
    assert kept == {each["identifier"]: each for each in tree["CFAssociations"]}


def test_a_tree_that_is_too_deep_is_raised_and_given_back_as_it_was() -> None:
    names = [f"L{number}" for number in range(MOST_LEVELS + 3)]
    above = ("document", *names)
    chain = tuple(child(name, parent, at=1) for name, parent in zip(names, above, strict=False))
    tree = package(*(item(name) for name in names), associations=chain)
    assert [each.code for each in reading(tree).problems] == ["R811"] * 3
    kept = {each["identifier"]: each for each in exported(framework(tree))["CFAssociations"]}
    assert kept == {each["identifier"]: each for each in chain}


def test_too_many_items_are_refused_before_anything_is_built() -> None:
    found = reading(package() | {"CFItems": [{}] * (MOST_ITEMS + 1)})
    assert (found.framework, [each.code for each in found.problems]) == (None, ["R817"])


def test_very_many_problems_are_counted_not_listed() -> None:
    found = reading(package(*({"fullStatement": "x"} for _ in range(1_000))))
    assert found.framework is not None
    assert len(found.problems) == 501
    assert "R019" in {each.code for each in found.problems}


def test_a_long_statement_is_cut_and_given_back_whole() -> None:
    tree = package(item("A", fullStatement="ab" * 8_000), associations=(child("A"),))
    found = framework(tree)
    assert found.items[0].title == Text(en="ab" * 5_000)
    assert exported(found)["CFItems"][0]["fullStatement"] == "ab" * 8_000


def test_markup_is_read_as_text_and_given_back_as_it_was() -> None:
    tree = package(
        item("A", fullStatement="<p>Explain <b>VLAN</b> &amp; trunk</p><script>x</script>"), associations=(child("A"),)
    )
    found = framework(tree)
    assert found.items[0].title == Text(en="Explain VLAN & trunk\nx")
    assert exported(found)["CFItems"][0]["fullStatement"] == tree["CFItems"][0]["fullStatement"]


def test_the_language_is_said_or_seen() -> None:
    assert framework(package(language="zh-CN", title="数学")).title == Text(zh="数学")
    assert framework(package(title="数学")).title == Text(zh="数学")
    mixed = package(
        item("A", fullStatement="Adds", language="eng"), associations=(child("A"),), language="zh", title="数学"
    )
    assert framework(mixed).items[0].title == Text(en="Adds")


def test_what_a_package_does_not_say_is_said_by_whoever_takes_it_in() -> None:
    found = framework(package(), Asked(institution="szpu", kind=FrameworkKind.COMPETITION))
    assert (found.institution, found.kind, found.code, found.family) == (
        "szpu",
        FrameworkKind.COMPETITION,
        "numeracy",
        "numeracy",
    )
    assert found.provider == Text(en="Somebody")
    assert framework(exported(found)) == found


def test_an_edit_of_ours_is_never_undone_by_what_was_carried() -> None:
    tree = package(
        item("A", fullStatement="<b>Adds</b>", notes="Why", CFItemType="Standard"),
        item("B"),
        associations=(child("A", at=10), child("B", at=20)),
    )
    found = framework(tree)
    a, b = found.items
    better = replace(a, title=Text(en="Adds quickly"), weight=Decimal(40), depth=Depth.MASTER)
    new = Item(key=of("new"), code="N", title=Text(en="New"))
    edited = replace(found, items=(b, new, better))
    after = exported(edited)
    by_code = {each["humanCodingScheme"]: each for each in after["CFItems"]}
    first = by_code["A"]
    assert (first["fullStatement"], first["notes"], first["CFItemType"]) == ("Adds quickly", "Why", "Standard")
    assert first["extensions"] == {"fourfold.weight": "40", "fourfold.depth": "master"}
    assert first["uri"] == tree["CFItems"][0]["uri"]
    assert first["lastChangeDateTime"] == "2026-06-01T08:30:00Z"
    assert by_code["B"]["lastChangeDateTime"] == tree["CFItems"][1]["lastChangeDateTime"]
    places = {each["originNodeURI"]["identifier"]: each for each in after["CFAssociations"]}
    assert [places[of(name)]["sequenceNumber"] for name in ("B", "new", "A")] == [1, 2, 3]
    assert codes(read_back(written(edited)).items) == ["B", "N", "A"]


def test_what_belongs_to_an_item_goes_with_it() -> None:
    tree = package(item("A", notes="Why"), item("B"), associations=(child("A"), child("B")))
    found = framework(tree)
    after = exported(replace(found, items=found.items[1:]))
    assert [each["identifier"] for each in after["CFItems"]] == [of("B")]
    assert [each["originNodeURI"]["identifier"] for each in after["CFAssociations"]] == [of("B")]
