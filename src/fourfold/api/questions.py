"""Questions: what is wrong with a parameter of an address, in both languages, and dates as they are written here."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from fourfold.api.refusals import Fault, faulty, language
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
_PLAN = Text(en="program or plan", zh="专业或培养方案")
_NOUNS = {
    "program": Text(en="program", zh="专业"),
    "category": Text(en="category", zh="课程类别"),
    "course": Text(en="course", zh="课程"),
    "plan": Text(en="plan", zh="培养方案"),
    "framework": Text(en="framework", zh="标准"),
    "from": _PLAN,
    "to": _PLAN,
}
"""What the codes in parameters are of."""


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


def known(parameter: str, asked: list[str], codes: list[str]) -> tuple[str, ...]:
    """The codes that are asked for as they are written here; what nothing is called is a fault."""
    if faults := strangers(parameter, asked, codes):
        raise faulty(faults)
    here = {code.lower(): code for code in codes}
    return tuple(here[each.lower()] for each in asked)


def strangers(parameter: str, asked: list[str], codes: list[str]) -> list[Fault]:
    """A fault for each code that is asked for and that nothing has."""
    here = {code.lower() for code in codes}
    strange = [each for each in asked if each.lower() not in here]
    return [Fault(parameter=parameter, code="parameter", detail=_no_such(parameter, each)) for each in strange]


def _no_such(parameter: str, code: str) -> str:
    noun, shown = _NOUNS[parameter].in_language(language()), code[:40]
    return f"这里没有{noun} {shown}。" if language() == "zh" else f"There is no {noun} {shown} here."


def in_terms(term: int | None, last: int, *, parameter: str = "term") -> int | None:
    """A term that is asked for; one that there is not is a fault."""
    if term is not None and not 1 <= term <= last:
        raise faulty([Fault(parameter=parameter, code="parameter", detail=_no_term(last))])
    return term


def _no_term(last: int) -> str:
    return f"学期须在 1 至 {last} 之间。" if language() == "zh" else f"A term is a number from 1 to {last}."
