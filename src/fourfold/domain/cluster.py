"""The cluster (专业群) as one value, and the dossier: a cluster with the frameworks it pins."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from fourfold.domain.course import Course
from fourfold.domain.footing import Footing
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.marks import Amount, AsSet, Code, Key, Refers
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category of courses: a band of the map."""

    key: Key
    code: Code
    title: Text


class Purpose(StrEnum):
    """Why a technology is taught: jobs ask for it, or a solid grounding includes it."""

    EMPLOYMENT = "employment"
    FOUNDATION = "foundation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Technology:
    """A technical area, such as openEuler."""

    key: Key
    code: Code
    title: Text
    purpose: Purpose
    footing: Footing | None = None


class TermSystem(StrEnum):
    """How the institution divides its year; in quarters, complexity counts two thirds."""

    SEMESTER = "semester"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a cluster says of itself: its name, its categories in order from the map's ground up, its conversions."""

    key: Key
    code: Code
    institution: Code
    title: Text
    hours_per_credit: Amount = Decimal(16)
    hours_per_concentrated_week: Amount = Decimal(24)
    term_system: TermSystem = TermSystem.SEMESTER
    categories: tuple[Category, ...] = ()
    technologies: tuple[Technology, ...] = ()
    note: Text | None = None
    footing: Footing


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A cluster: its head and its parts, each list sorted by key so that equal clusters are equal values."""

    head: Head
    programs: tuple[Program, ...] = ()
    modules: tuple[Module, ...] = ()
    courses: tuple[Course, ...] = ()
    links: tuple[CourseLinks, ...] = ()
    rules: tuple[Rule, ...] = ()
    frameworks: Annotated[tuple[Annotated[Key, Refers("framework")], ...], AsSet()] = ()

    def __post_init__(self) -> None:
        for name in ("programs", "modules", "courses", "links", "rules"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name), key=lambda part: part.key)))
        object.__setattr__(self, "frameworks", tuple(sorted(set(self.frameworks))))

    def all_links(self) -> tuple[Link, ...]:
        """Every link of every course."""
        return tuple(link for part in self.links for link in part.links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A cluster together with the frameworks it pins: what can be checked and measured."""

    cluster: Cluster
    frameworks: tuple[Framework, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "frameworks", tuple(sorted(self.frameworks, key=lambda each: each.key)))
