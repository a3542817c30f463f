"""Shapes that many answers share."""

from datetime import datetime
from typing import Literal

from ninja import Schema

Turn = Literal["undone", "redone"]
"""What a change does to an earlier one: takes it back, or does again what an undo took back."""


class Words(Schema):
    """Text in English and Chinese."""

    en: str | None = None
    zh: str | None = None


class Page(Schema):
    """Some of many: `total` counts all; the header `Link` leads to the rest."""

    total: int
    limit: int
    offset: int


class Release(Schema):
    """An immutable root under a name. Errors that were let pass are counted in `overridden`, with the reason."""

    name: str
    root: str
    published_at: datetime
    note: str
    overridden: int
    reason: str


class Elective(Schema):
    """An elective of a choice."""

    course: str
    term: int
    pool: str


class Moved(Schema):
    """What a write did to one key: its digest before and after, empty where it was not there."""

    key: str
    before: str
    after: str
