"""What can still be said where profiles struck the limit: one measure at a time, then the solver, then an enclosure."""

from dataclasses import dataclass
from fractions import Fraction

from fourfold.domain.rule import Measure
from fourfold.engine.index import Index
from fourfold.engine.plan.choice import Choice, Limit, StruckError
from fourfold.engine.plan.compiled import Compiled
from fourfold.engine.plan.extreme import Extreme, Side
from fourfold.engine.plan.profile import Aim
from fourfold.engine.plan.scored import best_scored, scale_of
from fourfold.engine.plan.solver import Solved, solve
from fourfold.engine.plan.verify import is_admissible, legal_part
from fourfold.engine.yardstick import Yardstick


@dataclass(frozen=True, slots=True)
class Struck:
    """A question whose profiles are too many: `base` are the bits that required courses give already."""

    index: Index
    plan: Compiled
    gauge: Yardstick
    aim: Aim
    base: int
    limit: Limit

    def extreme(self, measure: Measure, side: Side) -> Extreme | None:
        """The extreme of a measure, exact where one of the means allows; `None` where there is no legal choice."""
        parts = self.gauge.gauges.get(measure)
        if parts is None:
            return self._enclosed(measure, side, self._some())
        try:
            found = best_scored(self.plan, self.aim, parts, self.limit)
        except StruckError:
            return self._solved(measure, side)
        if found is None:
            return None
        value = side.end(self.gauge.figure(measure, self.base | found[0]))
        return Extreme(bound=value, best=value, choice=self.plan.choice(found[1], late=self.aim.late))

    def _solved(self, measure: Measure, side: Side) -> Extreme | None:
        scale = scale_of(self.gauge.gauges[measure])
        solved = solve(self.plan, self.aim, scale, self.limit.effort)
        if solved is None:
            return self._enclosed(measure, side, self._some())
        if not solved.feasible:
            return None
        start = side.end(self.gauge.figure(measure, self.base))
        choice = self._legal(solved)
        bound = start + Fraction(solved.bound, scale.unit)
        enclosed = self._enclosed(measure, side, choice or self._some())
        return Extreme(bound=bound, best=enclosed.best, choice=enclosed.choice)

    def _legal(self, solved: Solved) -> Choice | None:
        """What the solver found, without what can be spared; `None` where the judge does not accept it."""
        key = self.plan.offer.plan.key
        if solved.choice is None or not is_admissible(self.index, plan=key, choice=solved.choice):
            return None
        choice = legal_part(self.index, plan=key, choice=solved.choice)
        taken = {each.course for each in choice.taken}
        return choice if self.aim.demand.courses <= taken else None

    def _some(self) -> Choice | None:
        """Some legal choice, where one is easily found."""
        try:
            demand, components = self.aim.demand, range(len(self.plan.components))
            firsts = [self.plan.first(number, demand, self.limit) for number in components]
        except StruckError:
            return None
        return self.plan.choice(tuple(first[0][1] for first in firsts), late=self.aim.late) if all(firsts) else None

    def _enclosed(self, measure: Measure, side: Side, choice: Choice | None) -> Extreme:
        """From nothing of the electives to everything of them."""
        everything = self.base
        for mask in self.aim.masks.values():
            everything |= mask
        ends = [side.end(self.gauge.figure(measure, mask)) for mask in (self.base, everything)]
        near, far = ends if side.least else ends[::-1]
        return Extreme(bound=near, best=far if choice is None else self._value(measure, side, choice), choice=choice)

    def _value(self, measure: Measure, side: Side, choice: Choice) -> Fraction:
        mask = self.base
        for each in choice.taken:
            if self.plan.offer.completion(each.course, each.term) <= self.aim.term:
                mask |= self.aim.masks.get(each.course, 0)
        return side.end(self.gauge.figure(measure, mask))
