"""Behind a proxy: what it says about a request is believed, and what anybody else says is not."""

from collections.abc import Callable, Iterable
from ipaddress import IPv6Address, ip_address
from typing import Any

from fourfold.config.env import Network

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

SAID_BY_PROXIES = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REQUEST_ID",
)


def behind(application: Application, networks: tuple[Network, ...]) -> Application:
    """The application as it is reached through proxies in `networks`, or by anybody directly."""

    def handle(environ: Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI's own callable
        if _within(environ.get("REMOTE_ADDR", ""), networks):
            _believe(environ, networks)
        else:
            for name in SAID_BY_PROXIES:
                environ.pop(name, None)
        return application(environ, start_response)

    return handle


def _within(address: str, networks: tuple[Network, ...]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    plain = found.ipv4_mapped if isinstance(found, IPv6Address) and found.ipv4_mapped else found
    return any(plain in network for network in networks)


def _believe(environ: Environ, networks: tuple[Network, ...]) -> None:
    hops = [each.strip() for each in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if each.strip()]
    # Whoever asks can write the first of them; only what our own proxies have added is true.
    client = next((each for each in reversed(hops) if not _within(each, networks)), None)
    if client and _is_address(client):
        environ["REMOTE_ADDR"] = client
    if environ.get("HTTP_X_FORWARDED_PROTO") in {"http", "https"}:
        environ["wsgi.url_scheme"] = environ["HTTP_X_FORWARDED_PROTO"]
    if host := environ.get("HTTP_X_FORWARDED_HOST"):
        environ["HTTP_HOST"] = host


def _is_address(said: str) -> bool:
    try:
        ip_address(said)
    except ValueError:
        return False
    return True
