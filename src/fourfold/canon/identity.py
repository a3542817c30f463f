"""Keys that follow from codes, so that a file without keys reads to the same value twice."""

from uuid import NAMESPACE_URL, UUID, uuid5

from fourfold.domain.cluster import Category, Head, Technology
from fourfold.domain.course import Course, Outcome, Project
from fourfold.domain.framework import Anchor, Carried, Framework, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement, Plan, Pool, Sitting, TermWeeks
from fourfold.domain.program import Certification, Program
from fourfold.domain.rule import Rule

NAMESPACE_FOURFOLD = uuid5(NAMESPACE_URL, "urn:fourfold")

NOUNS: dict[type, str] = {
    Head: "cluster",
    Category: "category",
    Technology: "technology",
    Program: "program",
    Plan: "plan",
    Pool: "pool",
    Module: "module",
    Course: "course",
    Outcome: "outcome",
    Project: "project",
    CourseLinks: "links",
    Rule: "rule",
    Framework: "framework",
    Item: "item",
}
"""The classes whose values have a key, and what that noun is called in references and places."""

TOLD_APART_BY: dict[type, tuple[str, ...]] = {
    Placement: ("course",),
    Sitting: ("framework",),
    TermWeeks: ("term",),
    Certification: ("framework",),
    Anchor: ("scheme",),
    Carried: ("of",),
    Link: ("outcome", "framework", "item"),
}
"""What tells values without a key apart among their siblings."""


def cluster_key(institution: str, code: str) -> Key:
    """The key of a cluster whose file names none."""
    return str(uuid5(NAMESPACE_FOURFOLD, f"cluster:{institution}/{code}".lower()))


def framework_key(institution: str, code: str) -> Key:
    """The key of a framework whose file names none."""
    return str(uuid5(NAMESPACE_FOURFOLD, f"framework:{institution}/{code}".lower()))


def noun_key(document: Key, noun: str, code: str) -> Key:
    """The key of a noun inside a document (a cluster or a framework) that names none."""
    return str(uuid5(UUID(document), f"{noun}:{code.lower()}"))


def links_key(course: Key) -> Key:
    """The key of the part that holds a course's links."""
    return str(uuid5(UUID(course), "links"))
