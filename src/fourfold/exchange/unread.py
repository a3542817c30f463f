"""What could not be read, and what may stand in it: a reference into it is not said to dangle."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fourfold.canon.fields import field_names, fields_of
from fourfold.canon.identity import NOUNS
from fourfold.domain.catalogue_documents import DANGLING

REFERRED = frozenset(DANGLING)
"""The nouns that references may mean."""
_WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage of a file that could not be read.

    It may hold `nouns`, with the codes and keys that stand in `text`, with any at all where there is no text.
    `any_key`: a key may belong there that the text does not show. Items are those of the framework `owner`, where
    it is known.
    """

    file: str
    nouns: frozenset[str]
    text: str | None = None
    any_key: bool = False
    owner: str | None = None

    def words(self, sought: set[str]) -> frozenset[str]:
        """Which of these codes and keys, in lower case, stand in the text."""
        found = (match[0].lower() for match in _WORDS.finditer(self.text or ""))
        return frozenset(word for each in found for word in (each, each.rstrip("._-")) if word in sought)


@cache
def nouns_within(cls: type) -> frozenset[str]:
    """The nouns that references may mean and that may stand in a value of a class, itself among them."""
    return REFERRED.intersection(NOUNS[each] for each in _classes(cls, set()) if each in NOUNS)


def _classes(cls: type, seen: set[type]) -> set[type]:
    if cls not in seen:
        seen.add(cls)
        for field in fields_of(cls):
            if field.nested:
                _classes(field.of, seen)
    return seen


def unread_file(cls: type, file: str, text: str | None) -> Iterator[Unread]:
    """A file of a folder, which is named after the code of the part in it; `text` as far as it could be had."""
    code, noun = Path(file).stem, NOUNS[cls]
    nouns = nouns_within(cls)
    if text is not None and text.strip():
        yield Unread(file, nouns, f"{code}\n{text}", owner=code)
    elif noun in nouns:
        yield Unread(file, frozenset({noun}), code, any_key=True)
        yield Unread(file, nouns - {noun}, owner=code)
    else:
        yield Unread(file, nouns)


def unread_passages(cls: type, file: str, tree: object, owner: str | None) -> Iterator[Unread]:
    """The passages of a tree where nouns belong and cannot be told: no list, no mapping, a field that is none."""
    if not nouns_within(cls):
        return
    if not isinstance(tree, dict):
        yield Unread(file, nouns_within(cls), owner=owner)
        return
    for name in tree.keys() - {*field_names(cls), "was"}:
        yield Unread(file, nouns_within(cls), words_of(tree[name]), owner=owner)
    for field in fields_of(cls):
        held = tree.get(field.name)
        if field.nested and field.name in tree:
            below = held if field.many and isinstance(held, list) else [held]
            for each in below:
                yield from unread_passages(field.of, file, each, owner)


def words_of(held: object) -> str:
    """The text of a value of any shape."""
    return " ".join(_texts(held))


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, dict | list):
        for each in held.values() if isinstance(held, dict) else held:
            yield from _texts(each)
    else:
        yield str(held)
