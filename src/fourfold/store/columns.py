"""What the columns of a college's tables mean, remembered for its institution."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fourfold.store.models import ColumnMeaning

LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A heading (without case, blanks and signs) and the field it means; nothing where it is to be forgotten."""

    heading: str
    field: str | None
    term: int | None = None


def remembered(institution: str) -> tuple[Meant, ...]:
    """Every heading whose meaning somebody has said."""
    rows = ColumnMeaning.objects.filter(institution=institution.lower()).order_by("heading")
    return tuple(Meant(heading=each.heading, field=each.field, term=each.term) for each in rows)


def remember(institution: str, meant: Collection[Meant], *, who: str, at: datetime) -> None:
    """Remember what headings mean, in place of what was said before."""
    code = institution.lower()
    with transaction.atomic():
        for each in meant:
            heading = each.heading[:LONGEST_HEADING]
            if each.field is None:
                ColumnMeaning.objects.filter(institution=code, heading=heading).delete()
                continue
            said = {"field": each.field, "term": each.term, "who": who, "at": at}
            ColumnMeaning.objects.update_or_create(institution=code, heading=heading, defaults=said)
