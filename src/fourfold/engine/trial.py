"""Trials of causes: an earlier state in which only some of what differs has been taken over."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from fourfold.domain.cluster import Dossier, Head
from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.link import CourseLinks
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.program import Program
from fourfold.engine.choices import Limit
from fourfold.engine.difference import Step
from fourfold.engine.focus import focused, scope
from fourfold.engine.index import Index
from fourfold.engine.pieces import Enough, Piece, enough, pieces, taken_over
from fourfold.engine.plan_figures import Sight, sight

Reads = Mapping[type, frozenset[str]]
"""What a question reads of each kind of part: its fields. Of a plan it reads `OF_PLANS`."""
OF_PLANS = frozenset({"required", "pools", "sittings"})
_CHOICES = frozenset({"module", "credits", "span", "terms", "optional", "requisite"})
_HOURS = frozenset({"weeks", "theory_hours_per_week", "practice_hours_per_week", "concentrated_weeks"})
COVERAGE: Reads = {
    Program: frozenset({"terms", "jobs", "competitions", "certifications", "regulations", "plans"}),
    Course: _CHOICES,
    CourseLinks: frozenset({"links"}),
    Framework: frozenset(),
}
AMOUNTS: Reads = {
    Program: frozenset({"terms", "plans"}),
    Course: _CHOICES | _HOURS,
    Module: frozenset({"category"}),
    Head: frozenset({"hours_per_credit", "hours_per_concentrated_week", "categories"}),
}
COMPLEXITY: Reads = {
    Program: frozenset({"plans"}),
    Course: frozenset({"module", "optional", "requisite"}),
    Head: frozenset({"term_system"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An earlier state, all that differs from it in the later one, and the limit that questions are asked with.

    `required` are the courses that the plan in question requires in both.
    """

    old: Dossier
    pieces: tuple[Piece, ...]
    required: frozenset[Key] = frozenset()
    limit: Limit | None = None

    def why(self, explains: Callable[[Sight], bool], *, among: Sequence[Piece]) -> Enough | None:
        """Pieces `among` these by which a state comes to be as it `explains`, of which none can be left out."""
        return enough(among, lambda chosen: explains(self.at(chosen)))

    def at(self, chosen: Sequence[Piece]) -> Sight:
        """The earlier state with these pieces taken over."""
        return sight(Index(taken_over(self.old, chosen)), limit=self.limit)

    def read_by(self, question: Reads, *, frameworks: Collection[Key] = ()) -> tuple[Piece, ...]:
        """The pieces that may move an answer; of links and of frameworks only those of `frameworks`."""
        found = (each for each in self.pieces if _is_read(each, question, frameworks))
        return tuple(each for each in found if question is not COVERAGE or not self.is_credits(each))

    def is_credits(self, piece: Piece) -> bool:
        """Whether a piece is about the credits of a course that is required in both: no choice depends on those."""
        return piece.key in self.required and piece.path[:1] == (Step("credits"),)


def _is_read(piece: Piece, question: Reads, frameworks: Collection[Key]) -> bool:
    of = type(piece.after if piece.before is None else piece.before)
    if of not in question:
        return False
    if of is Framework:
        return piece.key in frameworks
    if not piece.path:
        return True
    first = piece.path[0]
    if of is CourseLinks:
        return first.member is not None and first.member[1] in frameworks
    if first.name == "plans" and len(piece.path) > 1:
        return piece.path[1].name in OF_PLANS
    return first.name in question[of]


def trial_of(
    before: Index, after: Index, *, plan: Key, rules: Collection[Key] = (), limit: Limit | None = None
) -> Trial:
    """A trial of what the figures of a plan read, and of these rules; the plan stands in both states."""
    read = scope(before, after, plan=plan)
    required = [{each.course for each in side.plans[plan].required} for side in (before, after)]
    found = _trial(focused(before, read, rules=rules), focused(after, read, rules=rules), limit)
    return replace(found, required=frozenset(required[0] & required[1]))


def whole_trial(before: Index, after: Index, *, limit: Limit | None = None) -> Trial:
    """A trial of everything but links: what rules on the structure of a cluster read."""
    old, new = (replace(each.dossier, cluster=replace(each.cluster, links=())) for each in (before, after))
    return _trial(old, new, limit)


def _trial(old: Dossier, new: Dossier, limit: Limit | None) -> Trial:
    """What only the later state pins is there from the start: unless something names it, it changes nothing."""
    known = {each.key for each in old.frameworks}
    more = tuple(each for each in new.frameworks if each.key not in known)
    held = replace(old, frameworks=(*old.frameworks, *more))
    return Trial(old=held, pieces=pieces(held, new), limit=limit)
