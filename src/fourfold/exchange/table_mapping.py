"""Which column of a college's table means what: guessed once with reasons, corrected by people, kept as JSON."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from fourfold.exchange.table_fields import NAMED, Field, plain

SCHEMA = "column-mapping/1"
SEVERAL = " / "
"""What stands between the parts of a heading of several rows."""
_CLOSE = 0.84
_LONGEST_NAME = 30
"""A longer heading is a sentence: comparing it with every name finds nothing and takes long."""
_LONGEST_TERM = 20
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_ENOUGH_TERMS = 2


class Ground(StrEnum):
    """Why a column is taken to mean a field, surest first."""

    GIVEN = "given"
    NAME = "name"
    PART = "part"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One heading and the field it means, if any; `term` where it is a column for one term.

    `like` is the name that it was recognised by.
    """

    heading: str
    field: Field | None = None
    term: int | None = None
    ground: Ground = Ground.NONE
    like: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The columns of a table, or of all tables of a file, by heading; the first word on a heading counts."""

    columns: tuple[Column, ...] = ()
    _by_heading: dict[str, Column] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for each in self.columns:
            self._by_heading.setdefault(plain(each.heading), each)

    def of(self, heading: str) -> Column | None:
        return self._by_heading.get(plain(heading))

    def over(self, guessed: "Mapping") -> "Mapping":
        """This mapping's word where it has one, else what was guessed."""
        found = ((each, self.of(each.heading)) for each in guessed.columns)
        return Mapping(columns=tuple(replace(said, heading=each.heading) if said else each for each, said in found))


