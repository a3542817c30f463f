"""A whole cluster that somebody brought as a file: what it would change of the draft, and applying it."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fourfold.actions import documents, uploads
from fourfold.actions.comparing import said
from fourfold.actions.documents import DocumentRun, Standing
from fourfold.actions.refused import Refused, Unavailable
from fourfold.actions.uploads import Done
from fourfold.domain.problem import Problem
from fourfold.domain.text import Text
from fourfold.exchange.places import Reading
from fourfold.web.pages import applied, compare
from fourfold.web.pages.compare import Shown
from fourfold.web.pages.desk import AtHand, edited
from fourfold.web.pages.file_problems import Becomes, Told, becomes, placed
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.sending import status_of
from fourfold.web.pages.wording import Words

MOST_GONE_AT_ONCE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """What a file would change: what it says, what goes with it, and what becomes of soundness.

    `standing` says how the file stands to the draft; there is something to apply only where it is `current`.
    """

    frame: Frame
    name: str
    root: str
    base: str
    standing: str
    said: Shown | None
    gone: Shown | None
    hollow: bool
    removes: bool
    barred: tuple[Text, ...]
    becomes: Becomes | None
    problems: tuple[Told, ...]
    workbook_href: str
    compare_href: str
    applied: bool
    why: str
    wrong: Words | Text = ""

    @property
    def gone_much(self) -> bool:
        """Whether so much would go that it opens on demand."""
        parts = [part for group in self.gone.groups for part in group.parts] if self.gone else []
        return sum(max(1, len(part.lines)) for part in parts) > MOST_GONE_AT_ONCE

    @property
    def appliable(self) -> bool:
        """Whether there is something to apply that the reader may apply."""
        return self.standing == Standing.CURRENT and not self.barred


def answer(request: HttpRequest, at_hand: AtHand) -> HttpResponse:
    """Show what the file would change; apply it, or withdraw it."""
    if request.method == "POST" and request.POST.get("act") == "withdraw":
        return withdraw(request, at_hand)
    reading = uploads.document(at_hand.kept)
    if request.method == "POST" and request.POST.get("act") == "apply":
        return _apply(request, at_hand, reading)
    return _shown(request, at_hand, reading)


def withdraw(request: HttpRequest, at_hand: AtHand) -> HttpResponse:
    """Let go of a file."""
    uploads.withdraw(at_hand.desk, at_hand.id)
    messages.success(request, _("%(file)s was put aside; nothing was changed.") % {"file": at_hand.kept.name})
    return redirect(at_hand.back)


def _apply(request: HttpRequest, at_hand: AtHand, reading: Reading) -> HttpResponse:
    now, expected = timezone.now(), request.POST.get("root", "")
    why = request.POST.get("why", "").strip()[:200] or f"Imported from {at_hand.kept.name}"
    try:
        done = uploads.take(
            at_hand.desk,
            at_hand.id,
            expected,
            lambda: documents.apply(
                reading,
                at_hand.draft,
                viewer=at_hand.viewer,
                now=now,
                expected=expected,
                removing=request.POST.get("remove") == "yes",
                why=why,
            ),
            now=now,
        )
    except Done:
        return applied.again(request, at_hand)
    except Unavailable:
        raise
    except Refused as refusal:
        status = status_of(refusal)
        return _shown(request, at_hand, reading, refusal.why, status=status)
    return applied.tell(request, at_hand, done)


def _shown(
    request: HttpRequest,
    at_hand: AtHand,
    reading: Reading,
    wrong: Words | Text = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    draft = edited(request, at_hand.draft.institution, at_hand.draft.code) if wrong else at_hand.draft
    run = documents.dry_run(reading, draft, viewer=at_hand.viewer)
    shown = page(run, at_hand, why=request.POST.get("why", ""), wrong=wrong)
    return render(request, "document_review.html", {"page": shown}, status=status)


def page(run: DocumentRun, at_hand: AtHand, *, why: str = "", wrong: Words | Text = "") -> DocumentPage:
    """What the dry run shows."""
    outlook, draft = run.outlook, at_hand.draft
    where = (draft.institution, draft.code)
    return DocumentPage(
        frame=at_hand.frame,
        name=at_hand.kept.name,
        root=outlook.before.root if outlook else draft.root,
        base=(run.reading.base or "")[:8],
        standing=run.standing.value,
        said=compare.of_comparison(said(outlook.found), compare.ways_in(outlook.before)) if outlook else None,
        gone=compare.of_comparison(run.gone, compare.ways_in(outlook.before)) if outlook and run.gone else None,
        hollow=run.hollow,
        removes=run.removes,
        barred=outlook.barred if outlook else (),
        becomes=becomes(outlook.soundness, _as_written(run.reading, outlook.soundness.brought)) if outlook else None,
        problems=placed(run.reading.problems),
        workbook_href=reverse("workbook", args=(*where, "draft")),
        compare_href=reverse("compare", args=where),
        applied=at_hand.kept.applied_at is not None,
        why=why,
        wrong=wrong,
    )


def _as_written(reading: Reading, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems with the places and the codes that the file has."""
    return tuple(reading.told(each) for each in problems)
