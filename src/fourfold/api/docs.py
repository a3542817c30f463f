"""The page that lists the routes, in the reader's language: our own, so that it fits the policy of the site."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fourfold.api.declaring import SUMMARY_ZH
from fourfold.api.openapi import described
from fourfold.api.refusals import KINDS, Kind
from fourfold.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way to ask: the method, the path, what it is for, and the statuses of its answers."""

    method: str
    path: str
    summary: Text
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocsPage:
    """Every route and every kind of refusal."""

    routes: tuple[Route, ...]
    kinds: tuple[Kind, ...] = KINDS
    frame: None = None


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show what can be asked."""
    paths: dict[str, Any] = described()["paths"]
    routes = tuple(
        _route(method, path, operation) for path, methods in paths.items() for method, operation in methods.items()
    )
    return render(request, "api.html", {"page": DocsPage(routes=routes)})


def _route(method: str, path: str, operation: dict[str, Any]) -> Route:
    return Route(
        method=method.upper(),
        path=path,
        summary=Text(en=operation["summary"], zh=operation[SUMMARY_ZH]),
        statuses=tuple(operation["responses"]),
    )
