"""Undo and redo: one's own edits only, the last first, and nothing that others did since is lost."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fourfold.actions.editing import FieldClash, put_part, remove_part, save_part
from fourfold.actions.pinning import pin
from fourfold.actions.refused import Forbidden, Missing
from fourfold.actions.undoing import NothingToUndo, redo, row_of, undo
from fourfold.canon.parts import root, split, split_dossier
from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course
from fourfold.domain.person import Viewer
from fourfold.engine.merge import Side
from fourfold.store.models import Change
from fourfold.store.soundness import examine
from fourfold.store.write import Authorship, replace_draft
from tests.actions.cast import CHEN, LIN, asking, mei
from tests.actions.test_editing import NEW_TITLE, course, draft, here, now, of
from tests.web import small

__all__ = ["here"]
pytestmark = pytest.mark.django_db
MEI = mei("RS")


def change(viewer: Viewer, code: str = "RS", **fields: object) -> Course:
    """Edit a course as it stands."""
    before = course(now(), code)
    after = replace(before, **fields)  # type: ignore[arg-type]  # fields of a course
    save_part(draft(viewer), after, base=of(before))
    return after


def rs() -> Course:
    return course(now(), "RS")


def test_edits_are_undone_last_first_and_redone_in_their_order(here: Dossier) -> None:
    before = course(here, "RS")
    first = change(LIN, credits=Decimal(9))
    second = change(LIN, weeks=3)
    undo(draft(LIN))
    assert rs() == first
    undo(draft(LIN))
    assert rs() == before
    with pytest.raises(NothingToUndo, match="to undo"):
        undo(draft(LIN))
    redo(draft(LIN))
    assert rs() == first
    redo(draft(LIN))
    assert rs() == second
    with pytest.raises(NothingToUndo, match="to redo"):
        redo(draft(LIN))
    undo(draft(LIN))
    assert rs() == first


def test_an_undo_is_a_change_like_any_other_and_says_what_it_takes_back(here: Dossier) -> None:
    change(LIN, credits=Decimal(9))
    done = Change.objects.latest("seq")
    undo(draft(LIN))
    told = Change.objects.latest("seq")
    assert (told.path, told.who, told.before, told.after) == (f"undo/{done.seq}", "lin", done.after, done.before)
    assert told.after == of(course(here, "RS"))
    assert examine().ailments == ()


def test_a_redo_does_the_edit_again_with_its_reason(here: Dossier) -> None:
    before = course(here, "RS")
    after = replace(before, credits=Decimal(9))
    save_part(replace(draft(LIN), why="the board asked"), after, base=of(before))
    silent = replace(draft(LIN), why="")
    undo(silent)
    undone = Change.objects.latest("seq")
    assert (undone.why, row_of(silent).redo[-1].why) == ("", "the board asked")
    redo(silent)
    told = Change.objects.latest("seq")
    assert (told.path, told.why, told.after) == (f"redo/{undone.seq}", "the board asked", of(after))
    undo(silent)
    redo(replace(silent, why="now for another reason"))
    assert Change.objects.latest("seq").why == "now for another reason"
    assert [row.seq for row in row_of(silent).undo] == [Change.objects.latest("seq").seq]
    assert examine().ailments == ()


def test_a_new_edit_leaves_nothing_to_redo(here: Dossier) -> None:
    del here
    change(LIN, credits=Decimal(9))
    undo(draft(LIN))
    assert [len(each) for each in (row_of(draft(LIN)).undo, row_of(draft(LIN)).redo)] == [0, 1]
    change(LIN, weeks=3)
    assert [len(each) for each in (row_of(draft(LIN)).undo, row_of(draft(LIN)).redo)] == [1, 0]


def test_what_others_did_to_other_fields_since_stays(here: Dossier) -> None:
    before = course(here, "RS")
    change(LIN, credits=Decimal(9))
    change(MEI, weeks=3)
    undo(draft(LIN))
    assert rs() == replace(before, weeks=3)
    undo(draft(MEI))
    assert rs() == before
    redo(draft(LIN))
    assert rs() == replace(before, credits=Decimal(9))


def test_everybody_undoes_their_own(here: Dossier) -> None:
    change(LIN, credits=Decimal(9))
    with pytest.raises(NothingToUndo):
        undo(draft(MEI))
    with pytest.raises(NothingToUndo):
        undo(draft(MEI), change=row_of(draft(LIN)).undo[-1].seq)
    with pytest.raises(Missing):
        undo(draft(CHEN))
    assert rs() == replace(course(here, "RS"), credits=Decimal(9))


def test_a_field_that_was_changed_again_since_is_shown_with_all_three_values(here: Dossier) -> None:
    before = course(here, "RS")
    change(LIN, credits=Decimal(9), weeks=3)
    change(MEI, credits=Decimal(10))
    with pytest.raises(FieldClash) as clash:
        undo(draft(LIN))
    (conflict,) = clash.value.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == (Decimal(9), before.credits, Decimal(10))
    last = row_of(draft(LIN)).undo[-1]
    undo(draft(LIN), change=last.seq, shown=clash.value.theirs, choices={conflict.place: Side.THEIRS})
    assert rs() == replace(before, credits=Decimal(10))


def test_what_another_has_taken_back_already_is_passed_over(here: Dossier) -> None:
    before = course(here, "RS")
    change(LIN, weeks=3)
    change(LIN, credits=Decimal(9))
    change(MEI, credits=before.credits)
    undo(draft(LIN))
    assert rs() == before


def test_what_came_goes_and_what_went_comes_back(here: Dossier) -> None:
    made = replace(course(here, "ENG"), key=small.key("course", "LATIN"), code="LATIN")
    gone = course(here, "RS")
    save_part(draft(LIN), made, base=None)
    remove_part(draft(LIN), gone.key, expected=of(gone))
    undo(draft(LIN))
    undo(draft(LIN))
    assert now() == here
    redo(draft(LIN))
    redo(draft(LIN))
    codes = {each.code for each in now().cluster.courses}
    assert "LATIN" in codes
    assert "RS" not in codes


def test_a_course_that_somebody_went_on_editing_does_not_go_without_asking(here: Dossier) -> None:
    made = replace(course(here, "ENG"), key=small.key("course", "LATIN"), code="LATIN")
    save_part(draft(LIN), made, base=None)
    other = asking("other", "szpu", *((each.role, None) for each in LIN.grants))
    change(other, "LATIN", weeks=3)
    with pytest.raises(FieldClash):
        undo(draft(LIN))
    assert course(now(), "LATIN") == replace(made, weeks=3)


def test_a_framework_that_was_pinned_anew_is_pinned_as_before(here: Dossier) -> None:
    before = here.frameworks[0]
    after = replace(before, title=NEW_TITLE)
    old, new = (root(split(each).manifest) for each in (before, after))
    pin(draft(LIN), after, expected=old)
    undo(draft(LIN))
    assert now() == here
    redo(draft(LIN))
    other = asking("other", "szpu", *((each.role, None) for each in LIN.grants))
    noted = replace(after, note=NEW_TITLE)
    pin(draft(other), noted, expected=new)
    undo(draft(LIN))
    assert now().frameworks[0] == replace(before, note=NEW_TITLE)
    redo(draft(LIN))
    pin(draft(other), replace(noted, title=replace(noted.title, en="Third")), expected=root(split(noted).manifest))
    with pytest.raises(FieldClash) as clash:
        undo(draft(LIN))
    (conflict,) = clash.value.conflicts
    assert (conflict.ours, conflict.theirs) == (before.title.en, "Third")


def test_undo_needs_the_right_to_make_the_change(here: Dossier) -> None:
    before = course(here, "RS")
    change(LIN, optional=True)
    demoted = replace(LIN, grants=MEI.grants)
    with pytest.raises(Forbidden):
        undo(draft(demoted))
    assert rs() == replace(before, optional=True)


def test_a_whole_that_was_brought_in_is_not_undone_part_by_part(here: Dossier) -> None:
    del here
    local = replace(LIN, who="local")
    assert row_of(draft(local)).undo == ()
    put_part(draft(local), replace(rs(), weeks=3), expected=of(rs()))
    assert len(row_of(draft(local)).undo) == 1


def bring(viewer: Viewer, *codes: str) -> None:
    """Import the draft as it stands, but for the credits of some courses."""
    dossier = now()
    courses = tuple(
        replace(each, credits=Decimal(9)) if each.code in codes else each for each in dossier.cluster.courses
    )
    splits = split_dossier(replace(dossier, cluster=replace(dossier.cluster, courses=courses)))
    replace_draft(dossier.cluster.head, splits, Authorship(who=viewer.who, at=draft(viewer).now), expected=None)


def test_an_import_is_undone_and_redone_as_one_edit(here: Dossier) -> None:
    change(LIN, "NT-A", weeks=3)
    edited = now()
    bring(LIN, "RS", "FW")
    brought = now()
    assert [len(each.all) for each in row_of(draft(LIN)).undo] == [1, 2]
    for _ in range(2):
        undo(draft(LIN))
        assert now() == edited
        redo(draft(LIN))
        assert now() == brought
    undo(draft(LIN))
    undo(draft(LIN))
    assert now() == here
    assert examine().ailments == ()


def test_what_was_changed_after_an_import_stays_when_it_is_undone(here: Dossier) -> None:
    bring(LIN, "RS", "FW")
    change(MEI, "RS", weeks=3)
    undo(draft(LIN))
    assert rs() == replace(course(here, "RS"), weeks=3)
    assert course(now(), "FW") == course(here, "FW")


def test_an_import_is_undone_wholly_or_not_at_all(here: Dossier) -> None:
    bring(LIN, "RS", "FW")
    change(MEI, "RS", credits=Decimal(8))
    brought = now()
    with pytest.raises(FieldClash):
        undo(draft(LIN))
    assert now() == brought != here
