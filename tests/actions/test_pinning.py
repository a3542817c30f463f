"""Editing frameworks: merged item by item, refused in words, and nothing of another institution's."""

from dataclasses import replace

import pytest

from fourfold.actions.editing import FieldClash, PartClash
from fourfold.actions.history import history_of_item
from fourfold.actions.pinning import Reframing, pin, reframe, root_of
from fourfold.actions.refused import Forbidden, Refused
from fourfold.actions.rehearsing import rehearse_framework
from fourfold.actions.releasing import publish_framework
from fourfold.actions.shelf import open_cluster
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Depth, Framework
from fourfold.domain.rule import Measure
from fourfold.domain.text import Text
from fourfold.engine.merge import About, Side
from fourfold.store.models import Change
from fourfold.store.soundness import examine
from tests.actions.cast import BO, CHEN, JUN, LIN, OTHER, asking, mei, program_lead
from tests.actions.test_editing import NOW, draft, here, now
from tests.web import small

__all__ = ["here"]
pytestmark = pytest.mark.django_db
HCIA = small.HCIA
ROOT = root_of(HCIA)


def renamed(framework: Framework, at: int, title: str) -> Framework:
    """The framework with another title of its area at a place."""
    items = list(framework.items)
    items[at] = replace(items[at], title=Text(en=title))
    return replace(framework, items=tuple(items))


def asked(ours: Framework | None, base: str | None = ROOT, key: str = HCIA.key, **more: object) -> Reframing:
    return Reframing(key=key, base=base, ours=ours, **more)  # type: ignore[arg-type]  # `shown` and `choices`


def hcia() -> Framework:
    return next(each for each in now().frameworks if each.key == HCIA.key)


def test_edits_of_different_items_from_one_base_both_stand(here: Dossier) -> None:
    del here
    reframe(draft(LIN), asked(renamed(HCIA, 0, "One")))
    saved = reframe(draft(LIN), asked(renamed(HCIA, 1, "Two")))
    assert saved.merged
    assert hcia() == renamed(renamed(HCIA, 0, "One"), 1, "Two")
    assert examine().ailments == ()


def test_the_same_field_is_asked_about_with_all_three_values_and_then_decided(here: Dossier) -> None:
    del here
    reframe(draft(LIN), asked(renamed(HCIA, 0, "One")))
    with pytest.raises(FieldClash) as clash:
        reframe(draft(LIN), asked(renamed(HCIA, 0, "Two")))
    conflict = next(each for each in clash.value.conflicts if each.ours == "Two")
    assert (conflict.base, conflict.theirs) == (HCIA.items[0].title.en, "One")
    sides = {each.place: Side.OURS for each in clash.value.conflicts}
    reframe(draft(LIN), asked(renamed(HCIA, 0, "Two"), shown=clash.value.theirs, choices=sides))
    assert hcia() == renamed(HCIA, 0, "Two")


def test_whoever_edits_a_framework_that_was_let_go_meanwhile_is_asked(here: Dossier) -> None:
    del here
    reframe(draft(LIN), asked(None))
    with pytest.raises(FieldClash) as clash:
        reframe(draft(LIN), asked(renamed(HCIA, 0, "Two")))
    (conflict,) = clash.value.conflicts
    assert (conflict.about, conflict.theirs) == (About.PRESENCE, None)
    kept = asked(renamed(HCIA, 0, "Two"), shown=clash.value.theirs, choices={conflict.place: Side.OURS})
    reframe(draft(LIN), kept)
    assert hcia() == renamed(HCIA, 0, "Two")


@pytest.mark.parametrize("viewer", [mei("RS"), program_lead("MC"), BO, JUN, CHEN])
def test_nobody_but_a_lead_edits_a_framework(here: Dossier, viewer: object) -> None:
    with pytest.raises(Refused) as refused:
        reframe(draft(viewer), asked(renamed(HCIA, 0, "Mine")))  # type: ignore[arg-type]  # a viewer
    assert viewer in {JUN, CHEN} or isinstance(refused.value, Forbidden)
    assert now() == here


