"""Saved lenses of people."""

from dataclasses import dataclass
from datetime import datetime

from fourfold.store.models import Person, SavedLens


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLens:
    """A saved view: its name, its address with its query."""

    id: str
    name: str
    address: str
    saved_at: datetime


def of_person(person: str) -> tuple[KeptLens, ...]:
    """Every lens of a person, by name."""
    return tuple(_kept(row) for row in SavedLens.objects.filter(person_id=person))


def save(person: str, *, name: str, address: str, at: datetime) -> None:
    """Keep an address under a name; what went by that name, whatever its case, gives way."""
    # One of a person's lenses is saved after the other, or two of one name could meet.
    list(Person.objects.select_for_update().filter(pk=person).values_list("pk", flat=True))
    SavedLens.objects.filter(person_id=person, name__iexact=name).delete()
    SavedLens.objects.create(person_id=person, name=name, address=address, saved_at=at)


def forget(person: str, lens: str) -> bool:
    """Forget a lens of a person; whether there was such a one."""
    return SavedLens.objects.filter(person_id=person, pk=lens).delete()[0] > 0


def _kept(row: SavedLens) -> KeptLens:
    return KeptLens(id=str(row.pk), name=row.name, address=row.address, saved_at=row.saved_at)
