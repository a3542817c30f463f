"""The cluster that a page speaks of."""

from django.conf import settings
from django.http import Http404
from django.utils import timezone

from fourfold.actions import shelf
from fourfold.actions.shelf import Opened

__all__ = ["DRAFT", "Opened", "opened"]

DRAFT = "draft"
"""The one state there is until clusters are published."""


def opened(institution: str, cluster: str, *, state: str) -> Opened:
    """The cluster at an address; absent and forbidden both raise `Http404`."""
    found = shelf.open_cluster(institution, cluster, today=settings.TODAY or timezone.localdate())
    if state != DRAFT or found is None:
        raise Http404
    return found
