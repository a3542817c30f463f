"""Tokens: what lets a program act for a person. Only digests of secrets come here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from fourfold.store.models import Token

USE_IS_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptToken:
    """A token as its owner sees it."""

    id: str
    name: str
    may_write: bool
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def works(self, at: datetime) -> bool:
        """Whether it opens anything at an instant."""
        return self.revoked_at is None and at < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """The person for whom a token speaks, and whether it may write."""

    person: str
    may_write: bool


def add(*, person: str, digest: str, name: str, may_write: bool, made_at: datetime, expires_at: datetime) -> str:
    """Keep a new token; its id."""
    row = Token.objects.create(
        person_id=person, digest=digest, name=name, may_write=may_write, made_at=made_at, expires_at=expires_at
    )
    return str(row.pk)


def of_person(person: str) -> tuple[KeptToken, ...]:
    """Every token of a person, the newest first."""
    return tuple(_kept(row) for row in Token.objects.filter(person_id=person).order_by("-made_at", "pk"))


def revoke(*, person: str, token: str, at: datetime) -> bool:
    """End a token of a person; whether there was such a one to end."""
    return Token.objects.filter(person_id=person, pk=token, revoked_at=None).update(revoked_at=at) > 0


def bearer(digest: str, *, at: datetime) -> Bearer | None:
    """For whom the token with this digest speaks at an instant; notes that it was used."""
    found = Token.objects.filter(digest=digest, revoked_at=None, expires_at__gt=at, person__is_active=True).first()
    if found is None:
        return None
    stale = Q(used_at=None) | Q(used_at__lt=at - USE_IS_NOTED_EVERY)
    if found.used_at is None or found.used_at < at - USE_IS_NOTED_EVERY:
        Token.objects.filter(stale, pk=found.pk).update(used_at=at)
    return Bearer(person=str(found.person_id), may_write=found.may_write)


def _kept(row: Token) -> KeptToken:
    return KeptToken(
        id=str(row.pk),
        name=row.name,
        may_write=row.may_write,
        made_at=row.made_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )
