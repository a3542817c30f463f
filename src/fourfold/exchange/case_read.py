"""A CASE package → a framework with all that the package says, or everything that is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any

from fourfold.canon.validate import shown, validate
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.framework import Framework, FrameworkKind, Item
from fourfold.domain.problem import Problem, Severity
from fourfold.domain.text import Language, Text
from fourfold.exchange import case_framework as ours
from fourfold.exchange.assembly import ordered
from fourfold.exchange.bounded_json import parse
from fourfold.exchange.case_carried import beyond, is_ours, placed
from fourfold.exchange.case_names import DOCUMENT, EXTRA, ITEMS, OURS, Flat, Name, identifier
from fourfold.exchange.case_objects import Found, objects_in
from fourfold.exchange.case_text import Taken, code_of, is_code, language_of, language_seen, line, plain
from fourfold.exchange.case_tree import Tree, tree_in
from fourfold.exchange.faults import Unreadable, bounded, shape_problems
from fourfold.exchange.files import read_text
from fourfold.exchange.limits import LARGEST_DOCUMENT_BYTES, LONGEST_PATH
from fourfold.exchange.places import FrameworkReading, Spot, Step

BASE, AT = f"{EXTRA}{OURS}base", f"{EXTRA}{OURS}at"
NOWHERE = "\0"
"""The base of packages that others wrote: nothing in them stands there."""
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a package that others wrote does not say: who keeps the framework here, and of what kind it is."""

    institution: str = "unknown"
    kind: FrameworkKind = FrameworkKind.CERTIFICATION


def read_case(path: FilePath, asked: Asked | None = None) -> FrameworkReading:
    """The framework in a file that holds a CASE package, or everything that is wrong with it."""
    file = shown(path.name, LONGEST_PATH)
    try:
        text = read_text(path, file, LARGEST_DOCUMENT_BYTES)
    except Unreadable as unreadable:
        return FrameworkReading(None, unreadable.problems)
    return read_case_text(text, file, asked)


def read_case_text(text: str, file: str, asked: Asked | None = None) -> FrameworkReading:
    """The same of a package that is at hand; `file` is what problems call it."""
    try:
        return read_case_tree(parse(text, file, any_number=True), file, asked)
    except Unreadable as unreadable:
        return FrameworkReading(None, unreadable.problems)


def read_case_tree(tree: Any, file: str, asked: Asked | None = None) -> FrameworkReading:
    """The same of a package that is a tree already; `Unreadable` where it is none."""
    found = objects_in(tree, file)
    below = tree_in(found)
    made = _Made(found, below, asked or Asked()).framework()
    framework: Any = validate(Framework, made)
    if not isinstance(framework, Framework):
        found.problems += shape_problems(file, Spot(), framework)
        return FrameworkReading(None, _told(found))
    return FrameworkReading(_with_the_rest(framework, found), _told(found))


def _told(found: Found) -> tuple[Problem, ...]:
    """The problems, the worse first where there are too many to list."""
    problems = sorted(found.problems, key=lambda each: list(Severity).index(each.severity))
    return tuple(ordered(bounded(found.file, problems)))


def _with_the_rest(framework: Framework, found: Found) -> Framework:
    """The framework that carries what the package says beyond it."""
    document = found.objects[DOCUMENT]
    base, at = NOWHERE, NOWHERE
    theirs = dict(found.objects)
    if is_ours(document) and isinstance(document.get(BASE), str) and isinstance(document.get(AT), str):
        base, at = document[BASE], document[AT]
        theirs[DOCUMENT] = {name: held for name, held in document.items() if name not in {BASE, AT}}
    written = ours.objects_of(framework)
    return replace(framework, carried=beyond(theirs, written, placed(written, base=base, at=at)))


