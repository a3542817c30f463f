"""A CASE package as it came → its objects, each field of which is what CASE says it is; the rest is kept aside.

Nothing is thrown away: fields that CASE does not know, and values of another kind, go into the extension
`fourfold.kept` of what they stood in; objects that cannot stand at all go into that of the package.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from fourfold.canon.identity import NAMESPACE_FOURFOLD
from fourfold.canon.validate import closest, meant_by, shown
from fourfold.domain.problem import Problem
from fourfold.exchange.case_names import (
    ASSOCIATIONS,
    DEFINITION,
    DEFINITIONS,
    DOCUMENT,
    EXTRA,
    ITEMS,
    KEPT,
    PACKAGE,
    RUBRICS,
    Flat,
    Name,
    Objects,
    is_identifier,
    minted,
)
from fourfold.exchange.case_shapes import FIELDS, is_type
from fourfold.exchange.faults import Unreadable, limited, named, problem
from fourfold.exchange.places import Step

MOST_ITEMS, MOST_ASSOCIATIONS = 20_000, 100_000
_NOT_IN_TYPE = re.compile(r"[^a-zA-Z0-9._-]+")
_ENDS = ("originNodeURI", "destinationNodeURI")
_TOP = ("CFDocument", ITEMS, ASSOCIATIONS, "CFDefinitions", RUBRICS, "extensions")
Path = tuple[Step, ...]


@dataclass(slots=True)
class Found:
    """The objects of a package, where each stands in it, and what was wrong."""

    file: str
    document: str = ""
    objects: Objects = field(default_factory=dict)
    at: dict[Name, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def tell(
        self, code: str, path: Path, *, found: str | None = None, expected: str | None = None, **more: str
    ) -> None:
        """Note a problem of what stands at a path."""
        details = (("field", named(path) or shown(self.file)), *more.items())
        self.problems.append(problem(code, self.file, path=path, found=found, expected=expected, details=details))

    def add(self, name: Name, flat: Flat, path: Path) -> None:
        """Take an object in."""
        self.objects[name] = flat
        self.at[name] = path

    def of(self, kind: str) -> list[tuple[Name, Flat]]:
        """The objects of one kind, in the order of the package."""
        return [(name, flat) for name, flat in self.objects.items() if name.kind == kind]


def objects_in(tree: Any, file: str) -> Found:
    """The objects of a package, or `Unreadable` where there is none."""
    found = Found(file)
    if not isinstance(tree, dict) or not isinstance(tree.get("CFDocument"), dict):
        found.tell("R801", ("CFDocument",), found=shown(tree), expected="a mapping with a CFDocument")
        raise Unreadable(*found.problems)
    _measure(tree, file)
    _document(found, tree["CFDocument"])
    aside: dict[str, Any] = {}
    for kind, path, raw in _listed(found, tree, aside):
        if not _take(found, kind, path, raw):
            aside.setdefault(str(path[-2]), []).append(raw)
    definitions = tree.get("CFDefinitions")
    if isinstance(definitions, dict):
        _top(found, DEFINITION, definitions, DEFINITIONS, ("CFDefinitions",), {})
    _top(found, PACKAGE, tree, _TOP, (), aside)
    return found


def _measure(tree: dict[str, Any], file: str) -> None:
    for name, most in ((ITEMS, MOST_ITEMS), (ASSOCIATIONS, MOST_ASSOCIATIONS)):
        held = tree.get(name)
        if isinstance(held, list) and len(held) > most:
            raise Unreadable(limited("R817", file, f"{most:,}", found=f"{len(held):,} {name}"))


def _document(found: Found, raw: dict[str, Any]) -> None:
    path: Path = ("CFDocument",)
    said = raw.get("identifier")
    flat = _flat(found, DOCUMENT.kind, raw, path)
    name = f"case document: {said or raw.get('title')}"
    found.document = _identified(found, flat, raw, path, name)
    found.add(DOCUMENT, flat, path)


def _identified(found: Found, flat: Flat, raw: dict[str, Any], path: Path, name: str) -> str:
    """The identifier of an object; where it has none that CASE allows, one that follows from what it says."""
    if "identifier" not in flat:
        said = raw.get("identifier")
        if isinstance(said, str) and is_identifier(said.lower()):
            flat["identifier"] = said.lower()
        else:
            flat["identifier"] = minted(found.document or NAMESPACE_FOURFOLD, name)
        code = "R802" if said is None else "R805"
        found.tell(code, (*path, "identifier"), found=shown(said), expected=flat["identifier"])
    return str(flat["identifier"])


def _listed(found: Found, tree: dict[str, Any], aside: dict[str, Any]) -> list[tuple[str, Path, Any]]:
    """Every object of every list, with its kind and its path."""
    rows: list[tuple[str, Path, Any]] = []
    definitions = tree.get("CFDefinitions", {})
    if not isinstance(definitions, dict):
        found.tell("R803", ("CFDefinitions",), found=shown(definitions), expected="a mapping")
        aside["CFDefinitions"] = definitions
        definitions = {}
    lists: list[tuple[str, Path, Any]] = [
        (kind, (kind,), tree.get(kind, [])) for kind in (ITEMS, ASSOCIATIONS, RUBRICS)
    ]
    lists += [(kind, ("CFDefinitions", kind), definitions.get(kind, [])) for kind in DEFINITIONS]
    for kind, path, held in lists:
        if isinstance(held, list):
            rows += [(kind, (*path, at), raw) for at, raw in enumerate(held)]
        else:
            found.tell("R803", path, found=shown(held), expected="a list")
            aside[kind] = held
    return rows


def _take(found: Found, kind: str, path: Path, raw: Any) -> bool:
    """Take an object in, if it can stand."""
    if not isinstance(raw, dict):
        found.tell("R803", path, found=shown(raw), expected="a mapping")
        return False
    flat = _flat(found, kind, raw, path)
    name = Name(kind, _identified(found, flat, raw, path, f"{kind} {raw.get('identifier') or path}"))
    if name in found.objects or name.of == found.document:
        found.tell("R806", path, found=name.of)
        return False
    if kind == ASSOCIATIONS and not _associates(found, flat, raw, path):
        return False
    _complete(found, kind, flat, path)
    found.add(name, flat, path)
    return True


def _flat(found: Found, kind: str, raw: dict[str, Any], path: Path) -> Flat:
    """The fields of an object that are what CASE says; the others in the extension that keeps them."""
    flat: Flat = {}
    kept: dict[str, Any] = {}
    extensions = raw.get("extensions")
    if isinstance(extensions, dict):
        flat = {f"{EXTRA}{name}": held for name, held in extensions.items()}
    for name, held in raw.items():
        test = FIELDS[kind].get(name)
        if test is not None and test(held):
            flat[name] = held
        elif name != "extensions" or not isinstance(held, dict):
            kept[name] = held
            _tell_kept(found, kind, name, held, (*path, name))
    return _keep(flat, kept)


def _tell_kept(found: Found, kind: str, name: str, held: Any, path: Path) -> None:
    if name in FIELDS[kind] or name == "extensions":
        if name not in {"identifier", "associationType", *_ENDS}:
            found.tell("R803", path, found=shown(held))
    else:
        found.tell(
            "R804", path, found=shown(name), expected=_meant(name, tuple(FIELDS[kind])) if FIELDS[kind] else None
        )


def _meant(name: str, known: Sequence[str]) -> str | None:
    meant = closest(name, known)
    return None if meant is None else meant_by(meant)


def _keep(flat: Flat, kept: dict[str, Any]) -> Flat:
    """The same with more in the extension that keeps what has no place."""
    if kept:
        before = flat.get(KEPT)
        flat[KEPT] = {**(before if isinstance(before, dict) else {}), **kept}
    return flat


def _associates(found: Found, flat: Flat, raw: dict[str, Any], path: Path) -> bool:
    """Whether an association has two ends and a type; what is nearly right is put right."""
    for end in _ENDS:
        if end not in flat:
            node = _node(raw.get(end))
            found.tell("R802" if node else "R803", (*path, end), found=shown(raw.get(end)))
            if node is None:
                return False
            flat[end] = node
    said = raw.get("associationType")
    if not is_type(said):
        name = _NOT_IN_TYPE.sub("-", said).strip("-") if isinstance(said, str) else ""
        flat["associationType"] = f"ext:{name or 'unknown'}"
        found.tell("R816", (*path, "associationType"), found=shown(said), expected=flat["associationType"])
    return True


def _node(said: Any) -> Flat | None:
    """The end of an association, if it says at all what it is."""
    held = said if isinstance(said, dict) else {"identifier": said}
    names = [each for each in (held.get("identifier"), held.get("uri")) if isinstance(each, str) and each]
    if not names:
        return None
    address = held.get("uri")
    of = names[0].lower() if is_identifier(names[0].lower()) else names[0]
    uri = address if FIELDS[ITEMS]["uri"](address) else f"urn:uuid:{of}" if is_identifier(of) else _urn(of)
    title = held.get("title")
    return {"title": title if isinstance(title, str) and title else of, "identifier": of, "uri": uri}


def _urn(of: str) -> str:
    return f"urn:uuid:{minted(NAMESPACE_FOURFOLD, f'case node: {of}')}"


_STANDS_IN: dict[str, dict[str, str]] = {
    "CFConcepts": {"title": "identifier", "hierarchyCode": "title"},
    "CFSubjects": {"title": "identifier", "hierarchyCode": "title"},
    "CFLicenses": {"title": "identifier", "licenseText": "title"},
    "CFItemTypes": {"title": "identifier", "description": "title", "hierarchyCode": "title"},
    "CFAssociationGroupings": {"title": "identifier"},
}
"""What stands in for a text that a definition must have, and does not."""


def _complete(found: Found, kind: str, flat: Flat, path: Path) -> None:
    """Give an object that is not of our model what it must have."""
    for name, other in _STANDS_IN.get(kind, {}).items():
        if name not in flat:
            flat[name] = flat[other]
            found.tell("R802", (*path, name), expected=str(flat[name]))
    if kind == ITEMS:
        return
    for name, held in (("uri", f"urn:uuid:{flat['identifier']}"), ("lastChangeDateTime", _moment(found))):
        if name not in flat:
            flat[name] = held
            found.tell("R802", (*path, name), expected=held)


def _moment(found: Found) -> str:
    return str(found.objects[DOCUMENT].get("lastChangeDateTime", "1970-01-01T00:00:00Z"))


def _top(
    found: Found, name: Name, tree: dict[str, Any], known: tuple[str, ...], path: Path, aside: dict[str, Any]
) -> None:
    """What a package, or its definitions, say beside their lists."""
    flat: Flat = {}
    extensions = tree.get("extensions")
    if isinstance(extensions, dict):
        flat = {f"{EXTRA}{each}": held for each, held in extensions.items()}
    elif extensions is not None:
        found.tell("R803", (*path, "extensions"), found=shown(extensions), expected="a mapping")
        aside["extensions"] = extensions
    for each, held in tree.items():
        if each not in {*known, "extensions"}:
            found.tell("R804", (*path, each), found=shown(each), expected=_meant(each, known))
            aside[each] = held
    before = flat.get(KEPT)
    if isinstance(before, dict):
        aside = {**before, **{each: _more(before.get(each), held) for each, held in aside.items()}}
    if aside:
        flat[KEPT] = aside
    if flat:
        found.add(name, flat, path)


def _more(before: Any, held: Any) -> Any:
    return [*before, *held] if isinstance(before, list) and isinstance(held, list) else held
