"""Text → the words that search knows: the same on every database, because no database splits text itself.

A word is a run of letters and digits, whatever its case and width; a Chinese, Japanese or Korean character is a word of
its own, so that a phrase of them finds every place where they stand together. Words are written in ASCII: `网` is
`x7f51x`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_IDEOGRAPHIC = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3040, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_RUN = re.compile(r"[a-z0-9]+")
LONGEST_WORD = 100
"""Of a longer word only the beginning is known: databases keep no word of any length."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as search writes it, and where in the text it stands."""

    written: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order.

    >>> [each.written for each in words("NT-B：网络 Ⅱ")]
    ['nt', 'b', 'x7f51x', 'x7edcx', 'ii']
    """
    if text.isascii():
        # Most text is, and then it splits many times faster.
        return tuple(
            Word(each.group()[:LONGEST_WORD], each.start(), each.end()) for each in _RUN.finditer(text.lower())
        )
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    run, start = "", 0
    for place, character in enumerate(text):
        written = _written(character)
        if run and (not written or stands_alone(character)):
            yield Word(run[:LONGEST_WORD], start, place)
            run = ""
        if written and stands_alone(character):
            yield Word(written, place, place + 1)
        elif written:
            start = start if run else place
            run += written
    if run:
        yield Word(run[:LONGEST_WORD], start, len(text))


def stands_alone(character: str) -> bool:
    """Whether a character is a word by itself."""
    code = ord(character)
    return code >= _IDEOGRAPHIC[0][0] and any(first <= code <= last for first, last in _IDEOGRAPHIC)


@cache
def _written(character: str) -> str:
    """A character as search writes it; nothing where it is neither a letter nor a digit."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    return "".join(each if each.isascii() else f"x{ord(each):x}x" for each in folded) if folded.isalnum() else ""
