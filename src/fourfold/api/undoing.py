"""Undo and redo: one's own last edit of a draft, whatever others have done since."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from fourfold.actions import undoing
from fourfold.actions.editing import PartClash, Saved
from fourfold.actions.records.history import row_record
from fourfold.api import bodies, fields
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.declaring import reading, writing
from fourfold.api.fields import Field, Fields
from fourfold.api.opened import draft_opened, written
from fourfold.api.parts import Why, clashed, draft_at
from fourfold.api.refusals import MISSING, STALE
from fourfold.api.shapes import Moved
from fourfold.domain.text import Text

router = Router(tags=["history"])
LARGEST = 2**63 - 1
FIELDS: Fields = {
    "change": Field(
        schema={"type": "integer", "minimum": 1, "maximum": LARGEST, "description": "This change, or none."},
        fits=lambda said: type(said) is int and 0 < said <= LARGEST,
        what=Text(en="a whole number above 0", zh="正整数"),
    ),
    "shown": Field(
        schema={
            "type": "string",
            "description": "After a refusal with conflicts: the digest of `theirs` that was told.",
        },
        fits=lambda said: isinstance(said, str),
        what=Text(en="a digest", zh="摘要"),
    ),
    "choices": fields.sides("With `shown`: for each of the conflicts the side that shall stand."),
}


class OwnEdit(Schema):
    """An edit of one's own: the number of its change, when, of which part or framework, why."""

    change: int
    at: datetime
    key: str
    why: str


class OwnEdits(Schema):
    """What you may take back and bring back, the next one first in each."""

    undo: list[OwnEdit]
    redo: list[OwnEdit]


@router.get(
    STATE + "/undo", response=OwnEdits, summary="What can be undone", openapi_extra=reading(MISSING, zh="可撤销的编辑")
)
def row(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Your own edits of a draft that you may undo and redo; a release has none."""
    found = draft_opened(request, institution, cluster, state)
    return answer(request, row_record(undoing.row_of(draft_at(request, found.institution, found.code, ""))))


@router.post(
    STATE + "/undo",
    response=Moved,
    summary="Undo",
    openapi_extra=writing(STALE, zh="撤销", body=fields.body_of(FIELDS), conditional=False),
)
def undo(request: HttpRequest, institution: str, cluster: str, state: str, why: Why = "") -> HttpResponse:
    """Take back your last edit, or only the `change` of the body; what others did since stays, or is a conflict."""
    return _taken(request, (institution, cluster, state), why, undoing.undo)


@router.post(
    STATE + "/redo",
    response=Moved,
    summary="Redo",
    openapi_extra=writing(STALE, zh="恢复", body=fields.body_of(FIELDS), conditional=False),
)
def redo(request: HttpRequest, institution: str, cluster: str, state: str, why: Why = "") -> HttpResponse:
    """Bring back what your last undo took back, likewise; after a new edit there is nothing to redo."""
    return _taken(request, (institution, cluster, state), why, undoing.redo)


def _taken(request: HttpRequest, place: tuple[str, str, str], why: str, act: Callable[..., Saved]) -> HttpResponse:
    institution, cluster, state = place
    written(request, institution, cluster, state)
    said = bodies.said(request, FIELDS)
    said |= {"choices": fields.chosen(said)}
    try:
        saved = act(draft_at(request, institution, cluster, why), **said)
    except PartClash as clash:
        raise clashed(clash) from clash
    record = {"key": saved.key, "before": saved.moved.before, "after": saved.moved.after}
    return answer(request, record, etag=saved.moved.after or saved.moved.before)
