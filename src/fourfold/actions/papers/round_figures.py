"""The figures that a revision moves, as its papers give them: plan by plan, before and after."""

from collections.abc import Iterator
from fractions import Fraction

from fourfold.actions.figures import interval
from fourfold.actions.papers.plan_coverage import verdict
from fourfold.actions.rehearsing import Moved, Rehearsal
from fourfold.domain.rule import Measure
from fourfold.domain.text import Text
from fourfold.engine.coverage import Interval
from fourfold.engine.plan.extreme import Range
from fourfold.exchange.plan_paper import Block, Column, Grid, Note, Row
from fourfold.exchange.plan_paper_words import Speech

_MEASURES = {
    Measure.HOURS: Text(zh="学时", en="hours"),
    Measure.CREDITS: Text(zh="学分", en="credits"),
    Measure.COMPLEXITY: Text(zh="课程结构复杂度", en="complexity"),
}
_ORDER = (Measure.ITEMS_MET, Measure.HOURS, Measure.CREDITS, Measure.COMPLEXITY)


def figures(run: Rehearsal, speech: Speech, *, most: int | None = None) -> tuple[Block, ...]:
    """Every figure that moves, or the first of them and how many more there are."""
    moved = sorted(run.moved, key=lambda each: _ORDER.index(each.measure)) if most else list(run.moved)
    if not moved:
        return (Note(speech.say("各项指标没有变化。", "No figure moves.")),)
    columns = (
        Column(speech.say("人才培养方案", "Plan"), 7),
        Column(speech.say("指标", "Figure"), 7),
        Column(speech.say("修订前", "Before"), 4, number=True),
        Column(speech.say("修订后", "After"), 4, number=True),
    )
    grid = Grid(columns, tuple(_row(run, each, speech) for each in moved[:most]))
    left = len(moved) - len(grid.rows)
    zh, en = f"另有 {left} 项变化，见修订对照表。", f"{left} more figures move: see the comparison."
    return (grid, Note(speech.say(zh, en))) if left else (grid,)


def judged(run: Rehearsal, speech: Speech) -> Iterator[str]:
    """Each rule or promise whose verdict changes, in a line."""
    for each in run.judged:
        result = each.after or each.before
        if result is not None:
            was, will = (_verdict(side, speech) for side in (each.before, each.after))
            yield f"{speech.line(result.rule.title)} ({result.subject.code}): {was} → {will}"


def _verdict(side: object, speech: Speech) -> str:
    found = getattr(side, "verdict", None)
    return verdict(found, speech) if found is not None else speech.inline("未判定", "not judged")


def _row(run: Rehearsal, moved: Moved, speech: Speech) -> Row:
    index = (run.after if moved.plan in run.after.index.plans else run.before).index
    program, plan = index.program_of_plan[moved.plan], index.plans[moved.plan]
    if moved.framework is None:
        what = speech.line(_MEASURES[moved.measure])
    else:
        what = speech.line(index.frameworks[moved.framework].title)
        what = f"{what} {speech.inline(f'（{moved.items} 条，确保至可达）', f'(items of {moved.items})')}"
    name = f"{speech.line(program.title)} {plan.code}"
    return Row((name, what, _said(moved.before, speech), _said(moved.after, speech)))


def _said(value: Range | Fraction | None, speech: Speech) -> str:
    if value is None:
        return speech.inline("无", "none")
    ends = (value.guaranteed.bound, value.reachable.bound) if isinstance(value, Range) else (value, value)
    return interval(Interval(low=ends[0], high=ends[1]))
