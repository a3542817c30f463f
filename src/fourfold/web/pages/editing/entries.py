"""A noun as a form holds it: text in every box, codes where documents have keys; and back, with every fault's place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from fourfold.canon.fields import Field, field_of, fields_of
from fourfold.canon.validate import closest
from fourfold.domain.course import Requisite
from fourfold.domain.marks import CODE_PATTERN
from fourfold.domain.text import Text
from fourfold.engine.index import Index
from fourfold.exchange.workbook_requisite import Unclear, requisite_text, requisite_tree
from fourfold.web.pages.editing.faults import unclear_requisite, unknown

Tree = dict[str, Any]
"""A value as JSON has it."""
Entries = dict[str, Any]
"""A form: text, lists of text, or entries below, by field."""
Path = tuple[str | int, ...]
_FLAGS = {"yes": True, "no": False}
_APART = str.maketrans("，、；;", ",,,,")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that a form says and that cannot be taken: where, and what would do."""

    path: Path
    why: Text


class Codes:
    """The codes of nouns by their keys and back; `inside` are nouns of the form itself, by kind."""

    def __init__(self, index: Index, inside: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self._known: dict[str, dict[str, str]] = {
            "course": {each.key: each.code for each in index.courses.values()},
            "module": {each.key: each.code for each in index.modules.values()},
            "program": {each.key: each.code for each in index.programs.values()},
            "category": {each.key: each.code for each in index.categories.values()},
            "technology": {each.key: each.code for each in index.technologies.values()},
            "framework": {each.key: each.code for each in index.frameworks.values()},
        }
        self._known |= {noun: dict(codes) for noun, codes in (inside or {}).items()}
        self._keys = {noun: {code.lower(): key for key, code in codes.items()} for noun, codes in self._known.items()}

    def code(self, noun: str, key: str) -> str:
        """The code of a noun; of one that does not exist, its key."""
        return self._known.get(noun, {}).get(key, key)

    def key(self, noun: str, code: str) -> str | None:
        """The key of a noun that is named by its code, whatever the case, or by its key."""
        known = self._keys.get(noun, {})
        return known.get(code.lower()) or (code if code in self._known.get(noun, {}) else None)

    def near(self, noun: str, code: str) -> str:
        """The code that may have been meant; "" where none is close."""
        return closest(code, sorted(self._known.get(noun, {}).values())) or ""


def entries_of(cls: type, tree: Tree, codes: Codes) -> Entries:
    """What a form shows of a value."""
    return {
        field.name: _entry(field, tree.get(field.name), codes) for field in fields_of(cls) if field.name != "key"
    } | ({"key": tree.get("key", "")} if field_of(cls, "key") else {})


def _entry(field: Field, held: Any, codes: Codes) -> Any:  # noqa: ANN401 - whatever a document holds
    if field.of is Requisite:
        return requisite_text(_named(held, codes)) if held else ""
    if field.of is Text:
        return {name: (held or {}).get(name, "") for name in ("en", "zh")}
    if field.nested and field.many:
        return [entries_of(field.of, each, codes) for each in held or ()]
    if field.nested:
        return entries_of(field.of, held or {}, codes)
    if field.many:
        return _many(field, held or (), codes)
    return _one(field, held, codes)


def _many(field: Field, held: Any, codes: Codes) -> Any:  # noqa: ANN401 - as above
    said = [_one(field, each, codes) for each in held]
    return said if ticked(field) else ", ".join(said)


def ticked(field: Field) -> bool:
    """Whether several values are ticked in a list, and not written one after the other."""
    return issubclass(field.of, Enum) or (field.refers is not None and field.refers.noun != "course")


def _one(field: Field, held: Any, codes: Codes) -> str:  # noqa: ANN401 - as above
    if held is None:
        held = "" if field.required or field.default is None else field.default
    if field.refers and held:
        return codes.code(field.refers.noun, str(held))
    if isinstance(held, bool):
        return "yes" if held else "no"
    return str(held.value if isinstance(held, Enum) else held)


def _named(tree: Tree, codes: Codes) -> Tree:
    """A requisite with the codes of its courses."""
    if "course" in tree:
        return {**tree, "course": codes.code("course", tree["course"])}
    return {name: [_named(each, codes) for each in branches] for name, branches in tree.items()}


class Reader:
    """Reads what a form says back into a tree, and keeps what is wrong with it."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes
        self.wrong: list[Wrong] = []

    def tree(self, cls: type, entries: Entries, path: Path = ()) -> Tree:
        """The tree that entries mean; what is left empty is left out."""
        found = {
            field.name: self._value(field, entries[field.name], (*path, field.name))
            for field in fields_of(cls)
            if field.name in entries
        }
        return {name: each for name, each in found.items() if each not in (None, "", [], {})}

    def _value(self, field: Field, entry: Any, path: Path) -> Any:  # noqa: ANN401 - as above
        if field.of is Requisite:
            return self._requisite(entry, path)
        if field.of is Text:
            return {name: said for name in ("en", "zh") if (said := _as_written(entry.get(name, "")))}
        if field.nested and field.many:
            return [self.tree(field.of, each, (*path, at)) for at, each in enumerate(entry)]
        if field.nested:
            return self.tree(field.of, entry, path)
        if field.many:
            return [self._single(field, each, (*path, at)) for at, each in enumerate(_listed(entry))]
        return self._single(field, _as_written(entry) if _is_line(field) else _trimmed(entry), path)

    def _single(self, field: Field, said: str, path: Path) -> Any:  # noqa: ANN401 - as above
        if not said:
            return None
        if field.refers:
            return self._key(field.refers.noun, said, path)
        if field.of is bool:
            return _FLAGS.get(said, said)
        if field.of is int and said.isascii() and said.isdigit() and len(said) <= _LONGEST_NUMBER:
            return int(said)
        return _plain_number(said) if field.of is Decimal else said

    def _key(self, noun: str, code: str, path: Path) -> str:
        found = self._codes.key(noun, code)
        if found is None:
            self.wrong.append(Wrong(path, unknown(code, self._codes.near(noun, code))))
        return found or code

    def _requisite(self, said: str, path: Path) -> Tree | None:
        if not _trimmed(said):
            return None
        try:
            return self._keyed(requisite_tree(said), path)
        except Unclear as unclear:
            self.wrong.append(Wrong(path, unclear_requisite(str(unclear))))
            return None

    def _keyed(self, tree: Tree, path: Path) -> Tree:
        if "course" in tree:
            return {**tree, "course": self._key("course", tree["course"], path)}
        return {name: [self._keyed(each, path) for each in branches] for name, branches in tree.items()}


_LONGEST_NUMBER = 9


def _listed(entry: Any) -> Iterator[str]:  # noqa: ANN401 - text, or a list of it
    parts = entry.translate(_APART).split(",") if isinstance(entry, str) else entry
    return (said for each in parts if (said := _trimmed(each)))


def _as_written(said: Any) -> str:  # noqa: ANN401 - whatever was sent
    """Words as they stand: what was not touched is not changed, not even at its ends."""
    return said.replace("\r\n", "\n") if isinstance(said, str) else ""


def _trimmed(said: Any) -> str:  # noqa: ANN401 - as above
    return _as_written(said).strip()


def _is_line(field: Field) -> bool:
    """Whether a field holds words, and not a code."""
    return field.of is str and field.refers is None and field.shape is not None and field.shape.pattern != CODE_PATTERN


def _plain_number(said: str) -> str:
    """A number as documents write it: full-width digits and a comma for the point are what keyboards give."""
    return said.translate(_DIGITS)


_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
