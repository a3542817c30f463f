"""Proposing changes of a draft: whoever reads it may; nothing of it changes until somebody merges.

A proposal is its author's alone until they open it. What it changes of a part is put into it like an edit, from the
state that the author read; put in again, both edits of the part stand, the later one where they are about the same.
`fourfold.actions.reviewing` has what becomes of it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from fourfold.actions.authority import may_propose
from fourfold.actions.deeds import Deed, record
from fourfold.actions.editing import Draft, Intent, refuse_unfit
from fourfold.actions.installation import usable
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.words import plain
from fourfold.canon.encode import digest, encode
from fourfold.canon.kinds import Part
from fourfold.domain.marks import Key
from fourfold.domain.proposal import LONGEST_TITLE, MOST_CHANGES, MOST_COMMENTS, Proposal, Proposed, Remark, Stage
from fourfold.domain.text import Text
from fourfold.engine.merge import Side, merge
from fourfold.engine.review import from_nothing
from fourfold.store import proposals, read
from fourfold.store.proposals import Begun, NoProposal
from fourfold.store.read import Kept, parts_of
from fourfold.store.tables import at_work

NO_PROPOSAL = Text(en="There is no such proposal.", zh="没有这样的提案。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Into:
    """The proposal that edits go into: the viewer's with this number, else a new one."""

    number: int | None = None
    title: str = ""
    note: str = ""


class Done(Clash):
    """The proposal is merged, declined or withdrawn already."""


def begin(draft: Draft, *, title: str, note: str = "") -> int:
    """Begin a proposal, and give its number."""
    kept = drafted(draft)
    with usable(), at_work():
        begun = Begun(title=_title(title), note=plain(note), who=draft.viewer.who, at=draft.now, root=kept.root)
        return proposals.begin(kept.key, begun)


def put(draft: Draft, number: int, intent: Intent) -> None:
    """Let a proposal of the viewer's change a part: `intent` says from which state, and into what.

    Refused like an edit: where the base was never a state of the part, or codes or keys would name two nouns.
    """
    _put_beside(draft, drafted(draft), number, intent)


def _put_beside(draft: Draft, kept: Kept, number: int, intent: Intent) -> None:
    with changing(draft, kept, number) as proposal:
        _refuse_others(draft, proposal)
        earlier = proposal.change_of(intent.key)
        if earlier is None and len(proposal.changes) >= MOST_CHANGES:
            raise Refused(
                Text(
                    en=f"A proposal changes at most {MOST_CHANGES} parts.",
                    zh=f"一份提案最多修改 {MOST_CHANGES} 个部分。",
                )
            )
        wanted = intent if earlier is None else _with_earlier(earlier, intent)
        refuse_unfit(kept, wanted, beside={each.key: each.after for each in proposal.changes})
        _put(draft, kept, number, wanted)


def propose(draft: Draft, *intents: Intent, number: int | None = None, title: str = "") -> int:
    """Put edits into the viewer's proposal of this number, or into a new one, all or none of them; the number."""
    with usable(), at_work(), proposals.together():
        chosen, kept = begin(draft, title=title) if number is None else number, drafted(draft)
        for each in intents:
            _put_beside(draft, kept, chosen, each)
        return chosen


def propose_together(draft: Draft, intents: Iterable[tuple[Intent, str]], into: Into) -> int:
    """Put edits of several parts, each with a reason of its own, into one proposal: all of them or none; its number."""
    with usable(), at_work(), proposals.together():
        number = begin(draft, title=into.title, note=into.note) if into.number is None else into.number
        kept = drafted(draft)
        for intent, why in intents:
            _put_beside(replace(draft, why=why), kept, number, intent)
        return number


def mine(draft: Draft) -> tuple[Proposal, ...]:
    """The viewer's proposals that can still change, the newest first."""
    kept = drafted(draft)
    with usable(), at_work():
        return proposals.live_of(kept.key, draft.viewer)


def take_out(draft: Draft, number: int, key: Key) -> None:
    """Let the viewer's proposal leave a part as it is."""
    kept = drafted(draft)
    with changing(draft, kept, number) as proposal:
        _refuse_others(draft, proposal)
        if proposal.change_of(key) is None:
            raise Missing(NO_PROPOSAL)
        if proposal.stage is Stage.OPEN and len(proposal.changes) == 1:
            raise Refused(
                Text(en="Nothing would be left of it: withdraw it instead.", zh="提案将不含任何修改：请改为撤回。")
            )
        proposals.take_out(kept.key, number, key, at=draft.now)


def rename(draft: Draft, number: int, *, title: str, note: str) -> None:
    """Give the viewer's proposal another name, or say more of it."""
    kept = drafted(draft)
    with changing(draft, kept, number) as proposal:
        _refuse_others(draft, proposal)
        proposals.name(kept.key, number, title=_title(title), note=plain(note), at=draft.now)


