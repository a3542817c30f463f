"""The part of a form that puts an edit into a proposal instead of saving it: into a new one, or one of the reader's."""

from dataclasses import dataclass

from django.http import HttpRequest

from fourfold.actions import proposing
from fourfold.actions.authority import may_propose
from fourfold.actions.editing import Intent
from fourfold.domain.proposal import LONGEST_TITLE, Proposal, Stage
from fourfold.web.pages.editing.desk import draft_of
from fourfold.web.pages.numbered import whole
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.sending import tell
from fourfold.web.pages.stages import PUT_IN
from fourfold.web.reader import viewer_of

ASKED = "proposing"
"""In the question of an address: every field is open, and nothing is saved."""
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Into:
    """The proposals that an edit can go into: the reader's own that can still change; else a new one with a title."""

    mine: tuple[Proposal, ...]
    chosen: int
    title: str


def may(request: HttpRequest, found: Opened) -> bool:
    """Whether the reader may propose."""
    return may_propose(viewer_of(request), institution=found.institution)


def into(request: HttpRequest, found: Opened, title: str) -> Into:
    """What can be chosen; `title` names a new one where the reader says nothing else.

    What is under review changes only where its author asks for that.
    """
    mine = proposing.mine(draft_of(request, found))
    asked = number_of(request)
    begun = next((each.number for each in mine if each.stage is Stage.DRAFT), 0) if request.method != "POST" else 0
    return Into(mine, asked or begun, request.POST.get("proposal_title", title[:LONGEST_TITLE]))


def put(request: HttpRequest, found: Opened, intent: Intent) -> int:
    """Put an edit where the form says; the number of the proposal."""
    title = request.POST.get("proposal_title", "")
    number = proposing.propose(draft_of(request, found), intent, number=number_of(request), title=title)
    tell(request, PUT_IN)
    return number


def number_of(request: HttpRequest) -> int | None:
    """The proposal that the form says; `None` for a new one."""
    return whole(request.POST.get("proposal", ""), MOST_DIGITS)