@dataclass(slots=True)
class _Made:
    """A framework on its way from the objects of a package to a tree of ours, every value of which is valid."""

    found: Found
    below: Tree
    asked: Asked
    taken: Taken = field(default_factory=Taken)
    language: Language | None = None

    def framework(self) -> dict[str, Any]:
        flat, path = self.found.objects[DOCUMENT], self.found.at[DOCUMENT]
        self.language = self._language(flat, path)
        title = self._text(flat, "title", path, f"CASE {self.found.document[:8]}")
        made = {
            "key": self._key(flat, self.found.document, path),
            "code": self._own_code(flat, path, "code", title),
            "kind": self._kind(flat, path),
            "title": title,
            "institution": self._own_code(flat, path, "institution", None),
            **self._facts(flat, path, Framework, ("supersedes", "total", "anchors")),
            "footing": self._footing(flat, path),
        }
        made["family"] = self._own_code(flat, path, "family", None, made["code"])
        made |= self._lines(flat)
        if "description" in flat and (note := self._text(flat, "description", path, "")):
            made["note"] = note
        if provider := self._provider(flat, path):
            made["provider"] = provider
        return {**made, "items": self._items()}

    def _lines(self, flat: Flat) -> dict[str, Any]:
        names = (("version", "version"), ("valid_from_date", "statusStartDate"), ("retires_on_date", "statusEndDate"))
        said = {name: line(flat[other]) for name, other in names if other in flat}
        return {name: held for name, held in said.items() if held}

    def _kind(self, flat: Flat, path: Path) -> str:
        """The kind: as we wrote it, else as the package calls it, else as whoever takes it in says."""
        said = self._ours(flat, "kind")
        if said in list(FrameworkKind):
            return str(said)
        if said is not None:
            self._wrong(path, "kind", said)
        called = str(flat.get("frameworkType", "")).strip().lower()
        return called if called in set(FrameworkKind) else self.asked.kind.value

    def _own_code(self, flat: Flat, path: Path, name: str, title: Any, other: str = "") -> str:
        """A code of the framework itself: as we wrote it, else from its title, else from its identifier."""
        said = self._ours(flat, name)
        if is_code(said):
            return str(said)
        if said is not None:
            self._wrong(path, name, said)
        if name == "institution":
            return self.asked.institution
        wanted = other or code_of(title.get("en", "").lower())
        return Taken().one(wanted, self.found.document, "case")

    def _provider(self, flat: Flat, path: Path) -> dict[str, str]:
        if is_ours(flat):
            said = self._ours(flat, "provider")
            return self._valid(Text, said, path, "provider") or {} if said is not None else {}
        said = line(str(flat.get("creator", "")))
        return {self.language or language_seen(said): said} if said else {}

    def _footing(self, flat: Flat, path: Path) -> dict[str, Any]:
        said = self._ours(flat, "footing")
        held = self._valid(Footing, said, path, "footing") if said is not None else None
        source = flat.get("officialSourceURL") or flat.get("uri") or f"CASE {self.found.document}"
        return held or {"ground": Ground.SOURCED.value, "source": line(str(source)) or "CASE"}

    def _items(self) -> list[dict[str, Any]]:
        """The tree of items, made from the leaves up."""
        made: dict[str, dict[str, Any]] = {}
        order = list(self._down())
        for of in order:
            flat, path = self.found.objects[Name(ITEMS, of)], self.found.at[Name(ITEMS, of)]
            made[of] = self._item(of, flat, path)
        for of in order:
            if children := self.below.below.get(of):
                made[of]["children"] = [made[each] for each in children]
        return [made[each] for each in self.below.below.get(self.found.document, [])]

    def _down(self) -> Iterator[str]:
        left = list(reversed(self.below.below.get(self.found.document, [])))
        while left:
            of = left.pop()
            yield of
            left += reversed(self.below.below.get(of, []))

    def _item(self, of: str, flat: Flat, path: Path) -> dict[str, Any]:
        code = self._code(of, flat, path)
        title = self._text(flat, "fullStatement", path, plain(str(flat.get("abbreviatedStatement", ""))) or code)
        facts = self._facts(flat, path, Item, ("weight", "total", "technologies", "depth", "footing"))
        return {"key": self._key(flat, of, path), "code": code, "title": title, **facts}

    def _code(self, of: str, flat: Flat, path: Path) -> str:
        said = str(flat.get("humanCodingScheme", ""))
        wanted = said if is_code(said) else code_of(said) or code_of(str(flat.get("listEnumeration", "")))
        code = self.taken.one(wanted, of, "item")
        if code != said:
            self.found.tell("R814", (*path, "humanCodingScheme"), found=shown(said), item=of, chosen=code)
        return code

    def _key(self, flat: Flat, of: str, path: Path) -> str:
        """The key: the identifier, unless it stands for a key that CASE does not allow."""
        said = self._ours(flat, "key")
        if said is None:
            return of
        if isinstance(said, str) and identifier(said) == of:
            return said
        self._wrong(path, "key", said)
        return of

    def _language(self, flat: Flat, path: Path) -> Language | None:
        said = flat.get("language")
        if said is None:
            return None
        known = language_of(said)
        if known is None:
            self.found.tell("R813", (*path, "language"), found=shown(said))
        return known or "en"

    def _text(self, flat: Flat, name: str, path: Path, otherwise: str) -> dict[str, str]:
        """A text in the languages that are given; where nothing of it can be read, what stands in for it."""
        raw = flat.get(name)
        said = plain(str(raw)) if raw is not None else ""
        if raw is not None and said != raw and raw not in (self._ours(flat, name) or {}).values():
            self.found.tell("R812", (*path, name))
        if not said:
            if not otherwise:
                return {}
            self.found.tell("R802", (*path, name), expected=otherwise)
            said = otherwise
        language = self._spoken(flat, name, path, said)
        other = self._other(flat, name, path)
        literal = other.get(language, said)
        return {**other, language: literal if said in {literal, plain(literal)} else said}

    def _spoken(self, flat: Flat, name: str, path: Path, said: str) -> Language:
        tag = self._ours(flat, f"{name}.language") if name != "fullStatement" else None
        known = language_of(tag) if isinstance(tag, str) else None
        if name == "fullStatement" and "language" in flat:
            known = self._language(flat, path)
        return known or self.language or language_seen(said)

    def _other(self, flat: Flat, name: str, path: Path) -> dict[str, str]:
        """What our extension says: in the other language, and what would be read as markup."""
        held = self._ours(flat, name)
        return {} if held is None else self._valid(Text, held, path, name) or {}

    def _facts(self, flat: Flat, path: Path, cls: type, names: Iterable[str]) -> dict[str, Any]:
        """What stands in our extensions and is valid there."""
        said = {name: held for name in names if (held := self._ours(flat, name)) is not None}
        return {name: held for name, held in said.items() if self._stands(cls, name, held, path)}

    def _stands(self, cls: type, name: str, held: Any, path: Path) -> bool:
        """Whether a value may stand in a field: asked of the smallest noun that has it."""
        whole = _smallest(cls) | {name: held}
        if not isinstance(validate(cls, whole), list):
            return True
        self._wrong(path, name, held)
        return False

    def _valid(self, cls: type, held: Any, path: Path, name: str) -> dict[str, Any] | None:
        if isinstance(held, dict) and not isinstance(validate(cls, held), list):
            return held
        self._wrong(path, name, held)
        return None

    def _ours(self, flat: Flat, name: str) -> Any:
        return flat.get(f"{EXTRA}{OURS}{name}")

    def _wrong(self, path: Path, name: str, held: Any) -> None:
        self.found.tell("R815", (*path, "extensions", f"{OURS}{name}"), found=shown(held))


def _smallest(cls: type) -> dict[str, Any]:
    noun = {"key": "00000000-0000-0000-0000-000000000000", "code": "X", "title": {"en": "X"}}
    if cls is Item:
        return noun
    ground = {"ground": Ground.ESTIMATED.value}
    return noun | {"family": "X", "kind": "job", "institution": "X", "footing": ground}
