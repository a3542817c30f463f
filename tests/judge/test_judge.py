"""The judge is itself judged by examples worked out on paper."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Course, Requisite
from fourfold.domain.framework import Depth
from fourfold.domain.plan import Plan
from fourfold.domain.rule import Measure
from tests.judge import answers, choices, complexity, coverage
from tests.judge.answers import Extremes, Moment
from tests.judge.by_hand import (
    all_of,
    any_of,
    co,
    course,
    dossier,
    framework,
    key,
    keys,
    leaf,
    links,
    node,
    plan,
    pool,
    pre,
    program,
    strict,
)

ZERO, ONE = Fraction(0), Fraction(1)


def small(made: Plan, *courses: Course, terms: int = 3) -> Dossier:
    return dossier([program(made, terms=terms)], courses)


def legal(made: Plan, courses: Sequence[Course], terms: int = 3) -> list[dict[str, int | None]]:
    """The legal choices as code → term."""
    codes = {each.key: each.code for each in courses}
    found = choices.legal_choices(small(made, *courses, terms=terms), made)
    return sorted(
        (
            {codes[taken]: term for taken, term in sorted(each.terms.items(), key=lambda pair: codes[pair[0]])}
            for each in found
        ),
        key=str,
    )


def test_the_worked_example_of_unknown_weights_comes_to_twelve_of_a_hundred() -> None:
    made = framework(node("A", None, leaf("a", "30"), leaf("a2")), leaf("B", "60"))
    served = {key("a"): 2, key("a2"): 0, key("B"): 0}
    measured = coverage.measured(made, served)
    assert (measured.items_met, measured.met_weight) == (1, (Fraction(12, 100), Fraction(12, 100)))


def test_two_unknown_siblings_leave_an_interval() -> None:
    made = framework(leaf("a"), leaf("b"), leaf("c", "40"))
    measured = coverage.measured(made, {key("a"): 2, key("b"): 1, key("c"): 2})
    assert measured.met_weight == (Fraction(4, 10), Fraction(1))
    assert measured.partial == (Fraction(7, 10), Fraction(1))
    assert coverage.leaf_weights(made) == {
        key("a"): (Fraction(0), Fraction(6, 10)),
        key("b"): (Fraction(0), Fraction(6, 10)),
        key("c"): (Fraction(4, 10), Fraction(4, 10)),
    }


def test_weights_that_do_not_add_up_are_taken_among_themselves_and_the_unknown_ignored() -> None:
    made = framework(leaf("a", "80"), leaf("b", "40"), leaf("c"))
    measured = coverage.measured(made, {key("a"): 3, key("b"): 0, key("c"): 0})
    assert measured.met_weight == (Fraction(2, 3), Fraction(2, 3))
    assert coverage.leaf_weights(made)[key("c")] is None


def test_a_stated_total_goes_before_the_weight_of_the_node() -> None:
    made = framework(node("A", "50", leaf("a", "5"), leaf("b"), total="10"), leaf("B", "50"))
    assert coverage.leaf_weights(made)[key("b")] == (Fraction(1, 4), Fraction(1, 4))


def test_a_plan_without_pools_has_the_one_choice_it_states() -> None:
    assert legal(plan("A@1 B"), [course("A"), course("B")]) == [{"A": 1, "B": None}]


def test_n_of_a_pool_is_exact_and_each_course_has_its_window() -> None:
    courses = [course("A", terms=(1, 2)), course("B", terms=(3,)), course("C", span=2, terms=(2, 3))]
    made = plan("", pool("P", "A B C", choose=2))
    assert legal(made, courses) == [
        {"A": 1, "B": 3},
        {"A": 1, "C": 2},
        {"A": 2, "B": 3},
        {"A": 2, "C": 2},
        {"B": 3, "C": 2},
    ]


def test_the_plan_fixes_the_term_of_an_elective() -> None:
    assert legal(plan("", pool("P", "A@3", choose=1)), [course("A", terms=(1,))]) == [{"A": 3}]


def test_a_course_counts_in_one_pool() -> None:
    made = plan("", pool("P", "A@1 B@1", choose=1), pool("Q", "A@1 B@1", choose=1))
    found = choices.legal_choices(small(made, course("A"), course("B")), made)
    assert len(found) == 2
    assert {frozenset(each.terms) for each in found} == {keys("A B")}


def test_a_required_course_is_never_a_candidate() -> None:
    made = plan("A@1", pool("P", "A@1 B@1", choose=1))
    assert legal(made, [course("A"), course("B")]) == [{"A": 1, "B": 1}]


def test_credits_are_enough_and_no_course_is_to_spare() -> None:
    courses = [course("A", credits="1"), course("B", credits="2"), course("C", credits="3")]
    made = plan("", pool("P", "A@1 B@1 C@1", credits="3"))
    assert legal(made, courses) == [{"A": 1, "B": 1}, {"C": 1}]


def test_a_pair_that_only_goes_together_is_dropped_together() -> None:
    """Neither A nor B can be dropped alone; both can, and C stays."""
    courses = [
        course("A", credits="1", needs=strict("B")),
        course("B", credits="1", needs=strict("A")),
        course("C", credits="2"),
    ]
    made = plan("", pool("P", "A@1 B@1 C@1", credits="2"))
    assert legal(made, courses) == [{"A": 1, "B": 1}, {"C": 1}]


def test_a_course_beyond_the_credits_stays_where_another_needs_it() -> None:
    courses = [course("A", credits="0"), course("B", credits="2", needs=pre("A"))]
    assert legal(plan("", pool("P", "A B", credits="2")), courses) == [
        {"A": 1, "B": 2},
        {"A": 1, "B": 3},
        {"A": 2, "B": 3},
    ]


def test_the_three_kinds_of_requisite_look_at_the_terms() -> None:
    for needs, starts in ((pre("A"), {3}), (co("A"), {1, 2, 3}), (strict("A"), {1})):
        courses = [course("A", span=2), course("B", needs=needs)]
        found = legal(plan("A@1", pool("P", "B", choose=1)), courses)
        assert {each["B"] for each in found} == starts


def test_a_requisite_on_an_untaken_course_is_false_and_one_without_a_term_is_met() -> None:
    courses = [course("A"), course("B", needs=pre("A")), course("C", needs=pre("Z")), course("Z")]
    assert legal(plan("A", pool("P", "B C", choose=1)), courses, terms=1) == [{"A": None, "B": 1}]


def test_requisites_of_a_required_course_count_only_where_they_name_an_elective() -> None:
    late = [course("A", needs=pre("B")), course("B"), course("C")]
    assert legal(plan("A@1 B@2", pool("P", "C@1", choose=1)), late) == [{"A": 1, "B": 2, "C": 1}]
    either = [course("A", needs=any_of(pre("B"), all_of(pre("C")))), course("B"), course("C")]
    assert legal(plan("A@2 B@2", pool("P", "C", choose=1)), either) == [{"A": 2, "B": 2, "C": 1}]


def test_a_module_is_taken_whole_but_for_what_is_optional_or_required_anyway() -> None:
    courses = [
        course("A", module="M", terms=(1,)),
        course("B", module="M", optional=True),
        course("C", module="M"),
        course("D", module="N", terms=(2,)),
    ]
    assert legal(plan("C@3", pool("P", "D@1", modules="M N", choose=1)), courses) == [
        {"A": 1, "C": 3},
        {"C": 3, "D": 1},
    ]


def test_nothing_is_legal_where_a_pool_cannot_be_filled() -> None:
    assert legal(plan("", pool("P", "A", choose=2)), [course("A")]) == []


def test_guaranteed_and_reachable_run_over_the_choices_and_the_term() -> None:
    courses = [course("A"), course("B", terms=(1,)), course("C", terms=(2,))]
    made = plan("A@1", pool("P", "B C", choose=1))
    asked = framework(leaf("x", "70"), leaf("y", "30", Depth.MASTER))
    served = links({"A": "x:introduce", "B": "x:master", "C": "x:reinforce y:reinforce"})
    whole = dossier([program(made)], courses, asked, served=served)
    found = choices.legal_choices(whole, made)
    first = answers.ranges(whole, asked, found, Moment(term=1))
    assert first[Measure.ITEMS_MET] == Extremes(ZERO, ONE, ZERO, ONE)
    assert first[Measure.MET_WEIGHT] == Extremes(ZERO, Fraction(7, 10), ZERO, Fraction(7, 10))
    last = answers.ranges(whole, asked, found, Moment(term=2))
    assert last[Measure.ITEMS_MET_SHARE] == Extremes(*[Fraction(50)] * 4)
    assert last[Measure.PARTIAL] == Extremes(*[Fraction(7, 10), Fraction(9, 10)] * 2)
    assert last[Measure.LEAST_DEPTH] == Extremes(*[ZERO, 2 * ONE] * 2)
    assert answers.gaps(whole, asked, found, Moment(term=2)) == {key("y"): 3}
    assert answers.gaps(whole, asked, found, Moment(term=1)) == {key("x"): 1, key("y"): 3}
    after = answers.counting(whole, found, Moment(course=key("C")), None)
    assert answers.ranges(whole, asked, after, Moment(course=key("C")))[Measure.ITEMS_MET] == Extremes(*[ONE] * 4)
    assert answers.redundancy(whole, asked, keys("A B C")) == {}


def test_shares_of_hours_are_intervals_over_choices_and_unlisted_credits() -> None:
    courses = [
        course("A", weeks=10, theory=4, practice=2),
        course("B", weeks=10, theory=2, module="N"),
        course("C", concentrated=1),
    ]
    made = plan("A@1", pool("P", "B@1 C@1", choose=1), pool("U", credits="1"))
    whole = dossier([program(made)], courses, categories={"N": "OTHER"})
    legal = choices.legal_choices(whole, made)

    def shown(measure: Measure, *categories: str) -> tuple[Fraction, Fraction]:
        found = answers.hours_range(whole, made, legal, measure, *categories)
        return found.guaranteed, found.reachable

    assert shown(Measure.ELECTIVE_SHARE) == (Fraction(36, 96), Fraction(40, 100))
    assert shown(Measure.PRACTICE_SHARE) == (Fraction(20, 96), Fraction(60, 100))
    assert shown(Measure.HOURS_SHARE, key("OTHER")) == (ZERO, Fraction(20, 96))
    assert shown(Measure.HOURS_SHARE, key("CAT")) == (Fraction(76, 96), ONE)
    assert shown(Measure.HOURS) == (Fraction(96), Fraction(100))
    assert shown(Measure.CREDITS) == (Fraction(3), Fraction(3))


def test_sharing_is_the_part_of_the_hours_that_another_program_requires_too() -> None:
    courses = [course("A", weeks=1, theory=3), course("B", weeks=1, practice=1), course("C", weeks=9, theory=9)]
    ours, theirs = program(plan("A@1 B@1")), program(plan("B@1 C@1", code="Q"), code="OTHER")
    whole = dossier([ours, theirs], courses)
    assert answers.sharing(whole, ours, answers.required_by(whole, ours)) == Fraction(1, 4)


def test_complexity_of_a_diamond_with_a_tail() -> None:
    """Two paths of four run through d: a → b, c → d → e."""
    edges = frozenset({("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")})
    found = complexity.metrics(frozenset("abcdef"), edges)
    assert {each: (v.blocking, v.delay, v.centrality, int(v.complexity)) for each, v in found.items()} == {
        "a": (4, 4, 0, 8),
        "b": (2, 4, 4, 6),
        "c": (2, 4, 4, 6),
        "d": (1, 4, 8, 5),
        "e": (0, 4, 0, 4),
        "f": (0, 1, 0, 1),
    }
    quarter = complexity.metrics(frozenset("abcdef"), edges, quarter=True)
    assert quarter["d"].complexity == Fraction(Decimal("3.3"))


def test_mutual_corequisites_are_no_cycle_and_a_prerequisite_on_one_is() -> None:
    assert complexities(co("A")) == {"A": 1, "B": 1, "C": 3, "D": 2}
    assert complexities(pre("A")) is None


def complexities(needs: Requisite) -> dict[str, int] | None:
    courses = [course("A", needs=co("B")), course("B", needs=needs), course("C"), course("D", needs=pre("C"))]
    made = plan("A@1 B@1", pool("P", "C D", choose=1))
    found = answers.plan_complexity(small(made, *courses), made)
    return None if found is None else {each.code: int(found[each.key].complexity) for each in courses}
