"""Codes ⇄ keys in the trees of files, driven by the domain's own annotations.

First every noun gets its key (given, or derived from its code, or from the code it was renamed from); then every
reference that is written as a code becomes the key of what bears that code. A code that names nothing becomes the
key that its bearer would have, and is remembered as a label: the checks say that it dangles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from fourfold.canon.fields import Field, fields_of, has_key
from fourfold.canon.identity import NOUNS, cluster_key, framework_key, links_key, noun_key
from fourfold.canon.marks import LOOKS_LIKE_KEY
from fourfold.canon.validate import Fault, closest, shown
from fourfold.domain.cluster import Head
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import CODE_PATTERN, Key
from fourfold.domain.problem import Problem
from fourfold.exchange.faults import problem, shape_problems
from fourfold.exchange.limits import MOST_COMPARISONS
from fourfold.exchange.places import Home, Spot, Step, pointer_of
from fourfold.exchange.unread import REFERRED, Unread

NOBODY = "00000000-0000-0000-0000-000000000000"
Tree = dict[str, Any]
_CODE = re.compile(CODE_PATTERN)


@dataclass(slots=True)
class Paper:
    """One document of a file on its way to a value: its class, its tree, and where it stands.

    `named` is the code after which its file is named, where files are.
    """

    cls: type
    file: str
    tree: Tree
    spot: Spot
    path: tuple[Step, ...] = ()
    document: Key = NOBODY
    named: str | None = None

    @property
    def owner(self) -> str | None:
        """The code of the framework that this is, where it is one."""
        code = self.tree.get("code")
        return (code if is_code(code) else self.named) if self.cls is Framework else None

    def nouns(self) -> Iterator[tuple[type, Tree, Spot, tuple[Step, ...]]]:
        """Every noun in the tree, outermost first."""
        yield from _nouns(self.cls, self.tree, self.spot, self.path)


def _nouns(
    cls: type, tree: Any, spot: Spot, path: tuple[Step, ...]
) -> Iterator[tuple[type, Tree, Spot, tuple[Step, ...]]]:
    if not isinstance(tree, dict):
        return
    if has_key(cls):
        yield cls, tree, spot, path
    for each in fields_of(cls):
        if each.nested and each.name in tree:
            for steps, below in values_of(each, tree[each.name]):
                inner = spot.at(each.name)
                for step in steps:
                    inner = inner.at(step)
                yield from _nouns(each.of, below, inner, (*path, each.name, *steps))


def values_of(field: Field, held: Any) -> Iterator[tuple[tuple[Step, ...], Any]]:
    """The values of a field with the steps to each: those of its list, where it holds one."""
    if not field.many:
        yield (), held
    elif isinstance(held, list):
        for position, below in enumerate(held):
            yield (position,), below


@dataclass(slots=True)
class Codes:
    """The key behind every code of a dossier, and what was wrong with codes and keys.

    `labels` are the codes that name nothing, by the key that their bearer would have; `unread` is where a noun stands
    whose code or key could not be read.
    """

    cluster: Key = NOBODY
    institution: str = ""
    keys: dict[tuple[str, Key, str], Key] = field(default_factory=dict)
    homes: dict[tuple[str, Key], Home] = field(default_factory=dict)
    labels: dict[Key, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    _sought: dict[Key, tuple[str, Key]] = field(default_factory=dict)
    _bearers: dict[Key, Home] = field(default_factory=dict)
    _coded: dict[tuple[str, Key, str], Home] = field(default_factory=dict)
    _renamed: dict[tuple[str, Key, str], Key] = field(default_factory=dict)

    def resolve(self, papers: list[Paper]) -> None:
        """Give every noun of `papers` its key and turn every reference into one."""
        for paper in sorted(papers, key=lambda each: each.cls is not Head):
            self._open(paper)
        for paper in papers:
            if paper.cls is not CourseLinks:
                self._name(paper)
        for paper in papers:
            self._refer(paper.cls, paper.tree, paper.document)
        for paper in papers:
            if paper.cls is CourseLinks:
                self._name(paper)

    def known(self, key: Key) -> bool:
        """Whether some noun bears this key."""
        return key in self._bearers

    def _open(self, paper: Paper) -> None:
        tree = paper.tree
        if paper.cls is Head:
            self.institution = str(tree.get("institution"))
            self.cluster = paper.document = _given(tree) or cluster_key(self.institution, _first_code(tree))
        elif paper.cls is Framework:
            paper.document = _given(tree) or framework_key(str(tree.get("institution")), _first_code(tree))
        else:
            paper.document = self.cluster

    def _name(self, paper: Paper) -> None:
        for cls, tree, spot, path in paper.nouns():
            noun, code = NOUNS[cls], tree.get("code")
            if "key" not in tree:
                tree["key"] = _derived(cls, tree, paper.document)
            home = Home(paper.file, path, spot, code if isinstance(code, str) else None)
            was = self._was(tree, home) if cls is not CourseLinks else None
            self._claim_key(noun, tree["key"], home)
            if is_code(code) and is_key(tree["key"]):
                self._claim_code(noun, paper.document, home, tree["key"])
                if is_code(was):
                    self._renamed[_entry(noun, _scope(noun, paper.document), was)] = tree["key"]
            elif cls is not CourseLinks:
                self._doubt(cls, paper, tree)

    def _doubt(self, cls: type, paper: Paper, tree: Tree) -> None:
        """Let references find a noun whose key could not be read, or whose code only its file's name tells."""
        noun, code, key = NOUNS[cls], tree.get("code"), tree["key"]
        named = code if is_code(code) else paper.named if tree is paper.tree else None
        if named is not None:
            bearer = key if is_key(key) else _derived(cls, tree, paper.document)
            self.keys.setdefault(_entry(noun, _scope(noun, paper.document), named), bearer)
        self.unread.append(Unread(paper.file, frozenset({noun}), named, any_key=True, owner=paper.owner))

    def _was(self, tree: Tree, home: Home) -> object:
        was = tree.pop("was", None)
        if was is not None and not is_code(was):
            fault = Fault(("was",), "R024", shown(was), "the code that this had before")
            self.problems += shape_problems(home.file, home.spot, [fault], home.path)
            self.unread.append(Unread(home.file, REFERRED))
        return was

    def _claim_key(self, noun: str, key: object, home: Home) -> None:
        if not is_key(key) or (noun == "links" and key == NOBODY):
            return
        first = self._bearers.setdefault(key, home)
        if first is home:
            self.homes[noun, key] = home
        elif noun == "links" or (home.code or "").lower() != (first.code or "").lower():
            self.problems.append(_doubled("R031", home, first, "key", key))

    def _claim_code(self, noun: str, document: Key, home: Home, key: Key) -> None:
        if noun == "cluster" or home.code is None:
            return
        scope = _scope(noun, document)
        first = self._coded.setdefault(_entry(noun, scope, home.code), home)
        if first is home:
            self.keys[_entry(noun, scope, home.code)] = key
        else:
            self.problems.append(_doubled("R030", home, first, "code", home.code))

    def _refer(self, cls: type, tree: Any, document: Key) -> None:
        if not isinstance(tree, dict):
            return
        for each in fields_of(cls):
            if each.name not in tree:
                continue
            if each.nested:
                for _, below in values_of(each, tree[each.name]):
                    self._refer(each.of, below, document)
            elif each.refers is not None and each.refers.within is None:
                tree[each.name] = self._keys(each, tree[each.name], document)
        self._refer_within(cls, tree)

    def _refer_within(self, cls: type, tree: Tree) -> None:
        for each in fields_of(cls):
            if each.refers is not None and each.refers.within is not None and each.name in tree:
                document = tree.get(each.refers.within)
                tree[each.name] = self._keys(each, tree[each.name], document if is_key(document) else NOBODY)

    def _keys(self, field: Field, held: Any, document: Key) -> Any:
        noun = field.refers.noun if field.refers else ""
        if field.many:
            return [self._key(noun, each, document) for each in held] if isinstance(held, list) else held
        return self._key(noun, held, document)

    def pin(self, held: Any) -> Any:
        """The key of a framework that is named by key or code."""
        return self._key("framework", held, NOBODY)

    def _key(self, noun: str, held: Any, document: Key) -> Any:
        if not is_code(held):
            return held
        entry = _entry(noun, _scope(noun, document), held)
        key = self.keys.get(entry) or self._renamed.get(entry)
        if key is None:
            key = framework_key(self.institution, held) if noun == "framework" else noun_key(document, noun, held)
            self.labels.setdefault(key, held)
            self._sought.setdefault(key, (noun, _scope(noun, document)))
        return key

    def code_of(self, noun: str, key: object) -> str | None:
        """The code by which what bears a key is called, or would be."""
        if not is_key(key):
            return None
        home = self.homes.get((noun, key))
        return (home.code if home else None) or self.labels.get(key)

    def near(self) -> dict[Key, str]:
        """For codes that name nothing the one that may have been meant, by the key that theirs would be."""
        known: dict[tuple[str, Key], list[str]] = {}
        for (noun, scope, _), home in self._coded.items():
            known.setdefault((noun, scope), []).append(home.code or "")
        found, left = {}, MOST_COMPARISONS
        for key, among in self._sought.items():
            left -= len(known.get(among, ()))
            meant = closest(self.labels[key], known.get(among, ())) if left >= 0 and not self.known(key) else None
            if meant is not None:
                found[key] = meant
        return found


