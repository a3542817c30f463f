"""One proposal: what it changes, what that would do, what is said about it, and what its readers may do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fourfold.actions import proposing, reviewing
from fourfold.actions.authority import may_propose
from fourfold.actions.conflict_words import Asked
from fourfold.actions.editing import Draft, FieldClash
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused, Unavailable
from fourfold.actions.reviewing import Choosing, Review, ReviewedChange
from fourfold.domain.marks import Key
from fourfold.domain.proposal import Proposal, Remark, Stage
from fourfold.domain.study_class import StudyClass
from fourfold.domain.text import Text
from fourfold.engine.merge import Side
from fourfold.web.pages import audit, compare, stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.compare import PartShown
from fourfold.web.pages.editing import effect
from fourfold.web.pages.editing.clash import CHOICE, choices
from fourfold.web.pages.editing.desk import draft_of
from fourfold.web.pages.editing.effect import Effect
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import of_key
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.sending import act, status_of, tell
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import NOUNS, Words
from fourfold.web.reader import viewer_of

SHOWN = "shown:"
TAKE = "take"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictShown:
    """What both changed, with the three values of each field; `chosen` is the side that is chosen so far.

    Fields that must agree are decided by one choice.
    """

    fields: tuple[Asked, ...]
    name: str
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenShown:
    """What was in conflict when the proposal was merged: the value that stands since, and whose it is."""

    asked: Asked
    side: Words
    stands: Text


SIDES: dict[Side, Words] = {
    Side.OURS: gettext_lazy("proposed"),
    Side.THEIRS: gettext_lazy("saved meanwhile"),
    Side.BASE: gettext_lazy("before"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """A change of the proposal."""

    key: Key
    part: PartShown
    noun: Words
    why: str
    answer: Words
    standing: str
    taken: bool
    moot: bool
    conflicts: tuple[ConflictShown, ...]
    chosen: tuple[ChosenShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkShown:
    """What somebody said."""

    name: Words
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """A proposal; the reader may `speak`, `own` it, or be one who may `review` it."""

    frame: Frame
    proposal: Proposal
    stage: Words
    tone: str
    name: Words
    decided_by: Words
    changes: tuple[ChangeShown, ...]
    remarks: tuple[RemarkShown, ...]
    effect: Effect | None
    behind: tuple[StudyClass, ...]
    own: bool
    review: bool
    speak: bool
    draft: bool
    live: bool
    all_href: str
    mark: str
    refused: Text | None = None
    why: str = ""
    said: str = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, institution: str, cluster: str, number: int) -> HttpResponse:
    """Show a proposal; do what a button asks."""
    found = opened(request, institution, cluster, state=DRAFT)
    deed = _DEEDS.get(act(request))
    if deed is None:
        return _shown(request, found, number)
    try:
        deed.work(request, draft_of(request, found), number)
    except (Missing, Forbidden, Unavailable):
        raise
    except Refused as refusal:
        again = opened(request, institution, cluster, state=DRAFT) if isinstance(refusal, Clash) else found
        return _shown(request, again, number, refusal)
    tell(request, deed.words)
    return redirect(stages.href(found, number))


def _open(_request: HttpRequest, draft: Draft, number: int) -> None:
    proposing.open_up(draft, number)


def _withdraw(_request: HttpRequest, draft: Draft, number: int) -> None:
    proposing.withdraw(draft, number)


def _out(request: HttpRequest, draft: Draft, number: int) -> None:
    proposing.take_out(draft, number, request.POST.get("key", ""))


def _rename(request: HttpRequest, draft: Draft, number: int) -> None:
    proposing.rename(draft, number, title=request.POST.get("title", ""), note=request.POST.get("note", ""))


def _say(request: HttpRequest, draft: Draft, number: int) -> None:
    proposing.say(draft, number, request.POST.get("text", ""))


def _merge(request: HttpRequest, draft: Draft, number: int) -> None:
    reviewing.merge_proposal(draft, number, choosing=_choosing(request))


def _decline(_request: HttpRequest, draft: Draft, number: int) -> None:
    reviewing.decline(draft, number)


@dataclass(frozen=True, slots=True)
class _Deed:
    """What a button does, and what is said when it is done."""

    work: Callable[[HttpRequest, Draft, int], None]
    words: Words


_DEEDS: dict[str, _Deed] = {
    "open": _Deed(_open, gettext_lazy("The proposal is open for review.")),
    "withdraw": _Deed(_withdraw, gettext_lazy("The proposal is withdrawn.")),
    "out": _Deed(_out, gettext_lazy("The change is taken out of the proposal.")),
    "rename": _Deed(_rename, gettext_lazy("The proposal is saved.")),
    "say": _Deed(_say, gettext_lazy("Your comment stands below.")),
    "merge": _Deed(_merge, gettext_lazy("The proposal is merged.")),
    "decline": _Deed(_decline, gettext_lazy("The proposal is declined.")),
}


def _choosing(request: HttpRequest) -> Choosing:
    """What a reviewer has chosen in the form; all is taken before anything was sent."""
    if TAKE not in request.POST and act(request) not in {"merge", "look"}:
        return Choosing()
    shown = {name.removeprefix(SHOWN): str(value) for name, value in request.POST.items() if name.startswith(SHOWN)}
    return Choosing(
        taken=request.POST.getlist(TAKE),
        choices=choices(request.POST),
        shown=shown,
        read_at=request.POST.get("read_at", ""),
    )


def _shown(request: HttpRequest, found: Opened, number: int, refusal: Refused | None = None) -> HttpResponse:
    told = reviewing.review(draft_of(request, found), found, number, choosing=_choosing(request))
    shown = page(request, found, told, refusal)
    status = HTTPStatus.OK
    if refusal is not None:
        status = status_of(refusal)
    return render(request, "proposal.html", {"page": shown}, status=status)


def page(request: HttpRequest, found: Opened, told: Review, refusal: Refused | None = None) -> ProposalPage:
    """What the page of a proposal shows."""
    proposal, address = told.proposal, Address(found.institution, found.code, DRAFT)
    picked = {place: side.value for place, side in choices(request.POST).items()}
    return ProposalPage(
        frame=frame(found, address, "proposals", Crumb(gettext_lazy("Proposals"), stages.all_href(found))),
        proposal=proposal,
        stage=stages.STAGES[proposal.stage],
        tone=stages.TONES.get(proposal.stage, ""),
        name=_name(told, proposal.who),
        decided_by=_name(told, proposal.decided_by) if proposal.decided_by else "",
        changes=tuple(_change(found, address, each, picked) for each in told.changes),
        remarks=tuple(_remark(told, each) for each in proposal.remarks),
        effect=effect.shown(told.rehearsal, address) if told.rehearsal else None,
        behind=told.behind,
        own=told.own and proposal.live,
        review=told.reviewable,
        speak=may_propose(viewer_of(request), institution=found.institution),
        draft=proposal.stage is Stage.DRAFT,
        live=proposal.live,
        all_href=stages.all_href(found),
        mark=reviewing.mark(proposal),
        refused=_why(refusal),
        why=request.POST.get("why", ""),
        said=request.POST.get("text", ""),
    )


def _why(refusal: Refused | None) -> Text | None:
    if isinstance(refusal, FieldClash):
        return Text(
            en="Somebody changed the same thing since this was proposed: choose below what shall stand, then merge.",
            zh="提案提出后，他人修改了同一处内容：请在下方选择以哪一方为准，再合并。",
        )
    return refusal.why if refusal else None


def _name(told: Review, who: str) -> Words:
    return audit.name_of(who, told.names.get(who))


def _change(found: Opened, address: Address, each: ReviewedChange, picked: dict[str, str]) -> ChangeShown:
    named = of_key(found.index, address, each.proposed.key)
    href = named.href if named else ""
    return ChangeShown(
        key=each.proposed.key,
        part=compare.part(each.told, lambda _key: (href, href)),
        noun=NOUNS[each.told.noun],
        why=each.proposed.why,
        answer=stages.ANSWERS[each.proposed.answer],
        standing=each.standing,
        taken=each.taken,
        moot=each.moot,
        conflicts=tuple(
            ConflictShown(
                fields=tuple(one for one in each.conflicts if one.place == place),
                name=f"{CHOICE}{place}",
                chosen=picked.get(place, ""),
            )
            for place in dict.fromkeys(one.place for one in each.conflicts)
        ),
        chosen=tuple(
            ChosenShown(asked=one, side=SIDES[side], stands=getattr(one, side.value)) for one, side in each.chosen
        ),
    )


def _remark(told: Review, each: Remark) -> RemarkShown:
    return RemarkShown(name=_name(told, each.who), at=each.at, text=each.text)
