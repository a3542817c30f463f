"""Values as plain trees: defaults left out, exact decimals as normalised strings, dates as ISO text."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Any
from unicodedata import is_normalized

from fourfold.canon.agreement import link_order
from fourfold.canon.fields import Field, fields_of
from fourfold.domain.link import CourseLinks
from fourfold.domain.number import exact

Tree = dict[str, Any]
Step = Callable[[Any], Any]


class NotCanonical(ValueError):
    """A value that no reader would have made: a set out of order, or text that is not NFC.

    `fourfold.canon.normal` brings such a value into its normal form.
    """


def tree_of(value: object) -> Tree:
    """A domain value as a dictionary of what differs from the defaults, in the order of its class."""
    cls: type = type(value)
    return writer(cls, strict=True)(value)


def loose_tree_of(value: object) -> Tree:
    """The same for a value that need not be in its normal form."""
    cls: type = type(value)
    return writer(cls, strict=False)(value)


@cache
def writer(cls: type, *, strict: bool) -> Callable[[Any], Tree]:
    """The function that turns values of a class into trees; a `strict` one insists on the normal form."""
    steps = [(each.name, attrgetter(each.name), each.default, _step(each, strict=strict)) for each in fields_of(cls)]

    def write(value: Any) -> Tree:
        if strict and cls is CourseLinks:
            _in_link_order(value)
        tree = {}
        for name, get, default, step in steps:
            held = get(value)
            if held != default:
                tree[name] = step(held)
        return tree

    return write


def _step(field: Field, *, strict: bool) -> Step:
    one = _one(field, strict=strict)
    if not field.many:
        return one
    if field.as_set and strict:
        return lambda held: [one(each) for each in _in_order(field.name, held)]
    return lambda held: [one(each) for each in held]


def _one(field: Field, *, strict: bool) -> Step:
    if field.nested:
        return _nested(field.of, strict=strict)
    if issubclass(field.of, Enum):
        return attrgetter("value")
    steps: dict[type, Step] = {Decimal: decimal_text, date: date.isoformat}
    if strict:
        steps[str] = _normal_text
    return steps.get(field.of, _as_is)


def _nested(cls: type, *, strict: bool) -> Step:
    def write(held: Any) -> Tree:
        return writer(cls, strict=strict)(held)

    return write


def _as_is(held: Any) -> Any:
    return held


def _normal_text(held: str) -> str:
    if not (held.isascii() or is_normalized("NFC", held)):
        raise NotCanonical(f"text is not in Unicode normal form C: {held[:40]!r}")
    return held


def _in_order(name: str, held: tuple[Any, ...]) -> tuple[Any, ...]:
    if any(first >= second for first, second in pairwise(held)):
        raise NotCanonical(f"{name} is a set and must be sorted, without repeats: {held[:5]!r}")
    return held


def _in_link_order(value: CourseLinks) -> None:
    if any(link_order(first) > link_order(second) for first, second in pairwise(value.links)):
        raise NotCanonical(f"links of course {value.course} are not in the order of outcome, framework and item")


def decimal_text(number: Decimal) -> str:
    """A decimal the one normal way.

    >>> decimal_text(Decimal("4.50"))
    '4.5'
    """
    return format(exact(number), "f")
