"""Proposals as they are kept: found for whoever may see them, and changed by one writer at a time."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from fourfold.canon.encode import digest
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.domain.proposal import LIVE, Answer, Proposal, Proposed, Remark, Stage
from fourfold.store.access import proposals_seen
from fourfold.store.edit import add_part
from fourfold.store.models import Document, ProposalChange, ProposalComment
from fourfold.store.models import Proposal as Row


class NoProposal(Exception):
    """The document has no proposal of this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A proposal in a list: without its changes and remarks, which are counted."""

    proposal: Proposal
    changes: int
    remarks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What a proposal begins with: its name, who begins it and when, and the root that the draft has."""

    title: str
    note: str
    who: str
    at: datetime
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedProposal:
    """A proposal and the cluster that it is for: its key and its address."""

    document: str
    institution: str
    cluster: str
    proposal: Proposal


def listed(document: Key, viewer: Viewer, stages: Collection[Stage], *, start: int, most: int) -> tuple[Listed, ...]:
    """The proposals of a document in these stages that the viewer sees, the newest first."""
    rows = _of(document, viewer).filter(stage__in=stages).order_by("-number")
    counted = rows.annotate(held=Count("changes", distinct=True), said=Count("remarks", distinct=True))
    return tuple(
        Listed(proposal=_value(row), changes=row.held, remarks=row.said) for row in counted[start : start + most]
    )


def count(document: Key, viewer: Viewer, stages: Collection[Stage]) -> int:
    """How many there are."""
    return _of(document, viewer).filter(stage__in=stages).count()


def open_by_document(viewer: Viewer) -> dict[Key, int]:
    """How many proposals wait for review, by the document."""
    rows = proposals_seen(viewer).filter(stage=Stage.OPEN).order_by().values_list("document").annotate(Count("pk"))
    return {str(key): held for key, held in rows}


def open_everywhere() -> tuple[PlacedProposal, ...]:
    """Every proposal that waits for review, with all that is in it, in order of address and number."""
    rows = Row.objects.filter(stage=Stage.OPEN).select_related("document").prefetch_related("changes", "remarks")
    return tuple(
        PlacedProposal(
            document=str(row.document_id),
            institution=row.document.institution,
            cluster=row.document.code,
            proposal=_whole(row),
        )
        for row in rows.order_by("document__institution", "document__code", "number")
    )


def live_of(document: Key, viewer: Viewer) -> tuple[Proposal, ...]:
    """The viewer's own proposals that can still change, the newest first."""
    rows = _of(document, viewer).filter(who=viewer.who, stage__in=LIVE).order_by("-number")
    return tuple(_value(row) for row in rows)


def proposal_at(document: Key, number: int, viewer: Viewer) -> Proposal | None:
    """A proposal with all that is in it, if the viewer sees it."""
    row = _of(document, viewer).filter(number=number).first()
    return None if row is None else _whole(row)


def sees(document: Key, number: int, viewer: Viewer) -> bool:
    """Whether the viewer sees a proposal."""
    return _of(document, viewer).filter(number=number).exists()


def opened_of(document: Key, viewer: Viewer) -> tuple[Proposal, ...]:
    """The proposals of a document that are open for review, with all that is in them, the oldest first."""
    return tuple(_whole(row) for row in _of(document, viewer).filter(stage=Stage.OPEN).order_by("number"))


