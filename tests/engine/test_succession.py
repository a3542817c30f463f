"""Matching two versions of a framework: laws on any two, the pairs of the example one by one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.text import Text
from fourfold.engine.assignment import assign
from fourfold.engine.succession import Clue, Fate, Succession, succession
from fourfold.exchange.reading import read
from tests.judge.by_hand import framework, key

EXAMPLE = Path(__file__).parents[2] / "examples" / "ict-cluster"
WORDS = ("OSPF", "VLAN", "NAT", "ACL", "AAA", "basics", "routing", "project", "Python", "campus")
IN_CHINESE = ("路由", "交换", "认证", "项目", "园区", "基础")
WORTHS = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), st.integers(0, 12), min_size=1, max_size=16
)


def item(version: str, code: str, en: str, *children: Item, zh: str | None = None, **more: object) -> Item:
    made = Item(key=key(f"{version}/{code}"), code=code, title=Text(en=en, zh=zh), children=children)
    return replace(made, **more)  # type: ignore[arg-type]  # fields of an item


def told(found: Succession) -> list[tuple[str, str, str]]:
    """Fate, old codes, new codes."""
    codes = {each.key: each.code for side in (found.old, found.new) for each in side.walk()}
    return [
        (step.fate.value, " ".join(codes[each] for each in step.old), " ".join(codes[each] for each in step.new))
        for step in found.steps
    ]


def facts(found: Succession) -> set[tuple[object, ...]]:
    """All that is said, in no order."""
    return {(each.fate, frozenset(each.old), frozenset(each.new), frozenset(each.legs)) for each in found.steps}


@st.composite
def versions(draw: st.DrawFn, name: str = "v1") -> Framework:
    """A small tree with titles in one or both languages, some of them twice."""

    def title() -> Text:
        en = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))
        return Text(en=en, zh=draw(st.none() | st.sampled_from(IN_CHINESE)))

    codes = draw(st.lists(st.sampled_from(("a", "b", "c", "d", "1", "2", "1.1")), min_size=1, max_size=6, unique=True))
    leaves = [replace(item(name, code, "x"), title=title()) for code in codes]
    cut = draw(st.integers(0, len(leaves)))
    heading = [replace(item(name, "heading", "x", *leaves[cut:]), title=title())] if leaves[cut:] else []
    return replace(framework(*leaves[:cut], *heading), key=key(name), code=name)


@given(versions())
def test_a_version_beside_itself_keeps_everything(version: Framework) -> None:
    found = succession(version, version)
    assert {step.fate for step in found.steps} == {Fate.KEPT}
    assert all(step.old == step.new and step.confidence == 100 for step in found.steps)


@given(versions("v1"), versions("v2"))
def test_every_leaf_has_one_fate_and_every_leg_a_confidence(old: Framework, new: Framework) -> None:
    found = succession(old, new)
    for side, leaves in (("old", old.leaves()), ("new", new.leaves())):
        assert sorted(each for step in found.steps for each in getattr(step, side)) == sorted(
            leaf.key for leaf in leaves
        )
    for step in found.steps:
        assert 0 <= step.confidence <= 100
        assert {leg.old for leg in step.legs} == set(step.old) or step.fate is Fate.GONE
        assert {leg.new for leg in step.legs} == set(step.new) or step.fate is Fate.NEW
        assert (len(step.old) > 1) == (step.fate is Fate.JOINED)
        assert (len(step.new) > 1) == (step.fate is Fate.SPLIT)


@given(versions("v1"), versions("v2"))
def test_the_order_of_items_changes_nothing(old: Framework, new: Framework) -> None:
    def turned(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(replace(each, children=turned(each.children)) for each in reversed(items))

    other = succession(replace(old, items=turned(old.items)), replace(new, items=turned(new.items)))
    assert facts(other) == facts(succession(old, new))


@given(versions("v1"), st.data())
def test_an_item_with_the_same_key_is_never_gone_and_new(version: Framework, data: st.DataObject) -> None:
    def renamed(items: Sequence[Item]) -> tuple[Item, ...]:
        return tuple(
            replace(
                each,
                code=f"renamed-{number}-{each.code[:3]}",
                title=Text(en=" ".join(data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))),
                children=renamed(each.children),
            )
            for number, each in enumerate(items)
        )

    found = succession(version, replace(version, key=key("v2"), items=renamed(version.items)))
    assert {step.fate for step in found.steps} <= {Fate.KEPT, Fate.REWORDED, Fate.MOVED}
    assert all(step.old == step.new for step in found.steps)


@given(WORTHS)
def test_no_other_pairs_are_worth_more_together(worth: dict[tuple[str, str], int]) -> None:
    def total(pairs: dict[str, str]) -> int:
        return sum(worth[pair] for pair in pairs.items())

    rows, columns = sorted({row for row, _ in worth}), [*sorted({column for _, column in worth}), *"0000"]
    tried = (
        sum(worth.get(pair, 0) for pair in zip(rows, each, strict=False)) for each in permutations(columns, len(rows))
    )
    found = assign(worth)
    assert len(set(found.values())) == len(found)
    assert all(worth[pair] > 0 for pair in found.items())
    assert total(found) == max(tried)


@given(WORTHS, st.randoms())
def test_pairs_in_another_order_are_assigned_alike(worth: dict[tuple[str, str], int], random: object) -> None:
    pairs = list(worth.items())
    random.shuffle(pairs)  # type: ignore[attr-defined]  # Hypothesis gives a Random
    assert assign(dict(pairs)) == assign(worth)


def test_a_title_taken_apart_goes_on_in_both_and_one_put_together_comes_from_both() -> None:
    old = framework(item("v1", "acl", "ACL, NAT"), item("v1", "vlan", "VLAN"), item("v1", "eth", "Ethernet switching"))
    new = framework(
        item("v2", "filter", "ACL filters"),
        item("v2", "nat", "NAT"),
        item("v2", "switching", "Ethernet switching, VLAN"),
    )
    assert told(succession(old, new)) == [("split", "acl", "filter nat"), ("joined", "vlan eth", "switching")]


def test_an_item_below_another_heading_has_moved_and_one_that_became_a_heading_goes_on_below_it() -> None:
    old = framework(
        item("v1", "1", "Routing", item("v1", "1.1", "OSPF areas")),
        item("v1", "2", "Security", item("v1", "2.1", "Packet filters")),
        item("v1", "cloud", "Cloud"),
    )
    new = framework(
        item("v2", "1", "Routing"),
        item("v2", "2", "Security", item("v2", "2.1", "OSPF areas"), item("v2", "2.2", "Packet filters")),
        item("v2", "cloud", "Cloud", item("v2", "vm", "Virtual machines"), item("v2", "disk", "Disks")),
    )
    found = succession(old, new)
    assert ("moved", "1.1", "2.1") in told(found)
    assert ("kept", "2.1", "2.2") in told(found)
    assert ("split", "cloud", "vm disk") in told(found)
    (split,) = [step for step in found.steps if step.fate is Fate.SPLIT]
    assert all(Clue.HEADING in leg.clues and leg.confidence < 50 for leg in split.legs)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("routing", [("reworded", "routing", "routing")]), ("1.2", [("new", "", "1.2"), ("gone", "1.2", "")])],
)
def test_the_same_name_says_something_and_the_same_number_nothing(
    code: str, expected: list[tuple[str, str, str]]
) -> None:
    old, new = framework(item("v1", code, "OSPF areas")), framework(item("v2", code, "Dynamic protocols"))
    assert told(succession(old, new)) == expected


def test_titles_are_compared_in_the_language_in_which_they_agree() -> None:
    old = framework(item("v1", "1", "Access control", zh="园区网安全接入"))
    new = framework(item("v2", "7", "Letting devices in", zh="园区网安全接入控制"))
    assert told(succession(old, new)) == [("reworded", "1", "7")]


def test_what_asks_for_more_depth_is_still_the_same_item() -> None:
    old, new = framework(item("v1", "a", "OSPF")), framework(item("v2", "a", "OSPF", depth=Depth.MASTER))
    assert told(succession(old, new)) == [("kept", "a", "a")]


@pytest.fixture(scope="module")
def example() -> Dossier:
    found = read(EXAMPLE).dossier
    assert found is not None
    return found


@pytest.fixture
def version_of(example: Dossier) -> Callable[[str], Framework]:
    return lambda code: next(each for each in example.frameworks if each.code == code)


def test_every_pair_of_the_running_example(version_of: Callable[[str], Framework]) -> None:
    found = succession(version_of("hcia-datacom-v1"), version_of("hcia-datacom-v2"))
    assert told(found) == [
        ("kept", "fundamentals", "fundamentals"),
        ("kept", "vrp", "vrp"),
        ("kept", "ip-addressing", "ip-addressing"),
        ("kept", "ip-routing", "ip-routing"),
        ("kept", "ospf", "ospf"),
        ("joined", "ethernet vlan", "switching-vlan"),
        ("kept", "stp", "stp"),
        ("kept", "link-aggregation", "link-aggregation"),
        ("split", "acl-aaa-nat", "acl-nat aaa-access"),
        ("reworded", "services", "services"),
        ("reworded", "wlan", "wlan-wifi7"),
        ("reworded", "ipv6", "ipv6"),
        ("reworded", "management", "management"),
        ("new", "", "automation"),
        ("new", "", "campus-project"),
        ("gone", "wan", ""),
        ("gone", "sdn", ""),
    ]