def open_up(draft: Draft, number: int) -> None:
    """Show the viewer's proposal to everybody who reads the draft, and ask for its review."""
    kept = drafted(draft)
    with changing(draft, kept, number) as proposal:
        _refuse_others(draft, proposal)
        if not proposal.changes:
            raise Refused(Text(en="It changes nothing yet.", zh="提案尚不含任何修改。"))
        if proposal.stage is Stage.DRAFT:
            proposals.decide(kept.key, number, Stage.OPEN, who="", at=draft.now)
            remember(draft, kept, number, Deed.PROPOSAL_OPENED)


def withdraw(draft: Draft, number: int) -> None:
    """Take the viewer's proposal back; what was said about it stays."""
    kept = drafted(draft)
    with changing(draft, kept, number) as proposal:
        _refuse_others(draft, proposal)
        proposals.decide(kept.key, number, Stage.WITHDRAWN, who=draft.viewer.who, at=draft.now, reason=plain(draft.why))
        if proposal.stage is Stage.OPEN:
            remember(draft, kept, number, Deed.PROPOSAL_WITHDRAWN)


def say(draft: Draft, number: int, text: str) -> None:
    """Say something about a proposal, also when it is done with."""
    kept = drafted(draft)
    with held(draft, kept, number) as proposal:
        said = plain(text)
        if not said:
            raise Refused(Text(en="Say something.", zh="请填写意见。"))
        if len(proposal.remarks) >= MOST_COMMENTS:
            raise Refused(
                Text(
                    en=f"A proposal bears at most {MOST_COMMENTS} comments.",
                    zh=f"一份提案最多 {MOST_COMMENTS} 条意见。",
                )
            )
        proposals.say(kept.key, number, Remark(who=draft.viewer.who, at=draft.now, text=said))


def drafted(draft: Draft) -> Kept:
    """The draft that is spoken of, for whoever may propose."""
    with usable(), at_work():
        kept = read.draft_at(draft.institution, draft.cluster, draft.viewer)
    if kept is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    if not may_propose(draft.viewer, institution=kept.address.institution):
        raise Forbidden(Text(en="This token may only read.", zh="此令牌只能读取。"))
    return kept


@contextmanager
def held(draft: Draft, kept: Kept, number: int) -> Iterator[Proposal]:
    """A proposal that the viewer sees, and that nobody else changes meanwhile."""
    try:
        with usable(), at_work(), proposals.held(kept.key, number) as proposal:
            if not proposals.sees(kept.key, number, draft.viewer):
                raise Missing(NO_PROPOSAL)
            yield proposal
    except NoProposal as none:
        raise Missing(NO_PROPOSAL) from none


@contextmanager
def changing(draft: Draft, kept: Kept, number: int) -> Iterator[Proposal]:
    """The same of one that can still change."""
    with held(draft, kept, number) as proposal:
        if not proposal.live:
            raise Done(_DONE[proposal.stage])
        yield proposal


_DONE = {
    Stage.MERGED: Text(en="It is merged already.", zh="此提案已经合并。"),
    Stage.DECLINED: Text(en="It is declined already.", zh="此提案已被退回。"),
    Stage.WITHDRAWN: Text(en="It is withdrawn already.", zh="此提案已经撤回。"),
}


def remember(draft: Draft, kept: Kept, number: int, deed: Deed, *, reason: str = "") -> None:
    """Record what became of a proposal, in the transaction that does it."""
    where = kept.address
    about = f"{where.institution}/{where.code}/proposal/{number}"
    record(draft.viewer, deed, about, institution=where.institution, at=draft.now, reason=reason)


def authored(draft: Draft, proposal: Proposal) -> Draft:
    """The changes say which proposal they come from; its author is found by it, and has no name in any table."""
    reason = plain(draft.why)
    said = f"#{proposal.number} {proposal.title}"
    return replace(draft, why=f"{said}: {reason}" if reason else said)


def _title(said: str) -> str:
    title = " ".join(plain(said, most=LONGEST_TITLE).split())
    if not title:
        raise Refused(Text(en="A proposal needs a name.", zh="请填写提案名称。"))
    return title


def _refuse_others(draft: Draft, proposal: Proposal) -> None:
    if proposal.who != draft.viewer.who:
        raise Forbidden(Text(en="This proposal is its author's to change.", zh="只有提案人可以修改此提案。"))


def _with_earlier(earlier: Proposed, intent: Intent) -> Intent:
    """An edit of a part together with what the proposal made of it before; the later one decides."""
    before = parts_of([each for each in (earlier.before, earlier.after) if each])
    was, will = (_part(before, each) for each in (earlier.before, earlier.after))
    merged = merge(from_nothing(was, intent.ours, will), intent.ours, will, otherwise=Side.OURS)
    return replace(intent, ours=merged.value)


def _part(parts: dict[str, Part], name: str | None) -> Part | None:
    return parts[name] if name else None


def _put(draft: Draft, kept: Kept, number: int, intent: Intent) -> None:
    content = None if intent.ours is None else encode(intent.ours)
    after = None if content is None else digest(content)
    if after == intent.base:
        raise Refused(Text(en="Nothing was changed.", zh="没有任何修改。"))
    proposed = Proposed(key=intent.key, before=intent.base, after=after, why=plain(draft.why))
    proposals.put(kept.key, number, proposed, content, at=draft.now)
