from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Requisite
from fourfold.domain.framework import Depth
from fourfold.domain.link import Link
from fourfold.domain.plan import Pool, PoolKind
from fourfold.domain.rule import Measure
from fourfold.engine.choices import Choice, Infeasible, Limit, Obstacle, completed, is_legal
from fourfold.engine.coverage import coverage, depths
from fourfold.engine.guarantee import Assurance, When, assure, by_term, measured, route_of, sittings_of
from fourfold.engine.index import Index
from fourfold.engine.plan.extreme import Extreme, Range
from tests.judge.by_hand import any_of, course, dossier, framework, key, leaf, links, node, plan, pool, pre, program
from tests.judge.clusters import dossiers

PLAN, F = key("PLAN"), key("F")
NAMES = ("items_met", "met_weight", "partial")


def ends(found: Range | None) -> tuple[Fraction | int, Fraction | int]:
    assert found is not None
    assert found.decided
    return found.guaranteed.best, found.reachable.best


def codes(choice: Choice | None) -> set[str]:
    assert choice is not None
    return {next(code for code in "ABCDE" if key(code) == each.course) for each in choice.taken}


def small(*pools: Pool, served: dict[str, str], **needs: Requisite) -> Index:
    courses = [course(code, needs=needs.get(code)) for code in "ABCDE"]
    wanted = framework(leaf("x"), leaf("y"), leaf("z"))
    return Index(dossier([program(plan("A@1", *pools))], courses, wanted, served=links(served)))


def test_guaranteed_is_what_the_worst_choice_covers_and_reachable_what_the_best_does() -> None:
    served = {"A": "x:master", "B": "y:reinforce z:introduce", "C": "z:master", "D": "x:master"}
    index = small(pool("POOL", "B C D", choose=1), served=served)
    found = assure(index, plan=PLAN, framework=F, when=When(term=3))
    assert ends(found.items_met) == (1, 2)
    assert ends(found.partial) == (Fraction(0), Fraction(1))  # three equal unknown weights: from the least to the most
    assert codes(found.items_met.guaranteed.choice if found.items_met else None) == {"D"}


def test_electives_count_when_they_are_completed_and_the_worst_choice_takes_them_late() -> None:
    index = small(pool("POOL", "B", choose=1), served={"A": "x:master", "B": "y:master"})
    counts = [ends(each.items_met) for each in by_term(index, plan=PLAN, framework=F)]
    assert counts == [(1, 2), (1, 2), (2, 2)]


def test_requisites_hold_electives_back() -> None:
    index = small(pool("POOL", "B C", choose=2), served={"B": "y:master", "C": "z:master"}, C=pre("B"))
    counts = [ends(each.items_met) for each in by_term(index, plan=PLAN, framework=F)]
    assert counts == [(0, 1), (1, 2), (2, 2)]


def test_an_alternative_that_could_be_spared_is_not_reachable() -> None:
    pools = pool("CREDITS", "B C", credits="1"), pool("THEN", "D@2", choose=1)
    index = small(*pools, served={"B": "y:master", "C": "z:master"}, D=any_of(pre("B"), pre("C")))
    assert ends(assure(index, plan=PLAN, framework=F, when=When(term=3)).items_met) == (1, 1)


def test_after_a_course_is_at_the_end_of_its_term_over_the_choices_that_take_it() -> None:
    pools = pool("ONE", "B C", choose=1), pool("TWO", "D", choose=1)
    index = small(*pools, served={"B": "y:master", "D": "z:master"})
    found = assure(index, plan=PLAN, framework=F, when=When(course=key("B")))
    assert ends(found.items_met) == (1, 2)
    guaranteed = found.items_met.guaranteed.choice if found.items_met else None
    assert codes(guaranteed) == {"B", "D"}


