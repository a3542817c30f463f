"""From an address to what is edited there."""

from collections.abc import Mapping

from django.http import HttpRequest

from fourfold.web.pages.editing.of_framework import framework_at, new_framework
from fourfold.web.pages.editing.target import Target, new_target, target_at
from fourfold.web.pages.opened import Opened


def aim_at(request: HttpRequest, found: Opened, noun: str, code: str) -> Target:
    """The noun at an address; raises `Http404` where there is none."""
    return framework_at(request, found, code) if noun == "framework" else target_at(found, noun, code)


def aim_to_come(found: Opened, noun: str, given: Mapping[str, str]) -> Target:
    """A noun that is to come, with what the way to its form has said of it already."""
    return new_framework(found, given) if noun == "framework" else new_target(found, noun, given)
