"""Requisites as tables write them: `NT-A、OS-A` is both, `NT-A 或 OS-A` is either, `（同修）` is together."""

import re
from collections.abc import Callable

from fourfold.domain.course import Requisite, RequisiteKind
from fourfold.domain.marks import Key
from fourfold.exchange.table_names import Names

NONE = frozenset({"无", "无要求", "none", "no"})
_AND = re.compile(r"[、,，;；\n+]|(?:\s+and\s+)|[和与]")
_OR = re.compile(r"\s*(?:或者?|\||\s+or\s+)\s*")
_MARK = re.compile(r"[(（](同修|co|同期|strict-co|先修|pre)[)）]")
_KINDS = {
    "同修": RequisiteKind.CO,
    "co": RequisiteKind.CO,
    "同期": RequisiteKind.STRICT_CO,
    "strict-co": RequisiteKind.STRICT_CO,
    "先修": RequisiteKind.PRE,
    "pre": RequisiteKind.PRE,
}


def requisite_of(text: str, names: Names, unknown: Callable[[str], None]) -> Requisite | None:
    """The tree that a cell says; `unknown` is told of every name that means no course, or several."""
    if text.strip().lower() in NONE:
        return None
    branches = [_branch(each, names, unknown) for each in _parts(text, names, _AND)]
    return _joined([each for each in branches if each is not None], every=True)


def _parts(text: str, names: Names, sign: re.Pattern[str]) -> list[str]:
    """The pieces of a text, unless the whole of it names a course: titles have commas and conjunctions too."""
    if len(names.courses.find(_MARK.sub("", text).strip())) == 1:
        return [text]
    return [each for each in sign.split(text) if each and each.strip()]


def _branch(text: str, names: Names, unknown: Callable[[str], None]) -> Requisite | None:
    leaves = [_leaf(each, names, unknown) for each in _parts(text, names, _OR)]
    return _joined([each for each in leaves if each is not None], every=False)


def _leaf(text: str, names: Names, unknown: Callable[[str], None]) -> Requisite | None:
    mark = _MARK.search(text)
    name = _MARK.sub("", text).strip().strip("《》")
    keys = names.courses.find(name)
    if len(keys) != 1:
        unknown(name)
        return None
    return Requisite(course=next(iter(keys)), kind=_KINDS[mark[1]] if mark else RequisiteKind.PRE)


def _joined(branches: list[Requisite], *, every: bool) -> Requisite | None:
    if len(branches) < 2:  # noqa: PLR2004 - one branch is no choice
        return branches[0] if branches else None
    return Requisite(all_of=tuple(branches)) if every else Requisite(any_of=tuple(branches))


def in_words(requisite: Requisite | None, code_of: dict[Key, str]) -> str:
    """The tree as a table writes it; the reverse of `requisite_of` for trees that a cell can say."""
    if requisite is None:
        return "无"
    if requisite.course is not None:
        mark = {RequisiteKind.CO: "（同修）", RequisiteKind.STRICT_CO: "（同期）"}.get(requisite.kind, "")
        return code_of.get(requisite.course, requisite.course) + mark
    if requisite.all_of:
        return "、".join(in_words(each, code_of) for each in requisite.all_of)
    return " 或 ".join(_bracketed(each, code_of) for each in requisite.any_of)


def _bracketed(branch: Requisite, code_of: dict[Key, str]) -> str:
    said = in_words(branch, code_of)
    return f"（{said}）" if branch.all_of else said


def alike(one: Requisite | None, other: Requisite | None) -> bool:
    """Whether two trees ask the same, in whatever order."""
    return _shape(one) == _shape(other)


def _shape(requisite: Requisite | None) -> object:
    if requisite is None or requisite.course is not None:
        return requisite
    every = frozenset(_shape(each) for each in requisite.all_of)
    either = frozenset(_shape(each) for each in requisite.any_of)
    return every, either
