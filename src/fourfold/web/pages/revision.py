"""One revision round: the year's stages in order, what is due, what bodies decided; verdicts, dates, papers."""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import rounds
from fourfold.actions.approval import lack_words
from fourfold.actions.attaching import attach, detach, insist
from fourfold.actions.rounds import At, Seen
from fourfold.actions.verdicts import may_decide, record_verdict
from fourfold.domain.round import Outcome, Stage, Status
from fourfold.domain.text import Text
from fourfold.engine.round import StageStanding, Turn, lacking, may_return_to
from fourfold.web.pages import release
from fourfold.web.pages import round_verdicts as verdicts
from fourfold.web.pages.address import Address
from fourfold.web.pages.forms.rounds import OUTCOMES, Abandon, AddMinutes, PlanStage, RecordVerdict, brought
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import DRAFT, today
from fourfold.web.pages.round_verdicts import VerdictShown
from fourfold.web.pages.rounds import STATUSES, around, by, crumb
from fourfold.web.pages.sending import act, done, sent, tell
from fourfold.web.pages.wording import Words, reading_language
from fourfold.web.reader import viewer_of

PAPERS = (("comparison", gettext_lazy("Comparison of old and new")), ("brief", gettext_lazy("Brief for the committee")))
FORMATS = (("docx", gettext_lazy("Word")), ("pdf", gettext_lazy("PDF")))


@dataclass(frozen=True, slots=True, kw_only=True)
class StageShown:
    """A stage: its body, its dates, where it stands, every verdict; the forms that are the reader's to send."""

    number: int
    body: Text
    beside: bool
    state: Words
    tone: str
    opens_date: date | None
    due_date: date | None
    current: bool
    owners: tuple[Words, ...]
    returned: bool
    verdicts: tuple[VerdictShown, ...]
    deciding: RecordVerdict | None
    planning: PlanStage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperShown:
    """A paper that writes itself, and the files that it can be taken as."""

    title: Words
    files: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPage:
    """A round; `lacks` says what a release of the draft as it is still needs, once all stages have been passed."""

    frame: Frame
    name: str
    status: Words
    tone: str
    open: bool
    base: str
    base_href: str
    opened_at: datetime
    by: Words
    reason: str
    release: str
    release_href: str
    digest: str
    moved: int
    compare_href: str
    stages: tuple[StageShown, ...]
    passed: bool
    lacks: tuple[Text, ...]
    publish_href: str
    papers: tuple[PaperShown, ...]
    abandoning: Abandon | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str, name: str) -> HttpResponse:
    """Show the round; record a verdict, plan a stage, or abandon it."""
    at = At(institution, cluster, name)
    seen = rounds.round_of(at, viewer=viewer_of(request), today=today())
    form = _sent(request, at, seen)
    if form is not None and form.is_valid():
        return redirect("round", institution, cluster, seen.round.name)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "round.html", {"page": _page(request, seen, form)}, status=status)


Sent = RecordVerdict | PlanStage | Abandon | AddMinutes | forms.Form | None
"""A form that was sent."""
F = TypeVar("F", bound=forms.Form)


def _sent(request: HttpRequest, at: At, seen: Seen) -> Sent:
    """Do what was sent: its form, valid where it was done; `None` where nothing was sent that the page knows."""
    kind = act(request)
    if kind == "decide":
        return _decide(request, at, seen)
    if kind == "plan":
        return _plan(request, at, seen)
    if kind in {"attach", "detach"}:
        return (_attach if kind == "attach" else _detach)(request, at, seen)
    return _abandon(request, at, seen) if kind == "abandon" else None


def _decide(request: HttpRequest, at: At, seen: Seen) -> Sent:
    stage = rounds.stage_of(seen.round, request.POST.get("stage", ""))
    viewer, now = viewer_of(request), timezone.now()
    if not may_decide(viewer, seen.opened, stage):
        raise PermissionDenied
    form = _deciding(seen, stage, request.POST, request.FILES)
    if form.is_valid():
        decision = form.decision()
        done(form, lambda: record_verdict(at, stage.key, decision=decision, viewer=viewer, now=now, today=today()))
    return _told(request, form, _("The verdict is recorded."))


def _plan(request: HttpRequest, at: At, seen: Seen) -> Sent:
    stage = rounds.stage_of(seen.round, request.POST.get("stage", ""))
    viewer, now = viewer_of(request), timezone.now()
    if not seen.leads:
        raise PermissionDenied
    form = _planning(seen, stage, request.POST)
    if form.is_valid():
        planned = form.planned(stage)
        done(form, lambda: rounds.plan_stage(at, stage.key, planned=planned, viewer=viewer, now=now, today=today()))
    return _told(request, form, _("The stage is planned."))


def _abandon(request: HttpRequest, at: At, seen: Seen) -> Sent:
    viewer, now = viewer_of(request), timezone.now()
    if not seen.leads:
        raise PermissionDenied
    form = sent(request, "abandon", Abandon)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done(form, lambda: rounds.abandon(at, reason=reason, viewer=viewer, now=now, today=today()))
    return _told(request, form, _("The round is abandoned; the draft stays as it is."))


def _attach(request: HttpRequest, at: At, seen: Seen) -> Sent:
    viewer, now = viewer_of(request), timezone.now()
    verdict = request.POST.get("verdict", "")
    insist(viewer, seen.opened, seen.round, verdict)
    form = AddMinutes(request.POST, request.FILES, auto_id=verdicts.ids(verdict))
    if form.is_valid() and (file := brought(form.cleaned_data["file"])):
        done(form, lambda: attach(at, verdict, file, viewer=viewer, now=now, today=today()))
    return _told(request, form, _("The file stands beside the verdict."))


