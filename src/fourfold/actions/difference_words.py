"""A difference in words, in both languages: for pages and for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from fourfold.actions.value_words import Name, Names, field_words, link_words, listed, words
from fourfold.canon.kinds import FrameworkHead, Part
from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.domain.text import Text
from fourfold.engine.difference import Difference, Edit, Kind, Member, Move, PartDifference, Step, edited_field

NOUNS: dict[type, str] = {
    Head: "cluster",
    Program: "program",
    Module: "module",
    Course: "course",
    CourseLinks: "links",
    Rule: "rule",
    FrameworkHead: "framework",
    Item: "item",
    Framework: "framework",
}
"""What the parts of each class are called, in the order that they are told in."""


class Happened(StrEnum):
    """What a line tells."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    ORDERED = "ordered"
    CAME = "came"
    WENT = "went"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that differs inside a part: in what (outermost first), which field, and what it was and is.

    Of `CAME` and `WENT`, `before` and `after` are what the noun stood below and stands below now.
    """

    happened: Happened
    inside: tuple[Text, ...]
    field: Text
    before: Text | None = None
    after: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A part that differs: its noun, what it is called, whether it is there before and after, and how it differs."""

    noun: str
    key: str
    name: Name
    before: bool
    after: bool
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What is called how, before and after."""

    before: Names
    after: Names
    moves: Mapping[Member, Move] = field(default_factory=dict)


def told(difference: Difference, before: Names, after: Names) -> tuple[Told, ...]:
    """Every part that differs, by noun and then by code."""
    sides = Sides(before=before, after=after, moves=difference.moves)
    order = list(NOUNS.values())
    found = (_part(each, sides) for each in difference.parts)
    return tuple(sorted(found, key=lambda each: (order.index(each.noun), each.name.code, each.key)))


def _part(each: PartDifference, sides: Sides) -> Told:
    part = each.before if each.after is None else each.after
    if part is None:
        raise ValueError(each.key)
    return Told(
        noun=NOUNS[type(part)],
        key=each.key,
        name=_called(part, sides),
        before=each.before is not None,
        after=each.after is not None,
        lines=_moved_part(each, sides) or tuple(_lines(part, each.edits, sides, ())),
    )


def _called(part: Part | Framework, sides: Sides) -> Name:
    key = part.framework.key if isinstance(part, FrameworkHead) else part.key
    unknown = Name(NOUNS[type(part)], Text(en=key, zh=key), "")
    return sides.after.get(key) or sides.before.get(key) or unknown


def _moved_part(each: PartDifference, sides: Sides) -> tuple[Line, ...]:
    """A branch that stands below another now, or did before: it neither came nor went."""
    move = sides.moves.get((each.key,))
    if move is None:
        return ()
    return tuple(_of_move(move, sides, (), came=each.after is not None))


def _lines(part: Any, edits: Sequence[Edit], sides: Sides, inside: tuple[Text, ...]) -> Iterator[Line]:  # noqa: ANN401 - a noun
    for edit in edits:
        cls, last = edited_field(part, edit.path)
        if last.name == "branches" and edit.kind is not Kind.ORDERED:
            continue  # the branches themselves are parts, and tell it
        where = (*inside, *_steps(part, edit.path, sides))
        yield from _told(edit, where, field_words(cls, last.name), sides)


def _steps(part: Any, path: Sequence[Step], sides: Sides) -> Iterator[Text]:  # noqa: ANN401 - a noun
    """The members that a path goes through."""
    for depth, step in enumerate(path[:-1], 1):
        if step.member is not None:
            cls, last = edited_field(part, path[:depth])
            name = field_words(cls, last.name)
            member = member_words(step.member, sides)
            yield Text(en=f"{name.en}: {member.in_language('en')}", zh=f"{name.zh}：{member.in_language('zh')}")


def member_words(member: Member, sides: Sides) -> Text:
    """A member of a list in words."""
    if len(member) > 1:
        return link_words(member[0], member[2], {**sides.before, **sides.after})
    return words(member[0], {**sides.before, **sides.after})


def _brief(member: Member, sides: Sides) -> Text:
    """A member by its code, where it has one: orders are long."""
    name = sides.after.get(member[0])
    return Text(en=name.code, zh=name.code) if name and name.code else member_words(member, sides)


def _told(edit: Edit, where: tuple[Text, ...], name: Text, sides: Sides) -> Iterator[Line]:
    member = edit.path[-1].member
    move = sides.moves.get(member) if member is not None and edit.kind in {Kind.ADDED, Kind.REMOVED} else None
    if move is not None and _is_it(edit, move):
        yield from _of_move(move, sides, where, came=edit.kind is Kind.ADDED, name=name)
    elif isinstance(edit.before, Text) and isinstance(edit.after, Text):
        yield from _of_text(edit.before, edit.after, where, name)
    else:
        yield _plain(edit, where, name, sides)


def _is_it(edit: Edit, move: Move) -> bool:
    """Whether an edit is about the noun that moved, not about a reference to it."""
    value = edit.after if edit.kind is Kind.ADDED else edit.before
    return type(value) is type(move.after)


def _plain(edit: Edit, where: tuple[Text, ...], name: Text, sides: Sides) -> Line:
    if edit.kind is Kind.ORDERED:
        before, after = (listed(_brief(each, sides) for each in side) for side in (edit.before, edit.after))
        return Line(happened=Happened.ORDERED, inside=where, field=name, before=before, after=after)
    return Line(
        happened=Happened(edit.kind.value),
        inside=where,
        field=name,
        before=None if edit.kind is Kind.ADDED else words(edit.before, sides.before),
        after=None if edit.kind is Kind.REMOVED else words(edit.after, sides.after),
    )


def _of_text(before: Text, after: Text, where: tuple[Text, ...], name: Text) -> Iterator[Line]:
    """Each language that differs: a reader of the other one must see it too."""
    if before.en != after.en:
        named = Text(en=f"{name.en} in English", zh=f"{name.zh}（英文）")
        yield Line(
            happened=Happened.CHANGED, inside=where, field=named, before=_in_english(before), after=_in_english(after)
        )
    if before.zh != after.zh:
        named = Text(en=f"{name.en} in Chinese", zh=f"{name.zh}（中文）")
        yield Line(
            happened=Happened.CHANGED, inside=where, field=named, before=_in_chinese(before), after=_in_chinese(after)
        )


def _in_english(text: Text) -> Text | None:
    return Text(en=text.en) if text.en else None


def _in_chinese(text: Text) -> Text | None:
    return Text(zh=text.zh) if text.zh else None


def _of_move(
    move: Move, sides: Sides, where: tuple[Text, ...], *, came: bool, name: Text | None = None
) -> Iterator[Line]:
    cls: type = type(move.after)
    noun = Text(en="item", zh="条目") if name is None else name
    label = words(move.after if came else move.before, sides.after if came else sides.before)
    yield Line(
        happened=Happened.CAME if came else Happened.WENT,
        inside=(*where, label) if cls is Link or name is not None else where,
        field=noun,
        before=words(move.above_before, sides.before) if move.above_before else None,
        after=words(move.above_after, sides.after) if move.above_after else None,
    )
    if came:
        yield from _lines(move.before, move.edits, sides, (*where, label))
