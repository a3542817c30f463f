"""The verdicts of a stage as the page of a round shows them, each with its files of minutes."""

from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.urls import reverse

from fourfold.actions.minutes import MOST_FILES
from fourfold.actions.rounds import Seen
from fourfold.actions.verdicts import may_decide
from fourfold.domain.person import Viewer
from fourfold.domain.round import Outcome, Stage, Status, Verdict
from fourfold.domain.text import Text
from fourfold.web.pages.forms.rounds import OUTCOMES, AddMinutes
from fourfold.web.pages.rounds import by
from fourfold.web.pages.wording import Words

TONES: dict[Outcome, str] = {Outcome.APPROVED: "good", Outcome.WITH_CONDITIONS: "warn", Outcome.RETURNED: "bad"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShown:
    """A file of minutes, and the way to take it along."""

    key: str
    name: str
    href: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictShown:
    """What a body decided; `moved` counts the parts by which the draft differs now from what it saw.

    `adding` is the form that adds a file where the reader may; `removes` says whether they may let one go.
    """

    outcome: Words
    tone: str
    day: date
    number: str
    minutes: str
    digest: str
    moved: int
    back: Text | None
    by: Words
    at: datetime
    files: tuple[FileShown, ...]
    adding: AddMinutes | None
    removes: bool


def shown(viewer: Viewer, seen: Seen, stage: Stage, form: forms.Form | None) -> tuple[VerdictShown, ...]:
    """The verdicts of a stage, the oldest first; `form` is what the reader has just sent."""
    return tuple(_verdict(viewer, seen, stage, each, form) for each in seen.round.verdicts if each.stage == stage.key)


def ids(verdict: str) -> str:
    """How the fields of the form that adds a file are known: it stands on the page once for each verdict."""
    return f"attach-{verdict if verdict.isalnum() else 'none'}-%s"


def _verdict(viewer: Viewer, seen: Seen, stage: Stage, each: Verdict, form: forms.Form | None) -> VerdictShown:
    back = next((one.body for one in seen.round.stages if one.key == each.returns_to), None)
    adds = may_decide(viewer, seen.opened, stage) and len(each.files) < MOST_FILES
    return VerdictShown(
        outcome=OUTCOMES[each.outcome],
        tone=TONES[each.outcome],
        day=each.day,
        number=each.number,
        minutes=each.minutes,
        digest=each.root[:8],
        moved=seen.moved.get(each.root, 0) if seen.round.status is Status.OPEN else 0,
        back=back,
        by=by(each.who, dict(seen.names)),
        at=each.at,
        files=_files(seen, each),
        adding=_adding(each, form) if adds else None,
        removes=seen.leads and seen.round.status is Status.OPEN,
    )


def _files(seen: Seen, each: Verdict) -> tuple[FileShown, ...]:
    where = (seen.opened.institution, seen.opened.code, seen.round.name)
    return tuple(
        FileShown(
            key=file.key,
            name=file.name,
            href=reverse("round-minutes", args=(*where, file.key)),
            size_bytes=file.size_bytes,
        )
        for file in each.files
    )


def _adding(each: Verdict, form: forms.Form | None) -> AddMinutes:
    if isinstance(form, AddMinutes) and form.data.get("verdict") == each.key:
        return form
    return AddMinutes(initial={"verdict": each.key}, auto_id=ids(each.key))
