"""How the coverage of a plan moves from one state to another: items that are newly met, items lost, and why."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.engine.guarantee import Assurance, When
from fourfold.engine.index import Index
from fourfold.engine.pieces import Enough, Piece
from fourfold.engine.plan.extreme import Range
from fourfold.engine.plan_figures import Sat, Sight, assured, by_term, counted, sats, sure
from fourfold.engine.trial import COVERAGE, Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Coverage on one side: of which version and when, what is assured then, and the items met by each term's end.

    `sure` are the items that are met whatever students choose, of those that can have moved.
    """

    sat: Sat
    assured: Assurance
    by_term: tuple[Range | None, ...]
    sure: frozenset[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageMove:
    """What a plan covers of a framework, before and after; `None` where its program does not name it.

    `gained` and `lost` are the items, by key, that are newly met and no longer met whatever students choose, where both
    sides are measured by one version and some choice is legal. `why_gained` and `why_lost` explain those. `why`
    explains the figures where that does not, or where no item moves.
    """

    before: Side | None
    after: Side | None
    gained: tuple[Key, ...] = ()
    lost: tuple[Key, ...] = ()
    why_gained: Enough | None = None
    why_lost: Enough | None = None
    why: Enough | None = None


def coverage_moves(before: Sight, after: Sight, *, plan: Key, trial: Trial) -> tuple[CoverageMove, ...]:
    """Every framework of a plan, at each sitting, of which something moves; in the later order, then what is gone."""
    order = tuple(dict.fromkeys((*after.index.items, *before.index.items)))
    found = []
    for was, will in _pairs(before.index, after.index, plan):
        read = trial.read_by(COVERAGE, frameworks={each.framework for each in (was, will) if each})
        if read:
            items = _in_question(read) if was and will and was.framework == will.framework else None
            sides = _side(before, plan, was, items), _side(after, plan, will, items)
            found.append(_move(trial, plan, sides, read, order))
    return tuple(each for each in found if each is not None)


def _pairs(before: Index, after: Index, plan: Key) -> Iterator[tuple[Sat | None, Sat | None]]:
    """Sittings of one framework, then of two versions of one, then those that stand alone."""
    old, new = sats(before, plan=plan), sats(after, plan=plan)
    left = [each for each in old if _like(each, new) is None]
    for will in new:
        was = _like(will, old) or next((each for each in left if _is_version(before, after, each, will)), None)
        if was in left:
            left.remove(was)
        yield was, will
    yield from ((was, None) for was in left)


def _like(sat: Sat, others: tuple[Sat, ...]) -> Sat | None:
    alike = (each for each in others if (each.framework, each.place) == (sat.framework, sat.place))
    return next(alike, None)


def _is_version(before: Index, after: Index, was: Sat, will: Sat) -> bool:
    old, new = before.frameworks[was.framework], after.frameworks[will.framework]
    return was.place == will.place and (new.supersedes == old.key or (new.family, new.kind) == (old.family, old.kind))


def _in_question(read: tuple[Piece, ...]) -> frozenset[Key] | None:
    """The items that can move: where nothing but links differs, those that are linked; else `None`, all of them."""
    members = [each.path[0].member if each.path and isinstance(each.before, CourseLinks) else None for each in read]
    return None if None in members else frozenset(each[2] for each in members if each is not None)


def _side(state: Sight, plan: Key, sat: Sat | None, items: frozenset[Key] | None) -> Side | None:
    if sat is None:
        return None
    return Side(
        sat=sat,
        assured=assured(state, plan, sat),
        by_term=by_term(state, plan, sat),
        sure=sure(state, plan, sat, among=items),
    )


def _move(
    trial: Trial, plan: Key, sides: tuple[Side | None, Side | None], read: tuple[Piece, ...], order: tuple[Key, ...]
) -> CoverageMove | None:
    before, after = sides
    if before is None or after is None:
        return CoverageMove(before=before, after=after)
    if _says(before) == _says(after):
        return None
    question = _Question(trial, plan, before, after, read, order)
    one = before.sat.framework == after.sat.framework
    feasible = before.assured.infeasible is None and after.assured.infeasible is None
    if one and feasible and before.sure != after.sure:
        return question.of_items()
    return CoverageMove(before=before, after=after, why=question.why(question.looks))


def _says(side: Side) -> Hashable:
    return side.sat.framework, side.sure, figures(side.assured), tuple(_ends(each) for each in side.by_term)


def figures(found: Assurance) -> Hashable:
    """What is assured, whichever choices attain it: of how many items, and the ends of the three measures."""
    return found.items, *(_ends(each) for each in (found.items_met, found.met_weight, found.partial))


def _ends(found: Range | None) -> Hashable:
    if found is None:
        return None
    return found.guaranteed.bound, found.guaranteed.best, found.reachable.bound, found.reachable.best


def moved_term(before: Side, after: Side) -> int:
    """The first term by whose end another number of items is met; the last term where none is."""
    pairs = zip(before.by_term, after.by_term, strict=False)
    moved = (term for term, (was, will) in enumerate(pairs, 1) if _ends(was) != _ends(will))
    return next(moved, len(after.by_term))


@dataclass(frozen=True, slots=True)
class _Question:
    """Why a plan covers of a framework what it does after, and not what it did before."""

    trial: Trial
    plan: Key
    before: Side
    after: Side
    pieces: tuple[Piece, ...]
    order: tuple[Key, ...]

    def of_items(self) -> CoverageMove:
        gained, lost = self.after.sure - self.before.sure, self.before.sure - self.after.sure
        why_gained = self.why(lambda state: gained <= self._sure(state, gained)) if gained else None
        why_lost = self.why(lambda state: not self._sure(state, lost)) if lost else None
        told = _union(why_gained, why_lost)
        enough = self._counts(self.trial.at(told))
        return CoverageMove(
            before=self.before,
            after=self.after,
            gained=tuple(key for key in self.order if key in gained),
            lost=tuple(key for key in self.order if key in lost),
            why_gained=why_gained,
            why_lost=why_lost,
            why=None if enough else self.why(self._counts),
        )

    def why(self, explains: Callable[[Sight], bool]) -> Enough | None:
        return self.trial.why(explains, among=self.pieces)

    def looks(self, state: Sight) -> bool:
        """Whether a state has the later figures at the sitting; where those do not move, by the term that does."""
        sat = self._sat(state)
        if sat is None or sat.framework != self.after.sat.framework:
            return False
        if figures(self.before.assured) != figures(self.after.assured):
            return figures(assured(state, self.plan, sat)) == figures(self.after.assured)
        term = moved_term(self.before, self.after)
        return _ends(counted(state, self.plan, sat, When(term=term))) == _ends(self.after.by_term[term - 1])

    def _counts(self, state: Sight) -> bool:
        """Whether a state guarantees as many items as the later one."""
        sat = self._sat(state)
        return sat is not None and _ends(counted(state, self.plan, sat)) == _ends(self.after.assured.items_met)

    def _sure(self, state: Sight, among: frozenset[Key]) -> frozenset[Key]:
        sat = self._sat(state)
        return frozenset() if sat is None else sure(state, self.plan, sat, among=among)

    def _sat(self, state: Sight) -> Sat | None:
        """The sitting in question: of the later version, or else still of the earlier one."""
        found = sats(state.index, plan=self.plan)
        return _like(self.after.sat, found) or _like(self.before.sat, found)


def _union(*found: Enough | None) -> tuple[Piece, ...]:
    """The pieces of several explanations, each once."""
    told: list[Piece] = []
    for each in found:
        told += [piece for piece in (each.pieces if each else ()) if not any(piece is one for one in told)]
    return tuple(told)
