"""Values as plain trees: defaults left out, exact decimals as normalised strings, dates as ISO text."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any
from unicodedata import is_normalized

from fourfold.canon.fields import Field, fields_of
from fourfold.domain.number import exact


class NotCanonical(ValueError):
    """A value that no reader would have made: a set out of order, or text that is not NFC."""


def tree_of(value: Any) -> dict[str, Any]:
    """A domain value as a dictionary of what differs from the defaults, in the order of its class."""
    return _writer(type(value))(value)


@cache
def _writer(cls: type) -> Callable[[Any], dict[str, Any]]:
    steps = [(each.name, attrgetter(each.name), each.default, _step(each)) for each in fields_of(cls)]

    def write(value: Any) -> dict[str, Any]:
        tree = {}
        for name, get, default, step in steps:
            held = get(value)
            if held != default:
                tree[name] = step(held)
        return tree

    return write


def _step(field: Field) -> Callable[[Any], Any]:
    one = _one(field)
    if not field.many:
        return one
    if field.as_set:
        return lambda held: [one(each) for each in _in_order(field.name, held)]
    return lambda held: [one(each) for each in held]


def _one(field: Field) -> Callable[[Any], Any]:
    if field.nested:
        return lambda held: _writer(field.of)(held)
    if issubclass(field.of, Enum):
        return lambda held: held.value
    return {str: _text, Decimal: decimal_text, date: date.isoformat}.get(field.of, _as_is)


def _as_is(held: Any) -> Any:
    return held


def _text(held: str) -> str:
    if not (held.isascii() or is_normalized("NFC", held)):
        raise NotCanonical(f"text is not in Unicode normal form C: {held[:40]!r}")
    return held


def _in_order(name: str, held: tuple[Any, ...]) -> tuple[Any, ...]:
    if any(first >= second for first, second in zip(held, held[1:], strict=False)):
        raise NotCanonical(f"{name} is a set and must be sorted, without repeats: {held[:5]!r}")
    return held


def decimal_text(number: Decimal) -> str:
    """A decimal the one normal way.

    >>> decimal_text(Decimal("4.50"))
    '4.5'
    """
    return format(exact(number), "f")