def test_a_sitting_after_a_course_that_could_be_spared_looks_at_legal_choices_only() -> None:
    courses = [course("A", credits="4"), course("B", credits="2"), course("C", credits="2")]
    pools = pool("POOL", "A B C", credits="4")
    wanted = framework(leaf("x"), leaf("y"))
    served = links({"A": "x:master", "B": "y:master"})
    index = Index(dossier([program(plan("", pools), terms=1)], courses, wanted, served=served))
    found = assure(index, plan=PLAN, framework=F, when=When(course=key("C")))
    assert ends(found.items_met) == (1, 1)


def test_a_certification_through_a_module_is_judged_over_the_choices_that_take_it() -> None:
    courses = [course("A"), course("B", module="N"), course("C", module="O", optional=True), course("D", module="O")]
    pools = pool("POOL", choose=1, modules="N O")
    wanted = framework(leaf("x"), leaf("y"))
    served = links({"B": "x:master", "C": "y:master", "D": "y:master"})
    programs = [program(plan("A@1", pools), certifications={"F": "N"})]
    index = Index(dossier(programs, courses, wanted, served=served))
    assert route_of(index, plan=PLAN, framework=F) == key("N")
    free = assure(index, plan=PLAN, framework=F, when=When(term=3))
    through = assure(index, plan=PLAN, framework=F, when=When(term=3), taking=key("N"))
    assert through.items_met is not None
    assert ends(free.items_met) == (1, 1)
    assert through.taking == key("N")
    assert through.items_met.guaranteed.choice is not None
    assert through.items_met.guaranteed.choice.modules == (key("N"),)


def test_a_condition_that_no_choice_meets_is_told_from_a_plan_without_choices() -> None:
    index = small(pool("POOL", "B", choose=1), served={})
    assert assure(index, plan=PLAN, framework=F, when=When(course=key("C"))).infeasible == Infeasible(
        why=Obstacle.CONDITION
    )
    none = small(pool("POOL", "B", choose=2), served={})
    assert assure(none, plan=PLAN, framework=F, when=When(term=1)).infeasible == Infeasible(
        why=Obstacle.POOLS, pools=(key("POOL"),)
    )


def test_nothing_is_after_a_course_without_a_term() -> None:
    index = Index(dossier([program(plan("A"))], [course("A")], framework(leaf("x")), served=links({"A": "x:master"})))
    assert assure(index, plan=PLAN, framework=F, when=When(course=key("A"))).infeasible == Infeasible(
        why=Obstacle.NO_TERM, courses=(key("A"),)
    )
    assert ends(assure(index, plan=PLAN, framework=F, when=When(term=3)).items_met) == (0, 0)


def test_pools_that_list_no_courses_contribute_nothing_and_are_named() -> None:
    index = small(pool("FREE", credits="8"), served={"A": "x:master"})
    found = assure(index, plan=PLAN, framework=F, when=When(term=3))
    assert found.unlisted == (key("FREE"),)
    assert ends(found.items_met) == (1, 1)


def test_a_framework_without_leaves_is_unknown_whatever_is_taken() -> None:
    index = Index(dossier([program(plan("A@1"))], [course("A")], framework()))
    found = assure(index, plan=PLAN, framework=F, when=When(term=3))
    assert (found.items, ends(found.items_met), ends(found.met_weight)) == (0, (0, 0), (0, 1))


def test_unknown_weights_widen_the_range_from_the_lower_to_the_upper_end() -> None:
    courses = [course("A"), course("B")]
    wanted = framework(node("N", "60", leaf("x"), leaf("y")), leaf("z", "40"))
    served = links({"A": "z:master", "B": "x:master"})
    index = Index(dossier([program(plan("A@1", pool("POOL", "B", choose=1)))], courses, wanted, served=served))
    found = assure(index, plan=PLAN, framework=F, when=When(term=3)).met_weight
    assert ends(found) == (Fraction(2, 5), Fraction(1))
    assert found is not None
    assert (found.least_upper.best, found.most_lower.best) == (Fraction(1), Fraction(2, 5))


