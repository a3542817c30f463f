"""Taking a noun out of a draft: what refers to it and what else would differ first, then the deed."""

from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions.editing import Intent
from fourfold.actions.refused import Missing, Refused, Unavailable
from fourfold.domain.text import Text
from fourfold.web.pages import stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing import effect, proposing, referring
from fourfold.web.pages.editing.aims import aim_at
from fourfold.web.pages.editing.desk import draft_of, mine, told_with_way
from fourfold.web.pages.editing.effect import Effect
from fourfold.web.pages.editing.of_framework import item_at
from fourfold.web.pages.editing.proposing import Into
from fourfold.web.pages.editing.referring import Referrer
from fourfold.web.pages.editing.target import Target
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import status_of, tell
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePage:
    """A noun that is about to go, and what its going does."""

    frame: Frame
    title: Text | Words
    code: str
    remove: Words
    base: str
    referrers: tuple[Referrer, ...]
    effect: Effect
    back: str
    refused: Text | None = None
    saves: bool = True
    into: Into | None = None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, institution: str, cluster: str, noun: str, code: str) -> HttpResponse:
    """Say what the removal of a noun would do; remove it."""
    found = opened(request, institution, cluster, state=DRAFT)
    aim = aim_at(request, found, noun, code)
    if not aim.noun.remove:
        raise Http404
    return _answered(request, found, aim)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove_item(request: HttpRequest, institution: str, cluster: str, code: str, item: str) -> HttpResponse:
    """The same of an item of a framework, with all that stands below it."""
    found = opened(request, institution, cluster, state=DRAFT)
    return _answered(request, found, item_at(request, found, code, item))


def _answered(request: HttpRequest, found: Opened, aim: Target) -> HttpResponse:
    own = "code" in mine(request, found, aim)
    proposes = aim.proposable and proposing.may(request, found)
    if not own and not proposes:
        raise PermissionDenied
    if request.method != "POST":
        return _shown(request, found, aim)
    if request.POST.get("do") == "propose" and proposes:
        return _proposed(request, found, aim)
    if not own:
        raise PermissionDenied
    return _done(request, found, aim)


def _proposed(request: HttpRequest, found: Opened, aim: Target) -> HttpResponse:
    intent = Intent(key=aim.key, base=request.POST.get("base") or None, ours=aim.without())
    try:
        number = proposing.put(request, found, intent)
    except (Missing, Unavailable):
        raise
    except Refused as refusal:
        return _shown(request, found, aim, refusal.why, HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(stages.href(found, number))


def _done(request: HttpRequest, found: Opened, aim: Target) -> HttpResponse:
    draft, base = draft_of(request, found), request.POST.get("base", "")
    try:
        aim.take_away(draft, base=base)
    except (Missing, Unavailable):
        raise
    except Refused as refusal:
        status = status_of(refusal)
        return _shown(request, found, aim, refusal.why, status)
    tell(request, told_with_way(found, _("%(noun)s is removed.") % {"noun": aim.value.code}))
    return redirect(aim.above(Address(found.institution, found.code, DRAFT)))


def _shown(
    request: HttpRequest, found: Opened, aim: Target, refused: Text | None = None, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    address = Address(found.institution, found.code, DRAFT)
    back = aim.way(address, aim.value)
    run = aim.rehearse(found, aim.without())
    page = RemovePage(
        frame=frame(
            found,
            address,
            "frameworks" if aim.name == "item" else f"{aim.name}s",
            *aim.around(address),
            Crumb(aim.title, back),
        ),
        title=aim.title,
        code=aim.value.code,
        remove=aim.noun.remove,
        base=aim.digest,
        referrers=referring.referrers(run, address),
        effect=effect.shown(referring.without_references(run), address, (aim.key,)),
        back=back,
        refused=refused,
        saves="code" in mine(request, found, aim),
        into=proposing.into(request, found, f"{aim.noun.remove}: {aim.value.code}") if aim.proposable else None,
    )
    return render(request, "remove.html", {"page": page}, status=status)
