from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from fourfold.domain.cluster import Dossier
from fourfold.domain.framework import Depth
from fourfold.domain.plan import Plan, Sitting
from fourfold.domain.problem import Severity
from fourfold.domain.rule import Comparator, Measure, Rule, Scope
from fourfold.domain.text import Text
from fourfold.engine.choices import Limit
from fourfold.engine.coverage import Interval
from fourfold.engine.guarantee import When
from fourfold.engine.index import Index
from fourfold.engine.proof import Doubt, Proof, Verdict, promises, prove
from fourfold.engine.rule_scope import plans_of
from tests.judge.by_hand import course, dossier, framework, key, leaf, links, node, plan, pool, program

PLAN, F = key("PLAN"), key("F")
AFTER_TWO = (Sitting(framework=F, term=2),)
SERVED = {"A": "x:master", "B": "y:master z:introduce", "C": "z:reinforce"}


def rule(measure: Measure, value: str, comparator: Comparator = Comparator.AT_LEAST, **scope: object) -> Rule:
    return Rule(
        key=key("RULE"),
        code="RULE",
        title=Text(en="a promise"),
        severity=Severity.ERROR,
        measure=measure,
        scope=Scope(**{"framework": F, **scope}),  # type: ignore[arg-type]  # the fields differ in type
        comparator=comparator,
        value=Decimal(value),
        upper=Decimal(value) + 1 if comparator is Comparator.BETWEEN else None,
    )


def cluster(value: Plan, served: dict[str, str] | None = None) -> Index:
    courses = [course(code, weeks=10, theory=2, credits="2") for code in "ABC"]
    wanted = framework(leaf("x", "50"), leaf("y", "30"), leaf("z", "20"))
    programs = [program(value, certifications={"F": ""})]
    return Index(dossier(programs, courses, wanted, served=links(SERVED if served is None else served)))


ELECTIVE = plan("A@1", pool("POOL", "B@2 C@2", choose=1), sittings=AFTER_TWO)


@pytest.mark.parametrize(
    ("measure", "kept", "broken"),
    [
        (Measure.ITEMS_MET, "2", "3"),
        (Measure.ITEMS_MET_SHARE, "66", "67"),
        (Measure.MET_WEIGHT, "70", "71"),
        (Measure.PARTIAL, "70", "70.01"),
    ],
)
def test_a_promise_is_kept_up_to_what_is_guaranteed_and_broken_above(measure: Measure, kept: str, broken: str) -> None:
    index = cluster(ELECTIVE)
    assert prove(index, rule=rule(measure, kept), plan=PLAN).verdict is Verdict.KEPT
    found = prove(index, rule=rule(measure, broken), plan=PLAN)
    assert found.verdict is Verdict.BROKEN
    assert found.witness is not None
    assert found.when == When(term=2)


def test_a_promise_that_breaks_by_one_elective_names_the_choice() -> None:
    found = prove(cluster(ELECTIVE), rule=rule(Measure.MET_WEIGHT, "75"), plan=PLAN)
    assert found.witness is not None
    assert [each.course for each in found.witness.taken] == [key("C")]
    assert found.value is not None
    assert (found.value.best, found.threshold) == (Fraction(70), Fraction(75))


def test_the_least_depth_is_a_rank() -> None:
    assert prove(cluster(ELECTIVE), rule=rule(Measure.LEAST_DEPTH, "1"), plan=PLAN).verdict is Verdict.BROKEN
    everything = plan("A@1 B@1 C@2", sittings=AFTER_TWO)
    assert prove(cluster(everything), rule=rule(Measure.LEAST_DEPTH, "2"), plan=PLAN).verdict is Verdict.KEPT


def test_a_term_in_the_scope_replaces_the_sitting() -> None:
    found = prove(cluster(ELECTIVE), rule=rule(Measure.ITEMS_MET, "2", term=1), plan=PLAN)
    assert (found.verdict, found.when) == (Verdict.BROKEN, When(term=1))


