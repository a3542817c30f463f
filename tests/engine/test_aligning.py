"""Strokes on links, areas at a stroke, and the holes that a scope leaves."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Assessment, Course
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.text import Text
from fourfold.engine.aligning import (
    Stroke,
    aligned,
    deliver,
    holes,
    leave,
    leaves_below,
    offers,
    within,
)
from fourfold.engine.index import Index
from fourfold.engine.suggestion import Suggestion
from tests import factories as made
from tests.strategies import dossiers

LEAVES = ("i", "j", "k")
PLACES = st.tuples(st.sampled_from("ab"), st.sampled_from(LEAVES))
STROKES = st.lists(
    st.builds(
        lambda place, depth: Stroke(outcome=place[0], framework="f", item=place[1], depth=depth),
        PLACES,
        st.none() | st.sampled_from(Depth),
    ),
    max_size=8,
)
LINKS = st.dictionaries(
    PLACES, st.sampled_from(Depth), max_size=6
).map(
    lambda held: CourseLinks(
        key="k",
        course="c",
        links=tuple(
            Link(outcome=o, framework="f", item=i, depth=depth, hours=Decimal(2), assessment=Assessment.LAB)
            for (o, i), depth in sorted(held.items())
        ),
    )
)  # fmt: skip


@given(LINKS, STROKES)
def test_each_link_is_what_the_last_stroke_on_it_says_and_all_others_stay(
    links: CourseLinks, strokes: list[Stroke]
) -> None:
    said = {each.place: each.depth for each in strokes}
    before = {(each.outcome, each.framework, each.item): each for each in links.links}
    after = {(each.outcome, each.framework, each.item): each for each in aligned(links, strokes).links}
    for place in before.keys() | after.keys() | said.keys():
        if place not in said:
            assert after.get(place) == before.get(place)
        elif (depth := said[place]) is None:
            assert place not in after
        elif place in before:
            assert after[place] == replace(before[place], depth=depth)
        else:
            assert (after[place].depth, after[place].hours, after[place].footing) == (depth, None, None)


@given(LINKS, STROKES)
def test_strokes_twice_are_strokes_once_and_links_stay_in_order(links: CourseLinks, strokes: list[Stroke]) -> None:
    once = aligned(links, strokes)
    assert aligned(once, strokes) == once
    places = [(each.outcome, each.framework, each.item) for each in once.links]
    assert places == sorted(set(places))


def held(index: Index, course: Course) -> CourseLinks:
    """The links of a course, none where it has no part of them."""
    found = (each for each in index.cluster.links if each.course == course.key)
    return next(found, CourseLinks(key="new", course=course.key))


def with_strokes(index: Index, course: str, strokes: tuple[Stroke, ...]) -> Index:
    """The same dossier after strokes on one course."""
    cluster = index.cluster
    others = tuple(each for each in cluster.links if each.course != course)
    moved = replace(cluster, links=(*others, aligned(held(index, index.courses[course]), strokes)))
    return Index(Dossier(cluster=moved, frameworks=index.dossier.frameworks))


@given(dossiers(), st.none() | st.sampled_from(Depth))
def test_what_a_course_delivers_it_then_serves_so_deeply_and_nothing_is_made_shallower(
    dossier: Dossier, depth: Depth | None
) -> None:
    index = Index(dossier)
    for framework in dossier.frameworks:
        for course in index.courses.values():
            leaves = framework.leaves()
            strokes = deliver(index, framework, course=course, links=held(index, course), leaves=leaves, depth=depth)
            before = index.served.get(framework.key, {}).get(course.key, {})
            after = with_strokes(index, course.key, strokes).served.get(framework.key, {}).get(course.key, {})
            assert all(after[leaf] >= rank for leaf, rank in before.items())
            if course.outcomes:
                assert all(after[leaf.key] >= (depth or leaf.depth).rank for leaf in leaves)
            made_so = with_strokes(index, course.key, strokes)
            again = deliver(index, framework, course=course, links=held(made_so, course), leaves=leaves, depth=depth)
            assert again == ()


@given(dossiers())
def test_a_course_that_leaves_a_framework_serves_nothing_of_it_and_all_else_as_before(dossier: Dossier) -> None:
    index = Index(dossier)
    for framework in dossier.frameworks:
        for course in index.courses.values():
            strokes = leave(framework, links=held(index, course), leaves=framework.leaves())
            after = with_strokes(index, course.key, strokes)
            kept = [each for each in index.links_of_course.get(course.key, ()) if each.framework != framework.key]
            assert sorted(after.links_of_course.get(course.key, ()), key=str) == sorted(kept, key=str)


@given(dossiers())
def test_counts_of_areas_add_up_and_more_courses_leave_no_more_holes(dossier: Dossier) -> None:
    index = Index(dossier)
    everything = within(index)
    for framework in dossier.frameworks:
        found = holes(index, framework, everything)
        for node in framework.walk():
            if node.children:
                below = [found.areas[each.key] for each in node.children if each.children]
                bare = [each for each in node.children if not each.children]
                missed = {hole.item.key for hole in found.holes}
                assert found.areas[node.key].leaves == sum(each.leaves for each in below) + len(bare)
                assert found.areas[node.key].holes == sum(each.holes for each in below) + sum(
                    each.key in missed for each in bare
                )
        for program in index.programs.values():
            some = holes(index, framework, within(index, program=program))
            assert {each.item.key for each in found.holes} <= {each.item.key for each in some.holes}


def world() -> tuple[Index, Framework]:
    asked = made.framework(
        "F",
        made.item(
            "F",
            "ROUTING",
            made.item("F", "OSPF", title=Text(en="OSPF areas")),
            made.item("F", "BGP", title=Text(en="BGP peers"), depth=Depth.MASTER),
        ),
        made.item("F", "WLAN", title=Text(en="Wireless LAN")),
    )
    net = made.course(
        "NET",
        "M",
        outcomes=0,
    )
    outcomes = (
        made.outcome("NET.1", text=Text(en="Configure OSPF areas")),
        made.outcome("NET.2", text=Text(en="Peer with BGP peers")),
    )
    web = made.course("WEB", "M", outcomes=1)
    dossier = made.dossier(
        made.head(["core"]),
        made.module("M", "core"),
        replace(net, outcomes=outcomes),
        web,
        made.links("NET", made.link("NET.2", "F/BGP", Depth.INTRODUCE)),
        made.program("P", made.plan("P1", made.places(NET=1))),
        asked,
    )
    return Index(dossier), asked


def test_an_area_goes_to_the_nearest_outcomes_and_what_is_there_is_deepened() -> None:
    index, asked = world()
    net = index.courses[made.key("course", "NET")]
    strokes = deliver(index, asked, course=net, links=held(index, net), leaves=leaves_below(asked.items[0]), depth=None)
    codes = {key: each.code for key, each in index.outcomes.items()}
    codes |= {key: each.code for key, each in index.items.items()}
    told = [(codes[each.outcome], codes[each.item], each.depth) for each in strokes]
    assert told == [("NET.1", "OSPF", Depth.REINFORCE), ("NET.2", "BGP", Depth.MASTER)]


def test_a_hole_says_how_far_it_is_reached_and_a_scope_counts_only_its_own_courses() -> None:
    index, asked = world()
    program = index.programs[made.key("program", "P")]
    found = holes(index, asked, within(index, program=program))
    assert [(each.item.code, each.reached) for each in found.holes] == [("OSPF", 0), ("BGP", 1), ("WLAN", 0)]
    area = found.areas[asked.items[0].key]
    assert (area.leaves, area.holes) == (2, 2)
    assert [each.code for each in found.idle] == ["NET.1"]
    assert [each.code for each in holes(index, asked, within(index)).idle] == ["NET.1", "WEB.1"]
    assert [each.code for each in within(index, course=index.courses[made.key("course", "WEB")])] == ["WEB"]


def test_a_hole_is_offered_what_would_reach_deeper_the_likeliest_first_and_nothing_else() -> None:
    index, asked = world()
    found = holes(index, asked, within(index))
    ospf, bgp = asked.items[0].children
    some = [
        suggestion("NET.1", ospf, 70),
        suggestion("WEB.1", ospf, 90),
        suggestion("NET.1", bgp, 40, Depth.INTRODUCE),
        suggestion("NET.2", bgp, 30),
        suggestion("WEB.1", bgp, 9),
    ]
    offered = offers(found, some)
    told = {
        index.items[key].code: [index.outcomes[each.outcome].code for each in some] for key, some in offered.items()
    }
    assert told == {"OSPF": ["WEB.1", "NET.1"], "BGP": ["NET.2"], "WLAN": []}
    assert offers(holes(index, asked, ()), some * 3)[ospf.key] == (some[1],) * 3


def suggestion(outcome: str, leaf: Item, score: int, depth: Depth = Depth.REINFORCE) -> Suggestion:
    return Suggestion(
        outcome=made.key("outcome", outcome),
        framework=made.key("framework", "F"),
        item=leaf.key,
        score=score,
        depth=depth,
    )


def test_a_course_without_outcomes_delivers_nothing() -> None:
    index, asked = world()
    net = replace(index.courses[made.key("course", "NET")], outcomes=())
    assert deliver(index, asked, course=net, links=held(index, net), leaves=asked.leaves(), depth=None) == ()
