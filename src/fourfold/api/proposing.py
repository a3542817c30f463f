"""Proposals by the API: begun, filled part by part, opened, spoken of, merged, declined, withdrawn.

These routes stand in one router with those that read: at one address ninja asks one router only.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fourfold.actions import proposing, reviewing
from fourfold.actions.editing import Draft, Intent, PartClash
from fourfold.actions.reviewing import Choosing, Glimpse
from fourfold.actions.words import MOST_LETTERS
from fourfold.api import bodies, fields
from fourfold.api.addresses import STATE
from fourfold.api.conditions import condition_of, digest_of
from fourfold.api.declaring import writing
from fourfold.api.fields import Field, Fields
from fourfold.api.opened import opened, written
from fourfold.api.parts import PART, Why, clashed, draft_at, part_of, told
from fourfold.api.proposals import MOST_NUMBER, ProposalTold, proposal_answer, router, tag_of
from fourfold.api.refusals import CLASHING, MISSING, STALE, Declined
from fourfold.canon.encode import digest, encode
from fourfold.domain.proposal import LONGEST_TITLE, MOST_CHANGES
from fourfold.domain.text import Text

__all__ = ["router"]
ONE = STATE + "/proposals/{number}"
WHY = fields.text(MOST_LETTERS, says="The reason, kept with the proposal.")
BEGUN: Fields = {"title": fields.text(LONGEST_TITLE, required=True), "note": fields.text(MOST_LETTERS)}
SAID: Fields = {"text": fields.text(MOST_LETTERS, required=True)}
DECLINED: Fields = {"why": fields.text(MOST_LETTERS, required=True, says="What its author can mend it by.")}
WITHDRAWN: Fields = {"why": WHY}
MERGED: Fields = {
    "take": Field(
        schema={
            "type": "array",
            "items": {"type": "string"},
            "maxItems": MOST_CHANGES,
            "description": "The keys of the parts whose changes are made; all of them where it is not said.",
        },
        fits=lambda said: isinstance(said, list) and all(isinstance(each, str) for each in said),
        what=Text(en="a list of keys", zh="标识的列表"),
    ),
    "choices": fields.sides("For the `place` of each conflict the side that shall stand."),
    "why": WHY,
}
Place = tuple[str, str, str]


@router.post(
    STATE + "/proposals",
    response={201: ProposalTold},
    summary="Begin a proposal",
    openapi_extra=writing(zh="新建提案", body=fields.body_of(BEGUN), conditional=False),
)
def begin(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Begin a proposal, which is yours alone until you open it; it changes nothing yet."""
    place = _written(request, institution, cluster, state)
    said = bodies.said(request, BEGUN)
    number = proposing.begin(draft_at(request, institution, cluster, ""), **said)
    response = _answer(request, place, number, status=201)
    response["Location"] = f"{request.path}/{number}"
    return response


@router.put(
    ONE + "/parts/{key}",
    response=ProposalTold,
    summary="Propose a part",
    openapi_extra=writing(CLASHING, zh="提议修改一个部分", body=PART),
)
def put(  # an address has this many sides
    request: HttpRequest, institution: str, cluster: str, state: str, number: int, key: str, why: Why = ""
) -> HttpResponse:
    """Let your proposal make a part what the body says, from the digest in `If-Match` on, or new."""
    place = _written(request, institution, cluster, state, key)
    base = condition_of(request).digest
    part = part_of(bodies.tree_of_body(request), key)
    return _put(request, place, number, Intent(key=key, base=base, ours=part), why)


@router.delete(
    ONE + "/parts/{key}",
    response=ProposalTold,
    summary="Propose a removal",
    openapi_extra=writing(CLASHING, zh="提议移除一个部分", new=False),
)
def remove(  # an address has this many sides
    request: HttpRequest, institution: str, cluster: str, state: str, number: int, key: str, why: Why = ""
) -> HttpResponse:
    """Let your proposal take a part away that has the digest in `If-Match`."""
    place = _written(request, institution, cluster, state, key)
    return _put(request, place, number, Intent(key=key, base=digest_of(request), ours=None), why)


@router.post(
    ONE + "/comments",
    response={201: ProposalTold},
    summary="Comment on a proposal",
    openapi_extra=writing(CLASHING, zh="对提案发表意见", body=fields.body_of(SAID), conditional=False),
)
def say(request: HttpRequest, institution: str, cluster: str, state: str, number: int) -> HttpResponse:
    """Say something about a proposal, also when it is done with."""
    place = _written(request, institution, cluster, state)
    said = bodies.said(request, SAID)
    proposing.say(draft_at(request, institution, cluster, ""), _fit(number), said["text"])
    return _answer(request, place, number, status=201)


