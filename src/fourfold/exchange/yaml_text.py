"""Trees as YAML that is pleasant to review: short things on one line, nouns spread out, quotes only where needed."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from unicodedata import east_asian_width

from fourfold.canon.marks import LOOKS_LIKE_KEY

WIDEST = 120
_INDENT = "  "
_WORDS = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])
_CHINESE = "、，。：；？！（）《》“”‘’·—…"
_PLAIN = re.compile(rf"[^\W\d_](?:[\w ./+()&%'–{_CHINESE}-]*[\w.)%{_CHINESE}])?")
_SCHEMA = re.compile(r"[a-z-]+/[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def yaml_text(tree: dict[str, Any]) -> str:
    """A document in block style."""
    return "\n".join(_mapping(tree, "")) + "\n"


def _mapping(tree: dict[str, Any], indent: str) -> Iterator[str]:
    for name, held in tree.items():
        yield from _entry(f"{name}:", held, indent, indent)


def _entry(lead: str, held: Any, first: str, indent: str) -> Iterator[str]:
    """`lead` and a value: on the same line where it fits, else below it."""
    below = indent + _INDENT
    if isinstance(held, str) and _literal(held):
        yield f"{first}{lead} |-"
        yield from (f"{below}{line}" if line else "" for line in held.split("\n"))
        return
    short = _flow(held)
    if short is not None and width(first) + width(lead) + 1 + width(short) <= WIDEST:
        yield f"{first}{lead} {short}"
    elif isinstance(held, dict):
        yield f"{first}{lead}"
        yield from _mapping(held, below)
    elif isinstance(held, list):
        yield f"{first}{lead}"
        for each in held:
            yield from _item(each, below)
    elif isinstance(held, str) and _folds(held):
        yield f"{first}{lead} >-"
        yield from _folded(held, below)
    else:
        yield f"{first}{lead} {scalar_text(held)}"


def _item(held: Any, indent: str) -> Iterator[str]:
    short = _flow(held)
    if short is not None and width(indent) + 2 + width(short) <= WIDEST:
        yield f"{indent}- {short}"
    elif isinstance(held, dict):
        lines = list(_mapping(held, indent + _INDENT))
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]
    else:
        yield f"{indent}- {short if short is not None else scalar_text(held)}"


def _flow(held: Any) -> str | None:
    """A value on one line, `None` where it had better be spread out."""
    if isinstance(held, dict):
        inner = [(name, _flow(each)) for name, each in held.items()]
        if "key" in held or any(text is None for _, text in inner):
            return None
        return "{" + ", ".join(f"{name}: {text}" for name, text in inner) + "}"
    if isinstance(held, list):
        texts = [_flow(each) for each in held]
        mappings = sum(isinstance(each, dict) for each in held)
        return None if mappings > 1 or None in texts else "[" + ", ".join(map(str, texts)) + "]"
    return None if isinstance(held, str) and _literal(held) else scalar_text(held)


def scalar_text(held: object) -> str:
    """One value, in quotes where YAML (of any version) would otherwise read it as something else.

    >>> scalar_text("no"), scalar_text("Core"), scalar_text("1.10"), scalar_text(True)
    ('"no"', 'Core', '"1.10"', 'true')
    >>> scalar_text("2026-09-30"), scalar_text("2026-09-31")
    ('2026-09-30', '"2026-09-31"')
    """
    if isinstance(held, bool):
        return "true" if held else "false"
    if not isinstance(held, str):
        return "null" if held is None else str(held)
    return held if _is_plain(held) else '"' + _ESCAPED.sub(_escape, held) + '"'


def _is_plain(text: str) -> bool:
    if LOOKS_LIKE_KEY.fullmatch(text) or _SCHEMA.fullmatch(text) or _is_date(text):
        return True
    return text.lower() not in _WORDS and "  " not in text and _PLAIN.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    """Whether text is a date; what only looks like one makes other readers stumble."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    return _SHORT.get(letter) or (f"\\x{ord(letter):02x}" if ord(letter) < 256 else f"\\u{ord(letter):04x}")  # noqa: PLR2004  # YAML's \x names one byte


def _literal(text: str) -> bool:
    """Whether text of several lines can stand as it is, in a literal block."""
    lines = text.split("\n")
    return len(lines) > 1 and all(map(_clean, lines)) and bool(lines[0]) and bool(lines[-1])


def _folds(text: str) -> bool:
    """Whether a long line can be broken at its spaces and read back the same."""
    words = text.split(" ")
    return len(words) > 1 and all(words) and "\n" not in text and _clean(text)


def _folded(text: str, indent: str) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else indent + word
        if line and width(longer) > WIDEST:
            yield line
            longer = indent + word
        line = longer
    yield line


def _clean(line: str) -> bool:
    """Whether a line can stand in a block without escapes."""
    return line == line.strip() and not _ESCAPED.search(line.replace("\\", "").replace('"', ""))


def width(text: str) -> int:
    """How many columns a line takes: Chinese characters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text) if not text.isascii() else len(text)
