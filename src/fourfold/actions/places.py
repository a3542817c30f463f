"""What is kept here, by institution, for whoever asks: clusters, and frameworks that are published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fourfold.actions.refused import Missing
from fourfold.actions.shelf import Shelved
from fourfold.actions.signed import Signed, sign
from fourfold.canon.kinds import FrameworkHead, Part
from fourfold.canon.parts import Whole
from fourfold.domain.cluster import Head
from fourfold.domain.framework import Framework
from fourfold.domain.person import Viewer
from fourfold.domain.text import Text
from fourfold.store import institutions, read
from fourfold.store.institutions import KeptInstitution
from fourfold.store.people import names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterHere:
    """A cluster: its head in the draft where that may be read, else in its newest release."""

    kept: Shelved
    head: Head
    newest: Signed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkHere:
    """A published framework: its head without items in the newest of its releases."""

    kept: Shelved
    framework: Framework
    newest: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An institution with all of it that the viewer sees."""

    institution: KeptInstitution
    clusters: tuple[ClusterHere, ...]
    frameworks: tuple[FrameworkHere, ...]


def places(viewer: Viewer) -> tuple[Place, ...]:
    """Every institution of which the viewer sees something, or where they are something."""
    clusters, frameworks = read.shelved(viewer), read.shelved(viewer, Whole.FRAMEWORK)
    newest = [each.releases[0] for each in (*clusters, *frameworks) if each.releases]
    known = _Known(
        drafts=read.draft_heads(viewer),
        heads=read.heads_of({each.root for each in newest}),
        names=names_of({each.who for each in newest}),
    )
    found = (_place(each, clusters, frameworks, known) for each in institutions.institutions())
    return tuple(each for each in found if each.clusters or each.frameworks or _belongs(viewer, each))


def place(viewer: Viewer, code: str) -> Place:
    """One of them by its code, ignoring case."""
    found = next((each for each in places(viewer) if each.institution.code.lower() == code.lower()), None)
    if found is None:
        raise Missing(Text(en="There is no such institution.", zh="没有这样的机构。"))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What was read for all places at once: heads by document and by root, names by person."""

    drafts: Mapping[str, Part]
    heads: Mapping[str, Part]
    names: Mapping[str, str]


def _place(kept: KeptInstitution, clusters: Iterable[Shelved], frameworks: Iterable[Shelved], known: _Known) -> Place:
    code, zone = kept.code.lower(), ZoneInfo(kept.zone)
    return Place(
        institution=kept,
        clusters=tuple(_cluster(each, known, zone) for each in clusters if each.address.institution.lower() == code),
        frameworks=tuple(
            _framework(each, known, zone) for each in frameworks if each.address.institution.lower() == code
        ),
    )


def _cluster(kept: Shelved, known: _Known, zone: ZoneInfo) -> ClusterHere:
    head = known.drafts[kept.key] if kept.draft else known.heads[kept.releases[0].root]
    if not isinstance(head, Head):
        raise TypeError(f"document {kept.key} is no cluster")
    newest = sign(kept.releases[0], known.names, zone) if kept.releases else None
    return ClusterHere(kept=kept, head=head, newest=newest)


def _framework(kept: Shelved, known: _Known, zone: ZoneInfo) -> FrameworkHere:
    head = known.heads[kept.releases[0].root]
    if not isinstance(head, FrameworkHead):
        raise TypeError(f"document {kept.key} is no framework")
    return FrameworkHere(kept=kept, framework=head.framework, newest=sign(kept.releases[0], known.names, zone))


def _belongs(viewer: Viewer, place: Place) -> bool:
    return viewer.operator or bool(viewer.roles_at(place.institution.code))
