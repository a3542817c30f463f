"""The history of a draft, or of one noun of it back to its first day: who changed what, when and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fourfold.actions.difference_words import NOUNS, Told, told
from fourfold.actions.editing import Draft
from fourfold.actions.refused import Missing
from fourfold.actions.shelf import Opened
from fourfold.actions.value_words import Name, Names, field_words, names_in, names_of
from fourfold.canon.kinds import Part
from fourfold.domain.framework import Framework, Item
from fourfold.domain.marks import Key
from fourfold.domain.text import Text
from fourfold.engine.difference import Difference, Edit, edits, of_one
from fourfold.store import changes, people, proposals, read
from fourfold.store.read import parts_of
from fourfold.store.values import frameworks_of
from fourfold.store.write import Turn

__all__ = [
    "PAGE",
    "Blame",
    "Entry",
    "From",
    "Gone",
    "History",
    "Turn",
    "called",
    "gone_at",
    "history",
    "history_of_item",
    "last_changes",
    "since",
]

PAGE = 30
State = Part | Framework


@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """The proposal that a change came from, and who began that."""

    number: int
    title: str
    who: str
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A change as people read it: the name is looked up now, so an erased person has none.

    `undoes` is the change that it takes back; where that was an undo, its `turn` is to do again what that took back.
    `told` says what became of the part, or of the framework.
    """

    seq: int
    at: datetime
    who: str
    name: str | None
    why: str
    key: Key
    whole: bool
    undoes: int | None
    turn: Turn | None
    comes: bool
    goes: bool
    told: Told | None = None
    proposal: From | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """The last change of a field of a noun."""

    field: Text
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One page of a history, newest first, and how many changes there are."""

    entries: tuple[Entry, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A part or a framework that a draft has no more, as it was called last."""

    key: Key
    name: Name


def called(draft: Draft, found: Opened) -> Names:
    """What is called how in a draft; what is gone from it as it was called last."""
    return _called(_document(draft), found)


def _called(document: Key, found: Opened) -> Names:
    return names_of(_gone(document).values(), beside=names_in(found.index))


def _gone(document: Key) -> dict[Key, State]:
    """What is gone from a document, as it was last; what went last stands last."""
    last = changes.gone(document)
    states = _states(last)
    return {each.key: states[each.before] for each in last if each.before in states}


def gone_at(draft: Draft, *, noun: str, code: str) -> Gone | None:
    """What was of this noun and had this code, ignoring case, when it was removed: of several what went last."""
    for key, state in reversed(_gone(_document(draft)).items()):
        name = names_of([state]).get(key)
        if name and NOUNS[type(state)] == noun and name.code.lower() == code.lower():
            return Gone(key=key, name=name)
    return None


def history(draft: Draft, found: Opened, *, key: Key = "", start: int = 0, most: int = PAGE) -> History:
    """So many changes of a draft, or of the part with this key, from a place on."""
    document = _document(draft)
    rows = changes.changes_of(document, key, start=start, most=most)
    return History(entries=_entries(document, rows, _called(document, found)), count=changes.count(document, key))


def since(draft: Draft, found: Opened, *, key: Key, change: int) -> tuple[Entry, ...]:
    """What was changed of a part or framework after a change, the newest first; at most a page of it."""
    told = history(draft, found, key=key)
    return tuple(each for each in told.entries if each.seq > change)


def history_of_item(draft: Draft, found: Opened, *, framework: Key, item: Key) -> History:
    """The changes of a framework that touched one item: its own fields, its place, or whether it is there.

    It looks as far back as the framework's last thousand changes.
    """
    document = _document(draft)
    rows = changes.changes_of(document, framework)
    parts = _parts(rows)
    mine = [(row, about) for row in rows if (about := _about_item(row, parts, item)) is not None]
    known = _called(document, found)
    told_of = {row.edit.seq: next(iter(told(about, known, known)), None) for row, about in mine}
    entries = _entries(document, [row for row, _about in mine], known)
    return History(
        entries=tuple(replace(each, told=told_of[each.seq]) for each in entries),
        count=len(mine),
    )


def _about_item(row: changes.Told, parts: Mapping[str, State], item: Key) -> Difference | None:
    """What a change did to an item, and not to what stands below it; `None` where that is nothing."""
    whole = of_one(row.edit.key, parts.get(row.edit.before), parts.get(row.edit.after))
    found = whole.parts[0]
    if found.before is None or found.after is None:
        return whole if _has(found.before or found.after, item) else None
    mine = tuple(each for each in found.edits if _is_of(each, item))
    return replace(whole, parts=(replace(found, edits=mine),)) if mine else None


