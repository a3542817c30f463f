"""Keys → codes in trees that people will read: by code where it leads back to the same key, else by key."""

from collections.abc import Iterator
from typing import Any

from fourfold.canon.fields import Field, fields_of
from fourfold.canon.identity import NOUNS, links_key
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.exchange.places import Spot
from fourfold.exchange.resolve import NOBODY, Paper

_ORDER = ("outcome", "framework", "item")


class Names:
    """The codes by which references can be written: those that lead back to the same key."""

    def __init__(self, cluster: Key, sheets: list[tuple[type, dict[str, Any]]]) -> None:
        self._codes: dict[tuple[str, Key, Key], str] = {}
        self._cluster = cluster
        taken: dict[tuple[str, Key, str], Key] = {}
        for cls, tree in sheets:
            for noun, scope, inner in self._nouns(cls, tree):
                if taken.setdefault((noun, scope, inner["code"].lower()), inner["key"]) == inner["key"]:
                    self._codes[noun, scope, inner["key"]] = inner["code"]

    def _nouns(self, cls: type, tree: dict[str, Any]) -> Iterator[tuple[str, Key, dict[str, Any]]]:
        document = tree["key"] if cls is Framework else self._cluster
        for each, inner, _, _ in Paper(cls, "", tree, Spot()).nouns():
            if "code" in inner:
                yield NOUNS[each], NOBODY if NOUNS[each] == "framework" else document, inner

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
        codes = [self.label(refers.noun, key, scope) for key in (held if field.many else [held])]
        return codes[0] if not field.many else sorted(codes) if field.as_set else codes

    def label(self, noun: str, key: Key, scope: Key | None = None) -> str:
        """How a reference to the bearer of a key is written; items stand in the scope of their framework."""
        return self._codes.get((noun, NOBODY if noun == "framework" else scope or self._cluster, key), key)
