"""Merging by key: what one side changed stands, what both changed differently is shown, and nothing is lost."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fourfold.canon.encode import digest
from fourfold.canon.fields import Field, fields_of, has_key
from fourfold.canon.kinds import Part
from fourfold.canon.normal import normal
from fourfold.canon.parts import join, parts_of, split
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.course import Course
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.link import Link
from fourfold.domain.rule import Comparator, Measure
from fourfold.domain.text import Text
from fourfold.engine.difference import member_of
from fourfold.engine.merge import BY_FIELD, About, Conflict, Merged, Side, merge
from fourfold.engine.merge_wholes import Kept, merge_dossiers, merge_frameworks, merge_wholes
from tests import factories as make
from tests.edits import edited
from tests.engine.test_difference import Opened
from tests.strategies import clusters, dossiers, frameworks
from tests.web import small

Whole = Cluster | Framework
Entry = tuple[Any, ...]
PRESENT = "is there"
Noun = Any
Deciding = Any


def merged(base: Whole, ours: Whole, theirs: Whole, **more: Deciding) -> Merged[Any]:
    """Two states of a cluster or a framework as one."""
    if isinstance(base, Framework):
        return merge_frameworks(base, *(each for each in (ours, theirs) if isinstance(each, Framework)), **more)
    splits = [split(each) for each in (base, ours, theirs)]
    kept = Kept(load=Opened(*splits), manifests=lambda roots: {})  # noqa: ARG005 - nothing is pinned by root here
    found = merge_wholes(*(each.manifest for each in splits), kept=kept, **more)
    content = {
        name: each for side in (*splits, *found.value) for each in side.parts.values() for name in [digest(each)]
    }
    return Merged(value=join(found.value[0].manifest, content.__getitem__), conflicts=found.conflicts)


def facts(whole: Whole) -> dict[Entry, Any]:
    """Everything that a whole says, as one table: what is there, in what it stands, and each of its fields."""
    found: dict[Entry, Any] = {}
    for key, part in [(whole.key, whole)] if isinstance(whole, Framework) else parts_of(whole):
        found |= dict(_facts(part, (key,), "", key))
    return found


def _facts(value: Noun, name: Entry, field: str, above: str) -> Iterator[tuple[Entry, Any]]:
    yield (name, PRESENT), (type(value).__name__, above if field else "", field)
    for each in _fields(value):
        held = getattr(value, each.name)
        if each.many and each.nested and (has_key(each.of) or each.of is Link):
            for below in held:
                yield from _facts(below, member_of(below) or (), each.name, name[0])
        elif each.as_set:
            yield from (((name, each.name, one), True) for one in held)
        elif each.nested and each.of in BY_FIELD and held is not None:
            yield (name, each.name), PRESENT
            yield from _inside(held, name, each.name)
        elif not each.many:
            yield (name, each.name), held


def _inside(held: Noun, name: Entry, field: str) -> Iterator[tuple[Entry, Any]]:
    for each in _fields(held):
        value = getattr(held, each.name)
        if each.as_set:
            yield from (((name, field, each.name, one), True) for one in value)
        else:
            yield (name, field, each.name), value


def _fields(value: Noun) -> tuple[Field, ...]:
    cls: type = type(value)
    return fields_of(cls)


def above(found: dict[Entry, Any], name: Entry) -> set[Entry]:
    """What something stands in, and what that stands in, and so on; itself too."""
    chain = {name}
    while (found.get((name, PRESENT)) or ("", "", ""))[1]:
        name = (found[name, PRESENT][1],)
        if name in chain:
            break
        chain.add(name)
    return chain


def covers(conflict: Conflict, names: set[Entry], entry: Entry) -> bool:
    """Whether a conflict shows what happened to an entry of a noun that stands in any of `names`."""
    last = next((step.member for step in reversed(conflict.path) if step.member is not None), (conflict.key,))
    if conflict.about in {About.PRESENCE, About.PLACE}:
        return last in names
    fields = [step.name for step in conflict.path if step.member is None]
    return last == entry[0] and (not fields or fields[0] == entry[1] or entry[1] in conflict.together)


def lost(base: Whole, ours: Whole, theirs: Whole, found: Merged[Any]) -> set[Entry]:
    """What one side has changed, or both, and neither the merged value nor a conflict tells."""
    was, mine, other, now = (facts(each) for each in (base, ours, theirs, found.value))
    missing = set()
    for entry in {*was, *mine, *other}:
        b, o, t = (each.get(entry) for each in (was, mine, other))
        expected = [o] if t in (o, b) else [t] if o == b else []
        if expected and now.get(entry) == expected[0]:
            continue
        names = set().union(*(above(each, entry[0]) for each in (was, mine, other)))
        if not any(covers(each, names, entry) for each in found.conflicts):
            missing.add((*entry, ("base", b), ("ours", o), ("theirs", t), ("now", now.get(entry))))
    return missing


def two_sides(data: st.DataObject, base: Whole) -> tuple[Whole, Whole]:
    return edited(data, base), edited(data, base)


wholes = st.one_of(clusters(), frameworks())


@given(st.data(), wholes)
def test_the_same_change_on_both_sides_is_that_change(data: st.DataObject, base: Whole) -> None:
    side = edited(data, base)
    assert merged(base, side, side) == Merged(value=side)


@given(st.data(), wholes)
def test_what_one_side_alone_has_changed_stands(data: st.DataObject, base: Whole) -> None:
    side = edited(data, base)
    assert merged(base, base, side) == Merged(value=side)
    assert merged(base, side, base) == Merged(value=side)


@given(st.data(), wholes)
@settings(max_examples=150)
def test_no_change_is_lost_without_a_conflict_that_shows_it(data: st.DataObject, base: Whole) -> None:
    ours, theirs = two_sides(data, base)
    found = merged(base, ours, theirs)
    assert lost(base, ours, theirs, found) == set()


@given(st.data(), wholes)
@settings(max_examples=100)
def test_it_does_not_matter_which_side_is_called_ours(data: st.DataObject, base: Whole) -> None:
    ours, theirs = two_sides(data, base)
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    assert one.value == other.value
    swapped = {replace(each, ours=each.theirs, theirs=each.ours) for each in other.conflicts}
    assert set(one.conflicts) == swapped


def asked_until_all_is_chosen(base: Whole, ours: Whole, theirs: Whole, side: Side) -> Merged[Whole]:
    """Choose one side of each conflict by its place, and of those that only show once others are chosen."""
    choices: dict[str, Side] = {}
    found = merged(base, ours, theirs)
    while new := {each.place for each in found.conflicts} - choices.keys():
        choices |= dict.fromkeys(new, side)
        found = merged(base, ours, theirs, choices=choices)
    return found


@given(st.data(), wholes, st.sampled_from((Side.OURS, Side.THEIRS)))
@settings(max_examples=100)
def test_where_one_side_is_chosen_everywhere_no_conflict_is_left_and_that_side_stands(
    data: st.DataObject, base: Whole, side: Side
) -> None:
    ours, theirs = two_sides(data, base)
    found, chosen = merged(base, ours, theirs), merged(base, ours, theirs, otherwise=side)
    assert chosen.conflicts == ()
    assert asked_until_all_is_chosen(base, ours, theirs, side) == chosen
    wanted, now = facts(ours if side is Side.OURS else theirs), facts(chosen.value)
    for conflict in found.conflicts:
        if conflict.about is About.VALUE and not conflict.together and len(conflict.path) == 1:
            at = ((conflict.key,), conflict.path[0].name)
            assert now.get(at) == wanted.get(at)


@given(st.data(), wholes)
def test_what_is_merged_is_as_a_reader_would_have_made_it(data: st.DataObject, base: Whole) -> None:
    found = merged(base, *two_sides(data, base)).value
    for _, part in [("", found)] if isinstance(found, Framework) else parts_of(found):
        assert normal(part) == part


@given(st.data(), clusters())
def test_edits_of_different_fields_both_stand_whichever_comes_first(data: st.DataObject, base: Cluster) -> None:
    assume(base.courses)
    names = ["code", "credits", "weeks", "span", "optional", "type", "subject", "unit", "terms", "requisite"]
    one, *others = data.draw(st.permutations(names))
    course, donor = base.courses[0], data.draw(clusters().filter(lambda each: bool(each.courses))).courses[0]
    first = replace(course, **{one: getattr(donor, one)})
    second = replace(course, **{each: getattr(donor, each) for each in others})
    both = replace(first, **{each: getattr(donor, each) for each in others})
    assert merge(course, first, second) == merge(course, second, first) == Merged(value=both)


@given(st.data(), dossiers())
def test_a_dossier_is_merged_with_the_frameworks_it_pins(data: st.DataObject, base: Dossier) -> None:
    ours = replace(base, cluster=edited(data, base.cluster))
    theirs = replace(base, frameworks=tuple(edited(data, each) for each in base.frameworks))
    assert merge_dossiers(base, ours, theirs) == Merged(value=replace(theirs, cluster=ours.cluster))
    found = merge_dossiers(
        base, theirs, replace(base, frameworks=tuple(edited(data, each) for each in base.frameworks))
    )
    assert {each.key for each in found.value.frameworks} == {each.key for each in base.frameworks}


BASE = small.dossier().cluster


def course(code: str) -> Course:
    return next(each for each in BASE.courses if each.code == code)


def having(*changed: Part, base: Cluster = BASE) -> Cluster:
    """The small cluster with these parts as they are here."""
    known = {each.key: each for each in changed}  # type: ignore[union-attr]  # no head of a framework among them
    lists: dict[str, Any] = {
        name: tuple(known.get(each.key, each) for each in getattr(base, name))
        for name in ("programs", "modules", "courses", "links", "rules")
    }
    return replace(base, **lists)


def test_a_course_that_moved_modules_and_was_edited_is_both() -> None:
    moved = replace(course("WLAN"), module=small.key("module", "SEC"), code="WL")
    edited_ = replace(course("WLAN"), outcomes=course("WLAN").outcomes[:1], title=Text(en="Wireless"))
    found = merged(BASE, having(moved), having(edited_))
    assert found == Merged(value=having(replace(edited_, module=moved.module, code="WL")))


def test_an_outcome_that_moved_to_another_course_keeps_what_the_other_side_did_to_it() -> None:
    one, other = course("RS"), course("WLAN")
    outcome = one.outcomes[0]
    ours = having(replace(one, outcomes=one.outcomes[1:]), replace(other, outcomes=(outcome, *other.outcomes)))
    said = replace(outcome, text=Text(en="Route", zh="路由"))
    theirs = having(replace(one, outcomes=(said, *one.outcomes[1:])))
    wanted = having(replace(one, outcomes=one.outcomes[1:]), replace(other, outcomes=(said, *other.outcomes)))
    assert merged(BASE, ours, theirs) == merged(BASE, theirs, ours) == Merged(value=wanted)


def test_an_outcome_that_one_side_moved_and_the_other_removed_is_asked_about() -> None:
    one, other = course("RS"), course("WLAN")
    outcome = one.outcomes[0]
    gone = replace(one, outcomes=one.outcomes[1:])
    ours, theirs = having(gone, replace(other, outcomes=(outcome, *other.outcomes))), having(gone)
    found = merged(BASE, ours, theirs)
    (conflict,) = found.conflicts
    assert (conflict.about, conflict.ours, conflict.theirs) == (About.PRESENCE, outcome, None)
    assert found.value == BASE
    assert merged(BASE, ours, theirs, otherwise=Side.OURS).value == ours
    assert merged(BASE, ours, theirs, otherwise=Side.THEIRS).value == theirs


def test_what_moved_into_a_course_that_the_other_side_removed_is_not_lost() -> None:
    one, other = course("RS"), course("WLAN")
    outcome = one.outcomes[0]
    ours = having(replace(one, outcomes=one.outcomes[1:]), replace(other, outcomes=(outcome, *other.outcomes)))
    theirs = replace(BASE, courses=tuple(each for each in BASE.courses if each.key != other.key))
    found = merged(BASE, ours, theirs)
    assert {each.about for each in found.conflicts} == {About.PRESENCE}
    assert found.value == ours
    taken = merged(BASE, ours, theirs, otherwise=Side.THEIRS)
    assert taken == Merged(value=theirs)


def test_an_outcome_that_both_sides_moved_elsewhere_is_asked_about() -> None:
    one, outcome = course("RS"), course("RS").outcomes[0]
    left = replace(one, outcomes=one.outcomes[1:])
    ours, theirs = (
        having(left, replace(course(code), outcomes=(*course(code).outcomes, outcome))) for code in ("WLAN", "NT-A")
    )
    found = merged(BASE, ours, theirs)
    (conflict,) = found.conflicts
    keys = (course("RS").key, course("WLAN").key, course("NT-A").key)
    assert (conflict.about, (conflict.base, conflict.ours, conflict.theirs)) == (About.PLACE, keys)
    assert found.value == BASE
    assert merged(BASE, ours, theirs, choices={conflict.place: Side.THEIRS}) == Merged(value=theirs)


def item(code: str, *children: Item) -> Item:
    return Item(key=make.key("item", code), code=code, title=make.said(code), children=children)


A, B, C = item("A", item("A1"), item("A2")), item("B", item("B1")), item("C")
FRAMEWORK = make.framework("CERT", A, B, C)


def of(*items: Item) -> Framework:
    return replace(FRAMEWORK, items=items)


def test_a_branch_that_moved_below_another_keeps_its_edits_and_its_place() -> None:
    deeper = replace(A.children[1], depth=Depth.MASTER)
    ours = of(A, replace(B, children=(C, *B.children)))
    theirs = of(replace(A, children=(A.children[0], deeper)), B, replace(C, title=make.said("See")))
    wanted = of(theirs.items[0], replace(B, children=(theirs.items[2], *B.children)))
    assert merged(FRAMEWORK, ours, theirs) == merged(FRAMEWORK, theirs, ours) == Merged(value=wanted)


def test_branches_that_each_side_put_below_the_other_are_asked_about_and_stay() -> None:
    ours, theirs = of(replace(A, children=(*A.children, B)), C), of(replace(B, children=(*B.children, A)), C)
    found = merged(FRAMEWORK, ours, theirs)
    assert {each.about for each in found.conflicts} == {About.PLACE}
    assert {each.key for each in found.value.walk()} == {each.key for each in FRAMEWORK.walk()}
    assert merged(FRAMEWORK, ours, theirs, otherwise=Side.OURS).value == ours
    assert merged(FRAMEWORK, ours, theirs, otherwise=Side.THEIRS).value == theirs


def test_another_order_on_one_side_and_new_items_on_the_other_both_stand() -> None:
    found = merged(FRAMEWORK, of(C, A, B), of(A, item("N"), B, C))
    assert [each.code for each in found.value.items] == ["C", "A", "N", "B"]
    assert found.conflicts == ()


def test_two_other_orders_are_one_conflict_and_never_a_removal() -> None:
    found = merged(FRAMEWORK, of(C, A, B), of(B, A, C))
    (conflict,) = found.conflicts
    assert conflict.about is About.ORDER
    assert found.value == FRAMEWORK
    assert merged(FRAMEWORK, of(C, A, B), of(B, A, C), choices={conflict.place: Side.THEIRS}).value == of(B, A, C)


def test_items_that_both_sides_put_in_one_place_stand_there_one_after_the_other() -> None:
    found = merged(FRAMEWORK, of(A, item("M"), item("N"), B, C), of(A, item("X"), B, C))
    codes = [each.code for each in found.value.items]
    assert sorted(codes) == ["A", "B", "C", "M", "N", "X"]
    assert (codes[0], codes[-2:], abs(codes.index("M") - codes.index("N"))) == ("A", ["B", "C"], 1)


def test_what_one_side_removed_and_the_other_changed_is_asked_about() -> None:
    found = merged(FRAMEWORK, of(A, C), of(A, replace(B, code="BB"), C))
    (conflict,) = found.conflicts
    assert (conflict.about, conflict.base, conflict.ours, conflict.theirs.code) == (About.PRESENCE, B, None, "BB")
    assert found.value == FRAMEWORK


def test_links_merge_by_what_they_join() -> None:
    part = next(each for each in BASE.links if len(each.links) > 1)
    first, second, *rest = part.links
    deeper = replace(part, links=(replace(first, depth=Depth.MASTER), second, *rest))
    fewer = replace(part, links=(first, *rest))
    found = merge(part, deeper, fewer)
    assert found == Merged(value=replace(part, links=(deeper.links[0], *rest)))
    reasoned = replace(part, links=(replace(first, rationale=Text(en="Because")), second, *rest))
    both = replace(first, depth=Depth.MASTER, rationale=Text(en="Because"))
    assert merge(part, deeper, reasoned).value == replace(part, links=(both, second, *rest))


def test_languages_of_a_text_are_fields_of_their_own() -> None:
    base = course("RS")
    ours, theirs = (
        replace(base, title=Text(en=en, zh=zh)) for en, zh in (("New", "路由交换技术"), (base.title.en, "新"))
    )
    assert merge(base, ours, theirs).value == replace(base, title=Text(en="New", zh="新"))


def test_a_text_that_would_be_left_without_a_word_is_asked_about() -> None:
    base = course("RS")
    ours, theirs = replace(base, title=Text(en="Routing")), replace(base, title=Text(zh="路由"))
    base = replace(base, title=Text(en="Routing", zh="路由"))
    found = merge(base, ours, theirs)
    assert {each.place for each in found.conflicts} == {f"{base.key}/title/en+zh"}
    assert found.value == base


def test_what_a_rule_asks_is_one_statement() -> None:
    base = make.rule("R", Measure.CREDITS, Comparator.AT_LEAST, 10)
    ours, theirs = replace(base, value=Decimal(12)), replace(base, comparator=Comparator.AT_MOST, code="S")
    found = merge(base, ours, theirs)
    assert {each.place for each in found.conflicts} == {f"{base.key}/comparator+value+upper"}
    assert [each.path[0].name for each in found.conflicts] == ["comparator", "value"]
    assert found.value == replace(base, code="S")
    chosen = merge(base, ours, theirs, choices={found.conflicts[0].place: Side.OURS})
    assert chosen == Merged(value=replace(ours, code="S"))


def test_sets_lose_and_gain_what_either_side_took_or_gave() -> None:
    base = replace(course("RS"), terms=(1, 2, 3))
    ours, theirs = replace(base, terms=(2, 3, 4)), replace(base, terms=(1, 2, 5))
    assert merge(base, ours, theirs) == Merged(value=replace(base, terms=(2, 4, 5)))


@pytest.mark.parametrize("side", [Side.OURS, Side.THEIRS, Side.BASE])
def test_a_part_that_one_side_removed_and_the_other_changed_stands_as_chosen(side: Side) -> None:
    base = course("RS")
    changed = replace(base, weeks=9)
    found = merge(base, None, changed)
    (conflict,) = found.conflicts
    assert conflict.place == base.key
    wanted = {Side.OURS: None, Side.THEIRS: changed, Side.BASE: base}[side]
    assert merge(base, None, changed, choices={conflict.place: side}) == Merged(value=wanted)


def test_a_course_that_is_taken_away_and_required_is_no_conflict_but_a_problem() -> None:
    theirs = having(replace(course("WLAN"), requisite=make.pre("X")))
    ours = replace(BASE, courses=tuple(each for each in BASE.courses if each.code != "ENG"))
    assert merged(BASE, ours, theirs).conflicts == ()


def test_only_parts_that_differ_are_opened() -> None:
    sides = [
        split(each) for each in (BASE, having(replace(course("RS"), weeks=9)), having(replace(course("ENG"), weeks=9)))
    ]
    opened = Opened(*sides)
    merge_wholes(*(each.manifest for each in sides), kept=Kept(load=opened, manifests=lambda roots: {}))  # noqa: ARG005 - as above
    keys = {course("RS").key, course("ENG").key}
    assert opened.asked == {side.manifest.parts[key] for side in sides for key in keys}
