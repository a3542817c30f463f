"""Taking a noun out of a draft: what refers to it and what else would differ first, then the deed."""

from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import editing
from fourfold.actions.editing import Intent
from fourfold.actions.refused import Clash, Missing, Refused, Unavailable
from fourfold.domain.program import Program
from fourfold.domain.text import Text
from fourfold.web.pages import stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing import effect, proposing, target
from fourfold.web.pages.editing.desk import draft_of, mine, told_with_way
from fourfold.web.pages.editing.effect import Effect
from fourfold.web.pages.editing.proposing import Into
from fourfold.web.pages.editing.target import Target
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import tell
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
    aim = target.target_at(found, noun, code)
    if not aim.noun.remove:
        raise Http404
    own = "code" in mine(request, found, aim)
    if not own and not proposing.may(request, found):
        raise PermissionDenied
    if request.method != "POST":
        return _shown(request, found, aim)
    if request.POST.get("do") == "propose":
        return _proposed(request, found, aim)
    if not own:
        raise PermissionDenied
    return _done(request, found, aim)


def _proposed(request: HttpRequest, found: Opened, aim: Target) -> HttpResponse:
    ours = aim.part_with(None) if aim.inside else None
    intent = Intent(key=aim.key, base=request.POST.get("base") or None, ours=ours)
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
        if aim.inside:
            editing.put_part(draft, aim.part_with(None), expected=base)
        else:
            editing.remove_part(draft, aim.key, expected=base)
    except (Missing, Unavailable):
        raise
    except Refused as refusal:
        status = HTTPStatus.CONFLICT if isinstance(refusal, Clash) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _shown(request, found, aim, refusal.why, status)
    tell(request, told_with_way(found, _("%(noun)s is removed.") % {"noun": aim.value.code}))
    return redirect(_above(Address(found.institution, found.code, DRAFT), aim))


def _above(address: Address, aim: Target) -> str:
    """The page that listed what is gone."""
    if aim.inside and isinstance(aim.part, Program):
        return address.to("program", aim.part.code)
    return address.to({"rule": "rules"}.get(aim.name, f"{aim.name}s"))


def _shown(
    request: HttpRequest, found: Opened, aim: Target, refused: Text | None = None, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    address = Address(found.institution, found.code, DRAFT)
    back = target.way_to(address, aim, aim.value)
    part = aim.part_with(None) if aim.inside else None
    page = RemovePage(
        frame=frame(found, address, f"{aim.name}s", Crumb(aim.title, back)),
        title=aim.title,
        code=aim.value.code,
        remove=aim.noun.remove,
        base=aim.digest,
        effect=effect.effect_of(found, address, aim.key, part),
        back=back,
        refused=refused,
        saves="code" in mine(request, found, aim),
        into=proposing.into(request, found, f"{aim.noun.remove}: {aim.value.code}"),
    )
    return render(request, "remove.html", {"page": page}, status=status)
