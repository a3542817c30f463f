"""What somebody sent of a form, box by box, and the buttons that add, take away and move rows."""

import re
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import Any
from uuid import uuid4

from django.http import QueryDict

from fourfold.canon.fields import Field, field_of, fields_of
from fourfold.domain.course import Requisite
from fourfold.domain.marks import KEY_PATTERN
from fourfold.domain.text import Text
from fourfold.web.pages.editing.entries import Entries, Path, ticked

MOST_ROWS = 500
"""How many rows of a list one form takes."""
Raw = dict[str, Any]


def entries_sent(cls: type, sent: QueryDict) -> Entries:
    """The entries of a form as they were sent; what is not there is empty."""
    raw: Raw = {}
    for name in sent:
        _keep(raw, name.split("."), sent.getlist(name))
    return _shaped(cls, raw)


def _keep(raw: Raw, steps: list[str], said: list[str]) -> None:
    for step in steps[:-1]:
        below = raw.setdefault(step, {})
        if not isinstance(below, dict):
            return
        raw = below
    raw.setdefault(steps[-1], said)


def _shaped(cls: type, raw: Raw) -> Entries:
    found = {field.name: _entry(field, raw.get(field.name)) for field in fields_of(cls) if field.name != "key"}
    return found | ({"key": _text(raw.get("key"))} if field_of(cls, "key") else {})


def _entry(field: Field, raw: Any) -> Any:  # noqa: ANN401 - whatever was sent
    if field.of is Text:
        return {name: _text(_below(raw).get(name)) for name in ("en", "zh")}
    if field.of is Requisite:
        return _text(raw)
    if field.nested and field.many:
        return [_shaped(field.of, _below(each)) for each in _rows(raw)]
    if field.nested:
        return _shaped(field.of, _below(raw))
    if field.many and ticked(field):
        return [each for each in raw if each] if isinstance(raw, list) else []
    return "yes" if field.of is bool and _text(raw) == "yes" else "no" if field.of is bool else _text(raw)


def _rows(raw: Any) -> Iterable[Any]:  # noqa: ANN401 - as above
    numbered = {int(name): each for name, each in _below(raw).items() if name.isascii() and name.isdigit()}
    return [numbered[at] for at in sorted(numbered)][:MOST_ROWS]


def _below(raw: Any) -> Raw:  # noqa: ANN401 - as above
    return raw if isinstance(raw, dict) else {}


def _text(raw: Any) -> str:  # noqa: ANN401 - as above
    return raw[-1] if isinstance(raw, list) and raw else ""


def is_key(said: str) -> bool:
    """Whether this is written like a key."""
    return re.fullmatch(KEY_PATTERN, said) is not None


def path_of(name: str) -> Path:
    """The path that a name spells: `outcomes.0.text`."""
    return tuple(int(step) if step.isascii() and step.isdigit() else step for step in name.split(".") if step)


def name_of(path: Path) -> str:
    """The name of a box."""
    return ".".join(str(step) for step in path)


def acted(cls: type, entries: Entries, button: str) -> Entries:
    """The entries after a button was pressed: `add:outcomes`, `remove:outcomes.1`, `later:required.1`."""
    deed, _colon, name = button.partition(":")
    act, path = _ACTS.get(deed), path_of(name)
    found = _found(cls, path if deed == "add" else path[:-1])
    rows = _at(entries, path if deed == "add" else path[:-1])
    if act is None or found is None or not isinstance(rows, list):
        return entries
    act(rows, path, found)
    return entries


def _found(cls: type, path: Path) -> type | None:
    """The class of the rows at a path."""
    field = None
    for step in path:
        if isinstance(step, str):
            field = field_of(field.of if field else cls, step)
            if field is None or not field.nested:
                return None
    return field.of if field and field.many else None


def _at(entries: Any, path: Path) -> Any:  # noqa: ANN401 - entries at any depth
    for step in path:
        try:
            entries = entries[step]
        except (KeyError, IndexError, TypeError):
            return None
    return entries


def _add(rows: list[Entries], _path: Path, cls: type) -> None:
    if len(rows) < MOST_ROWS:
        rows.append(blank(cls))


def blank(cls: type) -> Entries:
    """A row that says nothing but what goes without saying, with a key of its own where it will have one."""
    entries = _shaped(cls, {}) | {field.name: default(field) for field in fields_of(cls) if default(field)}
    return entries | {"key": str(uuid4())} if "key" in entries else entries


