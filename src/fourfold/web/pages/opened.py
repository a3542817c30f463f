"""The cluster that a page speaks of."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import timezone

from fourfold.actions import shelf
from fourfold.actions.shelf import DRAFT, Opened
from fourfold.web.reader import viewer_of
from fourfold.web.unchanged import recognise

__all__ = ["DRAFT", "Opened", "opened", "today"]


def opened(
    request: HttpRequest,
    institution: str,
    cluster: str,
    *,
    state: str,
    besides: Callable[[Opened], str] = lambda _opened: "",
) -> Opened:
    """The cluster at an address, for whoever asks; absent and forbidden both raise `Http404`.

    `besides` says what the page shows that is in no release.
    """
    found = shelf.open_cluster(institution, cluster, state=state, viewer=viewer_of(request), today=today())
    if found is None:
        raise Http404
    recognise(request, found, besides)
    return found


def today() -> date:
    """The date that pages are judged by."""
    told: date | None = settings.TODAY
    return told or timezone.localdate()
