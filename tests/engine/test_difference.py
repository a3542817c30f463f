"""Differences: exact, symmetric, opening only what differs, and never a removal beside an addition for one noun."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.canon.decode import decode
from fourfold.canon.encode import digest
from fourfold.canon.kinds import Part
from fourfold.canon.normal import normal
from fourfold.canon.parts import Split, parts_of, split
from fourfold.domain.cluster import Cluster
from fourfold.domain.course import Course
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.link import CourseLinks
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.engine.difference import Difference, Edit, Kind, applied, difference, edits
from tests.strategies import clusters, frameworks
from tests.web import small

Whole = Cluster | Framework


class Opened:
    """Gives parts by digest, and remembers which were asked for."""

    def __init__(self, *splits: Split) -> None:
        self.content = {digest(each): each for split in splits for each in split.parts.values()}
        self.asked: set[str] = set()

    def __call__(self, digests: Collection[str]) -> Mapping[str, Part]:
        self.asked |= set(digests)
        return {name: decode(self.content[name]) for name in digests}


def between(before: Whole, after: Whole) -> Difference:
    was, will = split(before), split(after)
    return difference(was.manifest, will.manifest, load=Opened(was, will))


def after(before: Whole, found: Difference) -> dict[str, Part | Framework]:
    """Every part of `before` once a difference is applied."""
    parts: dict[str, Part | Framework] = dict(parts_of(before))
    for each in found.parts:
        if each.after is None:
            del parts[each.key]
        elif each.before is None or type(each.before) is not type(each.after):
            parts[each.key] = each.after
        else:
            parts[each.key] = applied(parts[each.key], each.edits)
    return parts


def taken_back(found: Difference) -> set[tuple[str, Any]]:
    return {(each.key, edit.reversed()) for each in found.parts for edit in each.edits}


def named(found: Difference) -> set[tuple[str, Any]]:
    return {(each.key, edit) for each in found.parts for edit in each.edits}


@given(clusters(), frameworks())
def test_nothing_differs_from_itself(cluster: Cluster, framework: Framework) -> None:
    assert between(cluster, cluster) == Difference()
    assert between(framework, framework) == Difference()


@given(clusters(), clusters())
def test_what_is_named_makes_the_one_cluster_of_the_other(one: Cluster, other: Cluster) -> None:
    found = between(one, other)
    assert after(one, found) == dict(parts_of(other))
    back = between(other, one)
    assert taken_back(found) == named(back)
    assert set(found.moves) == set(back.moves)


@given(frameworks(), frameworks())
def test_what_is_named_makes_the_one_framework_of_the_other(one: Framework, other: Framework) -> None:
    other = replace(other, key=one.key)
    assert after(one, between(one, other)) == dict(parts_of(other))


@given(clusters(), clusters())
def test_only_parts_that_differ_are_opened(one: Cluster, other: Cluster) -> None:
    was, will = split(one), split(other)
    opened = Opened(was, will)
    difference(was.manifest, will.manifest, load=opened)
    same = {each for key, each in was.manifest.parts.items() if will.manifest.parts.get(key) == each}
    assert not opened.asked & same
    assert opened.asked <= set(opened.content)


@given(st.data(), clusters())
def test_another_order_is_no_coming_and_no_going(data: st.DataObject, cluster: Cluster) -> None:
    shuffled = tuple(
        replace(each, outcomes=tuple(data.draw(st.permutations(each.outcomes)))) for each in cluster.courses
    )
    found = between(cluster, replace(cluster, courses=shuffled))
    assert {edit.kind for each in found.parts for edit in each.edits} <= {Kind.ORDERED}


CLUSTER = small.dossier().cluster


def course(code: str) -> Course:
    return next(each for each in CLUSTER.courses if each.code == code)


def having(*changed: Course, links: tuple[CourseLinks, ...] | None = None) -> Cluster:
    """The small cluster with these courses as they are here."""
    keys = {each.key for each in changed}
    kept = tuple(each for each in CLUSTER.courses if each.key not in keys)
    return replace(CLUSTER, courses=(*kept, *changed), links=CLUSTER.links if links is None else links)


def only(found: Difference) -> Edit:
    (part,) = found.parts
    (edit,) = part.edits
    return edit


def test_a_rename_is_a_changed_code() -> None:
    edit = only(between(CLUSTER, having(replace(course("NT-A"), code="NET-A"))))
    assert (edit.kind, edit.path[0].name, edit.before, edit.after) == (Kind.CHANGED, "code", "NT-A", "NET-A")


def test_a_course_that_changes_its_module_is_one_changed_field() -> None:
    edit = only(between(CLUSTER, having(replace(course("NT-A"), module=small.key("module", "DC")))))
    assert (edit.kind, edit.path[0].name) == (Kind.CHANGED, "module")


def test_an_outcome_that_goes_to_another_course_is_a_move_and_so_are_its_links() -> None:
    one, other = course("RS"), course("WLAN")
    moving = replace(one.outcomes[0], text=Text(en="Route and switch", zh="路由与交换"))
    was = {each.course: each for each in CLUSTER.links}
    gone = tuple(each for each in was[one.key].links if each.outcome == moving.key)
    stays = tuple(each for each in was[one.key].links if each.outcome != moving.key)
    comes = normal(replace(was[other.key], links=(*was[other.key].links, *gone)))
    links = tuple(
        {one.key: replace(each, links=stays), other.key: comes}.get(each.course, each) for each in CLUSTER.links
    )
    moved = having(
        replace(one, outcomes=one.outcomes[1:]), replace(other, outcomes=(*other.outcomes, moving)), links=links
    )
    found = between(CLUSTER, moved)
    assert len(gone) == 2
    assert set(found.moves) == {(moving.key,), *((each.outcome, each.framework, each.item) for each in gone)}
    move = found.moves[moving.key,]
    assert (move.above_before, move.above_after) == (one.key, other.key)
    assert [each.path[0].name for each in move.edits] == ["text"]


def test_an_item_that_goes_below_another_branch_is_a_move() -> None:
    first, second = small.HCIA.items
    item = first.children[0]
    moved = (
        replace(first, children=first.children[1:]),
        replace(second, children=(*second.children, item)),
    )
    found = between(small.HCIA, replace(small.HCIA, items=moved))
    assert {key: (each.above_before, each.above_after) for key, each in found.moves.items()} == {
        (item.key,): (first.key, second.key)
    }


def test_a_branch_that_goes_below_another_is_a_move() -> None:
    first, second = small.HCIA.items
    found = between(small.HCIA, replace(small.HCIA, items=(replace(first, children=(*first.children, second)),)))
    assert {key: each.above_after for key, each in found.moves.items()} == {(second.key,): first.key}


def test_a_course_that_goes_to_another_term_is_one_changed_field_of_its_placement() -> None:
    program = next(each for each in CLUSTER.programs if each.code == "MC")
    plan = program.plans[0]
    later = tuple(replace(each, term=4) if each.course == small.key("course", "RS") else each for each in plan.required)
    moved = replace(program, plans=(replace(plan, required=later),))
    programs = tuple(moved if each.key == moved.key else each for each in CLUSTER.programs)
    edit = only(between(CLUSTER, replace(CLUSTER, programs=programs)))
    assert [each.name for each in edit.path] == ["plans", "required", "term"]
    assert [each.member for each in edit.path[:2]] == [(plan.key,), (small.key("course", "RS"),)]
    assert (edit.before, edit.after) == (3, 4)


def test_a_link_that_deepens_is_one_changed_field() -> None:
    part = next(each for each in CLUSTER.links if each.links[0].depth is not Depth.MASTER)
    deeper = replace(part, links=(replace(part.links[0], depth=Depth.MASTER), *part.links[1:]))
    links = tuple(deeper if each.key == part.key else each for each in CLUSTER.links)
    edit = only(between(CLUSTER, replace(CLUSTER, links=links)))
    assert ([each.name for each in edit.path], edit.kind) == (["links", "depth"], Kind.CHANGED)


def test_what_comes_in_the_middle_is_put_there() -> None:
    first, second = small.ENGINEER.items
    new = Item(key=small.key("item", "new"), code="new", title=Text(en="New", zh="新"))
    value = replace(first, children=(first, second))
    assert applied(value, edits(value, replace(value, children=(first, new, second)))).children == (first, new, second)


@pytest.mark.parametrize("doubled", [True, False])
def test_members_that_cannot_be_told_apart_are_compared_as_a_whole(doubled: bool) -> None:  # noqa: FBT001 - a case
    program: Program = CLUSTER.programs[0]
    plan = program.plans[0]
    twice = replace(plan, required=(*plan.required, plan.required[0])) if doubled else plan
    found = edits(plan, twice)
    assert [each.kind for each in found] == [Kind.CHANGED] * doubled
    assert applied(plan, found) == twice


def test_a_pinned_framework_is_named_by_its_roots() -> None:
    was, will = split(CLUSTER, {small.HCIA.key: "1"}), split(CLUSTER, {small.HCIA.key: "2"})
    found = difference(was.manifest, will.manifest, load=Opened())
    assert (found.parts, found.pinned) == ((), {small.HCIA.key: ("1", "2")})
