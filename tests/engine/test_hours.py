from fractions import Fraction

from fourfold.domain.plan import Pool
from fourfold.domain.rule import Measure
from fourfold.engine.choices import Infeasible, Limit
from fourfold.engine.coverage import Interval
from fourfold.engine.hours import HourShares, hours_range, hours_shares
from fourfold.engine.index import Index
from fourfold.engine.loads import Load, load_ranges, loads
from fourfold.engine.plan.extreme import Range
from tests.judge.by_hand import course, dossier, key, plan, pool, pre, program

PLAN = key("PLAN")
COURSES = [
    course("A", weeks=10, theory=6),
    course("B", weeks=10, practice=2, module="N"),
    course("C", weeks=10, theory=1, practice=1),
]


def ends(found: Range) -> tuple[Fraction | int, Fraction | int]:
    assert found.decided
    return found.guaranteed.best, found.reachable.best


def shares(*pools: Pool) -> HourShares:
    index = Index(dossier([program(plan("A@1", *pools))], COURSES, categories={"N": "PUB"}))
    found = hours_shares(index, plan=PLAN)
    assert isinstance(found, HourShares)
    return found


def test_shares_run_over_all_choices_each_on_its_own() -> None:
    found = shares(pool("POOL", "B C", choose=1))
    assert ends(found.hours) == (80, 80)
    assert ends(found.elective) == (Fraction(20, 80), Fraction(20, 80))
    assert ends(found.practice) == (Fraction(10, 80), Fraction(20, 80))
    assert {key_: ends(share) for key_, share in found.categories} == {
        key("CAT"): (Fraction(60, 80), Fraction(1)),
        key("PUB"): (Fraction(0), Fraction(20, 80)),
    }


def test_unlisted_credits_count_at_the_clusters_hours_and_any_part_of_them_may_be_practice() -> None:
    found = shares(pool("FREE", credits="2.5", category="PUB"))
    assert ends(found.hours) == (100, 100)
    assert ends(found.elective) == (Fraction(2, 5), Fraction(2, 5))
    assert ends(found.practice) == (Fraction(0), Fraction(2, 5))
    assert found.practice.least_upper.best == Fraction(2, 5)
    assert found.practice.most_lower.best == 0
    assert found.unlisted == (key("FREE"),)


def test_numerator_and_denominator_vary_together() -> None:
    courses = [course("A", weeks=10, theory=1), course("B", weeks=10, practice=1), course("C", weeks=10, theory=3)]
    index = Index(dossier([program(plan("A@1", pool("POOL", "B C", choose=1)))], courses))
    assert ends(hours_range(index, plan=PLAN, measure=Measure.ELECTIVE_SHARE) or error()) == (
        Fraction(1, 2),
        Fraction(3, 4),
    )


def error() -> Range:
    raise AssertionError


def test_a_plan_without_legal_choice_has_no_shares() -> None:
    index = Index(dossier([program(plan("", pool("POOL", "B", choose=2)))], COURSES))
    assert isinstance(hours_shares(index, plan=PLAN), Infeasible)


def test_a_limit_that_strikes_encloses_the_shares() -> None:
    courses = [course("A", weeks=2, theory=1), *(course(f"C{n}", weeks=1, theory=n, needs=pre("A")) for n in range(9))]
    listed = " ".join(each.code for each in courses)
    index = Index(dossier([program(plan("", pool("POOL", listed, credits="4")))], courses))
    exact = hours_range(index, plan=PLAN, measure=Measure.HOURS) or error()
    struck = hours_range(index, plan=PLAN, measure=Measure.HOURS, limit=Limit(steps=5)) or error()
    assert exact.decided
    assert not struck.decided
    assert struck.guaranteed.bound <= exact.guaranteed.best <= exact.reachable.best <= struck.reachable.bound


def test_loads_spread_a_long_course_and_let_electives_stay_away_or_pile_up() -> None:
    courses = [course("A", credits="4", span=2, weeks=18, theory=4), course("B", credits="2", weeks=18, practice=3)]
    index = Index(dossier([program(plan("A@1", pool("POOL", "B", choose=1)))], courses))
    two, nothing = Fraction(2), Fraction(0)
    assert loads(index, plan=PLAN) == (
        Load(
            term=1,
            required_credits=two,
            required_weekly_hours=Fraction(4),
            credits=Interval(low=two, high=Fraction(4)),
            weekly_hours=Interval(low=Fraction(4), high=Fraction(7)),
        ),
        Load(
            term=2,
            required_credits=two,
            required_weekly_hours=Fraction(4),
            credits=Interval(low=two, high=Fraction(4)),
            weekly_hours=Interval(low=Fraction(4), high=Fraction(7)),
        ),
        Load(
            term=3,
            required_credits=nothing,
            required_weekly_hours=nothing,
            credits=Interval(low=nothing, high=two),
            weekly_hours=Interval(low=nothing, high=Fraction(3)),
        ),
    )


def test_a_load_is_attained_by_its_choice() -> None:
    courses = [course("A", credits="2"), course("B", credits="3", terms=(2, 3))]
    index = Index(dossier([program(plan("", pool("POOL", "A B", choose=2)))], courses))
    ranges = dict(load_ranges(index, plan=PLAN, measure=Measure.TERM_CREDITS) or ())
    assert [ends(ranges[term]) for term in (1, 2, 3)] == [(0, 2), (0, 5), (0, 5)]
    choice = ranges[2].reachable.choice
    assert choice is not None
    assert {each.term for each in choice.taken} == {2}
