"""Comparing two states of a cluster: what came, went and changed, by noun, in words."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.actions import releases
from fourfold.actions.comparing import Comparison, FrameworkTold
from fourfold.actions.difference_words import Happened, Line, Told
from fourfold.actions.move_words import ProgramMoves
from fourfold.actions.moves import moves
from fourfold.actions.releases import History
from fourfold.domain.text import Text
from fourfold.web.pages import nouns, release
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import DRAFT, Opened, opened
from fourfold.web.pages.resolving import NotHere, echoed
from fourfold.web.pages.wording import Words
from fourfold.web.safe import require_safe

MOST_PARTS = 300
"""How many parts one page tells line by line."""
NOUNS_MANY: dict[str, Words] = {
    "cluster": gettext_lazy("The cluster itself"),
    "program": gettext_lazy("Programs"),
    "module": gettext_lazy("Modules"),
    "course": gettext_lazy("Courses"),
    "links": gettext_lazy("Links of courses"),
    "rule": gettext_lazy("Rules"),
    "framework": gettext_lazy("Frameworks"),
}
HAPPENED: dict[Happened, Words] = {
    Happened.ADDED: gettext_lazy("added"),
    Happened.REMOVED: gettext_lazy("removed"),
    Happened.CHANGED: gettext_lazy("changed"),
    Happened.ORDERED: gettext_lazy("in another order"),
    Happened.CAME: gettext_lazy("moved here"),
    Happened.WENT: gettext_lazy("moved away"),
}
TONES: dict[Happened, str] = {Happened.ADDED: "good", Happened.REMOVED: "bad"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """One thing that differs inside a part; a change needs no tag: what was and is says it."""

    tag: Words
    tone: str
    inside: tuple[Text, ...]
    field: Text
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShown:
    """A part that differs, with the ways to it on both sides."""

    title: Text
    code: str
    tag: Words
    tone: str
    before_href: str
    after_href: str
    lines: tuple[LineShown, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The parts of one noun that differ; those past the most that a page tells are counted in `more`."""

    title: Words | Text
    count: int
    parts: tuple[PartShown, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A comparison as pages show it."""

    same: bool
    counts: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What moved of one program, with the way to it where it still stands."""

    href: str
    told: ProgramMoves


Moves = tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A state that can be chosen on either side."""

    name: str
    title: Words
    before: bool
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """Two states side by side."""

    frame: Frame
    before: Named
    after: Named
    turned_href: str
    choices: tuple[Choice, ...]
    shown: Shown
    moves: Moves = ()
    one: Words = ""


@require_safe
def show(request: HttpRequest, institution: str, cluster: str) -> HttpResponse:
    """Compare the two states asked for; unasked, what came last with what stood before it."""
    history = release.told(request, institution, cluster)
    states = ([DRAFT] if history.draft else []) + [each.release.name for each in history.releases]
    after = _state(states, request.GET.get("to", "") or states[0])
    before = _state(states, request.GET.get("from", "") or next((each for each in states if each != after), after))
    sides = tuple(opened(request, institution, cluster, state=each) for each in (before, after))
    return render(request, "compare.html", {"page": page(history, states, *sides)})


def _state(states: Sequence[str], asked: str) -> str:
    found = next((each for each in states if each.lower() == asked.lower()), None)
    if found is None:
        raise NotHere(_("There is no state %(state)s of this cluster.") % {"state": echoed(asked)})
    return found


def page(history: History, states: Sequence[str], before: Opened, after: Opened) -> ComparePage:
    """What the comparison of two states shows."""
    was, will = (each.release.name if each.release else DRAFT for each in (before, after))
    where = history.kept.address
    return ComparePage(
        frame=release.around(history, "compare", release.way(history)),
        before=Named(named(was), Address(where.institution, where.code, was).to("cluster")),
        after=Named(named(will), Address(where.institution, where.code, will).to("cluster")),
        turned_href=release.between(where.institution, where.code, will, was),
        choices=tuple(Choice(each, named(each), each == was, each == will) for each in states),
        shown=shown(before, after),
        moves=moves_between(before, after),
        one=_one(states) if was == will else "",
    )


def _one(states: Sequence[str]) -> Words:
    """Why a state stands on both sides."""
    if len(states) > 1:
        return gettext_lazy("Both sides are the same state: choose two.")
    return gettext_lazy("There is only one state yet, and nothing to compare it with.")


def named(state: str) -> Words:
    """A state as people call it."""
    return gettext_lazy("draft") if state == DRAFT else state


Ways = Callable[[str], tuple[str, str]]
"""The ways to a noun before and after, by its key; "" where there is none."""


def shown(before: Opened, after: Opened) -> Shown:
    """What differs between two states, by noun."""
    return of_comparison(releases.between(before, after), _Finder(before, after).ways)


def of_comparison(found: Comparison, ways: Ways) -> Shown:
    """What differs, by noun, each part with its ways."""
    by_noun = {noun: [each for each in found.parts if each.noun == noun] for noun in NOUNS_MANY}
    groups = [_group(NOUNS_MANY[noun], parts, ways) for noun, parts in by_noun.items() if parts]
    return Shown(
        same=found.same,
        counts=_counts(found),
        groups=(*groups, *(_of_framework(each, ways) for each in found.frameworks)),
    )


def ways_in(side: Opened) -> Ways:
    """The ways to what stands in one state alone, as where the other is not written yet."""

    def ways(key: str) -> tuple[str, str]:
        found = nouns.of_key(side.index, _address(side), key)
        return (found.href if found else "", "")

    return ways


def moves_between(before: Opened, after: Opened) -> Moves:
    """What moved in figures and promises from one state to another, program by program."""
    address = _address(after)
    return tuple(
        Moved(href=address.to("program", each.code) if each.key in after.index.programs else "", told=each)
        for each in moves(before, after)
    )


class _Finder:
    """Finds nouns on both sides of a comparison."""

    def __init__(self, before: Opened, after: Opened) -> None:
        self._sides = tuple((each, _address(each)) for each in (before, after))

    def ways(self, key: str) -> tuple[str, str]:
        was, will = (nouns.of_key(side.index, address, key) for side, address in self._sides)
        return was.href if was else "", will.href if will else ""


def _address(side: Opened) -> Address:
    return Address(side.institution, side.code, side.release.name if side.release else DRAFT)


def _group(title: Words | Text, parts: Sequence[Told], ways: Ways) -> Group:
    return Group(title, len(parts), tuple(part(each, ways) for each in parts[:MOST_PARTS]))


def _of_framework(told: FrameworkTold, ways: Ways) -> Group:
    """A framework whose items differ; one that is pinned on one side only has itself as its only part."""
    if told.parts:
        return _group(told.name.title, told.parts, ways)
    whole = Told(noun="framework", key=told.key, name=told.name, before=told.before, after=told.after)
    return _group(NOUNS_MANY["framework"], [whole], ways)


def part(told: Told, ways: Ways) -> PartShown:
    was, will = ways(told.key)
    happened = _happened(told)
    return PartShown(
        title=told.name.title,
        code=told.name.code,
        tag=HAPPENED[happened],
        tone=TONES.get(happened, ""),
        before_href=was if told.before else "",
        after_href=will if told.after else "",
        lines=tuple(line(each) for each in told.lines),
    )


def _happened(told: Told) -> Happened:
    if told.before and told.after:
        return Happened.CHANGED
    moved = next((each.happened for each in told.lines if each.happened in {Happened.CAME, Happened.WENT}), None)
    return moved or (Happened.ADDED if told.after else Happened.REMOVED)


def line(line: Line) -> LineShown:
    """One thing that differs, as pages show it."""
    return LineShown(
        tag="" if line.happened is Happened.CHANGED else HAPPENED[line.happened],
        tone=TONES.get(line.happened, ""),
        inside=line.inside,
        field=line.field,
        before=line.before,
        after=line.after,
    )


def _counts(found: Comparison) -> tuple[str, ...]:
    """How many parts and links came, went and changed."""
    happened, links, frameworks = Counter(_happened(each) for each in found.parts), found.links, len(found.frameworks)
    added, removed, changed = (happened[each] for each in (Happened.ADDED, Happened.REMOVED, Happened.CHANGED))
    counted = (
        (added, ngettext("%(count)d part added", "%(count)d parts added", added)),
        (removed, ngettext("%(count)d part removed", "%(count)d parts removed", removed)),
        (changed, ngettext("%(count)d part changed", "%(count)d parts changed", changed)),
        (links.added, ngettext("%(count)d link added", "%(count)d links added", links.added)),
        (links.removed, ngettext("%(count)d link removed", "%(count)d links removed", links.removed)),
        (links.changed, ngettext("%(count)d link changed", "%(count)d links changed", links.changed)),
        (frameworks, ngettext("%(count)d framework differs", "%(count)d frameworks differ", frameworks)),
    )
    return tuple(words % {"count": count} for count, words in counted if count)
