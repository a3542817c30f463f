"""The coverage matrix: every plan against every framework by one measure, at its own moment or by the end of a term."""

from dataclasses import dataclass
from fractions import Fraction

from fourfold.actions.shelf import Opened
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.plan import Plan
from fourfold.domain.rule import Measure, Rule
from fourfold.engine.guarantee import Assurance, Range, When, route_of
from fourfold.engine.index import Index
from fourfold.engine.promises import COUNTED, asked, moment, promise
from fourfold.engine.proof import Verdict

MEASURES = (Measure.ITEMS_MET, Measure.MET_WEIGHT, Measure.PARTIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A plan against a framework, for those who take the module `taking` where it is reached through one.

    `found` and `promised` count items, or are shares of the weight. `found` is `None` where nothing is known: no items,
    no weights, no legal choice. `promised` is `None` where nothing is promised by this measure at this moment. `named`:
    the program names the framework.
    """

    measure: Measure
    when: When
    taking: Key | None
    answer: Assurance
    found: Range | None
    promised: Fraction | None
    named: bool

    @property
    def verdict(self) -> Verdict | None:
        """What comes of the promise."""
        if self.promised is None:
            return None
        if self.found is not None and self.found.guaranteed.bound >= self.promised:
            return Verdict.KEPT
        if self.found is not None and self.found.least_upper.best < self.promised:
            return Verdict.BROKEN
        return Verdict.NOT_DECIDED


def terms(index: Index) -> range:
    """The terms by whose end a matrix can be asked for."""
    return range(1, max((each.terms for each in index.programs.values()), default=0) + 1)


def cell(opened: Opened, *, plan: Plan, framework: Framework, measure: Measure, term: int | None = None) -> Cell:
    """A plan against a framework: at the promise's term, the sitting or the end, or by the end of a term."""
    index = opened.index
    program = index.program_of_plan[plan.key]
    rule = promise(index, plan, framework, COUNTED if measure is Measure.ITEMS_MET else (measure,))
    usual = moment(index, plan, framework, rule)
    when = usual if term is None else When(term=min(term, program.terms))
    through = route_of(index, plan=plan.key, framework=framework.key)
    answer = opened.assure(plan=plan.key, framework=framework.key, when=when, taking=through)
    return Cell(
        measure=measure,
        when=when,
        taking=through,
        answer=answer,
        found=_range(answer, framework, measure),
        promised=None if rule is None or when != usual else _promised(rule, answer.items),
        named=framework.key in program.named(),
    )


def _range(answer: Assurance, framework: Framework, measure: Measure) -> Range | None:
    if not answer.items:
        return None
    if measure is Measure.ITEMS_MET:
        return answer.items_met
    if answer.items > 1 and all(item.weight is None for item in framework.walk()):
        return None
    return answer.met_weight if measure is Measure.MET_WEIGHT else answer.partial


def _promised(rule: Rule, items: int) -> Fraction:
    return Fraction(asked(rule, items)) if rule.measure in COUNTED else Fraction(rule.value) / 100
