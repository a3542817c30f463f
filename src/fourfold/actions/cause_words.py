"""Why a figure moved, in both languages: what now is otherwise, noun by noun."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from fourfold.actions.value_words import field_words, names_in, words
from fourfold.domain.cluster import Head
from fourfold.domain.framework import Framework, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement, Sitting
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.domain.text import Text
from fourfold.engine.difference import Edit, Kind, edited_field, member_of
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.pieces import Enough, Piece
from fourfold.exchange.workbook_words import CHOICE_WORDS

MOST_NOUNS = 4
"""How many nouns one sentence names before it counts the rest."""
_MEETING = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")
_NUMBER = re.compile(r"[A-Za-z]?[0-9][0-9.-]*")
MOST_ITEMS = 5
"""How many items one phrase names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Both:
    """The two states that are compared, for the names of things: the later one speaks first."""

    before: Index
    after: Index

    def named(self, key: Key) -> Text:
        """What a noun is called, in quotation marks."""
        found = names_in(self.after).get(key) or names_in(self.before).get(key)
        return quoted(found.title) if found else Text(en=key, zh=key)

    def course(self, key: Key) -> Text:
        """A course, as Chinese writes the titles of courses."""
        found = self.after.courses.get(key) or self.before.courses.get(key)
        return book(found.title) if found else Text(en=key, zh=key)

    def framework(self, key: Key) -> Text:
        """A framework by its title, which says its version."""
        found = self.after.frameworks.get(key) or self.before.frameworks.get(key)
        return found.title if found else Text(en=key, zh=key)

    def item(self, key: Key) -> Text:
        """An item by its number where it has one, else by its title."""
        found = self.after.items.get(key) or self.before.items.get(key)
        return item_words(found) if found else Text(en=key, zh=key)

    def items(self, keys: Sequence[Key]) -> Text:
        """Several items in the order of their framework: the first of them, and how many more."""
        places = [kept(each, "places of items", partial(_places, each)) for each in (self.after, self.before)]
        ordered = sorted(keys, key=lambda key: places[0].get(key, places[1].get(key, 0)))
        return enumerated([self.item(key) for key in ordered], MOST_ITEMS, Text(en="{} more", zh="等 {} 项"))


def _places(index: Index) -> dict[Key, int]:
    return {key: place for place, key in enumerate(index.items)}


def item_words(item: Item) -> Text:
    """`2.3` or `D2.1`, or the title of an item that has no number."""
    return Text(en=item.code, zh=item.code) if _NUMBER.fullmatch(item.code) else quoted(item.title)


def quoted(text: Text) -> Text:
    """A title in quotation marks."""
    return Text(en=f"“{text.in_language('en')}”", zh=f"“{text.in_language('zh')}”")


def book(text: Text) -> Text:
    """The title of a course."""
    return Text(en=f"“{text.in_language('en')}”", zh=f"《{text.in_language('zh')}》")


def beside(first: str, second: str) -> str:
    """Two pieces of Chinese, with a space where a Chinese and a Latin character meet."""
    meet = _MEETING.search(f"{first[-1:]}{second[:1]}")
    return f"{first}{' ' if meet else ''}{second}"


def enumerated(texts: Sequence[Text], most: int, more: Text) -> Text:
    """`a, b and c`; past the most that are named, how many more."""
    shown, left = texts[:most], len(texts) - most
    en, zh = ([each.in_language(lang) for each in shown] for lang in ("en", "zh"))
    if left > 0:
        counted = (more.zh or "").format(len(texts))
        return Text(en=_and([*en, (more.en or "").format(left)]), zh=f"{'、'.join(zh)}{counted}")
    return Text(en=_and(en), zh="、".join(zh))


