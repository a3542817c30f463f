from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import CourseType
from fourfold.domain.framework import Depth
from fourfold.domain.problem import Severity
from fourfold.domain.program import CertificationRole
from fourfold.domain.rule import Comparator, Measure, Rule, Scope
from fourfold.engine.checks import check
from fourfold.engine.index import Index
from fourfold.engine.proof import Verdict
from fourfold.engine.rule_sentence import SENTENCES, describe
from fourfold.engine.rules import RuleResult, judge_rules
from tests import factories as make
from tests.engine.checks.tiny import changed, sound, with_parts

LEAST, MOST, EQUAL, BETWEEN = Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.EQUAL, Comparator.BETWEEN
KEPT, BROKEN, OPEN = Verdict.KEPT, Verdict.BROKEN, Verdict.NOT_DECIDED
NO_HOURS: dict[str, Any] = {"weeks": 0, "theory_hours_per_week": Decimal(0), "practice_hours_per_week": Decimal(0)}


def taught() -> Dossier:
    """The tiny cluster with an internship of 6 weeks, an unlisted pool of 4 credits and a second program."""
    internship = make.course(
        "INT", "NETS", type=CourseType.PRACTICE, concentrated_weeks=6, credits=Decimal(6), **NO_HOURS
    )
    other = make.program("IOT", make.plan("IOT-ORD", make.places(C1=1), training_type="order"))
    whole = with_parts(sound(), internship, other)
    return changed(
        whole,
        "NET-ORD",
        required=lambda old: (*old, make.placed("INT", 4)),
        pools=lambda old: (*old, make.unlisted_pool("NET-ART", "BASIC", 4)),
    )


def judged(whole: Dossier, rule: Rule) -> list[tuple[str, int | None, str, Verdict]]:
    """Subject, term, value and verdict of each result of one rule."""
    results = judge_rules(Index(with_parts(whole, rule)))
    return [(r.subject.code, r.subject.term, shown(r), r.verdict) for r in results if r.rule.code == rule.code]


def shown(result: RuleResult) -> str:
    if result.value is None:
        return "-"
    low, high = result.value.low, result.value.high
    return str(low) if low == high else f"{low}..{high}"


# Hours: C1, C2 and either elective have 64 each, the internship 144, the unlisted pool 64: 400 in all.
NATIONAL = [
    (Measure.HOURS, LEAST, 2500, {}, "400", BROKEN),
    (Measure.HOURS, LEAST, 400, {}, "400", KEPT),
    (Measure.HOURS, MOST, 3000, {}, "400", KEPT),
    (Measure.HOURS_SHARE, LEAST, 25, {"categories": ("BASIC",)}, "32", KEPT),
    (Measure.HOURS_SHARE, LEAST, 33, {"categories": ("BASIC",)}, "32", BROKEN),
    (Measure.ELECTIVE_SHARE, LEAST, 10, {}, "32", KEPT),
    (Measure.ELECTIVE_SHARE, LEAST, 33, {}, "32", BROKEN),
    (Measure.PRACTICE_SHARE, LEAST, 50, {}, "60", KEPT),
    (Measure.PRACTICE_SHARE, LEAST, 61, {}, "60..76", OPEN),
    (Measure.PRACTICE_SHARE, LEAST, 77, {}, "60..76", BROKEN),
    (Measure.CREDITS, MOST, 170, {}, "22", KEPT),
    (Measure.CREDITS, MOST, 21, {}, "22", BROKEN),
    (Measure.COURSES, BETWEEN, 1, {"categories": ("CORE",)}, "2", KEPT),
    (Measure.COURSES, EQUAL, 6, {"categories": ("CORE",)}, "2", BROKEN),
    (Measure.COMPLEXITY, MOST, 13, {}, "14", BROKEN),
]


@pytest.mark.parametrize(("measure", "comparator", "value", "scope", "found", "verdict"), NATIONAL)
def test_the_national_rules_on_a_plan_are_judged_to_the_number(
    measure: Measure,
    comparator: Comparator,
    value: int,
    scope: dict[str, Any],
    found: str,
    verdict: Verdict,
) -> None:
    upper = Decimal(3) if comparator is BETWEEN else None
    rule = make.rule("R", measure, comparator, value, upper=upper, scope=make.scope(programs=("NET",), **scope))
    assert judged(taught(), rule) == [("NET-ORD", None, found, verdict)]


