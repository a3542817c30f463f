"""Pages that only show."""

from collections.abc import Callable
from typing import TypeVar

from django.http.response import HttpResponseBase
from django.views.decorators import http
from django.views.decorators.csrf import csrf_exempt

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])


def require_safe(page: Page) -> Page:
    """Let a page answer GET and HEAD alone; anything else is refused for that, not for want of a form's token."""
    return csrf_exempt(http.require_safe(page))
