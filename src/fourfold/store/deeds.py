"""Deeds: what people did besides changing documents."""

from collections.abc import Mapping
from datetime import datetime

from fourfold.store.models import Event


def record(
    *,
    who: str,
    at: datetime,
    deed: str,
    institution: str = "",
    about: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Remember a deed; called in the transaction that does it."""
    Event.objects.create(who=who, at=at, deed=deed, institution=institution, about=about, details=dict(details or {}))
