"""What the forms of a framework and of one item of it hold, and the framework that follows from what they say.

A framework of four hundred items is edited one node at a time: a form has the node's own fields, and of what stands
below it one row each, so that siblings are weighed and put in order together. What stands deeper comes along unseen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid5

from fourfold.canon.marks import teach_class
from fourfold.domain.footing import Footing
from fourfold.domain.framework import Anchor, Depth, Framework, FrameworkKind, Item, Weight
from fourfold.domain.marks import Amount, AsSet, Code, Key, Line, Refers
from fourfold.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """An item as a row of the form of what it stands below."""

    key: Key
    code: Code
    title: Text
    weight: Weight | None = None
    depth: Depth = Depth.REINFORCE


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkSheet:
    """The form of a framework: what it says of itself, and its first-level items."""

    key: Key
    code: Code
    family: Code
    kind: FrameworkKind
    title: Text
    version: Line | None = None
    provider: Text | None = None
    valid_from_date: date | None = None
    retires_on_date: date | None = None
    supersedes: Annotated[Key, Refers("framework")] | None = None
    total: Amount | None = None
    anchors: tuple[Anchor, ...] = ()
    note: Text | None = None
    footing: Footing
    items: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSheet:
    """The form of an item: what it says of itself, what it stands under (`None`: first level), what stands below."""

    key: Key
    code: Code
    title: Text
    under: Annotated[Key, Refers("item")] | None = None
    weight: Weight | None = None
    total: Weight | None = None
    depth: Depth = Depth.REINFORCE
    technologies: Annotated[tuple[Code, ...], AsSet()] = ()
    footing: Footing | None = None
    items: tuple[Branch, ...] = ()


SHOWS: dict[type, type] = {Branch: Item, FrameworkSheet: Framework, ItemSheet: Item}
"""The classes of the model whose words these forms use."""
for _each in SHOWS:
    teach_class(_each, None)

_BESIDES = frozenset({"key", "under", "items"})
_OF_FRAMEWORK = tuple(each.name for each in fields(FrameworkSheet) if each.name not in _BESIDES)
_OF_ITEM = tuple(each.name for each in fields(ItemSheet) if each.name not in _BESIDES)
_OF_BRANCH = tuple(each.name for each in fields(Branch) if each.name not in _BESIDES)


def framework_sheet(framework: Framework) -> FrameworkSheet:
    """A framework as its form shows it."""
    return FrameworkSheet(key=framework.key, items=_branches(framework.items), **_said(framework, _OF_FRAMEWORK))


def item_sheet(framework: Framework, item: Item) -> ItemSheet:
    """An item as its form shows it."""
    under = parent_of(framework, item.key)
    return ItemSheet(key=item.key, under=under, items=_branches(item.children), **_said(item, _OF_ITEM))


def with_sheet(framework: Framework | None, sheet: FrameworkSheet, *, institution: str) -> Framework:
    """A framework with what its form says; where there is none yet, a new one of an institution."""
    said = _said(sheet, _OF_FRAMEWORK)
    if framework is None:
        return Framework(key=sheet.key, institution=institution, items=_rows((), sheet.items), **said)
    return replace(framework, items=_rows(framework.items, sheet.items), **said)


def with_item(framework: Framework, sheet: ItemSheet) -> Framework:
    """A framework with what the form of an item says: in its place, or last under what it was moved below."""
    held, said = item_of(framework, sheet.key), _said(sheet, _OF_ITEM)
    if held is None:
        return _put(framework, sheet.under, Item(key=sheet.key, children=_rows((), sheet.items), **said))
    made = replace(held, children=_rows(held.children, sheet.items), **said)
    if parent_of(framework, sheet.key) == sheet.under:
        return replace(framework, items=_changed(framework.items, sheet.key, lambda _old: made))
    return _put(without_item(framework, sheet.key), sheet.under, made)


def without_item(framework: Framework, key: Key) -> Framework:
    """A framework without an item and all that stands below it."""
    return replace(framework, items=_changed(framework.items, key, lambda _old: None))


def copied(framework: Framework, *, key: Key, institution: str) -> Framework:
    """The same as another framework, that follows it: every key is new, and the same whenever `key` is."""
    return replace(
        framework,
        key=key,
        institution=institution,
        supersedes=framework.key,
        items=tuple(_with_new_keys(each, UUID(key)) for each in framework.items),
        carried=(),
    )


def item_of(framework: Framework, key: Key) -> Item | None:
    """The item with a key, at any depth."""
    return next((each for each in framework.walk() if each.key == key), None)


def parent_of(framework: Framework, key: Key) -> Key | None:
    """The key of what an item stands below; `None` of one of the first level."""
    return next((each.key for each in framework.walk() if any(below.key == key for below in each.children)), None)


def _said(value: Any, names: Iterable[str]) -> dict[str, Any]:  # noqa: ANN401 - a framework, an item, or their sheets
    return {name: getattr(value, name) for name in names}


def _branches(items: Iterable[Item]) -> tuple[Branch, ...]:
    return tuple(Branch(key=each.key, **_said(each, _OF_BRANCH)) for each in items)


def _rows(held: Iterable[Item], rows: Iterable[Branch]) -> tuple[Item, ...]:
    known = {each.key: each for each in held}
    return tuple(
        replace(known[row.key], **_said(row, _OF_BRANCH))
        if row.key in known
        else Item(key=row.key, **_said(row, _OF_BRANCH))
        for row in rows
    )


def _changed(items: tuple[Item, ...], key: Key, make: Callable[[Item], Item | None]) -> tuple[Item, ...]:
    """Items with what `make` makes of the one with this key, at any depth; without it where that is nothing."""
    found = []
    for each in items:
        made = make(each) if each.key == key else replace(each, children=_changed(each.children, key, make))
        found += [] if made is None else [made]
    return tuple(found)


def _put(framework: Framework, under: Key | None, item: Item) -> Framework:
    """A framework with an item as the last below another one, or of the first level."""
    if under is None:
        return replace(framework, items=(*framework.items, item))
    placed = _changed(framework.items, under, lambda held: replace(held, children=(*held.children, item)))
    return replace(framework, items=placed)


def _with_new_keys(item: Item, framework: UUID) -> Item:
    below = tuple(_with_new_keys(each, framework) for each in item.children)
    return replace(item, key=str(uuid5(framework, item.key)), children=below)
