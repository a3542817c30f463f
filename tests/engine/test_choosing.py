"""Choices of a change: all of them make the state after, none the one before, and each does one thing."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from fourfold.canon.parts import parts_of
from fourfold.canon.trees import tree_of
from fourfold.canon.validate import validate
from fourfold.domain.cluster import Cluster
from fourfold.domain.course import Course
from fourfold.domain.link import CourseLinks
from fourfold.engine.choosing import choices, chosen
from tests.edits import edited
from tests.factories import course, link, links, outcome
from tests.strategies import clusters


@given(clusters(), st.data())
@settings(max_examples=40)
def test_all_choices_make_the_state_after_and_none_the_one_before(cluster: Cluster, data: DataObject) -> None:
    before, after = dict(parts_of(cluster)), dict(parts_of(edited(data, cluster)))
    places = [each.place for each in choices(before, after)]
    assert chosen(before, after, places) == after
    assert chosen(before, after, ()) == before
    assert len(set(places)) == len(places)


@given(clusters(), st.data())
@settings(max_examples=40)
def test_what_is_left_can_be_taken_later(cluster: Cluster, data: DataObject) -> None:
    before, after = dict(parts_of(cluster)), dict(parts_of(edited(data, cluster)))
    places = [each.place for each in choices(before, after)]
    taken = data.draw(st.sets(st.sampled_from(places))) if places else set()
    halfway = chosen(before, after, taken)
    left = [each.place for each in choices(halfway, after)]
    assert chosen(halfway, after, left) == after
    assert not any(each.parts[0].before is None and each.place in taken for each in choices(halfway, after))
    assert all(validate(type(part), tree_of(part)) == part for part in halfway.values())


def test_a_field_is_taken_and_another_left() -> None:
    before = course("NT-A", "network", outcomes=2)
    after = replace(before, credits=before.credits + 1, unit=before.title)
    found = choices({before.key: before}, {before.key: after})
    assert [each.place for each in found] == [f"{before.key}/credits", f"{before.key}/unit"]
    taken = chosen({before.key: before}, {before.key: after}, {f"{before.key}/unit"})
    assert taken == {before.key: replace(before, unit=before.title)}


def test_a_row_that_goes_is_a_removal_and_a_shorter_cell_is_none() -> None:
    one, two = outcome("NT-A.1"), outcome("NT-A.2")
    before = replace(course("NT-A", "network", outcomes=0), outcomes=(one, two), terms=(1, 2))
    after = replace(before, outcomes=(two,), terms=(1,))
    found = choices({before.key: before}, {before.key: after})
    assert [(each.place.split("/")[1].split("[")[0], each.removes) for each in found] == [
        ("terms", False),
        ("outcomes", True),
    ]


def test_an_emptied_cell_is_a_removal() -> None:
    before = replace(course("NT-A", "network"), terms=(1, 2), subject="NT")
    after = replace(before, terms=(), subject=None)
    assert [each.removes for each in choices({before.key: before}, {before.key: after})] == [True, True]


def test_an_outcome_that_moves_with_its_links_is_one_choice_and_no_removal() -> None:
    moved = outcome("NT-A.1")
    a = replace(course("NT-A", "network", outcomes=0), outcomes=(moved,))
    b = course("NT-B", "network", outcomes=0)
    served = link("NT-A.1", "HCIA-1/1")
    was: dict[str, Course | CourseLinks] = {each.key: each for each in (a, b, links("NT-A", served), links("NT-B"))}
    now_a, now_b = replace(a, outcomes=()), replace(b, outcomes=(moved,))
    will: dict[str, Course | CourseLinks] = {
        each.key: each for each in (now_a, now_b, links("NT-A"), links("NT-B", served))
    }
    found = choices(was, will)
    assert [(each.removes, len(each.parts)) for each in found] == [(False, 4)]
    assert chosen(was, will, [found[0].place]) == will
