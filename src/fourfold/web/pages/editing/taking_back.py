"""Undo and redo of the reader's own edits, and what is asked where others changed the same since."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fourfold.actions import history as histories
from fourfold.actions import undoing
from fourfold.actions.editing import Saved
from fourfold.actions.undoing import UndoClash
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing import history
from fourfold.web.pages.editing.clash import Clash, choices, clash_of
from fourfold.web.pages.editing.desk import draft_of
from fourfold.web.pages.editing.history import EntryShown
from fourfold.web.pages.editing.target import NOUNS
from fourfold.web.pages.nouns import Named, of_key
from fourfold.web.pages.numbered import whole
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import tried
from fourfold.web.pages.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashShown:
    """An edit that is not taken back without a word: of what, what others did since, and what can be chosen.

    `form` leads to the form of the noun; `act` is where the answer goes, with the number of the edit in `change`;
    `earlier` says which edit can be taken back instead, by its number, "" where there is none.
    """

    what: Named
    form: str
    since: tuple[EntryShown, ...]
    act: str
    change: int
    asked: Clash
    together: bool
    earlier: Words
    earlier_change: int


@never_cache
@require_POST
def undo(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Take back the reader's last edit, or the one that they name."""
    return _taken(request, opened(request, institution, cluster, state=DRAFT), "undo")


@never_cache
@require_POST
def redo(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Bring it back."""
    return _taken(request, opened(request, institution, cluster, state=DRAFT), "redo")


def _taken(request: HttpRequest, found: Opened, name: str) -> HttpResponse:
    draft = draft_of(request, found)
    if not draft.viewer.may_write:
        raise PermissionDenied
    act: Callable[..., Saved] = undoing.undo if name == "undo" else undoing.redo
    sent, said = request.POST, _("Undone.") if name == "undo" else _("Redone.")
    work = partial(act, draft, change=whole(sent.get("change", "")), shown=sent.get("shown"), choices=choices(sent))
    try:
        tried(request, work, said, asks=(UndoClash,))
    except UndoClash as clash:
        context = {"page": history.page(request, found), "clash": _shown(request, found, clash, name)}
        return render(request, "history.html", context, status=HTTPStatus.CONFLICT)
    return redirect("history", found.institution, found.code)


def _shown(request: HttpRequest, found: Opened, clash: UndoClash, name: str) -> ClashShown:
    address = Address(found.institution, found.code, DRAFT)
    draft, key, row = draft_of(request, found), clash.edit.key, clash.earlier
    known = histories.called(draft, found)
    since = histories.since(draft, found, key=key, change=clash.edit.seq)
    return ClashShown(
        what=of_key(found.index, address, key) or Named(known[key].title, code=known[key].code),
        form=_form(found, known[key].noun, known[key].code) if key in found.digests else "",
        since=tuple(history.entry_shown(found, address, each) for each in since),
        act=reverse(name, args=(found.institution, found.code)),
        change=clash.edit.seq,
        asked=clash_of(found, clash.part, clash),
        together=clash.together,
        earlier=history.next_words(known, row),
        earlier_change=row[-1].seq if row else 0,
    )


def _form(found: Opened, noun: str, code: str) -> str:
    """The form of a noun, where it has one."""
    has = noun in {*NOUNS, "framework"}
    return reverse("edit", args=(found.institution, found.code, noun, code)) if has else ""
