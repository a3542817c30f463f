"""What an address of the API speaks of, for whoever asks; absent and forbidden look alike."""

import re
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from fourfold.actions.authority import READ_ONLY
from fourfold.actions.shelf import DRAFT, HeldPart, Opened, Shelved, has_draft, on_shelf, open_cluster, part_in
from fourfold.api.bearer import viewer_of
from fourfold.api.refusals import FORBIDDEN, MISSING, NOT_ALLOWED, Declined
from fourfold.domain.marks import CODE_PATTERN, KEY_PATTERN

__all__ = ["Opened", "draft_opened", "opened", "part_at", "shelved", "today", "writable", "written"]


def opened(request: HttpRequest, institution: str, cluster: str, state: str, *, day: date | None = None) -> Opened:
    """The cluster in a state."""
    codes(institution, cluster, state)
    found = open_cluster(institution, cluster, state=state, viewer=viewer_of(request), today=day or today())
    if found is None:
        raise Declined(MISSING)
    return found


def draft_opened(request: HttpRequest, institution: str, cluster: str, state: str) -> Opened:
    """The draft of a cluster, for what a release does not have."""
    found = opened(request, institution, cluster, state)
    if state.lower() != DRAFT:
        raise Declined(MISSING)
    return found


def writable(request: HttpRequest, institution: str, cluster: str, state: str, key: str = "") -> None:
    """Let only drafts be written: a release that can be seen never is. The actions find whether there is a draft."""
    codes(institution, cluster, state)
    if key and not re.fullmatch(KEY_PATTERN, key):
        raise Declined(MISSING)
    if state.lower() != DRAFT:
        opened(request, institution, cluster, state)
        raise Declined(NOT_ALLOWED).with_headers(Allow="GET, HEAD")


def written(request: HttpRequest, institution: str, cluster: str, state: str, key: str = "") -> None:
    """Let a draft be written that is there for whoever asks, by who may write: told before the body is looked at."""
    writable(request, institution, cluster, state, key)
    if not has_draft(institution, cluster, viewer=viewer_of(request)):
        raise Declined(MISSING)
    no_reader(request)


def no_reader(request: HttpRequest) -> None:
    """Let no token write that was made for reading."""
    if not viewer_of(request).may_write:
        raise Declined(FORBIDDEN, READ_ONLY)


def part_at(request: HttpRequest, institution: str, cluster: str, state: str, key: str) -> HeldPart:
    """One part of a state."""
    codes(institution, cluster, state)
    found = part_in(institution, cluster, key, viewer=viewer_of(request), state=state)
    if found is None:
        raise Declined(MISSING)
    return found


def shelved(request: HttpRequest, institution: str, cluster: str) -> Shelved:
    """A cluster of which the draft or a release can be seen."""
    wanted = (institution.lower(), cluster.lower())
    for each in on_shelf(viewer_of(request)):
        if (each.address.institution.lower(), each.address.code.lower()) == wanted:
            return each
    raise Declined(MISSING)


def codes(*said: str) -> None:
    """Nothing is at an address that has no code where one belongs."""
    if not all(re.fullmatch(CODE_PATTERN, each) for each in said):
        raise Declined(MISSING)


def today() -> date:
    """The date that answers are judged by, unless one is asked for."""
    told: date | None = settings.TODAY
    return told or timezone.localdate()
