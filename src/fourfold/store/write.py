"""Putting documents away: whole or not at all."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from fourfold.canon.encode import digest
from fourfold.canon.parts import Split, Whole, manifest_bytes, root
from fourfold.domain.cluster import Head
from fourfold.store.held import Held, held_by
from fourfold.store.indexing import index_manifests, index_parts
from fourfold.store.institutions import ensure_institution
from fourfold.store.models import Change, Document, Draft, DraftPart, Manifest, Part

MOST_ROWS = 500
WHOLE = "whole"
"""The path of a change that came with many others, when a whole was brought in."""


class Turn(StrEnum):
    """What a change does to an earlier one: takes it back, or does again what an undo took back."""

    UNDONE = "undone"
    REDONE = "redone"


TURNS = {"undo/": Turn.UNDONE, "redo/": Turn.REDONE}
"""How the path of a change begins that takes back another one; of a redo that other one is an undo."""
PROPOSAL = "proposal/"
"""How the path of a change begins that was proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """Who changes a draft, when and why; `who` is a contributor's id, never a name.

    `undoes` is the change that is taken back, where one is: `again` says that it was itself an undo. `proposal` is the
    number of the one that is merged.
    """

    who: str
    at: datetime
    why: str = ""
    undoes: int | None = None
    again: bool = False
    proposal: int | None = None

    @property
    def path(self) -> str:
        """The path of the changes that are made so, one by one."""
        if self.undoes is not None:
            return f"{'redo' if self.again else 'undo'}/{self.undoes}"
        return "" if self.proposal is None else f"{PROPOSAL}{self.proposal}"


def turn_of(path: str) -> tuple[Turn | None, int | None]:
    """What the change with a path does to which earlier one, where it does.

    >>> turn_of("redo/12")
    (<Turn.REDONE: 'redone'>, 12)
    """
    for begins, turn in TURNS.items():
        if path.startswith(begins):
            return turn, int(path.removeprefix(begins))
    return None, None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a write changed: each key with its digest before and after, "" where it was or is not there."""

    before: str
    after: str


class StaleBase(Exception):
    """The draft is no longer the one that the writer started from; `root` is what it is now."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self.root = root


class TakenAddress(Exception):
    """Another document of the institution has this code already."""


class TakenKey(Exception):
    """Another institution keeps the document with this key."""


Permit = Callable[[Mapping[str, Moved]], None]
"""Raises where what moves is not the author's to move; the parts of before and after can be read by then."""


def replace_draft(
    head: Head,
    splits: tuple[Split, ...],
    authorship: Authorship,
    *,
    expected: str | None,
    permit: Permit = lambda moved: None,  # noqa: ARG005 - the default permits everything
) -> dict[str, Moved]:
    """Make the draft of a cluster equal to `splits` (the cluster first, then its frameworks), in one transaction.

    Raises `StaleBase` where the draft's root is neither `expected` nor what `splits` would make it; `None` expects
    nothing.
    """
    with transaction.atomic():
        draft = _draft(head, authorship)
        before, after = held_by(draft), _wanted(splits[0])
        if before.digests() and expected not in {None, before.root(head.key)} and before != after:
            raise StaleBase(before.root(head.key))
        moved = _difference(before, after)
        _add_parts(splits)
        _add_manifests(splits[1:])
        permit(moved)
        _move(draft, after, moved, authorship)
    return moved


def _draft(head: Head, authorship: Authorship) -> Draft:
    document = placed(head)
    Draft.objects.get_or_create(document=document, defaults={"changed_at": authorship.at})
    return locked(document.pk)


def placed(head: Head) -> Document:
    """The document of a cluster, at the address that its head says; nobody else moves it until this transaction ends.

    Raises `TakenKey` or `TakenAddress` where it cannot live there: the tables decide, also for two who come at once.
    """
    named = {"institution": ensure_institution(head.institution), "code": head.code}
    try:
        with transaction.atomic():
            Document.objects.get_or_create(key=head.key, defaults={**named, "kind": Whole.CLUSTER})
            document = Document.objects.select_for_update().get(pk=head.key)
            if document.kind != Whole.CLUSTER or document.institution.lower() != head.institution.lower():
                raise TakenKey
            if document.code != head.code:
                document.code = head.code
                document.save(update_fields=["code"])
    except IntegrityError as error:
        raise TakenAddress from error
    return document


def locked(key: UUID) -> Draft:
    """The draft of a document, which nobody else changes until this transaction ends.

    SQLite lets one writer in at a time; PostgreSQL is asked to, draft by draft. Whoever changes a draft locks it first.
    """
    return Draft.objects.select_for_update().get(pk=key)


def _wanted(cluster: Split) -> Held:
    pinned = {key: name for key, name in cluster.manifest.frameworks.items() if name is not None}
    return Held(parts=dict(cluster.manifest.parts), frameworks=pinned)


def _difference(before: Held, after: Held) -> dict[str, Moved]:
    was, will = before.digests(), after.digests()
    keys = sorted(key for key in {*was, *will} if was.get(key) != will.get(key))
    return {key: Moved(before=was.get(key, ""), after=will.get(key, "")) for key in keys}


def _add_parts(splits: Sequence[Split]) -> None:
    parts = {digest(each): each for split in splits for each in split.parts.values()}
    new = _unknown(Part.objects.all(), parts)
    # Content has one name: a row that another writer added meanwhile holds the same bytes.
    Part.objects.bulk_create(
        [Part(digest=name, compressed=each) for name, each in new], MOST_ROWS, ignore_conflicts=True
    )
    index_parts({name: parts[name] for name, _ in new})


def add_frameworks(splits: Sequence[Split]) -> None:
    """Keep frameworks whole, so that their roots can be pinned."""
    with transaction.atomic():
        _add_parts(splits)
        _add_manifests(splits)


def _add_manifests(splits: Sequence[Split]) -> None:
    manifests = {root(each.manifest): manifest_bytes(each.manifest) for each in splits}
    new = _unknown(Manifest.objects.all(), manifests)
    Manifest.objects.bulk_create([Manifest(root=name, compressed=each) for name, each in new], ignore_conflicts=True)
    index_manifests({name: manifests[name] for name, _ in new})


def _unknown(rows: QuerySet[Part] | QuerySet[Manifest], content: dict[str, bytes]) -> list[tuple[str, bytes]]:
    known = set(rows.filter(pk__in=content).values_list("pk", flat=True))
    # In one order for all, or two writers who add the same parts could wait for each other for ever.
    return [(name, zlib.compress(content[name])) for name in sorted(content) if name not in known]


def _move(draft: Draft, after: Held, moved: dict[str, Moved], authorship: Authorship) -> None:
    if not moved:
        return
    DraftPart.objects.filter(draft=draft, key__in=moved).delete()
    rows = [_entry(draft, after, key) for key, each in moved.items() if each.after]
    DraftPart.objects.bulk_create(rows, batch_size=MOST_ROWS)
    Change.objects.bulk_create([_change(draft, key, each, authorship) for key, each in moved.items()], MOST_ROWS)
    Draft.objects.filter(pk=draft.pk).update(changed_at=authorship.at)


def _entry(draft: Draft, after: Held, key: str) -> DraftPart:
    return DraftPart(draft=draft, key=key, part_id=after.parts.get(key), framework_id=after.frameworks.get(key))


def _change(draft: Draft, key: str, moved: Moved, authorship: Authorship) -> Change:
    return Change(
        document_id=draft.pk,
        key=key,
        before=moved.before,
        after=moved.after,
        who=authorship.who,
        at=authorship.at,
        why=authorship.why,
        path=WHOLE,
    )
