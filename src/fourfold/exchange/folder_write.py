"""A cluster as a folder of YAML files, one for each part: writing."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from fourfold.canon.fields import Field, field_of, fields_of
from fourfold.canon.identity import NOUNS, links_key
from fourfold.canon.trees import tree_of
from fourfold.domain.cluster import Dossier
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.exchange.layout import CLUSTER_FILE, HEAD, KINDS, SUFFIX, Kind
from fourfold.exchange.places import Spot
from fourfold.exchange.resolve import NOBODY, Paper
from fourfold.exchange.staging import CannotWrite, replace_files
from fourfold.exchange.yaml_text import yaml_text

_ORDER = ("outcome", "framework", "item")


def write_folder(dossier: Dossier, path: Path, *, base: str | None = None) -> None:
    """Write the dossier to a folder, in place of what an earlier one left there; keys stand beside codes."""
    replace_files(path, {name: text.encode() for name, text in files_of(dossier, base).items()})


def files_of(dossier: Dossier, base: str | None = None) -> dict[str, str]:
    """The text of every file of the folder, by name."""
    if dossier.cluster.frameworks != tuple(sorted(each.key for each in dossier.frameworks)):
        raise CannotWrite("a folder holds the frameworks that its cluster pins, all of them and no others")
    sheets = [(kind, tree_of(value)) for kind in KINDS for value in _values(kind, dossier)]
    names = _Names(dossier.cluster.head.key, sheets)
    files: dict[str, str] = {}
    for kind, tree in sheets:
        names.code(kind.cls, tree)
        name = _file_name(kind, tree)
        if name.lower() in {each.lower() for each in files}:
            raise CannotWrite(f"two parts would both be {name}: give one of them another code")
        files[name] = yaml_text(_sheet(kind, tree, base))
    return files


def _values(kind: Kind, dossier: Dossier) -> Iterator[Any]:
    cluster = dossier.cluster
    everything = (
        (cluster.head,), cluster.programs, cluster.modules, cluster.courses, cluster.links, cluster.rules,
        dossier.frameworks,
    )  # fmt: skip
    yield from (value for values in everything for value in values if type(value) is kind.cls)


def _file_name(kind: Kind, tree: dict[str, Any]) -> str:
    if kind is HEAD:
        return CLUSTER_FILE
    return f"{kind.folder}/{tree['course' if kind.cls is CourseLinks else 'code']}{SUFFIX}"


def _sheet(kind: Kind, tree: dict[str, Any], base: str | None) -> dict[str, Any]:
    head = {"schema": str(kind.schema)} | ({"base": base} if base and kind is HEAD else {})
    return head | _bare(kind.cls, tree)


def _bare(cls: type, tree: dict[str, Any]) -> dict[str, Any]:
    """The tree with exact decimals as numbers: quotes are for text."""
    return {name: _number(field_of(cls, name), held) for name, held in tree.items()}


def _number(field: Field | None, held: Any) -> Any:
    if field is None:
        return held
    if field.many:
        return [_bare(field.of, each) if field.nested else each for each in held]
    if field.nested:
        return _bare(field.of, held)
    return Decimal(held) if field.of is Decimal else held


class _Names:
    """The codes by which references can be written: those that lead back to the same key."""

    def __init__(self, cluster: Key, sheets: list[tuple[Kind, dict[str, Any]]]) -> None:
        self._codes: dict[tuple[str, Key, Key], str] = {}
        self._cluster = cluster
        taken: dict[tuple[str, Key, str], Key] = {}
        for kind, tree in sheets:
            for noun, scope, inner in self._nouns(kind, tree):
                if taken.setdefault((noun, scope, inner["code"].lower()), inner["key"]) == inner["key"]:
                    self._codes[noun, scope, inner["key"]] = inner["code"]

    def _nouns(self, kind: Kind, tree: dict[str, Any]) -> Iterator[tuple[str, Key, dict[str, Any]]]:
        document = tree["key"] if kind.schema.kind == "framework" else self._cluster
        for cls, inner, _, _ in Paper(kind.cls, "", tree, Spot()).nouns():
            if "code" in inner:
                yield NOUNS[cls], NOBODY if NOUNS[cls] == "framework" else document, inner

    def code(self, cls: type, tree: dict[str, Any]) -> None:
        """Write codes for keys throughout a tree, in place, and lists that are sets in the order of their codes."""
        if cls is CourseLinks and tree["key"] == links_key(tree["course"]):
            del tree["key"]
        for field in sorted(fields_of(cls), key=lambda each: each.refers is None or each.refers.within is None):
            if field.name in tree and field.nested:
                for inner in tree[field.name] if field.many else [tree[field.name]]:
                    self.code(field.of, inner)
            elif field.name in tree and field.refers is not None:
                tree[field.name] = self._written(field, tree)
        if cls is CourseLinks:
            tree["links"] = sorted(tree.get("links", []), key=lambda link: [link[name] for name in _ORDER])

    def _written(self, field: Field, tree: dict[str, Any]) -> Any:
        refers, held = field.refers, tree[field.name]
        if refers is None:
            return held
        scope = NOBODY if refers.noun == "framework" else tree[refers.within] if refers.within else self._cluster
        codes = [self._codes.get((refers.noun, scope, key), key) for key in (held if field.many else [held])]
        return codes[0] if not field.many else sorted(codes) if field.as_set else codes
