"""Words for the values of the domain, in the reader's language."""

from __future__ import annotations

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fourfold.domain.course import Assessment, CognitiveLevel, CourseType, ProjectOrigin, RequisiteKind
from fourfold.domain.footing import Confidence, Ground
from fourfold.domain.framework import Depth, FrameworkKind
from fourfold.domain.plan import PoolKind
from fourfold.domain.problem import Severity
from fourfold.domain.program import CertificationRole
from fourfold.domain.text import Language

Words = str | Promise
"""What a page says of itself: a string, or one that is translated when it is shown."""


def reading_language() -> Language:
    """The language of the page being made, as the domain names it."""
    return "zh" if (translation.get_language() or "en").startswith("zh") else "en"


KINDS: dict[FrameworkKind, Words] = {
    FrameworkKind.JOB: _("Job"),
    FrameworkKind.COMPETITION: _("Competition"),
    FrameworkKind.CERTIFICATION: _("Certification"),
    FrameworkKind.REGULATION: _("Regulation"),
}
KINDS_MANY: dict[FrameworkKind, Words] = {
    FrameworkKind.JOB: _("Jobs"),
    FrameworkKind.COMPETITION: _("Competitions"),
    FrameworkKind.CERTIFICATION: _("Certifications"),
    FrameworkKind.REGULATION: _("Regulations"),
}
DEPTHS: dict[Depth, Words] = {
    Depth.INTRODUCE: _("introduce"),
    Depth.REINFORCE: _("reinforce"),
    Depth.MASTER: _("master"),
}
DEPTH_LETTERS: dict[int, Words] = {
    0: "–",
    1: pgettext_lazy("letter of the depth introduce", "I"),
    2: pgettext_lazy("letter of the depth reinforce", "R"),
    3: pgettext_lazy("letter of the depth master", "M"),
}
RANKS: dict[int, Words] = {
    0: _("not taught"),
    **{depth.rank: words for depth, words in DEPTHS.items()},
}
TYPES: dict[CourseType, Words] = {
    CourseType.THEORY: _("theory"),
    CourseType.MIXED: _("mixed"),
    CourseType.PRACTICE: _("practice"),
}
LEVELS: dict[CognitiveLevel, Words] = {
    CognitiveLevel.REMEMBER: _("remember"),
    CognitiveLevel.UNDERSTAND: _("understand"),
    CognitiveLevel.APPLY: _("apply"),
    CognitiveLevel.ANALYSE: _("analyse"),
    CognitiveLevel.EVALUATE: _("evaluate"),
    CognitiveLevel.CREATE: _("create"),
}
ASSESSMENTS: dict[Assessment, Words] = {
    Assessment.WRITTEN_EXAM: _("written exam"),
    Assessment.PRACTICAL_EXAM: _("practical exam"),
    Assessment.QUIZ: _("quiz"),
    Assessment.LAB: _("lab"),
    Assessment.ASSIGNMENT: _("assignment"),
    Assessment.PROJECT: _("project"),
    Assessment.PRESENTATION: _("presentation"),
    Assessment.PORTFOLIO: _("portfolio"),
    Assessment.OBSERVATION: _("observation"),
    Assessment.REPORT: _("report"),
}
ORIGINS: dict[ProjectOrigin, Words] = {
    ProjectOrigin.COMPETITION: _("from a competition"),
    ProjectOrigin.ENTERPRISE: _("from an enterprise"),
    ProjectOrigin.JOINT: _("developed jointly"),
}
REQUISITES: dict[RequisiteKind, Words] = {
    RequisiteKind.PRE: _("in an earlier term"),
    RequisiteKind.CO: _("earlier or in the same term"),
    RequisiteKind.STRICT_CO: _("in the same term"),
}
GROUNDS: dict[Ground, Words] = {
    Ground.SOURCED: _("sourced"),
    Ground.ESTIMATED: _("estimated"),
    Ground.ILLUSTRATIVE: _("illustrative"),
}
CONFIDENCES: dict[Confidence, Words] = {
    Confidence.HIGH: _("high confidence"),
    Confidence.MEDIUM: _("medium confidence"),
    Confidence.LOW: _("low confidence"),
}
POOLS: dict[PoolKind, Words] = {
    PoolKind.COURSES: _("courses"),
    PoolKind.MODULES: _("whole modules"),
    PoolKind.CREDITS: _("credits of listed courses"),
    PoolKind.UNLISTED: _("credits of courses not listed"),
}
SEVERITIES: dict[Severity, Words] = {
    Severity.ERROR: _("error"),
    Severity.WARNING: _("warning"),
    Severity.INFO: _("note"),
}
SEVERITIES_MANY: dict[Severity, Words] = {
    Severity.ERROR: _("Errors"),
    Severity.WARNING: _("Warnings"),
    Severity.INFO: _("Notes"),
}
SEVERITY_TONES: dict[Severity, str] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "quiet"}
ROLES: dict[CertificationRole, Words] = {
    CertificationRole.RECOMMENDED: _("recommended"),
    CertificationRole.INTEGRATED: _("integrated"),
}
TRAINING_TYPES: dict[str, Words] = {
    "ordinary": _("ordinary"),
    "order-class": _("order class"),
}
NOUNS: dict[str, Words] = {
    "cluster": _("cluster"),
    "category": _("category"),
    "technology": _("technology"),
    "program": _("program"),
    "plan": _("plan"),
    "pool": _("pool"),
    "module": _("module"),
    "course": _("course"),
    "links": _("links"),
    "outcome": _("outcome"),
    "project": _("project"),
    "framework": _("framework"),
    "item": _("item"),
    "rule": _("rule"),
}
