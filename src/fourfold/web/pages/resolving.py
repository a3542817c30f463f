"""From an address to the noun it names: near codes where there is none, the proper spelling where it differs."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Protocol, TypeVar

from django.http import Http404
from django.utils.translation import gettext as _

from fourfold.domain.plan import Plan
from fourfold.domain.program import Program


class Coded(Protocol):
    """A noun with a code."""

    @property
    def code(self) -> str: ...


Noun = TypeVar("Noun", bound=Coded)
MOST_NEAR = 5
MOST_ECHOED = 40


class UnknownCode(Http404):
    """No noun has this code; `near` are codes that look like it."""

    def __init__(self, code: str, near: tuple[str, ...]) -> None:
        super().__init__(code)
        self.code = code
        self.near = near


class NotHere(Http404):
    """The address is well-formed, but asks for what its noun does not have; `words` say what that is."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def echoed(asked: str) -> str:
    """What a reader asked for, cut so that it can be said in a sentence."""
    return f"“{asked}”" if len(asked) <= MOST_ECHOED else f"“{asked[:MOST_ECHOED]}…”"


def plan_of(program: Program, code: str) -> Plan | None:
    """The plan of this code, the first where none is asked for; None where the program has no plan at all."""
    if not code:
        return program.plans[0] if program.plans else None
    found = next((plan for plan in program.plans if plan.code.lower() == code.lower()), None)
    if found is None:
        raise NotHere(_("This program has no plan %(plan)s.") % {"plan": echoed(code)})
    return found


def by_code(nouns: Iterable[Noun], code: str) -> Noun:
    """The noun whose code this is, ignoring case; raises `UnknownCode` with near codes otherwise."""
    named = {each.code.lower(): each for each in nouns}
    if found := named.get(code.lower()):
        return found
    near = get_close_matches(code.lower(), named, n=MOST_NEAR, cutoff=0.4)
    raise UnknownCode(code, tuple(named[each].code for each in near))
