"""A cluster with other parts than it has: one that is being tried out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fourfold.canon.kinds import Part
from fourfold.domain.cluster import Cluster, Head
from fourfold.domain.course import Course
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule

_LISTS: dict[type, str] = {
    Program: "programs",
    Module: "modules",
    Course: "courses",
    CourseLinks: "links",
    Rule: "rules",
}


def replaced(cluster: Cluster, parts: Mapping[Key, Part | None]) -> Cluster:
    """The cluster with these parts by key in place of its own, `None` where one is gone; new ones are added."""
    lists: dict[str, Any] = {
        name: (
            *(each for each in getattr(cluster, name) if each.key not in parts),
            *(each for each in parts.values() if isinstance(each, cls)),
        )
        for cls, name in _LISTS.items()
    }
    head = next((each for each in parts.values() if isinstance(each, Head)), cluster.head)
    return replace(cluster, head=head, **lists)
