"""Publishing a framework as it stands in a draft, so that other clusters and colleges may pin it."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from fourfold.actions import frameworks
from fourfold.actions.frameworks import FrameworkRequest, OwnFramework
from fourfold.actions.refused import Clash, Forbidden, Refused, Unavailable
from fourfold.actions.releases import History
from fourfold.actions.words import MOST_LETTERS
from fourfold.web.pages import published_framework, release
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import DRAFT
from fourfold.web.pages.publish import Filled, Wrong, filled_in, suggested, wrong_in
from fourfold.web.reader import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishFrameworkPage:
    """The form that publishes a framework."""

    frame: Frame
    framework: Named
    root: str
    digest: str
    same_as: str
    filled: Filled
    wrong: Wrong
    most_words: int = MOST_LETTERS


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str, code: str) -> HttpResponse:
    """Show the form; or publish the framework as it says, and go to it."""
    history = release.told(request, institution, cluster)
    own = _own(request, history, code)
    if request.method != "POST":
        return _form(request, history, own, Filled(name=suggested([each.name for each in own.releases])))
    filled = filled_in(request)
    if not filled.confirmed:
        wrong = Wrong(confirmed=gettext_lazy("Say that you know this cannot be taken back."))
        return _form(request, history, own, filled, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = FrameworkRequest(root=request.POST.get("root", ""), name=filled.name, note=filled.note)
    try:
        done = frameworks.publish_own(viewer_of(request), history, own.framework.code, asked, now=timezone.now())
    except Forbidden as forbidden:
        raise PermissionDenied from forbidden
    except Unavailable:
        raise
    except Refused as refused:
        status = HTTPStatus.CONFLICT if isinstance(refused, Clash) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _form(request, history, own, filled, wrong_in(refused), status)
    messages.success(request, _("%(name)s is published: everybody can read and pin it.") % {"name": done.name})
    return redirect(published_framework.address(history.opened.institution, own.framework.code, done.name))


def _own(request: HttpRequest, history: History, code: str) -> OwnFramework:
    """The framework that is asked for; a draft that the reader does not see has none."""
    if history.draft is None:
        raise Http404
    found = frameworks.own_frameworks(viewer_of(request), history)
    own = next((each for each in found if each.framework.code.lower() == code.lower()), None)
    if own is None:
        known = {each.code.lower() for each in history.opened.index.frameworks.values()}
        raise PermissionDenied if code.lower() in known else Http404
    return own


def _form(
    request: HttpRequest,
    history: History,
    own: OwnFramework,
    filled: Filled,
    wrong: Wrong | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    where = history.kept.address
    address = Address(where.institution, where.code, DRAFT)
    page = PublishFrameworkPage(
        frame=release.around(history, "publish", release.way(history)),
        framework=Named(own.framework.title, address.to("framework", own.framework.code), code=own.framework.code),
        root=own.root,
        digest=own.root[:8],
        same_as=own.same_as.name if own.same_as else "",
        filled=filled,
        wrong=wrong or Wrong(),
    )
    return render(request, "publish_framework.html", {"page": page}, status=status)
