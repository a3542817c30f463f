"""Where a problem is: a part of the dossier, and a JSON pointer inside it."""

from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.module import Module
from fourfold.domain.problem import Place
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule

Part = Program | Module | Course | Rule | Framework


def part_place(part: Part, path: str = "") -> Place:
    """The place of a program, module, course, rule or framework, or of something inside it."""
    return Place(noun=type(part).__name__.lower(), key=part.key, code=part.code, path=path)


def head_place(head: Head, path: str = "") -> Place:
    """The place of the cluster's head, or of something inside it."""
    return Place(noun="cluster", key=head.key, code=head.code, path=path)


def links_place(part: CourseLinks, course: Course | None, path: str = "") -> Place:
    """The place of a course's links, under the code of the course where that exists."""
    return Place(noun="links", key=part.key, code=course.code if course else None, path=path)
