"""The ways from a page into the workbench: edit what it shows, begin something new beside it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fourfold.actions import uploads
from fourfold.actions.authority import may_propose, own_fields
from fourfold.actions.pinning import foreign_keeper
from fourfold.canon.kinds import Part
from fourfold.domain.cluster import Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.module import Module
from fourfold.domain.plan import Plan
from fourfold.domain.program import Program
from fourfold.domain.rule import Rule
from fourfold.web.pages.aligning import ways_to_align
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import DRAFT, Opened
from fourfold.web.pages.wording import Words
from fourfold.web.reader import viewer_of

_EDIT = {
    "cluster": _("Edit the cluster"),
    "program": _("Edit the program"),
    "plan": _("Edit this plan"),
    "module": _("Edit"),
    "course": _("Edit"),
    "rule": _("Edit"),
    "framework": _("Edit the framework"),
}
_PROPOSE = {
    "cluster": _("Propose a change of the cluster"),
    "program": _("Propose a change of the program"),
    "plan": _("Propose a change of this plan"),
    "module": _("Propose a change"),
    "course": _("Propose a change"),
    "rule": _("Propose a change"),
}
NEW = {
    "program": _("New program"),
    "plan": _("New plan"),
    "module": _("New module"),
    "course": _("New course"),
    "rule": _("New rule"),
    "framework": _("New framework"),
}
"""The nouns that can be begun, and what a new one is called."""
CLASSES: dict[str, type] = {
    "cluster": Head,
    "program": Program,
    "plan": Plan,
    "module": Module,
    "course": Course,
    "rule": Rule,
    "framework": Framework,
}
"""The nouns that have forms."""
_NAMES = {cls: name for name, cls in CLASSES.items()}


def editing(request: HttpRequest, found: Opened, *values: Any, new: tuple[str, ...] = ()) -> tuple[Named, ...]:  # noqa: ANN401 - nouns
    """The ways to edit these nouns of a draft and to begin `new` ones, those that are the reader's."""
    if found.release is not None:
        return ()
    edits = (Named(words, way_to_edit(found, each)) for each in values if (words := _edit_words(request, found, each)))
    return (
        *edits,
        *(ways_to_align(found, values[0]) if values else ()),
        *_link(request, found, values),
        *_begun(request, found, new, values),
        *_workbook(request, found, values),
        *_history(request, found, values),
    )


def _edit_words(request: HttpRequest, found: Opened, value: Any) -> Words:  # noqa: ANN401 - a noun
    """What the way to the form of a noun is called; "" where the reader may neither edit nor propose."""
    name = _NAMES[type(value)]
    if _may(request, found, value):
        return _EDIT[name]
    if name not in _PROPOSE:
        return ""
    return _PROPOSE[name] if may_propose(viewer_of(request), institution=found.institution) else ""


def _link(request: HttpRequest, found: Opened, values: tuple[Any, ...]) -> Iterator[Named]:
    """The way to propose a link of a course."""
    for each in values:
        if isinstance(each, Course) and may_propose(viewer_of(request), institution=found.institution):
            yield Named(_("Propose a link"), reverse("propose-link", args=(found.institution, found.code, each.code)))


def _workbook(request: HttpRequest, found: Opened, values: tuple[Any, ...]) -> Iterator[Named]:
    """The way to take a program or a course along as a workbook, for whoever may bring it back."""
    viewer = viewer_of(request)
    for each in values:
        if isinstance(each, Program | Course) and uploads.may_bring(viewer, found.institution, found.index.cluster):
            name = f"{_NAMES[type(each)]}-workbook"
            where = (found.institution, found.code, DRAFT, each.code)
            yield Named(_("Take as a workbook"), reverse(name, args=where))


def _history(request: HttpRequest, found: Opened, values: tuple[Any, ...]) -> tuple[Named, ...]:
    """The way to the history of what the page shows; the map's is that of everything."""
    if not values or not viewer_of(request).sees_drafts_of(found.institution):
        return ()
    where = (found.institution, found.code)
    if isinstance(values[0], Head):
        return (Named(_("History"), reverse("history", args=where)),)
    return (Named(_("History"), reverse("history-of", args=(*where, _NAMES[type(values[0])], values[0].code))),)


def way_to_edit(found: Opened, value: Any) -> str:  # noqa: ANN401 - a noun
    """The address of the form of a noun."""
    return reverse("edit", args=(found.institution, found.code, _NAMES[type(value)], value.code))


def framework_edits(request: HttpRequest, found: Opened, framework: Framework) -> tuple[Named, ...]:
    """The ways to edit a framework of a draft, all its items, and to a version that follows it.

    What another institution has published stays as that has it: it can be followed by one of our own.
    """
    ways = editing(request, found, framework)
    if found.release is not None or not _may(request, found, framework):
        return ways
    where = (found.institution, found.code)
    items = Named(_("Edit its items"), reverse("edit-items", args=(*where, framework.code)))
    follow = Named(_("New version"), reverse("new", args=(*where, "framework")) + f"?from={framework.code}")
    own = framework.institution.lower() == found.institution.lower() or not foreign_keeper(
        framework.key, owner=found.institution
    )
    first, *others = ways
    return (*((first, items) if own else ()), follow, *others)


def rule_edits(request: HttpRequest, found: Opened) -> str:
    """Where the forms of rules begin, for whoever may edit them; else ""."""
    rules = found.index.cluster.rules
    if found.release is not None or not rules or not _may(request, found, rules[0]):
        return ""
    return way_to_edit(found, rules[0]).removesuffix(rules[0].code)


def _may(
    request: HttpRequest, found: Opened, value: Head | Program | Plan | Module | Course | Rule | Framework
) -> bool:
    if isinstance(value, Framework):
        return bool(_own(request, found, None, Framework))
    part = found.index.program_of_plan[value.key] if isinstance(value, Plan) else value
    return bool(_own(request, found, part, type(value)))


def _own(request: HttpRequest, found: Opened, part: Part | None, cls: type) -> frozenset[str]:
    head = found.index.cluster.head
    return own_fields(viewer_of(request), institution=found.institution, cluster=head.key, part=part, cls=cls)


def _begun(request: HttpRequest, found: Opened, nouns: tuple[str, ...], values: tuple[Any, ...]) -> Iterator[Named]:
    """The ways to new nouns; what the page is about goes with them: its module, its program."""
    given = next((each for each in values if isinstance(each, Module | Program)), None)
    query = f"?{_NAMES[type(given)]}={given.code}" if given else ""
    for name in nouns:
        part = given if name == "plan" and isinstance(given, Program) else None
        if _own(request, found, part, CLASSES[name]):
            yield Named(NEW[name], reverse("new", args=(found.institution, found.code, name)) + query)
