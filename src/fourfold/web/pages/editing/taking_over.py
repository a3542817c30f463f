"""Taking a new version over: what that would do first, then the deed with one reason, or a proposal to do it."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import radar
from fourfold.actions.classes import left_behind
from fourfold.actions.comparing import compare_dossiers
from fourfold.actions.proposing import Into
from fourfold.actions.radar import Wish
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.rehearsing import between, with_parts
from fourfold.canon.kinds import Part
from fourfold.domain.marks import Key
from fourfold.domain.study_class import StudyClass
from fourfold.domain.text import Text
from fourfold.web.pages import compare, outlook, stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.compare import Shown
from fourfold.web.pages.editing import effect, proposing
from fourfold.web.pages.editing.desk import draft_of, told_with_way
from fourfold.web.pages.editing.effect import Effect
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named, of_key
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import status_of, tell
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import reading_language

Deed = Callable[[HttpRequest, Opened, Wish], HttpResponse]
"""What a button of the page does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverPage:
    """A new version that is about to be taken over, and what that does."""

    frame: Frame
    old: Named
    new: Named
    since: str
    programs: tuple[tuple[str, Named], ...]
    links: tuple[str, ...]
    parts: int
    shown: Shown
    effect: Effect
    back: str
    why: str
    takes: bool
    behind: tuple[StudyClass, ...]
    into: proposing.Into
    refused: Text | None = None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str, code: str) -> HttpResponse:
    """Say what taking a version over would do; do it where that was asked for."""
    found = opened(request, institution, cluster, state=DRAFT)
    if not proposing.may(request, found):
        raise PermissionDenied
    old, new = outlook.pair(request, found, code)
    wish = _wish(request, found, Wish(old=old, new=new))
    deed = _DEEDS.get(request.POST.get("do", ""))
    return _done(request, found, wish, deed) if deed else _shown(request, found, wish)


def _wish(request: HttpRequest, found: Opened, wish: Wish) -> Wish:
    """What was ticked; of a page that is only looked at, all programs and every link that is sure enough."""
    if request.method == "POST":
        programs = frozenset(request.POST.getlist("program")) & found.index.programs.keys()
        links = radar.names_of(request.POST.getlist("link"))
        return Wish(old=wish.old, new=wish.new, programs=programs, links=links)
    told = radar.ahead(found, old=wish.old, new=wish.new)
    links = frozenset(each.name for each in told.taken)
    return Wish(old=wish.old, new=wish.new, programs=frozenset(told.behind), links=links)


def _done(request: HttpRequest, found: Opened, wish: Wish, deed: Deed) -> HttpResponse:
    try:
        return deed(request, found, wish)
    except (Missing, Forbidden):
        raise
    except Refused as refusal:
        status = status_of(refusal)
        return _shown(request, found, wish, refusal.why, status)


def _take(request: HttpRequest, found: Opened, wish: Wish) -> HttpResponse:
    saved = radar.take_over(draft_of(request, found), found, wish)
    said = ngettext("%(count)d part is changed.", "%(count)d parts are changed.", len(saved)) % {"count": len(saved)}
    tell(request, told_with_way(found, said))
    return redirect(_back(Address(found.institution, found.code, DRAFT), wish))


def _propose(request: HttpRequest, found: Opened, wish: Wish) -> HttpResponse:
    into = Into(number=proposing.number_of(request), title=request.POST.get("proposal_title", ""))
    language = reading_language()
    number = radar.propose_over(draft_of(request, found), found, wish, into=into, language=language)
    tell(request, stages.PUT_IN)
    return redirect(stages.href(found, number))


_DEEDS: dict[str, Deed] = {"take": _take, "propose": _propose}


def _back(address: Address, wish: Wish) -> str:
    return address.to("outlook", wish.new.code, query={"from": _since(wish)})


def _since(wish: Wish) -> str:
    return "" if wish.new.supersedes == wish.old.key else wish.old.code


def _shown(
    request: HttpRequest,
    found: Opened,
    wish: Wish,
    refused: Text | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    address = Address(found.institution, found.code, DRAFT)
    parts, refused = _parts(found, wish, refused)
    after = with_parts(found, parts)
    page = TakeOverPage(
        frame=frame(
            found,
            address,
            "radar",
            Crumb(gettext_lazy("Radar"), address.to("radar")),
            Crumb(wish.new.title, _back(address, wish)),
        ),
        old=Named(wish.old.title, address.to("framework", wish.old.code), code=wish.old.code),
        new=Named(wish.new.title, address.to("framework", wish.new.code), code=wish.new.code),
        since=_since(wish),
        programs=tuple((key, each) for key in sorted(wish.programs) if (each := of_key(found.index, address, key))),
        links=tuple(sorted(":".join(name) for name in wish.links)),
        parts=len(parts),
        shown=compare.of_comparison(compare_dossiers(found.index.dossier, after.index.dossier), compare.ways_in(found)),
        effect=effect.shown(between(found, after), address),
        back=_back(address, wish),
        why=request.POST.get("why", "") or _said(wish),
        takes=outlook.may(request, found),
        behind=left_behind(found, parts),
        into=proposing.into(request, found, _said(wish)),
        refused=refused,
    )
    return render(request, "take_over.html", {"page": page}, status=status)


def _said(wish: Wish) -> str:
    """What it is about, where the reader says nothing else."""
    names = {"new": wish.new.version or wish.new.code, "old": wish.old.version or wish.old.code}
    return _("%(new)s replaces %(old)s") % names


def _parts(found: Opened, wish: Wish, refused: Text | None) -> tuple[dict[Key, Part | None], Text | None]:
    """The parts that would change; none where the wish itself is refused, and why."""
    try:
        return dict(radar.parts_for(found, wish)), refused
    except Clash as clash:
        return {}, clash.why
