"""What the page of links that are put forward shows: each with its reasons and with what it would close."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.actions.queueing import Queue
from fourfold.actions.reason_words import why
from fourfold.domain.course import Course, Outcome
from fourfold.domain.declined import DeclinedLink
from fourfold.domain.framework import Depth, Item
from fourfold.domain.text import Text
from fourfold.engine.queue import Origin, Queued
from fourfold.engine.suggest import TELLING
from fourfold.engine.suggestion import Suggestion
from fourfold.web.pages import audit, stages
from fourfold.web.pages.address import Address
from fourfold.web.pages.editing.strokes import LETTERS, Choosable, Scope, choosable, letter_of
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.ways import Crumb
from fourfold.web.pages.wording import DEPTHS, RANKS, Words, reading_language

PAGE = 25
MOST_REASONS = 2
ORIGINS: dict[Origin, Words] = {
    Origin.PROPOSED: gettext_lazy("proposed"),
    Origin.CARRIED: gettext_lazy("from an older version"),
    Origin.SUGGESTED: gettext_lazy("suggested"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShown:
    """Which link: its outcome, the course, the item; `place` is how a form names it."""

    outcome: Outcome
    course: Named
    item: Item
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """A link that is put forward; `letter` is the depth that a form sends, `others` the further ones.

    `strength` says how sure it is, where somebody does not simply propose it. `reason` is kept with the change.
    """

    link: LinkShown
    origin: Words
    depth: Words
    letter: str
    shown: str
    others: tuple[tuple[str, Words], ...]
    now: Words
    asks: Words
    reached: Words
    closes: bool
    strength: Words
    reasons: tuple[Text, ...]
    reason: str
    carried: bool
    number: int | None
    proposal: Named | None
    by: Words
    said: str
    declined: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedShown:
    """A link that was declined."""

    link: LinkShown
    name: Words
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """The queue of a framework in a scope; `one` shows a link at a time."""

    frame: Frame
    scope: Scope
    choosable: Choosable
    may: bool
    many: bool
    count: int
    rows: tuple[RowShown, ...]
    declined: tuple[DeclinedShown, ...]
    start: int
    number: int
    pages: int
    earlier: str
    later: str
    one: bool
    other: str
    refused: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page is made from."""

    found: Opened
    scope: Scope
    queue: Queue
    number: int
    one: bool

    @property
    def address(self) -> Address:
        """Where the pages of the draft live."""
        return Address(self.found.institution, self.found.code, "draft")

    def to(self, number: int, *, one: bool) -> str:
        """The address of another page of the same queue."""
        said = self.scope.query | ({"one": "1"} if one else {}) | ({"page": str(number)} if number > 1 else {})
        return "?" + urlencode(said)


def page(shown: Shown, refused: Text | None = None) -> QueuePage:
    """What the page shows; a page beyond the last is the last."""
    found, scope, queue = shown.found, shown.scope, shown.queue
    size = 1 if shown.one else PAGE
    pages = max(1, -(-len(queue.rows) // size))
    number = min(shown.number, pages)
    title, address = scope.framework.title, shown.address
    return QueuePage(
        frame=frame(found, address, "frameworks", Crumb(title, address.to("framework", scope.framework.code))),
        scope=scope,
        choosable=choosable(found, scope, "queue"),
        may=queue.may,
        many=queue.many,
        count=len(queue.rows),
        rows=tuple(row(shown, each) for each in queue.rows[(number - 1) * size : number * size]),
        declined=tuple(_declined(shown)),
        start=(number - 1) * size + 1,
        number=number,
        pages=pages,
        earlier=shown.to(number - 1, one=shown.one) if number > 1 else "",
        later=shown.to(number + 1, one=shown.one) if number < pages else "",
        one=shown.one,
        other=shown.to((number - 1) // PAGE + 1 if shown.one else (number - 1) * size + 1, one=not shown.one),
        refused=refused,
    )


def row(shown: Shown, each: Queued) -> RowShown:
    """One link that is put forward."""
    reasons = tuple(_reasons(shown.found, each))
    said = [reason.in_language(reading_language()) for reason in reasons]
    others = ((letter, DEPTHS[depth]) for letter, depth in LETTERS.items() if depth not in {None, each.depth, each.now})
    proposal = shown.queue.proposals.get(each.proposal or 0)
    return RowShown(
        link=_link(shown, each.link.outcome, each.link.item),
        origin=ORIGINS[each.origin],
        depth=depth_words(each.depth),
        letter=letter_of(each.depth),
        shown=letter_of(each.now),
        others=tuple(others) if each.depth else (),
        now=DEPTHS[each.now] if each.now else "",
        asks=DEPTHS[each.asks],
        reached=RANKS[each.reached] if each.reached < each.asks.rank else _("met"),
        closes=each.closes,
        strength=_strength(each),
        reasons=reasons,
        reason="" if proposal else _("; ").join(said),
        carried=each.carried is not None,
        number=each.proposal,
        proposal=Named(f"#{proposal.number} {proposal.title}", stages.href(shown.found, proposal.number))
        if proposal
        else None,
        by=audit.name_of(proposal.who, shown.queue.names.get(proposal.who)) if proposal else "",
        said=each.why if proposal and each.why != proposal.title else "",
        declined=_before(shown, each.declined),
    )


def _before(shown: Shown, declined: DeclinedLink | None) -> Words:
    """That the same link was declined before, and why."""
    if declined is None:
        return ""
    name = audit.name_of(declined.who, shown.queue.names.get(declined.who))
    return _("declined before by %(name)s: %(reason)s") % {"name": name, "reason": declined.reason}


def _strength(each: Queued) -> Words:
    if each.origin is Origin.CARRIED:
        return _("confidence %(percent)d %%") % {"percent": each.strength}
    return _("score %(score)d") % {"score": each.strength} if each.origin is Origin.SUGGESTED else ""


def _reasons(found: Opened, each: Queued) -> Iterator[Text]:
    if each.carried:
        for old in each.carried.sources:
            item = found.index.items[old.item]
            code = found.index.frameworks[old.framework].code
            yield Text(
                en=f"goes on from {code} {item.code} {item.title.in_language('en')}",
                zh=f"沿用自 {code} {item.code} {item.title.in_language('zh')}",
            )
    elif each.suggestion:
        yield from _telling(found, each.suggestion)


def _telling(found: Opened, suggestion: Suggestion) -> Iterator[Text]:
    """What speaks for it most: of the item itself, else whatever there is."""
    telling = [reason for reason in suggestion.reasons if reason.sign in TELLING] or list(suggestion.reasons)
    yield from (why(found.index, reason) for reason in telling[:MOST_REASONS])


def _declined(shown: Shown) -> Iterator[DeclinedShown]:
    index = shown.found.index
    wanted = {course.key for course in shown.scope.courses}
    for each in shown.queue.declined:
        course: Course | None = index.course_of_outcome.get(each.outcome)
        if course is not None and course.key in wanted and each.item in index.items:
            name = audit.name_of(each.who, shown.queue.names.get(each.who))
            yield DeclinedShown(link=_link(shown, each.outcome, each.item), name=name, at=each.at, reason=each.reason)


def _link(shown: Shown, outcome: str, item: str) -> LinkShown:
    index = shown.found.index
    course = index.course_of_outcome[outcome]
    return LinkShown(
        outcome=index.outcomes[outcome],
        course=Named(course.title, shown.address.to("course", course.code), code=course.code),
        item=index.items[item],
        place=f"{outcome}:{item}",
    )


def depth_words(depth: Depth | None) -> Words:
    """A depth in words, or that there is no link."""
    return DEPTHS[depth] if depth else _("no link")