def _and(said: Sequence[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def linked_items(found: Enough) -> set[Key]:
    """The items that the links in an explanation name."""
    links = (each.path[0].member for each in found.pieces if isinstance(each.before, CourseLinks))
    return {member[2] for member in links if member is not None}


def because(found: Enough, both: Both, items: Iterable[Key] = ()) -> Text:
    """What made it so, noun by noun; `items` are those that moved, where a framework itself is otherwise."""
    told: dict[Key, list[Piece]] = {}
    for piece in found.pieces:
        told.setdefault(_about(piece), []).append(piece)
    said = [_clause(key, pieces, both, tuple(items)) for key, pieces in told.items()]
    shown, left = said[:MOST_NOUNS], len(said) - MOST_NOUNS
    en, zh = "; ".join(each.en or "" for each in shown), "；".join(each.zh or "" for each in shown)
    if left > 0:
        en, zh = f"{en}; and {left} more", f"{zh}；另有 {left} 处"
    return Text(en=en, zh=zh)


def _about(piece: Piece) -> Key:
    """The key of the noun that a piece is told of."""
    of = piece.after if piece.before is None else piece.before
    if isinstance(of, CourseLinks):
        return of.course
    placed = _placement(piece)
    return placed[1].course if placed else piece.key


def _placement(piece: Piece) -> tuple[str, Placement] | None:
    """The list of a plan that a piece is about one course of, and that course's place."""
    last = piece.path[-1] if piece.path else None
    if last is None or last.member is None or last.name not in {"required", "electives"}:
        return None
    return last.name, Placement(course=last.member[0])


def _clause(key: Key, pieces: Sequence[Piece], both: Both, items: tuple[Key, ...]) -> Text:
    said = list(_phrases(pieces, both, items))
    subject = _subject(key, pieces[0], both)
    return Text(
        en=f"{subject.en} {', and '.join(each.en or '' for each in said)}",
        zh=beside(subject.zh or "", "，并".join(each.zh or "" for each in said)),
    )


def _subject(key: Key, piece: Piece, both: Both) -> Text:
    of = piece.after if piece.before is None else piece.before
    if key in both.after.courses or key in both.before.courses:
        return both.course(key)
    if isinstance(of, Program):
        return Text(en="the program", zh="本专业")
    if isinstance(of, Head):
        return Text(en="the cluster", zh="专业群")
    if isinstance(of, Rule):
        return Text(en="the rule itself", zh="规则本身")
    if isinstance(of, Framework):
        return Text(
            en=f"{both.framework(key).in_language('en')} itself", zh=f"{both.framework(key).in_language('zh')} 本身"
        )
    noun = Text(en="the module ", zh="模块") if isinstance(of, Module) else Text(en="", zh="")
    named = both.named(key)
    return Text(en=f"{noun.en}{named.en}", zh=f"{noun.zh}{named.zh}")


def _phrases(pieces: Sequence[Piece], both: Both, items: tuple[Key, ...]) -> Iterator[Text]:
    links = [each for each in pieces if isinstance(each.before, CourseLinks)]
    yield from _of_links(links, both)
    for piece in pieces:
        if piece not in links:
            yield _of_piece(piece, both, items)


def _of_links(pieces: Sequence[Piece], both: Both) -> Iterator[Text]:
    """Links of one course that came, went or are deeper now, those of one kind and depth together."""
    groups: dict[tuple[str, str], list[Link]] = {}
    for piece in pieces:
        was, will = (_link(side, piece) for side in (piece.before, piece.after))
        link = will or was
        if link is not None:
            old = (was.depth.value if was else "") if will else ""
            groups.setdefault((old, will.depth.value if will else ""), []).append(link)
    for (old, new), links in groups.items():
        items = both.items(tuple(dict.fromkeys(each.item for each in links)))
        gone = all(each.outcome not in both.after.outcomes for each in links)
        yield _of_depths(old, new, items) if new else _no_longer(items, gone=gone)


def _link(side: object, piece: Piece) -> Link | None:
    member = piece.path[0].member
    links = side.links if isinstance(side, CourseLinks) else ()
    return next((each for each in links if member_of(each) == member), None)


def _of_depths(was: str, will: str, items: Text) -> Text:
    old, new = (CHOICE_WORDS.get(each, each) for each in (was, will))
    if not was:
        return Text(en=f"now delivers {items.en} ({will})", zh=f"新增对接 {items.zh}（{new}）")
    return Text(
        en=f"now delivers {items.en} at depth {will} instead of {was}",
        zh=f"对接 {items.zh} 的深度由“{old}”改为“{new}”",
    )


def _no_longer(items: Text, *, gone: bool) -> Text:
    """Links that went; where no outcome is left that they could start from, that too."""
    why = Text(en=" (the outcome is gone)", zh="（相应的学习成果已删除）") if gone else Text(en="", zh="")
    return Text(en=f"no longer delivers {items.en}{why.en}", zh=f"不再对接 {items.zh}{why.zh}")


def _of_piece(piece: Piece, both: Both, items: tuple[Key, ...]) -> Text:
    of = piece.after if piece.before is None else piece.before
    if isinstance(of, Framework):
        return _of_framework(piece, both, items)
    if not piece.edits:
        return Text(en="is new", zh="为新增") if piece.before is None else Text(en="is gone", zh="已删除")
    if isinstance(of, Rule):
        return Text(en="changed", zh="已修改")
    placed = _placement(piece)
    if placed is not None:
        return _of_placement(placed[0], piece, both)
    return enumerated([_of_edit(of, each, both) for each in piece.edits], MOST_ITEMS, Text(en="{} more", zh="等 {} 处"))


def _value(part: object, piece: Piece) -> Any:  # noqa: ANN401 - any member of any list
    """What a piece leads to in a part, `None` where it is not there."""
    held: Any = part
    for step in piece.path:
        held = getattr(held, step.name, None)
        if step.member is not None:
            held = next((each for each in held or () if member_of(each) == step.member), None)
    return held


def _of_placement(name: str, piece: Piece, both: Both) -> Text:
    was, will = (_value(side, piece) for side in (piece.before, piece.after))
    if was is not None and will is not None:
        return _moved(was.term, will.term)
    if name == "required":
        return _required(will)
    pool = both.named(piece.path[1].member[0] if piece.path[1].member else "")
    if will is None:
        return Text(en=f"is no longer an elective of {pool.en}", zh=f"不再列入选修组{pool.zh}")
    return Text(en=f"is now an elective of {pool.en}", zh=f"列入选修组{pool.zh}")


def _moved(was: int | None, will: int | None) -> Text:
    if was is None or will is None:
        term = will or was
        en = f"is set to term {term}" if will else f"is no longer set to term {term}"
        return Text(en=en, zh=f"定于第 {term} 学期开设" if will else f"不再限定于第 {term} 学期开设")
    return Text(en=f"moved from term {was} to term {will}", zh=f"由第 {was} 学期调整至第 {will} 学期")


def _required(will: Placement | None) -> Text:
    if will is None:
        return Text(en="is no longer required", zh="不再列为必修")
    if will.term is None:
        return Text(en="is now required", zh="改列为必修")
    return Text(en=f"is now required in term {will.term}", zh=f"在第 {will.term} 学期列为必修")


def _of_edit(of: object, edit: Edit, both: Both) -> Text:
    """One field, or one member of a list, that is otherwise."""
    value = edit.after if edit.kind is Kind.ADDED else edit.before
    if isinstance(value, Sitting) or edit.path[-1].name == "term":
        return _of_sitting(edit, both)
    cls, last = edited_field(of, edit.path)
    field, listed = field_words(cls, last.name), edit.path[-1].member is not None
    was, will = (words(side, names_in(index)) for side, index in ((edit.before, both.before), (edit.after, both.after)))
    if edit.kind is Kind.ADDED and listed:
        return _framework_named(edit, both) or Text(
            en=f"has {will.en} among its {field.en}", zh=f"{field.zh}新增{will.zh}"
        )
    if edit.kind is Kind.REMOVED and listed:
        removed = Text(en=f"has {was.en} no longer among its {field.en}", zh=f"{field.zh}去掉{was.zh}")
        return _framework_named(edit, both) or removed
    return Text(
        en=f"changed its {field.en} from {was.in_language('en')} to {will.in_language('en')}",
        zh=f"{field.zh}由 {was.in_language('zh')} 改为 {will.in_language('zh')}",
    )


def _framework_named(edit: Edit, both: Both) -> Text | None:
    """A program that names a framework newly, or no longer."""
    member = edit.path[-1].member
    key = member[0] if member else ""
    if key not in both.after.frameworks and key not in both.before.frameworks:
        return None
    name = both.framework(key)
    if edit.kind is Kind.ADDED:
        return Text(en=f"now names {name.in_language('en')}", zh=f"新列入 {name.in_language('zh')}")
    return Text(en=f"no longer names {name.in_language('en')}", zh=f"不再列入 {name.in_language('zh')}")


def _of_sitting(edit: Edit, both: Both) -> Text:
    member = next((step.member for step in reversed(edit.path) if step.member is not None), None)
    name = both.framework(member[0]) if member else Text(en="", zh="")
    en, zh = name.in_language("en"), name.in_language("zh")
    if edit.kind is Kind.REMOVED:
        return Text(en=f"no longer sits {en}", zh=f"不再安排 {zh} 考核")
    if isinstance(edit.after, Sitting):
        when = _when(edit.after, both)
        return Text(en=f"now sits {en} {when.en}", zh=f"{zh} 考核安排在{when.zh}")
    return Text(
        en=f"sits {en} after term {edit.after} instead of {edit.before}",
        zh=f"{zh} 考核由第 {edit.before} 学期末改至第 {edit.after} 学期末",
    )


def _when(sitting: Sitting, both: Both) -> Text:
    if sitting.course is not None:
        course = both.course(sitting.course)
        return Text(en=f"after {course.en}", zh=f"{course.zh}结束时")
    return Text(en=f"after term {sitting.term}", zh=f"第 {sitting.term} 学期末")


def _of_framework(piece: Piece, both: Both, items: tuple[Key, ...]) -> Text:
    """What became of the items in question in the framework itself."""
    if not isinstance(piece.after, Framework) or not isinstance(piece.before, Framework):
        return Text(en="is no longer pinned", zh="已不再引用")
    old, new = ({leaf.key: leaf for leaf in side.leaves()} for side in (piece.before, piece.after))
    new_ones = [key for key in items if key not in old and key in new]
    gone = [key for key in items if key in old and key not in new]
    deeper = [key for key in items if key in old and key in new and old[key].depth is not new[key].depth]
    said = [
        *_asked(new_ones, both, "now asks for {}", "新增 {}"),
        *_asked(gone, both, "no longer asks for {}", "删去 {}"),
        *_asked(deeper, both, "asks for another depth of {}", "更改了 {} 的要求深度"),
    ]
    return enumerated(said, MOST_ITEMS, Text(en="", zh="")) if said else _OTHERWISE


_OTHERWISE = Text(en="has other items or weights", zh="的条目或权重已变")


def _asked(keys: list[Key], both: Both, en: str, zh: str) -> Iterator[Text]:
    if keys:
        items = both.items(keys)
        yield Text(en=en.format(items.en), zh=zh.format(items.zh))
