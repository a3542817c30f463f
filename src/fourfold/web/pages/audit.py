"""The audit: who did what at an institution, and when."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from fourfold.actions import audit, institutions
from fourfold.actions.audit import CHANGED, PAGE, Asked, Told, Turn
from fourfold.actions.deeds import Deed
from fourfold.domain.person import OPERATOR, Role, Viewer
from fourfold.domain.text import Text
from fourfold.exchange.csv_write import written
from fourfold.web.pages.numbered import page_of
from fourfold.web.pages.place import around
from fourfold.web.pages.roles import ROLES
from fourfold.web.pages.ways import Around
from fourfold.web.pages.wording import Words, reading_language
from fourfold.web.reader import viewer_of
from fourfold.web.safe import require_safe

DEEDS: dict[str, Words] = {
    CHANGED: _("changed a document"),
    Deed.PUBLISHED: _("published a release"),
    Deed.PROPOSAL_OPENED: _("opened a proposal for review"),
    Deed.PROPOSAL_MERGED: _("merged a proposal"),
    Deed.PROPOSAL_DECLINED: _("declined a proposal"),
    Deed.PROPOSAL_WITHDRAWN: _("withdrew a proposal"),
    Deed.ROUND_OPENED: _("opened a revision round"),
    Deed.ROUND_PLANNED: _("planned a stage"),
    Deed.VERDICT_RECORDED: _("recorded a verdict"),
    Deed.MINUTES_ADDED: _("added a file of minutes"),
    Deed.MINUTES_REMOVED: _("removed a file of minutes"),
    Deed.ROUND_ABANDONED: _("abandoned a revision round"),
    Deed.AMENDMENT_RECORDED: _("recorded an amendment"),
    Deed.LINK_DECLINED: _("declined a link that was put forward"),
    Deed.LINK_OFFERED: _("offered a declined link again"),
    Deed.HOLE_GIVEN: _("gave a hole to somebody"),
    Deed.HOLE_TAKEN_BACK: _("took a hole back"),
    Deed.HOLE_CLOSED: _("closed a hole"),
    Deed.CLASSES_BOUND: _("bound classes to a release"),
    Deed.CLASS_LET_GO: _("removed a class"),
    Deed.INVITED: _("invited somebody"),
    Deed.INVITATION_REVOKED: _("revoked an invitation"),
    Deed.INVITATION_ACCEPTED: _("accepted an invitation"),
    Deed.ROLE_GIVEN: _("granted a role"),
    Deed.ROLE_TAKEN: _("took a role back"),
    Deed.ACCOUNT_CLOSED: _("closed an account"),
    Deed.ACCOUNT_OPENED: _("opened an account again"),
    Deed.PERSON_ERASED: _("erased a person"),
    Deed.LINK_MADE: _("made a link to a new password"),
    Deed.TOKEN_MADE: _("made a token"),
    Deed.TOKEN_REVOKED: _("revoked a token"),
    Deed.PASSWORD_CHANGED: _("changed their password"),
    Deed.CODES_ON: _("turned codes at sign-in on"),
    Deed.CODES_OFF: _("turned codes at sign-in off"),
    Deed.RECOVERY_CODES_MADE: _("made recovery codes"),
    Deed.SIGN_IN_REFUSED: _("was refused: too many sign-ins failed"),
    Deed.INSTITUTION_ADDED: _("added the institution"),
    Deed.INSTITUTION_CHANGED: _("changed the institution's settings"),
}
"""What can be done at an institution, in words."""
NOUNS: dict[str, Words] = {
    "institution": _("institution"),
    "person": _("people"),
    "round": _("revision rounds"),
    "hole": _("holes"),
    "queue": _("links that are put forward"),
    "class": _("classes"),
    "cluster": _("cluster"),
    "program": _("program"),
    "module": _("module"),
    "course": _("course"),
    "links": _("links of a course"),
    "rule": _("rule"),
    "framework": _("framework"),
}
_TURNED: dict[Turn, Words] = {
    Turn.UNDONE: _("taken back: %(noun)s"),
    Turn.REDONE: _("done again: %(noun)s"),
}
COLUMNS = ("at", "who", "name", "deed", "noun", "code", "title", "about", "role", "why")
_IMPORTED = re.compile(r"(?:Imported from|导入自) (?P<file>.+)")
"""Of the number of a page: nobody has asked for a later one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter."""

    value: str
    name: Words
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry as the page shows it; who was erased has no name."""

    at: datetime
    name: Words
    words: Words
    title: Text | None
    code: str
    about: str
    role: Words
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """A page of entries, what can be asked for, and the ways to other pages."""

    frame: Around
    rows: tuple[Row, ...]
    count: int
    people: tuple[Choice, ...]
    deeds: tuple[Choice, ...]
    nouns: tuple[Choice, ...]
    day: str
    number: int
    pages: int
    earlier: str
    later: str
    csv: str


