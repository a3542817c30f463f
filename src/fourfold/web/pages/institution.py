"""Institutions: who keeps clusters and frameworks here, and what of them the reader may see."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fourfold.actions import places
from fourfold.actions.places import ClusterHere, Place
from fourfold.actions.refused import Missing
from fourfold.actions.signed import Signed
from fourfold.domain.text import Text
from fourfold.web.pages import signing
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import DRAFT
from fourfold.web.pages.place import around, named
from fourfold.web.pages.ways import Around
from fourfold.web.pages.wording import Words
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseShown:
    """The newest release: its name, its day, who published it."""

    name: Named
    day: str
    by: Words
    overridden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterShown:
    """A cluster: the way to its draft where the reader may see it, its newest release, how many there are."""

    title: Text
    href: str
    draft_href: str
    newest: ReleaseShown | None
    releases: int
    releases_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceShown:
    """An institution with its clusters, and how many frameworks it has published."""

    title: Text | Words
    code: str
    href: str
    clusters: tuple[ClusterShown, ...]
    frameworks: int
    frameworks_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionPage:
    """One institution."""

    frame: Around
    place: PlaceShown


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionsPage:
    """Every institution of which the reader sees something."""

    places: tuple[PlaceShown, ...]
    frame: None = None


@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """List the institutions."""
    found = tuple(shown(each) for each in places.places(viewer_of(request)))
    return render(request, "institutions.html", {"page": InstitutionsPage(places=found)})


@require_safe
def show(request: HttpRequest, institution: str) -> HttpResponse:
    """Show one institution; unknown, and nothing of it to be seen, look alike."""
    viewer = viewer_of(request)
    try:
        found = places.place(viewer, institution)
    except Missing as missing:
        raise Http404 from missing
    page = InstitutionPage(frame=around(viewer, found.institution, "institution"), place=shown(found))
    return render(request, "institution.html", {"page": page})


def shown(place: Place) -> PlaceShown:
    """An institution as pages show it."""
    kept = place.institution
    return PlaceShown(
        title=named(kept),
        code=kept.code,
        href=reverse("institution", args=(kept.code,)),
        clusters=tuple(_cluster(each) for each in place.clusters),
        frameworks=len(place.frameworks),
        frameworks_href=reverse("published-frameworks", args=(kept.code,)),
    )


def _cluster(here: ClusterHere) -> ClusterShown:
    where = here.kept.address
    address = Address(where.institution, where.code, DRAFT)
    return ClusterShown(
        title=here.head.title,
        href=reverse("stand", args=(where.institution, where.code)),
        draft_href=address.to("cluster") if here.kept.draft else "",
        newest=_release(address, here.newest) if here.newest else None,
        releases=len(here.kept.releases),
        releases_href=reverse("releases", args=(where.institution, where.code)),
    )


def _release(address: Address, signed: Signed) -> ReleaseShown:
    name = signed.release.name
    return ReleaseShown(
        name=Named(name, Address(address.institution, address.cluster, name).to("cluster")),
        day=signed.day.isoformat(),
        by=signing.by(signed),
        overridden=signed.release.overridden,
    )
