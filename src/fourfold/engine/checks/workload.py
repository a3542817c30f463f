"""P021 to P028: calendars, weeks and hours."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from fourfold.domain.cluster import Head
from fourfold.domain.course import Course, CourseType
from fourfold.domain.plan import TermWeeks
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import EACH_COURSE, EACH_PROGRAM, Finding, Scene, at, registered
from fourfold.engine.checks.seating import Seat, Seating
from fourfold.engine.checks.study import Study


@EACH_PROGRAM.registered("P021")
def calendar_term_odd(study: Study) -> Iterator[Finding]:
    """A term that a calendar names twice or that the program does not have."""
    for seating in study.seatings:
        seen: set[int] = set()
        for number, weeks in enumerate(seating.plan.calendar):
            if weeks.term in seen or weeks.term > seating.program.terms:
                where = part_place(seating.program, f"{seating.path}/calendar/{number}")
                yield at(where, plan=seating.plan.code, term=weeks.term)
            seen.add(weeks.term)


@EACH_PROGRAM.registered("P022")
def calendar_incomplete(study: Study) -> Iterator[Finding]:
    """A term that a calendar leaves out."""
    for seating in study.seatings:
        named = {weeks.term for weeks in seating.plan.calendar}
        for term in range(1, seating.program.terms + 1 if named else 1):
            if term not in named:
                where = part_place(seating.program, f"{seating.path}/calendar")
                yield at(where, plan=seating.plan.code, term=term)


def _calendar(seating: Seating) -> dict[int, TermWeeks]:
    return {weeks.term: weeks for weeks in reversed(seating.plan.calendar)}


def _placed(seating: Seating) -> Iterator[tuple[Seat, list[TermWeeks]]]:
    """Each required course with the calendar of all its terms, where the calendar has them."""
    calendar = _calendar(seating)
    for seat in seating.required.values():
        terms = range(seat.starts[0], seat.ends(seat.starts[0]) + 1) if seat.starts else ()
        if terms and all(term in calendar for term in terms):
            yield seat, [calendar[term] for term in terms]


@EACH_PROGRAM.registered("P023")
def more_weeks_than_the_term(study: Study) -> Iterator[Finding]:
    """A required course with more weeks than its terms teach."""
    for seating in study.seatings:
        for seat, weeks in _placed(seating):
            available = sum(each.teaching for each in weeks)
            if seat.course.weeks > available:
                where = part_place(seating.program, seat.path)
                course = seat.course
                yield at(where, plan=seating.plan.code, course=course.code, weeks=course.weeks, available=available)


@EACH_PROGRAM.registered("P024")
def more_concentrated_weeks_than_the_term(study: Study) -> Iterator[Finding]:
    """A term whose required courses need more weeks of concentrated practice than it has.

    A course over several terms is set against all of them; its weeks are not added to those of one term.
    """
    for seating in study.seatings:
        calendar, needed = _calendar(seating), _concentrated(seating)
        for terms, weeks in sorted(needed.items()):
            available = sum(calendar[term].concentrated + calendar[term].military for term in terms)
            if weeks > available:
                where = part_place(seating.program, f"{seating.path}/calendar")
                name = f"{terms[0]}–{terms[-1]}" if len(terms) > 1 else str(terms[0])
                yield at(where, plan=seating.plan.code, term=name, weeks=weeks, available=available)


def _concentrated(seating: Seating) -> Counter[tuple[int, ...]]:
    """The concentrated weeks that required courses need together, by the terms they run in."""
    needed: Counter[tuple[int, ...]] = Counter()
    for seat, weeks in _placed(seating):
        if seat.course.concentrated_weeks:
            needed[tuple(each.term for each in weeks)] += seat.course.concentrated_weeks
    return needed


def _weekly(course: Course) -> Decimal:
    return course.theory_hours_per_week + course.practice_hours_per_week


def _has_hours(course: Course) -> bool:
    return bool(course.concentrated_weeks or (course.weeks and _weekly(course)))


@registered("P025")
def course_without_hours(scene: Scene) -> Iterator[Finding]:
    """A course that states neither weeks nor weekly hours, in a cluster whose courses do."""
    courses = scene.index.cluster.courses
    stated = any(_has_hours(course) for course in courses)
    for course in courses:
        if stated and not (course.concentrated_weeks or course.weeks or _weekly(course)):
            yield at(part_place(course), course=course.code)


@EACH_COURSE.registered("P026")
def weeks_and_weekly_hours_apart(course: Course) -> Iterator[Finding]:
    """Weeks without weekly hours, or the reverse."""
    if bool(course.weeks) != bool(_weekly(course)):
        yield at(part_place(course, "/weeks"), course=course.code, weeks=course.weeks, weekly=_weekly(course))


@registered("P027")
def type_against_hours(scene: Scene) -> Iterator[Finding]:
    """A course whose type says something else than its hours."""
    head = scene.index.cluster.head
    for course in scene.index.cluster.courses:
        yield from scene.memory.ask(_against_hours, course, head)


def _against_hours(course: Course, head: Head) -> tuple[Finding, ...]:
    theory = course.weeks * course.theory_hours_per_week
    concentrated = course.concentrated_weeks * head.hours_per_concentrated_week
    practice = course.weeks * course.practice_hours_per_week + concentrated
    if not _has_hours(course) or course.type is _type(theory, practice):
        return ()
    where = part_place(course, "/type")
    return (at(where, course=course.code, type=course.type.value, theory=theory, practice=practice),)


def _type(theory: Decimal, practice: Decimal) -> CourseType:
    if theory and practice:
        return CourseType.MIXED
    return CourseType.THEORY if theory else CourseType.PRACTICE


@registered("P028")
def course_without_credits(scene: Scene) -> Iterator[Finding]:
    """A course that gives no credits, in a cluster whose courses do."""
    courses = scene.index.cluster.courses
    stated = any(course.credits for course in courses)
    for course in courses:
        if stated and not course.credits:
            yield at(part_place(course, "/credits"), course=course.code)
