"""Who sees to which holes of a cluster, as it is kept."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from fourfold.domain.hole import HoleTask
from fourfold.domain.marks import Key
from fourfold.store.models import HoleTask as Row
from fourfold.store.people import is_id


def tasks_of(document: Key) -> tuple[HoleTask, ...]:
    """Every task of a document, what is due first."""
    return tuple(_value(row) for row in _of(document))


def tasks_owned(documents: Iterable[Key], owner: str) -> tuple[tuple[Key, HoleTask], ...]:
    """The tasks of one person in these documents, each with the key of its document, what is due first."""
    if not is_id(owner):
        return ()
    rows = Row.objects.filter(document_id__in=[UUID(each) for each in documents], owner_id=UUID(owner))
    return tuple((str(row.document_id), _value(row)) for row in rows)


def give(document: Key, task: HoleTask) -> bool:
    """Keep who sees to a hole in the place of whoever did; whether nobody did."""
    said = {"owner_id": task.owner, "due_date": task.due_date, "who": task.who, "at": task.at, "closed_at": None}
    return Row.objects.update_or_create(defaults=said, document_id=UUID(document), **_place(task.place))[1]


def take(document: Key, place: tuple[Key, Key, Key]) -> bool:
    """Let nobody see to a hole any more; whether somebody did."""
    return _of(document).filter(**_place(place)).delete()[0] > 0


def close(document: Key, place: tuple[Key, Key, Key], *, at: datetime | None) -> bool:
    """Remember when a hole was found closed, or (`None`) that it is open again; whether that is new."""
    rows = _of(document).filter(**_place(place), closed_at__isnull=at is not None)
    return rows.update(closed_at=at) > 0


def kept_of(person: str) -> list[dict[str, Any]]:
    """The holes that a person sees to, as JSON."""
    rows = Row.objects.filter(owner_id=UUID(person)).values("document", "framework", "node", "scope", "due_date")
    return [{name: str(value) for name, value in row.items()} for row in rows]


def _of(document: Key) -> QuerySet[Row]:
    return Row.objects.filter(document_id=UUID(document))


def _place(place: tuple[Key, Key, Key]) -> dict[str, Any]:
    return dict(zip(("framework", "node", "scope"), map(UUID, place), strict=True))


def _value(row: Row) -> HoleTask:
    return HoleTask(
        framework=str(row.framework),
        node=str(row.node),
        scope=str(row.scope),
        owner=str(row.owner_id),
        due_date=row.due_date,
        who=row.who,
        at=row.at,
        closed_at=row.closed_at,
    )