def _is_of(edit: Edit, item: Key) -> bool:
    """Whether an edit is of a field of this item, or of the item as a whole, maybe with what it stands below."""
    if edit.path[-1].member is not None:
        return _has(edit.before, item) or _has(edit.after, item)
    return len(edit.path) > 1 and edit.path[-2].member == (item,)


def _has(held: object, item: Key) -> bool:
    return isinstance(held, Framework | Item) and any(each.key == item for each in held.walk())


def last_changes(draft: Draft, found: Opened, *, key: Key) -> tuple[Blame, ...]:
    """Who last changed each field of a part, as far back as its last thousand changes, in the order of its fields."""
    document = _document(draft)
    rows = changes.changes_of(document, key)
    entries = {each.seq: each for each in _entries(document, rows, _called(document, found))}
    touched: dict[str, tuple[type, Entry]] = {}
    for seq, cls, names in _fields(rows):
        for name in names:
            touched.setdefault(name, (cls, entries[seq]))
    order = [name for _seq, _cls, names in _fields(rows[-1:]) for name in names]
    known = sorted(touched, key=lambda name: order.index(name) if name in order else len(order))
    return tuple(Blame(field=field_words(touched[name][0], name), entry=touched[name][1]) for name in known)


def _fields(rows: Sequence[changes.Told]) -> Iterator[tuple[int, type, list[str]]]:
    """Of each change of a part: its number, the class of the part, the fields that it touched."""
    parts = _parts(rows)
    for row in rows:
        was, will = parts.get(row.edit.before), parts.get(row.edit.after)
        part = was or will
        if part is not None:
            yield row.edit.seq, type(part), _touched(was, will)


def _touched(was: State | None, will: State | None) -> list[str]:
    if was is not None and will is not None:
        return list(dict.fromkeys(each.path[0].name for each in edits(was, will)))
    return [name for name in type(was or will).__dataclass_fields__ if name != "key"]  # type: ignore[union-attr]  # every part is a dataclass


def _parts(rows: Sequence[changes.Told]) -> Mapping[str, State]:
    return _states([row.edit for row in rows])


def _states(found: Sequence[changes.Edit]) -> Mapping[str, State]:
    """Parts and frameworks as they were before and after these edits, by digest."""
    names = {True: set[str](), False: set[str]()}
    for each in found:
        names[each.pinned] |= {name for name in (each.before, each.after) if name}
    return {**parts_of(names[False]), **frameworks_of(names[True])}


def _entries(document: Key, rows: Sequence[changes.Told], known: Names) -> tuple[Entry, ...]:
    names, parts = people.names_of({row.who for row in rows}), _parts(rows)
    proposed = _proposed(document, rows)
    return tuple(
        Entry(
            seq=row.edit.seq,
            at=row.edit.at,
            who=row.who,
            name=names.get(row.who),
            why=row.edit.why,
            key=row.edit.key,
            whole=row.whole,
            undoes=row.edit.undoes,
            turn=row.edit.turn,
            comes=not row.edit.before,
            goes=not row.edit.after,
            told=_told(row, parts, known),
            proposal=proposed.get(row.edit.proposal or 0),
        )
        for row in rows
    )


def _proposed(document: Key, rows: Sequence[changes.Told]) -> Mapping[int, From]:
    """The proposals that changes came from, by number."""
    numbers = {row.edit.proposal for row in rows if row.edit.proposal is not None}
    found = proposals.authors(document, numbers) if numbers else {}
    names = people.names_of({who for _title, who in found.values()})
    return {
        number: From(number=number, title=title, who=who, name=names.get(who)) for number, (title, who) in found.items()
    }


def _told(row: changes.Told, parts: Mapping[str, State], known: Names) -> Told | None:
    was, will = parts.get(row.edit.before), parts.get(row.edit.after)
    if was is None and will is None:
        return None
    # What is gone from a part that stands is named as the part had it; a framework tells its items by themselves.
    own = names_of((each for each in (was, will) if each and not isinstance(each, Framework)), beside=known)
    return next(iter(told(of_one(row.edit.key, was, will), own, own)), None)


def _document(draft: Draft) -> Key:
    kept = read.draft_at(draft.institution, draft.cluster, draft.viewer)
    if kept is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    return kept.key
