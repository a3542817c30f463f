"""What a new version does to programs: figures before and after, promises, and the smallest repair.

Three states are compared, plan by plan at the same sitting: the old version as it is taught now; the new one with the
links that stand today, which are none where it has only come; and the new one with the links carried over. A plan that
names the new version already is measured against the old one at its sitting of the new.

An item of the new version that such a plan does not guarantee is *lost* where every old item that goes on in it is
guaranteed now, *asked* where it comes from nowhere, and else was *missing* before.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from fourfold.domain.program import CertificationRole
from fourfold.domain.rule import Rule
from fourfold.engine.choices import Infeasible, Limit
from fourfold.engine.gap import Gap, gaps
from fourfold.engine.guarantee import Assurance, When, assure, route_of, sittings_of
from fourfold.engine.index import Index
from fourfold.engine.proof import Verdict
from fourfold.engine.rules import RuleResult, judge_rule
from fourfold.engine.succession import Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A state of a cluster, and who answers what is asked of it: the engine, or whoever keeps its answers."""

    index: Index
    assure: Callable[..., Assurance]
    gaps: Callable[..., tuple[Gap, ...] | Infeasible]
    judge: Callable[[Rule], tuple[RuleResult, ...]]


def view(index: Index, *, limit: Limit | None = None) -> View:
    """A state of a cluster that the engine itself answers for."""
    return View(
        index=index,
        assure=partial(assure, index, limit=limit),
        gaps=partial(gaps, index, limit=limit),
        judge=lambda rule: judge_rule(index, rule=rule, limit=limit),
    )


class Want(StrEnum):
    """Why a plan does not guarantee an item of the new version."""

    LOST = "lost"
    ASKED = "asked"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An item that a plan does not guarantee with the links carried over."""

    want: Want
    gap: Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseImpact:
    """A promise about either version, and its verdict in each state; `None` where it is not judged there."""

    rule: Rule
    before: Verdict | None
    linked: Verdict | None
    carried: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanImpact:
    """What the new version does to a plan. `already`: its program names the new version today."""

    plan: str
    when: When
    taking: str | None
    already: bool
    promises: bool
    before: Assurance
    linked: Assurance
    carried: Assurance
    wanted: tuple[Wanted, ...]
    rules: tuple[PromiseImpact, ...]

    @property
    def drops(self) -> bool:
        """Whether fewer items are guaranteed than were, of as many or of others."""
        was, will = guaranteed(self.before), guaranteed(self.carried)
        return was is not None and will is not None and will < was

    def pressing(self) -> tuple[Wanted, ...]:
        """What the repair closes."""
        wants = {Want.LOST, Want.ASKED} if self.promises else {Want.LOST}
        return tuple(each for each in self.wanted if each.want in wants)


def guaranteed(found: Assurance) -> int | None:
    """The items that are guaranteed, as a count; `None` where no choice is legal."""
    return None if found.items_met is None else int(found.items_met.guaranteed.bound)


def impacts(
    found: Succession, *, now: View, linked: View, carried: View, programs: Iterable[str]
) -> tuple[PlanImpact, ...]:
    """What becomes of every plan of these programs; `linked` and `carried` name the new version, `now` need not."""
    return tuple(
        _impact(found, now, linked, carried, plan.key)
        for program in programs
        for plan in now.index.programs[program].plans
    )


def _impact(found: Succession, now: View, linked: View, carried: View, plan: str) -> PlanImpact:
    old, new = found.old.key, found.new.key
    program = now.index.program_of_plan[plan]
    already = old not in program.named() and new in program.named()
    when = _when(carried.index, plan, new)
    taking = route_of(carried.index, plan=plan, framework=new)
    asked = {"plan": plan, "when": when, "taking": taking}
    named = [each for each in carried.index.program_of_plan[plan].certifications if each.framework == new]
    return PlanImpact(
        **asked,  # type: ignore[arg-type]  # one question, said twice
        already=already,
        promises=any(each.role is CertificationRole.RECOMMENDED for each in named),
        before=now.assure(framework=old, **asked),
        linked=linked.assure(framework=new, **asked),
        carried=carried.assure(framework=new, **asked),
        wanted=tuple(_wanted(found, now.gaps(framework=old, **asked), carried.gaps(framework=new, **asked))),
        rules=tuple(_rules(found, (now, linked, carried), plan)),
    )


def _when(index: Index, plan: str, framework: str) -> When:
    sittings = sittings_of(index, plan=plan, framework=framework)
    return sittings[0] if sittings else When(term=index.program_of_plan[plan].terms)


def _wanted(
    found: Succession, before: tuple[Gap, ...] | Infeasible, after: tuple[Gap, ...] | Infeasible
) -> Iterator[Wanted]:
    if isinstance(before, Infeasible) or isinstance(after, Infeasible):
        return
    missing = {gap.item for gap in before}
    for gap in after:
        olds = found.before(gap.item)
        want = Want.LOST if olds and not missing & set(olds) else Want.MISSING if olds else Want.ASKED
        yield Wanted(want=want, gap=gap)


def _rules(found: Succession, views: tuple[View, ...], plan: str) -> Iterator[PromiseImpact]:
    told = [_judged(found, view, plan) for view in views]
    rules = {result.rule.key: result.rule for each in told for result in each.values()}
    for key, rule in sorted(rules.items(), key=lambda pair: pair[1].code):
        before, linked, carried = (each[key].verdict if key in each else None for each in told)
        yield PromiseImpact(rule=rule, before=before, linked=linked, carried=carried)


def _judged(found: Succession, view: View, plan: str) -> Mapping[str, RuleResult]:
    """The promises about either version, judged for a plan."""
    about = {found.old.key, found.new.key}
    rules = (rule for rule in view.index.cluster.rules if rule.is_promise and rule.scope.framework in about)
    results = (result for rule in rules for result in view.judge(rule))
    return {result.rule.key: result for result in results if result.subject.key == plan}
