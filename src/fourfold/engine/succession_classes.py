"""What a new version means for classes: they are taught as their release says, and only terms ahead can be amended.

A class is looked at in its own release, with the new version put beside the old one there: the links of that release
are carried over as in the draft. What its plan then does not guarantee is *open* where some way that a gap offers
lies in a course which the class has not begun, and *late* where none does. Classes whose release names the new version
are not asked about.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial

from fourfold.canon.kinds import Part
from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Framework
from fourfold.domain.marks import Key
from fourfold.domain.plan import Plan
from fourfold.domain.rule import Rule
from fourfold.domain.study_class import StudyClass
from fourfold.engine.gap import gaps
from fourfold.engine.index import Index
from fourfold.engine.outlook import Outlook, outlook
from fourfold.engine.proof import Verdict
from fourfold.engine.study_terms import last_day, term_on
from fourfold.engine.succession import Succession
from fourfold.engine.succession_impact import PlanImpact, View, guaranteed, view
from fourfold.engine.succession_links import SURE
from fourfold.engine.succession_programs import applied
from fourfold.engine.ways import Way

MANY_WAYS = 40
"""Ways that are tried for an item: the cheapest may lie in terms that are over."""


class Sits(StrEnum):
    """Which version a class sits: it has sat, the old one still holds on that day, or only the new one does."""

    SAT = "sat"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassImpact:
    """What a new version means for a class in its term of study now.

    `impact` has the figures of its plan in its release. Of the items that it does not guarantee, `open` can still be
    reached in terms ahead; for `late` no way that a gap offers lies there.
    """

    study_class: StudyClass
    term: int
    terms: int
    sitting_date: date
    sits: Sits
    impact: PlanImpact
    open: tuple[Key, ...]
    late: tuple[Key, ...]

    @property
    def reachable(self) -> int | None:
        """The items of the new version that the class can have by then at most, by what gaps offer."""
        sure = guaranteed(self.impact.carried)
        return None if sure is None else sure + len(self.open)

    @property
    def lost(self) -> tuple[Rule, ...]:
        """The promises that were kept of the old version and are not of the new one, where it sits that."""
        return self._moved(before=True)

    @property
    def gained(self) -> tuple[Rule, ...]:
        """The promises that are kept of the new version only, where it sits that."""
        return self._moved(before=False)

    def _moved(self, *, before: bool) -> tuple[Rule, ...]:
        rules = self.impact.rules if self.sits is Sits.NEW else ()
        return tuple(each.rule for each in rules if (_kept(each.before), _kept(each.carried)) == (before, not before))


def _kept(verdict: Verdict | None) -> bool:
    return verdict is Verdict.KEPT


def beside(index: Index, *, new: Framework) -> Index:
    """A release with a version that it does not know yet; that of the release stands where it has one of this key."""
    if new.key in index.frameworks:
        return index
    cluster = replace(index.cluster, frameworks=(*index.cluster.frameworks, new.key))
    return Index(Dossier(cluster=cluster, frameworks=(*index.dossier.frameworks, new)))


def class_outlook(index: Index, *, found: Succession, least: int = SURE) -> Outlook:
    """The outlook in a release that has both versions, with more ways than are shown: some lie in terms long over."""

    def after(parts: Mapping[Key, Part]) -> View:
        return _view(applied(index, parts))

    return outlook(_view(index), found=found, applied=after, least=least)


def _view(index: Index) -> View:
    return replace(view(index), gaps=partial(gaps, index, most=MANY_WAYS))


def class_impacts(
    index: Index, *, told: Outlook, classes: Iterable[StudyClass], today: date
) -> tuple[ClassImpact, ...]:
    """What an outlook in one release means for the classes that are bound to it, those that have not finished."""
    return tuple(_impacts(index, told, classes, today))


def _impacts(index: Index, told: Outlook, classes: Iterable[StudyClass], today: date) -> Iterator[ClassImpact]:
    by_plan = {each.plan: each for each in told.impacts}
    for each in classes:
        impact = by_plan.get(each.plan)
        if impact is not None and not impact.already:
            found = _impact(index, told, impact, each, today=today)
            if found.term <= found.terms:
                yield found


def _impact(index: Index, told: Outlook, impact: PlanImpact, each: StudyClass, *, today: date) -> ClassImpact:
    system, plan = index.cluster.head.term_system, index.plans[each.plan]
    terms, term = index.program_of_plan[each.plan].terms, term_on(each.began_date, today, system=system)
    day = last_day(each.began_date, _sitting_term(index, plan, impact) or terms, system=system)
    ahead = {gap.gap.item for gap in impact.wanted if any(_is_ahead(index, plan, way, term) for way in gap.gap.ways)}
    wanted = tuple(gap.gap.item for gap in impact.wanted)
    return ClassImpact(
        study_class=each,
        term=term,
        terms=terms,
        sitting_date=day,
        sits=_sits(told.found.old, day, today),
        impact=impact,
        open=tuple(item for item in wanted if item in ahead),
        late=tuple(item for item in wanted if item not in ahead),
    )


def _sits(old: Framework, day: date, today: date) -> Sits:
    if day < today:
        return Sits.SAT
    return Sits.NEW if old.retires_on_date is not None and old.retires_on_date < day else Sits.OLD


def _sitting_term(index: Index, plan: Plan, impact: PlanImpact) -> int | None:
    """The term after which the plan's students sit; that of a course ends with the course."""
    if impact.when.course is None:
        return impact.when.term
    return max(_begins(index, plan, impact.when.course)) + index.courses[impact.when.course].span - 1


def _begins(index: Index, plan: Plan, course: Key) -> tuple[int, ...]:
    """The terms in which a plan may begin a course."""
    placed = (*plan.required, *(one for pool in plan.pools for one in pool.electives))
    fixed = tuple(each.term for each in placed if each.course == course and each.term is not None)
    every = range(1, index.program_of_plan[plan.key].terms + 1)
    return fixed or index.courses[course].terms or tuple(every)


def _is_ahead(index: Index, plan: Plan, way: Way, term: int) -> bool:
    """Whether a way lies in a course that a class in this term has not begun, wherever a plan leaves that open."""
    begins = _begins(index, plan, way.course)
    return min(begins) > term and (way.term is None or way.term > term)