def large(count: int = 14, *, chained: bool) -> Index:
    """Six of many electives, each with leaves of its own: far more ways than a small limit allows."""
    names = [f"C{number}" for number in range(count)]
    courses = [
        course(name, needs=pre(names[number - 1]) if chained and number % 4 else None)
        for number, name in enumerate(names)
    ]
    wanted = framework(*(leaf(f"x{number}", "1") for number in range(count)), total=str(count))
    served = links({name: f"x{number}:master x{(number + 1) % count}:introduce" for number, name in enumerate(names)})
    plans = plan("", pool("POOL", " ".join(names), choose=6))
    return Index(dossier([program(plans, terms=4)], courses, wanted, served=served))


@pytest.mark.parametrize("chained", [False, True])
@pytest.mark.parametrize("limit", [Limit(profiles=40), Limit(profiles=40, steps=400)])
def test_what_a_limit_leaves_is_decided_by_the_measure_alone_or_by_the_solver(limit: Limit, *, chained: bool) -> None:
    index = large(chained=chained)
    for term in (3, 4):
        exact = assure(index, plan=PLAN, framework=F, when=When(term=term), limit=Limit(profiles=100_000))
        found = assure(index, plan=PLAN, framework=F, when=When(term=term), limit=limit)
        for name in NAMES:
            assert ends(getattr(found, name)) == ends(getattr(exact, name))
            for extreme in (getattr(found, name).guaranteed, getattr(found, name).reachable):
                assert extreme.choice is not None
                assert is_legal(index, plan=PLAN, choice=extreme.choice)


def test_what_nothing_decides_is_enclosed_and_marked() -> None:
    index = large(chained=True)
    exact = assure(index, plan=PLAN, framework=F, when=When(term=4))
    found = assure(index, plan=PLAN, framework=F, when=When(term=4), limit=Limit(profiles=5, steps=40, effort=0))
    assert not found.decided
    assert found.items_met is not None
    low, high = ends(exact.items_met)
    assert found.items_met.guaranteed.bound <= low <= found.items_met.guaranteed.best
    assert found.items_met.reachable.best <= high <= found.items_met.reachable.bound


def questions(dossier: Dossier) -> list[tuple[str, str, When]]:
    index = Index(dossier)
    return [
        (plan_, framework_.key, when)
        for plan_, program_ in index.program_of_plan.items()
        for framework_ in dossier.frameworks
        for when in (When(term=program_.terms), *sittings_of(index, plan=plan_, framework=framework_.key))
    ]


def answers(dossier: Dossier) -> list[Assurance]:
    index = Index(dossier)
    return [assure(index, plan=plan_, framework=wanted, when=when) for plan_, wanted, when in questions(dossier)]


def both(found: Assurance, name: str) -> tuple[Extreme, Extreme]:
    each: Range = getattr(found, name)
    return each.guaranteed, each.reachable


@given(dossiers())
def test_every_extreme_is_attained_by_its_choice_and_guaranteed_is_never_above_reachable(dossier: Dossier) -> None:
    index = Index(dossier)
    for found in answers(dossier):
        if found.infeasible is not None or found.when.term is None:
            continue
        for name in NAMES:
            least, most = both(found, name)
            assert least.best <= most.best
            for extreme, end in ((least, "low"), (most, "high")):
                assert extreme.choice is not None
                assert is_legal(index, plan=found.plan, choice=extreme.choice)
                courses = completed(index, plan=found.plan, choice=extreme.choice, term=found.when.term)
                ranks = depths(index, framework=found.framework, courses=courses)
                value = getattr(coverage(index.frameworks[found.framework], ranks), name)
                assert (value if name == "items_met" else getattr(value, end)) == extreme.best


