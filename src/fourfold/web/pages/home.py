"""The first page: the one cluster's map, or how to bring a cluster here."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from fourfold.actions.shelf import on_shelf
from fourfold.web.pages.address import Address
from fourfold.web.pages.opened import DRAFT


@dataclass(frozen=True, slots=True)
class HomePage:
    """The clusters that are kept here."""

    clusters: tuple[tuple[str, str], ...]
    frame: None = None


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Go to the one cluster; where there are several, list them; where there is none, say how to bring one."""
    kept = on_shelf()
    ways = tuple(
        (f"{each.institution}/{each.code}", Address(each.institution, each.code, DRAFT).to("cluster")) for each in kept
    )
    if len(ways) == 1:
        return redirect(ways[0][1])
    return render(request, "home.html", {"page": HomePage(ways)})
