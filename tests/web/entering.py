"""Coming in: the cast with passwords that are quick to check, and a browser for each of them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from fourfold.store.models import Person
from tests.actions.cast import PASSWORD, Cast, gather
from tests.web import small

Answer = Any
"""What Django's test client gives, which has no public name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The cast, and the way in."""

    cast: Cast = field(default_factory=gather)

    def as_(self, who: str) -> Client:
        """A browser in which somebody is signed in."""
        client = Client()
        client.force_login(Person.objects.get(pk=getattr(self.cast, who).who))
        return client

    def cast_course(self) -> str:
        """The code of the course that Mei teaches."""
        return small.dossier().cluster.courses[0].code

    def id_of(self, who: str) -> str:
        """Somebody's id."""
        return str(getattr(self.cast, who).who)


@pytest.fixture
def door(db: None, settings: LazySettings) -> Door:  # noqa: ARG001 - the database is asked for its effect
    """The small cluster with everybody who has to do with it."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TODAY = date(2026, 6, 1)
    return Door()


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Answer:
    """Fill in the form."""
    return client.post("/account/sign-in", {"login": email, "password": password, **more})


def said(answer: Answer) -> str:
    """What a page says."""
    return str(answer.content.decode())
