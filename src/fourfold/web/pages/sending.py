"""What somebody sends: which of a page's forms, what it lacks, and what is said when it is done."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from fourfold.actions.refused import Clash, Forbidden, Missing, Refused, Unavailable
from fourfold.web.pages.wording import Words, reading_language

T = TypeVar("T")
F = TypeVar("F", bound=forms.Form)
SECRET = "secret"  # noqa: S105 - how a message is marked that shows one


def act(request: HttpRequest) -> str:
    """Which form of the page was sent; "" where none was."""
    return request.POST.get("act", "") if request.method == "POST" else ""


def sent(request: HttpRequest, name: str, form: type[F], **given: Any) -> F:  # noqa: ANN401 - each form its own
    """The form of a page that goes by `name`: filled in where it is the one that was sent."""
    return form(request.POST if act(request) == name else None, **given)


def done(
    form: forms.Form, work: Callable[[], T], beside: Mapping[type[Refused], str] = MappingProxyType({})
) -> T | None:
    """The result of `work`; where it is refused, the form says why and nothing is lost.

    `beside` names the field that a kind of refusal is about; others are about the whole form.
    """
    try:
        return work()
    except (Missing, Forbidden, Unavailable):
        raise
    except Refused as refusal:
        form.add_error(beside.get(type(refusal)), refusal.why.in_language(reading_language()))
        return None


def tried(
    request: HttpRequest, work: Callable[[], object], words: Words = "", *, asks: tuple[type[Refused], ...] = ()
) -> bool:
    """Do what a button asks, and say so on the next page; where it is refused, say why there.

    `asks` are refusals that the page asks about by itself.
    """
    try:
        work()
    except Refused as refusal:
        if isinstance(refusal, (Missing, Unavailable, *asks)):
            raise
        messages.error(request, refusal.why.in_language(reading_language()))
        return False
    if words:
        tell(request, words)
    return True


def status_of(refusal: Refused) -> HTTPStatus:
    """How a page that says why something was refused is answered: that others were first, or that it cannot be so."""
    return HTTPStatus.CONFLICT if isinstance(refusal, Clash) else HTTPStatus.UNPROCESSABLE_ENTITY


def tell(request: HttpRequest, words: Words) -> None:
    """Say on the next page that something was done."""
    messages.success(request, str(words))


def show_once(request: HttpRequest, words: Words, secret: str) -> None:
    """Say it, and show on the next page what nobody sees again."""
    messages.success(request, str(words))
    messages.success(request, secret, extra_tags=SECRET)