@pytest.mark.parametrize(
    ("measure", "comparator", "value", "expected"),
    [
        (Measure.HOURS_PER_CREDIT, EQUAL, 16, [(code, None, "16", KEPT) for code in ("C1", "C2", "E1", "E2")]),
        (Measure.CONCENTRATED_WEEKS, LEAST, 24, [("INT", None, "6", BROKEN)]),
        (Measure.CREDITS_PER_WEEK, EQUAL, 1, [("INT", None, "1", KEPT)]),
        (Measure.COMMON_MODULES, EQUAL, 4, [("TINY", None, "1", BROKEN)]),
        (Measure.MODULES, LEAST, 2, [("IOT", None, "1", BROKEN), ("NET", None, "4", KEPT)]),
        (Measure.RECOMMENDED_CERTIFICATIONS, LEAST, 1, [("IOT", None, "0", BROKEN), ("NET", None, "1", KEPT)]),
    ],
)
def test_rules_on_structure_and_courses_speak_of_each_noun(
    measure: Measure, comparator: Comparator, value: int, expected: list[tuple[str, int | None, str, Verdict]]
) -> None:
    assert judged(taught(), make.rule("R", measure, comparator, value)) == expected


def test_a_rule_on_terms_names_the_term_that_decides() -> None:
    busy = make.rule("R", Measure.WEEKLY_HOURS, MOST, 3)
    assert judged(sound(), busy) == [("NET-ORD", 1, "4", BROKEN)]
    third = replace(busy, scope=make.scope(term=3), value=Decimal(4))
    assert judged(sound(), third) == [("NET-ORD", 3, "4", KEPT)]
    assert judged(sound(), make.rule("R", Measure.TERM_CREDITS, MOST, 4)) == [("NET-ORD", 1, "4", KEPT)]


def test_a_scope_narrows_by_program_training_type_category_and_course() -> None:
    rule = make.rule("R", Measure.CREDITS, LEAST, 1)
    scopes = [
        make.scope(),
        make.scope(programs=("IOT",)),
        make.scope(training_types=("Order",)),
        make.scope(programs=("NET",), training_types=("order",)),
    ]
    found = [[each[0] for each in judged(taught(), replace(rule, scope=scope))] for scope in scopes]
    assert found == [["IOT-ORD", "NET-ORD"], ["IOT-ORD"], ["IOT-ORD"], []]
    per_credit = make.rule("R", Measure.HOURS_PER_CREDIT, LEAST, 1)
    courses = [make.scope(categories=("CORE",)), make.scope(courses=("C1",)), make.scope(programs=("IOT",))]
    found = [[each[0] for each in judged(taught(), replace(per_credit, scope=scope))] for scope in courses]
    assert found == [["C2"], ["C1"], ["C1"]]


def test_a_course_named_for_its_weeks_has_none_where_it_states_none() -> None:
    rule = make.rule("R", Measure.CONCENTRATED_WEEKS, LEAST, 24, scope=make.scope(courses=("C1",)))
    assert judged(sound(), rule) == [("C1", None, "0", BROKEN)]


def promise(value: int, scope: Scope, measure: Measure = Measure.ITEMS_MET) -> Rule:
    return make.rule("R", measure, LEAST, value, scope=scope)


def test_a_promise_is_kept_whatever_is_chosen_or_shows_the_choice_that_breaks_it() -> None:
    assert judged(sound(), promise(3, make.scope("CERT"))) == [("NET-ORD", None, "3", KEPT)]
    loose = changed(sound(), "links:E2", links=(make.link("E2.1", "JOB/J1"),))
    (result,) = [
        each for each in judge_rules(Index(with_parts(loose, promise(3, make.scope("CERT"))))) if each.rule.code == "R"
    ]
    assert (result.verdict, shown(result)) == (BROKEN, "2")
    assert result.witness is not None
    assert [each.course for each in result.witness.taken] == [make.key("course", "E2")]


def test_a_promise_without_named_programs_speaks_of_those_that_aim_at_its_framework() -> None:
    aiming = [each[0] for each in judged(taught(), promise(1, make.scope("JOB", 4)))]
    assert aiming == ["NET-ORD"]
    integrated = changed(sound(), "NET", certifications=(make.certification("CERT", CertificationRole.INTEGRATED),))
    assert judged(integrated, promise(1, make.scope("CERT"))) == []


def test_every_leaf_is_at_least_so_deep() -> None:
    scope = make.scope("CERT", 2)
    assert judged(sound(), promise(2, scope, Measure.LEAST_DEPTH)) == [("NET-ORD", None, "0", BROKEN)]
    later = make.scope("CERT", 3)
    assert judged(sound(), promise(2, later, Measure.LEAST_DEPTH)) == [("NET-ORD", None, "2", KEPT)]
    assert judged(sound(), promise(3, later, Measure.LEAST_DEPTH)) == [("NET-ORD", None, "2", BROKEN)]


