"""Files that go with verdicts: listed without what is in them, and given out one by one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from fourfold.domain import round as said
from fourfold.store.models import MinutesFile, StageVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file with its bytes."""

    file: said.MinutesFile
    content: bytes


def add(verdict: str, file: said.MinutesFile, content: bytes) -> None:
    """Keep a file beside a verdict; the same bytes are kept once."""
    MinutesFile.objects.get_or_create(
        verdict_id=int(verdict),
        digest=file.digest,
        defaults={
            "name": file.name,
            "size_bytes": file.size_bytes,
            "content": content,
            "who": file.who,
            "at": file.at,
        },
    )


def remove(key: str) -> None:
    """Let go of a file."""
    MinutesFile.objects.filter(pk=UUID(key)).delete()


def find(key: str) -> KeptFile | None:
    """A file with its bytes."""
    row = MinutesFile.objects.filter(pk=UUID(key)).first()
    return None if row is None else KeptFile(file=_file(row), content=bytes(row.content))


def without_content() -> QuerySet[MinutesFile]:
    """How files are read with verdicts: without their bytes."""
    return MinutesFile.objects.defer("content").order_by("at", "pk")


def files_of(row: StageVerdict) -> tuple[said.MinutesFile, ...]:
    """The files of a verdict, the oldest first."""
    return tuple(_file(each) for each in row.files.all())


def _file(row: MinutesFile) -> said.MinutesFile:
    return said.MinutesFile(
        key=str(row.pk), name=row.name, size_bytes=row.size_bytes, digest=row.digest, who=row.who, at=row.at
    )
