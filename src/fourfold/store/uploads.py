"""Files that somebody brought, for as long as they are looked at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from fourfold.store.models import Upload

KEPT_FOR = timedelta(days=1)
MOST_OF_ONE = 10
MOST_LISTED = 50
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file that was brought, and what it is about; `applied_at` where it has been taken into the draft."""

    name: str
    content: bytes
    program: str = ""
    training_type: str = ""
    table: str = ""
    whole: bool = False
    applied_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A file that was brought, without what is in it: by whom (an id), when, and whether it was applied."""

    id: str
    who: str
    at: datetime
    name: str
    program: str
    training_type: str
    whole: bool
    applied_at: datetime | None


def keep(document: str, file: Uploaded, *, who: str, at: datetime) -> str:
    """Keep a file and give its id; files that are a day old go, and all but the newest few of the same person."""
    with transaction.atomic():
        Upload.objects.filter(at__lt=at - KEPT_FOR).delete()
        older = Upload.objects.filter(who=who).order_by("-at").values_list("pk", flat=True)[MOST_OF_ONE - 1 :]
        Upload.objects.filter(pk__in=list(older)).delete()
        made = Upload.objects.create(
            document_id=UUID(document),
            who=who,
            at=at,
            name=file.name[-LONGEST_NAME:],
            content=file.content,
            program=file.program,
            training_type=file.training_type,
            table=file.table,
            whole=file.whole,
        )
    return str(made.pk)


def listed(document: str, *, now: datetime, who: str | None = None) -> tuple[Listed, ...]:
    """The files that were brought for a document within a day, newest first; `who` leaves those of one person."""
    rows = Upload.objects.filter(document_id=UUID(document), at__gte=now - KEPT_FOR).defer("content").order_by("-at")
    mine = rows if who is None else rows.filter(who=who)
    return tuple(
        Listed(
            id=str(row.pk),
            who=row.who,
            at=row.at,
            name=row.name,
            program=row.program,
            training_type=row.training_type,
            whole=row.whole,
            applied_at=row.applied_at,
        )
        for row in mine[:MOST_LISTED]
    )


def find(document: str, upload: str, *, who: str) -> Uploaded | None:
    """A file by its id, for whoever brought it."""
    row = Upload.objects.filter(pk=UUID(upload), document_id=UUID(document), who=who).first()
    if row is None:
        return None
    return Uploaded(
        name=row.name,
        content=bytes(row.content),
        program=row.program,
        training_type=row.training_type,
        table=row.table,
        whole=row.whole,
        applied_at=row.applied_at,
    )


def choose(upload: str, table: str, *, who: str) -> None:
    """Mean one sheet of a file alone."""
    Upload.objects.filter(pk=UUID(upload), who=who).update(table=table)


def mean(upload: str, *, program: str, training_type: str, who: str) -> None:
    """Take a file for the plan of a program, or for a table of courses."""
    Upload.objects.filter(pk=UUID(upload), who=who).update(program=program, training_type=training_type)


def mark_applied(upload: str, root: str, *, who: str, at: datetime) -> bool:
    """Note that a file is applied to the draft with this root, unless it was already; called in that transaction."""
    rows = Upload.objects.filter(pk=UUID(upload), who=who).exclude(applied_to=root, applied_at__isnull=False)
    return bool(rows.update(applied_to=root, applied_at=at))


def forget(upload: str, *, who: str) -> None:
    """Let go of a file."""
    Upload.objects.filter(pk=UUID(upload), who=who).delete()
