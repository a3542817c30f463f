"""Recording an amendment: for classes that are bound, while no round is open."""

from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import classes, rounds
from fourfold.actions.amending import amend
from fourfold.actions.classes import Bound, Classes
from fourfold.actions.rounds import Rounds
from fourfold.web.pages.classes import term_words
from fourfold.web.pages.forms.rounds import Amend
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import today
from fourfold.web.pages.rounds import around, crumb
from fourfold.web.pages.sending import act, done, sent, tell
from fourfold.web.pages.wording import reading_language
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendPage:
    """The form that records an amendment; without it where a `round` is open or no class is `bound`."""

    frame: Frame
    round: Named | None
    bound: bool
    classes_href: str
    form: Amend


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Show the form of an amendment; record it."""
    viewer, now = viewer_of(request), timezone.now()
    found = rounds.rounds_of(institution, cluster, viewer=viewer, today=today())
    if not found.leads:
        raise PermissionDenied
    taught = classes.classes_of(institution, cluster, viewer=viewer, today=today())
    initial = {"digest": found.opened.root[:8], "day": today()}
    form = sent(request, "amend", Amend, initial=initial, bound=_choices(taught))
    if act(request) == "amend" and form.is_valid():
        asked = form.amended()
        if done(form, lambda: amend(institution, cluster, asked, viewer=viewer, now=now, today=today())):
            tell(request, _("The amendment is recorded: the draft that the body approved can be released."))
            return redirect("rounds", institution, cluster)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "amend.html", {"page": _page(found, taught, form)}, status=status)


def _page(found: Rounds, taught: Classes, form: Amend) -> AmendPage:
    where = found.opened.institution, found.opened.code
    return AmendPage(
        frame=around(found.opened, crumb(found.opened)),
        round=Named(found.open.name, reverse("round", args=(*where, found.open.name))) if found.open else None,
        bound=bool(taught.classes),
        classes_href=reverse("classes", args=where),
        form=form,
    )


def _choices(taught: Classes) -> list[tuple[str, str]]:
    return [(each.study_class.code, _label(each)) for each in taught.classes]


def _label(each: Bound) -> str:
    title = each.title.in_language(reading_language())
    return " · ".join((each.study_class.code, title, each.study_class.release, term_words(each.term, each.terms)))
