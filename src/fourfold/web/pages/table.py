"""Bringing a course table or last year's plan: the upload, the dry run, and the change."""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fourfold.actions import tables, uploads
from fourfold.actions.refused import Clash, Forbidden, Refused, Unavailable
from fourfold.actions.uploads import Desk, NotRead
from fourfold.domain.problem import Problem
from fourfold.domain.text import Text
from fourfold.exchange.table_draft import ORDINARY, About
from fourfold.web.pages import table_review
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.table_review import Told, told
from fourfold.web.pages.wording import TRAINING_TYPES, Words, reading_language
from fourfold.web.reader import viewer_of

METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file can be: a table of courses, or the plan of a program for a training type."""

    value: str
    name: Words | Text
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BringPage:
    """The form that takes a file."""

    frame: Frame
    kinds: tuple[Kind, ...]
    largest_mebibytes: int
    wrong: Words | Text = ""
    problems: tuple[Told, ...] = ()


@require_http_methods(METHODS)
def bring(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Take a file, and go on to what it would change."""
    found = _led(request, institution, cluster)
    if request.method != "POST":
        return render(request, "table_bring.html", {"page": page(found)})
    about, file = _about(request.POST.get("about", "")), request.FILES.get("file")
    if file is None:
        return _again(request, found, _("Choose a file first."))
    try:
        desk, now = _desk(request, found), timezone.now()
        upload = uploads.bring(desk, str(file.name), file.read(), about, now=now)
    except NotRead as refusal:
        return _again(request, found, refusal.why, refusal.problems)
    except Refused as refusal:
        return _again(request, found, refusal.why)
    return redirect(reverse("table", args=(found.institution, found.code, upload)))


@require_http_methods(METHODS)
def review(request: HttpRequest, institution: str, cluster: str, upload: UUID) -> HttpResponse:
    """Show what a file would change; say what its columns mean; apply it, or withdraw it."""
    found = _led(request, institution, cluster)
    desk = _desk(request, found)
    try:
        brought = uploads.brought(desk, str(upload))
        if request.method != "POST":
            return _reviewed(request, found, brought)
        return _ACTS.get(request.POST.get("act", ""), _look)(request, found, brought, str(upload))
    except Forbidden as forbidden:
        raise PermissionDenied from forbidden
    except Unavailable:
        raise
    except Refused as gone:
        # The file, or the program whose plan it is, is there no more.
        raise Http404 from gone


def _apply(request: HttpRequest, found: Opened, brought: tables.Brought, upload: str) -> HttpResponse:
    why = request.POST.get("why", "").strip()[:200] or f"Imported from {brought.file.file}"
    try:
        done = tables.apply(
            brought,
            found.institution,
            found.code,
            viewer=viewer_of(request),
            now=timezone.now(),
            expected=request.POST.get("root", ""),
            why=why,
        )
    except Forbidden:
        raise
    except Refused as refusal:
        fresh = _led(request, found.institution, found.code)
        status = HTTPStatus.CONFLICT if isinstance(refusal, Clash) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _reviewed(request, fresh, brought, refusal.why, status=status)
    uploads.withdraw(_desk(request, found), upload)
    messages.success(request, done.sentence(reading_language()))
    return redirect(reverse("import", args=(found.institution, found.code)))


def _remember(request: HttpRequest, found: Opened, brought: tables.Brought, upload: str) -> HttpResponse:
    run = tables.dry_run(brought, found.institution, found.code, viewer=viewer_of(request))
    mapping = table_review.said_of_columns(request.POST, run.drafted.mapping)
    where = (found.institution, found.code)
    tables.remember_columns(mapping, *where, viewer=viewer_of(request), now=timezone.now())
    return redirect(reverse("table", args=(*where, upload)) + "#columns")


def _withdraw(request: HttpRequest, found: Opened, brought: tables.Brought, upload: str) -> HttpResponse:
    uploads.withdraw(_desk(request, found), upload)
    messages.success(request, _("%(file)s was put aside; nothing was changed.") % {"file": brought.file.file})
    return redirect(reverse("import", args=(found.institution, found.code)))


def _choose(request: HttpRequest, found: Opened, _brought: tables.Brought, upload: str) -> HttpResponse:
    uploads.choose(_desk(request, found), upload, request.POST.get("table", ""))
    return redirect(reverse("table", args=(found.institution, found.code, upload)))


def _look(request: HttpRequest, found: Opened, brought: tables.Brought, _upload: str) -> HttpResponse:
    return _reviewed(request, found, brought)


_ACTS = {"apply": _apply, "choose": _choose, "columns": _remember, "withdraw": _withdraw}


def _reviewed(
    request: HttpRequest,
    found: Opened,
    brought: tables.Brought,
    wrong: Words | Text = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    run = tables.dry_run(brought, found.institution, found.code, viewer=viewer_of(request))
    shown = table_review.page(run, brought, _frame(found), wrong=wrong)
    return render(request, "table_review.html", {"page": shown}, status=status)


def page(found: Opened, wrong: Words | Text = "", problems: tuple[Problem, ...] = (), chosen: str = "") -> BringPage:
    """What the form shows."""
    language = reading_language()
    kinds = [Kind("", _("A table of courses"), chosen == "")]
    for program in found.index.cluster.programs:
        for training_type in sorted({ORDINARY, *(plan.training_type for plan in program.plans)}):
            named = {
                "program": program.title.in_language(language),
                "type": TRAINING_TYPES.get(training_type, training_type),
            }
            value = f"{program.code}/{training_type}"
            kinds.append(Kind(value, _("The plan of %(program)s, %(type)s") % named, chosen == value))
    return BringPage(
        frame=_frame(found),
        kinds=tuple(kinds),
        largest_mebibytes=uploads.LARGEST_UPLOAD_BYTES // 1024 // 1024,
        wrong=wrong,
        problems=tuple(told(each) for each in problems),
    )


def _again(
    request: HttpRequest, found: Opened, wrong: Words | Text, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    shown = page(found, wrong, problems, request.POST.get("about", ""))
    return render(request, "table_bring.html", {"page": shown}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _led(request: HttpRequest, institution: str, cluster: str) -> Opened:
    """The draft, for whoever leads it: others of its staff are told so, everybody else finds nothing."""
    found = opened(request, institution, cluster, state=DRAFT)
    if not uploads.may_bring(viewer_of(request), found.institution, found.index.cluster):
        raise PermissionDenied
    return found


def _desk(request: HttpRequest, found: Opened) -> Desk:
    return Desk(institution=found.institution, cluster=found.code, viewer=viewer_of(request))


def _frame(found: Opened) -> Frame:
    return frame(found, Address(found.institution, found.code, DRAFT), "import")


def _about(value: str) -> About:
    program, _slash, training_type = value.partition("/")
    return About(program=program, training_type=training_type or ORDINARY)
