"""Institutions by their codes."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from fourfold.domain.text import Text
from fourfold.store.models import Institution


def ensure_institution(code: str) -> str:
    """The code of an institution as it is written here, ignoring case; a new one has no name yet."""
    found = Institution.objects.filter(code__iexact=code).first()
    if found is not None:
        return found.code
    try:
        with transaction.atomic():
            return Institution.objects.create(code=code).code
    except IntegrityError:
        # Somebody else brought it meanwhile.
        return Institution.objects.get(code__iexact=code).code


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInstitution:
    """An institution as it is kept: its code, its name, and the zone that dates its days."""

    code: str
    title: Text
    zone: str


def institution_at(code: str) -> KeptInstitution | None:
    """The institution with this code, ignoring case."""
    row = Institution.objects.filter(code__iexact=code).first()
    return None if row is None else _kept(row)


def institutions() -> tuple[KeptInstitution, ...]:
    """Every institution, in order of code."""
    return tuple(_kept(row) for row in Institution.objects.all())


def add_institution(code: str, *, title: Text, zone: str) -> bool:
    """Keep a new institution; whether its code was free."""
    if Institution.objects.filter(code__iexact=code).exists():
        return False
    try:
        with transaction.atomic():
            Institution.objects.create(code=code, title_en=title.en or "", title_zh=title.zh or "", zone=zone)
    except IntegrityError:
        return False
    return True


def change_institution(code: str, *, title: Text, zone: str) -> None:
    """Give an institution other names, or another zone."""
    Institution.objects.filter(code__iexact=code).update(title_en=title.en or "", title_zh=title.zh or "", zone=zone)


def _kept(row: Institution) -> KeptInstitution:
    return KeptInstitution(code=row.code, title=Text(en=row.title_en or None, zh=row.title_zh or None), zone=row.zone)
