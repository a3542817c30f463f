"""Questions: what is wrong with a parameter of an address, in both languages, and dates as they are written here."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from fourfold.api.refusals import Fault, language
from fourfold.domain.text import Text

_WHOLE = Text(en="It is a whole number.", zh="应为整数。")
_DATE = Text(en="It is a date such as 2026-06-01.", zh="应为 2026-06-01 之类的日期。")
_CHOICE = Text(en="It is {expected}.", zh="应为 {expected}。")
_WORDS = {
    "missing": Text(en="It must be given.", zh="必须给出。"),
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "greater_than_equal": Text(en="It is at least {ge}.", zh="至少为 {ge}。"),
    "less_than_equal": Text(en="It is at most {le}.", zh="最大为 {le}。"),
    "string_too_long": Text(en="It has at most {max_length} characters.", zh="最多 {max_length} 个字符。"),
    "literal_error": _CHOICE,
    "enum": _CHOICE,
    "value_error": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_parsing": _DATE,
}
"""By the types of pydantic's errors; what it has beside them stands in the braces."""


def _written(said: object) -> object:
    if isinstance(said, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
        raise ValueError(said)
    return said


Day = Annotated[date, BeforeValidator(_written)]
"""A date: nothing else that could be taken for one, such as a count of seconds."""


def fault_of(found: dict[str, Any]) -> Fault:
    """One error of a question in words."""
    loc = found["loc"]
    parameter = str(loc[-1]) if isinstance(loc, tuple | list) and loc else ""
    words = _WORDS.get(str(found["type"]))
    detail = words.in_language(language()).format(**_facts(found)) if words else str(found["msg"])
    return Fault(parameter=parameter, code="parameter", detail=detail)


def _facts(found: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = found.get("ctx") or {}
    expected = str(facts.get("expected", ""))
    if language() == "zh":
        expected = expected.replace(", ", "、").replace(" or ", " 或 ")
    return facts | {"expected": expected}
