"""The small cluster, its cast with tokens, and a client of the API; on both databases."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from fourfold.actions.tokens import make_token
from fourfold.api import throttle
from fourfold.domain.person import Viewer
from tests.actions.cast import Cast, gather
from tests.databases import database

__all__ = ["database"]

CLUSTER = "/api/v1/clusters/szpu/ict"
DRAFT = f"{CLUSTER}/states/draft"


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who asks the API, with a token or without."""

    secret: str = ""
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:  # noqa: ANN401 - JSON; the test client's answer
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            named["Authorization"] = f"Bearer {self.secret}"
        content = {"content_type": "application/json"} | ({} if body is None else {"data": body})
        if method in {"get", "head"}:
            return getattr(self.client, method)(path, headers=named)
        return getattr(self.client, method)(path, headers=named, **content)

    def get(self, path: str, **headers: str) -> Any:  # noqa: ANN401 - as above
        return self("get", path, **headers)


@pytest.fixture(autouse=True)
def day(settings: LazySettings) -> None:
    """The day that the small cluster is judged by."""
    settings.TODAY = date(2026, 6, 1)
    # Nobody signs in with a password here, and eight good ones take a while.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    throttle.forget_all()


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - the database is asked for its effect
    return gather()


def token_of(viewer: Viewer, *, may_write: bool) -> str:
    return make_token(viewer, name="test", may_write=may_write, days=1).secret


@pytest.fixture
def lin(cast: Cast) -> Asking:
    """Lin, who leads the cluster, with a token that may write."""
    return Asking(token_of(cast.lin, may_write=True))


@pytest.fixture
def visitor(cast: Cast) -> Asking:  # noqa: ARG001 - the cast is asked for its effect
    """Nobody in particular."""
    return Asking()


People = Callable[..., Asking]


@pytest.fixture
def person(cast: Cast) -> People:
    """Any of the cast, with a token."""

    def of(name: str, *, may_write: bool = True) -> Asking:
        assert name in {each.name for each in fields(Cast)}
        return Asking(token_of(getattr(cast, name), may_write=may_write))

    return of


def etag_of(response: Any) -> str:  # noqa: ANN401 - the test client's answer
    return str(response.headers["ETag"])


def kind_of(response: Any) -> tuple[int, str]:  # noqa: ANN401 - the test client's answer
    """The status of a refusal and the code at the end of its type."""
    return response.status_code, response.json()["type"].rpartition("#")[2]


__all__ += ["CLUSTER", "DRAFT", "Asking", "People", "etag_of", "kind_of"]
