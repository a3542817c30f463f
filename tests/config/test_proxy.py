"""What a proxy says is believed, and what anybody else says in its name is not."""

from collections.abc import Iterable
from ipaddress import ip_network
from typing import Any

import pytest

from fourfold.config.env import Misread, networks
from fourfold.config.proxy import SAID_BY_PROXIES, behind

OURS = (ip_network("127.0.0.1"), ip_network("10.1.0.0/16"))
SAID = {
    "HTTP_HOST": "127.0.0.1:8000",
    "wsgi.url_scheme": "http",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "fourfold.college.example",
    "HTTP_X_REQUEST_ID": "proxy-0123456789",
}


def reached(peer: str, forwarded: str = "198.51.100.7", **said: str) -> dict[str, Any]:
    """What the application is told of a request from `peer`, forwarded for somebody."""
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], _: object) -> Iterable[bytes]:
        seen.update(environ)
        return []

    behind(application, OURS)({**SAID, "REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded, **said}, None)
    return seen


@pytest.mark.parametrize("peer", ["127.0.0.1", "::ffff:127.0.0.1", "10.1.200.3"])
def test_our_proxy_says_who_asks_by_which_name_and_how(peer: str) -> None:
    seen = reached(peer)
    assert (seen["REMOTE_ADDR"], seen["HTTP_HOST"], seen["wsgi.url_scheme"], seen["HTTP_X_REQUEST_ID"]) == (
        "198.51.100.7",
        "fourfold.college.example",
        "https",
        "proxy-0123456789",
    )


@pytest.mark.parametrize("peer", ["198.51.100.9", "10.2.0.1", "::1", ""])
def test_anybody_else_says_nothing_in_its_name(peer: str) -> None:
    seen = reached(peer)
    assert (seen["REMOTE_ADDR"], seen["HTTP_HOST"], seen["wsgi.url_scheme"]) == (peer, "127.0.0.1:8000", "http")
    assert [name for name in SAID_BY_PROXIES if name in seen] == []


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("6.6.6.6, 198.51.100.7", "198.51.100.7"),  # who asks wrote the first
        ("6.6.6.6, 198.51.100.7, 10.1.0.4", "198.51.100.7"),  # through two of ours
        ("10.1.0.4", "127.0.0.1"),  # one of ours asks
        ("nonsense", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_added_is_who_asks(forwarded: str, client: str) -> None:
    assert reached("127.0.0.1", forwarded)["REMOTE_ADDR"] == client


def test_a_scheme_is_http_or_https() -> None:
    assert reached("127.0.0.1", HTTP_X_FORWARDED_PROTO="file")["wsgi.url_scheme"] == "http"


@pytest.mark.parametrize("said", ["proxy.college.example", "10.1.0.1/16", "127.0.0.1;10.0.0.1"])
def test_a_proxy_that_is_no_address_is_refused_in_words(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURFOLD_PROXY", said)
    with pytest.raises(Misread, match="FOURFOLD_PROXY holds addresses such as"):
        networks("FOURFOLD_PROXY")
