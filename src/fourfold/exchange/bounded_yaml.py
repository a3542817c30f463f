"""YAML as a plain tree with the line of every value, read from events within fixed bounds.

Only what documents need: mappings, lists and the scalars of YAML 1.2's core schema without exponents, other bases
or infinities. Anchors, aliases, tags and merge keys are refused, so that a file is as large as it looks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from fourfold.canon.validate import HALF, WHOLE, shown
from fourfold.domain.problem import Problem
from fourfold.exchange.faults import Unreadable, problem
from fourfold.exchange.limits import DEEPEST, LONGEST_DIGITS, MOST_PROBLEMS_OF_A_FILE, MOST_VALUES_IN_FILE
from fourfold.exchange.places import Spot, Step

Loader = Any
_LOADER: Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),  # the values that words stand for
    **dict.fromkeys(("false", "False", "FALSE"), False),  # as above
}
_PLAIN = (None, "")
_WRITTEN_OUT = "the value written out"
_SAID = re.compile(
    r"(?:(?:could|did) not find )?expected (?P<expected>.+?)(?:,? but found (?P<found>.+))?|found (?P<found_only>.+)"
)
_WHOLE = re.compile(rf"[-+]?(0|[1-9][0-9]{{0,{LONGEST_DIGITS}}})")
_EXACT = re.compile(rf"[-+]?(0|[1-9][0-9]{{0,{LONGEST_DIGITS}}})\.[0-9]{{1,{LONGEST_DIGITS}}}")


def scalar(text: str) -> str | int | bool | Decimal | None:
    """What an unquoted word of YAML stands for; dates and digits with leading zeros stay text.

    >>> scalar("4.50"), scalar("064"), scalar("2026-06-01"), scalar("null")
    (Decimal('4.50'), '064', '2026-06-01', None)
    """
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if _EXACT.fullmatch(text) else text


def parse(text: str, file: str, loader: Loader = _LOADER) -> tuple[Any, Spot]:
    """The tree of a YAML file and the lines of its values; `Unreadable` with everything wrong with its syntax."""
    tree = _Tree(file)
    try:
        for event in yaml.parse(text, Loader=loader):
            tree.take(event)
    except yaml.MarkedYAMLError as error:
        tree.malformed(_line(error.problem_mark), error.problem)
    except yaml.YAMLError as error:
        tree.malformed(None, getattr(error, "reason", None))
    if tree.problems:
        raise Unreadable(*tree.problems)
    return tree.value, tree.spot


def _line(mark: Any) -> int | None:
    return None if mark is None else mark.line + 1


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being read; `key` is the mapping's key that waits for its value."""

    held: dict[str, Any] | list[Any]
    spot: Spot
    key: str | None = None
    key_line: int | None = None


@dataclass(slots=True)
class _Tree:
    """Events put together again."""

    file: str
    value: Any = None
    spot: Spot = field(default_factory=Spot)
    problems: list[Problem] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _values: int = 0
    _documents: int = 0

    def take(self, event: Any) -> None:
        self._refuse_names(event)
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._start({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start([], event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()

    def malformed(self, line: int | None, said: str | None) -> None:
        """What YAML's own reader says, told as what was found and what was expected."""
        match = _SAID.fullmatch(said or "")
        found = (match["found"] or match["found_only"]) if match else said
        self.fault("R008", line, found, match["expected"] if match else None)

    def fault(
        self, code: str, line: int | None, found: str | None = None, expected: str | None = None, **details: str
    ) -> None:
        path = tuple(self._path())
        said = tuple(details.items())
        self.problems.append(
            problem(code, self.file, line=line, path=path, found=found, expected=expected, details=said)
        )
        if len(self.problems) >= MOST_PROBLEMS_OF_A_FILE:
            raise Unreadable(*self.problems)

    def _stop(self, code: str, line: int | None, **details: str) -> None:
        self.fault(code, line, **details)
        raise Unreadable(*self.problems)

    def _path(self) -> Iterator[Step]:
        yield from (level.spot.step for level in self._open[1:])
        if self._open:
            top = self._open[-1]
            if isinstance(top.held, list):
                yield len(top.held)
            elif top.key is not None:
                yield top.key

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop("R008", _line(event.start_mark), found="a second document in one file", expected="one document")

    def _refuse_names(self, event: Any) -> None:
        line = _line(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._stop("R009", line, found=f"*{event.anchor}", expected=_WRITTEN_OUT)
        if getattr(event, "anchor", None):
            self._stop("R009", line, found=f"&{event.anchor}", expected=_WRITTEN_OUT)
        if getattr(event, "tag", None):
            self._stop("R009", line, found=event.tag, expected=_WRITTEN_OUT)

    def _scalar(self, event: Any) -> None:
        line = _line(event.start_mark)
        top = self._open[-1] if self._open else None
        if HALF.search(event.value):
            self._stop("R027", line, found=event.value, expected=WHOLE, field=shown(event.value))
        if top is not None and isinstance(top.held, dict) and top.key is None:
            self._key(top, event.value, line, plain=event.style in _PLAIN)
        else:
            self._place(scalar(event.value) if event.style in _PLAIN else event.value, line)

    def _key(self, top: _Open, name: str, line: int | None, *, plain: bool) -> None:
        if plain and name == "<<":
            self._stop("R009", line, found="<<", expected=_WRITTEN_OUT)
        top.key, top.key_line = name, line
        if name in top.held:
            self.fault("R012", line, found=name, field=shown(name))

    def _start(self, held: dict[str, Any] | list[Any], event: Any) -> None:
        line = _line(event.start_mark)
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.held, dict) and top.key is None:
            self._stop("R008", line, found="a mapping or list as a key", expected="text as a key")
        if len(self._open) >= DEEPEST:
            self._stop("R010", line, expected=f"at most {DEEPEST}", limit=str(DEEPEST))
        self._open.append(_Open(held, self._place(held, line)))

    def _place(self, value: Any, line: int | None) -> Spot:
        self._values += 1
        if self._values > MOST_VALUES_IN_FILE:
            self._stop("R011", line, expected=f"at most {MOST_VALUES_IN_FILE}", limit=str(MOST_VALUES_IN_FILE))
        if not self._open:
            self.value, self.spot = value, Spot(line=line)
            return self.spot
        top = self._open[-1]
        if isinstance(top.held, list):
            step: Step = len(top.held)
            top.held.append(value)
        else:
            step, line, top.key = top.key or "", top.key_line, None
            top.held[step] = value
        top.spot.inside[step] = spot = Spot(step, line)
        return spot
