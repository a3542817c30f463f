"""Fields of courses as a person reads them: codes for keys, no empty word."""

from dataclasses import fields as dataclass_fields
from decimal import Decimal
from enum import Enum
from typing import Any

from fourfold.domain.course import Course, Requisite
from fourfold.domain.text import Text
from fourfold.exchange.table_names import Names
from fourfold.exchange.table_requisites import in_words
from fourfold.exchange.table_result import Difference

UNSAID = "—"


def differences(before: Course | None, fields: dict[str, Any], names: Names) -> tuple[Difference, ...]:
    """Each field that changes, old and new; of a new course those that are not as a course begins."""
    begins = {each.name: each.default for each in dataclass_fields(Course)}
    was = {name: getattr(before, name) if before else begins[name] for name in fields}
    return tuple(
        Difference(field=name, old=as_words(was[name], names) if before else UNSAID, new=as_words(held, names))
        for name, held in fields.items()
        if held != was[name]
    )


def as_words(held: Any, names: Names) -> str:
    if isinstance(held, Text):
        return " / ".join(each for each in (held.zh, held.en) if each)
    if isinstance(held, Requisite):
        return in_words(held, names.code_of)
    if isinstance(held, tuple):
        return "、".join(as_words(each, names) for each in held) or UNSAID
    if isinstance(held, Enum):
        return str(held.value)
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, int | Decimal):
        return str(held)
    return UNSAID if held is None else names.code_of.get(str(held), str(held))
