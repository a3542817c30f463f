"""A plan compiled once for an index: its offer, its components, their alternatives, and a first choice of each."""

from dataclasses import dataclass

from fourfold.domain.plan import Plan
from fourfold.domain.program import Program
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.plan.block import FREE, Alternative, Demand, alternatives, components
from fourfold.engine.plan.choice import Choice, Limit, StruckError, Taken, TakenModule, Tally
from fourfold.engine.plan.fold import Algebra, Entry, Trail, fold
from fourfold.engine.plan.offer import Offer, offer

Ways = list[list[Alternative]]
PLAIN: Algebra[None] = Algebra(
    nothing=None,
    of=lambda _: None,
    join=lambda _, __: None,
    keep=lambda entries, _: entries[:1],
)
"""Values that say nothing: for finding some legal choice."""


@dataclass(frozen=True, slots=True)
class Way:
    """A value's way through a component: its trail."""

    component: int
    trail: Trail | None


class Compiled:
    """An offer with its components; what is enumerated under a limit and a demand is kept."""

    def __init__(self, found: Offer) -> None:
        self.offer = found
        self.components = components(found)
        self.component_of = {
            course: number
            for number, component in enumerate(self.components)
            for block in component.blocks
            for option in block.options
            for course in found.options[option].courses
        }
        self._ways: dict[tuple[int, Demand, Limit], Ways | None] = {}
        self._firsts: dict[tuple[int, Demand, Limit], list[Entry[None]]] = {}

    def local(self, number: int, demand: Demand) -> Demand:
        """The part of a demand that speaks of one component."""
        if demand is FREE:
            return demand
        options = {option for block in self.components[number].blocks for option in block.options}
        return Demand(
            frozenset(each for each in demand.courses if self.component_of.get(each) == number),
            demand.options & options,
            tuple(each for each in demand.starts if self.component_of.get(each[0]) == number),
        )

    def ways(self, number: int, demand: Demand, limit: Limit) -> Ways:
        """The alternatives of each block of a component; raises `StruckError` where there are too many."""
        place = number, self.local(number, demand), limit
        if place not in self._ways:
            self._ways[place] = self._enumerate(*place)
        found = self._ways[place]
        if found is None:
            raise StruckError
        return found

    def _enumerate(self, number: int, demand: Demand, limit: Limit) -> Ways | None:
        tally = Tally(limit)
        try:
            return [alternatives(self.offer, block, demand, tally) for block in self.components[number].blocks]
        except StruckError:
            return None

    def first(self, number: int, demand: Demand, limit: Limit) -> list[Entry[None]]:
        """One legal way through a component, or none; raises `StruckError` where that is not decided."""
        place = number, self.local(number, demand), limit
        if place not in self._firsts:
            ways = self.ways(number, demand, limit)
            self._firsts[place] = fold(self.offer, self.components[number], ways, PLAIN, Tally(limit))
        return self._firsts[place]

    def choice(self, trails: tuple[Trail | None, ...], *, late: bool) -> Choice:
        """The choice behind trails, one for each component, in its latest or its earliest schedule."""
        numbers: list[int] = []
        starts: dict[str, int] = {}
        for trail in trails:
            while trail is not None:
                numbers.extend(trail.last.options)
                starts.update(trail.last.late if late else trail.last.early)
                trail = trail.before  # noqa: PLW2901 - walking back along the trail
        taken = [self.offer.options[number] for number in sorted(numbers)]
        keys = [counter.pool.key for counter in self.offer.counters]
        return Choice(
            taken=tuple(
                Taken(course=course, term=starts[course], pool=keys[option.pool])
                for option in taken
                for course in option.courses
            ),
            wholes=tuple(
                TakenModule(module=option.module, pool=keys[option.pool])
                for option in taken
                if option.module is not None
            ),
        )


def compiled(index: Index, plan: str) -> Compiled:
    """A plan of an index, compiled once."""
    return kept(index, ("plan", plan), lambda: compile_plan(index, index.plans[plan], index.program_of_plan[plan]))


def compile_plan(index: Index, plan: Plan, program: Program) -> Compiled:
    """Compile a plan that need not stand in the index: one that is being tried out."""
    return Compiled(offer(index, plan=plan, program=program))