def test_of_several_sittings_the_one_that_breaks_decides() -> None:
    sittings = (*AFTER_TWO, Sitting(framework=F, term=1))
    found = prove(cluster(replace(ELECTIVE, sittings=sittings)), rule=rule(Measure.ITEMS_MET, "2"), plan=PLAN)
    assert (found.verdict, found.when) == (Verdict.BROKEN, When(term=1))


def doubts(found: Proof) -> tuple[Verdict, Doubt | None]:
    return found.verdict, found.why


def test_without_a_sitting_nothing_is_decided() -> None:
    found = prove(cluster(replace(ELECTIVE, sittings=())), rule=rule(Measure.ITEMS_MET, "0"), plan=PLAN)
    assert doubts(found) == (Verdict.NOT_DECIDED, Doubt.NO_SITTING)


def test_without_a_legal_choice_nothing_is_decided() -> None:
    impossible = plan("A@1", pool("POOL", "B", choose=2), sittings=AFTER_TWO)
    found = prove(cluster(impossible), rule=rule(Measure.ITEMS_MET, "0"), plan=PLAN)
    assert doubts(found) == (Verdict.NOT_DECIDED, Doubt.INFEASIBLE)


def test_a_framework_without_items_promises_nothing() -> None:
    index = Index(dossier([program(plan("A@1", sittings=AFTER_TWO))], [course("A")], framework()))
    found = prove(index, rule=rule(Measure.ITEMS_MET, "0"), plan=PLAN)
    assert doubts(found) == (Verdict.NOT_DECIDED, Doubt.NO_ITEMS)


def test_unknown_weights_leave_open_what_lies_between_their_ends() -> None:
    wanted = framework(node("N", "60", leaf("x"), leaf("y")), leaf("z", "40"))
    served = links({"A": "z:master x:master"})
    index = Index(dossier([program(plan("A@1", sittings=AFTER_TWO))], [course("A")], wanted, served=served))
    found = [doubts(prove(index, rule=rule(Measure.MET_WEIGHT, value), plan=PLAN)) for value in ("40", "41", "100")]
    undecided = (Verdict.NOT_DECIDED, Doubt.UNKNOWN_WEIGHTS)
    assert found == [(Verdict.KEPT, None), undecided, undecided]


def test_what_is_not_decided_is_enclosed_by_all_that_it_may_be() -> None:
    wanted = framework(node("N", "60", leaf("x"), leaf("y")), leaf("z", "40"))
    served = links({"A": "z:master x:master"})
    index = Index(dossier([program(plan("A@1", sittings=AFTER_TWO))], [course("A")], wanted, served=served))
    sides = [(Comparator.AT_LEAST, "41"), (Comparator.AT_MOST, "41"), (Comparator.BETWEEN, "41")]
    found = [prove(index, rule=rule(Measure.MET_WEIGHT, value, side), plan=PLAN) for side, value in sides]
    assert [(each.verdict, each.enclosing) for each in found] == [
        (Verdict.NOT_DECIDED, Interval(low=Fraction(40), high=Fraction(100)))
    ] * 3


def test_a_limit_that_strikes_leaves_the_promise_open() -> None:
    limit = Limit(profiles=1, steps=1, effort=0)
    found = prove(cluster(ELECTIVE), rule=rule(Measure.ITEMS_MET, "2"), plan=PLAN, limit=limit)
    assert doubts(found) == (Verdict.NOT_DECIDED, Doubt.LIMIT)


@pytest.mark.parametrize(
    ("comparator", "value", "verdict"),
    [
        (Comparator.AT_MOST, "2", Verdict.KEPT),
        (Comparator.AT_MOST, "1", Verdict.BROKEN),
        (Comparator.EQUAL, "2", Verdict.KEPT),
        (Comparator.EQUAL, "3", Verdict.BROKEN),
        (Comparator.BETWEEN, "1", Verdict.KEPT),
        (Comparator.BETWEEN, "0", Verdict.BROKEN),
    ],
)
def test_other_comparators_look_at_both_sides(comparator: Comparator, value: str, verdict: Verdict) -> None:
    assert prove(cluster(ELECTIVE), rule=rule(Measure.ITEMS_MET, value, comparator), plan=PLAN).verdict is verdict


