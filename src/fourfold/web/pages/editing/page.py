"""The page that edits a noun: its form, what the edit would do, and the answer to whoever sends it."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions.editing import FieldClash, Intent
from fourfold.actions.refused import Clash as Late
from fourfold.actions.refused import Missing, Refused, Unavailable
from fourfold.domain.text import Text
from fourfold.web.pages import stages
from fourfold.web.pages.editing import effect, proposing, sent
from fourfold.web.pages.editing.aims import aim_at, aim_to_come
from fourfold.web.pages.editing.board import Column, board_of
from fourfold.web.pages.editing.boxes import Box, Form, Rows
from fourfold.web.pages.editing.clash import Clash, choices, clash_of, in_words
from fourfold.web.pages.editing.desk import Desk, desk, draft_of, every_field, mine, same, told_with_way
from fourfold.web.pages.editing.effect import Effect
from fourfold.web.pages.editing.entries import Wrong
from fourfold.web.pages.editing.of_framework import item_at, new_item
from fourfold.web.pages.editing.proposing import ASKED, Into
from fourfold.web.pages.editing.target import Target
from fourfold.web.pages.editing.weighing import weights_said
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import tell
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import Words

_EDITS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Section:
    """Boxes that belong together."""

    title: Words
    boxes: tuple[Box | Rows, ...]

    @property
    def narrow(self) -> bool:
        """Whether its boxes are so small that three stand side by side."""
        return all(each.kind in {"number", "line"} for each in self.boxes) and len(self.boxes) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage:
    """The form of a noun; `effect` is what it would do, once that was asked for.

    Whoever `proposes` may put the edit into a proposal instead, or only that where they do not save; `more` says that
    there are fields which they may propose to change and not change. `focus` is where they go on: see
    `sent.landed`.
    """

    frame: Frame
    title: Text | Words
    code: str
    new: bool
    base: str
    key: str
    sections: tuple[Section, ...]
    above: tuple[Text, ...]
    wrongs: int
    courses: tuple[tuple[str, Text], ...]
    board: tuple[Column, ...]
    back: str
    why: str
    effect: Effect | None = None
    refused: Text | None = None
    clash: Clash | None = None
    remove: Words = ""
    remove_href: str = ""
    saves: bool = True
    proposes: bool = False
    more: bool = False
    into: Into | None = None
    ways: tuple[Named, ...] = ()
    sum: Words = ""
    focus: str = ""


@never_cache
@require_http_methods(_EDITS)
def edit(request: HttpRequest, institution: str, cluster: str, noun: str, code: str) -> HttpResponse:
    """Show the form of a noun of the draft; say what it would do, or save it."""
    found = opened(request, institution, cluster, state=DRAFT)
    return _answered(request, found, aim_at(request, found, noun, code))


@never_cache
@require_http_methods(_EDITS)
def new(request: HttpRequest, institution: str, cluster: str, noun: str) -> HttpResponse:
    """The same for a noun that is to come."""
    found = opened(request, institution, cluster, state=DRAFT)
    return _answered(request, found, aim_to_come(found, noun, request.GET.dict()))


@never_cache
@require_http_methods(_EDITS)
def edit_item(request: HttpRequest, institution: str, cluster: str, code: str, item: str) -> HttpResponse:
    """The same for an item of a framework."""
    found = opened(request, institution, cluster, state=DRAFT)
    return _answered(request, found, item_at(request, found, code, item))


@never_cache
@require_http_methods(_EDITS)
def begin_item(request: HttpRequest, institution: str, cluster: str, code: str) -> HttpResponse:
    """The same for an item that is to come."""
    found = opened(request, institution, cluster, state=DRAFT)
    return _answered(request, found, new_item(request, found, code, request.GET.get("under", "")))


def _answered(request: HttpRequest, found: Opened, aim: Target) -> HttpResponse:
    own, proposes = mine(request, found, aim), _may_propose(request, found, aim)
    if not own and not proposes:
        raise PermissionDenied
    only = proposes and (not own or ASKED in request.GET)
    held = desk(request, found, aim, mine=every_field(aim) if only else own)
    button = request.POST.get("do", "look") if request.method == "POST" else ""
    if button == "propose":
        return _proposed(request, held)
    if button == "save":
        if not own:
            raise PermissionDenied
        return _saved(request, held)
    if button == "effect":
        return render(request, "part/editing_effect.html", {"effect": _effect(held.begun), "sum": _sum(held.begun)})
    if button == "look":
        return _render(request, held, looked=True)
    return _acted(request, held, button)


def _acted(request: HttpRequest, held: Desk, button: str) -> HttpResponse:
    """The form after a button of a row: its reader goes on in that row, and is told again what the edit would do."""
    if not held.mine.intersection(sent.path_of(button.partition(":")[2])[:1]):
        return _render(request, held)
    entries = sent.acted(held.target.cls, held.entries, button)
    now = replace(held, entries=entries, focus=sent.landed(entries, button))
    return _render(request, now, told=_effect(now.begun))


def _saved(request: HttpRequest, held: Desk) -> HttpResponse:
    if held.read.wrong:
        return _render(request, held, looked=True)
    if held.base == held.target.digest and same(held.target, held.read.value):
        tell(request, _("Nothing was changed."))
        return redirect(held.target.way(held.address, held.read.value))
    chosen, shown = choices(request.POST), request.POST.get("shown") or None
    try:
        draft = draft_of(request, held.found)
        held.target.save(draft, held.part, base=held.base or None, shown=shown, choices=chosen)
    except (Missing, Unavailable):
        raise
    except FieldClash as clash:
        return _render(request, held, looked=True, refused=clash.why, clash=clash, status=HTTPStatus.CONFLICT)
    except Refused as refusal:
        status = HTTPStatus.CONFLICT if isinstance(refusal, Late) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _render(request, held, looked=True, refused=refusal.why, status=status)
    tell(request, told_with_way(held.found, _("%(noun)s is saved.") % {"noun": held.read.value.code}))
    return redirect(held.target.way(held.address, held.read.value))


def _proposed(request: HttpRequest, held: Desk) -> HttpResponse:
    """Put the edit into a proposal."""
    if held.read.wrong:
        return _render(request, held, looked=True)
    try:
        number = proposing.put(request, held.found, Intent(key=held.target.key, base=held.base or None, ours=held.part))
    except (Missing, Unavailable):
        raise
    except Refused as refusal:
        return _render(request, held, looked=True, refused=refusal.why, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(stages.href(held.found, number))


def _effect(held: Desk) -> Effect | None:
    if held.read.wrong:
        return None
    return effect.shown(held.target.rehearse(held.found, held.foreseen.part), held.address, (held.target.key,))


def _sum(held: Desk) -> Words:
    """What the weights of the rows add up to, where the noun has rows that are weighed."""
    return "" if held.read.wrong else weights_said(held.target.weighed(held.part))


def _render(
    request: HttpRequest,
    held: Desk,
    *,
    looked: bool = False,
    told: Effect | None = None,
    refused: Text | None = None,
    clash: FieldClash | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    wrong = held.read.wrong if looked else ()
    asked = _asked(request, held, clash)
    shown = replace(
        page(replace(held, entries=held.caught_up) if asked else held, wrong),
        effect=_effect(held) if looked else told,
        refused=refused,
        clash=asked,
        why=request.POST.get("why", ""),
        **_ways_on(request, held),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else status
    return render(request, "edit.html", {"page": shown}, status=status)


def _asked(request: HttpRequest, held: Desk, clash: FieldClash | None) -> Clash | None:
    """What is to be chosen: asked when it is first found, and on every page from then on."""
    if held.read.wrong or (clash is None and "shown" not in request.POST):
        return None
    conflicts = held.foreseen.conflicts
    if conflicts:
        return Clash(held.target.digest, in_words(held.found, held.part, conflicts), held.chosen)
    return clash_of(held.found, held.part, clash) if clash else None


def _ways_on(request: HttpRequest, held: Desk) -> dict[str, Any]:
    """Whether the edit can be saved, proposed, or both."""
    own, every = mine(request, held.found, held.target), every_field(held.target)
    proposes = _may_propose(request, held.found, held.target)
    return {
        "saves": bool(own) and held.mine <= own,
        "proposes": proposes,
        "more": proposes and bool(own) and held.mine != every,
        "into": proposing.into(request, held.found, held.title) if proposes else None,
    }


def _may_propose(request: HttpRequest, found: Opened, aim: Target) -> bool:
    return aim.proposable and proposing.may(request, found)


def page(held: Desk, wrong: tuple[Wrong, ...]) -> EditPage:
    """What the page of a form shows."""
    aim, index = held.target, held.found.index
    codes = tuple(each["code"] for each in held.entries.get("outcomes", ()) if each.get("code"))
    outcomes = tuple((each, Text(en=each, zh=each)) for each in codes)
    form = Form(index, wrong, held.mine, {"outcome": outcomes, **aim.offered()}, held.focus)
    value = aim.value
    back = aim.way(held.address, value)
    return EditPage(
        frame=frame(
            held.found,
            held.address,
            _HERE.get(aim.name, ""),
            *aim.around(held.address),
            *([Crumb(aim.title, back)] if value else []),
        ),
        title=aim.title,
        code=value.code if value else "",
        new=value is None,
        base=held.base,
        key=aim.tree["key"],
        sections=tuple(Section(title, form.boxes(aim.cls, held.entries, names)) for title, names in aim.noun.sections),
        above=form.above(),
        wrongs=len(wrong),
        courses=tuple((each.code, each.title) for each in index.courses.values()),
        board=board_of(index, aim, held.entries),
        back=back,
        why="",
        remove=aim.noun.remove if value else "",
        remove_href=aim.removal(held.found) if value else "",
        ways=aim.ways(held.found),
        sum=_sum(held.begun),
        focus=held.focus,
    )


_HERE = {
    "program": "programs",
    "plan": "programs",
    "module": "modules",
    "course": "courses",
    "cluster": "cluster",
    "framework": "frameworks",
    "item": "frameworks",
}
"""Which of the main ways a form belongs to."""
