"""Reviewing proposals: what each would do to the draft as it stands, merging some of it or all, declining it.

Who may make every change of a proposal by themself may review it: merge it whole or in part, or decline it. A merge is
one transaction, with a Change by whoever merges for each part; the path of these Changes leads to the proposal, and
so to its author.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fourfold.actions.authority import Touched, authorise
from fourfold.actions.classes import left_behind
from fourfold.actions.conflict_words import Asked, asked
from fourfold.actions.deeds import Deed
from fourfold.actions.difference_words import Told, told
from fourfold.actions.editing import Draft, Intent, Saved, carry_out_together
from fourfold.actions.holes import settle
from fourfold.actions.proposing import NO_PROPOSAL, authored, changing, drafted, remember
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.rehearsing import Rehearsal, between, with_parts
from fourfold.actions.shelf import Opened
from fourfold.actions.value_words import Names, names_in
from fourfold.actions.words import plain
from fourfold.canon.kinds import Part
from fourfold.domain.marks import Key
from fourfold.domain.person import Viewer
from fourfold.domain.proposal import LIVE, Answer, Proposal, Proposed, Stage
from fourfold.domain.study_class import StudyClass
from fourfold.domain.text import Text
from fourfold.engine.difference import Difference, PartDifference, edits
from fourfold.engine.merge import Side
from fourfold.engine.review import Reviewed, Row, reviewed, settled
from fourfold.store import changes, people, proposals, read
from fourfold.store.proposals import Listed
from fourfold.store.read import Kept, parts_of

PAGE = 30
_CHANGED = Text(
    en="Its author has changed the proposal since you read it: read it again.",
    zh="您读取之后，提案人修改了提案：请重新阅读。",
)
DONE = tuple(each for each in Stage if each not in LIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """What a reviewer has chosen: the parts that are taken (`None`: all), and a side for the place of a conflict.

    `shown` are the digests that the parts had on the page, "" where they were not there; choices hold against these.
    `read_at` is the mark of the proposal as it was read ("": whichever), so that nothing is merged unread.
    """

    taken: Collection[Key] | None = None
    choices: Mapping[str, Side] = field(default_factory=dict)
    shown: Mapping[Key, str] = field(default_factory=dict)
    read_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedChange:
    """One change of a proposal in words: how the part would differ from what stands, or differed from its base.

    `standing` is the digest of the part as it stands; `moot` says that it stands already as proposed. `chosen` has what
    was in conflict when it was merged, with the side that stands since.
    """

    proposed: Proposed
    told: Told
    standing: str
    taken: bool
    moot: bool
    conflicts: tuple[Asked, ...]
    chosen: tuple[tuple[Asked, Side], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A proposal as its readers see it; names are looked up now. One that is done with has no `rehearsal`.

    `behind` are the classes that it concerns and does not move. `reviewable` says whether the viewer may merge and
    decline it, `own` whether it is theirs.
    """

    proposal: Proposal
    names: Mapping[str, str]
    changes: tuple[ReviewedChange, ...]
    rehearsal: Rehearsal | None
    behind: tuple[StudyClass, ...]
    reviewable: bool
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """A proposal as it is kept, and the names of those who did or said something about it."""

    proposal: Proposal
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Some of the proposals of a draft, and how many there are."""

    rows: tuple[Listed, ...]
    names: Mapping[str, str]
    count: int


def listing(draft: Draft, *, done: bool, start: int = 0, most: int = PAGE) -> Listing:
    """The proposals that the viewer sees, the newest first: those that can still change, or those that are `done`."""
    kept, stages = _seen(draft), DONE if done else tuple(LIVE)
    rows = proposals.listed(kept.key, draft.viewer, stages, start=start, most=most)
    return Listing(
        rows=rows,
        names=people.names_of({each.proposal.who for each in rows}),
        count=proposals.count(kept.key, draft.viewer, stages),
    )


def waiting(viewer: Viewer) -> Mapping[Key, int]:
    """How many proposals wait for review, by the key of the cluster."""
    return proposals.open_by_document(viewer)


def review(draft: Draft, found: Opened, number: int, *, choosing: Choosing | None = None) -> Review:
    """A proposal against the draft as it is opened: what it changes, what is in conflict, what it would do."""
    chosen = choosing or Choosing()
    proposal = _proposal(draft, number)
    rows = _rows(found, proposal)
    merged = reviewed(rows, choices=chosen.choices)
    taken = _taken(merged.parts, chosen)
    will = with_parts(found, taken) if proposal.live else found
    told_by = _Telling(found, proposal, rows, merged, chosen)
    return Review(
        proposal=proposal,
        names=people.names_of(_people(proposal)),
        changes=tuple(told_by.change(each, row) for each, row in zip(proposal.changes, rows, strict=True)),
        rehearsal=between(found, will) if proposal.live and rows else None,
        behind=left_behind(found, taken) if proposal.live else (),
        reviewable=proposal.stage is Stage.OPEN and may_review(draft.viewer, _where(found), proposal),
        own=proposal.who == draft.viewer.who,
    )


def glimpse(draft: Draft, number: int) -> Glimpse:
    """A proposal as it is kept, without what it would do."""
    proposal = _proposal(draft, number)
    return Glimpse(proposal=proposal, names=people.names_of(_people(proposal)))


def merge_proposal(draft: Draft, number: int, *, choosing: Choosing) -> tuple[Saved, ...]:
    """Make the changes that are taken, in one transaction, and leave the others; the proposal is merged with that.

    Raises `FieldClash` where something is in conflict that nobody has chosen about, or that was changed since it was
    shown; `Done` where somebody else was first.
    """
    kept = drafted(draft)
    with changing(draft, kept, number) as proposal:
        _refuse_unopened(proposal)
        _require_reviewer(draft, kept, proposal)
        _require_read(proposal, choosing.read_at)
        taken = [each for each in proposal.changes if choosing.taken is None or each.key in choosing.taken]
        if not taken:
            raise Refused(Text(en="Take at least one change, or decline it.", zh="请至少采纳一项修改，或退回提案。"))
        saved = carry_out_together(authored(draft, proposal), _intents(taken, choosing), proposal=number)
        proposals.answer(kept.key, number, [each.key for each in taken])
        _decided(draft, kept, number, Stage.MERGED, Deed.PROPOSAL_MERGED)
    settle(draft)
    return saved


def mark(proposal: Proposal) -> str:
    """What differs whenever its author has changed a proposal."""
    return proposal.changed_at.isoformat()


def decline(draft: Draft, number: int, *, read_at: str = "") -> None:
    """Decline a proposal as it was read (its mark; "": whichever), for the reason that `draft.why` says."""
    kept = drafted(draft)
    with changing(draft, kept, number) as proposal:
        _refuse_unopened(proposal)
        _require_reviewer(draft, kept, proposal)
        _require_read(proposal, read_at)
        if not plain(draft.why):
            raise Refused(Text(en="Say why, so that its author can mend it.", zh="请说明退回理由，以便提案人修改。"))
        proposals.answer(kept.key, number, ())
        _decided(draft, kept, number, Stage.DECLINED, Deed.PROPOSAL_DECLINED)


def _require_read(proposal: Proposal, read_at: str) -> None:
    """Refuse to decide about what whoever decides has not read."""
    if read_at not in {"", mark(proposal)}:
        raise Clash(_CHANGED)


def _decided(draft: Draft, kept: Kept, number: int, stage: Stage, deed: Deed) -> None:
    reason = plain(draft.why)
    proposals.decide(kept.key, number, stage, who=draft.viewer.who, at=draft.now, reason=reason)
    remember(draft, kept, number, deed, reason=reason)


def _seen(draft: Draft) -> Kept:
    """The draft, for whoever reads it: with a token for reading too."""
    kept = read.draft_at(draft.institution, draft.cluster, draft.viewer)
    if kept is None:
        raise Missing(NO_PROPOSAL)
    return kept


def _proposal(draft: Draft, number: int) -> Proposal:
    found = proposals.proposal_at(_seen(draft).key, number, draft.viewer)
    if found is None:
        raise Missing(NO_PROPOSAL)
    return found


def _people(proposal: Proposal) -> set[str]:
    return {proposal.who, proposal.decided_by, *(each.who for each in proposal.remarks)}


def _where(found: Opened) -> tuple[str, Key]:
    return found.institution, found.index.cluster.head.key


def _taken(parts: Mapping[Key, Part | None], chosen: Choosing) -> dict[Key, Part | None]:
    return {key: part for key, part in parts.items() if chosen.taken is None or key in chosen.taken}


def _rows(found: Opened, proposal: Proposal) -> list[Row]:
    standing = {each.key: found.digests.get(each.key) for each in proposal.changes}
    wanted = {name for each in proposal.changes for name in (each.before, each.after, standing[each.key]) if name}
    parts = parts_of(wanted)
    return [
        Row(
            key=each.key,
            base=parts.get(each.before or ""),
            ours=parts.get(each.after or ""),
            theirs=parts.get(standing[each.key] or ""),
        )
        for each in proposal.changes
    ]


class _Telling:
    """Says the changes of a proposal in words; what it brings or what is gone by now has its names from itself."""

    def __init__(
        self, found: Opened, proposal: Proposal, rows: Sequence[Row], merged: Reviewed, chosen: Choosing
    ) -> None:
        self._found, self._proposal, self._merged, self._chosen = found, proposal, merged, chosen
        self._merges = changes.merged_by(found.index.cluster.head.key, proposal.number)
        was = with_parts(found, {row.key: row.base for row in rows if row.base is not None})
        will = with_parts(found, {row.key: row.ours for row in rows if row.ours is not None})
        standing = names_in(found.index)
        self._before: Names = {**names_in(will.index), **names_in(was.index), **standing}
        self._after: Names = {**names_in(was.index), **standing, **names_in(will.index)}

    def change(self, proposed: Proposed, row: Row) -> ReviewedChange:
        """One of them."""
        conflicts = [each for each in self._merged.conflicts if each.key == row.key] if self._proposal.live else []
        part = row.ours or row.theirs or row.base
        return ReviewedChange(
            proposed=proposed,
            told=self._told(row),
            standing=self._found.digests.get(row.key, ""),
            taken=self._chosen.taken is None or row.key in self._chosen.taken,
            moot=self._proposal.live and row.moot,
            conflicts=asked(conflicts, {row.key: part}, self._after),
            chosen=self._chosen_in(proposed, row) if proposed.answer is Answer.TAKEN else (),
        )

    def _chosen_in(self, proposed: Proposed, row: Row) -> tuple[tuple[Asked, Side], ...]:
        """What was chosen where the part was in conflict as the proposal was merged."""
        before, after = self._merges.get(row.key) or self._left(row.key)
        if before == (proposed.before or ""):
            return ()
        parts = parts_of({name for name in (before, after) if name})
        then = replace(row, theirs=parts.get(before))
        found = settled(then, parts.get(after))
        words = asked([each for each, _ in found], {row.key: row.ours or then.theirs or row.base}, self._after)
        return tuple(zip(words, (side for _, side in found), strict=True))

    def _left(self, key: Key) -> tuple[str, str]:
        """Before and after a merge that left the part as it was."""
        stood = changes.digest_on(self._found.index.cluster.head.key, key, self._proposal.changed_at)
        return stood, stood

    def _told(self, row: Row) -> Told:
        before, after = row.base, row.ours
        if self._proposal.live and not row.moot:
            before, after = row.theirs, self._merged.parts[row.key]
        both = before is not None and after is not None
        found = PartDifference(key=row.key, before=before, after=after, edits=edits(before, after) if both else ())
        return told(Difference(parts=(found,)), self._before, self._after)[0]


def _intents(taken: Sequence[Proposed], choosing: Choosing) -> Iterator[Intent]:
    parts = parts_of([each.after for each in taken if each.after])
    for each in taken:
        mine = {place: side for place, side in choosing.choices.items() if _key_in(place) == each.key}
        yield Intent(
            key=each.key,
            base=each.before,
            ours=parts[each.after] if each.after else None,
            shown=choosing.shown.get(each.key) or None,
            choices=mine,
        )


def _key_in(place: str) -> Key:
    """The part that the place of a conflict is in."""
    return place.partition("/")[0].partition("#")[0]


def _refuse_unopened(proposal: Proposal) -> None:
    if proposal.stage is not Stage.OPEN:
        raise Refused(Text(en="It is not open for review yet.", zh="此提案尚未提交审阅。"))


def may_review(viewer: Viewer, where: tuple[str, Key], proposal: Proposal) -> bool:
    """Whether somebody may merge and decline a proposal for the cluster `where` (its institution and its key)."""
    try:
        _authorised(viewer, where, proposal)
    except Forbidden:
        return False
    return True


def _require_reviewer(draft: Draft, kept: Kept, proposal: Proposal) -> None:
    _authorised(draft.viewer, (kept.address.institution, kept.key), proposal)


def _authorised(viewer: Viewer, where: tuple[str, Key], proposal: Proposal) -> None:
    """Whoever reviews could make every one of the changes: to leave one is to decide about it too."""
    parts = parts_of({name for each in proposal.changes for name in (each.before, each.after) if name})
    touched = [
        Touched(key=each.key, before=parts.get(each.before or ""), after=parts.get(each.after or ""))
        for each in proposal.changes
    ]
    authorise(viewer, institution=where[0], cluster=where[1], touched=touched)
