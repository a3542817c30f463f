"""Holes that somebody sees to: who gives them, that they close and open with the draft, and what is kept of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fourfold.actions.account import personal_data
from fourfold.actions.aligning import align
from fourfold.actions.due import due
from fourfold.actions.editing import Draft
from fourfold.actions.holes import Place, Scope, give, holes_of, open_tasks, seeing_to, settle, take_back
from fourfold.actions.people import erase
from fourfold.actions.refused import Clash, Forbidden, Refused
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.actions.undoing import undo
from fourfold.domain.framework import Depth, Item
from fourfold.domain.person import Viewer
from fourfold.engine.aligning import Stroke
from fourfold.store.models import Event, HoleTask
from tests.actions.cast import NOW, SZPU, Cast, gather
from tests.web import small

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = TODAY + timedelta(days=30)
ITEMS = {each.code: each for each in small.HCIA.walk()}


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database is asked for its effect
    """Everybody."""
    return gather()


def opened(viewer: Viewer) -> Opened:
    found = open_cluster(SZPU, "ict", viewer=viewer, today=TODAY)
    assert found is not None
    return found


def draft(viewer: Viewer) -> Draft:
    return Draft(institution=SZPU, cluster="ict", viewer=viewer, now=NOW, why="a test")


def program(code: str) -> Scope:
    return Scope(program=next(each for each in small.PROGRAMS if each.code == code))


def course(code: str) -> Scope:
    return Scope(course=next(each for each in small.COURSES if each.code == code))


def place(item: Item | None = None, scope: Scope | None = None) -> Place:
    return Place(framework=small.HCIA, node=item, scope=scope or program("IOT"))


def given(viewer: Viewer, where: Place, owner: Viewer) -> None:
    give(draft(viewer), opened(viewer), where, owner=owner.who, due_date=DAY)


def link(viewer: Viewer, outcome: str, leaf: str, depth: Depth | None) -> None:
    stroke = Stroke(
        outcome=small.key("outcome", outcome), framework=small.HCIA.key, item=small.key("item", leaf), depth=depth
    )
    align(draft(viewer), opened(viewer), [stroke], bases={})


def deeds() -> list[tuple[str, str]]:
    return [(each.deed, each.details["reason"]) for each in Event.objects.order_by("seq") if "hole" in each.deed]


def test_holes_stand_at_every_level_in_the_order_of_the_framework(cast: Cast) -> None:
    sight = holes_of(opened(cast.lin), small.HCIA, program("IOT"))
    levels = [(each.node.code if each.node else "", each.depth, each.holes, each.leaves) for each in sight.nodes]
    assert levels == [("", 0, 2, 4), ("D2", 1, 2, 2), ("D2.1", 2, 1, 1), ("D2.2", 2, 1, 1)]
    assert [each.reached for each in sight.nodes if each.leaves == 1] == [1, 0]
    assert holes_of(opened(cast.lin), small.HCIA, Scope()).nodes == ()


@pytest.mark.parametrize("item", [None, "D2", "D2.2"])
def test_a_hole_of_every_level_has_an_owner_and_a_day_and_is_due_to_them(cast: Cast, item: str | None) -> None:
    node = ITEMS[item] if item else None
    given(cast.lin, place(node), cast.mei)
    sight = holes_of(opened(cast.lin), small.HCIA, program("IOT"))
    (task,) = [each.task for each in sight.nodes if each.task]
    assert (task.owner, task.due_date, task.who) == (cast.mei.who, DAY, cast.lin.who)
    assert sight.names == {cast.mei.who: "Mei"}
    (owed,) = due(cast.mei, today=TODAY).holes
    assert (owed.node, owed.scope, owed.task) == (node, program("IOT"), task)
    assert due(cast.lin, today=TODAY).holes == due(cast.chen, today=TODAY).holes == ()


def test_a_hole_that_is_closed_drops_out_and_an_undo_brings_it_back_with_its_owner(cast: Cast) -> None:
    given(cast.lin, place(ITEMS["D2.2"]), cast.mei)
    link(cast.lin, "CS.1", "D2.2", Depth.REINFORCE)
    assert due(cast.mei, today=TODAY).holes == ()
    assert open_tasks(opened(cast.lin)) == ()
    assert "D2.2" not in {
        each.node.code for each in holes_of(opened(cast.lin), small.HCIA, program("IOT")).nodes if each.node
    }
    assert deeds() == [("hole-given", f"D2.2, IOT, {DAY}"), ("hole-closed", "D2.2, IOT")]
    assert HoleTask.objects.get().closed_at == NOW
    undo(draft(cast.lin))
    assert [each.task.owner for each in due(cast.mei, today=TODAY).holes] == [cast.mei.who]
    settle(draft(cast.lin))
    assert HoleTask.objects.get().closed_at is None


def test_a_link_that_is_not_deep_enough_closes_nothing(cast: Cast) -> None:
    given(cast.lin, place(ITEMS["D2.2"]), cast.mei)
    link(cast.lin, "CS.1", "D2.2", Depth.INTRODUCE)
    assert [each.holes for each in due(cast.mei, today=TODAY).holes] == [1]
    assert deeds() == [("hole-given", f"D2.2, IOT, {DAY}")]


def test_an_area_is_owed_until_all_of_it_is_met(cast: Cast) -> None:
    given(cast.lin, place(ITEMS["D2"]), cast.mei)
    link(cast.lin, "CS.1", "D2.2", Depth.REINFORCE)
    assert [(each.holes, each.leaves) for each in due(cast.mei, today=TODAY).holes] == [(1, 2)]
    link(cast.lin, "EC.1", "D2.1", Depth.MASTER)
    assert due(cast.mei, today=TODAY).holes == ()


def test_given_again_it_is_the_other_ones_and_taken_back_it_is_nobodys(cast: Cast) -> None:
    where = place(ITEMS["D2.2"])
    given(cast.lin, where, cast.mei)
    given(cast.lin, where, cast.bo)
    assert (len(due(cast.mei, today=TODAY).holes), len(due(cast.bo, today=TODAY).holes)) == (0, 1)
    take_back(draft(cast.lin), opened(cast.lin), where)
    assert due(cast.bo, today=TODAY).holes == ()
    assert [name for name, _said in deeds()] == ["hole-given", "hole-given", "hole-taken-back"]
    with pytest.raises(Clash, match="Nobody sees to it"):
        take_back(draft(cast.lin), opened(cast.lin), where)


def test_who_may_edit_a_scope_gives_its_holes_and_nobody_else(cast: Cast) -> None:
    theirs = next(each.code for each in small.PROGRAMS if each.key == cast.program_lead.grants[0].key)
    others = next(each.code for each in small.PROGRAMS if each.code != theirs)
    own = next(each.code for each in small.COURSES if each.key == cast.mei.grants[0].key)
    may = {
        (name, kind): holes_of(opened(viewer), small.HCIA, scope).may
        for name, viewer in (("lin", cast.lin), ("lead", cast.program_lead), ("mei", cast.mei), ("bo", cast.bo))
        for kind, scope in (
            ("cluster", Scope()),
            ("own program", program(theirs)),
            ("other program", program(others)),
            ("own course", course(own)),
            ("other course", course("CS")),
        )
    }
    assert {each for each, yes in may.items() if yes} == {
        *(("lin", kind) for kind in ("cluster", "own program", "other program", "own course", "other course")),
        ("lead", "own program"),
        ("mei", "own course"),
    }
    for viewer in (cast.program_lead, cast.mei, cast.bo):
        with pytest.raises(Forbidden):
            given(viewer, place(ITEMS["D2.2"], program(others)), cast.mei)
    assert not HoleTask.objects.exists()


def test_only_staff_are_owners_of_something_that_is_unmet_by_a_day_to_come(cast: Cast) -> None:
    for owner in (cast.jun, cast.chen, replace(cast.mei, who="nobody")):
        with pytest.raises(Refused, match="somebody of the staff"):
            given(cast.lin, place(ITEMS["D2.2"]), owner)
    with pytest.raises(Refused, match="Nothing is unmet"):
        given(cast.lin, place(ITEMS["D1"]), cast.mei)
    with pytest.raises(Refused, match="gone by"):
        give(
            draft(cast.lin),
            opened(cast.lin),
            place(ITEMS["D2.2"]),
            owner=cast.mei.who,
            due_date=TODAY - timedelta(days=1),
        )
    give(draft(cast.lin), opened(cast.lin), place(ITEMS["D2.2"]), owner=cast.mei.who, due_date=TODAY)


def test_a_leaf_is_seen_to_by_whoever_has_it_or_what_stands_above_it_in_the_nearest_scope(cast: Cast) -> None:
    iot, cluster = small.key("program", "IOT"), small.key("cluster", "ict")
    leaf = ITEMS["D2.2"].key

    def owner() -> str | None:
        found = seeing_to(open_tasks(opened(cast.lin)), small.HCIA, leaf, (iot, cluster))
        return found.task.owner if found else None

    assert owner() is None
    given(cast.lin, place(), cast.bo)
    assert owner() == cast.bo.who
    given(cast.lin, place(ITEMS["D2"]), cast.coach)
    assert owner() == cast.coach.who
    given(cast.lin, place(ITEMS["D2.2"]), cast.mei)
    assert owner() == cast.mei.who


def test_who_is_erased_sees_to_nothing_and_everybody_takes_along_what_they_see_to(cast: Cast) -> None:
    given(cast.lin, place(ITEMS["D2.2"]), cast.mei)
    (held,) = personal_data(cast.mei)["holes"]
    assert (held["node"], held["due_date"]) == (ITEMS["D2.2"].key, DAY.isoformat())
    erase(cast.administrator, SZPU, cast.mei.who)
    assert not HoleTask.objects.exists()
    assert [each.task for each in holes_of(opened(cast.lin), small.HCIA, program("IOT")).nodes] == [None] * 4
