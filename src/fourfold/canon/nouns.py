"""The nouns inside a part: everything in it that has a key of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fourfold.canon.fields import fields_of, has_key
from fourfold.canon.identity import NOUNS
from fourfold.canon.kinds import Part
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key


@dataclass(frozen=True, slots=True)
class Bearer:
    """A noun by its kind, key and code; links have no code."""

    noun: str
    key: Key
    code: str | None


def nouns_in(part: Part) -> tuple[Bearer, ...]:
    """Every noun of a part, outermost first."""
    return tuple(_nouns(part))


def nouns_in_framework(framework: Framework) -> tuple[Bearer, ...]:
    """The framework and every item of it, outermost first."""
    return tuple(_nouns(framework))


def _nouns(value: Any) -> Iterator[Bearer]:
    cls: type = type(value)
    if has_key(cls):
        yield Bearer(NOUNS[cls], value.key, getattr(value, "code", None))
    for field in fields_of(cls):
        held = getattr(value, field.name)
        if field.nested and held is not None:
            for below in held if field.many else (held,):
                yield from _nouns(below)
