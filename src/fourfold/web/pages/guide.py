"""Help: every kind of problem, and how to read the pages."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fourfold.domain.catalogue import CATALOGUE
from fourfold.domain.problem import ProblemKind
from fourfold.domain.text import Text
from fourfold.web.pages import resolving, samples
from fourfold.web.pages.wording import SEVERITIES, SEVERITY_TONES, Words
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of problem."""

    kind: ProblemKind
    message: Text
    severity: Words
    tone: str
    href: str


@dataclass(frozen=True, slots=True)
class KindsPage:
    """Every kind of problem."""

    entries: tuple[Entry, ...]
    frame: None = None


@dataclass(frozen=True, slots=True)
class KindPage:
    """One kind of problem."""

    entry: Entry
    frame: None = None


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """How to read the pages."""

    steps: tuple[str, ...]
    frame: None = None


@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """Show every kind of problem."""
    entries = tuple(_entry(kind) for kind in sorted(CATALOGUE.values(), key=lambda each: each.code))
    return render(request, "problem_kinds.html", {"page": KindsPage(entries)})


@require_safe
def problem(request: HttpRequest, code: str) -> HttpResponse:
    """Show one kind of problem."""
    kind = resolving.by_code(CATALOGUE.values(), code)
    return render(request, "problem_kind.html", {"page": KindPage(_entry(kind))})


def _entry(kind: ProblemKind) -> Entry:
    href = reverse("problem-kind", args=(kind.code,))
    return Entry(kind, samples.message(kind), SEVERITIES[kind.severity], SEVERITY_TONES[kind.severity], href)


@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """Show how to read the pages."""
    return render(request, "reading.html", {"page": ReadingPage(tuple(f"s{step}" for step in range(7)))})
