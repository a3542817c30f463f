"""What somebody has changed in a draft: the rows that undo and redo go by."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from fourfold.store.models import Change, Part
from fourfold.store.write import WHOLE

UNDO = "undo/"
"""How the path of a change begins that takes back another one."""
MOST_CHANGES = 1_000
"""How far back undo looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of one key: its digest before and after, "" where it was or is not there; what it takes back.

    `pinned`: the key is of a framework, and the digests are its roots.
    """

    seq: int
    at: datetime
    key: str
    before: str
    after: str
    why: str
    undoes: int | None
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change, by whom (an id), and whether it came with a whole: an import, or the first of all."""

    who: str
    whole: bool
    edit: Edit


def edits_by(document: str, who: str) -> tuple[Edit, ...]:
    """The last changes of a document by one contributor, the oldest first; those that came with a whole left out."""
    rows = Change.objects.filter(document_id=UUID(document), who=who).exclude(path=WHOLE).order_by("-seq")
    found = list(rows[:MOST_CHANGES])[::-1]
    parts = set(Part.objects.filter(pk__in={row.after or row.before for row in found}).values_list("pk", flat=True))
    return tuple(_edit(row, parts) for row in found)


def _edit(row: Change, parts: set[str]) -> Edit:
    return Edit(
        seq=row.seq,
        at=row.at,
        key=str(row.key),
        before=row.before,
        after=row.after,
        why=row.why,
        undoes=int(row.path.removeprefix(UNDO)) if row.path.startswith(UNDO) else None,
        pinned=(row.after or row.before) not in parts,
    )


def count(document: str, key: str = "") -> int:
    """How many changes a document has, or one key of it."""
    return _told(document, key).count()


def changes_of(document: str, key: str = "", *, start: int = 0, most: int = MOST_CHANGES) -> tuple[Told, ...]:
    """The changes of a document, or of one key of it, the newest first."""
    rows = list(_told(document, key)[start : start + most])
    parts = set(Part.objects.filter(pk__in={row.after or row.before for row in rows}).values_list("pk", flat=True))
    return tuple(Told(who=row.who, whole=row.path == WHOLE, edit=_edit(row, parts)) for row in rows)


def _told(document: str, key: str) -> QuerySet[Change]:
    rows = Change.objects.filter(document_id=UUID(document)).order_by("-seq")
    return rows.filter(key=UUID(key)) if key else rows
