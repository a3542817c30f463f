"""A program-plan document laid out: what stands where, in words, before anybody chooses how it looks.

The Word writer and the Typst writer both read this, so that both papers say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Tongue = Literal["zh", "en", "both"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide it is beside the others, and whether it holds numbers."""

    head: str
    width: int
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; a `strong` one sums up or heads others."""

    cells: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its headings stand again on every page that it runs over, unless they are all empty."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def headed(self) -> bool:
        """Whether any column has a heading."""
        return any(column.head for column in self.columns)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below those of the template."""

    words: str


@dataclass(frozen=True, slots=True)
class Body:
    """A paragraph."""

    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark below a table: what a figure means, or what is not known."""

    words: str


Block = Grid | Heading | Body | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The whole document: `facts` are words for a line, `parts` are blocks for a place of their own, both by name.

    `draft`: what it is made from is no release. `day` is that of the release.
    """

    tongue: Tongue
    facts: Mapping[str, str]
    parts: Mapping[str, tuple[Block, ...]]
    draft: bool
    day: date | None
