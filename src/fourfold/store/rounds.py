"""Revision rounds: kept stage by stage and verdict by verdict; whoever writes here holds the draft locked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Lower

from fourfold.canon.parts import Manifest
from fourfold.domain import round as said
from fourfold.domain.round import Outcome, Stage, Status, Verdict
from fourfold.domain.text import Text
from fourfold.store.held import held_by
from fourfold.store.minutes import files_of, without_content
from fourfold.store.models import (
    Amendment,
    Person,
    Release,
    Reminder,
    Round,
    RoundOwner,
    RoundStage,
    StageVerdict,
)
from fourfold.store.releases import kept_manifest
from fourfold.store.write import locked


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRound:
    """A round and the cluster that it revises: its key and its address."""

    document: str
    institution: str
    cluster: str
    round: said.Round


def lock(document: str) -> str:
    """Keep a draft as it is until this transaction ends: its root. What is written about a round starts so."""
    return held_by(locked(UUID(document))).root(document)


def rounds_of(document: str) -> tuple[said.Round, ...]:
    """Every round of a document, the newest first."""
    return tuple(_round(row) for row in _rows().filter(document_id=UUID(document)))


def round_at(document: str, name: str) -> said.Round | None:
    """The round of this name, ignoring case."""
    row = _rows().filter(document_id=UUID(document), name__iexact=name).first()
    return None if row is None else _round(row)


def open_round(document: str) -> said.Round | None:
    """The round of a document that is open, if there is one."""
    row = _rows().filter(document_id=UUID(document), status=Status.OPEN).first()
    return None if row is None else _round(row)


def open_rounds(documents: Iterable[str] | None = None) -> tuple[PlacedRound, ...]:
    """Every round that is open, or those of some documents, in order of address."""
    rows = _rows().filter(status=Status.OPEN).order_by("document__institution", "document__code")
    if documents is not None:
        rows = rows.filter(document_id__in=[UUID(each) for each in documents])
    return tuple(
        PlacedRound(
            document=str(row.document_id),
            institution=row.document.institution,
            cluster=row.document.code,
            round=_round(row),
        )
        for row in rows
    )


def has_rounds(document: str) -> bool:
    """Whether a document was ever in a round."""
    return Round.objects.filter(document_id=UUID(document)).exists()


def last_list(document: str, institution: str) -> tuple[Stage, ...]:
    """The stages of the newest round of a document, else of its institution: bodies as the college wrote them."""
    rows = _rows().annotate(place=Lower("document__institution")).filter(place=institution.lower())
    row = rows.filter(document_id=UUID(document)).first() or rows.first()
    return () if row is None else _round(row).stages


def add(document: str, *, name: str, stages: Iterable[Stage], who: str, at: datetime) -> said.Round:
    """Open a round that revises the newest release of a document."""
    base = Release.objects.filter(document_id=UUID(document)).first()
    row = Round.objects.create(
        document_id=UUID(document), name=name, base=base, status=Status.OPEN, who=who, opened_at=at
    )
    for position, stage in enumerate(stages, 1):
        made = RoundStage.objects.create(
            round=row,
            position=position,
            body_en=stage.body.en or "",
            body_zh=stage.body.zh or "",
            beside=stage.beside,
            opens_date=stage.opens_date,
            due_date=stage.due_date,
        )
        own(str(made.pk), stage.owners)
    return _round(_rows().get(pk=row.pk))


def plan(stage: str, *, opens_date: date | None, due_date: date | None, owners: Iterable[str]) -> None:
    """Give a stage other dates and other owners."""
    RoundStage.objects.filter(pk=stage).update(opens_date=opens_date, due_date=due_date)
    own(stage, owners)


def own(stage: str, owners: Iterable[str]) -> None:
    """Make these people the owners of a stage, and nobody else."""
    RoundOwner.objects.filter(stage_id=UUID(stage)).delete()
    known = Person.objects.filter(pk__in=list(owners)).values_list("pk", flat=True)
    RoundOwner.objects.bulk_create(RoundOwner(stage_id=UUID(stage), person_id=each) for each in known)


def add_verdict(verdict: Verdict, on: Manifest) -> str:
    """Keep what a body decided, and the manifest of the draft that it decided on; the key that it has then."""
    made = StageVerdict.objects.create(
        stage_id=verdict.stage,
        outcome=verdict.outcome,
        manifest=kept_manifest(on),
        day=verdict.day,
        number=verdict.number,
        minutes=verdict.minutes,
        returns_to_id=verdict.returns_to,
        who=verdict.who,
        at=verdict.at,
    )
    return str(made.pk)


def end(key: str, *, at: datetime, release: str = "", reason: str = "") -> None:
    """End a round with the release of this name, or without one for a reason."""
    row = Round.objects.get(pk=key)
    made = Release.objects.get(document_id=row.document_id, name=release) if release else None
    status = Status.RELEASED if made else Status.ABANDONED
    Round.objects.filter(pk=key).update(status=status, ended_at=at, reason=reason, release=made)


def amendments_of(document: str) -> tuple[said.Amendment, ...]:
    """Every amendment of a document, the newest first."""
    return tuple(_amendment(row) for row in _amended().filter(document_id=UUID(document)))


def add_amendment(document: str, amendment: said.Amendment, on: Manifest) -> None:
    """Keep an amendment of the newest release, and the manifest of the draft that its body approved."""
    Amendment.objects.create(
        document_id=UUID(document),
        base=Release.objects.get(document_id=UUID(document), name=amendment.base),
        manifest=kept_manifest(on),
        classes=list(amendment.classes),
        from_date=amendment.from_date,
        reason=amendment.reason,
        body=amendment.body,
        day=amendment.day,
        number=amendment.number,
        minutes=amendment.minutes,
        who=amendment.who,
        at=amendment.at,
    )


def release_amendments(document: str, *, of: str, release: str) -> int:
    """Tell the amendments of a root that wait for it of the release that was made; how many they are."""
    made = Release.objects.get(document_id=UUID(document), name=release)
    waiting = Amendment.objects.filter(document_id=UUID(document), manifest_id=of, release__isnull=True)
    return waiting.update(release=made)


def reminded_on(person: str) -> date | None:
    """The last day on which somebody was written to."""
    return Reminder.objects.filter(person_id=person).order_by("-day").values_list("day", flat=True).first()


def remember_reminder(person: str, day: date) -> bool:
    """Remember that somebody is written to on a day; whether nobody did so before."""
    return Reminder.objects.get_or_create(person_id=person, day=day)[1]


def forget_reminder(person: str, day: date) -> None:
    """Nobody was written to after all."""
    Reminder.objects.filter(person_id=person, day=day).delete()


def kept_of(person: str) -> dict[str, Any]:
    """What rounds keep of a person, as JSON: the stages that they own, the days on which they were written to."""
    stages = RoundStage.objects.filter(owners__person_id=person).select_related("round__document")
    days = Reminder.objects.filter(person_id=person).order_by("day").values_list("day", flat=True)
    return {
        "stages": [{"round": f"{each.round.document}/{each.round.name}", "position": each.position} for each in stages],
        "reminded": [each.isoformat() for each in days],
    }


def _rows() -> QuerySet[Round]:
    verdicts = StageVerdict.objects.order_by("pk").prefetch_related(Prefetch("files", queryset=without_content()))
    stages = RoundStage.objects.prefetch_related("owners", Prefetch("verdicts", queryset=verdicts))
    rows = Round.objects.select_related("document", "base", "release")
    return rows.prefetch_related(Prefetch("stages", queryset=stages)).order_by("-opened_at", "-pk")


def _round(row: Round) -> said.Round:
    stages = list(row.stages.all())
    verdicts = sorted((each for stage in stages for each in stage.verdicts.all()), key=lambda each: each.pk)
    return said.Round(
        key=str(row.pk),
        name=row.name,
        base=row.base.name if row.base else "",
        base_root=row.base.manifest_id if row.base else "",
        stages=tuple(_stage(each) for each in stages),
        verdicts=tuple(_verdict(each) for each in verdicts),
        status=Status(row.status),
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        who=row.who,
        reason=row.reason,
        release=row.release.name if row.release else "",
    )


def _stage(row: RoundStage) -> Stage:
    return Stage(
        key=str(row.pk),
        body=Text(en=row.body_en or None, zh=row.body_zh or None),
        beside=row.beside,
        opens_date=row.opens_date,
        due_date=row.due_date,
        owners=tuple(sorted(str(each.person_id) for each in row.owners.all())),
    )


def _verdict(row: StageVerdict) -> Verdict:
    return Verdict(
        key=str(row.pk),
        stage=str(row.stage_id),
        outcome=Outcome(row.outcome),
        root=row.manifest_id,
        day=row.day,
        number=row.number,
        minutes=row.minutes,
        who=row.who,
        at=row.at,
        returns_to=str(row.returns_to_id) if row.returns_to_id else None,
        files=files_of(row),
    )


def _amended() -> QuerySet[Amendment]:
    return Amendment.objects.select_related("base", "release").order_by("-at", "-pk")


def _amendment(row: Amendment) -> said.Amendment:
    return said.Amendment(
        key=str(row.pk),
        base=row.base.name,
        base_root=row.base.manifest_id,
        root=row.manifest_id,
        classes=tuple(row.classes),
        from_date=row.from_date,
        reason=row.reason,
        body=row.body,
        day=row.day,
        number=row.number,
        minutes=row.minutes,
        who=row.who,
        at=row.at,
        release=row.release.name if row.release else "",
    )
