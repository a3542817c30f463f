"""Undo and redo: a person takes back their own last edit of a draft, and keeps what others have done since.

Taking back is merging: from the state after the edit to the one before it, with what stands now. Other fields that
others, or the same person, have changed since stay as they are; where the same field was changed since, the refusal is
a `FieldClash`, as in saving. An undo is an edit like any other: authorised on its difference, told as a Change of its
own, and taken back by redo. Each person has one row of edits a draft, read from the Changes; a new edit empties the
redos. An import is one edit: all its changes go back together, each merged, or none of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from fourfold.actions.editing import Draft, FieldClash, Intent, Saved, carry_out
from fourfold.actions.pinning import Reframing, reframe
from fourfold.actions.refused import Missing, Refused
from fourfold.canon.kinds import Part
from fourfold.domain.framework import Framework
from fourfold.domain.text import Text
from fourfold.engine.merge import Side
from fourfold.store import read
from fourfold.store.changes import Edit, edits_by
from fourfold.store.read import parts_of
from fourfold.store.values import frameworks_of

__all__ = ["Edit", "FieldClash", "NothingToUndo", "Row", "UndoClash", "redo", "row_of", "undo"]


class NothingToUndo(Refused):
    """There is nothing left of this person's to take back, or to bring back."""


class UndoClash(FieldClash):
    """What an edit of one's own changed was changed again since.

    `edit` is that edit (of an import the change that clashes, and `together`), `part` what it made, or took away;
    `earlier` are the edits of the row before it, which can be taken back instead by their `change`.
    """

    def __init__(self, clash: FieldClash, whole: Edit, earlier: tuple[Edit, ...]) -> None:
        super().__init__(clash.conflicts, clash.base, clash.ours, clash.theirs)
        keys = {each.key for each in clash.conflicts}
        self.edit = next((each for each in whole.all if each.key in keys), whole)
        self.together = bool(whole.also)
        self.part = _held(self.edit)
        self.earlier = earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a person may undo and redo in a draft, the next one last in each.

    The `why` of an edit to redo is the reason of the edit that is done again.
    """

    undo: tuple[Edit, ...] = ()
    redo: tuple[Edit, ...] = ()


def row_of(draft: Draft) -> Row:
    """What the viewer may undo and redo in a draft: for the buttons, with `key`, `at` and `why` of each edit."""
    return _row(edits_by(_document(draft), draft.viewer.who))


def undo(
    draft: Draft, *, change: int | None = None, shown: str | None = None, choices: Mapping[str, Side] | None = None
) -> Saved:
    """Take back the viewer's last edit, or their `change` of this number.

    An edit that others have taken back already is passed over. Raises `UndoClash` where what the edit changed was
    changed again since: of each conflict, `ours` is the value before the edit and `base` the one that it gave. To go
    on, say `change` (the `seq` that `row_of` names), `shown` and `choices`, as in `save_part`.
    """
    taking = _Taking(draft=draft, chosen=_Chosen(shown, choices or {}))
    return _take_back(taking, row_of(draft).undo, change, _NOTHING_UNDONE)


def redo(
    draft: Draft, *, change: int | None = None, shown: str | None = None, choices: Mapping[str, Side] | None = None
) -> Saved:
    """Do again what the viewer's last undo took back, as `undo` does; after a new edit there is nothing to redo.

    Where the draft gives no reason, it is the reason of the edit that is done again.
    """
    taking = _Taking(draft=draft, chosen=_Chosen(shown, choices or {}), again=True)
    return _take_back(taking, row_of(draft).redo, change, _NOTHING_REDONE)


_NOTHING_UNDONE = Text(en="There is nothing of yours to undo.", zh="没有可撤销的编辑。")
_STAYED = Text(
    en="What stands has stayed: by this choice nothing is taken back.",
    zh="现有内容保持不变：按此选择，没有内容被撤销。",
)
_NOTHING_REDONE = Text(en="There is nothing of yours to redo.", zh="没有可恢复的编辑。")


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What was shown, and what was chosen there."""

    shown: str | None
    choices: Mapping[str, Side]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taking:
    """The taking back of an edit, or of an undo: then the edit is done `again`, and its reason with it."""

    draft: Draft
    chosen: _Chosen
    again: bool = False

    def all(self, whole: Edit) -> Saved:
        """Take back an import: what it added goes first, so that codes are free for what it took away."""
        order = sorted(whole.all, key=lambda each: bool(each.before))
        alone = replace(self, chosen=_Chosen(None, {}))
        with transaction.atomic():
            done = [alone.one(replace(each, why=whole.why)) for each in order]
        return next((saved for saved in done if saved.moved.before != saved.moved.after), done[0])

    def one(self, each: Edit) -> Saved:
        """Take back a change of one part or framework."""
        draft = replace(self.draft, why=self.draft.why or each.why) if self.again else self.draft
        if each.pinned:
            return reframe(draft, self._reframing(each), undoes=each.seq, again=self.again)
        return carry_out(draft, self._intent(each), undoes=each.seq, again=self.again)

    def _reframing(self, each: Edit) -> Reframing:
        before = frameworks_of([each.before])[each.before] if each.before else None
        base, chosen = each.after or None, self.chosen
        return Reframing(key=each.key, base=base, ours=before, shown=chosen.shown, choices=chosen.choices)

    def _intent(self, each: Edit) -> Intent:
        before = parts_of([each.before]).get(each.before) if each.before else None
        base, chosen = each.after or None, self.chosen
        return Intent(key=each.key, base=base, ours=before, shown=chosen.shown, choices=chosen.choices)


def _row(edits: tuple[Edit, ...]) -> Row:
    done: dict[int, Edit] = {}
    undone: dict[int, Edit] = {}
    for each in edits:
        if each.undoes in done:
            undone[each.seq] = replace(each, why=done.pop(each.undoes).why)
            continue
        if each.undoes is None:
            undone.clear()
        else:
            undone.pop(each.undoes, None)
        done[each.seq] = each
    return Row(undo=tuple(done.values()), redo=tuple(undone.values()))


def _take_back(taking: _Taking, row: tuple[Edit, ...], change: int | None, none: Text) -> Saved:
    for place, each in reversed(tuple(enumerate(row))):
        if change in {None, each.seq}:
            try:
                saved = taking.one(each) if not each.also else taking.all(each)
            except FieldClash as clash:
                raise UndoClash(clash, each, row[:place]) from clash
            if saved.moved.before != saved.moved.after:
                return saved
    raise NothingToUndo(_STAYED if taking.chosen.choices else none)


def _held(edit: Edit) -> Part | Framework:
    """What an edit made, or took away."""
    name = edit.after or edit.before
    return frameworks_of([name])[name] if edit.pinned else parts_of([name])[name]


def _document(draft: Draft) -> str:
    kept = read.draft_at(draft.institution, draft.cluster, draft.viewer)
    if kept is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    return kept.key
