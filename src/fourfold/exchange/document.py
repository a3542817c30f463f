"""A dossier as one JSON document: keys as references, codes beside them, nothing lost."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from fourfold.canon.kinds import DOCUMENT
from fourfold.canon.schemas import schema_of
from fourfold.canon.trees import tree_of
from fourfold.canon.validate import nearest, shown
from fourfold.domain.cluster import Dossier, Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.module import Module
from fourfold.domain.problem import Problem
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.exchange.assembly import assemble
from fourfold.exchange.bounded_json import parse
from fourfold.exchange.faults import Unreadable, named, problem
from fourfold.exchange.files import read_text, replace_file
from fourfold.exchange.layout import base_of
from fourfold.exchange.limits import LARGEST_DOCUMENT_BYTES, LONGEST_PATH
from fourfold.exchange.places import Home, Reading, Spot, Step
from fourfold.exchange.resolve import Paper, is_code, is_key
from fourfold.exchange.unread import REFERRED, Unread, nouns_within, words_of

_TOP = ("schema", "base", "cluster", "frameworks")
LISTS: dict[str, type] = {
    "programs": Program,
    "modules": Module,
    "courses": Course,
    "links": CourseLinks,
    "rules": Rule,
}
_CLUSTER = ("head", *LISTS, "frameworks")


def document_of(dossier: Dossier, base: str | None = None) -> dict[str, Any]:
    """The dossier as the tree that its JSON document holds."""
    head = {"schema": str(DOCUMENT)} | ({"base": base} if base else {})
    return {**head, "cluster": tree_of(dossier.cluster), "frameworks": [tree_of(each) for each in dossier.frameworks]}


def write_json(dossier: Dossier, path: Path, *, base: str | None = None) -> None:
    """Write the dossier to `path`: the old file stays until the new one is whole."""
    content = msgspec.json.format(msgspec.json.encode(document_of(dossier, base)), indent=2)
    replace_file(path, content + b"\n")


def read_document(path: Path) -> Reading:
    """The dossier in a JSON file, or everything that is wrong with it."""
    file = shown(path.name, LONGEST_PATH)
    try:
        text = read_text(path, file, LARGEST_DOCUMENT_BYTES)
    except Unreadable as unreadable:
        return Reading(None, unreadable.problems)
    return read_document_text(text, file)


def read_document_text(text: str, file: str) -> Reading:
    """The same of a JSON document that is at hand; `file` is what problems call it."""
    try:
        return _Document(file).read(parse(text, file))
    except Unreadable as unreadable:
        return Reading(None, unreadable.problems)


@dataclass(slots=True)
class _Document:
    """A document on its way from tree to papers."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def read(self, tree: Any) -> Reading:
        self._schema(tree)
        top = self._mapping(tree, (), _TOP)
        cluster = self._mapping(top.get("cluster"), ("cluster",), _CLUSTER)
        papers = list(self._papers(top, cluster))
        base = base_of(top, self.file, None, self.problems)
        pins = self._pins(cluster) if "frameworks" in cluster else None
        pinned_at = Home(self.file, ("cluster",), Spot())
        return assemble(papers, self.problems, base, pins, self.unread, pinned_at)

    def _pins(self, cluster: dict[str, Any]) -> list[str]:
        path: tuple[Step, ...] = ("cluster", "frameworks")
        pins = self._list(cluster, path)
        for at, pin in enumerate(pins):
            if not (is_code(pin) or is_key(pin)):
                self._fault("R024", (*path, at), shown(pin), "the key or code of a framework")
        return pins

    def _papers(self, top: dict[str, Any], cluster: dict[str, Any]) -> Iterator[Paper]:
        if cluster or not self.problems:
            yield from self._paper(Head, cluster.get("head"), ("cluster", "head"))
        for name, cls in LISTS.items():
            for at, part in enumerate(self._list(cluster, ("cluster", name), cls)):
                yield from self._paper(cls, part, ("cluster", name, at))
        for at, framework in enumerate(self._list(top, ("frameworks",), Framework)):
            yield from self._paper(Framework, framework, ("frameworks", at))

    def _paper(self, cls: type, tree: Any, path: tuple[Step, ...]) -> Iterator[Paper]:
        if isinstance(tree, dict):
            yield Paper(cls, self.file, tree, Spot(step=path[-1]), path)
        else:
            self._fault("R021" if tree is None else "R022", path, shown(tree), "a mapping")
            self.unread.append(Unread(self.file, nouns_within(cls)))

    def _schema(self, tree: Any) -> None:
        if not isinstance(tree, dict):
            details = (("field", self.file),)
            raise Unreadable(problem("R022", self.file, found=shown(tree), expected="a mapping", details=details))
        said = tree.get("schema")
        found = schema_of(said)
        if found != DOCUMENT:
            newer = found is not None and found.kind == DOCUMENT.kind and found.version > DOCUMENT.version
            code, expected = "R014" if newer else "R013", f'"schema": "{DOCUMENT}"'
            raise Unreadable(problem(code, self.file, path=("schema",), found=shown(said), expected=expected))

    def _mapping(self, tree: Any, path: tuple[Step, ...], known: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(tree, dict):
            self._fault("R021" if tree is None else "R022", path, shown(tree), "a mapping")
            return {}
        for name in tree:
            if name not in known:
                self._fault("R020", (*path, name), name, nearest(name, known))
                self.unread.append(Unread(self.file, REFERRED, words_of(tree[name])))
        return tree

    def _list(self, tree: dict[str, Any], path: tuple[Step, ...], cls: type | None = None) -> list[Any]:
        held = tree.get(str(path[-1]), [])
        if not isinstance(held, list):
            self._fault("R022", path, shown(held), "a list")
            self.unread += [Unread(self.file, nouns_within(cls))] if cls else []
            return []
        return held

    def _fault(self, code: str, path: tuple[Step, ...], found: str, expected: str) -> None:
        details = (("field", named(path) or shown(self.file)),)
        self.problems.append(problem(code, self.file, path=path, found=found, expected=expected, details=details))
