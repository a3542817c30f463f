"""Words that people send with what they do: reasons and notes."""

import unicodedata

from fourfold.actions.refused import Refused
from fourfold.domain.text import Text

MOST_LETTERS = 2000
"""How long a reason or a note may be."""
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(words: str, *, most: int = MOST_LETTERS) -> str:
    """The words without what stands around them; refused where they are too long or hold what nobody can see.

    >>> plain(" as agreed ", most=20)
    'as agreed'
    """
    if len(words) > most:
        raise Refused(Text(en=f"A note has at most {most} characters.", zh=f"说明最多 {most} 个字符。"))
    if any(each in _TURNING or (unicodedata.category(each) in {"Cc", "Cs"} and each not in "\r\n\t") for each in words):
        raise Refused(Text(en="A note holds no control characters.", zh="说明不能包含控制字符。"))
    return words.strip()
