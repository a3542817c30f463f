"""Who reads a page: as somebody who asks, and as pages show them."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from fourfold.actions import audit, people
from fourfold.domain.person import OPERATOR, VISITOR, Viewer

_KEPT = "fourfold_viewer"
VISITS = "fourfold_visits"
"""In the session of a demonstration: whoever is here looks as a visitor does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An institution whose audit somebody reads; who `administers` it also sees its people and its settings."""

    institution: str
    administers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What the head of a page says about whoever reads it."""

    name: str
    email: str
    places: tuple[Place, ...] = ()


def viewer_of(request: HttpRequest) -> Viewer:
    """Who asks: looked up once for each request."""
    found = getattr(request, _KEPT, None)
    if not isinstance(found, Viewer):
        found = people.viewer_of(str(request.user.pk)) if request.user.is_authenticated else _unsigned(request)
        setattr(request, _KEPT, found)
    return found


def _unsigned(request: HttpRequest) -> Viewer:
    """Somebody who has not signed in: a visitor, but on a machine of one's own its operator.

    In the demonstration the operator may choose to see what a visitor sees.
    """
    visits = settings.DEMO and request.session.get(VISITS)
    return OPERATOR if settings.LOCAL and not visits else VISITOR


def reader(request: HttpRequest) -> dict[str, Reader | str | bool | None]:
    """`reader` in every template: `None` for whoever has not signed in, who comes in as `entered` says.

    `operates` where that is the machine's operator.
    """
    entered = "demo" if settings.DEMO else "" if settings.LOCAL else "sign-in"
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"reader": None, "entered": entered, "operates": user is not None and viewer_of(request).operator}
    places = _places(viewer_of(request))
    return {"reader": Reader(name=user.name, email=user.email, places=places), "entered": entered}


def _places(viewer: Viewer) -> tuple[Place, ...]:
    codes = sorted({each.institution for each in viewer.grants})
    return tuple(
        Place(institution=each, administers=viewer.administers(each)) for each in codes if audit.may_audit(viewer, each)
    )


def contributor_of(request: HttpRequest) -> str:
    """The id of who asks, where a page or the API has come to know it; nobody is looked up."""
    known = (getattr(request, name, None) for name in (_KEPT, "auth"))
    return next((each.who for each in known if isinstance(each, Viewer)), "")
