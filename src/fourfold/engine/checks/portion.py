"""A part by itself: its place, and what stands in it wherever the rest of the dossier goes."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import get_args

from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.footing import Footing
from fourfold.domain.link import CourseLinks
from fourfold.domain.problem import Place
from fourfold.domain.text import Language, Text
from fourfold.engine.checks.inside import inside
from fourfold.engine.checks.places import Part, head_place, links_place, part_place
from fourfold.engine.checks.references import Reference, references

LANGUAGES: tuple[Language, ...] = get_args(Language)
Noun = tuple[str, str, str, Place]
"""What has a key and a code: noun, key, code, and its place."""


class Portion:
    """A part with its place; a course's links are placed under the code of their course."""

    def __init__(self, part: Head | Part | CourseLinks, course: Course | None = None) -> None:
        self.part = part
        self._course = course

    @cached_property
    def place(self) -> Place:
        """The place of the part as a whole."""
        if isinstance(self.part, CourseLinks):
            return links_place(self.part, self._course)
        return head_place(self.part) if isinstance(self.part, Head) else part_place(self.part)

    def below(self, path: str) -> Place:
        """The place of something inside the part."""
        return Place(noun=self.place.noun, key=self.place.key, code=self.place.code, path=path)

    @cached_property
    def nouns(self) -> tuple[Noun, ...]:
        """Everything in the part that has a key and a code, the part first."""
        return tuple(_nouns(self.part, self.place))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its nouns."""
        return frozenset(key for _, key, _, _ in self.nouns)

    @cached_property
    def names(self) -> frozenset[tuple[str, str, str]]:
        """What no other noun may be called: noun, framework of an item, and code with capitals ignored."""
        return frozenset(map(name_of, self.nouns))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference inside the part."""
        return tuple(references(self.part))

    @cached_property
    def mentions(self) -> dict[str, frozenset[str]]:
        """The keys that the part refers to, by the noun that they mean."""
        found: dict[str, set[str]] = {}
        for _, noun, key in self.references:
            found.setdefault(noun, set()).add(key)
        return {noun: frozenset(keys) for noun, keys in found.items()}

    @cached_property
    def texts(self) -> tuple[tuple[str, Text], ...]:
        """Its texts with their pointers."""
        return tuple(inside(self.part, Text))

    @cached_property
    def said(self) -> frozenset[Language]:
        """The languages in which any of its texts says something."""
        missing = [frozenset(text.missing()) for _, text in self.texts]
        return frozenset(language for each in set(missing) for language in LANGUAGES if language not in each)

    @cached_property
    def halves(self) -> tuple[tuple[str, Text, Language], ...]:
        """The texts that lack exactly one language, with it."""
        lacking = ((path, text, text.missing()) for path, text in self.texts)
        return tuple((path, text, missing[0]) for path, text, missing in lacking if len(missing) == 1)

    @cached_property
    def footings(self) -> tuple[tuple[Place, Footing], ...]:
        """Its footings with their places."""
        return tuple((self.below(path), footing) for path, footing in inside(self.part, Footing))


def name_of(noun: Noun) -> tuple[str, str, str]:
    """What no other noun may be called: items are told apart within their framework."""
    kind, _, code, where = noun
    return kind, where.key or "" if kind == "item" else "", code.lower()


def _nouns(value: object, where: Place) -> Iterator[Noun]:
    key, code = getattr(value, "key", None), getattr(value, "code", None)
    if key is not None and code is not None:
        yield type(value).__name__.lower(), key, code, where
    for field in fields(value) if is_dataclass(value) else ():
        child = getattr(value, field.name)
        if isinstance(child, tuple):
            for number, each in enumerate(child):
                if hasattr(each, "key"):
                    path = f"{where.path}/{field.name}/{number}"
                    yield from _nouns(each, Place(noun=where.noun, key=where.key, code=where.code, path=path))
