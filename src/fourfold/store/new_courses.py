"""What courses are that a table adds to a cluster, where the table does not say: remembered for the cluster."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fourfold.store.models import NewCourses


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The key of a module, a course's type and weeks; "" and `None` where nothing was said."""

    module: str = ""
    type: str = ""
    weeks: int | None = None


def remembered(document: str) -> Meant:
    """What was said last."""
    row = NewCourses.objects.filter(pk=UUID(document)).first()
    return Meant(module=row.module, type=row.type, weeks=row.weeks) if row else Meant()


def remember(document: str, meant: Meant, *, who: str, at: datetime) -> None:
    """Remember it in place of what was said before."""
    said = {"module": meant.module, "type": meant.type, "weeks": meant.weeks, "who": who, "at": at}
    NewCourses.objects.update_or_create(document_id=UUID(document), defaults=said)
