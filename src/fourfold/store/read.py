"""Taking documents out: the very same values that were put away."""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fourfold.canon.decode import decode
from fourfold.canon.kinds import Part as Value
from fourfold.canon.parts import Manifest as Names
from fourfold.canon.parts import Whole, join, read_manifest
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.framework import Framework
from fourfold.domain.person import Viewer
from fourfold.store import access
from fourfold.store.held import Held, held_by
from fourfold.store.models import Change, Document, DraftPart, Manifest, Part, Release

MOST_NAMES = 500


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

    `changed_at` is when the draft last changed, or when the release was published.
    """

    address: Address
    key: str
    held: Held
    root: str
    changed_at: datetime
    release: Published | None = None


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


def _shelved(row: Document, drafts: set[str]) -> Shelved:
    key, releases = str(row.key), tuple(published(each) for each in row.releases.all())
    return Shelved(address=_address(row), key=key, draft=key in drafts, releases=releases)


def draft_at(institution: str, code: str, viewer: Viewer) -> Kept | None:
    """The draft of the cluster at an address, if the viewer may read it."""
    draft = access.draft_at(institution, code, viewer)
    if draft is None:
        return None
    held, key = held_by(draft), str(draft.document.key)
    address = _address(draft.document)
    return Kept(address=address, key=key, held=held, root=held.root(key), changed_at=draft.changed_at)


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
    roots = _contents(Manifest, kept.held.frameworks.values())
    frameworks = [read_manifest(content) for content in roots.values()]
    wanted = {*kept.held.parts.values(), *(name for each in frameworks for name in each.parts.values())}
    content = _contents(Part, wanted)
    cluster = join(kept.held.manifest(kept.key), content.__getitem__)
    if not isinstance(cluster, Cluster):
        raise TypeError(f"document {kept.key} is no cluster")
    return Dossier(cluster=cluster, frameworks=tuple(_framework(each, content) for each in frameworks))


def framework_of(root: str) -> Framework:
    """The framework with this root."""
    names = read_manifest(_contents(Manifest, [root])[root])
    return _framework(names, _contents(Part, names.parts.values()))


def digests_of(document: str) -> dict[str, str]:
    """The parts of a document's draft as it stands now: each key with its digest."""
    rows = DraftPart.objects.filter(draft_id=UUID(document), part__isnull=False)
    return {str(key): str(name) for key, name in rows.values_list("key", "part_id")}


def past_digests(document: str, key: str) -> frozenset[str]:
    """Every digest that a key of a document has had, by its changes."""
    rows = Change.objects.filter(document_id=UUID(document), key=UUID(key)).values_list("before", "after")
    return frozenset(name for row in rows for name in row if name)


def parts_of(digests: Collection[str]) -> dict[str, Value]:
    """The parts with these digests."""
    return {name: decode(content) for name, content in _contents(Part, digests).items()}


def _framework(names: Names, content: Mapping[str, bytes]) -> Framework:
    framework = join(names, content.__getitem__)
    if not isinstance(framework, Framework):
        raise TypeError(f"document {names.key} is no framework")
    return framework


def _contents(model: type[Part | Manifest], wanted: Collection[str]) -> dict[str, bytes]:
    names, found = sorted(set(wanted)), {}
    for start in range(0, len(names), MOST_NAMES):
        rows = model.objects.filter(pk__in=names[start : start + MOST_NAMES]).values_list("pk", "compressed")
        found.update({name: zlib.decompress(compressed) for name, compressed in rows})
    return found
