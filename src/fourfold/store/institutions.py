"""Institutions by their codes."""

from fourfold.store.models import Institution


def ensure_institution(code: str) -> str:
    """The code of an institution as it is written here, ignoring case; a new one has no name yet."""
    found = Institution.objects.filter(code__iexact=code).first()
    return (found or Institution.objects.create(code=code)).code
