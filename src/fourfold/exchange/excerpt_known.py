"""What an excerpt may refer to, and what each of its rows was, as the states of its cluster have it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fourfold.canon.identity import NOUNS
from fourfold.canon.trees import tree_of
from fourfold.canon.validate import closest
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.exchange.dangling import references
from fourfold.exchange.excerpt import Excerpt, excerpt_of
from fourfold.exchange.places import Spot
from fourfold.exchange.resolve import NOBODY, Paper

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Home:
    """What a noun was, and the key of the part that it is in."""

    tree: Tree
    part: Key


class Known:
    """Every noun of a cluster as it was when a file was taken, and then as it is now, by key and by code.

    `own` are the keys of the parts that belong to the excerpt in either state.
    """

    def __init__(self, noun: str, key: Key, *states: Dossier) -> None:
        self.head = states[0].cluster.head
        self.noun, self.key = noun, key
        self.codes: dict[tuple[str, Key, str], Key] = {}
        self.homes: dict[tuple[str, Key], Home] = {}
        self.links: dict[Key, Home] = {}
        self.borne: set[tuple[str, Key]] = set()
        self.own: set[Key] = set()
        self._written: dict[tuple[str, Key], list[str]] = {}
        for state in states:
            self._learn(state, excerpt_of(state.cluster, noun, key))

    def near(self, noun: str, label: str, owner: Key | None) -> str | None:
        """The code that may have been meant by one that names nothing."""
        return closest(label, self._written.get((noun, owner or self._scope(noun)), ()))

    def code_of(self, course: Key) -> str:
        """The code of a course."""
        home = self.homes.get(("course", course))
        return str(home.tree["code"]) if home else course

    def _scope(self, noun: str) -> Key:
        return NOBODY if noun == "framework" else self.head.key

    def _learn(self, state: Dossier, excerpt: Excerpt) -> None:
        own = {each.key for each in excerpt.parts}
        self.own |= own
        for paper in _papers(state):
            self._nouns(paper)
            if paper.tree["key"] in own:
                # What dangles already is for the checks to tell, not for whoever brings a file.
                self.borne |= {(each.noun, each.key) for each in references(paper)}

    def _nouns(self, paper: Paper) -> None:
        for cls, tree, _spot, _path in paper.nouns():
            noun, key = NOUNS[cls], tree["key"]
            home = Home(tree, paper.tree["key"])
            self.homes.setdefault((noun, key), home)
            self.borne.add((noun, key))
            if cls is CourseLinks:
                self.links.setdefault(tree["course"], home)
                continue
            scope = NOBODY if noun == "framework" else paper.document
            self.codes.setdefault((noun, scope, tree["code"].lower()), key)
            self._written.setdefault((noun, scope), []).append(tree["code"])


def _papers(state: Dossier) -> Iterator[Paper]:
    cluster = state.cluster
    parts = (cluster.head, *cluster.programs, *cluster.modules, *cluster.courses, *cluster.links, *cluster.rules)
    for part in (*parts, *state.frameworks):
        document = part.key if isinstance(part, Framework) else cluster.head.key
        yield Paper(type(part), "", tree_of(part), Spot(), document=document)
