"""Taking documents out: the very same values that were put away."""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from fourfold.canon.parts import Manifest as Names
from fourfold.canon.parts import join, read_manifest
from fourfold.domain.cluster import Cluster, Dossier
from fourfold.domain.framework import Framework
from fourfold.store.held import Held, held_by
from fourfold.store.models import Document, Draft, Manifest, Part

MOST_NAMES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a document lives: its institution's code and its own."""

    institution: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A draft as it stands: its address, its document's key, what it holds, its root, when it last changed."""

    address: Address
    key: str
    held: Held
    root: str
    changed_at: datetime


def addresses() -> tuple[Address, ...]:
    """Every document, in order."""
    rows = Document.objects.order_by("institution", "code").values_list("institution", "code")
    return tuple(Address(institution=institution, code=code) for institution, code in rows)


def draft_at(institution: str, code: str) -> Kept | None:
    """The draft at an address, ignoring case; `None` where there is none."""
    found = Draft.objects.select_related("document").filter(
        document__institution__iexact=institution, document__code__iexact=code
    )
    draft = found.first()
    if draft is None:
        return None
    held, document = held_by(draft), draft.document
    address = Address(institution=document.institution, code=document.code)
    key = str(document.key)
    return Kept(address=address, key=key, held=held, root=held.root(key), changed_at=draft.changed_at)


def dossier_of(kept: Kept) -> Dossier:
    """The cluster of a draft and the frameworks it pins."""
    roots = _contents(Manifest, kept.held.frameworks.values())
    frameworks = [read_manifest(content) for content in roots.values()]
    wanted = {*kept.held.parts.values(), *(name for each in frameworks for name in each.parts.values())}
    content = _contents(Part, wanted)
    cluster = join(kept.held.manifest(kept.key), content.__getitem__)
    if not isinstance(cluster, Cluster):
        raise TypeError(f"document {kept.key} is no cluster")
    return Dossier(cluster=cluster, frameworks=tuple(_framework(each, content) for each in frameworks))


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
