"""The names and versions of what is written: every part and every file says which it is."""

import re
from typing import NamedTuple

SCHEMA = re.compile(r"([a-z][a-z-]{0,39})/([1-9][0-9]{0,5})")


class Schema(NamedTuple):
    """A kind of document and the version of its layout."""

    kind: str
    version: int

    def __str__(self) -> str:
        return f"{self.kind}/{self.version}"


def schema_of(text: object) -> Schema | None:
    """A schema from its text, `None` where the text is none.

    >>> schema_of("course/1")
    Schema(kind='course', version=1)
    """
    match = SCHEMA.fullmatch(text) if isinstance(text, str) else None
    return Schema(match[1], int(match[2])) if match else None
