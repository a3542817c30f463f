"""What breaks a promise: the electives that a student takes, those that would have kept it, and what is missed."""

from dataclasses import dataclass

from fourfold.domain.framework import Framework
from fourfold.domain.rule import COVERAGE_MEASURES, Rule
from fourfold.engine.choices import Choice, Limit, completed
from fourfold.engine.coverage import depths
from fourfold.engine.guarantee import When, assure
from fourfold.engine.index import Index
from fourfold.engine.proof import Proof, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaking:
    """How a choice that breaks a promise differs from the best one, by key.

    `missed` are the items unmet under the first and met under the second; `instead` are the electives of the second
    that serve them; `elected` are those that the first takes from the same pools.
    """

    elected: tuple[str, ...]
    instead: tuple[str, ...]
    missed: tuple[str, ...]


def breaking(index: Index, *, rule: Rule, proof: Proof, limit: Limit | None = None) -> Breaking | None:
    """How the witness of a broken promise differs from the best choice; `None` where nothing tells them apart."""
    framework = index.frameworks.get(rule.scope.framework or "")
    broken = proof.verdict is Verdict.BROKEN and rule.measure in COVERAGE_MEASURES
    if not broken or framework is None or proof.witness is None or proof.when is None:
        return None
    asked = assure(index, plan=proof.plan, framework=framework.key, when=proof.when, taking=proof.taking, limit=limit)
    best = asked.items_met.reachable.choice if asked.items_met else None
    if best is None:
        return None
    return _difference(index, framework, proof.plan, proof.when, proof.witness, best)


def _difference(
    index: Index, framework: Framework, plan: str, when: When, worst: Choice, best: Choice
) -> Breaking | None:
    unmet = _unmet(index, framework, plan, when, worst)
    missed = tuple(leaf for leaf in unmet if leaf not in _unmet(index, framework, plan, when, best))
    served = index.served.get(framework.key, {})
    worse, better = ({each.course for each in choice.taken} for choice in (worst, best))
    instead = [
        each for each in best.taken if each.course not in worse and served.get(each.course, {}).keys() & set(missed)
    ]
    pools = {each.pool for each in instead}
    elected = [each for each in worst.taken if each.course not in better and each.pool in pools]
    if not missed or not instead:
        return None
    return Breaking(
        elected=tuple(each.course for each in elected),
        instead=tuple(each.course for each in instead),
        missed=missed,
    )


def _unmet(index: Index, framework: Framework, plan: str, when: When, choice: Choice) -> tuple[str, ...]:
    done = completed(index, plan=plan, choice=choice, term=_term(index, plan, when, choice))
    ranks = depths(index, framework=framework.key, courses=done)
    return tuple(leaf.key for leaf in framework.leaves() if ranks[leaf.key] < leaf.depth.rank)


def _term(index: Index, plan: str, when: When, choice: Choice) -> int:
    if when.term is not None:
        return when.term
    starts = {each.course: each.term for each in index.plans[plan].required} | {
        each.course: each.term for each in choice.taken
    }
    start = starts.get(when.course or "") or 0
    return start + index.courses[when.course or ""].span - 1
