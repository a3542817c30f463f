"""Releases of a cluster: listed, and published."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from fourfold.actions import releasing
from fourfold.actions.shelf import DRAFT, Published
from fourfold.actions.words import MOST_LETTERS
from fourfold.api import bodies
from fourfold.api.addresses import CLUSTER
from fourfold.api.answering import Paging, answer, page
from fourfold.api.bearer import viewer_of
from fourfold.api.conditions import digest_of
from fourfold.api.declaring import reading, writing
from fourfold.api.opened import no_reader, opened, shelved
from fourfold.api.refusals import CLASHING, MISSING, STALE, Declined, Fault, faulty, language
from fourfold.api.shapes import Page, Release

router = Router(tags=["releases"])
FIELDS = {"name": 40, "note": MOST_LETTERS, "reason": MOST_LETTERS}
BODY = {
    "type": "object",
    "properties": {name: {"type": "string", "maxLength": most} for name, most in FIELDS.items()},
    "required": ["name"],
    "additionalProperties": False,
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
    openapi_extra=writing(CLASHING, zh="发布", body=BODY, new=False),
)
def publish(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Release the draft with the root in `If-Match`. Errors stop it, unless a reason lets them pass for ever."""
    draft = opened(request, institution, cluster, DRAFT)
    no_reader(request)
    expected = digest_of(request)
    said = _said(bodies.tree_of_body(request))
    if draft.root != expected:
        raise Declined(STALE, base={"digest": expected}, theirs={"digest": draft.root})
    asked = releasing.Request(root=expected, **said)
    done = releasing.publish(
        institution, cluster, asked, viewer=viewer_of(request), now=datetime.now(UTC), today=draft.today
    )
    response = answer(request, release_record(done), etag=done.root, status=201)
    response["Location"] = f"{request.path.removesuffix('/releases')}/states/{done.name}"
    return response


def _said(tree: dict[str, Any]) -> dict[str, str]:
    faults = [Fault(pointer=f"/{name}", code="R020", detail=_no_field(name)) for name in tree if name not in FIELDS]
    faults += [Fault(pointer=f"/{name}", code="R022", detail=_text(name)) for name in FIELDS if not _fits(tree, name)]
    if faults:
        raise faulty(faults)
    return tree


def _fits(tree: dict[str, Any], name: str) -> bool:
    return isinstance(tree.get(name, None if name == "name" else ""), str)


def _no_field(name: str) -> str:
    shown = name[:40]
    return f"没有字段 {shown}。" if language() == "zh" else f"There is no field {shown}."


def _text(name: str) -> str:
    return f"{name} 必须是文本。" if language() == "zh" else f"{name} must be text."
