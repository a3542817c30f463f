"""Bringing a file to a draft: the form that takes it, the files of the last day, and the way to what each changes."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from fourfold.actions import uploads
from fourfold.actions.refused import Forbidden, Missing, Refused, Unavailable
from fourfold.actions.uploads import Listed, NotRead, Waiting
from fourfold.domain.problem import Problem
from fourfold.domain.text import Text
from fourfold.exchange.limits import LARGEST_FILE_BYTES, LARGEST_UPLOAD_BYTES
from fourfold.web.pages import document, excerpt, package, plan_kinds, table
from fourfold.web.pages.desk import AtHand, desk, edited, framed
from fourfold.web.pages.file_problems import Told, placed
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.plan_kinds import Kind
from fourfold.web.pages.wording import Words
from fourfold.web.reader import viewer_of

METHODS = ["GET", "HEAD", "POST"]
WHOLE = "cluster"
"""What the form calls a file of the whole cluster; no program's plan is called so, since those have a slash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the last day; `href` leads to it where it is the reader's own."""

    id: str
    href: str
    name: str
    kind: Words | Text
    by: Words
    at: datetime
    applied_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPage:
    """The form that takes a file, and the files of the last day."""

    frame: Frame
    kinds: tuple[Kind, ...]
    largest_mebibytes: int
    largest_csv_mebibytes: int
    workbook_href: str
    files: tuple[File, ...]
    wrong: Words | Text = ""
    problems: tuple[Told, ...] = ()


@require_http_methods(METHODS)
def bring(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Take a file, and go on to what it would change; or forget one of the last day."""
    found = edited(request, institution, cluster)
    if request.method != "POST":
        return render(request, "table_bring.html", {"page": page(request, found)})
    if request.POST.get("act") == "forget":
        return _forget(request, found)
    file = request.FILES.get("file")
    if file is None:
        return _again(request, found, _("Choose a file first."))
    said = request.POST.get("about", "")
    about = None if said == WHOLE else plan_kinds.about(said)
    try:
        on = desk(found, viewer_of(request))
        upload = uploads.bring(on, str(file.name), file.read(), about, now=timezone.now())
    except NotRead as refusal:
        return _again(request, found, refusal.why, refusal.problems)
    except Unavailable:
        raise
    except Refused as refusal:
        return _again(request, found, refusal.why)
    return redirect(reverse("table", args=(found.institution, found.code, upload)))


def _forget(request: HttpRequest, found: Opened) -> HttpResponse:
    try:
        upload = str(UUID(request.POST.get("upload", "")))
    except ValueError as none:
        raise Http404 from none
    uploads.withdraw(desk(found, viewer_of(request)), upload)
    messages.success(request, _("The file is forgotten; the draft stays as it is."))
    return redirect(reverse("import", args=(found.institution, found.code)))


@require_http_methods(METHODS)
def review(request: HttpRequest, institution: str, cluster: str, upload: UUID) -> HttpResponse:
    """Show what a file would change, and do with it what is asked."""
    found, viewer = edited(request, institution, cluster), viewer_of(request)
    try:
        kept = uploads.found(desk(found, viewer), str(upload))
        at_hand = AtHand(draft=found, viewer=viewer, id=str(upload), kept=kept)
        if not kept.whole:
            return table.answer(request, at_hand)
        if uploads.holds_package(kept):
            return package.answer(request, at_hand)
        part = uploads.excerpt(kept)
        return excerpt.answer(request, at_hand, part) if part else document.answer(request, at_hand)
    except Forbidden as forbidden:
        raise PermissionDenied from forbidden
    except Missing as gone:
        # The file, or the program whose plan it is, is there no more.
        raise Http404 from gone


def page(
    request: HttpRequest, found: Opened, wrong: Words | Text = "", problems: tuple[Problem, ...] = (), chosen: str = ""
) -> BringPage:
    """What the form shows."""
    kinds = plan_kinds.kinds(found, chosen)
    whole = Kind(
        WHOLE, _("A workbook from here, a JSON document of the whole cluster, or a CASE package"), chosen == WHOLE
    )
    waiting = uploads.waiting(desk(found, viewer_of(request)), now=timezone.now())
    return BringPage(
        frame=framed(found),
        kinds=(kinds[0], whole, *kinds[1:]),
        largest_mebibytes=LARGEST_UPLOAD_BYTES // 1024 // 1024,
        largest_csv_mebibytes=LARGEST_FILE_BYTES // 1024 // 1024,
        workbook_href=reverse("workbook", args=(found.institution, found.code, "draft")),
        files=tuple(_file(found, each) for each in waiting),
        wrong=wrong,
        problems=placed(problems),
    )


def _file(found: Opened, waiting: Waiting) -> File:
    file = waiting.file
    return File(
        id=file.id if waiting.own else "",
        href=reverse("table", args=(found.institution, found.code, file.id)) if waiting.own else "",
        name=file.name,
        kind=_kind(found, file),
        by=gettext_lazy("you") if waiting.own else waiting.name or gettext_lazy("somebody who is here no more"),
        at=file.at,
        applied_at=file.applied_at,
    )


def _kind(found: Opened, file: Listed) -> Words | Text:
    """What a file is; what is in one that is no table is looked at only when it is opened."""
    if not file.whole:
        return plan_kinds.named(found, file.program, file.training_type)
    if file.program:
        return _("Of %(code)s alone") % {"code": file.program}
    if file.name.lower().endswith(".json"):
        return gettext_lazy("The whole cluster, or a CASE package")
    return gettext_lazy("The whole cluster")


def _again(
    request: HttpRequest, found: Opened, wrong: Words | Text, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    shown = page(request, found, wrong, problems, request.POST.get("about", ""))
    return render(request, "table_bring.html", {"page": shown}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
