"""The way to the alignment matrix, from whatever page shows a course, a program or a framework."""

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.program import Program
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.ways import Way
from fourfold.web.pages.wording import Words


def way_to_align(
    found: Opened, framework: Framework, query: Mapping[str, str] | None = None, *, page: str = "align"
) -> str:
    """The address of the alignment matrix of a framework, or of a page beside it."""
    said = f"?{urlencode(query)}" if query else ""
    return reverse(page, args=(found.institution, found.code, framework.code)) + said


PAGES: dict[str, Words] = {
    "align": _("Matrix of links"),
    "queue": _("Links put forward"),
    "holes": _("Holes and who sees to them"),
}
"""The matrix of a framework and the pages beside it."""


def ways_beside(found: Opened, framework: Framework, query: Mapping[str, str], here: str) -> tuple[Way, ...]:
    """The ways between the pages of a framework in one scope."""
    return tuple(
        Way(words, way_to_align(found, framework, query, page=page), page == here) for page, words in PAGES.items()
    )


def ways_to_align(found: Opened, value: object) -> tuple[Named, ...]:
    """The way from a page of a draft, where its reader sees drafts, and where there is something to align."""
    framework = _asked(found, value)
    seen = found.release is None and found.viewer.sees_drafts_of(found.institution)
    if not seen or framework is None:
        return ()
    return (Named(_("Align"), way_to_align(found, framework, _scope(value))),)


def _asked(found: Opened, value: object) -> Framework | None:
    """The framework that something is aligned with first: what it serves or names most in earnest."""
    if isinstance(value, Framework):
        return value
    if isinstance(value, Course) and value.outcomes:
        counts = Counter(link.framework for link in found.index.links_of_course.get(value.key, ()))
        return _first(found, (key for key, _count in counts.most_common()))
    if isinstance(value, Program):
        certified = (each.framework for each in value.certifications)
        return _first(found, (*certified, *value.competitions, *value.jobs))
    return None


def _first(found: Opened, keys: Iterable[Key]) -> Framework | None:
    known = found.index.frameworks
    return next((known[key] for key in keys if key in known), next(iter(known.values()), None))


def _scope(value: object) -> dict[str, str]:
    names = {Course: "course", Program: "program"}
    return {names[type(value)]: value.code} if isinstance(value, Course | Program) else {}
