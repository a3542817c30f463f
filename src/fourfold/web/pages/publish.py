"""Publishing a release: what stops it, what is asked, and what is kept for ever."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from fourfold.actions import releasing
from fourfold.actions.approval import approval, lack_words, unapproved
from fourfold.actions.frameworks import OwnFramework, own_frameworks
from fourfold.actions.refused import Clash, Forbidden, Refused, Unavailable
from fourfold.actions.releases import History
from fourfold.actions.releasing import BadName, NameTaken, Request, Unexplained
from fourfold.actions.words import MOST_LETTERS
from fourfold.domain.text import Text
from fourfold.web.pages import compare, release, saying
from fourfold.web.pages.address import Address
from fourfold.web.pages.compare import Moves, Shown
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import DRAFT, Opened, opened, today
from fourfold.web.pages.saying import Said
from fourfold.web.pages.wording import Words
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in the form."""

    name: str = ""
    note: str = ""
    reason: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong with a form that was sent, beside the field it is about; `whole` is about all of it."""

    name: Text | Words = ""
    reason: Text | Words = ""
    confirmed: Text | Words = ""
    whole: Text | Words = ""


@dataclass(frozen=True, slots=True)
class Own:
    """A framework of the institution that can be published on its own; `same_as` is the release equal to it."""

    name: Named
    same_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPage:
    """The form that makes a release of the draft."""

    frame: Frame
    root: str
    digest: str
    errors: tuple[Said, ...]
    warnings: int
    problems_href: str
    newest: str
    same_as: str
    moved: int
    round: Named | None
    rounds_href: str
    lacks: tuple[Text, ...]
    unapproved: Text | None
    shown: Shown | None
    moves: Moves
    frameworks: tuple[Own, ...]
    filled: Filled
    wrong: Wrong
    most_words: int = MOST_LETTERS


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Show the form; or release the draft as it says, and go to the list of releases."""
    history = release.told(request, institution, cluster)
    if history.draft is None:
        raise Http404
    if not history.may_release:
        raise PermissionDenied
    if request.method != "POST":
        filled = Filled(name=suggested([each.release.name for each in history.releases]))
        return _form(request, history, filled)
    filled = filled_in(request)
    if not filled.confirmed:
        wrong = Wrong(confirmed=gettext_lazy("Say that you know this cannot be taken back."))
        return _again(request, history, filled, wrong)
    asked = Request(root=request.POST.get("root", ""), name=filled.name, note=filled.note, reason=filled.reason)
    try:
        done = releasing.publish(
            institution, cluster, asked, viewer=viewer_of(request), now=timezone.now(), today=today()
        )
    except Forbidden as forbidden:
        raise PermissionDenied from forbidden
    except Unavailable:
        raise
    except Refused as refused:
        now = release.told(request, institution, cluster)
        return _again(request, now, filled, wrong_in(refused), clash=isinstance(refused, Clash))
    messages.success(request, _("Release %(name)s is published: everybody can read it.") % {"name": done.name})
    return redirect(reverse("releases", args=(institution, cluster)))


def page(
    history: History,
    filled: Filled,
    wrong: Wrong | None = None,
    newest: Opened | None = None,
    frameworks: Sequence[OwnFramework] = (),
) -> PublishPage:
    """What the form shows, filled and judged; `newest` is the newest release, with which the draft is compared."""
    draft, where = history.opened, history.kept.address
    address = Address(where.institution, where.code, DRAFT)
    ready = releasing.readiness(draft, history.kept.releases)
    counts = Counter(each.severity.value for each in draft.problems())
    bodies, around = approval(history.kept.key, root=draft.root), (where.institution, where.code)
    return PublishPage(
        frame=release.around(history, "publish", release.way(history)),
        root=draft.root,
        digest=draft.root[:8],
        errors=tuple(saying.said(draft, address, each) for each in ready.errors),
        warnings=counts["warning"],
        problems_href=address.to("problems"),
        newest=history.kept.releases[0].name if history.kept.releases else "",
        same_as=ready.same_as.name if ready.same_as else "",
        moved=history.draft.moved if history.draft else 0,
        round=Named(bodies.round.name, reverse("round", args=(*around, bodies.round.name))) if bodies.round else None,
        rounds_href=reverse("rounds", args=around),
        lacks=tuple(lack_words(each) for each in bodies.lacks),
        unapproved=None if bodies.given else unapproved(bodies),
        shown=compare.shown(newest, draft) if newest else None,
        moves=compare.moves_between(newest, draft) if newest else (),
        frameworks=tuple(_own(address, each) for each in frameworks),
        filled=filled,
        wrong=wrong or Wrong(),
    )


def _own(address: Address, own: OwnFramework) -> Own:
    code = own.framework.code
    href = reverse("publish-framework", args=(address.institution, address.cluster, code))
    return Own(Named(own.framework.title, href, code=code), own.same_as.name if own.same_as else "")


def suggested(taken: list[str]) -> str:
    """The first free name of the year: `2026.1`, `2026.2`.

    Whatever the names there are look like, the suggestion is one that is not taken.
    """
    year, known = today().year, {each.lower() for each in taken}
    return next(name for number in range(1, len(known) + 2) if (name := f"{year}.{number}") not in known)


def filled_in(request: HttpRequest) -> Filled:
    """What was sent."""
    said = request.POST
    return Filled(
        name=said.get("name", "").strip(),
        note=said.get("note", "").replace("\r\n", "\n"),
        reason=said.get("reason", "").replace("\r\n", "\n"),
        confirmed=bool(said.get("confirmed")),
    )


def wrong_in(refused: Refused) -> Wrong:
    """A refusal beside the field that it is about."""
    if isinstance(refused, BadName | NameTaken):
        return Wrong(name=refused.why)
    return Wrong(reason=refused.why) if isinstance(refused, Unexplained) else Wrong(whole=refused.why)


def _again(
    request: HttpRequest, history: History, filled: Filled, wrong: Wrong, *, clash: bool = False
) -> HttpResponse:
    """The form once more, with all that was typed."""
    return _form(request, history, filled, wrong, HTTPStatus.CONFLICT if clash else HTTPStatus.UNPROCESSABLE_ENTITY)


def _form(
    request: HttpRequest, history: History, filled: Filled, wrong: Wrong | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    where, newest = history.kept.address, history.kept.releases[:1]
    before = opened(request, where.institution, where.code, state=newest[0].name) if newest else None
    own = own_frameworks(viewer_of(request), history)
    return render(request, "publish.html", {"page": page(history, filled, wrong, before, own)}, status=status)
