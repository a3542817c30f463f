"""Merging by key: what one side changed stands, what both changed differently is shown, and nothing is lost."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fourfold.canon.encode import digest
from fourfold.canon.fields import Field, fields_of, has_key
from fourfold.canon.normal import normal
from fourfold.canon.parts import join, parts_of, split
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.framework import Framework
from fourfold.domain.link import Link
from fourfold.engine.difference import member_of
from fourfold.engine.merge import BY_FIELD, About, Conflict, Merged, Side, merge
from fourfold.engine.merge_wholes import Kept, merge_dossiers, merge_frameworks, merge_wholes
from tests.edits import edited
from tests.engine.test_difference import Opened
from tests.strategies import clusters, dossiers, frameworks

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


@given(st.data(), wholes, st.sampled_from((Side.OURS, Side.THEIRS)))
@settings(max_examples=100)
def test_where_one_side_is_chosen_everywhere_no_conflict_is_left_and_that_side_stands(
    data: st.DataObject, base: Whole, side: Side
) -> None:
    ours, theirs = two_sides(data, base)
    found, chosen = merged(base, ours, theirs), merged(base, ours, theirs, otherwise=side)
    assert chosen.conflicts == ()
    named = merged(base, ours, theirs, choices={each.place: side for each in found.conflicts})
    assert named == chosen
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