def _detach(request: HttpRequest, at: At, _seen: Seen) -> Sent:
    viewer, now = viewer_of(request), timezone.now()
    detach(at, request.POST.get("file", ""), viewer=viewer, now=now, today=today())
    return _told(request, forms.Form(request.POST), _("The file is removed."))


def _told(request: HttpRequest, form: Sent, words: str) -> Sent:
    if form is not None and form.is_valid():
        tell(request, words)
    return form


def _deciding(seen: Seen, stage: Stage, *said: Any) -> RecordVerdict:  # noqa: ANN401 - Django's own dictionaries
    initial = {"stage": stage.key, "day": today(), "digest": seen.opened.root[:8]}
    back = may_return_to(seen.round.stages, stage.key)
    return RecordVerdict(*said, back=back, initial=initial, auto_id=_ids("decide", seen, stage))


def _planning(seen: Seen, stage: Stage, said: Any = None) -> PlanStage:  # noqa: ANN401 - as above
    dates = {"opens_date": stage.opens_date, "due_date": stage.due_date}
    initial = {"stage": stage.key, "owners": list(stage.owners), **dates}
    return PlanStage(said, staff=seen.staff, initial=initial, auto_id=_ids("plan", seen, stage))


def _ids(form: str, seen: Seen, stage: Stage) -> str:
    """How the fields of a form are known: the same form stands on the page once for each stage."""
    return f"{form}-{seen.round.stages.index(stage) + 1}-%s"


def _page(request: HttpRequest, seen: Seen, form: Sent) -> RoundPage:
    opened, found = seen.opened, seen.round
    where = (opened.institution, opened.code)
    lacks = lacking(found, root=opened.root)
    status, tone = STATUSES[found.status]
    is_open = found.status is Status.OPEN
    return RoundPage(
        frame=around(opened, crumb(opened)),
        name=found.name,
        status=status,
        tone=tone,
        open=is_open,
        base=found.base,
        base_href=Address(*where, found.base).to("cluster") if found.base else "",
        opened_at=found.opened_at,
        by=by(found.who, dict(seen.names)),
        reason=found.reason,
        release=found.release,
        release_href=Address(*where, found.release).to("cluster") if found.release else "",
        digest=opened.root[:8],
        moved=seen.moved.get(found.base_root, 0),
        compare_href=release.between(*where, found.base, found.release or DRAFT)
        if found.base and not found.reason
        else "",
        stages=tuple(_stage(request, seen, each, form) for each in seen.standing.stages),
        passed=seen.standing.passed,
        lacks=tuple(lack_words(each) for each in lacks),
        publish_href=reverse("publish", args=where) if is_open and not lacks and seen.leads else "",
        papers=tuple(_paper(where, found.name, *each) for each in PAPERS) if found.base else (),
        abandoning=_own(form, Abandon, "") or Abandon() if is_open and seen.leads else None,
    )


def _paper(where: tuple[str, str], name: str, paper: str, title: Words) -> PaperShown:
    query = f"?language={reading_language()}"
    return PaperShown(
        title=title,
        files=tuple(
            Named(words, reverse("round-paper", args=(*where, name, f"{paper}.{suffix}")) + query)
            for suffix, words in FORMATS
        ),
    )


def _stage(request: HttpRequest, seen: Seen, each: StageStanding, form: Sent) -> StageShown:
    stage, viewer = each.stage, viewer_of(request)
    is_open = seen.round.status is Status.OPEN
    decides = is_open and each.turn is not Turn.COMING and may_decide(viewer, seen.opened, stage)
    state, tone = _state(each, is_open=is_open)
    return StageShown(
        number=seen.round.stages.index(stage) + 1,
        body=stage.body,
        beside=stage.beside and stage is not seen.round.stages[0],
        state=state,
        tone=tone,
        opens_date=stage.opens_date,
        due_date=stage.due_date,
        current=is_open and each.turn is Turn.OPEN,
        owners=tuple(by(one, dict(seen.names)) for one in stage.owners),
        returned=each.returned is not None,
        verdicts=verdicts.shown(viewer, seen, stage, form),
        deciding=(_own(form, RecordVerdict, stage.key) or _deciding(seen, stage)) if decides else None,
        planning=(_own(form, PlanStage, stage.key) or _planning(seen, stage)) if is_open and seen.leads else None,
    )


def _own(form: Sent, kind: type[F], stage: str) -> F | None:
    """The form that was sent, where it is of this kind and about this stage."""
    return form if isinstance(form, kind) and form.data.get("stage", "") == stage else None


def _state(each: StageStanding, *, is_open: bool) -> tuple[Words, str]:
    """Where a stage stands, in words, and how it looks."""
    if each.approval is not None:
        conditions = each.approval.outcome is Outcome.WITH_CONDITIONS
        return OUTCOMES[each.approval.outcome], "warn" if conditions else "good"
    if not is_open:
        return _("not decided"), ""
    if each.late_days:
        said = ngettext("%(count)d day late", "%(count)d days late", each.late_days)
        return said % {"count": each.late_days}, "bad"
    if each.turn is Turn.COMING:
        return _("to come"), ""
    return due_words(each), "warn"


def due_words(each: StageStanding) -> str:
    """When a stage whose turn it is has to be decided."""
    if each.days is None:
        return _("its turn")
    if each.late_days:
        return ngettext("%(count)d day late", "%(count)d days late", each.late_days) % {"count": each.late_days}
    if each.days == 0:
        return _("due today")
    return ngettext("due in %(count)d day", "due in %(count)d days", each.days) % {"count": each.days}