def test_a_plan_without_a_legal_choice_is_one_problem_and_no_second_one_of_its_rules() -> None:
    stuck = changed(sound(), "NET-EXT", choose=3)
    whole = with_parts(stuck, make.rule("R", Measure.HOURS, LEAST, 1))
    assert judged(stuck, make.rule("R", Measure.HOURS, LEAST, 1)) == [("NET-ORD", None, "-", OPEN)]
    assert [each.code for each in check(Index(whole), today=make.TODAY)] == ["P031"]


def test_a_broken_rule_is_as_severe_as_it_says_and_tells_what_it_found() -> None:
    rule = make.rule("R", Measure.PRACTICE_SHARE, BETWEEN, 60, upper=Decimal("62.5"), severity=Severity.INFO)
    whole = changed(with_parts(sound(), rule), "C1", theory_hours_per_week=Decimal(1))
    (problem,) = check(Index(whole), today=make.TODAY)
    assert (problem.code, problem.severity, problem.rule) == ("U001", Severity.INFO, "R")
    assert (problem.found, problem.expected) == ("54.54–54.55 %", "60–62.5 %")


def test_a_broken_depth_is_an_answer_for_every_program() -> None:
    rule = promise(3, make.scope("JOB", 4), Measure.LEAST_DEPTH)
    deep = changed(sound(), "links:C2", links=lambda old: tuple(replace(each, depth=Depth.MASTER) for each in old))
    assert judged(deep, rule) == [("NET-ORD", None, "3", KEPT)]


SAID = [
    (
        promise(2, make.scope("CERT", 4), Measure.LEAST_DEPTH),
        "Every leaf of CERT is at least reinforced by the end of term 4.",
        "第 4 学期结束时，CERT（中文）的每个末级条目至少达到“强化”。",
    ),
    (
        promise(3, make.scope("CERT", programs=("NET",))),
        "NET: Of the 3 items of CERT, at least 3 are met at its sitting.",
        "NET（中文）：考核时，CERT（中文）的 3 个条目中达成的条目数不少于 3。",
    ),
    (
        make.rule("R", Measure.PRACTICE_SHARE, LEAST, 50),
        "Practice hours are at least 50 % of total hours.",
        "实践学时占总学时的比例不少于 50 %。",
    ),
    (
        make.rule("R", Measure.HOURS_SHARE, LEAST, 25, scope=make.scope(categories=("BASIC",))),
        "The hours of BASIC are at least 25 % of total hours.",
        "BASIC（中文）学时占总学时的比例不少于 25 %。",
    ),
    (
        make.rule("R", Measure.MODULES, EQUAL, 3, scope=make.scope(categories=("CORE",))),
        "Each program has exactly 3 modules in CORE.",
        "每个专业在CORE（中文）中的模块数恰为 3。",
    ),
    (
        make.rule("R", Measure.COURSES, BETWEEN, 6, upper=Decimal(8), scope=make.scope(categories=("CORE",))),
        "Each plan requires 6 to 8 courses in CORE.",
        "每个方案在CORE（中文）中的必修课程门数为 6 至 8。",
    ),
    (
        make.rule("R", Measure.CONCENTRATED_WEEKS, LEAST, 24, scope=make.scope(courses=("C1",))),
        "Each concentrated course (C1) lasts at least 24 weeks.",
        "C1（中文）：每门集中实践课程的周数不少于 24。",
    ),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), SAID)
def test_a_rule_reads_as_a_sentence_in_both_languages(rule: Rule, english: str, chinese: str) -> None:
    found = describe(Index(sound()), rule=rule)
    assert (found.en, found.zh) == (english, chinese)


def test_every_measure_has_a_sentence_and_an_answer() -> None:
    assert set(SENTENCES) == set(Measure)
    for measure in Measure:
        scope = make.scope("CERT") if make.rule("R", measure, LEAST, 0).is_promise else make.scope()
        rule = make.rule("R", measure, LEAST, 0, scope=scope)
        assert {each[3] for each in judged(taught(), rule)} == {KEPT}, measure
        assert "{" not in str(describe(Index(taught()), rule=rule))


def test_results_stand_in_the_order_of_the_rules_codes() -> None:
    rules = [make.rule(code, Measure.HOURS, LEAST, 0) for code in ("B", "A")]
    assert [each.rule.code for each in judge_rules(Index(with_parts(sound(), *rules)))] == ["A", "B", "SHARED"]
    assert Fraction(192) in {each.value.low for each in judge_rules(Index(with_parts(sound(), *rules))) if each.value}
