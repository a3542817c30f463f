"""Outside input → a domain value, or every fault of its shape with a path."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

import msgspec
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from fourfold.canon.agreement import SETTLE
from fourfold.canon.fields import Field, field_names, field_of, fields_of
from fourfold.canon.marks import NUMBER, teach_class
from fourfold.domain.cluster import Cluster
from fourfold.domain.framework import Framework

T = TypeVar("T")
Step = str | int
LONGEST_FOUND = 80
_LONGEST_NUMBER = 30
"""Longer ones are handed on as text, quotes or none."""
HALF = re.compile("[\ud800-\udfff]")
"""Half a character (a lone surrogate): no file, database or page can hold it."""
WHOLE = "text of whole characters"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a value: where, what stands there, what was expected, and the problem's code."""

    path: tuple[Step, ...]
    code: str
    found: str
    expected: str


def validate(cls: type[T], tree: object) -> T | list[Fault]:
    """`tree` (as parsed from YAML or JSON) as a value of `cls` in its normal form, or everything wrong with it."""
    known: type = cls
    try:
        return cast("T", adapter(known).validate_json(_json(tree)))
    except UnicodeEncodeError:
        return [Fault(path, "R027", shown(text), WHOLE) for path, text in broken(tree)]
    except ValidationError as error:
        return [_fault(cls, tree, detail) for detail in error.errors(include_url=False)]


@cache
def adapter(cls: type) -> TypeAdapter[Any]:
    """pydantic's reader of a class of the domain."""
    _teach_all()
    return TypeAdapter(cls)


@cache
def _teach_all() -> None:
    todo: list[type] = [Cluster, Framework]
    seen: set[type] = set()
    while todo:
        cls = todo.pop()
        if cls not in seen:
            seen.add(cls)
            teach_class(cls, SETTLE.get(cls))
            todo += [field.of for field in fields_of(cls) if field.nested]


_encoder = msgspec.json.Encoder(decimal_format="string")


def _json(tree: object) -> bytes:
    return _encoder.encode(tree)


def broken(tree: object, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every text of a tree, names of fields among them, that holds half a character, with its path."""
    if isinstance(tree, str) and HALF.search(tree):
        yield path, tree
    for step, below in _below(tree):
        if isinstance(step, str) and HALF.search(step):
            yield (*path, step), step
        yield from broken(below, (*path, step))


def _below(tree: object) -> Iterator[tuple[Step, object]]:
    if isinstance(tree, dict):
        yield from tree.items()
    elif isinstance(tree, list):
        yield from enumerate(tree)


def _fault(cls: type, tree: object, detail: ErrorDetails) -> Fault:
    path = detail["loc"]
    kind = detail["type"]
    holder, field = _declared(cls, path)
    if kind == "unexpected_keyword_argument":
        return Fault(path, "R020", str(path[-1]), nearest(str(path[-1]), field_names(holder)))
    if kind in {"missing", "missing_keyword_only_argument"}:
        return Fault(path, "R021", "nothing", _wanted(field))
    found = shown(_at(tree, path))
    if kind.startswith("R0"):
        meant = f"the code or key of the {field.refers.noun} that is meant" if field and field.refers else None
        return Fault(path, kind, found, meant or detail["ctx"]["expected"])
    if kind == "enum" and field is not None:
        return Fault(path, "R023", found, nearest(found, choices(field.of)))
    found = f"“{found}” in quotes" if _in_quotes(_at(tree, path)) else found
    return Fault(path, "R022", found, _wanted(field, inside=bool(path) and isinstance(path[-1], int)))


def _in_quotes(found: object) -> bool:
    """Whether this is text that would be something else without quotes."""
    if not isinstance(found, str) or len(found) > _LONGEST_NUMBER:
        return False
    return found in {"true", "false"} or NUMBER.fullmatch(found) is not None


def _declared(cls: type, path: Sequence[Step]) -> tuple[type, Field | None]:
    """The class that holds the last field named in `path`, and that field."""
    holder, field = cls, None
    for step in path:
        if isinstance(step, str):
            if field is not None and field.nested:
                holder = field.of
            field = field_of(holder, step)
    return holder, field


def _at(tree: object, path: Sequence[Step]) -> object:
    for step in path:
        try:
            tree = tree[step]  # type: ignore[index]  # a wrong step is what the except is for
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def _wanted(field: Field | None, *, inside: bool = False) -> str:
    if field is None:
        return "a mapping"
    if field.many and not inside:
        return "a list"
    if field.nested:
        return "a mapping"
    if issubclass(field.of, Enum):
        return "one of: " + ", ".join(choices(field.of))
    return _WANTED[field.of]


_WANTED: dict[type, str] = {
    str: "text (in quotes where it looks like a number)",
    int: "a whole number",
    bool: "true or false",
    Decimal: "a number, such as 4 or 4.5",
    date: "a date, such as 2026-06-01",
}


def choices(cls: type) -> list[str]:
    """The words of an enumeration, in its order."""
    return [str(each.value) for each in cls] if issubclass(cls, Enum) else []


def nearest(found: str, known: Sequence[str]) -> str:
    """What was meant, if something known is close to it; else all that is known."""
    meant = closest(found, known)
    return meant_by(meant) if meant is not None else "one of: " + ", ".join(known)


def closest(found: str, known: Sequence[str]) -> str | None:
    """The one of these that is closest to what was found, capitals ignored, if any is close."""
    low = {each.lower(): each for each in known}
    close = get_close_matches(found.lower(), low, n=1, cutoff=0.7)
    return low[close[0]] if close else None


def meant_by(meant: str) -> str:
    """What is expected instead of something that only resembles it."""
    return f"did you mean {meant}?"


def shown(found: object, longest: int = LONGEST_FOUND) -> str:
    """What was found, short enough to print and without control characters."""
    if isinstance(found, dict | list):
        return f"a {'mapping' if isinstance(found, dict) else 'list'} of {len(found)}"
    words = {"None": "nothing", "True": "true", "False": "false"}
    text = str(found) if isinstance(found, str) else words.get(str(found), str(found))
    text = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text[: longest + 1])
    return text if len(text) <= longest else text[: longest - 1] + "…"
