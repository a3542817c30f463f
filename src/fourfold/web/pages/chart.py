"""Coverage by term as a small chart, drawn here in numbers so that the page needs no script."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fourfold.domain.framework import Framework
from fourfold.domain.plan import Plan
from fourfold.engine.guarantee import Assurance, When, route_of
from fourfold.web.pages import standing, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.standing import Standing

WIDTH, HEIGHT = 400, 168
LEFT, RIGHT, TOP, BOTTOM = 30, 22, 16, 46
FLOOR = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class Point:
    """A term on the chart: where it stands, its figure, and the way to its evidence."""

    term: int
    x: str
    low_y: str
    figure: str
    spoken: str
    href: str
    sits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Guaranteed as a line, reachable as a band above it, a tick where a promise is made, a mark at the sitting."""

    standing: Standing
    points: tuple[Point, ...]
    line: str
    band: str
    ceiling_y: str
    floor_y: str
    left: int
    right: int
    sitting_x: str | None
    promise_y: str | None
    promise_from: str
    promise_to: str
    spoken: str


def of_plan(opened: Opened, address: Address, plan: Plan, framework: Framework) -> Chart:
    """The chart of a plan and a framework."""
    index = opened.index
    through = route_of(index, plan=plan.key, framework=framework.key)
    answers = opened.by_term(plan=plan.key, framework=framework.key, taking=through)
    stands = standing.of_plan(opened, address, plan, framework)
    rule = standing.promise(index, plan, framework)
    sitting = _term(opened, plan, standing.moment(index, plan, framework, rule))
    xs = _across(len(answers))
    lows, highs = [_low(each) for each in answers], [_high(each) for each in answers]
    ys = [_height(low, stands.items) for low in lows]
    tops = [_height(high, stands.items) for high in highs]
    points = tuple(
        Point(
            term=term,
            x=f"{x:.1f}",
            low_y=f"{y:.1f}",
            figure=str(low) if low == high else f"{low}–{high}",
            spoken=_("term %(term)d: %(low)d to %(high)d") % {"term": term, "low": low, "high": high},
            href=standing.evidence(address, index, plan, framework, When(term=term)),
            sits=term == sitting,
        )
        for term, (x, y, low, high) in enumerate(zip(xs, ys, lows, highs, strict=True), 1)
    )
    at = xs[sitting - 1] if sitting and sitting <= len(xs) else None
    return Chart(
        standing=stands,
        points=points,
        line=_path(xs, ys),
        band=f"{_path(xs, tops)} {_path(xs[::-1], ys[::-1]).replace('M', 'L', 1)} Z" if xs else "",
        ceiling_y=f"{_height(stands.items, stands.items):.1f}",
        floor_y=f"{FLOOR}",
        left=LEFT,
        right=WIDTH - RIGHT,
        sitting_x=None if at is None else f"{at:.1f}",
        promise_y=None if stands.promised is None else f"{_height(stands.promised, stands.items):.1f}",
        promise_from=f"{(at or LEFT) - 14:.1f}",
        promise_to=f"{(at or LEFT) + 14:.1f}",
        spoken="; ".join(point.spoken for point in points),
    )


def _low(answer: Assurance) -> int:
    return int(answer.items_met.guaranteed.bound) if answer.items_met else 0


def _high(answer: Assurance) -> int:
    return int(answer.items_met.reachable.bound) if answer.items_met else 0


def _term(opened: Opened, plan: Plan, when: When) -> int | None:
    """The term of a moment; after a course, the one that completes it where it starts as early as it may."""
    if when.course is None:
        return when.term
    takings = taking.of_plan(opened.index, plan)
    return next((each.ends for each in takings if each.course.key == when.course), None)


def _across(terms: int) -> list[float]:
    room = WIDTH - LEFT - RIGHT
    return [LEFT + room * (place / (terms - 1) if terms > 1 else 0.5) for place in range(terms)]


def _height(count: int, items: int) -> float:
    return FLOOR - (FLOOR - TOP) * (count / items if items else 0)


def _path(xs: list[float], ys: list[float]) -> str:
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True)) if xs else ""