def is_key(held: object) -> TypeGuard[Key]:
    """Whether a value of a file is written as a key."""
    return isinstance(held, str) and LOOKS_LIKE_KEY.fullmatch(held) is not None


def is_code(held: object) -> TypeGuard[str]:
    """Whether a value of a file is written as a code."""
    return isinstance(held, str) and _CODE.fullmatch(held) is not None and not is_key(held)


def _given(tree: Tree) -> Key | None:
    key = tree.get("key")
    return key if is_key(key) else None


def _first_code(tree: Tree) -> str:
    return str(tree.get("was") or tree.get("code"))


def _scope(noun: str, document: Key) -> Key:
    """Codes are unique within a document; those of frameworks among all that a cluster pins."""
    return NOBODY if noun == "framework" else document


def _entry(noun: str, scope: Key, code: str) -> tuple[str, Key, str]:
    return noun, scope, code.lower()


def _derived(cls: type, tree: Tree, document: Key) -> Key:
    if cls in (Head, Framework):
        return document
    if cls is CourseLinks:
        course = tree.get("course")
        return links_key(course) if is_key(course) else NOBODY
    return noun_key(document, NOUNS[cls], _first_code(tree))


def _doubled(code: str, home: Home, first: Home, field_name: str, held: str) -> Problem:
    line, cell = home.spot.stands((field_name,))
    return problem(
        code, home.file, line=line, path=(*home.path, field_name), found=held,
        details=(("code", held), ("first", _first_place(first, field_name))), cell=cell,
    )  # fmt: skip


def _first_place(first: Home, field_name: str) -> str:
    _, cell = first.spot.stands((field_name,))
    if cell is not None:
        return f"{first.file} {cell}"
    if first.spot.line is None:
        return f"{first.file} {pointer_of((*first.path, field_name))}"
    return f"{first.file}:{first.spot.line}"
