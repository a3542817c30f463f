"""Saving what was edited meanwhile: both edits stand, and whoever touched the same field is asked."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from fourfold.actions.editing import FieldClash, PartClash, Saved, put_part, remove_part, save_part
from fourfold.actions.refused import Forbidden, Missing, Refused
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course
from fourfold.domain.text import Text
from fourfold.engine.merge import About, Side
from fourfold.store.models import Change
from tests.actions.cast import CHEN, LIN, mei, program_lead
from tests.actions.test_editing import course, draft, here, now, of
from tests.web import small

__all__ = ["here"]
pytestmark = pytest.mark.django_db
NINE, TEN = Decimal(9), Decimal(10)


def saved(before: Course, viewer: object = LIN, **changes: object) -> Saved:
    return save_part(draft(viewer), replace(before, **changes), base=of(before))  # type: ignore[arg-type]  # a viewer, and fields of a course


def last() -> tuple[str, str, str]:
    change = Change.objects.latest("seq")
    return change.who, change.before, change.after


def test_what_nobody_else_touched_is_saved_as_it_is(here: Dossier) -> None:
    before = course(here, "RS")
    done = saved(before, credits=NINE)
    assert (done.merged, done.part) == (False, replace(before, credits=NINE))
    assert last() == ("lin", of(before), of(replace(before, credits=NINE)))


def test_edits_of_different_fields_of_one_course_both_stand(here: Dossier) -> None:
    before = course(here, "RS")
    saved(before, mei("RS"), credits=NINE)
    done = saved(before, code="R-S")
    assert done.merged
    assert course(now(), "R-S") == done.part == replace(before, credits=NINE, code="R-S")
    assert last() == ("lin", of(replace(before, credits=NINE)), of(course(now(), "R-S")))


def test_the_same_change_twice_is_no_clash_and_no_second_change(here: Dossier) -> None:
    before, count = course(here, "RS"), Change.objects.count()
    saved(before, credits=NINE)
    done = saved(before, mei("RS"), credits=NINE)
    assert done.moved.before == done.moved.after
    assert Change.objects.count() == count + 1


def test_edits_of_the_same_field_show_all_three_values_and_change_nothing(here: Dossier) -> None:
    before = course(here, "RS")
    saved(before, credits=NINE, code="R-S")
    with pytest.raises(FieldClash) as clash:
        saved(before, mei("RS"), credits=TEN, weeks=1)
    (conflict,) = clash.value.conflicts
    assert (conflict.place, conflict.about) == (f"{before.key}/credits", About.VALUE)
    assert (conflict.base, conflict.ours, conflict.theirs) == (before.credits, TEN, NINE)
    standing = replace(before, credits=NINE, code="R-S")
    assert (clash.value.base, clash.value.ours, clash.value.theirs) == (
        of(before),
        of(replace(before, credits=TEN, weeks=1)),
        of(standing),
    )
    assert course(now(), "R-S") == standing


@pytest.mark.parametrize(("side", "credits_"), [(Side.OURS, TEN), (Side.THEIRS, NINE)])
def test_whoever_is_asked_chooses_and_the_rest_of_both_stands(here: Dossier, side: Side, credits_: Decimal) -> None:
    before = course(here, "RS")
    saved(before, credits=NINE, code="R-S")
    mine = replace(before, credits=TEN, weeks=1)
    with pytest.raises(FieldClash) as clash:
        save_part(draft(mei("RS")), mine, base=of(before))
    choices = {each.place: side for each in clash.value.conflicts}
    save_part(draft(mei("RS")), mine, base=of(before), shown=clash.value.theirs, choices=choices)
    assert course(now(), "R-S") == replace(before, credits=credits_, code="R-S", weeks=1)


def test_a_choice_never_writes_over_what_was_not_shown(here: Dossier) -> None:
    before = course(here, "RS")
    saved(before, credits=NINE)
    with pytest.raises(FieldClash) as clash:
        saved(before, credits=TEN)
    saved(course(now(), "RS"), credits=Decimal(8))
    choices = {each.place: Side.OURS for each in clash.value.conflicts}
    mine = replace(before, credits=TEN)
    with pytest.raises(FieldClash) as again:
        save_part(draft(LIN), mine, base=of(before), shown=clash.value.theirs, choices=choices)
    (conflict,) = again.value.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == (NINE, TEN, Decimal(8))
    assert course(now(), "RS").credits == Decimal(8)


def test_a_course_that_somebody_removed_is_not_brought_back_without_asking(here: Dossier) -> None:
    before = course(here, "RS")
    remove_part(draft(LIN), before.key, expected=of(before))
    mine = replace(before, credits=NINE)
    with pytest.raises(FieldClash) as clash:
        save_part(draft(LIN), mine, base=of(before))
    (conflict,) = clash.value.conflicts
    assert (conflict.about, conflict.base, conflict.ours, conflict.theirs) == (About.PRESENCE, before, mine, None)
    assert clash.value.theirs is None
    save_part(draft(LIN), mine, base=of(before), shown=None, choices={conflict.place: Side.OURS})
    assert course(now(), "RS") == mine


def test_an_edit_is_authorised_on_what_it_changes_of_what_stands(here: Dossier) -> None:
    before = course(here, "RS")
    saved(before, code="R-S")
    # What Lin did to the code is not Mei's doing, though her text has another one.
    saved(before, mei("RS"), credits=NINE)
    with pytest.raises(Forbidden):
        saved(before, mei("RS"), subject="MEI", weeks=2)
    with pytest.raises(Forbidden):
        saved(course(now(), "R-S"), mei("RS"), optional=True)
    with pytest.raises(Forbidden):
        saved(course(now(), "R-S"), program_lead("MC"), weeks=2)


def test_what_was_never_a_state_of_this_part_is_no_base(here: Dossier) -> None:
    before, other = course(here, "RS"), course(here, "ENG")
    with pytest.raises(Refused, match="never as you say"):
        save_part(draft(LIN), replace(before, credits=NINE), base=of(other))
    with pytest.raises(Missing):
        saved(before, CHEN, credits=NINE)


def test_a_new_course_is_saved_and_a_second_one_of_the_same_key_is_asked_about(here: Dossier) -> None:
    made = replace(course(here, "ENG"), key=small.key("course", "LATIN"), code="LATIN")
    save_part(draft(LIN), made, base=None)
    save_part(draft(LIN), made, base=None)
    with pytest.raises(FieldClash):
        save_part(draft(LIN), replace(made, credits=NINE), base=None)
    assert course(now(), "LATIN") == made


def test_codes_stay_unique_also_where_two_edits_together_would_double_one(here: Dossier) -> None:
    before = course(here, "RS")
    saved(before, credits=NINE)
    with pytest.raises(Refused, match="another course with the code"):
        saved(before, code="ENG")


def test_the_strict_way_tells_what_the_writer_started_from_and_would_have_written(here: Dossier) -> None:
    before = course(here, "RS")
    saved(before, credits=NINE)
    late = replace(before, title=Text(en="Late"))
    works: list[tuple[Callable[[], object], str | None]] = [
        (lambda: put_part(draft(LIN), late, expected=of(before)), of(late)),
        (lambda: remove_part(draft(LIN), before.key, expected=of(before)), None),
    ]
    for work, ours in works:
        with pytest.raises(PartClash) as clash:
            work()
        told = (clash.value.base, clash.value.ours, clash.value.theirs)
        assert told == (of(before), ours, of(replace(before, credits=NINE)))
