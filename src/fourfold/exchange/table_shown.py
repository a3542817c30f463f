"""Fields of courses as a person reads them: codes for keys, no empty word."""

from dataclasses import fields as dataclass_fields
from enum import Enum
from typing import Any

from fourfold.domain.course import Course, Requisite
from fourfold.domain.text import Text
from fourfold.exchange.table_names import Names
from fourfold.exchange.table_requisites import in_words
from fourfold.exchange.table_result import Difference
from fourfold.exchange.workbook_words import CHOICE_WORDS


def same(words: str) -> Text:
    """What reads alike in both languages."""
    return Text(en=words, zh=words)


UNSAID = same("—")
_YES, _NO = Text(en="yes", zh="是"), Text(en="no", zh="否")
_NOTHING = Text(en="nothing", zh="无")


def differences(before: Course | None, fields: dict[str, Any], names: Names) -> tuple[Difference, ...]:
    """Each field that changes, old and new; of a new course those that are not as a course begins."""
    begins = {each.name: each.default for each in dataclass_fields(Course)}
    was = {name: getattr(before, name) if before else begins[name] for name in fields}
    return tuple(
        Difference(field=name, old=as_words(was[name], names) if before else UNSAID, new=as_words(held, names))
        for name, held in fields.items()
        if held != was[name]
    )


def as_words(held: Any, names: Names) -> Text:
    """A value of a noun."""
    if held is None or held == ():
        return _NOTHING
    if isinstance(held, bool):
        return _YES if held else _NO
    if isinstance(held, Enum):
        return Text(en=str(held.value).replace("-", " "), zh=CHOICE_WORDS[str(held.value)])
    return same(_neutral(held, names))


def _neutral(held: Any, names: Names) -> str:
    if isinstance(held, Text):
        return " / ".join(each for each in (held.zh, held.en) if each)
    if isinstance(held, Requisite):
        return in_words(held, names.code_of)
    if isinstance(held, tuple):
        return "、".join(_neutral(each, names) for each in held)
    return names.code_of.get(str(held), str(held))
