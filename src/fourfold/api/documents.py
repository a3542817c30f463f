"""The whole of a state as one JSON document: read, and made the draft, all of it or nothing."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold.actions import importing, merging
from fourfold.actions.comparing import gone
from fourfold.actions.outlook import Outlook, outlook
from fourfold.actions.records.comparison import comparison_record
from fourfold.actions.records.problem import problem_record
from fourfold.actions.shelf import Opened, open_cluster
from fourfold.api import bodies
from fourfold.api.addresses import STATE
from fourfold.api.answering import answer, answer_bytes
from fourfold.api.bearer import viewer_of
from fourfold.api.comparison import Comparison
from fourfold.api.conditions import Condition, condition_of
from fourfold.api.declaring import reading, writing
from fourfold.api.opened import no_reader, opened, today, writable
from fourfold.api.parts import Why
from fourfold.api.problems import Found
from fourfold.api.refusals import CLASHING, MISSING, STALE, Declined, Fault, faulty, language
from fourfold.domain.cluster import Dossier, Head
from fourfold.engine.merge import Side
from fourfold.exchange.document import document_of, read_document_text
from fourfold.exchange.limits import LARGEST_DOCUMENT_BYTES
from fourfold.exchange.places import Reading

router = Router(tags=["documents"])
DOCUMENT = {"$ref": "#/components/schemas/Document"}
Rehearse = Annotated[Literal["true", "false"], Query(description="`true` says what would happen and changes nothing.")]

Merging = Annotated[
    Literal["true", "false", "ours", "theirs"],
    Query(
        description="`true` merges what the body changed since the root in `If-Match` into what stands; what both "
        "changed is a 412 with `conflicts`, or is taken from `ours` (the body) or `theirs`."
    ),
]
_SIDES = {"ours": Side.OURS, "theirs": Side.THEIRS}


class Imported(Schema):
    """What an import did, or would do: the root that the draft has then, and how many parts it touches.

    Of a draft that is there already a dry run tells the `difference`, and what of it is `gone`.
    """

    institution: str
    cluster: str
    root: str
    added: int
    changed: int
    removed: int
    dry_run: bool
    problems: list[Found]
    difference: Comparison | None = None
    gone: Comparison | None = None


@router.get(
    STATE + "/document",
    response={200: None},
    summary="A whole state",
    openapi_extra=reading(MISSING, zh="整个状态", of=DOCUMENT),
)
def document(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """The cluster and the frameworks it pins, with the root it is made from as `base`: what `fourfold pull` takes."""
    found = opened(request, institution, cluster, state)
    content = msgspec.json.encode(document_of(found.index.dossier, found.root))
    return answer_bytes(request, content, etag=found.root)


@router.put(
    STATE + "/document",
    response={200: Imported, 201: Imported},
    summary="Import a whole document",
    openapi_extra=writing(CLASHING, zh="导入整份文档", body=DOCUMENT),
)
def put(  # an address has this many sides
    request: HttpRequest,
    institution: str,
    cluster: str,
    state: str,
    why: Why = "",
    dry_run: Rehearse = "false",
    merge: Merging = "false",
) -> HttpResponse:
    """Make the draft equal to a document, or merge it: of the root in `If-Match`, of any (`*`), or of none."""
    draft = _draft(request, institution, cluster, state)
    before = draft.root if draft else None
    condition = condition_of(request, anything=True)
    read = _read(request, institution, cluster)
    _unmoved(condition, before)
    asked = _Asked(request=request, dry_run=dry_run == "true", why=why)
    taken = replace(read, base=condition.digest)
    try:
        if merge != "false" and condition.digest:
            done, would_be = _merged(merging.Merging(reading=taken, otherwise=_SIDES.get(merge)), asked)
        else:
            done, would_be = _imported(taken, asked, anything=condition.anything), taken.dossier
    except importing.StaleImport as stale:
        raise _stale(condition, stale.root) from stale
    except merging.MergeClash as clash:
        both = [each.record(language()) for each in clash.asked]
        raise Declined(STALE, clash.why, base={"digest": condition.digest}, conflicts=both) from clash
    noticed = [problem_record(each, language()) for each in read.problems]
    body = done.record() | {"dry_run": asked.dry_run, "problems": noticed}
    if draft and would_be and asked.dry_run:
        body |= _ahead(outlook(draft, would_be, viewer=draft.viewer))
    return answer(request, body, etag=done.root, status=200 if before or dry_run == "true" else 201)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """How an import is asked for."""

    request: HttpRequest
    dry_run: bool
    why: str


def _imported(reading: Reading, asked: _Asked, *, anything: bool) -> importing.Imported:
    act = importing.rehearse if asked.dry_run else importing.import_reading
    now, viewer = datetime.now(UTC), viewer_of(asked.request)
    return act(reading, viewer=viewer, now=now, replace=anything, why=asked.why)


def _merged(whole: merging.Merging, asked: _Asked) -> tuple[importing.Imported, Dossier | None]:
    """What a merge did, or would do, and in that case the draft as it would stand."""
    viewer, now = viewer_of(asked.request), datetime.now(UTC)
    if asked.dry_run:
        found = merging.rehearse_merge(whole, viewer=viewer, now=now, why=asked.why)
        return found.imported, found.dossier
    return merging.merge_reading(whole, viewer=viewer, now=now, why=asked.why), None


def _ahead(ahead: Outlook) -> dict[str, Any]:
    """What a draft would say otherwise, and what it would say no more."""
    becomes = ahead.soundness
    return {
        "difference": comparison_record(ahead.found, brought=becomes.brought, taken=becomes.taken, lang=language()),
        "gone": comparison_record(gone(ahead.found), brought=(), taken=(), lang=language()),
    }


def _draft(request: HttpRequest, institution: str, cluster: str, state: str) -> Opened | None:
    """The draft that is to be written, `None` for a new one where the viewer may have drafts."""
    writable(request, institution, cluster, state)
    viewer = viewer_of(request)
    if not viewer.sees_drafts_of(institution):
        raise Declined(MISSING)
    no_reader(request)
    return open_cluster(institution, cluster, viewer=viewer, today=today())


def _read(request: HttpRequest, institution: str, cluster: str) -> Reading:
    found = read_document_text(bodies.text_of(request, LARGEST_DOCUMENT_BYTES), bodies.BODY)
    if found.dossier is None:
        raise bodies.declined(found.problems)
    _at_home(found.dossier.cluster.head, institution, cluster)
    return found


def _at_home(head: Head, institution: str, cluster: str) -> None:
    if (head.institution.lower(), head.code.lower()) != (institution.lower(), cluster.lower()):
        detail = "文档属于其他地址。" if language() == "zh" else "The document lives at another address."
        where = f"{head.institution}/{head.code}"
        raise faulty([Fault(pointer="/cluster/head/code", code="R024", detail=detail, found=where)])


def _unmoved(condition: Condition, before: str | None) -> None:
    """A writer who started from something finds it gone where there is no draft at all."""
    if before is None and (condition.digest or condition.anything):
        raise _stale(condition, None)
    if before is not None and condition == Condition():
        raise _stale(condition, before)


def _stale(condition: Condition, root: str | None) -> Declined:
    return Declined(STALE, base={"digest": condition.digest}, theirs={"digest": root})
