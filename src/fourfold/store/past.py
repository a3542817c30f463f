"""What a draft was: its past states, by their roots, told back from its Changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from uuid import UUID

from fourfold.canon.parts import Manifest as Names
from fourfold.domain.cluster import Dossier
from fourfold.store.held import Held, held_by
from fourfold.store.models import Change, Draft, Manifest
from fourfold.store.read import Kept, dossier_of

MOST_STATES = 5_000
"""How many states are looked at, the newest first."""


def manifest_at(document: str, root: str) -> Names | None:
    """What the draft of a document was when it last had this root, or one that begins so; `None` where it never had."""
    for at, held in enumerate(_states(document)):
        if held.root(document).startswith(root):
            return held.manifest(document)
        if at == MOST_STATES:
            break
    return None


def dossier_at(kept: Kept, root: str) -> Dossier | None:
    """The cluster and its frameworks as its draft was when it last had this root; `None` where it never had."""
    names = manifest_at(kept.key, root)
    if names is None:
        return None
    pinned = {key: name for key, name in names.frameworks.items() if name is not None}
    return dossier_of(replace(kept, held=Held(parts=dict(names.parts), frameworks=pinned)))


def kept_on(kept: Kept, at: datetime) -> Kept:
    """A draft as it was at an instant."""
    parts, frameworks = dict(kept.held.parts), dict(kept.held.frameworks)
    later = Change.objects.filter(document_id=UUID(kept.key), at__gt=at).order_by("-seq")
    for key, before, after in later.values_list("key", "before", "after").iterator():
        _take_back(parts, frameworks, str(key), before, after)
    held = Held(parts=parts, frameworks=frameworks)
    return replace(kept, held=held, root=held.root(kept.key), changed_at=min(kept.changed_at, at))


def _states(document: str) -> Iterator[Held]:
    """Every state that the draft has been in after a transaction, the newest first."""
    held = held_by(Draft.objects.get(pk=UUID(document)))
    yield held
    parts, frameworks = dict(held.parts), dict(held.frameworks)
    rows = Change.objects.filter(document_id=UUID(document)).order_by("-seq")
    told = rows.values_list("who", "at", "key", "before", "after").iterator()
    for _, together in groupby(told, key=lambda row: row[:2]):
        for _, _, key, before, after in together:
            _take_back(parts, frameworks, str(key), before, after)
        yield Held(parts=parts, frameworks=frameworks)


def _take_back(parts: dict[str, str], frameworks: dict[str, str], key: str, before: str, after: str) -> None:
    holder = frameworks if (frameworks.get(key) == after if after else _is_root(before)) else parts
    if before:
        holder[key] = before
    else:
        holder.pop(key, None)


def _is_root(name: str) -> bool:
    return Manifest.objects.filter(pk=name).exists()