@router.post(
    ONE + "/open",
    response=ProposalTold,
    summary="Open a proposal for review",
    openapi_extra=writing(CLASHING, zh="提交提案审核", new=False),
)
def open_up(request: HttpRequest, institution: str, cluster: str, state: str, number: int) -> HttpResponse:
    """Show your proposal to everybody who reads the draft, and ask for its review."""
    place = _written(request, institution, cluster, state)
    _unmoved(request, place, number)
    proposing.open_up(draft_at(request, institution, cluster, ""), number)
    return _answer(request, place, number)


@router.post(
    ONE + "/withdraw",
    response=ProposalTold,
    summary="Withdraw a proposal",
    openapi_extra=writing(CLASHING, zh="撤回提案", body=fields.body_of(WITHDRAWN), new=False),
)
def withdraw(request: HttpRequest, institution: str, cluster: str, state: str, number: int) -> HttpResponse:
    """Take your proposal back; what was said about it stays."""

    def work(draft: Draft, _seen: Glimpse) -> None:
        proposing.withdraw(draft, number)

    return _decided(request, (institution, cluster, state), number, WITHDRAWN, work)


@router.post(
    ONE + "/decline",
    response=ProposalTold,
    summary="Decline a proposal",
    openapi_extra=writing(CLASHING, zh="退回提案", body=fields.body_of(DECLINED), new=False),
)
def decline(request: HttpRequest, institution: str, cluster: str, state: str, number: int) -> HttpResponse:
    """Decline a proposal that is yours to review, for a reason."""

    def work(draft: Draft, seen: Glimpse) -> None:
        reviewing.decline(draft, number, read_at=reviewing.mark(seen.proposal))

    return _decided(request, (institution, cluster, state), number, DECLINED, work)


@router.post(
    ONE + "/merge",
    response=ProposalTold,
    summary="Merge a proposal",
    openapi_extra=writing(CLASHING, zh="合并提案", body=fields.body_of(MERGED), new=False),
)
def merge(request: HttpRequest, institution: str, cluster: str, state: str, number: int) -> HttpResponse:
    """Make the changes that are taken, all in one; conflicts that nobody chose about are a 412 that names them."""
    found = opened(request, institution, cluster, state)
    place = _written(request, institution, cluster, state)
    seen = _unmoved(request, place, number)
    said = bodies.said(request, MERGED)
    choosing = Choosing(
        taken=said.get("take"),
        choices=fields.chosen(said),
        shown={each.key: found.digests.get(each.key, "") for each in seen.proposal.changes},
        read_at=reviewing.mark(seen.proposal),
    )
    try:
        reviewing.merge_proposal(
            draft_at(request, institution, cluster, said.get("why", "")), number, choosing=choosing
        )
    except PartClash as clash:
        raise clashed(clash) from clash
    return _answer(request, place, number)


def _decided(
    request: HttpRequest, place: Place, number: int, wanted: Fields, work: Callable[[Draft, Glimpse], None]
) -> HttpResponse:
    """Decide about a proposal that is as it was read, for the reason of the body."""
    _written(request, *place)
    seen = _unmoved(request, place, number)
    said = bodies.said(request, wanted)
    work(draft_at(request, place[0], place[1], said.get("why", "")), seen)
    return _answer(request, place, number)


def _put(request: HttpRequest, place: Place, number: int, intent: Intent, why: str) -> HttpResponse:
    ours = digest(encode(intent.ours)) if intent.ours is not None else ""
    with told(draft_at(request, place[0], place[1], why), intent.key, intent.base, ours) as draft:
        proposing.put(draft, _fit(number), intent)
    return _answer(request, place, number)


def _written(request: HttpRequest, institution: str, cluster: str, state: str, key: str = "") -> Place:
    written(request, institution, cluster, state, key)
    return institution, cluster, state


def _unmoved(request: HttpRequest, place: Place, number: int) -> Glimpse:
    """The proposal, where it is as whoever decides has read it, in either language."""
    found = opened(request, *place)
    seen = reviewing.glimpse(draft_at(request, found.institution, found.code, ""), _fit(number))
    expected = digest_of(request)
    if expected not in {tag_of(seen, found.root, each) for each in ("en", "zh")}:
        raise Declined(STALE, base={"digest": expected}, theirs={"digest": tag_of(seen, found.root)})
    return seen


def _answer(request: HttpRequest, place: Place, number: int, *, status: int = 200) -> HttpResponse:
    """The proposal as it is now."""
    return proposal_answer(request, opened(request, *place), number, status=status)


def _fit(number: int) -> int:
    if not 0 < number <= MOST_NUMBER:
        raise Declined(MISSING)
    return number
