"""Gaps in words: what some students do not reach, and the cheapest ways to close each."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.domain.framework import Framework
from fourfold.domain.plan import Plan
from fourfold.domain.text import Text
from fourfold.engine.choices import Infeasible
from fourfold.engine.gap import Gap
from fourfold.engine.guarantee import When, route_of
from fourfold.engine.index import Index
from fourfold.engine.ways import Way, WayKind
from fourfold.web.pages import nouns, standing
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import DEPTHS, Words

KINDS: dict[WayKind, Words] = {
    WayKind.DEEPEN: gettext_lazy("Deepen what this teaches:"),
    WayKind.LINK: gettext_lazy("Link an outcome of"),
    WayKind.NEW_OUTCOME: gettext_lazy("Write a new outcome for"),
    WayKind.MOVE: gettext_lazy("Move earlier:"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRow:
    """One change that closes a gap."""

    words: Words
    course: Named
    outcome: Named | None
    term: int | None
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A leaf that some students do not reach."""

    item: Named
    missing: str
    ways: tuple[WayRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramGaps:
    """The gaps of one program."""

    title: Text
    summary: str
    gaps: tuple[Row, ...]
    open: bool


def of_plan(opened: Opened, address: Address, plan: Plan, framework: Framework, when: When) -> tuple[Row, ...]:
    """The gaps of a plan at a moment; none where no choice is legal, which the standing says."""
    through = route_of(opened.index, plan=plan.key, framework=framework.key)
    found = opened.gaps(plan=plan.key, framework=framework.key, when=when, taking=through)
    if isinstance(found, Infeasible):
        return ()
    return tuple(_row(opened.index, address, framework, each) for each in found)


def of_framework(opened: Opened, address: Address, framework: Framework) -> tuple[ProgramGaps, ...]:
    """The gaps of every program that names a framework, by its first plan, at its sitting."""
    index = opened.index
    found: list[ProgramGaps] = []
    for program in index.programs.values():
        if not program.plans or not standing.names(program, framework):
            continue
        plan = program.plans[0]
        when = standing.moment(index, plan, framework, standing.promise(index, plan, framework))
        rows = of_plan(opened, address, plan, framework, when)
        if rows:
            summary = ngettext("%(count)d item, %(when)s", "%(count)d items, %(when)s", len(rows))
            moment = standing.moment_in_words(index, program, when)
            said = summary % {"count": len(rows), "when": moment}
            found.append(ProgramGaps(title=program.title, summary=said, gaps=rows, open=not found))
    return tuple(found)


def _row(index: Index, address: Address, framework: Framework, gap: Gap) -> Row:
    item = index.items[gap.item]
    steps = ngettext("%(steps)d step of depth", "%(steps)d steps of depth", gap.missing_depth)
    return Row(
        item=Named(item.title, f"{address.to('framework', framework.code)}#item-{item.code}", code=item.code),
        missing=_("%(steps)s, to %(depth)s")
        % {"steps": steps % {"steps": gap.missing_depth}, "depth": DEPTHS[item.depth]},
        ways=tuple(_way(index, address, way) for way in gap.ways),
    )


def _way(index: Index, address: Address, way: Way) -> WayRow:
    course = index.courses[way.course]
    return WayRow(
        words=KINDS[way.kind],
        course=Named(course.title, address.to("course", course.code), code=course.code),
        outcome=nouns.of_key(index, address, way.outcome),
        term=way.term,
        cost=way.cost,
    )
