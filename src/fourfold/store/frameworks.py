"""Frameworks that institutions publish."""

from fourfold.canon.parts import Whole
from fourfold.store.models import Document, Release


def owner_of(key: str) -> str | None:
    """The institution that keeps the framework with this key, where one has published it."""
    return Document.objects.filter(kind=Whole.FRAMEWORK, key=key).values_list("institution", flat=True).first()


def published_roots(key: str) -> frozenset[str]:
    """The roots of every release of a framework."""
    return frozenset(Release.objects.filter(document_id=key).values_list("manifest_id", flat=True))