def default(field: Field) -> str:
    """What a box holds where nobody has said anything."""
    if field.required or field.many or field.nested or field.default is None or isinstance(field.default, bool):
        return ""
    return str(field.default.value if isinstance(field.default, Enum) else field.default)


def _remove(rows: list[Entries], path: Path, _cls: type) -> None:
    if isinstance(at := path[-1], int) and at < len(rows):
        del rows[at]


def _up(rows: list[Entries], path: Path, _cls: type) -> None:
    _swap(rows, path[-1], -1)


def _down(rows: list[Entries], path: Path, _cls: type) -> None:
    _swap(rows, path[-1], 1)


def _swap(rows: list[Entries], at: str | int, by: int) -> None:
    if isinstance(at, int) and 0 <= at < len(rows) and 0 <= at + by < len(rows):
        rows[at], rows[at + by] = rows[at + by], rows[at]


def _earlier(rows: list[Entries], path: Path, _cls: type) -> None:
    _move(rows, path[-1], -1)


def _later(rows: list[Entries], path: Path, _cls: type) -> None:
    _move(rows, path[-1], 1)


def _move(rows: list[Entries], at: str | int, by: int) -> None:
    """Another term for what stands in a row; before the first there is none."""
    if isinstance(at, int) and at < len(rows) and "term" in rows[at]:
        said = rows[at]["term"]
        term = int(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else 0
        rows[at]["term"] = str(max(1, term + by))


_DIGITS = 3
_ACTS = {"add": _add, "remove": _remove, "up": _up, "down": _down, "earlier": _earlier, "later": _later}


def landed(entries: Entries, button: str) -> str:
    """Where a reader goes on after a button of a row, once it has acted: the name of a row, or the value of a button.

    >>> three = {"items": [{}, {}, {}]}
    >>> landed(three, "add:items"), landed(three, "remove:items.3"), landed({"items": []}, "remove:items.0")
    ('items.2', 'items.2', 'add:items')
    >>> landed(three, "down:items.0"), landed(three, "down:items.1"), landed(three, "up:items.1")
    ('down:items.1', 'up:items.2', 'down:items.0')
    """
    deed, _colon, name = button.partition(":")
    path = path_of(name)
    within, at = (path, MOST_ROWS) if deed == "add" else (path[:-1], path and path[-1])
    rows = _at(entries, within)
    if deed not in _ACTS or not isinstance(rows, list) or not isinstance(at, int):
        return ""
    return _going_on(deed, within, at, len(rows) - 1) if rows else f"add:{name_of(within)}"


def _going_on(deed: str, within: Path, at: int, last: int) -> str:
    at = min(max(at + _STEPS.get(deed, 0), 0), last)
    row = name_of((*within, at))
    if deed in _STEPS:
        deed = "down" if at == 0 else "up" if at == last else deed
    return f"{deed}:{row}" if deed in _STEPS or deed in _TERMS else row


_STEPS = {"up": -1, "down": 1}
_TERMS = frozenset({"earlier", "later"})


def begun(cls: type, entries: Mapping[str, Any], known: Collection[str]) -> Entries:
    """The entries without rows in which nobody has said anything yet; those with a key that is `known` stay."""
    found = dict(entries)
    for field in fields_of(cls):
        if field.nested and field.many and field.of is not Requisite:
            rows = [begun(field.of, each, known) for each in found[field.name]]
            found[field.name] = [each for each in rows if each.get("key") in known or not _is_blank(field.of, each)]
    return found


def _is_blank(cls: type, entry: Entries) -> bool:
    return entry == blank(cls) | {"key": entry["key"]} if "key" in entry else entry == blank(cls)


def pruned(cls: type, entries: Mapping[str, Any]) -> Entries:
    """The entries without rows that say nothing and have no key."""
    found = dict(entries)
    for field in fields_of(cls):
        if field.nested and field.many and field.of is not Requisite and field.name in found:
            rows = [pruned(field.of, each) for each in found[field.name]]
            found[field.name] = [each for each in rows if "key" in each or _says(each)]
    return found


def _says(entry: Any) -> bool:  # noqa: ANN401 - entries at any depth
    if isinstance(entry, dict):
        return any(_says(each) for each in entry.values())
    return bool(entry) and entry != "no"
