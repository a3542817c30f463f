"""The fields of a domain class, read once from its annotations: what every walk over values is driven by."""

import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from fourfold.domain.marks import AsSet, Refers, Shape


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the class of its values, and whether it holds `many`, is a set, or refers to another noun.

    `shape` is what text in it must look like, a code or a key for instance.
    """

    name: str
    of: type
    many: bool
    optional: bool
    as_set: bool
    refers: Refers | None
    default: Any
    nested: bool
    shape: Shape | None = None

    @property
    def required(self) -> bool:
        return self.default is MISSING


@cache
def fields_of(cls: type) -> tuple[Field, ...]:
    """The fields of a dataclass in the order it declares them."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_field(each.name, hints[each.name], each.default) for each in fields(cls))


@cache
def field_names(cls: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields_of(cls))


@cache
def field_of(cls: type, name: str) -> Field | None:
    return next((each for each in fields_of(cls) if each.name == name), None)


@cache
def has_key(cls: type) -> bool:
    """Whether values of this class are nouns with an identity of their own."""
    return "key" in field_names(cls)


def _field(name: str, hint: Any, default: Any) -> Field:
    marks: list[Any] = []
    many = optional = False
    while (origin := get_origin(hint)) is not None:
        if origin is Annotated:
            hint, *more = get_args(hint)
            marks += more
        elif origin in (Union, types.UnionType):
            optional = True
            hint = next(each for each in get_args(hint) if each is not type(None))
        elif origin is tuple:
            many = True
            hint = get_args(hint)[0]
        else:
            raise TypeError(f"{name}: {hint} is not a type that documents are made of")
    refers = next((mark for mark in marks if isinstance(mark, Refers)), None)
    as_set = any(isinstance(mark, AsSet) for mark in marks)
    shape = next((mark for mark in marks if isinstance(mark, Shape)), None)
    return Field(name, hint, many, optional, as_set, refers, default, nested=is_dataclass(hint), shape=shape)