@never_cache
@require_safe
def show(request: HttpRequest, institution: str) -> HttpResponse:
    """Show what was done."""
    viewer, asked = viewer_of(request), asked_by(request)
    return render(request, "audit.html", {"page": page(viewer, institution, asked, number=page_of(request))})


def page(viewer: Viewer, institution: str, asked: Asked, *, number: int) -> AuditPage:
    """What the audit shows; a page beyond the last is the last."""
    found = audit.audit(viewer, institution, asked, start=(number - 1) * PAGE)
    pages = max(1, -(-found.count // PAGE))
    if number > pages:
        return page(viewer, institution, asked, number=pages)
    kept = institutions.institution_at(institution)
    code, path = kept.code, reverse("audit", args=[kept.code])
    return AuditPage(
        frame=around(viewer, kept, "audit"),
        rows=tuple(_row(each) for each in found.entries),
        count=found.count,
        people=tuple(Choice(who, name_of(who, name), who == asked.who) for who, name in found.doers),
        deeds=tuple(Choice(each, words, each == asked.deed) for each, words in DEEDS.items()),
        nouns=tuple(Choice(each, words, each == asked.noun) for each, words in NOUNS.items()),
        day=asked.day.isoformat() if asked.day else "",
        number=number,
        pages=pages,
        earlier=_to(path, asked, number - 1) if number > 1 else "",
        later=_to(path, asked, number + 1) if number < pages else "",
        csv=_to(reverse("audit-csv", args=[code]), asked, 1),
    )


@never_cache
@require_safe
def download(request: HttpRequest, institution: str) -> StreamingHttpResponse:
    """Everything that is asked for, as a table; no cell of it starts a formula."""
    zone = institutions.zone_of(institution)
    found = audit.everything(viewer_of(request), institution, asked_by(request))
    lines = written(COLUMNS, (_cells(each, zone) for each in found))
    # Two lines are made here, so that a refusal is an answer and no broken file.
    begun = list(islice(lines, 2))
    answer = StreamingHttpResponse(chain(begun, lines), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="audit-{institution}.csv"'
    return answer


def asked_by(request: HttpRequest) -> Asked:
    """The filters in an address; a day that is none asks for every day."""
    said = request.GET
    try:
        day = date.fromisoformat(said.get("day", ""))
    except ValueError:
        day = None
    noun = said.get("noun", "")
    return Asked(who=said.get("who", ""), deed=said.get("deed", ""), noun=noun if noun in NOUNS else "", day=day)


def _to(path: str, asked: Asked, number: int) -> str:
    said = {
        "who": asked.who,
        "deed": asked.deed,
        "noun": asked.noun,
        "day": asked.day.isoformat() if asked.day else "",
        "page": str(number) if number > 1 else "",
    }
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{path}?{query}" if query else path


def name_of(who: str, name: str | None) -> Words:
    """Whoever did something: the machine's operator has no account, and who was erased has no name."""
    if not who:
        return _("somebody not signed in")
    if who == OPERATOR.who:
        return _("the operator")
    return name or _("an erased person")


def _row(told: Told) -> Row:
    return Row(
        at=told.at,
        name=name_of(told.who, told.name),
        words=_deed(told),
        title=told.title,
        code=told.code,
        about=told.about,
        role=ROLES[Role(told.role)] if told.role in set(Role) else "",
        why=_why(told.why),
    )


def _why(said: str) -> Words:
    """A reason in the reader's language where the site gave it, else as somebody wrote it."""
    imported = _IMPORTED.fullmatch(said)
    return gettext("Imported from %(file)s") % {"file": imported["file"]} if imported else said


def _deed(told: Told) -> Words:
    if told.deed != CHANGED:
        return DEEDS.get(told.deed, told.deed)
    noun = {"noun": NOUNS.get(told.noun, told.noun)}
    if told.turn is not None:
        return _TURNED[told.turn] % noun
    if told.comes:
        return gettext("added: %(noun)s") % noun
    return (gettext("removed: %(noun)s") if told.goes else gettext("changed: %(noun)s")) % noun


def _cells(told: Told, zone: ZoneInfo) -> tuple[str, ...]:
    title = told.title.in_language(reading_language()) if told.title else ""
    row = _row(told)
    return (
        told.at.astimezone(zone).isoformat(timespec="seconds"),
        told.who,
        str(row.name),
        told.deed,
        told.noun,
        told.code,
        title,
        told.about,
        told.role,
        str(row.why),
    )
