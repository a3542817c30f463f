"""Published frameworks: what an institution asks for, on its own, without any cluster."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fourfold.actions import frameworks, places
from fourfold.actions.frameworks import PublishedFramework
from fourfold.actions.places import ClusterHere, FrameworkHere
from fourfold.actions.refused import Missing
from fourfold.actions.signed import Signed
from fourfold.domain.framework import Framework, Item
from fourfold.domain.text import Text
from fourfold.engine.coverage import Interval, leaf_weights
from fourfold.exchange.case_write import case_bytes, package_of
from fourfold.web.pages import footings, place, signing, standing
from fourfold.web.pages.address import Address
from fourfold.web.pages.course import Fact
from fourfold.web.pages.footings import Stand
from fourfold.web.pages.framework import facts_of
from fourfold.web.pages.matrix import Weight, weight_of
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import DRAFT, today
from fourfold.web.pages.standing import Age
from fourfold.web.pages.ways import Around, Crumb
from fourfold.web.pages.wording import DEPTHS, KINDS, KINDS_MANY, Words
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe

CASE = "/ims/case/v1p1"
"""Where the CASE provider lives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkShown:
    """A published framework in a list: the way to its newest release, and how it stands in time."""

    title: Text
    code: str
    version: str
    age: Age
    newest: Named
    day: str
    releases: int


