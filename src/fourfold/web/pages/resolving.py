"""From an address to the noun it names: near codes where there is none, the proper spelling where it differs."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Protocol, TypeVar

from django.http import Http404


class Coded(Protocol):
    """A noun with a code."""

    @property
    def code(self) -> str: ...


Noun = TypeVar("Noun", bound=Coded)
MOST_NEAR = 5


class UnknownCode(Http404):
    """No noun has this code; `near` are codes that look like it."""

    def __init__(self, page: str, code: str, near: tuple[str, ...]) -> None:
        super().__init__(code)
        self.page = page
        self.code = code
        self.near = near


def by_code(nouns: Iterable[Noun], code: str, page: str) -> Noun:
    """The noun whose code this is, ignoring case; raises `UnknownCode` with near codes otherwise."""
    named = {each.code.lower(): each for each in nouns}
    if found := named.get(code.lower()):
        return found
    near = get_close_matches(code.lower(), named, n=MOST_NEAR, cutoff=0.4)
    raise UnknownCode(page, code, tuple(named[each].code for each in near))
