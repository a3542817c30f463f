"""The fields of a small body: what each takes, as OpenAPI says it and as it is checked, every fault at once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fourfold.api.refusals import Fault, faulty, language
from fourfold.domain.text import Text
from fourfold.engine.merge import Side

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its schema, whether a value fits, and what it is in words."""

    schema: Tree
    fits: Callable[[Any], bool]
    what: Text
    required: bool = False


Fields = Mapping[str, Field]


def text(most: int, *, required: bool = False, says: str = "") -> Field:
    """Text of at most so many characters."""
    schema: Tree = {"type": "string", "maxLength": most} | ({"minLength": 1} if required else {})
    return Field(
        schema=schema | _described(says),
        fits=lambda said: isinstance(said, str) and int(required) <= len(said) <= most,
        what=Text(en=f"text of at most {most} characters", zh=f"不超过 {most} 个字符的文本"),
        required=required,
    )


def pattern(shape: str, what: Text, *, required: bool = False, says: str = "") -> Field:
    """Text of a shape."""
    return Field(
        schema={"type": "string", "pattern": shape} | _described(says),
        fits=lambda said: isinstance(said, str) and re.fullmatch(shape, said) is not None,
        what=what,
        required=required,
    )


def one_of(values: tuple[str, ...], *, required: bool = False, says: str = "") -> Field:
    """One of some words."""
    listed = ", ".join(values)
    return Field(
        schema={"type": "string", "enum": list(values)} | _described(says),
        fits=lambda said: isinstance(said, str) and said in values,
        what=Text(en=f"one of: {listed}", zh=f"以下之一：{listed}"),
        required=required,
    )


def day(*, required: bool = False, says: str = "") -> Field:
    """A day."""
    return Field(
        schema={"type": "string", "format": "date"} | _described(says),
        fits=_is_day,
        what=Text(en="a day such as 2026-06-01", zh="日期，例如 2026-06-01"),
        required=required,
    )


def sides(says: str) -> Field:
    """For the place of each conflict the side that shall stand."""
    known = sorted(each.value for each in Side)
    return Field(
        schema={
            "type": "object",
            "additionalProperties": {"type": "string", "enum": known},
            "description": says,
        },
        fits=lambda said: isinstance(said, dict) and all(isinstance(v, str) and v in known for v in said.values()),
        what=Text(en="an object of base, ours or theirs", zh="以 base、ours 或 theirs 为值的对象"),
    )


def chosen(said: Tree) -> dict[str, Side]:
    """The `choices` of a body that has them."""
    return {place: Side(side) for place, side in said.get("choices", {}).items()}


def body_of(fields: Fields) -> Tree:
    """The schema of a body with these fields."""
    required = [name for name, each in fields.items() if each.required]
    return {
        "type": "object",
        "properties": {name: each.schema for name, each in fields.items()},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def said(tree: Tree, fields: Fields) -> Tree:
    """The body, where it has these fields and no others; or all its faults."""
    faults = [Fault(pointer=f"/{name}", code="R020", detail=_no_field(name)) for name in tree if name not in fields]
    faults += [
        Fault(pointer=f"/{name}", code="R022", detail=_other(name, each))
        for name, each in fields.items()
        if (each.required or name in tree) and not each.fits(tree.get(name))
    ]
    if faults:
        raise faulty(faults)
    return tree


def _described(says: str) -> Tree:
    return {"description": says} if says else {}


def _is_day(said: object) -> bool:
    if not isinstance(said, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", said, re.ASCII):
        return False
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True


def _no_field(name: str) -> str:
    shown = name[:40]
    return f"没有字段 {shown}。" if language() == "zh" else f"There is no field {shown}."


def _other(name: str, field: Field) -> str:
    what = field.what.in_language(language())
    return f"{name} 应为{what}。" if language() == "zh" else f"{name} is {what}."
