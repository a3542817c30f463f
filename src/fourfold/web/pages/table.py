"""A course table or last year's plan on the desk: what its columns mean, what it is about, and applying it."""

from dataclasses import replace
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fourfold.actions import tables, uploads
from fourfold.actions.refused import Clash, Forbidden, Refused, Unavailable
from fourfold.actions.tables import Brought
from fourfold.actions.uploads import Done
from fourfold.domain.text import Text
from fourfold.web.pages import applied, document, new_courses, plan_kinds, table_review
from fourfold.web.pages.desk import AtHand, edited
from fourfold.web.pages.wording import Words


def answer(request: HttpRequest, at_hand: AtHand) -> HttpResponse:
    """Show what the table would change, and do with it what is asked."""
    if request.method == "POST" and request.POST.get("act") == "withdraw":
        return document.withdraw(request, at_hand)
    brought = uploads.brought(at_hand.kept)
    try:
        if request.method != "POST":
            return _look(request, at_hand, brought)
        return _ACTS.get(request.POST.get("act", ""), _look)(request, at_hand, brought)
    except (Forbidden, Unavailable):
        raise
    except Refused as gone:
        # The program whose plan it is, or the sheet, is there no more.
        raise Http404 from gone


def _apply(request: HttpRequest, at_hand: AtHand, brought: Brought) -> HttpResponse:
    now, expected = timezone.now(), request.POST.get("root", "")
    why = request.POST.get("why", "").strip()[:200] or f"Imported from {brought.file.file}"
    draft = at_hand.draft
    meant = replace(brought, about=replace(brought.about, renames=request.POST.get("codes") == "yes"))
    try:
        done = uploads.take(
            at_hand.desk,
            at_hand.id,
            expected,
            lambda: tables.apply(
                meant,
                draft.institution,
                draft.code,
                viewer=at_hand.viewer,
                now=now,
                expected=expected,
                why=why,
            ),
            now=now,
        )
    except Done:
        return applied.again(request, at_hand)
    except Unavailable:
        raise
    except Refused as refusal:
        return _refused(request, at_hand, brought, refusal)
    return applied.tell(request, at_hand, done)


def _refused(request: HttpRequest, at_hand: AtHand, brought: Brought, refusal: Refused) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(refusal, Forbidden):
        status = HTTPStatus.FORBIDDEN
    elif isinstance(refusal, Clash):
        status = HTTPStatus.CONFLICT
    return _look(request, at_hand, brought, refusal.why, status=status)


def _remember(request: HttpRequest, at_hand: AtHand, brought: Brought) -> HttpResponse:
    where = (at_hand.draft.institution, at_hand.draft.code)
    run = tables.dry_run(brought, *where, viewer=at_hand.viewer)
    mapping = table_review.said_of_columns(request.POST, run.drafted.mapping)
    tables.remember_columns(mapping, *where, viewer=at_hand.viewer, now=timezone.now())
    return redirect(f"{at_hand.href}#columns")


def _agree(request: HttpRequest, at_hand: AtHand, _brought: Brought) -> HttpResponse:
    new = new_courses.said(request.POST, at_hand.draft.index)
    where = (at_hand.draft.institution, at_hand.draft.code)
    tables.agree_on_new_courses(new, *where, viewer=at_hand.viewer, now=timezone.now())
    return redirect(f"{at_hand.href}#new-courses")


def _choose(request: HttpRequest, at_hand: AtHand, _brought: Brought) -> HttpResponse:
    uploads.choose(at_hand.desk, at_hand.id, request.POST.get("table", ""))
    return redirect(at_hand.href)


def _mean(request: HttpRequest, at_hand: AtHand, _brought: Brought) -> HttpResponse:
    said = request.POST.get("about", "")
    if said not in {each.value for each in plan_kinds.kinds(at_hand.draft, said)}:
        raise Http404
    uploads.mean(at_hand.desk, at_hand.id, plan_kinds.about(said))
    return redirect(at_hand.href)


def _look(
    request: HttpRequest,
    at_hand: AtHand,
    brought: Brought,
    wrong: Words | Text = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    draft = edited(request, at_hand.draft.institution, at_hand.draft.code) if wrong else at_hand.draft
    run = tables.dry_run(brought, draft.institution, draft.code, viewer=at_hand.viewer)
    if run.root != draft.root:
        # Somebody changed the draft since this request began.
        draft = edited(request, draft.institution, draft.code)
    shown = table_review.page(run, brought, at_hand, draft, wrong=wrong)
    return render(request, "table_review.html", {"page": shown}, status=status)


_ACTS = {
    "apply": _apply,
    "about": _mean,
    "choose": _choose,
    "columns": _remember,
    "new": _agree,
}
