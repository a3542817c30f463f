"""JSON as a plain tree within fixed bounds: exact decimals, no field twice, no constants that JSON does not have."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from fourfold.canon.validate import WHOLE, Fault, broken, shown
from fourfold.domain.problem import Problem
from fourfold.exchange.faults import Unreadable, bounded, limited, problem, shape_problems
from fourfold.exchange.limits import DEEPEST, LONGEST_DIGITS, MOST_PROBLEMS_OF_A_FILE, MOST_VALUES_IN_DOCUMENT
from fourfold.exchange.places import Spot, Step

_TOKENS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{},]', re.DOTALL)
_HALVES = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")
"""What half a character may come from; most texts have none, and are not walked through."""
LONGEST_INTEGER = 18
"""Any whole number of so many digits fits into 64 bits."""
_OPENS, _CLOSES, _COUNTS = frozenset("[{"), frozenset("]}"), frozenset("[{,")


class _Doubled(dict[str, Any]):
    """A mapping in which some field stood twice."""

    names: tuple[str, ...] = ()


def parse(text: str, file: str, *, any_number: bool = False) -> Any:
    """The tree of a JSON file, or `Unreadable` with what is wrong with it.

    Numbers with an exponent and very long ones are text, which no field of ours takes for a number; with `any_number`
    they are exact decimals.
    """
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[", '"')):
        raise Unreadable(problem("R017", file, found=text.lstrip()[:40] or "an empty file", expected="JSON"))
    _measure(text, file)
    seen: list[_Doubled] = []
    try:
        tree = json.loads(
            text,
            parse_float=_any if any_number else _exact,
            parse_int=_long if any_number else _whole,
            parse_constant=_refuse,
            object_pairs_hook=_pairs(seen),
        )
    except json.JSONDecodeError as error:
        raise Unreadable(
            problem("R018", file, line=error.lineno, found=f"{error.msg}, column {error.colno}")
        ) from error
    except _NoSuchNumber as error:
        raise Unreadable(problem("R018", file, found=str(error))) from error
    if seen:
        raise Unreadable(*list(_doubles(tree, file, ()))[:MOST_PROBLEMS_OF_A_FILE])
    if _HALVES.search(text):
        _refuse_halves(tree, file)
    return tree


def _refuse_halves(tree: Any, file: str) -> None:
    faults = [Fault(path, "R027", shown(text), WHOLE) for path, text in broken(tree)]
    if faults:
        raise Unreadable(*bounded(file, shape_problems(file, Spot(), faults)))


class _NoSuchNumber(ValueError):
    """NaN or an infinity."""


def _measure(text: str, file: str) -> None:
    """Refuse what is too deep or too much before anything is built."""
    opens = text.count("[") + text.count("{")
    if opens <= DEEPEST and opens + text.count(",") <= MOST_VALUES_IN_DOCUMENT:
        return
    depth = values = 0
    for match in _TOKENS.finditer(text):
        sign = match[0]
        depth += (sign in _OPENS) - (sign in _CLOSES)
        values += sign in _COUNTS
        if depth > DEEPEST or values > MOST_VALUES_IN_DOCUMENT:
            code, limit = ("R010", DEEPEST) if depth > DEEPEST else ("R011", MOST_VALUES_IN_DOCUMENT)
            line = text.count("\n", 0, match.start()) + 1
            raise Unreadable(limited(code, file, str(limit), line=line))


def _exact(text: str) -> Decimal | str:
    return Decimal(text) if len(text) <= LONGEST_DIGITS and "e" not in text.lower() else text


def _any(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise _NoSuchNumber(text) from error


def _long(text: str) -> int | Decimal:
    return int(text) if len(text) <= LONGEST_INTEGER else _any(text)


def _whole(text: str) -> int | str:
    return int(text) if len(text) <= LONGEST_DIGITS else text


def _refuse(text: str) -> None:
    raise _NoSuchNumber(text)


def _pairs(seen: list[_Doubled]) -> Any:
    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        built = dict(pairs)
        if len(built) == len(pairs):
            return built
        doubled = _Doubled(built)
        names = [name for name, _ in pairs]
        doubled.names = tuple(name for name in built if names.count(name) > 1)
        seen.append(doubled)
        return doubled

    return build


def _doubles(tree: Any, file: str, path: tuple[Step, ...]) -> Iterator[Problem]:
    if isinstance(tree, _Doubled):
        for name in tree.names:
            yield problem("R012", file, path=(*path, name), found=name, details=(("field", shown(name)),))
    below: Any = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, inner in below:
        yield from _doubles(inner, file, (*path, step))
