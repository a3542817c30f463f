"""What a draft was: its past states, by their roots, told back from its Changes."""

from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

from fourfold.canon.parts import Manifest as Names
from fourfold.store.held import Held, held_by
from fourfold.store.models import Change, Draft, Manifest

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
