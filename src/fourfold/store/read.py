"""Taking documents out: the very same values that were put away."""

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from fourfold.canon.kinds import Part as Value
from fourfold.canon.parts import Whole, assemble, read_manifest
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.framework import Framework
from fourfold.domain.person import Viewer
from fourfold.store import access
from fourfold.store.held import Held, held_by, held_by_each
from fourfold.store.models import Change, Document, Draft, DraftPart, Release
from fourfold.store.values import frameworks_of, manifests_of, values_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a document lives: its institution's code and its own."""

    institution: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is known of a release: its name, its root, when, by whom, with what note.

    `overridden` errors were let pass for `reason`, which is shown for ever.
    """

    name: str
    root: str
    published_at: datetime
    who: str
    note: str
    overridden: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document as it stands in its draft or in a release: its address, its key, what it holds, its root.

    `changed_at` is when the draft last changed, or when the release was published; `newest` is the document's newest
    release, which may be this one. `waiting` counts the proposals under review, `given` the holes
    that somebody sees to, of a draft that was asked for alone.
    """

    address: Address
    key: str
    held: Held
    root: str
    changed_at: datetime
    release: Published | None = None
    newest: Published | None = None
    waiting: int = 0
    given: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A document that somebody sees: where it lives, whether its draft may be read, its releases, newest first."""

    address: Address
    key: str
    draft: bool
    releases: tuple[Published, ...]


def shelved(viewer: Viewer, kind: Whole = Whole.CLUSTER) -> tuple[Shelved, ...]:
    """Every document that the viewer sees, in order of address."""
    drafts = {str(key) for key in access.drafts_seen(viewer).values_list("pk", flat=True)}
    rows = access.documents_seen(viewer, kind).prefetch_related("releases")
    return tuple(_shelved(row, drafts) for row in rows)


def shelved_at(institution: str, code: str, viewer: Viewer, kind: Whole = Whole.CLUSTER) -> Shelved | None:
    """The document at an address, ignoring case, if the viewer sees anything of it."""
    rows = access.documents_seen(viewer, kind).filter(institution__iexact=institution, code__iexact=code)
    row = rows.prefetch_related("releases").first()
    if row is None:
        return None
    return _shelved(
        row, {str(key) for key in access.drafts_seen(viewer).filter(pk=row.pk).values_list("pk", flat=True)}
    )


def _shelved(row: Document, drafts: set[str]) -> Shelved:
    key, releases = str(row.key), tuple(published(each) for each in row.releases.all())
    return Shelved(address=_address(row), key=key, draft=key in drafts, releases=releases)


def draft_at(institution: str, code: str, viewer: Viewer) -> Kept | None:
    """The draft of the cluster at an address, if the viewer may read it."""
    draft = access.draft_at(institution, code, viewer)
    if draft is None:
        return None
    return _kept(draft, held_by(draft))


def _kept(draft: Draft, held: Held) -> Kept:
    key = str(draft.document.key)
    return Kept(
        address=_address(draft.document),
        key=key,
        held=held,
        root=held.root(key),
        changed_at=draft.changed_at,
        waiting=getattr(draft, "waiting", 0),
        given=getattr(draft, "given", 0),
    )


def drafts(viewer: Viewer) -> tuple[Kept, ...]:
    """Every draft that the viewer may read, in order of address."""
    rows = list(access.drafts_seen(viewer).order_by("document__institution", "document__code"))
    held = held_by_each(rows)
    return tuple(_kept(draft, held[draft.pk]) for draft in rows)


def release_at(institution: str, code: str, name: str, kind: Whole = Whole.CLUSTER) -> Kept | None:
    """A release of the document at an address."""
    release = access.release_at(institution, code, name, kind)
    if release is None:
        return None
    names = read_manifest(zlib.decompress(release.manifest.compressed))
    pinned = {key: root for key, root in names.frameworks.items() if root is not None}
    return Kept(
        address=_address(release.document),
        key=names.key,
        held=Held(parts=names.parts, frameworks=pinned),
        root=release.manifest_id,
        changed_at=release.published_at,
        release=published(release),
        newest=published(newest) if (newest := release.document.releases.first()) else None,
    )


def published(release: Release) -> Published:
    """A release as a value."""
    return Published(
        name=release.name,
        root=release.manifest_id,
        published_at=release.published_at,
        who=release.who,
        note=release.note,
        overridden=release.overridden,
        reason=release.reason,
    )


def _address(row: Document) -> Address:
    return Address(institution=row.institution, code=row.code)


def dossier_of(kept: Kept) -> Dossier:
    """The cluster that is kept and the frameworks it pins."""
    parts = values_of(kept.held.parts.values())
    cluster = assemble(kept.held.manifest(kept.key), parts.__getitem__)
    if not isinstance(cluster, Cluster):
        raise TypeError(f"document {kept.key} is no cluster")
    return Dossier(cluster=cluster, frameworks=tuple(frameworks_of(kept.held.frameworks.values()).values()))


def framework_of(root: str) -> Framework:
    """The framework with this root."""
    return frameworks_of([root])[root]


def digests_of(document: str) -> dict[str, str]:
    """The parts of a document's draft as it stands now: each key with its digest."""
    rows = DraftPart.objects.filter(draft_id=UUID(document), part__isnull=False)
    return {str(key): str(name) for key, name in rows.values_list("key", "part_id")}


def pins_of(document: str) -> dict[str, str]:
    """The frameworks that a document's draft pins as it stands now: each key with its root."""
    rows = DraftPart.objects.filter(draft_id=UUID(document), framework__isnull=False)
    return {str(key): str(root) for key, root in rows.values_list("key", "framework_id")}


def heads_of(roots: Collection[str]) -> dict[str, Value]:
    """The head of each whole that is kept under one of these roots."""
    names = manifests_of(roots)
    heads = parts_of({each.parts[each.key] for each in names.values()})
    return {root: heads[each.parts[each.key]] for root, each in names.items()}


def draft_heads(viewer: Viewer) -> dict[str, Value]:
    """The head of every draft that the viewer may read, by the document's key."""
    rows = DraftPart.objects.filter(draft__in=access.drafts_seen(viewer), key=F("draft_id"), part__isnull=False)
    digests = {str(key): str(name) for key, name in rows.values_list("key", "part_id")}
    parts = parts_of(digests.values())
    return {key: parts[name] for key, name in digests.items()}


def past_digests(document: str, key: str) -> frozenset[str]:
    """Every digest that a key of a document has had, by its changes."""
    rows = Change.objects.filter(document_id=UUID(document), key=UUID(key)).values_list("before", "after")
    return frozenset(name for row in rows for name in row if name)


def parts_of(digests: Collection[str]) -> dict[str, Value]:
    """The parts with these digests."""
    return values_of(digests)
