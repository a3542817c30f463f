"""Invitations: grants that wait for somebody. One that was accepted or revoked leaves no row, so no address stays."""

from dataclasses import dataclass
from datetime import datetime

from fourfold.domain.person import Granted, Role
from fourfold.store.models import Institution, Invitation


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInvitation:
    """What waits for whom, and until when."""

    id: str
    email: str
    granted: Granted
    invited_at: datetime
    expires_at: datetime


def add(*, digest: str, email: str, granted: Granted, at: datetime, expires_at: datetime) -> str:
    """Keep an invitation under the digest of its secret; its id."""
    row = Invitation.objects.create(
        digest=digest,
        email=email,
        institution=Institution.objects.get(code__iexact=granted.institution),
        role=granted.role,
        key=granted.key or "",
        invited_at=at,
        expires_at=expires_at,
    )
    return str(row.pk)


def waiting_at(institution: str) -> tuple[KeptInvitation, ...]:
    """The invitations of an institution that nobody has accepted yet, the newest first."""
    rows = Invitation.objects.filter(institution__code__iexact=institution).select_related("institution")
    return tuple(_kept(row) for row in rows.order_by("-invited_at", "pk"))


def opened_by(digest: str, *, at: datetime) -> KeptInvitation | None:
    """The invitation that a secret opens at an instant; nobody else takes it until this transaction ends."""
    rows = Invitation.objects.select_for_update(of=("self",)).filter(digest=digest, expires_at__gt=at)
    row = rows.select_related("institution").first()
    return None if row is None else _kept(row)


def remove(invitation: str) -> bool:
    """End an invitation; whether it was there."""
    return Invitation.objects.filter(pk=invitation).delete()[0] > 0


def _kept(row: Invitation) -> KeptInvitation:
    return KeptInvitation(
        id=str(row.pk),
        email=row.email,
        granted=Granted(role=Role(row.role), institution=row.institution.code, key=row.key or None),
        invited_at=row.invited_at,
        expires_at=row.expires_at,
    )
