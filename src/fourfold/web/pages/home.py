"""The first page: the one cluster's map, or how to bring a cluster here."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fourfold.actions.shelf import DRAFT, Shelved, on_shelf
from fourfold.web.pages.address import Address
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True)
class HomePage:
    """The clusters that are kept here."""

    clusters: tuple[tuple[str, str], ...]
    frame: None = None


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Go to the one cluster; where there are several, list them; where there is none, say how to bring one."""
    ways = tuple(_way(each) for each in on_shelf(viewer_of(request)))
    if len(ways) == 1:
        return redirect(ways[0][1])
    return render(request, "home.html", {"page": HomePage(ways)})


def _way(kept: Shelved) -> tuple[str, str]:
    at = kept.address
    state = DRAFT if kept.draft else kept.releases[0].name
    return f"{at.institution}/{at.code}", Address(at.institution, at.code, state).to("cluster")
