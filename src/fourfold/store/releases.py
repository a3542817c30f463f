"""Releases: roots that are kept for ever under a name."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from fourfold.canon.parts import Manifest as Names
from fourfold.canon.parts import Whole, manifest_bytes, root, split
from fourfold.domain.framework import Framework
from fourfold.store import deeds
from fourfold.store.held import held_by
from fourfold.store.indexing import index_manifests
from fourfold.store.institutions import ensure_institution
from fourfold.store.models import Document, Manifest, Release
from fourfold.store.read import Published, published
from fourfold.store.write import add_frameworks, locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is told with a release: its name, who published it and when, a note, errors let pass and why."""

    name: str
    who: str
    at: datetime
    note: str = ""
    overridden: int = 0
    reason: str = ""


class StaleDraft(Exception):
    """The draft is no longer the one that was checked; `root` is what it is now."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self.root = root


class TakenName(Exception):
    """The document has a release of this name already."""


def publish(document: str, *, expected: str, notice: Notice) -> Published:
    """Release the draft of a document, if its root is still `expected`: the draft is locked meanwhile."""
    with transaction.atomic():
        draft = locked(UUID(document))
        names = held_by(draft).manifest(document)
        if root(names) != expected:
            raise StaleDraft(root(names))
        return _release(draft.document, names, notice)


def publish_framework(framework: Framework, notice: Notice) -> Published:
    """Release a framework as a document of its own institution."""
    taken = split(framework)
    with transaction.atomic():
        institution = ensure_institution(framework.institution)
        place = {"kind": Whole.FRAMEWORK, "institution": institution, "code": framework.code}
        document, _ = Document.objects.update_or_create(key=framework.key, defaults=place)
        add_frameworks([taken])
        return _release(document, taken.manifest, notice)


def _release(document: Document, names: Names, notice: Notice) -> Published:
    manifest = kept_manifest(names)
    if document.releases.filter(name__iexact=notice.name).exists():
        raise TakenName
    try:
        with transaction.atomic():
            release = _kept(document, manifest, notice)
    except IntegrityError as error:
        raise TakenName from error
    deeds.record(
        who=notice.who,
        at=notice.at,
        deed="published",
        institution=document.institution,
        about=f"{document.institution}/{document.code}/{notice.name}",
        details={"root": release.manifest_id, "overridden": notice.overridden, "reason": notice.reason},
    )
    return published(release)


def kept_manifest(names: Names) -> Manifest:
    """The row of a manifest, added where nobody has kept it yet."""
    content = manifest_bytes(names)
    manifest, new = Manifest.objects.get_or_create(root=root(names), defaults={"compressed": zlib.compress(content)})
    if new:
        index_manifests({manifest.root: content})
    return manifest


def _kept(document: Document, manifest: Manifest, notice: Notice) -> Release:
    return Release.objects.create(
        document=document,
        name=notice.name,
        manifest=manifest,
        published_at=notice.at,
        who=notice.who,
        note=notice.note,
        overridden=notice.overridden,
        reason=notice.reason,
    )
