"""Who asks: a token's person, a browser that is signed in, or a visitor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from fourfold.actions import people, tokens
from fourfold.api.refusals import FORBIDDEN, UNSIGNED, Declined
from fourfold.api.throttle import admit
from fourfold.domain.person import OPERATOR, VISITOR, Viewer
from fourfold.domain.text import Text

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORGED = Text(
    en="A browser writes only from a page of this site: send its CSRF token, or use a token.",
    zh="浏览器只能从本站页面写入：请附上 CSRF 令牌，或使用访问令牌。",
)


class Token(AuthBase):
    """`Authorization: Bearer ff_…`; without it a visitor reads what is published."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Viewer:
        said = request.headers.get("Authorization")
        # A server may pass on a header that is no text as an empty one: whoever sent it meant to be somebody.
        return _unsigned(request) if said is None else _bearer(said)


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer that `Token` found."""
    found: Any = getattr(request, "auth", VISITOR)
    return found if isinstance(found, Viewer) else VISITOR


def _bearer(said: str) -> Viewer:
    scheme, _, secret = said.partition(" ")
    viewer = tokens.viewer_of_token(secret.strip()) if scheme.lower() == "bearer" else None
    if viewer is None:
        raise _sign_in(
            Text(en="This token opens nothing: it is wrong, ended or revoked.", zh="此令牌无效：有误、已过期或已撤销。")
        )
    admit(f"token {tokens.digest_of(secret.strip())}")
    return viewer


def _unsigned(request: HttpRequest) -> Viewer:
    """Whoever comes without a token: as the session has it; to write, a visitor must say who they are."""
    person = str(request.user.pk) if request.user.is_authenticated else ""
    admit(f"person {person}" if person else f"visitor {request.META.get('REMOTE_ADDR', '')}")
    if request.method not in SAFE:
        _may_write(request, person)
    if person:
        return people.viewer_of(person)
    return OPERATOR if settings.LOCAL else VISITOR


def _may_write(request: HttpRequest, person: str) -> None:
    if not person and not settings.LOCAL:
        raise _sign_in(None)
    # Browsers say where a request comes from; a program on one's own machine says nothing and carries no cookie.
    in_browser = any(request.headers.get(name) for name in ("Origin", "Sec-Fetch-Site", "Cookie"))
    if (person or in_browser) and check_csrf(request) is not None:
        raise Declined(FORBIDDEN, _FORGED)


def _sign_in(why: Text | None) -> Declined:
    return Declined(UNSIGNED, why).with_headers(WWW_Authenticate='Bearer realm="fourfold"')
