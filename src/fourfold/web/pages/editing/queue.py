"""The links that are put forward for a framework: taken up, set at another depth, or declined for a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import queueing, undoing
from fourfold.actions.editing import Draft
from fourfold.actions.model import meanings
from fourfold.actions.queueing import Taking
from fourfold.actions.refused import Forbidden, Missing, Refused, Unavailable
from fourfold.domain.text import Text
from fourfold.engine.queue import Place
from fourfold.web.pages import resolving
from fourfold.web.pages.editing.desk import draft_of, told_with_way
from fourfold.web.pages.editing.proposing import number_of
from fourfold.web.pages.editing.queue_page import Shown, depth_words, page
from fourfold.web.pages.editing.strokes import LETTERS, Scope, scope_of
from fourfold.web.pages.numbered import page_of, whole
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import status_of, tell
from fourfold.web.pages.wording import Words, reading_language

TAKE = "take:"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for."""

    request: HttpRequest
    found: Opened
    scope: Scope

    @property
    def draft(self) -> Draft:
        """The draft that the links are of."""
        return draft_of(self.request, self.found)

    @property
    def place(self) -> Place:
        """The link that the form names."""
        outcome, _colon, item = self.request.POST.get("link", "").partition(":")
        return outcome, self.scope.framework.key, item


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done with a link; `change` is the number of the Change that the reader may undo."""

    words: Words
    link: str
    tone: str = ""
    change: int | None = None
    declined: bool = False


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str, framework: str) -> HttpResponse:
    """Show the queue; do what a button asks, and answer the script with the row alone."""
    found = opened(request, institution, cluster, state=DRAFT)
    chosen = resolving.by_code(found.index.frameworks.values(), framework)
    asked = Asked(request, found, scope_of(found, chosen, request.GET))
    deed = _deed(request)
    return _render(asked) if deed is None else _do(asked, deed)


def _deed(request: HttpRequest) -> Callable[[Asked], Done] | None:
    said = request.POST.get("do", "") if request.method == "POST" else ""
    return _take if said.startswith(TAKE) else _DEEDS.get(said)


def _do(asked: Asked, deed: Callable[[Asked], Done]) -> HttpResponse:
    alone = "alone" in asked.request.POST
    try:
        done = deed(asked)
    except (Missing, Unavailable):
        raise
    except Refused as refusal:
        return _refused(asked, refusal, alone=alone)
    if alone:
        return render(asked.request, "part/queue_done.html", {"done": done})
    tell(asked.request, told_with_way(asked.found, str(done.words)) if done.change else done.words)
    return redirect(asked.request.get_full_path())


def _refused(asked: Asked, refusal: Refused, *, alone: bool) -> HttpResponse:
    status = status_of(refusal)
    status = HTTPStatus.FORBIDDEN if isinstance(refusal, Forbidden) else status
    if alone:
        done = Done(words=refusal.why.in_language(reading_language()), link="", tone="bad")
        return render(asked.request, "part/queue_done.html", {"done": done}, status=status)
    found = opened(asked.request, asked.found.institution, asked.found.code, state=DRAFT)
    scope = scope_of(found, asked.scope.framework, asked.request.GET)
    return _render(Asked(asked.request, found, scope), refusal.why, status)


def _take(asked: Asked) -> Done:
    form = asked.request.POST
    depth = LETTERS.get(form.get("do", "").removeprefix(TAKE))
    draft = asked.draft
    taking = Taking(
        place=asked.place,
        depth=depth,
        shown=LETTERS.get(form.get("shown", "")),
        proposal=number_of(asked.request),
        carried="carried" in form,
    )
    queueing.take_up(draft, asked.found, taking)
    edits = undoing.row_of(draft).undo
    words = _("Taken up: %(outcome)s → %(item)s, %(depth)s.") % (_named(asked) | {"depth": depth_words(depth)})
    return Done(words=words, link=form.get("link", ""), tone="good", change=edits[-1].seq if edits else None)


def _decline(asked: Asked) -> Done:
    queueing.decline(asked.draft, asked.found, asked.place, number=number_of(asked.request))
    words = _("Declined: %(outcome)s → %(item)s.") % _named(asked)
    return Done(words=words, link=asked.request.POST.get("link", ""), tone="warn", declined=True)


def _offer(asked: Asked) -> Done:
    queueing.offer_again(asked.draft, asked.found, asked.place)
    return Done(words=_("Put forward again: %(outcome)s → %(item)s.") % _named(asked), link="")


def _undo(asked: Asked) -> Done:
    undoing.undo(asked.draft, change=whole(asked.request.POST.get("change", "")))
    return Done(words=_("Undone."), link="")


def _named(asked: Asked) -> dict[str, Words]:
    outcome, _framework, item = asked.place
    index = asked.found.index
    return {"outcome": index.outcomes[outcome].code, "item": index.items[item].code}


_DEEDS: dict[str, Callable[[Asked], Done]] = {"decline": _decline, "offer": _offer, "undo": _undo}


def _render(asked: Asked, refused: Text | None = None, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    found, scope, asks = asked.found, asked.scope, asked.request.GET
    told = queueing.queue(
        asked.draft, found, scope.framework, courses=scope.courses, meanings=meanings(Path(settings.VAR))
    )
    shown = Shown(found=found, scope=scope, queue=told, number=page_of(asked.request), one="one" in asks)
    return render(asked.request, "queue.html", {"page": page(shown, refused)}, status=status)
