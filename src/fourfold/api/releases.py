"""Releases of a cluster: listed, and published."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from fourfold.actions import releasing
from fourfold.actions.shelf import DRAFT, Published
from fourfold.actions.words import MOST_LETTERS
from fourfold.api import bodies, fields
from fourfold.api.addresses import CLUSTER
from fourfold.api.answering import Paging, answer, page
from fourfold.api.bearer import viewer_of
from fourfold.api.conditions import digest_of
from fourfold.api.declaring import reading, writing
from fourfold.api.opened import no_reader, opened, shelved
from fourfold.api.refusals import CLASHING, MISSING, STALE, Declined
from fourfold.api.shapes import Page, Release

router = Router(tags=["releases"])
FIELDS: fields.Fields = {
    "name": fields.text(40, required=True),
    "note": fields.text(MOST_LETTERS),
    "reason": fields.text(MOST_LETTERS),
}


class Releases(Page):
    """Some releases."""

    items: list[Release]


def release_record(found: Published) -> dict[str, Any]:
    """A release, without whoever published it: people are told to people of the institution only."""
    return {
        "name": found.name,
        "root": found.root,
        "published_at": found.published_at,
        "note": found.note,
        "overridden": found.overridden,
        "reason": found.reason,
    }


@router.get(
    CLUSTER + "/releases",
    response=Releases,
    summary="Releases",
    openapi_extra=reading(MISSING, zh="发布版列表", paged=True),
)
def releases(request: HttpRequest, institution: str, cluster: str, paging: Query[Paging]) -> HttpResponse:
    """The releases of a cluster, the newest first."""
    return page(request, shelved(request, institution, cluster).releases, paging, release_record)


@router.post(
    CLUSTER + "/releases",
    response={201: Release},
    summary="Publish a release",
    openapi_extra=writing(CLASHING, zh="发布", body=fields.body_of(FIELDS), new=False),
)
def publish(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Release the draft with the root in `If-Match`. Errors stop it, unless a reason lets them pass for ever."""
    draft = opened(request, institution, cluster, DRAFT)
    no_reader(request)
    expected = digest_of(request)
    said = bodies.said(request, FIELDS)
    if draft.root != expected:
        raise Declined(STALE, base={"digest": expected}, theirs={"digest": draft.root})
    asked = releasing.Request(root=expected, **said)
    done = releasing.publish(
        institution, cluster, asked, viewer=viewer_of(request), now=datetime.now(UTC), today=draft.today
    )
    response = answer(request, release_record(done), etag=done.root, status=201)
    response["Location"] = f"{request.path.removesuffix('/releases')}/states/{done.name}"
    return response
