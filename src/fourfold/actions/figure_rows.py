"""Figures that move, as they read before and after: one way for sentences, tables and JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fourfold.actions.cause_words import Both, quoted
from fourfold.actions.figures import interval, short, tenth
from fourfold.domain.rule import Measure
from fourfold.domain.text import Text
from fourfold.engine.coverage import Interval
from fourfold.engine.coverage_moves import Side
from fourfold.engine.figure_moves import AmountsMove, ComplexityMove
from fourfold.engine.guarantee import When
from fourfold.engine.plan.extreme import Extreme, Range
from fourfold.engine.plan_figures import Sat, weights_say

AMOUNTS: dict[Measure, Text] = {
    Measure.CREDITS: Text(en="credits", zh="学分"),
    Measure.HOURS: Text(en="hours", zh="学时"),
    Measure.PRACTICE_SHARE: Text(en="practice share", zh="实践学时占比"),
    Measure.ELECTIVE_SHARE: Text(en="elective share", zh="选修学时占比"),
}
UNKNOWN = Text(en="unknown", zh="未知")
IMPOSSIBLE = Text(en="no legal choice", zh="没有合法的选课")
_ROUND = Text(en="none, as requisites go round", zh="无（先修关系成环）")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of a plan that moves: what it is, and how it reads before and after."""

    plan: str
    name: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure before and after; `of` is how many items there are on either side, where items are counted."""

    name: Text
    before: Text
    after: Text
    of: tuple[int, int] | None = None

    @property
    def moves(self) -> bool:
        """Whether it reads otherwise, as exactly as figures are written."""
        return self.before != self.after or (self.of is not None and self.of[0] != self.of[1])

    def figure(self) -> Text:
        """`13 → 15 of 16`, `14 of 16 → 12 of 18`, or one figure where both are the same."""
        if not self.moves:
            return self._with(self.after, 1)
        if self.of is None or (self.of[0] == self.of[1] and IMPOSSIBLE not in {self.before, self.after}):
            both = Text(en=f"{self.before.en} → {self.after.en}", zh=f"{self.before.zh} → {self.after.zh}")
            return self._with(both, 1)
        was, will = self._with(self.before, 0), self._with(self.after, 1)
        return Text(en=f"{was.en} → {will.en}", zh=f"{was.zh} → {will.zh}")

    def _with(self, figure: Text, side: int) -> Text:
        if self.of is None or figure == IMPOSSIBLE:
            return figure
        return Text(en=f"{figure.en} of {self.of[side]}", zh=f"{figure.zh}（共 {self.of[side]} 项）")

    def as_figure(self, plan: str, title: Text | None = None) -> Figure:
        """The same as a row of a table: each side complete in itself."""
        name = self.name
        if title is not None:
            name = Text(
                en=f"{title.in_language('en')}, {self.name.en}", zh=f"{title.in_language('zh')}，{self.name.zh}"
            )
        return Figure(plan=plan, name=name, before=self._with(self.before, 0), after=self._with(self.after, 1))


def coverage_rows(before: Side, after: Side, both: Both) -> list[Row]:
    """Items met at the sitting, guaranteed and reachable; by weight where somebody knows weights; by term."""
    when = _when(before.sat, after.sat, both)
    of = before.assured.items, after.assured.items
    met = before.assured.items_met, after.assured.items_met
    rows = [
        Row(
            name=Text(en=f"items met {when.en}, guaranteed", zh=f"{when.zh}保证达成条目"),
            before=_count(met[0]),
            after=_count(met[1]),
            of=of,
        ),
        Row(
            name=Text(en=f"items met {when.en}, reachable", zh=f"{when.zh}可达条目"),
            before=_count(met[0], reachable=True),
            after=_count(met[1], reachable=True),
            of=of,
        ),
    ]
    return [*rows, *_weighed(before, after, both, when), *_by_term(before, after)]


def _weighed(before: Side, after: Side, both: Both, when: Text) -> Iterator[Row]:
    says = [weights_say(index, side.sat.framework) for index, side in ((both.before, before), (both.after, after))]
    if not any(says):
        return
    for field, en, zh in (("met_weight", "met weight", "达成权重"), ("partial", "partial", "部分覆盖度")):
        found = [
            getattr(each.assured, field) if known else None for each, known in zip((before, after), says, strict=True)
        ]
        was, will = (_span(each) if known else UNKNOWN for each, known in zip(found, says, strict=True))
        name = Text(en=f"{en} {when.en}, guaranteed to reachable", zh=f"{when.zh}{zh}（保证至可达）")
        yield Row(name=name, before=was, after=will)


def _by_term(before: Side, after: Side) -> Iterator[Row]:
    of = before.assured.items, after.assured.items
    for term, (was, will) in enumerate(zip(before.by_term, after.by_term, strict=False), 1):
        name = Text(en=f"items met by the end of term {term}, guaranteed", zh=f"第 {term} 学期末保证达成条目")
        if not before.sat.when.term == after.sat.when.term == term:
            yield Row(name=name, before=_count(was), after=_count(will), of=of)


def _count(found: Range | None, *, reachable: bool = False) -> Text:
    """A count, or from where to where it lies where that is all that is known."""
    if found is None:
        return IMPOSSIBLE
    said = _extreme(found.reachable if reachable else found.guaranteed)
    return Text(en=said, zh=said)


def _extreme(found: Extreme) -> str:
    return interval(Interval(low=min(found.bound, found.best), high=max(found.bound, found.best)))


def _span(found: Range | None) -> Text:
    if found is None:
        return IMPOSSIBLE
    return _share(Interval(low=found.guaranteed.bound, high=found.reachable.bound))


def _share(found: Interval) -> Text:
    low, high = tenth(found.low), tenth(found.high)
    said = f"{low if low == high else f'{low}–{high}'} %"
    return Text(en=said, zh=said)


def _when(was: Sat, will: Sat, both: Both) -> Text:
    """When a plan is measured, and for whom; when it was before, where that is another time."""
    old, new = (_moment(each.when, both) for each in (was, will))
    en, zh = new.en, new.zh
    if old != new:
        en, zh = f"{new.en} (before: {old.en})", f"{new.zh}（原为{old.zh}）"
    if will.taking is not None:
        module = both.named(will.taking)
        en, zh = f"{en} with {module.en}", f"{zh}选择{module.zh}者"
    return Text(en=en, zh=zh)


def _moment(when: When, both: Both) -> Text:
    if when.course is not None:
        course = both.course(when.course)
        return Text(en=f"after {course.en}", zh=f"{course.zh}结束时")
    return Text(en=f"at term {when.term}", zh=f"第 {when.term} 学期末")


def amount_rows(move: AmountsMove, both: Both) -> list[Row]:
    """Credits, hours and shares of hours that move."""
    return [
        Row(name=_amount(measure, category, both), before=_said(measure, was), after=_said(measure, will))
        for (measure, category), was, will in move.moved
    ]


def _amount(measure: Measure, category: str, both: Both) -> Text:
    if not category:
        return AMOUNTS[measure]
    found = both.after.categories.get(category) or both.before.categories[category]
    return Text(en=f"share of {quoted(found.title).en}", zh=f"{quoted(found.title).zh}学时占比")


def _said(measure: Measure, found: Interval | None) -> Text:
    if found is None:
        return IMPOSSIBLE
    if measure in {Measure.CREDITS, Measure.HOURS}:
        return Text(en=interval(found), zh=interval(found))
    return _share(found)


def complexity_row(move: ComplexityMove) -> Row:
    """The complexity of a plan."""
    return Row(
        name=Text(en="complexity", zh="课程结构复杂度"), before=_complexity(move.before), after=_complexity(move.after)
    )


def _complexity(found: Fraction | None) -> Text:
    return _ROUND if found is None else Text(en=short(found), zh=short(found))
