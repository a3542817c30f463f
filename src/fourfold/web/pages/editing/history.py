"""The history of a draft or of one noun of it, and what the reader can undo and redo."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from fourfold.actions import history as histories
from fourfold.actions import undoing
from fourfold.actions.difference_words import Told
from fourfold.actions.editing import Draft
from fourfold.actions.history import PAGE, Blame, Entry, History, Turn
from fourfold.actions.value_words import Names
from fourfold.domain.marks import Key
from fourfold.domain.text import Text
from fourfold.web.pages import audit, compare, stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.compare import LineShown
from fourfold.web.pages.editing.aims import aim_at
from fourfold.web.pages.editing.desk import draft_of
from fourfold.web.pages.editing.of_framework import OfItem, item_at
from fourfold.web.pages.editing.target import Target
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named, of_key
from fourfold.web.pages.numbered import page_of
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import Words
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """A change: when, by whom, of what, how it differs, why."""

    at: datetime
    name: Words
    what: Named
    deed: Words
    why: str
    lines: tuple[LineShown, ...]
    proposal: Named | None = None
    proposed_by: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameShown:
    """Who last changed a field, and when."""

    field: Text
    name: Words
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """A page of a history; `undo` and `redo` say what would be taken or brought back, "" where nothing can be."""

    frame: Frame
    title: Text | Words
    gone: bool
    back: str
    entries: tuple[EntryShown, ...]
    blames: tuple[BlameShown, ...]
    count: int
    earlier: str
    later: str
    undo: Words
    redo: Words
    undo_href: str
    redo_href: str


@never_cache
@require_safe
def show(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Show everything that was changed in a draft."""
    found = opened(request, institution, cluster, state=DRAFT)
    return render(request, "history.html", {"page": page(request, found)})


@never_cache
@require_safe
def show_noun(request: HttpRequest, institution: str, cluster: str, noun: str, code: str) -> HttpResponse:
    """Show what was changed of one noun."""
    found = opened(request, institution, cluster, state=DRAFT)
    return render(request, "history.html", {"page": page(request, found, _subject(request, found, noun, code))})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """Whose history is asked for; of a framework also one `item`. What is `gone` has no page to go back to."""

    key: Key
    title: Text | Words
    back: str
    item: Key = ""
    gone: bool = False


def _subject(request: HttpRequest, found: Opened, noun: str, code: str) -> _Subject:
    try:
        return _standing(request, found, noun, code)
    except Http404:
        gone = histories.gone_at(draft_of(request, found), noun=noun, code=code)
        if gone is None:
            raise
    back = reverse("history", args=(found.institution, found.code))
    return _Subject(key=gone.key, title=gone.name.title, back=back, gone=True)


def _standing(request: HttpRequest, found: Opened, noun: str, code: str) -> _Subject:
    item = request.GET.get("item", "")
    aim: Target = (
        item_at(request, found, code, item) if noun == "framework" and item else aim_at(request, found, noun, code)
    )
    back = aim.way(Address(found.institution, found.code, DRAFT), aim.value)
    return _Subject(key=aim.key, title=aim.title, back=back, item=aim.value.key if isinstance(aim, OfItem) else "")


def _told(draft: Draft, found: Opened, of: _Subject | None, number: int) -> History:
    """A page of a history; that of an item is one page."""
    if of and of.item:
        return histories.history_of_item(draft, found, framework=of.key, item=of.item)
    return histories.history(draft, found, key=of.key if of else "", start=(number - 1) * PAGE)


def page(request: HttpRequest, found: Opened, of: _Subject | None = None) -> HistoryPage:
    """A page of the history of a draft, or of one noun."""
    address = Address(found.institution, found.code, DRAFT)
    draft, number = draft_of(request, found), page_of(request)
    told = _told(draft, found, of, number)
    later = number * PAGE < told.count and not (of and of.item)
    row = undoing.row_of(draft)
    known = histories.called(draft, found)
    back = of.back if of else address.to("cluster")
    where = (found.institution, found.code)
    return HistoryPage(
        frame=frame(found, address, "", *([Crumb(of.title, back)] if of else [])),
        title=of.title if of else gettext_lazy("History"),
        gone=of is not None and of.gone,
        back=back,
        entries=tuple(entry_shown(found, address, each) for each in told.entries),
        blames=_blames(histories.last_changes(draft, found, key=of.key)) if of and not of.item else (),
        count=told.count,
        earlier=f"?page={number + 1}" if later else "",
        later=f"?page={number - 1}" if number > 1 else "",
        undo=next_words(known, row.undo),
        redo=next_words(known, row.redo),
        undo_href=reverse("undo", args=where),
        redo_href=reverse("redo", args=where),
    )


def next_words(known: Names, row: tuple[undoing.Edit, ...]) -> Words:
    """What the last edit of a row was about: its code, as it is or was last."""
    if not row:
        return ""
    if row[-1].also:
        return _("an import, %(count)s changes") % {"count": len(row[-1].all)}
    named = known.get(row[-1].key)
    return (named.code if named else "") or _("the last edit")


def entry_shown(found: Opened, address: Address, each: Entry) -> EntryShown:
    """A change as the page tells it."""
    named = of_key(found.index, address, each.key)
    return EntryShown(
        at=each.at,
        name=audit.name_of(each.who, each.name),
        what=named or _gone(found, each),
        deed=_deed(each),
        why=each.why,
        lines=_lines(each.told),
        proposal=Named(f"#{each.proposal.number} {each.proposal.title}", stages.href(found, each.proposal.number))
        if each.proposal
        else None,
        proposed_by=audit.name_of(each.proposal.who, each.proposal.name) if each.proposal else "",
    )


def _gone(found: Opened, each: Entry) -> Named:
    """What is there no more, as it was called, and the way to its history."""
    if each.told is None:
        return Named(each.key)
    name = each.told.name
    where = (found.institution, found.code, name.noun, name.code)
    return Named(name.title, reverse("history-of", args=where) if name.code else "", code=name.code)


def _lines(told: Told | None) -> tuple[LineShown, ...]:
    return tuple(compare.line(each) for each in told.lines) if told else ()


def _deed(each: Entry) -> Words:
    if each.turn is not None:
        return _TURNED[each.turn]
    if each.comes:
        return gettext_lazy("added")
    return gettext_lazy("removed") if each.goes else ""


_TURNED: dict[Turn, Words] = {Turn.UNDONE: gettext_lazy("taken back"), Turn.REDONE: gettext_lazy("done again")}


def _blames(found: tuple[Blame, ...]) -> tuple[BlameShown, ...]:
    return tuple(
        BlameShown(field=each.field, name=audit.name_of(each.entry.who, each.entry.name), at=each.entry.at)
        for each in found
    )
