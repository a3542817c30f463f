"""Where enumerating strikes its limit: the same question as an integer program, for the CP-SAT solver of OR-Tools.

Its constraints ask no more than legality does, so its bounds hold; what it finds is held against the judge by the
caller. One worker, a fixed seed and a limit on deterministic work make its answers repeat.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourfold.engine.plan.block import Component
from fourfold.engine.plan.choice import Choice, Taken, TakenModule
from fourfold.engine.plan.compiled import Compiled
from fourfold.engine.plan.profile import Aim
from fourfold.engine.plan.scored import Scale
from fourfold.engine.plan.tree import Branch, Need, holds

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

LARGEST = 2**40
"""Beyond this a measure's whole numbers are too large for the solver to add up safely."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solver knows: no choice scores beyond `bound`; `choice` is the best it found, perhaps not legal.

    `feasible` is False where it proved that there is no admissible choice.
    """

    bound: int
    choice: Choice | None
    feasible: bool = True


def solve(plan: Compiled, aim: Aim, scale: Scale, effort: int) -> Solved | None:
    """The extreme of a scale over all legal choices, as far as `effort` goes; `None` where it says nothing."""
    everything = 0
    for mask in aim.masks.values():
        everything |= mask
    if not effort or scale.read(everything) > LARGEST:
        return None
    return _Model(plan, aim, scale, everything).solve(effort)


class _Model:
    def __init__(self, plan: Compiled, aim: Aim, scale: Scale, everything: int) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - loading it takes more than a second

        self.library = cp_model
        self.model = cp_model.CpModel()
        self.plan, self.aim, self.scale, self.everything = plan, aim, scale, everything
        self.offer = plan.offer
        self.taken = {option.number: self._boolean() for option in self.offer.options}
        self.starts: dict[tuple[int, str, int], cp_model.IntVar] = {}
        self.tied = self._tied()
        self._starting()
        self._pooling()
        for owner, branches in self.offer.trees.items():
            self._requiring(owner, branches)
        self._demanding()
        self._sparing(component for component in plan.components)
        self._scoring()

    def _tied(self) -> set[str]:
        """The courses whose start matters to more than themselves: in a requisite tree, or asked about by term."""
        needed = {need.course for branches in self.offer.trees.values() for each in branches for need in each.needs}
        return needed | set(self.offer.trees) | {course for course, _ in self.aim.demand.starts}

    def _boolean(self) -> "cp_model.IntVar":
        return self.model.new_bool_var("")

    def _starting(self) -> None:
        """Each course of a taken option starts in one term of its window, and no course is taken twice."""
        for option in self.offer.options:
            for course in option.courses:
                window = self._window(option.number, course)
                for start in window:
                    self.starts[option.number, course, start] = self._boolean()
                row = [self.starts[option.number, course, start] for start in window]
                self.model.add(sum(row) == self.taken[option.number])
        for numbers in self.offer.options_of.values():
            self.model.add(sum(self.taken[number] for number in numbers) <= 1)

    def _window(self, option: int, course: str) -> tuple[int, ...]:
        """The terms worth trying: where nothing else depends on it, the one that serves the extreme best is enough."""
        window = tuple(self.offer.window(option, course))
        if course in self.tied or not window:
            return window
        return (max(window) if self.aim.late else min(window),)

    def _pooling(self) -> None:
        """Pools get exactly what they want, credit pools at least as much."""
        for number, counter in enumerate(self.offer.counters):
            got = self._got(number)
            self.model.add(got == counter.need if counter.exact else got >= counter.need)

    def _got(self, pool: int) -> "cp_model.LinearExprT":
        return sum(option.amount * self.taken[option.number] for option in self.offer.options if option.pool == pool)

    def _takes(self, course: str) -> "cp_model.LinearExprT":
        return sum(self.taken[number] for number in self.offer.options_of.get(course, ()))

    def _at(self, course: str, terms: Iterable[int]) -> "cp_model.LinearExprT":
        """1 where an elective starts in one of `terms`, else 0."""
        wanted = set(terms)
        return sum(
            self.starts[number, course, start]
            for number in self.offer.options_of.get(course, ())
            for start in self._window(number, course)
            if start in wanted
        )

    def _requiring(self, owner: str, branches: tuple[Branch, ...]) -> None:
        """A taken course has one branch of its tree, and all that the branch needs in time."""
        required = owner in self.offer.fixed
        held = [self._boolean() for _ in branches]
        self.model.add(sum(held) >= (1 if required else self._takes(owner)))
        for holding, branch in zip(held, branches, strict=True):
            if not required:
                outside = set(self.offer.starts(owner)) - (branch.starts or set())
                self.model.add(self._at(owner, outside) == 0).only_enforce_if(holding)
            for need in branch.needs:
                self._needing(owner, holding, need)

    def _needing(self, owner: str, holding: "cp_model.IntVar", need: Need) -> None:
        """In time: for each start of the owner, among the starts of the needed course that hold."""
        span, others = self.offer.spans[need.course], self.offer.starts(need.course)
        if owner in self.offer.fixed:
            start = self.offer.fixed[owner]
            good = [
                each for each in others if start is None or holds(need.kind, start=start, other=each, other_span=span)
            ]
            self.model.add(self._at(need.course, good) == 1).only_enforce_if(holding)
            return
        for start in self.offer.starts(owner):
            good = [each for each in others if holds(need.kind, start=start, other=each, other_span=span)]
            self.model.add(self._at(need.course, good) >= self._at(owner, [start])).only_enforce_if(holding)

    def _demanding(self) -> None:
        """What the question wants besides."""
        for course in sorted(self.aim.demand.courses):
            self.model.add(self._takes(course) == 1)
        for number in sorted(self.aim.demand.options):
            self.model.add(self.taken[number] == 1)
        for course, start in self.aim.demand.starts:
            self.model.add(self._at(course, [start]) == self._takes(course))

    def _sparing(self, components: Iterable[Component]) -> None:
        """No credit course that nothing else hangs on can be spared."""
        for component in components:
            for block in component.blocks:
                option = self.offer.options[block.options[0]]
                counter = self.offer.counters[option.pool]
                if len(block.options) == 1 and counter.of_credits and not block.owners:
                    most = counter.need + option.amount - 1
                    taken = self.taken[option.number]
                    self.model.add(self._got(option.pool) <= most).only_enforce_if(taken)

    def _scoring(self) -> None:
        """A bit is there when a course completed in time has it."""
        done = {
            course: self._at(
                course, [s for s in self.offer.starts(course) if self.offer.completion(course, s) <= self.aim.term]
            )
            for course in self.aim.masks
        }
        terms = []
        for bits, each in self.scale.parts:
            for bit in _bits(bits & self.everything):
                there = self._boolean()
                having = [done[course] for course, mask in self.aim.masks.items() if mask & bit]
                if self.aim.late:
                    for one in having:
                        self.model.add(there >= one)
                else:
                    self.model.add(there <= sum(having))
                terms.append(each * there)
        if self.aim.late:
            self.model.minimize(sum(terms))
        else:
            self.model.maximize(sum(terms))

    def solve(self, effort: int) -> Solved | None:
        solver = self.library.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        # Covering is all but linear: with every constraint in the relaxation, 6 of 40 courses take 0.01 s, not 20.
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(self.model)
        if status == self.library.INFEASIBLE:
            return Solved(0, None, feasible=False)
        if status not in {self.library.OPTIMAL, self.library.FEASIBLE}:
            return None
        return Solved(round(solver.best_objective_bound), self._choice(solver))

    def _choice(self, solver: "cp_model.CpSolver") -> Choice:
        keys = [counter.pool.key for counter in self.offer.counters]
        taken = [option for option in self.offer.options if solver.boolean_value(self.taken[option.number])]
        found = self.starts.items()
        starts = {(o, course): s for (o, course, s), variable in found if solver.boolean_value(variable)}
        return Choice(
            taken=tuple(
                Taken(course=course, term=starts[option.number, course], pool=keys[option.pool])
                for option in taken
                for course in option.courses
            ),
            wholes=tuple(TakenModule(module=o.module, pool=keys[o.pool]) for o in taken if o.module is not None),
        )


def _bits(mask: int) -> Iterable[int]:
    while mask:
        low = mask & -mask
        yield low
        mask ^= low
