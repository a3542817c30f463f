"""What somebody has changed in a draft: the rows that undo and redo go by."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from fourfold.store.models import Change, DraftPart, Part
from fourfold.store.write import PROPOSAL, WHOLE, Turn, turn_of

MOST_CHANGES = 1_000
"""How far back undo looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of one key: its digest before and after, "" where it was or is not there; what it takes back.

    `pinned`: the key is of a framework, and the digests are its roots. `also`: the other changes of one import, or of
    its undo, which go back together; `undoes` is then the first change of what is taken back, and `turn` says whether
    that was an undo itself. `proposal` is the number
    of the one merged.
    """

    seq: int
    at: datetime
    key: str
    before: str
    after: str
    why: str
    undoes: int | None
    turn: Turn | None = None
    pinned: bool = False
    proposal: int | None = None
    also: tuple["Edit", ...] = ()

    @property
    def all(self) -> tuple["Edit", ...]:
        """Each change of it, in the order in which they were made."""
        return (replace(self, also=()), *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change, by whom (an id), and whether it came with a whole: an import, or the first of all."""

    who: str
    whole: bool
    edit: Edit


def edits_by(document: str, who: str) -> tuple[Edit, ...]:
    """The last edits of a document by one contributor, the oldest first: the changes of one import are one edit.

    What the document began with is no edit, nor is an import of which the beginning is too long ago to be looked at.
    """
    rows = Change.objects.filter(document_id=UUID(document), who=who).order_by("-seq")
    found = list(rows[: MOST_CHANGES + 1])[::-1]
    parts = set(Part.objects.filter(pk__in={row.after or row.before for row in found}).values_list("pk", flat=True))
    groups = _grouped(found)
    if len(found) > MOST_CHANGES:
        groups = groups[1:]
    return tuple(_together(group, parts, groups) for group in groups if not _begins(group, document))


def _grouped(rows: list[Change]) -> list[list[Change]]:
    """The changes of one import together, and those that take one back."""
    groups: list[list[Change]] = []
    place: dict[int, int] = {}
    for row in rows:
        last = groups[-1] if groups else []
        if last and _goes_with(row, last, place):
            last.append(row)
        else:
            groups.append([row])
        place[row.seq] = len(groups) - 1
    return groups


def _goes_with(row: Change, group: list[Change], place: dict[int, int]) -> bool:
    first = group[0]
    if row.key in {each.key for each in group} or row.at != first.at:
        return False
    target, other = _undone(row), _undone(first)
    if target is None or other is None:
        return row.path == first.path == WHOLE
    return target in place and place[target] == place.get(other)


def _begins(group: list[Change], document: str) -> bool:
    return any(row.path == WHOLE and not row.before and str(row.key) == document for row in group)


def _together(group: list[Change], parts: set[str], groups: list[list[Change]]) -> Edit:
    first, *rest = (_edit(row, parts) for row in group)
    target = next((each[0].seq for each in groups if first.undoes in {row.seq for row in each}), first.undoes)
    return replace(first, undoes=target, also=tuple(rest))


def _undone(row: Change) -> int | None:
    return turn_of(row.path)[1]


def _edit(row: Change, parts: set[str]) -> Edit:
    return Edit(
        seq=row.seq,
        at=row.at,
        key=str(row.key),
        before=row.before,
        after=row.after,
        why=row.why,
        undoes=_undone(row),
        turn=turn_of(row.path)[0],
        pinned=(row.after or row.before) not in parts,
        proposal=int(row.path.removeprefix(PROPOSAL)) if row.path.startswith(PROPOSAL) else None,
    )


def count(document: str, key: str = "") -> int:
    """How many changes a document has, or one key of it."""
    return _told(document, key).count()


def changes_of(document: str, key: str = "", *, start: int = 0, most: int = MOST_CHANGES) -> tuple[Told, ...]:
    """The changes of a document, or of one key of it, the newest first."""
    rows = list(_told(document, key)[start : start + most])
    parts = set(Part.objects.filter(pk__in={row.after or row.before for row in rows}).values_list("pk", flat=True))
    return tuple(Told(who=row.who, whole=row.path == WHOLE, edit=_edit(row, parts)) for row in rows)


def gone(document: str) -> tuple[Edit, ...]:
    """The last removal of each part and framework that a document does not hold any more, the oldest first."""
    held = DraftPart.objects.filter(draft_id=UUID(document)).values("key")
    found = Change.objects.filter(document_id=UUID(document), after="").exclude(key__in=held).order_by("seq")
    last = {row.key: row for row in found}
    parts = set(Part.objects.filter(pk__in={row.before for row in last.values()}).values_list("pk", flat=True))
    return tuple(_edit(row, parts) for row in sorted(last.values(), key=lambda row: row.seq))


def merged_by(document: str, number: int) -> dict[str, tuple[str, str]]:
    """The digests of each key before and after a proposal was merged; a key that the merge left as it was has none."""
    rows = Change.objects.filter(document_id=UUID(document), path=f"{PROPOSAL}{number}")
    return {str(row.key): (row.before, row.after) for row in rows}


def digest_on(document: str, key: str, at: datetime) -> str:
    """The digest that a key of a document had at a moment, "" where it was not there."""
    rows = Change.objects.filter(document_id=UUID(document), key=UUID(key), at__lte=at).order_by("-seq")
    return rows.values_list("after", flat=True).first() or ""


def _told(document: str, key: str) -> QuerySet[Change]:
    rows = Change.objects.filter(document_id=UUID(document)).order_by("-seq")
    return rows.filter(key=UUID(key)) if key else rows
