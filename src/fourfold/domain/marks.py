"""Marks that say, beside a field's type, what its text must look like or point at.

The types of the domain stay plain (`str`, `int`, `Decimal`); a mark is read by the room that lets values in
(`canon`) and by the one that turns codes into keys and back (`exchange`), so that no rule is written twice.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Shape:
    """Text that must match `pattern` and be no longer than `longest` characters."""

    pattern: str
    longest: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number from `least` to `most`, both included; `None` leaves a side open."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Refers:
    """The text is the key of a `noun`; files that people write use that noun's code instead.

    `within` names the sibling field whose value is the framework an item belongs to.
    """

    noun: str
    within: str | None = None


@dataclass(frozen=True, slots=True)
class AsSet:
    """The order of this list means nothing: it is kept sorted and without repeats."""


LONGEST_TEXT = 10_000
CODE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"
KEY_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

Key = Annotated[str, Shape(KEY_PATTERN, 36)]
"""A UUID in lower case: minted once, never reissued."""

Code = Annotated[str, Shape(CODE_PATTERN, 40)]
"""The human label of a noun, unique among its kind in a cluster, ignoring case."""

Line = Annotated[str, Shape(r"^[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+$", 1_000)]
"""One line of text that is the same in every language: a source, a version, an exam's number."""

Prose = Annotated[str, Shape(r"^[^\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+$", LONGEST_TEXT)]
"""Text that may run over several lines. As in a `Line`, nothing in it may control a terminal or turn its direction."""

Positive = Annotated[int, Bounds(least=1, most=10_000)]
Natural = Annotated[int, Bounds(least=0, most=10_000)]
Amount = Annotated[Decimal, Bounds(least=0, most=1_000_000)]
"""An exact decimal of at most two places, not negative."""
