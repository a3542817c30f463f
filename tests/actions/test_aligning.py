"""Saving strokes on links: course by course, merged with what others saved, and only by whoever leads the cluster."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from fourfold.actions.aligning import Aligned, align, links_of, may_align, rehearse_strokes
from fourfold.actions.editing import FieldClash, put_part, remove_part
from fourfold.actions.refused import Forbidden, Refused
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Depth
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.engine.aligning import Stroke
from fourfold.store.models import Change
from tests.actions.cast import BO, LIN, mei, program_lead
from tests.actions.test_editing import draft, here, now, of
from tests.web import small

__all__ = ["here"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("here")]
INTRODUCE, REINFORCE, MASTER = Depth.INTRODUCE, Depth.REINFORCE, Depth.MASTER


def opened(viewer: Viewer = LIN) -> Opened:
    found = open_cluster("szpu", "ict", viewer=viewer, today=small.TODAY)
    assert found is not None
    return found


def stroke(outcome: str, leaf: str, depth: Depth | None) -> Stroke:
    return Stroke(
        outcome=small.key("outcome", outcome), framework=small.HCIA.key, item=small.key("item", leaf), depth=depth
    )


def struck(*strokes: Stroke, viewer: Viewer = LIN, bases: Mapping[Key, str] | None = None) -> tuple[Aligned, ...]:
    return align(draft(viewer), opened(viewer), strokes, bases=bases or {})


def links(dossier: Dossier, course: str) -> dict[tuple[str, str], Depth]:
    """Outcome and leaf to depth, by code, of the links of a course to the certification."""
    outcomes = {each.key: each.code for held in dossier.cluster.courses for each in held.outcomes}
    leaves = {each.key: each.code for each in small.HCIA.leaves()}
    return {
        (outcomes[link.outcome], leaves[link.item]): link.depth
        for part in dossier.cluster.links
        if part.course == small.key("course", course)
        for link in part.links
        if link.item in leaves
    }


def bases() -> dict[Key, str]:
    found = opened()
    return {each.key: links_of(found, each).digest for each in found.index.courses.values()}


def test_strokes_are_one_change_for_each_course_they_touch(here: Dossier) -> None:
    count = Change.objects.count()
    done = struck(
        stroke("NT-A.2", "D1.2", MASTER), stroke("RS.2", "D2.1", INTRODUCE), stroke("RS.1", "D2.1", None)
    )  # fmt: skip
    assert [(each.course.code, each.refusal) for each in done] == [("NT-A", None), ("RS", None)]
    assert Change.objects.count() == count + 2
    assert {each.why for each in Change.objects.order_by("-seq")[:2]} == {"a test"}
    assert links(now(), "NT-A") == {("NT-A.1", "D1.1"): REINFORCE, ("NT-A.2", "D1.2"): MASTER}
    assert links(now(), "RS") == {("RS.2", "D2.1"): INTRODUCE}
    others = [
        each for each in here.cluster.links if each.course not in {small.key("course", c) for c in ("NT-A", "RS")}
    ]
    assert [each for each in now().cluster.links if each in others] == others


def test_a_course_without_links_gets_its_first_part(here: Dossier) -> None:
    assert small.key("course", "CS") not in {each.course for each in here.cluster.links}
    (done,) = struck(stroke("CS.1", "D2.2", INTRODUCE))
    assert done.saved is not None
    assert links(now(), "CS") == {("CS.1", "D2.2"): INTRODUCE}


def test_what_changes_nothing_is_no_change() -> None:
    count = Change.objects.count()
    assert struck(stroke("NT-A.1", "D1.1", REINFORCE), stroke("CS.1", "D1.1", None)) == ()
    assert Change.objects.count() == count


def test_strokes_of_two_people_on_different_links_of_one_course_both_stand() -> None:
    read = bases()
    struck(stroke("NT-A.1", "D2.1", INTRODUCE), bases=read)
    (done,) = struck(stroke("NT-A.2", "D2.1", MASTER), bases=read)
    assert done.saved is not None
    assert done.saved.merged
    assert links(now(), "NT-A") == {
        ("NT-A.1", "D1.1"): REINFORCE,
        ("NT-A.2", "D1.2"): INTRODUCE,
        ("NT-A.1", "D2.1"): INTRODUCE,
        ("NT-A.2", "D2.1"): MASTER,
    }


def test_the_first_links_of_two_people_both_stand() -> None:
    read = bases()
    struck(stroke("CS.1", "D1.1", INTRODUCE), bases=read)
    struck(stroke("CS.2", "D1.2", MASTER), bases=read)
    assert links(now(), "CS") == {("CS.1", "D1.1"): INTRODUCE, ("CS.2", "D1.2"): MASTER}


@pytest.mark.parametrize(("course", "leaf"), [("NT-A", "D1.1"), ("CS", "D1.1")])
def test_the_same_link_struck_differently_is_a_clash_and_the_other_courses_are_saved(course: str, leaf: str) -> None:
    read = bases()
    struck(stroke(f"{course}.1", leaf, MASTER), bases=read)
    done = struck(stroke(f"{course}.1", leaf, INTRODUCE), stroke("FW.1", leaf, MASTER), bases=read)
    told = {each.course.code: each for each in done}
    assert isinstance(told[course].refusal, FieldClash)
    assert told[course].saved is None
    assert told["FW"].saved is not None
    assert links(now(), course)[f"{course}.1", leaf] is MASTER
    assert links(now(), "FW") == {("FW.1", leaf): MASTER}


def test_hours_and_rationale_of_a_link_that_somebody_gave_meanwhile_stay(here: Dossier) -> None:
    read = bases()
    part = next(each for each in here.cluster.links if each.course == small.key("course", "NT-A"))
    spent = replace(part, links=tuple(replace(each, hours=Decimal(4)) for each in part.links))
    put_part(draft(LIN), spent, expected=of(part))
    struck(stroke("NT-A.1", "D1.1", MASTER), bases=read)
    after = next(each for each in now().cluster.links if each.course == part.course)
    assert {(each.depth, each.hours) for each in after.links} == {(MASTER, Decimal(4)), (INTRODUCE, Decimal(4))}


def test_links_that_somebody_took_away_do_not_come_back_without_asking(here: Dossier) -> None:
    read = bases()
    part = next(each for each in here.cluster.links if each.course == small.key("course", "NT-A"))
    remove_part(draft(LIN), part.key, expected=of(part))
    (done,) = struck(stroke("NT-A.1", "D1.1", MASTER), bases=read)
    assert done.refusal is not None
    assert links(now(), "NT-A") == {}


@pytest.mark.parametrize("viewer", [mei("NT-A"), program_lead("MC"), BO], ids=lambda viewer: viewer.who)
def test_whoever_does_not_lead_the_cluster_accepts_no_link(here: Dossier, viewer: Viewer) -> None:
    found = opened(viewer)
    assert not may_align(viewer, found)
    with pytest.raises(Forbidden, match="those who lead the cluster"):
        struck(stroke("NT-A.1", "D1.1", MASTER), viewer=viewer)
    assert now() == here


def test_a_state_that_never_was_opens_nothing(here: Dossier) -> None:
    with pytest.raises(Refused):
        struck(stroke("NT-A.1", "D1.1", MASTER), bases={small.key("course", "NT-A"): "0" * 64})
    assert now() == here


def test_a_rehearsal_touches_nothing_and_tells_what_saving_then_does(here: Dossier) -> None:
    strokes = (stroke("NT-B.1", "D1.2", None), stroke("CS.1", "D2.2", REINFORCE))
    run, keys = rehearse_strokes(opened(), strokes)
    assert now() == here
    struck(*strokes)
    assert run.after.root == opened().root
    touched = [each for each in now().cluster.links if each.key in keys]
    assert {each.course for each in touched} == {small.key("course", "NT-B"), small.key("course", "CS")}
    assert run.after.problems() == opened().problems()
    assert all(isinstance(each, CourseLinks) for each in touched)


def test_what_refuses_a_later_save_is_told_and_the_others_stand() -> None:
    read = bases() | {small.key("course", "RS"): "0" * 64}
    strokes = stroke("NT-A.1", "D1.1", MASTER), stroke("RS.1", "D2.1", None), stroke("WLAN.1", "D2.2", None)
    done = {each.course.code: each for each in struck(*strokes, bases=read)}
    assert {code: each.saved is not None for code, each in done.items()} == {"NT-A": True, "RS": False, "WLAN": True}
    assert isinstance(done["RS"].refusal, Refused)
    assert (links(now(), "RS"), links(now(), "WLAN")) == ({("RS.1", "D2.1"): MASTER}, {})