@given(dossiers(), st.data())
def test_one_more_link_lowers_nothing(dossier: Dossier, data: st.DataObject) -> None:
    targets = [(f.key, item.key) for f in dossier.frameworks for item in f.leaves()]
    course_ = data.draw(st.sampled_from(dossier.cluster.courses))
    framework_, item = data.draw(st.sampled_from(targets))
    link = Link(outcome=course_.outcomes[0].key, framework=framework_, item=item, depth=Depth.MASTER)
    parts = tuple(
        replace(part, links=(*part.links, link)) if part.course == course_.key else part
        for part in dossier.cluster.links
    )
    more = replace(dossier, cluster=replace(dossier.cluster, links=parts))
    for before, after in zip(answers(dossier), answers(more), strict=True):
        assert (before.infeasible is None) == (after.infeasible is None)
        for name in NAMES if before.infeasible is None else ():
            for old, new in zip(both(before, name), both(after, name), strict=True):
                assert old.best <= new.best


@given(dossiers())
def test_relaxing_windows_takes_no_choice_away(dossier: Dossier) -> None:
    """Without credit pools, where one more way can make another one spare."""
    courses = tuple(replace(each, terms=()) for each in dossier.cluster.courses)
    programs = tuple(
        replace(
            program_,
            plans=tuple(
                replace(each, pools=tuple(pool_ for pool_ in each.pools if pool_.kind is not PoolKind.CREDITS))
                for each in program_.plans
            ),
        )
        for program_ in dossier.cluster.programs
    )
    dossier = replace(dossier, cluster=replace(dossier.cluster, programs=programs))
    relaxed = replace(dossier, cluster=replace(dossier.cluster, courses=courses))
    for before, after in zip(answers(dossier), answers(relaxed), strict=True):
        if before.infeasible is None:
            assert after.infeasible is None
            for name in NAMES:
                (least, most), (lower, higher) = both(before, name), both(after, name)
                assert lower.best <= least.best
                assert most.best <= higher.best


@given(dossiers())
def test_the_order_of_input_changes_no_figure(dossier: Dossier) -> None:
    programs = tuple(
        replace(
            each,
            plans=tuple(
                replace(
                    plan,
                    required=plan.required[::-1],
                    pools=tuple(replace(p, electives=p.electives[::-1]) for p in plan.pools[::-1]),
                )
                for plan in each.plans
            ),
        )
        for each in dossier.cluster.programs
    )
    turned = replace(dossier, cluster=replace(dossier.cluster, programs=programs))
    for before, after in zip(answers(dossier), answers(turned), strict=True):
        assert (before.infeasible is None) == (after.infeasible is None)
        for name in NAMES if before.infeasible is None else ():
            assert [each.best for each in both(before, name)] == [each.best for each in both(after, name)]


def test_the_least_depth_looks_beyond_what_is_required() -> None:
    wanted = framework(leaf("x", depth=Depth.INTRODUCE))
    served = links({"A": "x:introduce", "B": "x:master"})
    index = Index(
        dossier([program(plan("A@1", pool("POOL", "B", choose=1)))], [course("A"), course("B")], wanted, served=served)
    )
    found = measured(
        index,
        plan=PLAN,
        framework=F,
        when=When(term=2),
        taking=None,
        measures=(Measure.LEAST_DEPTH,),
        limit=Limit(),
    )
    assert not isinstance(found, Infeasible)
    assert ends(found[Measure.LEAST_DEPTH]) == (1, 3)


def test_a_thousand_tied_electives_are_answered_or_enclosed_but_never_too_deep() -> None:
    names = [f"C{number}" for number in range(1_000)]
    courses = [course(name, needs=pre(names[number - 1]) if number else None) for number, name in enumerate(names)]
    pools = pool("POOL", " ".join(names), credits="5")
    served = links({names[0]: "x:master", names[-1]: "y:master"})
    wanted = framework(leaf("x"), leaf("y"))
    index = Index(dossier([program(plan("", pools), terms=6)], courses, wanted, served=served))
    found = assure(index, plan=PLAN, framework=F, when=When(term=6), limit=Limit(effort=0))
    assert found.items_met is not None
    assert found.items_met.guaranteed.bound == 0
    assert found.items_met.reachable.bound == Fraction(2)
    assert not found.decided
