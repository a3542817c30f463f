"""Hours that a row states, as weeks × weekly hours and concentrated weeks: by arithmetic alone, or not at all."""

from dataclasses import dataclass
from decimal import Decimal

from fourfold.domain.cluster import Head
from fourfold.domain.course import Course, CourseType
from fourfold.domain.number import PLACES, exact, places
from fourfold.exchange.table_fields import Field
from fourfold.exchange.table_said import Said

ZERO = Decimal(0)


class HoursUnclear(ValueError):
    """Hours that do not follow: the problem's code, the field to blame, and what its message needs."""

    def __init__(self, code: str, field: Field, **details: str) -> None:
        super().__init__(code)
        self.code, self.field, self.details = code, field, details


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hours of a course as the cluster keeps them."""

    weeks: int = 0
    theory: Decimal = ZERO
    practice: Decimal = ZERO
    concentrated: int = 0

    def totals(self, head: Head) -> tuple[Decimal, Decimal]:
        concentrated = self.concentrated * head.hours_per_concentrated_week
        return self.weeks * self.theory, self.weeks * self.practice + concentrated


def hours_of(course: Course) -> Hours:
    return Hours(
        weeks=course.weeks,
        theory=course.theory_hours_per_week,
        practice=course.practice_hours_per_week,
        concentrated=course.concentrated_weeks,
    )


def settled(said: Said, before: Hours, kind: CourseType | None, head: Head) -> Hours | None:
    """The hours that follow from what the row says; `None` where it says nothing of hours."""
    if _doubtful(said):
        return None
    stated = _stated(said)
    if stated.nothing:
        return None
    concentrated = before.concentrated if stated.concentrated is None else stated.concentrated
    split = _split(stated, before, kind, head)
    if split in (None, before.totals(head)) and not _otherwise(stated, before, concentrated):
        return before
    if concentrated and not stated.by_week and not before.weeks:
        return _only_concentrated(stated, split, before, head)
    return _by_week(stated, split, before, concentrated, head)


_PARTS = frozenset({Field.THEORY_HOURS, Field.PRACTICE_HOURS})
_TIMES = frozenset({Field.WEEKS, Field.WEEKLY_HOURS, Field.THEORY_PER_WEEK, Field.PRACTICE_PER_WEEK, Field.BY_TERM})


def _doubtful(said: Said) -> bool:
    """Whether a cell on hours was not understood: then none of them is believed, but a total is what its parts are."""
    if Field.TOTAL_HOURS in said.unclear and not said.values.keys() >= _PARTS:
        return True
    return bool(said.unclear & (_PARTS | _TIMES | {Field.WEEKS_BY_HOURS, Field.CONCENTRATED_WEEKS}))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    theory: Decimal | None
    practice: Decimal | None
    total: Decimal | None
    weeks: int | None
    weekly: Decimal | None
    theory_per_week: Decimal | None
    practice_per_week: Decimal | None
    concentrated: int | None

    @property
    def by_week(self) -> bool:
        """Whether the row says weeks or weekly hours."""
        per_week = (self.weekly, self.theory_per_week, self.practice_per_week)
        return bool(self.weeks) or any(each is not None for each in per_week)

    @property
    def nothing(self) -> bool:
        said = (self.theory, self.practice, self.total, self.weeks, self.weekly, self.concentrated)
        return all(each is None for each in (*said, self.theory_per_week, self.practice_per_week))


def _stated(said: Said) -> _Stated:
    by_hours = said.values.get(Field.WEEKS_BY_HOURS)
    cells = (*said.by_term.values(), *([by_hours] if by_hours else []))
    weekly = {each.weekly for each in cells if each.weekly is not None} | _one(said.amount(Field.WEEKLY_HOURS))
    if len(weekly) > 1:
        raise HoursUnclear("R732", Field.WEEKLY_HOURS, hours="、".join(str(each) for each in sorted(weekly)))
    concentrated = [each.concentrated for each in cells if each.concentrated is not None]
    weeks = [each.weeks for each in cells if each.weeks is not None]
    return _Stated(
        theory=said.amount(Field.THEORY_HOURS),
        practice=said.amount(Field.PRACTICE_HOURS),
        total=said.amount(Field.TOTAL_HOURS),
        weeks=(sum(weeks) or None) if said.number(Field.WEEKS) is None else said.number(Field.WEEKS),
        weekly=next(iter(weekly), None),
        theory_per_week=said.amount(Field.THEORY_PER_WEEK),
        practice_per_week=said.amount(Field.PRACTICE_PER_WEEK),
        concentrated=said.number(Field.CONCENTRATED_WEEKS) or sum(concentrated) or None,
    )


def _one(held: Decimal | None) -> set[Decimal]:
    return set() if held is None else {held}


def _split(stated: _Stated, before: Hours, kind: CourseType | None, head: Head) -> tuple[Decimal, Decimal] | None:
    """All hours of theory and of practice; `None` where the row does not say them as totals."""
    theory, practice, total = stated.theory, stated.practice, stated.total
    if total is None:
        held = before.totals(head)
        if theory is None and practice is None:
            return None
        return held[0] if theory is None else theory, held[1] if practice is None else practice
    if theory is None and practice is None:
        return _of_total(total, stated, before, kind, head)
    theory = total - (practice or ZERO) if theory is None else theory
    practice = total - theory if practice is None else practice
    if theory + practice != total or min(theory, practice) < 0:
        said = {"theory": str(theory), "practice": str(practice), "total": str(total), "sum": str(theory + practice)}
        raise HoursUnclear("R729", Field.TOTAL_HOURS, **said)
    return theory, practice


def _of_total(
    total: Decimal, stated: _Stated, before: Hours, kind: CourseType | None, head: Head
) -> tuple[Decimal, Decimal] | None:
    """A total alone: it is divided only where that follows."""
    if sum(before.totals(head)) == total:
        return before.totals(head)
    if kind is CourseType.THEORY:
        return total, ZERO
    if kind is CourseType.PRACTICE or total == (stated.concentrated or 0) * head.hours_per_concentrated_week:
        return ZERO, total
    raise HoursUnclear("R731", Field.TOTAL_HOURS, total=str(total))


def _otherwise(stated: _Stated, before: Hours, concentrated: int) -> bool:
    """Whether the row says other weeks or weekly hours, though the totals agree."""
    pairs = (
        (stated.weeks, before.weeks),
        (stated.weekly, before.theory + before.practice),
        (stated.theory_per_week, before.theory),
        (stated.practice_per_week, before.practice),
        (concentrated, before.concentrated),
    )
    return any(said is not None and said != held for said, held in pairs)


def _only_concentrated(stated: _Stated, split: tuple[Decimal, Decimal] | None, before: Hours, head: Head) -> Hours:
    rate = head.hours_per_concentrated_week
    if stated.concentrated is None and split is not None and rate:
        weeks = sum(split) / rate
        if split[0] or places(weeks):
            raise HoursUnclear("R734", Field.TOTAL_HOURS, total=str(sum(split)), rate=str(rate))
        return Hours(concentrated=int(weeks))
    concentrated = before.concentrated if stated.concentrated is None else stated.concentrated
    if split is not None and sum(split) != concentrated * rate:
        raise HoursUnclear("R735", Field.TOTAL_HOURS, total=str(sum(split)), weeks=str(concentrated), rate=str(rate))
    return Hours(concentrated=concentrated)


def _by_week(
    stated: _Stated, split: tuple[Decimal, Decimal] | None, before: Hours, concentrated: int, head: Head
) -> Hours:
    if split is None:
        return _directly(stated, before, concentrated)
    theory, practice = split[0], split[1] - concentrated * head.hours_per_concentrated_week
    taught = theory + practice
    if practice < 0:
        rate = str(head.hours_per_concentrated_week)
        raise HoursUnclear("R735", Field.PRACTICE_HOURS, total=str(sum(split)), weeks=str(concentrated), rate=rate)
    weeks = stated.weeks or _quotient(taught, stated.weekly) or before.weeks
    if taught and not weeks:
        raise HoursUnclear("R733", Field.TOTAL_HOURS, total=str(taught))
    if stated.weekly is not None and stated.weekly * weeks != taught:
        said = {"total": str(taught), "weekly": str(stated.weekly), "weeks": str(weeks)}
        raise HoursUnclear("R736", Field.TOTAL_HOURS, **said)
    return Hours(
        weeks=weeks, theory=_per_week(theory, weeks), practice=_per_week(practice, weeks), concentrated=concentrated
    )


def _quotient(taught: Decimal, weekly: Decimal | None) -> int | None:
    """Weeks from hours by weekly hours, where it goes without a rest."""
    return int(taught / weekly) if weekly and taught % weekly == 0 else None


def _per_week(hours: Decimal, weeks: int) -> Decimal:
    if not hours:
        return ZERO
    found = hours / weeks
    if places(found) > PLACES:
        raise HoursUnclear("R737", Field.TOTAL_HOURS, total=str(hours), weeks=str(weeks))
    return exact(found)


def _directly(stated: _Stated, before: Hours, concentrated: int) -> Hours:
    """Weeks and weekly hours that the row says outright."""
    weeks = before.weeks if stated.weeks is None else stated.weeks
    theory = before.theory if stated.theory_per_week is None else stated.theory_per_week
    practice = before.practice if stated.practice_per_week is None else stated.practice_per_week
    if stated.weekly is not None and theory + practice != stated.weekly:
        raise HoursUnclear("R738", Field.WEEKLY_HOURS, weekly=str(stated.weekly))
    return Hours(weeks=weeks, theory=theory, practice=practice, concentrated=concentrated)