@pytest.mark.parametrize(
    ("measure", "value", "verdict"),
    [
        (Measure.HOURS, "72", Verdict.KEPT),
        (Measure.CREDITS, "7", Verdict.BROKEN),
        (Measure.ELECTIVE_SHARE, "70", Verdict.KEPT),
        (Measure.PRACTICE_SHARE, "40", Verdict.NOT_DECIDED),
        (Measure.TERM_CREDITS, "2", Verdict.BROKEN),
        (Measure.WEEKLY_HOURS, "0", Verdict.KEPT),
    ],
)
def test_rules_on_hours_hold_over_all_choices_likewise(measure: Measure, value: str, verdict: Verdict) -> None:
    value_ = plan("A@1", pool("POOL", "B@2 C@2", choose=1), pool("FREE", credits="2"))
    found = prove(cluster(value_), rule=rule(measure, value, framework=None), plan=PLAN)
    assert found.verdict is verdict
    assert found.why is (Doubt.UNLISTED if verdict is Verdict.NOT_DECIDED else None)


@pytest.mark.parametrize(
    ("comparator", "value", "decides"),
    [
        (Comparator.AT_MOST, "4", (Verdict.KEPT, 2, 4)),
        (Comparator.AT_MOST, "1", (Verdict.BROKEN, 2, 4)),
        (Comparator.AT_LEAST, "0", (Verdict.KEPT, 3, 0)),
        (Comparator.AT_LEAST, "5", (Verdict.BROKEN, 3, 0)),
        (Comparator.EQUAL, "5", (Verdict.BROKEN, 3, 0)),
    ],
)
def test_of_terms_alike_the_tightest_decides(
    comparator: Comparator, value: str, decides: tuple[Verdict, int, int]
) -> None:
    load = rule(Measure.WEEKLY_HOURS, value, comparator, framework=None)
    found = prove(cluster(plan("A@1 B@2 C@2")), rule=load, plan=PLAN)
    assert found.when is not None
    assert found.value is not None
    assert (found.verdict, found.when.term, int(found.value.best)) == decides


def test_a_rule_speaks_of_the_programs_that_aim_at_its_framework_unless_it_names_others() -> None:
    first = program(plan("A@1", code="ONE", sittings=AFTER_TWO), code="P1", certifications={"F": ""})
    second = program(plan("A@1", code="TWO", sittings=AFTER_TWO), code="P2")
    whole = dossier([first, second], [course("A")], framework(leaf("x")), served=links({"A": "x:master"}))
    promise, hours = rule(Measure.ITEMS_MET, "1"), rule(Measure.HOURS, "1", framework=None)
    index = Index(whole)
    assert tuple(each.key for each in plans_of(index, promise)) == (key("ONE"),)
    assert tuple(each.key for each in plans_of(index, rule(Measure.ITEMS_MET, "1", programs=(key("P2"),)))) == (
        key("TWO"),
    )
    assert tuple(each.key for each in plans_of(index, hours)) == (key("ONE"), key("TWO"))
    assert (
        tuple(each.key for each in plans_of(index, rule(Measure.HOURS, "1", framework=None, training_types=("3+2",))))
        == ()
    )
    kept = promises(Index(Dossier(cluster=replace(whole.cluster, rules=(promise, hours)), frameworks=whole.frameworks)))
    assert [(each.plan, each.verdict) for each in kept] == [(key("ONE"), Verdict.KEPT)]


def test_a_certification_through_a_module_promises_only_to_those_who_take_it() -> None:
    courses = [course("A", module="M"), course("B", module="N")]
    served = links({"A": "x:master"})
    value = plan("", pool("POOL", choose=1, modules="M N"), sittings=AFTER_TWO)
    wanted = framework(leaf("x", depth=Depth.MASTER))
    index = Index(dossier([program(value, terms=2, certifications={"F": "M"})], courses, wanted, served=served))
    found = prove(index, rule=rule(Measure.ITEMS_MET, "1"), plan=PLAN)
    assert (found.verdict, found.taking) == (Verdict.KEPT, key("M"))
    assert found.value is not None
    assert found.value.best == Fraction(1)
