"""Terms of a class on the calendar: every day lies in one term, and each term ends where the next begins."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fourfold.domain.cluster import TermSystem
from fourfold.engine.study_terms import last_day, term_on

BEGAN = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 28)).filter(lambda day: day.day <= 28)
SYSTEM = st.sampled_from(list(TermSystem))


@given(began=BEGAN, term=st.integers(1, 24), system=SYSTEM)
def test_the_day_after_the_last_of_a_term_is_in_the_next(began: date, term: int, system: TermSystem) -> None:
    last = last_day(began, term, system=system)
    days = (last, last + timedelta(days=1))
    assert [term_on(began, day, system=system) for day in days] == [term, term + 1]


@given(began=BEGAN, system=SYSTEM)
def test_a_class_is_in_its_first_term_from_the_day_on_which_it_began(began: date, system: TermSystem) -> None:
    days = (began - timedelta(days=1), began)
    assert [term_on(began, day, system=system) for day in days] == [0, 1]


def test_a_year_has_two_semesters_or_three_quarters() -> None:
    began, later = date(2024, 9, 1), date(2025, 9, 1)
    assert [term_on(began, later, system=each) for each in (TermSystem.SEMESTER, TermSystem.QUARTER)] == [3, 4]
