"""Every value of one type inside a part, found by walking only the fields that may hold it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

_Wanted = TypeVar("_Wanted")


def inside(value: object, wanted: type[_Wanted], path: str = "") -> Iterator[tuple[str, _Wanted]]:
    """Every value of the wanted type inside a value of the domain, with its JSON pointer.

    >>> from fourfold.domain.text import Text
    >>> list(inside((Text(en="a"), Text(en="b")), Text, "/titles"))[1]
    ('/titles/1', Text(en='b', zh=None))
    """
    if isinstance(value, wanted):
        yield path, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from inside(each, wanted, f"{path}/{number}")
    else:
        cls: type = type(value)
        mark: type = wanted
        for name in _fields(cls, mark):
            child = getattr(value, name)
            if child is not None and child != ():
                yield from inside(child, wanted, f"{path}/{name}")


@cache
def _fields(cls: type, wanted: type) -> tuple[str, ...]:
    """The fields of a class below which a value of the wanted type may stand."""
    if not is_dataclass(cls):
        return ()
    hints = get_type_hints(cls)
    return tuple(each.name for each in fields(cls) if _may_hold(hints[each.name], wanted, frozenset({cls})))


def _may_hold(hint: Any, wanted: type, above: frozenset[Any]) -> bool:  # noqa: ANN401 - a type hint has no type
    if hint is wanted or hint in above:
        return True  # a class inside itself may hold whatever it holds elsewhere
    if isinstance(hint, type) and is_dataclass(hint):
        return any(_may_hold(each, wanted, above | {hint}) for each in get_type_hints(hint).values())
    return any(_may_hold(each, wanted, above) for each in get_args(hint) if each is not Ellipsis)
