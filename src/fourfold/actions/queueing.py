"""The queue of links that are put forward for a framework: what is in it, taking a link up, declining it.

Whoever reads the draft sees the queue; taking up and declining are for those who accept links. Taken up, a link is one
Change; where a proposal put it forward, the Change says so, and the proposal's other links wait on. Declined, it is
remembered with the reason, and not put forward again until somebody offers it again or changes the proposal.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fourfold.actions.aligning import NOT_YOURS, links_of, may_align
from fourfold.actions.deeds import Deed, record
from fourfold.actions.editing import Draft, Intent, Saved, carry_out_together, save_part
from fourfold.actions.holes import settle
from fourfold.actions.installation import usable
from fourfold.actions.proposing import authored, held
from fourfold.actions.refused import Clash, Forbidden, Missing, Refused
from fourfold.actions.shelf import Opened
from fourfold.actions.suggesting import MOST, Sought
from fourfold.actions.words import plain
from fourfold.canon.agreement import link_order
from fourfold.domain.course import Course
from fourfold.domain.declined import DeclinedLink
from fourfold.domain.framework import Depth, Framework
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.marks import Key
from fourfold.domain.proposal import Proposal, Remark, Stage
from fourfold.domain.text import Text
from fourfold.engine.aligning import holes
from fourfold.engine.queue import LinkProposal, Place, PutForward, Queued, queued
from fourfold.engine.succession_links import Candidate, carried
from fourfold.engine.suggestion import Suggestion
from fourfold.store import declined, people, proposals, read
from fourfold.store.read import Kept, parts_of
from fourfold.store.tables import at_work

if TYPE_CHECKING:
    from fourfold.actions.meanings import Meanings

SUGGESTS_AT_MOST = 800
"""For how many outcomes anything is suggested: beyond, choose a course or a program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What is put forward, in order, and what was declined, the newest first; names are looked up now.

    `proposals` are the titles and authors (ids) of the proposals in it. `may`: the viewer decides. `many`: the scope
    has so many outcomes that nothing is suggested.
    """

    rows: tuple[Queued, ...]
    declined: tuple[DeclinedLink, ...]
    proposals: Mapping[int, Proposal]
    names: Mapping[str, str]
    may: bool
    many: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """The link that somebody takes up: where, how deeply (`None`: it shall not be), and what they were shown.

    `shown` is the depth that it had then. `proposal` is the number of the one that put it forward, if one did;
    `carried` says that it goes on from an older version.
    """

    place: Place
    depth: Depth | None
    shown: Depth | None
    proposal: int | None = None
    carried: bool = False


def queue(
    draft: Draft,
    opened: Opened,
    framework: Framework,
    *,
    courses: Collection[Course],
    meanings: "Meanings | None" = None,
) -> Queue:
    """The queue of a framework for the outcomes of courses."""
    kept = _seen(draft)
    found = {each.number: each for each in proposals.opened_of(kept.key, draft.viewer)}
    no = declined.declined_of(kept.key, framework.key)
    many = sum(len(course.outcomes) for course in courses) > SUGGESTS_AT_MOST
    said = PutForward(
        proposals=tuple(_link_proposals(found.values())),
        carried=tuple(_carried(opened, framework)),
        suggestions=() if many else tuple(_suggestions(opened, framework, courses, meanings)),
        declined={each.place: each for each in no},
    )
    unmet = holes(opened.index, framework, courses)
    return Queue(
        rows=queued(opened.index, framework, courses=courses, unmet=unmet, said=said),
        declined=no,
        proposals=found,
        names=people.names_of({each.who for each in no} | {each.who for each in found.values()}),
        may=may_align(draft.viewer, opened),
        many=many,
    )


def _link_proposals(found: Iterable[Proposal]) -> Iterator[LinkProposal]:
    changes = [(proposal, each) for proposal in found for each in proposal.changes]
    parts = parts_of({name for _proposal, each in changes for name in (each.before, each.after) if name})
    for proposal, each in changes:
        before, after = (_links(parts, name) for name in (each.before, each.after))
        if before or after:
            yield LinkProposal(
                number=proposal.number,
                changed_at=proposal.changed_at,
                before=before,
                after=after,
                why=each.why or proposal.title,
            )


def _links(parts: Mapping[Key, object], name: str | None) -> CourseLinks | None:
    part = parts.get(name or "")
    return part if isinstance(part, CourseLinks) else None


def _carried(opened: Opened, framework: Framework) -> Iterator[Candidate]:
    """What goes on from every version that this one follows."""
    for blip in opened.radar():
        if blip.newer == framework:
            yield from carried(opened.index, opened.succession(blip.framework, framework)).candidates


def _suggestions(
    opened: Opened, framework: Framework, courses: Iterable[Course], model: "Meanings | None"
) -> Iterator[Suggestion]:
    for course in courses:
        sought = Sought(course=course.key, frameworks=frozenset({framework.key}), limit=MOST)
        for each in opened.suggested(sought, meanings=model).outcomes:
            yield from each.suggestions


def take_up(draft: Draft, opened: Opened, taking: Taking) -> Saved:
    """Make the link that somebody takes up: one Change of the links of its course.

    Raises `Clash` where the link is not as it was shown, or was declined meanwhile.
    """
    course = _decided(draft, opened, taking.place)
    kept = _seen(draft)
    no = declined.declined_at(kept.key, taking.place)
    if no is not None and taking.proposal is None:
        raise Clash(Text(en=f"It was declined meanwhile: {no.reason}", zh=f"此关联刚被退回：{no.reason}"))
    standing = links_of(opened, course)
    links = standing.part
    if not isinstance(links, CourseLinks):
        raise TypeError(links)
    old = next((each for each in links.links if link_order(each) == taking.place), None)
    if (old.depth if old else None) is not taking.shown:
        raise Clash(Text(en="Somebody changed this link meanwhile: look again.", zh="此关联刚被他人修改，请重新查看。"))
    made = _made(draft, opened, taking, old)
    ours = replace(links, links=_with(links.links, taking.place, made))
    intent = Intent(key=links.key, base=standing.digest or None, ours=ours)
    if intent.ours == links:
        raise Clash(Text(en="The link stands so already.", zh="此关联已经如此。"))
    saved = _carried_out(draft, kept, intent, taking.proposal)
    settle(draft)
    return saved


def _carried_out(draft: Draft, kept: Kept, intent: Intent, number: int | None) -> Saved:
    if number is None or intent.ours is None:
        return save_part(draft, _part(intent), base=intent.base)
    with held(draft, kept, number) as proposal:
        (saved,) = carry_out_together(authored(draft, proposal), [intent], proposal=number)
        return saved


def _part(intent: Intent) -> CourseLinks:
    if not isinstance(intent.ours, CourseLinks):
        raise TypeError(intent.ours)
    return intent.ours


def _made(draft: Draft, opened: Opened, taking: Taking, old: Link | None) -> Link | None:
    """The link as it is put forward, at the depth that is wanted; one that stands keeps what it says besides."""
    if taking.depth is None:
        return None
    outcome, framework, item = taking.place
    fresh = Link(outcome=outcome, framework=framework, item=item, depth=taking.depth)
    if taking.proposal is not None:
        return replace(_proposed(draft, taking) or old or fresh, depth=taking.depth)
    if taking.carried and old is None:
        ahead = _carried(opened, opened.index.frameworks[framework])
        fresh = next((each.link for each in ahead if link_order(each.link) == taking.place), fresh)
    return replace(old or fresh, depth=taking.depth)


def _proposed(draft: Draft, taking: Taking) -> Link | None:
    """The link as a proposal has it; refused where the proposal has gone."""
    number = taking.proposal
    proposal = None if number is None else proposals.proposal_at(_seen(draft).key, number, draft.viewer)
    if proposal is None or proposal.stage is not Stage.OPEN:
        raise Clash(Text(en="The proposal is not open any more.", zh="该提案已不再待审。"))
    parts = parts_of({each.after for each in proposal.changes if each.after})
    links = (link for part in parts.values() if isinstance(part, CourseLinks) for link in part.links)
    return next((link for link in links if link_order(link) == taking.place), None)


def _with(links: Iterable[Link], place: Place, made: Link | None) -> tuple[Link, ...]:
    others = [each for each in links if link_order(each) != place]
    return tuple(sorted((*others, *([made] if made else [])), key=link_order))


def decline(draft: Draft, opened: Opened, place: Place, *, number: int | None = None) -> None:
    """Remember that a link is declined, for the reason that `draft.why` says; its proposal, if one, is told of it.

    Raises `Clash` where somebody else has declined it already.
    """
    course = _decided(draft, opened, place)
    reason = plain(draft.why)
    if not reason:
        raise Refused(
            Text(
                en="Say why: the reason is kept, so that it is not asked again.",
                zh="请填写理由：理由会保留，以免重复提出。",
            )
        )
    kept = _seen(draft)
    with usable(), at_work(), proposals.together():
        no = declined.declined_at(kept.key, place)
        if no is not None and number is None:
            raise Clash(Text(en=f"It is declined already: {no.reason}", zh=f"此关联已被退回：{no.reason}"))
        link = _declined(draft, place, reason)
        declined.decline(kept.key, link)
        if number is not None:
            _tell(draft, kept, opened, course, link, number)
        _remember(draft, opened, place, Deed.LINK_DECLINED, reason=reason)


def _declined(draft: Draft, place: Place, reason: str) -> DeclinedLink:
    outcome, framework, item = place
    return DeclinedLink(
        outcome=outcome, framework=framework, item=item, who=draft.viewer.who, at=draft.now, reason=reason
    )


def _tell(draft: Draft, kept: Kept, opened: Opened, course: Course, link: DeclinedLink, number: int) -> None:
    """A comment on the proposal, so that its author knows."""
    index = opened.index
    codes = f"{course.code} {index.outcomes[link.outcome].code} → {index.items[link.item].code}"
    with held(draft, kept, number):
        said = Remark(who=draft.viewer.who, at=draft.now, text=f"{codes}: {link.reason}")
        proposals.say(kept.key, number, said)


def offer_again(draft: Draft, opened: Opened, place: Place) -> None:
    """Let a declined link be put forward again."""
    _decided(draft, opened, place)
    with usable(), at_work(), proposals.together():
        if not declined.offer_again(_seen(draft).key, place):
            raise Clash(Text(en="It is not declined any more.", zh="此关联已不在退回之列。"))
        _remember(draft, opened, place, Deed.LINK_OFFERED)


def _decided(draft: Draft, opened: Opened, place: Place) -> Course:
    """The course of a link, for whoever decides about links."""
    if not may_align(draft.viewer, opened):
        raise Forbidden(NOT_YOURS)
    outcome, framework, item = place
    course = opened.index.course_of_outcome.get(outcome)
    known = opened.index.frameworks.get(framework)
    if course is None or known is None or item not in {leaf.key for leaf in known.leaves()}:
        raise Clash(Text(en="The outcome or the item is not there any more.", zh="该学习成果或条目已不存在。"))
    return course


def _remember(draft: Draft, opened: Opened, place: Place, deed: Deed, *, reason: str = "") -> None:
    outcome, framework, item = place
    index = opened.index
    about = f"{opened.institution}/{opened.code}/align/{index.frameworks[framework].code}"
    said = f"{index.outcomes[outcome].code} → {index.items[item].code}"
    said = f"{said}: {reason}" if reason else said
    record(draft.viewer, deed, about, institution=opened.institution, at=draft.now, reason=said)


def _seen(draft: Draft) -> Kept:
    kept = read.draft_at(draft.institution, draft.cluster, draft.viewer)
    if kept is None:
        raise Missing(Text(en="There is no such draft.", zh="没有这样的草稿。"))
    return kept
