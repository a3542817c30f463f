"""The engine and the judge, who knows nothing of it, answer alike on small clusters."""

import os
from fractions import Fraction

from hypothesis import event, given, settings

from fourfold.domain.cluster import Dossier
from fourfold.engine.coverage import Coverage, Interval, coverage, depths, leaf_weights
from fourfold.engine.index import Index
from fourfold.engine.metrics import Cyclic, plan_metrics
from fourfold.engine.sharing import redundancy, required_courses, sharing
from tests.judge import answers, choices
from tests.judge import coverage as judged
from tests.judge.clusters import dossiers

EXAMPLES = int(os.environ.get("FOURFOLD_JUDGE_EXAMPLES", "40"))
many = settings(max_examples=EXAMPLES)


@many
@given(dossiers())
def test_coverage_of_what_a_plan_requires_is_what_the_judge_says(dossier: Dossier) -> None:
    index = Index(dossier)
    for framework in dossier.frameworks:
        for plan in index.plans.values():
            courses = set(choices.required_of(dossier, plan))
            ranks = depths(index, framework=framework.key, courses=courses)
            served = judged.depths(dossier, framework, courses)
            assert {key: rank for key, rank in ranks.items() if rank} == {
                key: rank for key, rank in served.items() if rank
            }
            found = coverage(framework, ranks)
            if framework.leaves():
                measured = judged.measured(framework, served)
                assert found == Coverage(
                    items_met=measured.items_met,
                    items=len(served),
                    met_weight=Interval(low=measured.met_weight[0], high=measured.met_weight[1]),
                    partial=Interval(low=measured.partial[0], high=measured.partial[1]),
                )
            else:
                unknown = Interval(low=Fraction(0), high=Fraction(1))
                assert found == Coverage(items_met=0, items=0, met_weight=unknown, partial=unknown)


@many
@given(dossiers())
def test_weights_of_leaves_are_what_the_judge_says(dossier: Dossier) -> None:
    for framework in dossier.frameworks:
        found = leaf_weights(framework)
        pairs = {leaf: pair and (pair.low, pair.high) for leaf, pair in found.items()}
        assert pairs == judged.leaf_weights(framework)


@many
@given(dossiers())
def test_sharing_and_redundancy_are_what_the_judge_says(dossier: Dossier) -> None:
    index = Index(dossier)
    for program in dossier.cluster.programs:
        for plan in (None, *program.plans):
            part = None if plan is None else plan.key
            courses = frozenset(choices.required_of(dossier, plan)) if plan else answers.required_by(dossier, program)
            assert set(required_courses(index, program=program.key, plan=part)) == courses
            expected = answers.sharing(dossier, program, courses)
            assert sharing(index, program=program.key, plan=part) == (expected or 0)
            for framework in dossier.frameworks:
                twice = redundancy(index, program=program.key, framework=framework.key, plan=part)
                mastered = answers.redundancy(dossier, framework, courses)
                assert {leaf: frozenset(by) for leaf, by in twice} == mastered
                event(f"redundant leaves: {min(2, len(mastered))}")


@many
@given(dossiers())
def test_complexity_of_a_plan_is_what_the_judge_says(dossier: Dossier) -> None:
    index = Index(dossier)
    for plan in index.plans.values():
        found, expected = plan_metrics(index, plan=plan.key), answers.plan_complexity(dossier, plan)
        event(f"cyclic: {expected is None}")
        assert isinstance(found, Cyclic) == (expected is None)
        if not isinstance(found, Cyclic) and expected is not None:
            by_course = {each.course: each for each in found.courses}
            assert {
                key: (each.blocking, each.delay, each.centrality, each.complexity) for key, each in by_course.items()
            } == {key: (each.blocking, each.delay, each.centrality, each.complexity) for key, each in expected.items()}
            assert found.complexity == sum(each.complexity for each in expected.values())
