"""Which stale courses somebody was told of."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from fourfold.domain.marks import Key
from fourfold.store.models import StaleTold

Pair = tuple[Key, Key]
"""A course, and the framework that it stands on."""


def told_of(person: str) -> frozenset[Pair]:
    """What somebody was told of already."""
    rows = StaleTold.objects.filter(person_id=person).values_list("course", "framework")
    return frozenset((str(course), str(framework)) for course, framework in rows)


def remember(person: str, pairs: Collection[Pair], *, day: date) -> None:
    """Somebody is told of these; twice makes no difference."""
    StaleTold.objects.bulk_create(
        [
            StaleTold(person_id=person, course=UUID(course), framework=UUID(framework), day=day)
            for course, framework in pairs
        ],
        ignore_conflicts=True,
    )


def forget(person: str, pairs: Collection[Pair]) -> None:
    """They were not told after all."""
    for course, framework in pairs:
        StaleTold.objects.filter(person_id=person, course=course, framework=framework).delete()


def kept_of(person: str) -> list[dict[str, str]]:
    """The same of one person, as JSON."""
    rows = StaleTold.objects.filter(person_id=person).order_by("pk")
    return [
        {"course": str(each.course), "framework": str(each.framework), "day": each.day.isoformat()} for each in rows
    ]
