"""All proposals of a draft: those that can still change, and those that are done with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from fourfold.actions.reviewing import PAGE, listing
from fourfold.domain.proposal import Proposal
from fourfold.web.pages import audit, stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing.desk import draft_of
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.numbered import page_of
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.wording import Words
from fourfold.web.safe import require_safe


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A proposal in the list."""

    number: int
    title: str
    href: str
    stage: Words
    tone: str
    name: Words
    at: datetime
    changes: int
    remarks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsPage:
    """A page of proposals; `done` where it shows those that are done with."""

    frame: Frame
    rows: tuple[ProposalRow, ...]
    count: int
    done: bool
    earlier: str
    later: str


@never_cache
@require_safe
def show(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Show the proposals of a draft."""
    found = opened(request, institution, cluster, state=DRAFT)
    return render(request, "proposals.html", {"page": page(request, found)})


def page(request: HttpRequest, found: Opened) -> ProposalsPage:
    """What the page shows."""
    done, number = "done" in request.GET, page_of(request)
    told = listing(draft_of(request, found), done=done, start=(number - 1) * PAGE)
    return ProposalsPage(
        frame=frame(found, Address(found.institution, found.code, DRAFT), "proposals"),
        rows=tuple(
            row(found, each.proposal, told.names, changes=each.changes, remarks=each.remarks) for each in told.rows
        ),
        count=told.count,
        done=done,
        earlier=_to(number + 1, done=done) if number * PAGE < told.count else "",
        later=_to(number - 1, done=done) if number > 1 else "",
    )


def row(found: Opened, each: Proposal, names: Mapping[str, str], *, changes: int, remarks: int) -> ProposalRow:
    """A proposal as a list shows it."""
    return ProposalRow(
        number=each.number,
        title=each.title,
        href=stages.href(found, each.number),
        stage=stages.STAGES[each.stage],
        tone=stages.TONES.get(each.stage, ""),
        name=audit.name_of(each.who, names.get(each.who)),
        at=each.changed_at,
        changes=changes,
        remarks=remarks,
    )


def _to(number: int, *, done: bool) -> str:
    return "?" + urlencode({**({"done": "1"} if done else {}), "page": number})
