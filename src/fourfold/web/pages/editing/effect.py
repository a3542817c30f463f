"""What an edit would do, as pages say it: what differs, problems healed and new, figures that move, rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.actions.rehearsing import Judged, Moved, Rehearsal, lines
from fourfold.domain.marks import Key
from fourfold.domain.rule import Measure
from fourfold.domain.text import Text
from fourfold.engine.plan.extreme import Range
from fourfold.engine.proof import Verdict
from fourfold.engine.rules import RuleResult
from fourfold.web.pages import compare, saying, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.compare import LineShown
from fourfold.web.pages.nouns import Named, of_key
from fourfold.web.pages.rule import VERDICTS
from fourfold.web.pages.saying import Said
from fourfold.web.pages.shares import short
from fourfold.web.pages.wording import Words

MOST_SHOWN = 40
_MEASURES: dict[Measure, Words] = {
    Measure.HOURS: gettext_lazy("hours"),
    Measure.CREDITS: gettext_lazy("credits"),
    Measure.COMPLEXITY: gettext_lazy("complexity"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureShown:
    """A figure that moves: whose, of what, as it is and would be; `tone` where more or less is better."""

    what: Named
    before: str
    after: str
    tone: str


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The figures of one plan that move."""

    program: Named
    plan: Words | Text
    figures: tuple[FigureShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShown:
    """A rule whose verdict changes."""

    rule: Named
    subject: str
    before: Words
    after: Words
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an edit would do; at most `MOST_SHOWN` of a kind are listed, and `more` counts the others."""

    same: bool
    lines: tuple[LineShown, ...]
    healed: tuple[Said, ...]
    created: tuple[Said, ...]
    plans: tuple[PlanShown, ...]
    rules: tuple[RuleShown, ...]
    more: int

    @property
    def still(self) -> bool:
        """Whether neither a problem nor a figure nor a rule would differ."""
        return not (self.healed or self.created or self.plans or self.rules)


def shown(run: Rehearsal, address: Address, keys: tuple[Key, ...] = ()) -> Effect:
    """A rehearsal as pages show it; `keys` are the parts that are told field by field."""
    sides = (run.healed, run.created, run.moved, run.judged)
    return Effect(
        same=run.before.root == run.after.root,
        lines=tuple(compare.line(line) for key in keys for line in lines(run, key)),
        healed=tuple(saying.said(run.before, address, each) for each in run.healed[:MOST_SHOWN]),
        created=tuple(saying.said(run.after, address, each) for each in run.created[:MOST_SHOWN]),
        plans=tuple(_plans(run, address)),
        rules=tuple(_rule(run, address, each) for each in run.judged[:MOST_SHOWN]),
        more=sum(max(0, len(each) - MOST_SHOWN) for each in sides),
    )


def _plans(run: Rehearsal, address: Address) -> Iterator[PlanShown]:
    for key, moved in groupby(run.moved[:MOST_SHOWN], key=lambda each: each.plan):
        side = run.after if key in run.after.index.plans else run.before
        program, plan = side.index.program_of_plan[key], side.index.plans[key]
        yield PlanShown(
            Named(program.title, address.to("program", program.code, query={"plan": plan.code})),
            taking.name_of(plan),
            tuple(_figure(run, address, each) for each in moved),
        )


def _figure(run: Rehearsal, address: Address, moved: Moved) -> FigureShown:
    return FigureShown(
        what=_what(run, address, moved),
        before=_said(moved.before, moved.items),
        after=_said(moved.after, moved.items),
        tone=_tone(moved),
    )


def _what(run: Rehearsal, address: Address, moved: Moved) -> Named:
    if moved.framework is None:
        return Named(_MEASURES[moved.measure])
    sides = (run.after.index, run.before.index)
    return next((found for each in sides if (found := of_key(each, address, moved.framework))), Named(moved.framework))


def _said(value: Range | Fraction | None, items: int) -> str:
    if value is None:
        return _("no value")
    low, high = _ends(value)
    span = short(low) if low == high else f"{short(low)}–{short(high)}"
    return _("%(met)s of %(items)d items") % {"met": span, "items": items} if items else span


def _ends(value: Range | Fraction) -> tuple[Fraction, Fraction]:
    return (value.guaranteed.bound, value.reachable.bound) if isinstance(value, Range) else (value, value)


def _tone(moved: Moved) -> str:
    """More items are better; of hours, credits and complexity nobody can say."""
    if moved.framework is None or moved.before is None or moved.after is None:
        return ""
    was, will = _ends(moved.before), _ends(moved.after)
    return "good" if was <= will else "bad"


def _rule(run: Rehearsal, address: Address, judged: Judged) -> RuleShown:
    result = judged.after or judged.before
    if result is None:
        raise ValueError(judged)
    side = run.after if judged.after else run.before
    subject = of_key(side.index, address, result.subject.key)
    return RuleShown(
        rule=Named(result.rule.title, address.to("rules", anchor=f"rule-{result.rule.code}")),
        subject=subject.code if subject else result.subject.code,
        before=_verdict(judged.before),
        after=_verdict(judged.after),
        tone=_TONES[judged.after.verdict] if judged.after else "",
    )


_TONES = {Verdict.KEPT: "good", Verdict.BROKEN: "bad", Verdict.NOT_DECIDED: "warn"}


def _verdict(result: RuleResult | None) -> Words:
    return VERDICTS[result.verdict] if result else gettext_lazy("not judged")