@dataclass(frozen=True, slots=True)
class Kind:
    """The published frameworks of one kind."""

    title: Words
    rows: tuple[FrameworkShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworksPage:
    """The published frameworks of an institution."""

    frame: Around
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A node of the item tree."""

    code: str
    title: Text
    level: int
    leaf: bool
    weight: Weight | None
    required: Words
    technologies: str
    stand: Stand | None


@dataclass(frozen=True, slots=True)
class Version:
    """A release of this framework, or another framework of its family."""

    name: Named
    here: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPage:
    """One release of a framework."""

    frame: Around
    institution: Named
    title: Text
    code: str
    kind: Words
    age: Age
    summary: str
    note: Text | None
    facts: tuple[Fact, ...]
    stand: Stand | None
    release: str
    digest: str
    day: str
    by: Words
    told: str
    newer: Named | None
    case: str
    releases: tuple[Version, ...]
    family: tuple[Version, ...]
    clusters: tuple[Named, ...]
    weighted: bool
    rows: tuple[Row, ...]


@require_safe
def show_all(request: HttpRequest, institution: str) -> HttpResponse:
    """List the published frameworks of an institution."""
    viewer = viewer_of(request)
    try:
        found = places.place(viewer, institution)
    except Missing as missing:
        raise Http404 from missing
    frame = place.around(viewer, found.institution, "published-frameworks")
    page = FrameworksPage(frame=frame, kinds=by_kind(found.frameworks))
    return render(request, "published_frameworks.html", {"page": page})


@require_safe
def newest(request: HttpRequest, institution: str, code: str) -> HttpResponse:
    """Go to the newest release of a framework."""
    try:
        name = frameworks.newest_name(viewer_of(request), institution, code)
    except Missing as missing:
        raise Http404 from missing
    return redirect(address(institution, code, name))


@require_safe
def show(request: HttpRequest, institution: str, code: str, release: str) -> HttpResponse:
    """Show one release of a framework."""
    viewer = viewer_of(request)
    try:
        found = frameworks.published_framework(viewer, institution, code, release)
        keeper = places.place(viewer, institution)
    except Missing as missing:
        raise Http404 from missing
    crumb = Crumb(_("Published frameworks"), reverse("published-frameworks", args=(keeper.institution.code,)))
    frame = place.around(viewer, keeper.institution, "published-frameworks", crumb)
    pinned = frameworks.pinned_in(viewer, found.framework.key)
    home = Named(place.named(keeper.institution), frame.crumbs[0].href, code=keeper.institution.code)
    return render(request, "published_framework.html", {"page": page(found, frame, home, pinned)})


@require_safe
def download(request: HttpRequest, institution: str, code: str, release: str) -> HttpResponse:
    """Write one release of a framework as a CASE package, whose addresses are those of the provider."""
    try:
        found = frameworks.published_framework(viewer_of(request), institution, code, release)
    except Missing as missing:
        raise Http404 from missing
    kept = found.release.release
    tree = package_of(found.framework, at=kept.published_at, base=request.build_absolute_uri(CASE))
    name = f"{found.framework.code}-{kept.name}.case.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(case_bytes(tree), content_type="application/json", headers=headers)


def address(institution: str, code: str, release: str) -> str:
    """Where a release of a framework lives."""
    return reverse("published-framework", args=(institution, code, release))


def by_kind(here: Iterable[FrameworkHere]) -> tuple[Kind, ...]:
    """Published frameworks by kind."""
    found = list(here)
    kinds = (
        Kind(name, tuple(_shown(each) for each in found if each.framework.kind is kind))
        for kind, name in KINDS_MANY.items()
    )
    return tuple(each for each in kinds if each.rows)


def _shown(here: FrameworkHere) -> FrameworkShown:
    where, name = here.kept.address, here.newest.release.name
    return FrameworkShown(
        title=here.framework.title,
        code=here.framework.code,
        version=here.framework.version or "",
        age=standing.age(here.framework, today()),
        newest=Named(name, address(where.institution, where.code, name)),
        day=here.newest.day.isoformat(),
        releases=len(here.kept.releases),
    )


def page(found: PublishedFramework, frame: Around, home: Named, pinned: Iterable[ClusterHere] = ()) -> PublishedPage:
    """What the page of a published framework shows."""
    framework, release = found.framework, found.release
    first = found.releases[0].release.name
    weights = leaf_weights(framework)
    weighted = any(item.weight is not None for item in framework.walk())
    return PublishedPage(
        frame=frame,
        institution=home,
        title=framework.title,
        code=framework.code,
        kind=KINDS[framework.kind],
        age=standing.age(framework, today()),
        summary=_summary(framework),
        note=framework.note,
        facts=facts_of(framework),
        stand=footings.inherited(framework.footing),
        release=release.release.name,
        digest=found.root[:8],
        day=release.day.isoformat(),
        by=signing.by(release),
        told=release.release.note,
        newer=Named(first, address(home.code, framework.code, first)) if first != release.release.name else None,
        case=reverse("published-framework-case", args=(home.code, framework.code, release.release.name)),
        releases=tuple(_version(each, release, home.code, framework.code) for each in found.releases),
        family=tuple(_relative(each, framework) for each in found.family) if len(found.family) > 1 else (),
        clusters=tuple(_cluster(each, framework) for each in pinned),
        weighted=weighted,
        rows=tuple(_rows(framework.items, weights if weighted else None, 0)),
    )


def _cluster(here: ClusterHere, framework: Framework) -> Named:
    """The way to the framework as a cluster pins it."""
    where, kept = here.kept.address, here.kept
    state = DRAFT if kept.draft else kept.releases[0].name
    return Named(here.head.title, Address(where.institution, where.code, state).to("framework", framework.code))


def _version(each: Signed, here: Signed, institution_code: str, code: str) -> Version:
    name = each.release.name
    return Version(Named(name, address(institution_code, code, name)), each == here, each.day.isoformat())


def _relative(each: FrameworkHere, framework: Framework) -> Version:
    where, name = each.kept.address, each.newest.release.name
    called = each.framework.version or each.framework.code
    return Version(Named(called, address(where.institution, where.code, name)), each.framework.key == framework.key, "")


def _summary(framework: Framework) -> str:
    leaves = len(framework.leaves())
    if not leaves:
        return _("This framework lists no items: what it asks is unknown, and it promises nothing.")
    return ngettext("It asks for %(items)d item.", "It asks for %(items)d items.", leaves) % {"items": leaves}


def _rows(items: tuple[Item, ...], weights: Mapping[str, Interval | None] | None, level: int) -> Iterable[Row]:
    for item in items:
        yield Row(
            code=item.code,
            title=item.title,
            level=level,
            leaf=not item.children,
            weight=None if weights is None else weight_of(weights, item),
            required="" if item.children else DEPTHS[item.depth],
            technologies=", ".join(item.technologies),
            stand=footings.inherited(item.footing) if item.footing else None,
        )
        yield from _rows(item.children, weights, level + 1)
