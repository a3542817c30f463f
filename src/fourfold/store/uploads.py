"""Files that somebody brought, for as long as they are looked at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from fourfold.store.models import Upload

KEPT_FOR = timedelta(days=1)
MOST_OF_ONE = 10
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file that was brought, and what it is about."""

    name: str
    content: bytes
    program: str = ""
    training_type: str = ""
    table: str = ""


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
        )
    return str(made.pk)


def find(document: str, upload: str, *, who: str) -> Uploaded | None:
    """A file by its id, for whoever brought it."""
    row = Upload.objects.filter(pk=UUID(upload), document_id=UUID(document), who=who).first()
    if row is None:
        return None
    return Uploaded(
        name=row.name, content=bytes(row.content), program=row.program, training_type=row.training_type, table=row.table
    )


def choose(upload: str, table: str, *, who: str) -> None:
    """Mean one sheet of a file alone."""
    Upload.objects.filter(pk=UUID(upload), who=who).update(table=table)


def forget(upload: str, *, who: str) -> None:
    """Let go of a file."""
    Upload.objects.filter(pk=UUID(upload), who=who).delete()