class NotAMapping(ValueError):
    """JSON that is no mapping, with the place and what was expected there."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path}: {expected}")
        self.path, self.expected = path, expected


def guess(headings: Sequence[str], *, closely: bool = True) -> Mapping:
    """What each heading seems to mean, with the ground of each guess; spelling errors are forgiven where `closely`.

    >>> [each.field.value for each in guess(["课程编号", "课程名称", "学 分", "各学期周学时 / 三"]).columns]
    ['code', 'title', 'credits', 'by_term']
    """
    once = tuple(dict.fromkeys(each for each in headings if each))
    grounds = _GROUNDS if closely else _GROUNDS[:-1]
    counted = _counted(once)
    return Mapping(columns=tuple(counted.get(each) or _guessed(each, grounds) for each in once))


def _counted(headings: Sequence[str]) -> dict[str, Column]:
    """The terms, where headings count them with bare numbers: `1`, `2`, `3`, as our own plan document does.

    >>> (
    ...     [each.term for each in guess(["课程代码", "1", "2"]).columns],
    ...     [each.term for each in guess(["学分", "1"]).columns],
    ... )
    ([None, 1, 2], [None, None])
    """
    numbers = [each for each in headings if each.isascii() and each.isdigit()]
    if len(numbers) < _ENOUGH_TERMS or numbers != [str(each) for each in range(1, len(numbers) + 1)]:
        return {}
    return {
        each: Column(heading=each, field=Field.BY_TERM, term=int(each), ground=Ground.PART, like=each)
        for each in numbers
        if int(each) <= _LONGEST_TERM
    }


def _guessed(heading: str, grounds: Sequence[Ground]) -> Column:
    term = term_of(heading)
    if term is not None:
        return Column(heading=heading, field=Field.BY_TERM, term=term, ground=Ground.NAME, like=heading)
    parts = [each for each in heading.split(SEVERAL) if each.strip()]
    tries = ((ground, each) for ground in grounds for each in _trials(parts))
    for ground, trial in tries:
        name = _TRY[ground](trial)
        if name:
            return Column(heading=heading, field=NAMED[name], ground=ground, like=trial)
    return Column(heading=heading)


def _trials(parts: list[str]) -> list[str]:
    """The last part says most: `学时 / 理论`; both together may be a name: `理论 / 学时`."""
    joined = "".join(parts)
    return list(dict.fromkeys([*reversed(parts[-1:]), joined, "".join(reversed(parts)), *reversed(parts[:-1])]))


def _exact(heading: str) -> str:
    name = plain(heading)
    return name if name in NAMED else ""


def _within(heading: str) -> str:
    """The name without what stands in brackets, before a slash, or in English after it: `课程代码 Code`."""
    name = re.sub(r"[(（\[【].*?[)）\]】]", "", plain(heading))
    chinese = _CHINESE.match(name)
    parts = (name, *re.split(r"[/／]", name), chinese[0] if chinese else "")
    return next((each for each in parts if each in NAMED), "")


def _close(heading: str) -> str:
    name = plain(heading)
    if not 3 <= len(name) <= _LONGEST_NAME:  # noqa: PLR2004 - in a shorter name one letter is another word
        return ""
    return next(iter(get_close_matches(name, NAMED, n=1, cutoff=_CLOSE)), "")


_TRY = {Ground.NAME: _exact, Ground.PART: _within, Ground.CLOSE: _close}
_GROUNDS = tuple(_TRY)

_DIGITS = {each: number for number, each in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_NUMBER = r"(\d{1,2}|十[一二]|[一二三四五六七八九十]|viii|vii|vi|iv|v|iii|ii|i)"
_SAYS_TERM = re.compile(rf"^(?:第?{_NUMBER}(?:学期|期)|(?:term|semester|sem\.?){_NUMBER})$")
_BARE = re.compile(rf"^第?{_NUMBER}$")
_YEAR = re.compile(rf"第?{_NUMBER}学年|year{_NUMBER}")
_OF_TERMS = re.compile(r"学期|周学时|学年|教学进程|课时分配|学时分配|semester|term|hoursperweek|weeklyhours")


def term_of(heading: str) -> int | None:
    """The term that a heading names.

    >>> term_of("各学期周学时 / 二"), term_of("第3学期"), term_of("第二学年 / 第一学期"), term_of("学期")
    (2, 3, 3, None)
    """
    parts = [re.sub(r"[(（].*?[)）]", "", plain(each)) for each in heading.split(SEVERAL)]
    above, found = "", None
    for part in parts:
        year = _YEAR.search(above)
        found = found or _term(part, above, _numbered(year) if year else None)
        above += part
    return found


def _term(part: str, above: str, year: int | None) -> int | None:
    match = _SAYS_TERM.match(part) or (_BARE.match(part) if _OF_TERMS.search(above) else None)
    if match is None or len(part) > _LONGEST_TERM:
        return None
    number = _numbered(match)
    return number if year is None or number > 2 else 2 * (year - 1) + number  # noqa: PLR2004 - a year has two terms


def _numbered(match: re.Match[str]) -> int:
    said = next(each for each in match.groups() if each)
    return int(said) if said.isdigit() else _DIGITS.get(said) or _ROMAN[said]


def mapping_as_json(mapping: Mapping) -> dict[str, Any]:
    """A mapping as the tree that is kept."""
    return {
        "schema": SCHEMA,
        "columns": [_column_as_json(each) for each in mapping.columns],
    }


def _column_as_json(column: Column) -> dict[str, Any]:
    said = {"heading": column.heading, "field": column.field.value if column.field else None}
    return said | ({"term": column.term} if column.term is not None else {})


def mapping_from_json(tree: Any) -> Mapping:
    """The mapping that was kept, or `NotAMapping` with the place of the fault."""
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise NotAMapping("/schema", f'"schema": "{SCHEMA}"')
    columns = tree.get("columns")
    if not isinstance(columns, list):
        raise NotAMapping("/columns", "a list")
    read = tuple(_column_from_json(each, f"/columns/{at}") for at, each in enumerate(columns))
    if len({plain(each.heading) for each in read}) < len(read):
        raise NotAMapping("/columns", "each heading once")
    return Mapping(columns=read)


def _column_from_json(tree: Any, path: str) -> Column:
    if not isinstance(tree, dict) or not set(tree) <= {"heading", "field", "term"}:
        raise NotAMapping(path, "heading, field and, for a term's column, term")
    heading, said, term = tree.get("heading"), tree.get("field"), tree.get("term")
    if not isinstance(heading, str) or not plain(heading):
        raise NotAMapping(f"{path}/heading", "the text of a heading")
    if said is not None and said not in list(Field):
        raise NotAMapping(f"{path}/field", "null or one of: " + ", ".join(Field))
    if (said == Field.BY_TERM) != _is_term(term):
        raise NotAMapping(f"{path}/term", "the term's number, exactly where the field is by_term")
    return Column(heading=heading, field=Field(said) if said else None, term=term, ground=Ground.GIVEN, like=heading)


def _is_term(term: Any) -> bool:
    return type(term) is int and 1 <= term <= _LONGEST_TERM
