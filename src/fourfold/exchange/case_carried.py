"""What a foreign CASE package says beyond our model: told apart when it is read, put back when it is written.

A framework as we would write it is laid beside the package that was read. Where a field differs, what the package says
is carried, together with a mark of what we would have written. When the framework is written again, a field is put back
only where we would still write the same: an edit of ours is never undone by what was carried.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from fourfold.domain.framework import Carried, Framework
from fourfold.domain.marks import LONGEST_TEXT
from fourfold.exchange.bounded_json import parse
from fourfold.exchange.case_framework import SCHEMA
from fourfold.exchange.case_names import (
    EXTRA,
    ITEM_TYPES,
    OURS,
    Flat,
    Here,
    Name,
    Objects,
    Stamp,
)
from fourfold.exchange.case_shapes import FIELDS, REQUIRED
from fourfold.exchange.faults import Unreadable

Told = dict[str, list[Any]]
"""Field by field: a mark of what we would write, empty for nothing; then what the package says, if it says anything."""
WHOLE = ""
"""The field that stands for a whole object, which the package does not have."""
_NOT_PLAIN = re.compile(r"[^\x20-\x7e]")
_MARK = 8


def _standing(held: Any) -> Any:
    if isinstance(held, Here):
        return {"here": [held.kind, held.of]}
    if isinstance(held, Stamp):
        return {"stamp": 1}
    raise TypeError(type(held).__name__)


_encoder = msgspec.json.Encoder(enc_hook=_standing, decimal_format="number", order="sorted")


def _mark(held: Any) -> str:
    return sha256(_encoder.encode(held)).hexdigest()[:_MARK]


def _marks(flat: Flat) -> dict[str, str]:
    """A mark of each field; that of the last change is one of all the others, so that it changes with them."""
    return {name: _mark(flat if isinstance(held, Stamp) else held) for name, held in flat.items()}


def beyond(theirs: Objects, ours: Objects, placed: Objects) -> tuple[Carried, ...]:
    """What a package says that differs from what we would write; `placed` has our addresses and moments filled in."""
    told = {name: found for name, each in theirs.items() if (found := _of_both(name, each, ours, placed))}
    told |= {name: {WHOLE: [_mark(each)]} for name, each in ours.items() if name not in theirs and _is_missed(name)}
    return tuple(piece for name in sorted(told) for piece in _pieces(str(name), told[name]))


def _is_missed(name: Name) -> bool:
    """Types of items come and go with those who use them."""
    return name.kind != ITEM_TYPES


def _of_both(name: Name, theirs: Flat, ours: Objects, placed: Objects) -> Told:
    if name not in ours:
        return {field: ["", held] for field, held in theirs.items()}
    marks, written = _marks(ours[name]), placed[name]
    told: Told = {
        field: [marks.get(field, ""), held]
        for field, held in theirs.items()
        if field not in written or written[field] != held
    }
    gone = [each for each in written if each not in theirs and _may_go(name, each)]
    return told | {field: [marks[field]] for field in gone}


def _may_go(name: Name, field: str) -> bool:
    """Whether a field that the package does not have may be left out again: our own extensions never are."""
    return field not in REQUIRED[name.kind] and not field.startswith(f"{EXTRA}{OURS}")


def _pieces(of: str, told: Told) -> Iterable[Carried]:
    text = _NOT_PLAIN.sub(_escaped, _encoder.encode(told).decode()).replace("  ", " \\u0020")
    for start in range(0, len(text), LONGEST_TEXT):
        yield Carried(of=of, text=text[start : start + LONGEST_TEXT])


def _escaped(found: re.Match[str]) -> str:
    halves = found[0].encode("utf-16-be")
    return "".join(f"\\u{halves[at : at + 2].hex()}" for at in range(0, len(halves), 2))


def put_back(ours: Objects, framework: Framework) -> Objects:
    """Our objects with what the framework carries; what can no longer be understood is left where it is."""
    found = dict(ours)
    for name, told in _read(framework.carried).items():
        if name in ours:
            _onto(found, name, told)
        elif all(not each[0] for each in told.values()):
            flat = {field: each[1] for field, each in told.items() if _fits(name, field, each)}
            if REQUIRED[name.kind] <= flat.keys() and flat.get("identifier", "") == name.of:
                found[name] = flat
    return found


def _onto(found: Objects, name: Name, told: Told) -> None:
    flat = found[name]
    marks = _marks(flat)
    if WHOLE in told:
        if told[WHOLE][0] == _mark(flat):
            del found[name]
        return
    kept = {field: each for field, each in told.items() if each[0] == marks.get(field, "")}
    gone = {field for field, each in kept.items() if len(each) == 1 and _may_go(name, field)}
    back = {field: each[1] for field, each in kept.items() if _fits(name, field, each)}
    found[name] = {field: held for field, held in flat.items() if field not in gone} | back


def _fits(name: Name, field: str, told: list[Any]) -> bool:
    """Whether what is carried may stand where it belongs: everything that is written is valid, whoever carried it."""
    test = FIELDS[name.kind].get(field)
    return len(told) > 1 and (field.startswith(EXTRA) or (test is not None and test(told[1])))


def _read(carried: Iterable[Carried]) -> dict[Name, Told]:
    texts: defaultdict[str, str] = defaultdict(str)
    for piece in carried:
        texts[piece.of] += piece.text
    found = {}
    for of, text in texts.items():
        kind, _, rest = of.partition(" ")
        told = _told(text) if kind in FIELDS else None
        if told is not None:
            found[Name(kind, rest)] = told
    return found


def _told(text: str) -> Told | None:
    try:
        tree = parse(text, "carried", any_number=True)
    except Unreadable:
        return None
    return tree if isinstance(tree, dict) and all(_is_told(each) for each in tree.values()) else None


def _is_told(each: Any) -> bool:
    return isinstance(each, list) and len(each) in {1, 2} and isinstance(each[0], str)


def placed(objects: Objects, *, base: str, at: str) -> Objects:
    """Objects with every address of ours below `base`, and every moment of ours `at` one."""
    return {name: {field: _placed(held, base, at) for field, held in flat.items()} for name, flat in objects.items()}


def _placed(held: Any, base: str, at: str) -> Any:
    if isinstance(held, Here):
        return held.at(base)
    if isinstance(held, Stamp):
        return at
    if isinstance(held, dict):
        return {name: _placed(each, base, at) for name, each in held.items()}
    return held


def is_ours(document: Mapping[str, Any]) -> bool:
    """Whether Fourfold wrote a document."""
    return isinstance(document.get(SCHEMA), str)
