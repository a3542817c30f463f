"""References inside a part, over every field that the domain marks as one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from fourfold.domain.marks import Refers

Reference = tuple[str, str, str]
"""A JSON pointer, the noun that is meant there, and the key that stands there."""
_Reader = Callable[[Any, str], Iterator[Reference]]


def references(value: object, path: str = "") -> Iterator[Reference]:
    """Every marked reference inside a value of the domain, with its JSON pointer.

    >>> from fourfold.domain.course import Requisite
    >>> list(references(Requisite(any_of=(Requisite(course="a"), Requisite(course="b")))))
    [('/any_of/0/course', 'course', 'a'), ('/any_of/1/course', 'course', 'b')]
    """
    cls: type = type(value)
    for name, reader in _readers(cls):
        child = getattr(value, name)
        if child is not None:
            yield from reader(child, f"{path}/{name}")


@cache
def _readers(cls: type) -> tuple[tuple[str, _Reader], ...]:
    """The fields of a class below which references may stand, each with what reads it."""
    hints = get_type_hints(cls, include_extras=True)
    found = ((field.name, _reader(hints[field.name])) for field in fields(cls))
    return tuple((name, reader) for name, reader in found if reader is not None)


def _reader(hint: Any) -> _Reader | None:  # noqa: ANN401 - a type hint has no type of its own
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        mark = next((each for each in inner[1:] if isinstance(each, Refers)), None)
        return _one(mark.noun) if mark else _reader(inner[0])
    if origin in (Union, UnionType):
        return next((reader for each in inner if (reader := _reader(each))), None)
    if origin is tuple:
        reader = _reader(inner[0])
        return _each(reader) if reader else None
    return references if _bears(hint, frozenset()) else None


def _bears(hint: Any, above: frozenset[Any]) -> bool:  # noqa: ANN401 - as above
    """Whether a reference may stand somewhere inside a class; texts and footings need no walk."""
    if not isinstance(hint, type) or not is_dataclass(hint) or hint in above:
        return False
    inner = get_type_hints(hint, include_extras=True).values()
    return any(_marked(each, above | {hint}) for each in inner)


def _marked(hint: Any, above: frozenset[Any]) -> bool:  # noqa: ANN401 - as above
    if get_origin(hint) is Annotated and any(isinstance(each, Refers) for each in get_args(hint)[1:]):
        return True
    return _bears(hint, above) or any(_marked(each, above) for each in get_args(hint) if each is not Ellipsis)


def _one(noun: str) -> _Reader:
    def read(value: str, path: str) -> Iterator[Reference]:
        yield path, noun, value

    return read


def _each(reader: _Reader) -> _Reader:
    def read(values: Sequence[object], path: str) -> Iterator[Reference]:
        for number, value in enumerate(values):
            yield from reader(value, f"{path}/{number}")

    return read
