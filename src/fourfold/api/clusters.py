"""Clusters and their states: the draft and every release."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions.records.text import text_record
from fourfold.actions.shelf import DRAFT, Shelved, on_shelf
from fourfold.api.addresses import CLUSTER, STATE
from fourfold.api.answering import Paging, answer, page
from fourfold.api.bearer import viewer_of
from fourfold.api.declaring import reading
from fourfold.api.opened import opened, shelved
from fourfold.api.refusals import MISSING
from fourfold.api.releases import release_record
from fourfold.api.shapes import Page, Release, Words

router = Router(tags=["clusters"])


class Cluster(Schema):
    """A cluster that can be seen: whether its draft can, and the names of its releases, the newest first."""

    institution: str
    code: str
    key: str
    draft: bool
    releases: list[str]


class Clusters(Page):
    """Some clusters."""

    items: list[Cluster]


class State(Schema):
    """A cluster as it stands in its draft or in a release; `root` names all of it."""

    institution: str
    code: str
    key: str
    state: str
    root: str
    title: Words
    changed_at: datetime
    judged_by: date
    release: Release | None
    parts: int
    frameworks: int


class Manifest(Schema):
    """The keys of a state: parts with their digests, frameworks with their roots."""

    root: str
    key: str
    parts: dict[str, str]
    frameworks: dict[str, str]


@router.get("/clusters", response=Clusters, summary="Clusters", openapi_extra=reading(zh="专业群列表", paged=True))
def clusters(request: HttpRequest, paging: Query[Paging], institution: str = "") -> HttpResponse:
    """Every cluster that you may see, in order of address; of one institution where it is named."""
    found = on_shelf(viewer_of(request))
    wanted = [each for each in found if institution.lower() in {"", each.address.institution.lower()}]
    return page(request, wanted, paging, _cluster)


@router.get(CLUSTER, response=Cluster, summary="A cluster", openapi_extra=reading(MISSING, zh="一个专业群"))
def cluster(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """One of them."""
    return answer(request, _cluster(shelved(request, institution, cluster)))


@router.get(
    STATE,
    response=State,
    summary="A state",
    openapi_extra=reading(MISSING, zh="一个状态（草稿或发布版）"),
)
def state(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """A cluster in a state: `draft`, or the name of a release. Its ETag is its root."""
    found = opened(request, institution, cluster, state)
    head, pinned = found.index.cluster.head, found.index.cluster.frameworks
    record = {
        "institution": found.institution,
        "code": found.code,
        "key": head.key,
        "state": found.release.name if found.release else DRAFT,
        "root": found.root,
        "title": text_record(head.title),
        "changed_at": found.changed_at,
        "judged_by": found.today,
        "release": release_record(found.release) if found.release else None,
        "parts": len(found.digests) - len(pinned),
        "frameworks": len(pinned),
    }
    return answer(request, record, etag=found.root)


@router.get(
    STATE + "/manifest",
    response=Manifest,
    summary="A state's manifest",
    openapi_extra=reading(MISSING, zh="状态的清单（标识与摘要）"),
)
def manifest(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Every key of a state with its digest or root: what two copies differ in shows without opening a part."""
    found = opened(request, institution, cluster, state)
    pinned = set(found.index.cluster.frameworks)
    record = {
        "root": found.root,
        "key": found.index.cluster.head.key,
        "parts": {key: name for key, name in found.digests.items() if key not in pinned},
        "frameworks": {key: name for key, name in found.digests.items() if key in pinned},
    }
    return answer(request, record, etag=found.root)


def _cluster(kept: Shelved) -> dict[str, Any]:
    return {
        "institution": kept.address.institution,
        "code": kept.address.code,
        "key": kept.key,
        "draft": kept.draft,
        "releases": [each.name for each in kept.releases],
    }
