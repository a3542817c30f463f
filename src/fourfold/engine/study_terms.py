"""Terms of a class on the calendar: which one it is in on a day, and when one ends.

A year has two semesters of six months, or three quarters of four: term k begins (k − 1) times as many months after the
class began. Holidays belong to the term before them.
"""

from datetime import date, timedelta

from fourfold.domain.cluster import TermSystem

MONTHS = {TermSystem.SEMESTER: 6, TermSystem.QUARTER: 4}
"""How long a term is, with the holidays after it."""
_MONTHS_A_YEAR = 12
_SHORTEST = 28


def term_on(began: date, day: date, *, system: TermSystem) -> int:
    """The term that a class which began then is in on a day; 0 before its first, and more than it has afterwards.

    >>> [term_on(date(2024, 9, 1), day, system=TermSystem.SEMESTER) for day in (date(2024, 8, 31), date(2026, 6, 1))]
    [0, 4]
    """
    months = (day.year - began.year) * _MONTHS_A_YEAR + day.month - began.month - (day.day < began.day)
    return max(0, months // MONTHS[system] + 1)


def last_day(began: date, term: int, *, system: TermSystem) -> date:
    """The last day of a term of such a class, holidays included.

    >>> last_day(date(2024, 9, 1), 4, system=TermSystem.SEMESTER)
    datetime.date(2026, 8, 31)
    """
    months = began.month - 1 + term * MONTHS[system]
    first = date(began.year + months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1, min(began.day, _SHORTEST))
    return first - timedelta(days=1)
