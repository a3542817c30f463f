"""The domain's marks taught to pydantic, so that one annotation serves reading, checking and JSON Schema.

The domain stays plain: its marks and classes get, from here and only here, the methods that pydantic looks for.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any
from unicodedata import normalize

from pydantic import ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from fourfold.domain.marks import CODE_PATTERN, KEY_PATTERN, AsSet, Bounds, Refers, Shape
from fourfold.domain.number import PLACES, exact

STRICT = ConfigDict(strict=True, extra="forbid")
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?")
LOOKS_LIKE_KEY = re.compile(KEY_PATTERN)


def refuse(code: str, expected: str) -> PydanticCustomError:
    """The error of a value that breaks a rule of ours: `code` is the problem's, `expected` says what would do."""
    return PydanticCustomError(code, "{expected}", {"expected": expected})


@cache
def _shape_check(shape: Shape) -> Callable[[str], str]:
    pattern = re.compile(shape.pattern)

    def check(text: str) -> str:
        text = text if text.isascii() else normalize("NFC", text)
        if len(text) > shape.longest:
            raise refuse("R027", f"at most {shape.longest} characters")
        if not any(each.isprintable() and not each.isspace() for each in text):
            raise refuse("R027", "text that is not blank")
        if not pattern.fullmatch(text):
            raise refuse("R024", described(shape))
        if shape.pattern == CODE_PATTERN and LOOKS_LIKE_KEY.fullmatch(text):
            raise refuse("R024", "a code that does not look like a key")
        return text

    return check


def described(shape: Shape) -> str:
    """What text of a shape looks like, in words."""
    if shape.pattern == CODE_PATTERN:
        return "a code: letters, digits, '.', '_' and '-', at most 40, beginning with a letter or digit"
    if shape.pattern == KEY_PATTERN:
        return "a key: a UUID in lower case"
    return "text without control characters, such as those that turn its direction"


def _shape_schema(self: Shape, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    return core_schema.no_info_after_validator_function(_shape_check(self), handler(source))


def _shape_json(self: Shape, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    return {**handler(schema), "pattern": self.pattern, "minLength": 1, "maxLength": self.longest}


def _bounds_schema(self: Bounds, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    def within(number: Any) -> Any:
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            raise refuse("R025", f"a number from {self.least} to {self.most}")
        return number

    if source is Decimal:
        return core_schema.no_info_plain_validator_function(lambda held: exact(within(_decimal(held))))
    return core_schema.no_info_after_validator_function(within, handler(source))


def _decimal(held: Any) -> Decimal:
    """The number as it stands, its decimal places checked; only then is it short enough to be normalised."""
    if isinstance(held, bool) or not isinstance(held, int | str) or not NUMBER.fullmatch(str(held)):
        raise refuse("R022", "a number, such as 4 or 4.5")
    if len(str(held).partition(".")[2].rstrip("0")) > PLACES:
        raise refuse("R026", f"at most {PLACES} decimal places")
    return Decimal(held)


def _bounds_json(self: Bounds, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    limits = {"minimum": self.least, "maximum": self.most}
    if schema["type"] == "function-plain":
        number = {"type": "number", **limits}
        return {"anyOf": [number, {"type": "string", "pattern": r"^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$"}]}
    return {**handler(schema), **limits}


def _refers_json(self: Refers, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    # Every key is also written like a code, so one pattern serves both.
    said = f"The code of the {self.noun}, or its key."
    return {**handler(schema), "pattern": CODE_PATTERN, "maxLength": 40, "description": said}


def _set_schema(_self: AsSet, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    return core_schema.no_info_after_validator_function(lambda held: tuple(sorted(set(held))), handler(source))


def _teach(cls: type, **methods: Any) -> None:
    for name, method in methods.items():
        setattr(cls, name, method)


_teach(Shape, __get_pydantic_core_schema__=_shape_schema, __get_pydantic_json_schema__=_shape_json)
_teach(Bounds, __get_pydantic_core_schema__=_bounds_schema, __get_pydantic_json_schema__=_bounds_json)
_teach(Refers, __get_pydantic_json_schema__=_refers_json)
_teach(AsSet, __get_pydantic_core_schema__=_set_schema)


def teach_class(cls: type, settle: Callable[[Any], Any] | None) -> None:
    """Have pydantic read `cls` strictly, and pass each value it makes through `settle`."""
    cls.__pydantic_config__ = STRICT  # type: ignore[attr-defined]  # pydantic's own name for a dataclass's configuration
    if settle is None:
        return

    def schema(_cls: type, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(settle, handler(source))

    cls.__get_pydantic_core_schema__ = classmethod(schema)  # type: ignore[attr-defined]  # as above
