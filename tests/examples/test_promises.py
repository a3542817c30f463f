"""What the example promises, proved to the number; and what it says of hours and loads."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from fourfold.domain.cluster import Dossier
from fourfold.domain.rule import Measure
from fourfold.engine.hours import HourShares, hours_shares
from fourfold.engine.index import Index
from fourfold.engine.loads import loads
from fourfold.engine.proof import Verdict
from fourfold.engine.rules import RuleResult, judge_rules

KEPT, BROKEN = Verdict.KEPT, Verdict.BROKEN
PROMISES: list[tuple[str, str, Verdict, int, int]] = [
    ("depth-datacom", "MC-ordinary", KEPT, 1, 1),
    ("depth-datacom", "CN-ordinary", KEPT, 2, 1),
    ("depth-datacom", "CN-order", KEPT, 2, 1),
    ("depth-datacom-cn", "CN-ordinary", KEPT, 2, 2),
    ("depth-datacom-cn", "CN-order", KEPT, 2, 2),
    ("depth-harmonyos", "MI-ordinary", KEPT, 2, 1),
    ("promise-cn-automation", "CN-ordinary", KEPT, 8, 7),
    ("promise-cn-automation", "CN-order", KEPT, 8, 7),
    ("promise-cn-datacom", "CN-ordinary", KEPT, 15, 14),
    ("promise-cn-datacom", "CN-order", KEPT, 15, 14),
    ("promise-iot-harmonyos", "IOT-ordinary", KEPT, 8, 7),
    ("promise-iot-iot", "IOT-ordinary", KEPT, 7, 7),
    ("promise-mc-cloud", "MC-ordinary", KEPT, 11, 11),
    ("promise-mc-datacom", "MC-ordinary", KEPT, 15, 15),
    ("promise-mi-cloud", "MI-ordinary", KEPT, 13, 12),
    ("promise-mi-harmonyos", "MI-ordinary", KEPT, 8, 7),
]
"""Rule, plan, verdict, what is guaranteed, what is promised: some leave slack, some are just kept."""


def told(results: tuple[RuleResult, ...]) -> Iterator[tuple[str, str, Verdict, int, int]]:
    for each in results:
        if each.rule.is_promise:
            assert each.value is not None
            assert each.value.is_point
            yield each.rule.code, each.subject.code, each.verdict, whole(each.value.low), int(each.rule.value)


def whole(number: Fraction) -> int:
    assert number.denominator == 1
    return number.numerator


@pytest.fixture(scope="module")
def judged(index: Index) -> tuple[RuleResult, ...]:
    return judge_rules(index)


def test_every_promise_is_kept_and_proved_to_the_number(judged: tuple[RuleResult, ...]) -> None:
    assert sorted(told(judged)) == sorted(PROMISES)


def test_every_other_rule_is_kept_for_every_legal_choice(judged: tuple[RuleResult, ...]) -> None:
    assert {each.verdict for each in judged} == {KEPT}


def test_every_recommended_certification_has_a_promise_that_counts_items(sound: Dossier) -> None:
    promised = {
        (program, each.scope.framework)
        for each in sound.cluster.rules
        if each.measure is Measure.ITEMS_MET
        for program in each.scope.programs
    }
    assert promised == {
        (program.key, each.framework)
        for program in sound.cluster.programs
        for each in program.certifications
        if each.role == "recommended"
    }


def test_no_promise_rests_on_weights(sound: Dossier) -> None:
    promises = {each.measure for each in sound.cluster.rules if each.is_promise}
    assert promises == {Measure.ITEMS_MET, Measure.LEAST_DEPTH}


def test_the_planted_promise_breaks_for_those_who_choose_the_enterprise_project(planted: Dossier) -> None:
    index = Index(planted)
    results = judge_rules(index)
    changed = set(told(results)) - set(PROMISES)
    assert changed == {("promise-mc-datacom", "MC-ordinary", BROKEN, 15, 16)}
    (broken,) = (each for each in results if each.verdict is BROKEN)
    assert broken.witness is not None
    taken = {index.courses[each.course].code for each in broken.witness.taken}
    assert taken & {"PR-CTP", "PR-EP"} == {"PR-EP"}


def test_a_plan_has_hours_credits_and_shares_within_the_rules(index: Index) -> None:
    found = {}
    for key, plan in index.plans.items():
        shares = hours_shares(index, plan=key)
        assert isinstance(shares, HourShares)
        ends = shares.hours, shares.credits
        found[plan.code] = [(each.guaranteed.bound, each.reachable.bound) for each in ends]
    assert found == {
        "MC-ordinary": [(2660, 2676), (148, 149)],
        "CN-ordinary": [(2676, 2692), (149, 150)],
        "CN-order": [(2708, 2724), (151, 152)],
        "MI-ordinary": [(2588, 2604), (Fraction(287, 2), Fraction(289, 2))],
        "IOT-ordinary": [(2604, 2620), (Fraction(289, 2), Fraction(291, 2))],
    }


def test_the_first_four_terms_ask_twenty_to_thirty_hours_a_week(index: Index) -> None:
    found = {
        plan.code: [(whole(each.weekly_hours.low), whole(each.weekly_hours.high)) for each in loads(index, plan=key)]
        for key, plan in index.plans.items()
    }
    assert found == {
        "MC-ordinary": [(26, 26), (28, 29), (27, 29), (21, 30), (14, 20), (0, 0)],
        "CN-ordinary": [(26, 26), (25, 26), (27, 29), (25, 28), (20, 20), (0, 0)],
        "CN-order": [(26, 26), (25, 26), (27, 29), (25, 28), (20, 20), (0, 0)],
        "MI-ordinary": [(26, 26), (28, 29), (24, 26), (20, 29), (14, 20), (0, 0)],
        "IOT-ordinary": [(26, 26), (28, 29), (27, 29), (21, 30), (8, 14), (0, 0)],
    }
