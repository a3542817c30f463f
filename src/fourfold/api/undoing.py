"""Undo and redo: one's own last edit of a draft, whatever others have done since."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from fourfold.actions import undoing
from fourfold.actions.editing import FieldClash, PartClash, Saved
from fourfold.actions.records.history import row_record
from fourfold.actions.shelf import DRAFT
from fourfold.api import bodies
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer
from fourfold.api.declaring import reading, writing
from fourfold.api.opened import opened, written
from fourfold.api.parts import Why, draft_at
from fourfold.api.refusals import MISSING, STALE, Declined, Fault, faulty, language
from fourfold.api.shapes import Moved
from fourfold.engine.merge import Side

router = Router(tags=["history"])
SIDES = {each.value: each for each in Side}
LARGEST = 2**63 - 1
BODY: dict[str, Any] = {
    "type": "object",
    "properties": {
        "change": {"type": "integer", "minimum": 1, "maximum": LARGEST, "description": "This change, or none."},
        "shown": {
            "type": "string",
            "description": "After a refusal with conflicts: the digest of `theirs` that was told.",
        },
        "choices": {
            "type": "object",
            "description": "With `shown`: for each of the conflicts the side that shall stand.",
            "additionalProperties": {"type": "string", "enum": sorted(SIDES)},
        },
    },
    "additionalProperties": False,
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
    found = opened(request, institution, cluster, state)
    if state.lower() != DRAFT:
        raise Declined(MISSING)
    return answer(request, row_record(undoing.row_of(draft_at(request, found.institution, found.code, ""))))


@router.post(
    STATE + "/undo",
    response=Moved,
    summary="Undo",
    openapi_extra=writing(STALE, zh="撤销", body=BODY, conditional=False),
)
def undo(request: HttpRequest, institution: str, cluster: str, state: str, why: Why = "") -> HttpResponse:
    """Take back your last edit, or only the `change` of the body; what others did since stays, or is a conflict."""
    return _taken(request, (institution, cluster, state), why, undoing.undo)


@router.post(
    STATE + "/redo",
    response=Moved,
    summary="Redo",
    openapi_extra=writing(STALE, zh="恢复", body=BODY, conditional=False),
)
def redo(request: HttpRequest, institution: str, cluster: str, state: str, why: Why = "") -> HttpResponse:
    """Bring back what your last undo took back, likewise; after a new edit there is nothing to redo."""
    return _taken(request, (institution, cluster, state), why, undoing.redo)


def _taken(request: HttpRequest, place: tuple[str, str, str], why: str, act: Callable[..., Saved]) -> HttpResponse:
    institution, cluster, state = place
    written(request, institution, cluster, state)
    said = _said(bodies.tree_of_body(request))
    try:
        saved = act(draft_at(request, institution, cluster, why), **said)
    except PartClash as clash:
        raise _clashed(clash) from clash
    record = {"key": saved.key, "before": saved.moved.before, "after": saved.moved.after}
    return answer(request, record, etag=saved.moved.after or saved.moved.before)


def _clashed(clash: PartClash) -> Declined:
    sides = {name: {"digest": getattr(clash, name)} for name in ("base", "ours", "theirs")}
    both = [each.place for each in clash.conflicts] if isinstance(clash, FieldClash) else []
    return Declined(STALE, clash.why, **sides, **({"conflicts": both} if both else {}))


def _said(tree: dict[str, Any]) -> dict[str, Any]:
    faults = [Fault(pointer=f"/{name}", code="R020", detail=_no_field(name)) for name in tree if name not in _FITS]
    faults += [
        Fault(pointer=f"/{name}", code="R022", detail=_other(name))
        for name, fits in _FITS.items()
        if name in tree and not fits(tree[name])
    ]
    if faults:
        raise faulty(faults)
    return tree | ({"choices": {place: SIDES[said] for place, said in tree.get("choices", {}).items()}})


_FITS: dict[str, Callable[[Any], bool]] = {
    "change": lambda said: type(said) is int and 0 < said <= LARGEST,
    "shown": lambda said: isinstance(said, str),
    "choices": lambda said: isinstance(said, dict) and all(isinstance(v, str) and v in SIDES for v in said.values()),
}


def _no_field(name: str) -> str:
    shown = name[:40]
    return f"没有字段 {shown}。" if language() == "zh" else f"There is no field {shown}."


def _other(name: str) -> str:
    en = {"change": "a whole number above 0", "shown": "a digest", "choices": "an object of base, ours or theirs"}
    zh = {"change": "正整数", "shown": "摘要", "choices": "以 base、ours 或 theirs 为值的对象"}
    return f"{name} 应为{zh[name]}。" if language() == "zh" else f"{name} is {en[name]}."
