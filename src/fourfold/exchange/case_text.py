"""Texts of a CASE package as our model has them: plain, in normal form, in English or Chinese, with usable codes."""

import re
from html import unescape
from unicodedata import normalize

from fourfold.canon.marks import LOOKS_LIKE_KEY
from fourfold.domain.marks import CODE_PATTERN, LONGEST_TEXT
from fourfold.domain.text import Language

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACED = re.compile(r"[\t\r\f\v]+")
_BARRED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_NOT_IN_CODE = re.compile(r"[^A-Za-z0-9._-]+")
_CODE = re.compile(CODE_PATTERN)
_LONGEST_CODE = 40
_MOST_ROUNDS = 8


def has_markup(text: str) -> bool:
    """Whether a text would be read as more than its letters."""
    return _TAG.search(text) is not None or _ENTITY.search(text) is not None


def plain(text: str, longest: int = LONGEST_TEXT) -> str:
    """A text as people read it: without markup, marks and more than the longest may have; empty where nothing is left.

    >>> plain("<p>Explain <b>VLAN</b> &amp; trunk</p>")
    'Explain VLAN & trunk'
    """
    for _ in range(_MOST_ROUNDS):
        if not has_markup(text):
            break
        text = unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()
    return _shown(_TAG.sub("", text) if has_markup(text) else text, longest)


def line(text: str, longest: int = 1_000) -> str:
    """A text as one line, its marks taken for what they are."""
    return _shown(text.replace("\n", " "), longest)


def _shown(text: str, longest: int) -> str:
    text = normalize("NFC", _BARRED.sub("", _SPACED.sub(" ", text)))[:longest]
    return text if any(each.isprintable() and not each.isspace() for each in text) else ""


def language_of(said: str) -> Language | None:
    """The language that a tag of ISO 639 or BCP 47 names, if it is one of ours.

    >>> language_of("zh-CN"), language_of("eng"), language_of("fr")
    ('zh', 'en', None)
    """
    first = re.split(r"[-_]", said.strip().lower())[0]
    names: dict[str, Language] = {"en": "en", "eng": "en", "zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh"}
    return names.get(first)


def language_seen(text: str) -> Language:
    """The language that a text seems to be in."""
    return "zh" if _CHINESE.search(text) else "en"


def code_of(said: str) -> str:
    """The code nearest to what somebody else calls a thing; empty where nothing of it can stand in a code.

    >>> code_of("1.2 (a)"), code_of("一")
    ('1.2-a', '')
    """
    code = _NOT_IN_CODE.sub("-", said).strip("._-")[:_LONGEST_CODE].rstrip("._-")
    return code if _CODE.fullmatch(code) and not LOOKS_LIKE_KEY.fullmatch(code) else ""


def is_code(said: object) -> bool:
    """Whether this is a code as it stands."""
    return isinstance(said, str) and bool(_CODE.fullmatch(said)) and not LOOKS_LIKE_KEY.fullmatch(said)


class Taken:
    """Codes given so far: each is given once, ignoring case."""

    def __init__(self) -> None:
        self._codes: set[str] = set()

    def one(self, wanted: str, of: str, noun: str) -> str:
        """The code wanted, or one that follows from the identifier where there is none or it is taken."""
        code, rest = wanted, of.replace("-", "")
        for length in (8, 32):
            if code and code.lower() not in self._codes:
                break
            code = f"{wanted[: _LONGEST_CODE - 9].rstrip('._-') if length == 8 else ''}-{rest[:length]}".lstrip("-")  # noqa: PLR2004 - a short one, then the whole
            code = code if wanted else f"{noun}-{rest[:length]}"
        self._codes.add(code.lower())
        return code
