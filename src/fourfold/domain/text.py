"""Text in English and Chinese."""

import re
from dataclasses import dataclass
from typing import Literal

from fourfold.domain.marks import Prose

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What people read, in one or both languages; at least one is given.

    >>> Text(en="Program cluster").in_language("zh")
    'Program cluster'
    """

    en: Prose | None = None
    zh: Prose | None = None

    def in_language(self, language: Language) -> str:
        """The text in `language`, or in the other one where that is missing."""
        first, second = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return first or second or ""

    def missing(self) -> tuple[Language, ...]:
        """The languages in which this text says nothing."""
        return tuple(name for name, said in (("en", self.en), ("zh", self.zh)) if not said)  # type: ignore[misc]  # a tuple of literals is inferred as str


_BETWEEN_CHINESE = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uff60”’]) (?=[\u4e00-\u9fff])")


def closed_up(sentence: str) -> str:
    """Chinese set solid: no space where both neighbours are Chinese; one beside a Latin word stays.

    >>> closed_up("HCIA 数通认证 的 16 个条目")
    'HCIA 数通认证的 16 个条目'
    """
    return _BETWEEN_CHINESE.sub("", sentence)
