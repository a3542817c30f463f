"""The revision rounds of a cluster: the one that is open, those before it, amendments in between; opening another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import rounds
from fourfold.actions.rounds import MOST_STAGES, At, Planned, Rounds
from fourfold.domain.person import OPERATOR
from fourfold.domain.round import Amendment, Round, Status
from fourfold.engine.round import standing
from fourfold.web.pages import release
from fourfold.web.pages.address import Address
from fourfold.web.pages.forms.rounds import NewStage, OpenRound
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.opened import DRAFT, Opened, today
from fourfold.web.pages.sending import act, done, sent, tell
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import Words
from fourfold.web.reader import viewer_of

SPARE_LINES = 2
STATUSES: dict[Status, tuple[Words, str]] = {
    Status.OPEN: (gettext_lazy("open"), "warn"),
    Status.RELEASED: (gettext_lazy("released"), "good"),
    Status.ABANDONED: (gettext_lazy("abandoned"), ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round in the list; `passed` of its `stages` have been passed."""

    name: str
    href: str
    status: Words
    tone: str
    opened_at: datetime
    by: Words
    base: str
    passed: int
    stages: int
    reason: str
    release: str
    release_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRow:
    """An amendment in the list."""

    base: str
    classes: tuple[str, ...]
    from_date: date
    reason: str
    body: str
    day: date
    number: str
    minutes: str
    digest: str
    by: Words
    release: str
    compare_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsPage:
    """Rounds and amendments, and the form that opens a round, for whoever leads and where none is open."""

    frame: Frame
    rounds: tuple[RoundRow, ...]
    amendments: tuple[AmendmentRow, ...]
    form: OpenRound | None
    lines: tuple[NewStage, ...]
    amend_href: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """List the rounds; open another one."""
    found = rounds.rounds_of(institution, cluster, viewer=viewer_of(request), today=today())
    if request.method == "POST" and not found.leads:
        raise PermissionDenied
    form, lines = sent(request, "open", OpenRound, initial={"name": suggested(found)}), _lines(request, found)
    if act(request) == "open" and all([form.is_valid(), *(each.is_valid() for each in lines)]):
        stages = tuple(planned for each in lines if (planned := each.planned()))
        made = done(form, lambda: _opened(request, found.opened, form.cleaned_data["name"], stages))
        if made is not None:
            tell(request, _("The round is open: give its stages their dates and owners."))
            return redirect("round", institution, cluster, made.name)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "rounds.html", {"page": _page(found, form, lines)}, status=status)


def suggested(found: Rounds) -> str:
    """The year, or the first free name that begins with it."""
    year, taken = str(today().year), {each.name.lower() for each in found.rounds}
    names = (year, *(f"{year}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if each not in taken)


def around(opened: Opened, *crumbs: Crumb) -> Frame:
    """The frame of a page about rounds: they are of all states, so no state is on the way to them."""
    found = frame(opened, Address(opened.institution, opened.code, DRAFT), "rounds", *crumbs)
    return replace(found, crumbs=tuple(each for each in found.crumbs if not each.state))


def crumb(opened: Opened) -> Crumb:
    """The way to the list of rounds."""
    return Crumb(gettext_lazy("Revision rounds"), reverse("rounds", args=(opened.institution, opened.code)))


def by(who: str, names: dict[str, str]) -> Words:
    """Who did something; who was erased has no name."""
    if who == OPERATOR.who:
        return gettext_lazy("whoever runs this site")
    return names.get(who) or gettext_lazy("somebody who is here no more")


def _opened(request: HttpRequest, opened: Opened, name: str, stages: tuple[Planned, ...]) -> Round:
    at = At(opened.institution, opened.code, name)
    return rounds.open_round(at, stages=stages, viewer=viewer_of(request), now=timezone.now(), today=today())


def _lines(request: HttpRequest, found: Rounds) -> tuple[NewStage, ...]:
    """The lines of the list of bodies: what the college used last, and some more."""
    if act(request) == "open":
        count = min(MOST_STAGES, max(0, _count(request.POST.get("lines", ""))))
        return tuple(NewStage(request.POST, prefix=f"stage{number}") for number in range(count))
    offered: Sequence[Planned | None] = (*found.offered, *[None] * SPARE_LINES)
    return tuple(
        NewStage(prefix=f"stage{number}", initial=_initial(each)) for number, each in enumerate(offered[:MOST_STAGES])
    )


def _count(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= len(str(MOST_STAGES)) else 0


def _initial(planned: Planned | None) -> dict[str, object]:
    return {"zh": planned.body.zh, "en": planned.body.en, "beside": planned.beside} if planned else {}


def _page(found: Rounds, form: OpenRound, lines: tuple[NewStage, ...]) -> RoundsPage:
    opened = found.opened
    where = (opened.institution, opened.code)
    amends = found.leads and found.rounds and found.open is None
    return RoundsPage(
        frame=around(opened),
        rounds=tuple(_row(found, each) for each in found.rounds),
        amendments=tuple(_amendment(found, each) for each in found.amendments),
        form=form if found.leads and found.open is None else None,
        lines=lines,
        amend_href=reverse("amend", args=where) if amends else "",
    )


def _row(found: Rounds, each: Round) -> RoundRow:
    where = (found.opened.institution, found.opened.code)
    stages = standing(each, today=today()).stages
    status, tone = STATUSES[each.status]
    return RoundRow(
        name=each.name,
        href=reverse("round", args=(*where, each.name)),
        status=status,
        tone=tone,
        opened_at=each.opened_at,
        by=by(each.who, dict(found.names)),
        base=each.base,
        passed=sum(one.approval is not None for one in stages),
        stages=len(stages),
        reason=each.reason,
        release=each.release,
        release_href=Address(*where, each.release).to("cluster") if each.release else "",
    )


def _amendment(found: Rounds, each: Amendment) -> AmendmentRow:
    where = (found.opened.institution, found.opened.code)
    return AmendmentRow(
        base=each.base,
        classes=each.classes,
        from_date=each.from_date,
        reason=each.reason,
        body=each.body,
        day=each.day,
        number=each.number,
        minutes=each.minutes,
        digest=each.root[:8],
        by=by(each.who, dict(found.names)),
        release=each.release,
        compare_href=release.between(*where, each.base, each.release or DRAFT),
    )
