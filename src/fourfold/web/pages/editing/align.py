"""The alignment matrix: outcomes against the items of a framework, struck cell by cell or area by area, then saved."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import aligning
from fourfold.actions.aligning import Aligned
from fourfold.actions.refused import Forbidden, Missing, Refused, Unavailable
from fourfold.domain.text import Text
from fourfold.engine.aligning import Stroke, holes
from fourfold.web.pages import resolving, stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.aligning import way_to_align
from fourfold.web.pages.editing import effect, proposing
from fourfold.web.pages.editing.align_holes import holes_shown, suggests_unasked
from fourfold.web.pages.editing.align_page import ClashShown, Shown, bases_of, clashes_of, page
from fourfold.web.pages.editing.desk import draft_of, told_with_way
from fourfold.web.pages.editing.effect import Effect
from fourfold.web.pages.editing.proposing import Into
from fourfold.web.pages.editing.strokes import (
    Scope,
    Sent,
    delivery_sent,
    letter_of,
    scope_of,
    sent,
)
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import tell
from fourfold.web.pages.wording import reading_language

PAGE = "page:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request: the draft, the scope, and what was sent."""

    request: HttpRequest
    found: Opened
    scope: Scope
    sent: Sent

    @property
    def address(self) -> Address:
        """Where the pages of the draft live."""
        return Address(self.found.institution, self.found.code, DRAFT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str, framework: str) -> HttpResponse:
    """Show the matrix; say what strokes would do, work out what an area comes to, or save."""
    found = opened(request, institution, cluster, state=DRAFT)
    chosen = resolving.by_code(found.index.frameworks.values(), framework)
    asked = Asked(
        request=request,
        found=found,
        scope=scope_of(found, chosen, request.GET),
        sent=sent(request, found, chosen),
    )
    if request.method != "POST":
        return _render(asked)
    return _ANSWERS.get(request.POST.get("do", ""), _looked)(asked)


def _looked(asked: Asked) -> HttpResponse:
    return _render(asked, looked=True)


def _effect(asked: Asked) -> HttpResponse:
    return render(asked.request, "part/editing_effect.html", {"effect": _effect_of(asked)})


def _effect_of(asked: Asked) -> Effect:
    run, keys = aligning.rehearse_strokes(asked.found, asked.sent.strokes)
    return effect.shown(run, asked.address, keys)


def _holes(asked: Asked) -> HttpResponse:
    """The list of holes with its suggestions, for the script, which has not made the page wait for them."""
    unmet = holes(asked.found.index, asked.scope.framework, asked.scope.courses)
    shown = holes_shown(asked.found, asked.scope, unmet, suggests=True)
    return render(asked.request, "part/align_holes.html", {"holes": shown})


def _strokes(asked: Asked) -> HttpResponse:
    """What delivering an area comes to, for the script."""
    return JsonResponse({"strokes": [[each.outcome, each.item, letter_of(each.depth)] for each in _delivered(asked)]})


def _delivered(asked: Asked) -> tuple[Stroke, ...]:
    wanted = delivery_sent(asked.request, asked.found, asked.scope.framework)
    return aligning.strokes_of(asked.found, wanted, pending=asked.sent.strokes) if wanted else ()


def _deliver(asked: Asked) -> HttpResponse:
    struck = {each.place: each for each in (*asked.sent.strokes, *_delivered(asked))}
    return _render(replace(asked, sent=replace(asked.sent, strokes=tuple(struck.values()))), looked=True)


def _save(asked: Asked) -> HttpResponse:
    draft = draft_of(asked.request, asked.found)
    try:
        done = aligning.align(draft, asked.found, asked.sent.strokes, bases=asked.sent.bases)
    except (Missing, Unavailable):
        raise
    except Refused as refusal:
        status = HTTPStatus.FORBIDDEN if isinstance(refusal, Forbidden) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _render(asked, looked=True, refused=refusal.why, status=status)
    saved = [each.course.code for each in done if each.saved]
    words = _("Links saved: %(courses)s.") % {"courses": _(", ").join(saved)} if saved else _("Nothing was changed.")
    if len(saved) == len(done):
        tell(asked.request, told_with_way(asked.found, words) if saved else words)
        return redirect(way_to_align(asked.found, asked.scope.framework, asked.scope.query))
    return _clashed(asked, done, saved)


def _propose(asked: Asked) -> HttpResponse:
    request, found = asked.request, asked.found
    try:
        number = aligning.propose_strokes(
            draft_of(request, found),
            found,
            asked.sent.strokes,
            bases=asked.sent.bases,
            number=proposing.number_of(request),
            title=request.POST.get("proposal_title", ""),
        )
    except (Missing, Forbidden, Unavailable):
        raise
    except Refused as refusal:
        return _render(asked, looked=True, refused=refusal.why, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    tell(request, stages.PUT_IN)
    return redirect(stages.href(found, number))


def _clashed(asked: Asked, done: tuple[Aligned, ...], saved: list[str]) -> HttpResponse:
    """The draft as it stands now, with the strokes that were not saved, and both sides of each."""
    if saved:
        tell(asked.request, _("Links saved: %(courses)s.") % {"courses": _(", ").join(saved)})
    found = opened(asked.request, asked.found.institution, asked.found.code, state=DRAFT)
    left = tuple(stroke for each in done if each.refusal for stroke in each.strokes)
    now = Asked(
        request=asked.request,
        found=found,
        scope=scope_of(found, asked.scope.framework, asked.request.GET),
        sent=replace(asked.sent, strokes=left, bases={}),
    )
    return _render(now, looked=True, clashes=clashes_of(found, done), status=HTTPStatus.CONFLICT)


def _render(
    asked: Asked,
    *,
    looked: bool = False,
    refused: Text | None = None,
    clashes: tuple[ClashShown, ...] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    request, found, scope = asked.request, asked.found, asked.scope
    struck = {found.index.course_of_outcome[each.outcome].key for each in asked.sent.strokes}
    kept = {course: digest for course, digest in asked.sent.bases.items() if course in struck}
    shown = page(
        Shown(
            found=found,
            address=asked.address,
            scope=scope,
            strokes=asked.sent.strokes,
            bases=bases_of(found, scope) | kept,
            number=_number(request),
            why=request.POST.get("why", ""),
            suggests=suggests_unasked(scope) or "suggest" in request.GET,
        )
    )
    told = replace(
        shown,
        effect=_effect_of(asked) if looked and asked.sent.strokes else None,
        refused=refused,
        clashes=clashes,
        lost=asked.sent.lost,
        into=_into(asked) if proposing.may(request, found) else None,
    )
    return render(request, "align.html", {"page": told}, status=status)


def _into(asked: Asked) -> Into:
    """The proposals that the strokes can go into; a new one has the framework's name unless its author says another."""
    framework = asked.scope.framework
    return proposing.into(asked.request, asked.found, framework.title.in_language(reading_language()))


def _number(request: HttpRequest) -> int:
    """Which page of cells: the one whose button was pressed, else the one that was shown."""
    pressed = request.POST.get("do", "")
    said = pressed.removeprefix(PAGE) if pressed.startswith(PAGE) else request.POST.get("shown-page", "1")
    return int(said) if said.isascii() and said.isdigit() and len(said) < _DIGITS else 1


_DIGITS = 6
_ANSWERS: dict[str, Callable[[Asked], HttpResponse]] = {
    "effect": _effect,
    "holes": _holes,
    "strokes": _strokes,
    "deliver": _deliver,
    "save": _save,
    "propose": _propose,
}