def authors(document: Key, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    """The title of each of these proposals, and who began it (an id)."""
    rows = Row.objects.filter(document_id=UUID(document), number__in=numbers)
    return {number: (title, who) for number, title, who in rows.values_list("number", "title", "who")}


def begin(document: Key, begun: Begun) -> int:
    """Begin a proposal, and give its number."""
    with transaction.atomic():
        # Two who begin at once would take one number: the row of the document lets one of them go first.
        Document.objects.select_for_update().get(pk=UUID(document))
        last = Row.objects.filter(document_id=UUID(document)).aggregate(last=Max("number"))["last"] or 0
        Row.objects.create(
            document_id=UUID(document),
            number=last + 1,
            title=begun.title,
            note=begun.note,
            stage=Stage.DRAFT,
            who=begun.who,
            root=begun.root,
            begun_at=begun.at,
            changed_at=begun.at,
        )
        return int(last + 1)


@contextmanager
def together() -> Iterator[None]:
    """What is done meanwhile is done wholly or not at all."""
    with transaction.atomic():
        yield


@contextmanager
def held(document: Key, number: int) -> Iterator[Proposal]:
    """A proposal that nobody else changes meanwhile; what is done meanwhile is done wholly or not at all."""
    with transaction.atomic():
        yield _whole(_row(document, number, lock=True))


def name(document: Key, number: int, *, title: str, note: str, at: datetime) -> None:
    """Give a proposal another name, or say more of it."""
    _update(document, number, title=title, note=note, changed_at=at)


def put(document: Key, number: int, proposed: Proposed, content: bytes | None, *, at: datetime) -> None:
    """Let a proposal change a part so, in place of what it said of it before; its digest is that of `content`."""
    row = _row(document, number)
    if content is not None:
        add_part(digest(content), content)
    said = {"before_id": proposed.before, "after_id": proposed.after, "why": proposed.why, "answer": proposed.answer}
    ProposalChange.objects.update_or_create(proposal=row, key=UUID(proposed.key), defaults=said)
    _update(document, number, changed_at=at)


def take_out(document: Key, number: int, key: Key, *, at: datetime) -> None:
    """Let a proposal leave a part as it is."""
    ProposalChange.objects.filter(proposal=_row(document, number), key=UUID(key)).delete()
    _update(document, number, changed_at=at)


def say(document: Key, number: int, remark: Remark) -> None:
    """Add what somebody says."""
    ProposalComment.objects.create(proposal=_row(document, number), who=remark.who, at=remark.at, text=remark.text)


def answer(document: Key, number: int, taken: Collection[Key]) -> None:
    """What became of every change: taken, or left."""
    changes = ProposalChange.objects.filter(proposal=_row(document, number))
    changes.update(answer=Answer.LEFT)
    changes.filter(key__in=[UUID(key) for key in taken]).update(answer=Answer.TAKEN)


def decide(document: Key, number: int, stage: Stage, *, who: str, at: datetime, reason: str = "") -> None:
    """Bring a proposal into another stage."""
    _update(document, number, stage=stage, decided_by=who, reason=reason, changed_at=at)


def said_by(person: str) -> dict[str, list[dict[str, Any]]]:
    """The proposals and the remarks of a person, as JSON."""
    begun = Row.objects.filter(who=person).values("document", "number", "title", "note", "stage", "begun_at")
    remarks = ProposalComment.objects.filter(who=person).values("proposal__document", "proposal__number", "at", "text")
    return {
        "proposals": [
            {**row, "document": str(row["document"]), "begun_at": row["begun_at"].isoformat()} for row in begun
        ],
        "remarks": [
            {
                "document": str(row["proposal__document"]),
                "proposal": row["proposal__number"],
                "at": row["at"].isoformat(),
                "text": row["text"],
            }
            for row in remarks
        ],
    }


def _of(document: Key, viewer: Viewer) -> QuerySet[Row]:
    return proposals_seen(viewer).filter(document_id=UUID(document))


def _row(document: Key, number: int, *, lock: bool = False) -> Row:
    rows = Row.objects.select_for_update() if lock else Row.objects.all()
    row = rows.filter(document_id=UUID(document), number=number).first()
    if row is None:
        raise NoProposal(number)
    return row


def _update(document: Key, number: int, **fields: Any) -> None:  # noqa: ANN401 - columns of every type
    Row.objects.filter(document_id=UUID(document), number=number).update(**fields)


def _whole(row: Row) -> Proposal:
    changes = tuple(
        Proposed(
            key=str(each.key), before=each.before_id, after=each.after_id, why=each.why, answer=Answer(each.answer)
        )
        for each in row.changes.all()
    )
    remarks = tuple(Remark(who=each.who, at=each.at, text=each.text) for each in row.remarks.all())
    return _value(row, changes, remarks)


def _value(row: Row, changes: tuple[Proposed, ...] = (), remarks: tuple[Remark, ...] = ()) -> Proposal:
    return Proposal(
        number=row.number,
        title=row.title,
        note=row.note,
        stage=Stage(row.stage),
        who=row.who,
        root=row.root,
        begun_at=row.begun_at,
        changed_at=row.changed_at,
        decided_by=row.decided_by,
        reason=row.reason,
        changes=changes,
        remarks=remarks,
    )