def test_keys_and_codes_name_one_noun_each(here: Dossier) -> None:
    twice = replace(HCIA.items[0], key=small.key("item", "other"), children=())
    wrong = (
        asked(replace(HCIA, items=(*HCIA.items, twice))),
        asked(replace(HCIA, code="TRACK")),
        asked(replace(HCIA, items=(replace(HCIA.items[0], key=small.TRACK.items[0].key), *HCIA.items[1:]))),
        asked(replace(HCIA, key=small.key("course", "RS")), None, small.key("course", "RS")),
        asked(replace(HCIA, key=small.key("framework", "x"), items=()), None, small.key("framework", "x")),
    )
    for each in wrong:
        with pytest.raises(Refused):
            reframe(draft(LIN), each)
    assert now() == here


def test_a_state_that_the_framework_never_had_opens_nothing(here: Dossier) -> None:
    reframe(draft(LIN), asked(renamed(HCIA, 0, "One")))
    with pytest.raises(Refused):
        reframe(draft(LIN), asked(renamed(HCIA, 0, "Two"), root_of(small.TRACK)))
    del here


def test_what_another_institution_has_published_is_followed_and_not_edited(here: Dossier) -> None:
    del here
    dean = asking("dean", OTHER, *((each.role, None) for each in LIN.grants))
    theirs = replace(HCIA, key=small.key("framework", "theirs"), code="theirs", institution=OTHER, items=())
    publish_framework(theirs, "1", viewer=dean, now=NOW)
    pin(draft(LIN), theirs, expected=None)
    edited = replace(theirs, note=Text(en="Ours now"))
    with pytest.raises(Refused, match="belongs to"):
        reframe(draft(LIN), asked(edited, root_of(theirs), theirs.key))
    ours = replace(edited, key=small.key("framework", "ours"), code="ours", institution="szpu")
    reframe(draft(LIN), asked(ours, None, ours.key))
    assert {theirs, ours} <= set(now().frameworks)


def test_the_clash_of_a_strict_pin_stays_one(here: Dossier) -> None:
    del here
    reframe(draft(LIN), asked(renamed(HCIA, 0, "One")))
    with pytest.raises(PartClash):
        pin(draft(LIN), renamed(HCIA, 0, "Two"), expected=ROOT)


def test_a_rehearsal_says_which_figures_move_and_writes_nothing(here: Dossier) -> None:
    found = open_cluster("szpu", "ict", viewer=LIN, today=small.TODAY)
    assert found is not None
    count = Change.objects.count()
    area = HCIA.items[0]
    deeper = replace(area, children=tuple(replace(each, depth=Depth.MASTER) for each in area.children))
    run = rehearse_framework(found, HCIA.key, replace(HCIA, items=(deeper, *HCIA.items[1:])))
    assert {each.framework for each in run.moved if each.measure is Measure.ITEMS_MET} == {HCIA.key}
    assert run.after.index.frameworks[HCIA.key].items[0] == deeper
    assert not rehearse_framework(found, HCIA.key, None).still
    assert rehearse_framework(found, HCIA.key, HCIA).still
    assert (now(), Change.objects.count()) == (here, count)


def test_the_history_of_an_item_goes_back_to_the_day_it_came(here: Dossier) -> None:
    del here
    reframe(draft(LIN), asked(renamed(HCIA, 0, "One")))
    reframe(draft(LIN), asked(renamed(HCIA, 1, "Two")))
    found = open_cluster("szpu", "ict", viewer=LIN, today=small.TODAY)
    assert found is not None
    told = history_of_item(draft(LIN), found, framework=HCIA.key, item=HCIA.items[0].key)
    assert (told.count, [each.comes for each in told.entries]) == (2, [False, True])
