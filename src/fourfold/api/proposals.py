"""The proposals for a draft, and each of them with what it changes: read. `proposing` writes them."""

from datetime import datetime
from hashlib import sha256
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fourfold import __version__
from fourfold.actions import reviewing
from fourfold.actions.records.proposal import listing_records, review_record
from fourfold.actions.records.rehearsal import effect_record
from fourfold.actions.reviewing import Glimpse
from fourfold.api.addresses import STATE
from fourfold.api.answering import Paging, answer, links
from fourfold.api.comparison import Difference
from fourfold.api.declaring import reading
from fourfold.api.opened import Opened, draft_opened
from fourfold.api.parts import draft_at
from fourfold.api.refusals import MISSING, Declined, language
from fourfold.api.rehearsing import EffectTold
from fourfold.api.shapes import Page
from fourfold.domain.text import Language

router = Router(tags=["proposals"])
MOST_NUMBER = 2**31 - 1


class Which(Paging):
    """Which of many: those that wait, or those that are done with."""

    done: Annotated[bool, Query(description="Those that are done with, not those that wait.")] = False


class ProposalHead(Schema):
    """A proposal: who began it (who was erased, and the operator, have no name), and where it stands."""

    number: int
    title: str
    stage: Literal["draft", "open", "merged", "withdrawn", "declined"]
    name: str | None
    begun_at: datetime
    changed_at: datetime


class ListedProposal(ProposalHead):
    """The same, with how many parts it changes and how often somebody spoke of it."""

    changes: int
    comments: int


class Proposals(Page):
    """Some proposals, the newest first."""

    items: list[ListedProposal]


class ConflictTold(Schema):
    """What both the proposal and the draft have changed since, with the three values."""

    place: str
    about: str
    noun: str
    code: str
    title: str
    where: str
    happened: str
    base: str
    ours: str
    theirs: str


class ProposedChange(Schema):
    """A part that it changes: the digests that its author began with and proposes, `null` where it is not there.

    `lines` say how the part would differ from what stands, or, once all is decided, how it differs from `before`.
    """

    key: str
    noun: str
    code: str
    title: str
    before: str | None
    after: str | None
    why: str
    answer: Literal["waiting", "taken", "left"]
    lines: list[Difference]
    conflicts: list[ConflictTold]


class Comment(Schema):
    """What somebody said."""

    name: str | None
    at: datetime
    text: str


class ProposalTold(ProposalHead):
    """A proposal with all that is in it; `root` is what the draft was when it was begun."""

    note: str
    root: str
    decided_by: str | None
    reason: str
    changes: list[ProposedChange]
    comments: list[Comment]


@router.get(
    STATE + "/proposals",
    response=Proposals,
    summary="Proposals",
    openapi_extra=reading(MISSING, zh="提案", paged=True),
)
def every(request: HttpRequest, institution: str, cluster: str, state: str, asked: Query[Which]) -> HttpResponse:
    """The proposals for a draft that wait, or those that are `done` with, for those who read it; a release has none."""
    found = draft_opened(request, institution, cluster, state)
    draft = draft_at(request, found.institution, found.code, "")
    told = reviewing.listing(draft, done=asked.done, start=asked.offset, most=asked.limit)
    body = {
        "total": told.count,
        "limit": asked.limit,
        "offset": asked.offset,
        "items": listing_records(told),
    }
    response = answer(request, body)
    response["Link"] = links(request, told.count, asked)
    return response


@router.get(
    STATE + "/proposals/{number}",
    response=ProposalTold,
    summary="One proposal",
    openapi_extra=reading(MISSING, zh="一份提案"),
)
def one(request: HttpRequest, institution: str, cluster: str, state: str, number: int) -> HttpResponse:
    """What a proposal changes in the draft as it stands, what is in conflict, and what was said about it.

    Its ETag is what `If-Match` asks for where somebody decides about it.
    """
    found = draft_opened(request, institution, cluster, state)
    if not 0 < number <= MOST_NUMBER:
        raise Declined(MISSING)
    return proposal_answer(request, found, number)


@router.get(
    STATE + "/proposals/{number}/effect",
    response=EffectTold,
    summary="What a proposal would do",
    openapi_extra=reading(MISSING, zh="提案的影响"),
)
def effect(request: HttpRequest, institution: str, cluster: str, state: str, number: int) -> HttpResponse:
    """What would become of the draft as it stands if a proposal that waits were merged; conflicts stand as they are."""
    found = draft_opened(request, institution, cluster, state)
    if not 0 < number <= MOST_NUMBER:
        raise Declined(MISSING)
    told = reviewing.review(draft_at(request, found.institution, found.code, ""), found, number)
    if told.rehearsal is None:
        raise Declined(MISSING)
    return answer(request, effect_record(told.rehearsal, language()))


def proposal_answer(request: HttpRequest, found: Opened, number: int, *, status: int = 200) -> HttpResponse:
    """A proposal against the draft as it stands."""
    told = reviewing.review(draft_at(request, found.institution, found.code, ""), found, number)
    seen = Glimpse(proposal=told.proposal, names=told.names)
    return answer(request, review_record(told, language()), etag=tag_of(seen, found.root), status=status)


def tag_of(seen: Glimpse, root: str, said: Language | None = None) -> str:
    """The tag of a proposal in a language, else in that of the request: of all that its answer is made of."""
    proposal, names = seen.proposal, sorted(seen.names.items())
    made_of = (__version__, said or language(), root, names, proposal)
    return sha256(repr(made_of).encode()).hexdigest()
