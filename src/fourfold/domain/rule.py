"""Rules: named tests that a cluster must keep, as data that a college writes."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from fourfold.domain.footing import Footing
from fourfold.domain.marks import AsSet, Bounds, Code, Key, Positive, Refers
from fourfold.domain.problem import Severity
from fourfold.domain.text import Text

Value = Annotated[Decimal, Bounds(least=0, most=1_000_000)]


class Measure(StrEnum):
    """What a rule measures; the closed vocabulary. Shares and percentages are per cent (0 to 100).

    Of coverage, for each plan in scope (guaranteed, at the plan's sitting or by `term`):
    `ITEMS_MET` (a count), `ITEMS_MET_SHARE`, `MET_WEIGHT`, `PARTIAL`, `LEAST_DEPTH` (the least rank over leaves).
    Of hours and credits, for each plan: `HOURS`, `CREDITS`, `HOURS_SHARE` (of the categories in scope),
    `ELECTIVE_SHARE`, `PRACTICE_SHARE`, `TERM_CREDITS` (in each term), `WEEKLY_HOURS` (in each term).
    Of structure: `MODULES` (for each program, in scope's categories), `COMMON_MODULES` (of the cluster),
    `COURSES` (required, for each plan, in scope's categories), `RECOMMENDED_CERTIFICATIONS` (for each program),
    `COMPLEXITY` (for each plan). Of each course in scope: `HOURS_PER_CREDIT`, `CONCENTRATED_WEEKS`,
    `CREDITS_PER_WEEK` (credits for each concentrated week).
    """

    ITEMS_MET = "items-met"
    ITEMS_MET_SHARE = "items-met-share"
    MET_WEIGHT = "met-weight"
    PARTIAL = "partial"
    LEAST_DEPTH = "least-depth"
    HOURS = "hours"
    CREDITS = "credits"
    HOURS_SHARE = "hours-share"
    ELECTIVE_SHARE = "elective-share"
    PRACTICE_SHARE = "practice-share"
    TERM_CREDITS = "term-credits"
    WEEKLY_HOURS = "weekly-hours"
    MODULES = "modules"
    COMMON_MODULES = "common-modules"
    COURSES = "courses"
    RECOMMENDED_CERTIFICATIONS = "recommended-certifications"
    COMPLEXITY = "complexity"
    HOURS_PER_CREDIT = "hours-per-credit"
    CONCENTRATED_WEEKS = "concentrated-weeks"
    CREDITS_PER_WEEK = "credits-per-week"


COVERAGE_MEASURES = frozenset(
    {Measure.ITEMS_MET, Measure.ITEMS_MET_SHARE, Measure.MET_WEIGHT, Measure.PARTIAL, Measure.LEAST_DEPTH}
)
"""The measures that are proved over all legal choices; a rule on one of them is a promise."""


class Comparator(StrEnum):
    """How the measured value must stand to `value` (and `upper`, for `BETWEEN`, both ends included)."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    EQUAL = "equal"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a rule speaks of; an empty list leaves that side open.

    `term`: by the end of that term; without it a coverage rule is judged at the plan's sitting of `framework`.
    """

    programs: Annotated[tuple[Annotated[Key, Refers("program")], ...], AsSet()] = ()
    training_types: Annotated[tuple[Code, ...], AsSet()] = ()
    categories: Annotated[tuple[Annotated[Key, Refers("category")], ...], AsSet()] = ()
    courses: Annotated[tuple[Annotated[Key, Refers("course")], ...], AsSet()] = ()
    framework: Annotated[Key, Refers("framework")] | None = None
    term: Positive | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named test: a measure over a scope stands in a relation to a value. A failed rule is a `Problem`."""

    key: Key
    code: Code
    title: Text
    severity: Severity
    measure: Measure
    scope: Scope = Scope()
    comparator: Comparator
    value: Value
    upper: Value | None = None
    footing: Footing | None = None

    @property
    def is_promise(self) -> bool:
        """Whether the rule is about coverage, so that it can be proved over every legal choice."""
        return self.measure in COVERAGE_MEASURES
