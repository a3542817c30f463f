"""What a reader sees where there is nothing, or where we are wrong."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse

from fourfold.web.pages.resolving import UnknownCode


@dataclass(frozen=True, slots=True)
class MissingPage:
    """What was asked for, and codes that look like it."""

    path: str
    code: str
    near: tuple[tuple[str, str], ...]
    frame: None = None


@dataclass(frozen=True, slots=True)
class FaultPage:
    """Nothing but that it is our fault."""

    frame: None = None


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, and what is near."""
    code = exception.code if isinstance(exception, UnknownCode) else ""
    page = MissingPage(request.path, code, _near(request, exception))
    return HttpResponseNotFound(render(request, "missing.html", {"page": page}).content)


def _near(request: HttpRequest, exception: Exception) -> tuple[tuple[str, str], ...]:
    """Addresses like the one asked for, with a near code in its place."""
    if not isinstance(exception, UnknownCode):
        return ()
    try:
        asked = resolve(request.path).kwargs
    except Resolver404:
        return ()
    around = [asked[name] for name in ("institution", "cluster", "state") if name in asked]
    return tuple((near, reverse(exception.page, args=(*around, near))) for near in exception.near)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, without asking anything that may be broken."""
    return HttpResponseServerError(render_to_string("fault.html", {"page": FaultPage()}, request=request))
