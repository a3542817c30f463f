"""Gaps in words: what some students do not reach, and the cheapest ways to close each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.actions.holes import open_tasks, seeing_to
from fourfold.domain.framework import Framework, Item
from fourfold.domain.marks import Key
from fourfold.domain.plan import Plan
from fourfold.domain.program import CertificationRole, Program
from fourfold.domain.text import Text
from fourfold.engine.choices import Infeasible
from fourfold.engine.gap import Gap
from fourfold.engine.guarantee import When, route_of
from fourfold.engine.index import Index
from fourfold.engine.ways import Way, WayKind
from fourfold.web.pages import nouns, seeing, standing
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.seeing import Seen
from fourfold.web.pages.wording import DEPTHS, Words

KINDS: dict[WayKind, Words] = {
    WayKind.DEEPEN: gettext_lazy("Deepen what this teaches:"),
    WayKind.LINK: gettext_lazy("Link an outcome of"),
    WayKind.NEW_OUTCOME: gettext_lazy("Write a new outcome for"),
    WayKind.MOVE: gettext_lazy("Move earlier:"),
}


MOST_MIGHT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRow:
    """One change that closes a gap; `near` in per cent, said in `nearness` where words were compared."""

    words: Words
    course: Named
    outcome: Named | None
    term: int | None
    change: str
    cost: int
    price: str
    near: int
    nearness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A leaf that some students do not reach."""

    item: Named
    missing: str
    ways: tuple[WayRow, ...]
    might: tuple[Named, ...]
    seen: Seen | None = None


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
    might = _might(opened.index, address, plan, framework)
    rows = tuple(_row(opened.index, address, framework, each, might) for each in found)
    scopes = (opened.index.program_of_plan[plan.key].key, opened.index.cluster.head.key)
    return tuple(
        replace(row, seen=each) for row, each in zip(rows, seen(opened, framework, found, scopes), strict=True)
    )


def seen(opened: Opened, framework: Framework, gaps: Sequence[Gap], scopes: tuple[Key, ...]) -> list[Seen | None]:
    """Who sees to each gap of a draft, for whoever reads drafts."""
    if opened.release is not None or not gaps or not opened.viewer.sees_drafts_of(opened.institution):
        return [None] * len(gaps)
    tasks = open_tasks(opened)
    found = (seeing_to(tasks, framework, gap.item, scopes) for gap in gaps)
    return [seeing.seen(each) if each else None for each in found]


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
            summary_only = quiet(opened, program, framework)
            found.append(ProgramGaps(title=program.title, summary=said, gaps=rows, open=not found and not summary_only))
    return tuple(found)


def quiet(opened: Opened, program: Program, framework: Framework) -> bool:
    """Whether gaps are worth a line only: the version goes or has a successor, or is woven in without a promise."""
    named = standing.certification_of(program, framework)
    integrated = named is not None and named.role is CertificationRole.INTEGRATED
    going = standing.age(framework, opened.today).tone != ""
    return integrated or going or successor(opened.index, framework) is not None


def successor(index: Index, framework: Framework) -> Framework | None:
    """The version of the same family that became valid last, if that was later than this one did."""
    since = framework.valid_from_date
    later = [
        each
        for each in index.frameworks.values()
        if each.family == framework.family and each.valid_from_date and since and each.valid_from_date > since
    ]
    return max(later, key=lambda each: each.valid_from_date or date.min, default=None)


@dataclass(frozen=True, slots=True)
class Newer:
    """The successor of a framework, for a reader of the older version."""

    name: Named
    items: int
    older: int


def newer(index: Index, address: Address, framework: Framework) -> Newer | None:
    """Where a reader of an older version should look instead, with the number of items of both."""
    found = successor(index, framework)
    if found is None:
        return None
    name = Named(found.title, address.to("framework", found.code), code=found.version or found.code)
    return Newer(name, len(found.leaves()), len(framework.leaves()))


def _might(index: Index, address: Address, plan: Plan, framework: Framework) -> tuple[Named, ...]:
    """Required courses that serve most of the framework: where a new outcome would be at home."""
    served = index.served.get(framework.key, {})
    courses = {placement.course for placement in plan.required} & index.courses.keys()
    required = {key for key in courses if key in served}
    best = sorted(required, key=lambda key: (-len(served[key]), index.courses[key].code))
    return tuple(
        Named(index.courses[key].title, address.to("course", index.courses[key].code), code=index.courses[key].code)
        for key in best[:MOST_MIGHT]
    )


def _row(index: Index, address: Address, framework: Framework, gap: Gap, might: tuple[Named, ...]) -> Row:
    item = index.items[gap.item]
    return Row(
        item=Named(item.title, f"{address.to('framework', framework.code)}#item-{item.code}", code=item.code),
        missing=missing(gap, item),
        ways=tuple(way_row(index, address, way, item) for way in gap.ways),
        might=() if gap.ways else might,
    )


def missing(gap: Gap, item: Item) -> str:
    """How much is missing: `1 step of depth, to reinforce`."""
    steps = ngettext("%(steps)d step of depth", "%(steps)d steps of depth", gap.missing_depth)
    return _("%(steps)s, to %(depth)s") % {"steps": steps % {"steps": gap.missing_depth}, "depth": DEPTHS[item.depth]}


def way_row(index: Index, address: Address, way: Way, item: Item) -> WayRow:
    """A way in words, with what leads to its course and outcome."""
    course = index.courses[way.course]
    return WayRow(
        words=KINDS[way.kind],
        course=Named(course.title, address.to("course", course.code), code=course.code),
        outcome=nouns.of_key(index, address, way.outcome),
        term=way.term,
        change=_change(index, way, item),
        cost=way.cost,
        price=_price(way.cost),
        near=way.near,
        nearness=_nearness(way),
    )


def _nearness(way: Way) -> str:
    """How near in meaning the outcome or course is; a way that takes what serves the item already has none."""
    if way.kind not in (WayKind.LINK, WayKind.NEW_OUTCOME):
        return ""
    return _("nearness: %(near)d %%") % {"near": way.near}


def _price(cost: int) -> str:
    return ngettext("price: %(cost)d step", "price: %(cost)d steps", cost) % {"cost": cost}


def _change(index: Index, way: Way, item: Item) -> str:
    """What is other after a way than before it."""
    if way.kind is WayKind.MOVE:
        return _("starts in term %(term)d") % {"term": way.term or 0}
    depth = DEPTHS[item.depth]
    if way.kind is WayKind.DEEPEN and way.link is not None:
        return _("from %(before)s to %(after)s") % {"before": DEPTHS[way.link.depth], "after": depth}
    return _("at the depth %(depth)s") % {"depth": depth}
