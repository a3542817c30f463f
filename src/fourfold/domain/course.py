"""Courses (课程): what is taught, what it needs first, and what a student can do afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from fourfold.domain.footing import Footing
from fourfold.domain.marks import Amount, AsSet, Code, Key, Natural, Positive, Refers
from fourfold.domain.text import Text


class CourseType(StrEnum):
    """Theory (A 类), theory with practice (B 类), practice (C 类)."""

    THEORY = "theory"
    MIXED = "mixed"
    PRACTICE = "practice"

    @property
    def letter(self) -> str:
        """The letter by which Chinese colleges name the type: A, B or C."""
        return {CourseType.THEORY: "A", CourseType.MIXED: "B", CourseType.PRACTICE: "C"}[self]


class CognitiveLevel(StrEnum):
    """The six levels of the revised taxonomy of Anderson and Krathwohl (2001), lowest first."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"


class Assessment(StrEnum):
    """How it is seen that a student can do what an outcome says."""

    WRITTEN_EXAM = "written-exam"
    PRACTICAL_EXAM = "practical-exam"
    QUIZ = "quiz"
    LAB = "lab"
    ASSIGNMENT = "assignment"
    PROJECT = "project"
    PRESENTATION = "presentation"
    PORTFOLIO = "portfolio"
    OBSERVATION = "observation"
    REPORT = "report"


class ProjectOrigin(StrEnum):
    """Where the real work inside a course comes from."""

    COMPETITION = "competition"
    ENTERPRISE = "enterprise"
    JOINT = "joint"


class RequisiteKind(StrEnum):
    """When a requisite must be met: earlier, earlier or together, together."""

    PRE = "pre"
    CO = "co"
    STRICT_CO = "strict-co"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requisite:
    """A node of a requisite tree: exactly one of a `course`, an `all_of` and an `any_of`.

    `kind` speaks of `course`: completed in an earlier term (`PRE`), in the same or an earlier one (`CO`), in the
    same one (`STRICT_CO`).
    """

    course: Annotated[Key, Refers("course")] | None = None
    kind: RequisiteKind = RequisiteKind.PRE
    all_of: "tuple[Requisite, ...]" = ()
    any_of: "tuple[Requisite, ...]" = ()

    def walk(self) -> "Iterator[Requisite]":
        """Every leaf of the tree, in order."""
        if self.course is not None:
            yield self
        for branch in (*self.all_of, *self.any_of):
            yield from branch.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a student can do after the course; `assessments` is empty where nothing assesses it."""

    key: Key
    code: Code
    text: Text
    level: CognitiveLevel
    assessments: Annotated[tuple[Assessment, ...], AsSet()] = ()
    footing: Footing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Real work inside a course, and the outcomes that it exercises."""

    key: Key
    code: Code
    title: Text
    origin: ProjectOrigin
    outcomes: Annotated[tuple[Annotated[Key, Refers("outcome")], ...], AsSet()] = ()
    footing: Footing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course of one module, with its hours as it is taught.

    Hours: `weeks` × weekly hours of theory and of practice; or `concentrated_weeks`, each counted as practice at
    the cluster's hours per concentrated week; or both. It lasts `span` terms. `terms` are those it may start in
    (none named: any). `subject` is shared by variants of different scale or difficulty. Taking a module takes
    all its courses that are not `optional`.
    """

    key: Key
    code: Code
    title: Text
    module: Annotated[Key, Refers("module")]
    type: CourseType
    credits: Amount
    weeks: Natural = 0
    theory_hours_per_week: Amount = Decimal(0)
    practice_hours_per_week: Amount = Decimal(0)
    concentrated_weeks: Natural = 0
    span: Positive = 1
    terms: Annotated[tuple[Positive, ...], AsSet()] = ()
    subject: Code | None = None
    optional: bool = False
    unit: Text | None = None
    requisite: Requisite | None = None
    technologies: Annotated[tuple[Annotated[Key, Refers("technology")], ...], AsSet()] = ()
    outcomes: tuple[Outcome, ...] = ()
    projects: tuple[Project, ...] = ()
    footing: Footing | None = None

    def requisites(self) -> tuple[Requisite, ...]:
        """Every leaf of the requisite tree: each names a course."""
        return tuple(self.requisite.walk()) if self.requisite else ()
