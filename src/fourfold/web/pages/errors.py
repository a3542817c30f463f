"""What a reader sees where there is nothing, or where we are wrong."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from fourfold.actions import shelf
from fourfold.actions.refused import JUST_NOW, RETRY_SECONDS, Clash, Forbidden, Refused
from fourfold.domain.marks import CODE_PATTERN
from fourfold.web.pages import release
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.opened import DRAFT, today
from fourfold.web.pages.resolving import MOST_NEAR, NotHere, UnknownCode
from fourfold.web.pages.wording import reading_language
from fourfold.web.reader import viewer_of

MOST_PATH = 120
_CODE = CODE_PATTERN.strip("^$")
_OF_A_CLUSTER = re.compile(f"/({_CODE})/({_CODE})(?:/({_CODE}))?(?:/|$)")


@dataclass(frozen=True, slots=True)
class MissingPage:
    """What was asked for, and codes that look like it."""

    path: str
    code: str
    near: tuple[tuple[str, str], ...]
    words: str = ""
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class FaultPage:
    """Nothing but that it is our fault."""

    frame: None = None


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """What cannot be granted, and what can be done instead."""

    title: str
    words: str
    frame: Frame | None = None
    back: str = ""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, and what is near."""
    code = exception.code if isinstance(exception, UnknownCode) else ""
    words = exception.words if isinstance(exception, NotHere) else ""
    ways = around(request)
    near = _near(request, exception) or (() if ways else _near_clusters(request))
    page = MissingPage(request.path[:MOST_PATH], code, near, words, ways)
    return HttpResponseNotFound(render(request, "missing.html", {"page": page}).content)


def around(request: HttpRequest) -> Frame | None:
    """The ways through the cluster that an address names, where the reader sees any of it."""
    named = _OF_A_CLUSTER.match(request.path)
    if named is None:
        return None
    institution, cluster, state = named.groups()
    found = shelf.open_cluster(institution, cluster, state=state or DRAFT, viewer=viewer_of(request), today=today())
    if found is not None:
        return frame(found, Address(found.institution, found.code, found.release.name if found.release else DRAFT), "")
    try:
        return release.around(release.told(request, institution, cluster), "")
    except Http404:
        return None


def _near(request: HttpRequest, exception: Exception) -> tuple[tuple[str, str], ...]:
    """Addresses like the one asked for, with a near code in its place."""
    around = request.path.split("/")
    if not isinstance(exception, UnknownCode) or exception.code not in around:
        return ()
    at = len(around) - 1 - around[::-1].index(exception.code)
    return tuple((near, "/".join([*around[:at], quote(near), *around[at + 1 :]])) for near in exception.near)


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the address names, where there may be a page."""
    try:
        return dict(resolve(request.path).kwargs)
    except Resolver404:
        return {}


def _near_clusters(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The clusters that the reader sees and whose addresses look like the one asked for."""
    named = _OF_A_CLUSTER.match(request.path)
    if named is None or "cluster" not in _asked(request):
        return ()
    seen = [each.address for each in shelf.on_shelf(viewer_of(request))]
    ways = {f"{each.institution}/{each.code}".lower(): (each.institution, each.code) for each in seen}
    near = get_close_matches("/".join(named.group(1, 2)).lower(), ways, n=MOST_NEAR)
    return tuple(("/".join(ways[each]), reverse("stand", args=ways[each])) for each in near)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, without asking anything that may be broken."""
    return HttpResponseServerError(render_to_string("fault.html", {"page": FaultPage()}, request=request))


def not_allowed(request: HttpRequest, allowed: str = "GET, HEAD") -> HttpResponse:
    """Say that pages only show."""
    words = _("These pages only show: they answer requests to read (GET and HEAD) and nothing else.")
    answer = _refused(request, 405, _("Nothing can be sent here"), words, around(request))
    answer.headers["Allow"] = allowed
    return answer


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that what was sent does not come from a form of this site, or from one that is too old."""
    words = _(
        "What you sent did not come from a form of this site, or the form is too old. "
        "Go back, load it again, and send it once more."
    )
    return _refused(request, 403, _("This form cannot be taken"), words)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the reader may not do this."""
    words = _("Your roles do not let you do this. Whoever administers your institution can grant them.")
    return _refused(request, 403, _("This is not yours to do"), words, around(request))


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Say why an action was refused."""
    status = 403 if isinstance(refusal, Forbidden) else 409 if isinstance(refusal, Clash) else 400
    return _refused(
        request, status, _("This cannot be done"), refusal.why.in_language(reading_language()), around(request)
    )


def too_long(request: HttpRequest) -> HttpResponse:
    """Say that the question in the address is too long."""
    request.META["QUERY_STRING"] = ""  # so that no link of the page repeats it
    words = _("The address you asked for is longer than any page of this site needs.")
    return _refused(request, 414, _("This address is too long"), words)


def too_much(request: HttpRequest) -> HttpResponse:
    """Say that what was sent is larger than anything that is taken here; none of it is read."""
    words = _("What you sent is larger than anything that this site takes. A file has at most 8 MiB.")
    # Every form is sent to the page it stands on.
    page = RefusedPage(_("This is too large"), words, back=request.get_full_path())
    return render(request, "refused.html", {"page": page}, status=413)


def too_often(request: HttpRequest) -> HttpResponse:
    """Say that somebody tries too often."""
    words = _("Somebody at your address has tried this too often. Wait a few minutes, then try again.")
    return _refused(request, 429, _("Too often"), words)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request is malformed, or speaks to a host that this site does not go by."""
    words = _("The request could not be read.")
    if isinstance(exception, DisallowedHost):
        words = _(
            "You reached this site by a name that it does not go by. Whoever runs it lists its names in FOURFOLD_HOSTS."
        )
    return _refused(request, 400, _("This request was not understood"), words)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that the database cannot do its work; nobody is looked up, since that would ask it again."""
    request.user = AnonymousUser()
    answer = _refused(request, 503, _("This site cannot be used just now"), JUST_NOW.in_language(reading_language()))
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _refused(request: HttpRequest, status: int, title: str, words: str, frame: Frame | None = None) -> HttpResponse:
    return render(request, "refused.html", {"page": RefusedPage(title, words, frame)}, status=status)
