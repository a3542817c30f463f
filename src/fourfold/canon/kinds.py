"""The kinds of parts, and the schema that each names in its bytes."""

from dataclasses import dataclass

from fourfold.canon.schemas import Schema
from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, Item
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkHead:
    """A framework without its items, and the keys of its branches (its first-level items) in order."""

    framework: Framework
    branches: tuple[Key, ...] = ()


Part = Head | Program | Module | Course | CourseLinks | Rule | FrameworkHead | Item

PARTS: dict[type[Part], Schema] = {
    Head: Schema("head", 1),
    Program: Schema("program", 1),
    Module: Schema("module", 1),
    Course: Schema("course", 1),
    CourseLinks: Schema("links", 1),
    Rule: Schema("rule", 1),
    FrameworkHead: Schema("framework-head", 1),
    Item: Schema("branch", 1),
}
"""The present schema of every kind of part. A version never changes meaning: a new layout gets the next number."""

CLASSES: dict[str, type[Part]] = {schema.kind: cls for cls, schema in PARTS.items()}

FILES: dict[type, Schema] = {
    Head: Schema("cluster", 1),
    Program: Schema("program", 1),
    Module: Schema("module", 1),
    Course: Schema("course", 1),
    CourseLinks: Schema("links", 1),
    Rule: Schema("rule", 1),
    Framework: Schema("framework", 1),
}
"""The present schema of every kind of file that people write: one part each, a framework whole."""

DOCUMENT = Schema("fourfold", 1)
"""The present schema of the one JSON document that holds a cluster with its frameworks."""
