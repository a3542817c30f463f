"""Institutions by their codes."""

from django.db import IntegrityError, transaction

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
