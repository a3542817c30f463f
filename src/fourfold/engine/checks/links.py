"""L001 to L005, L014, L015: links that do not hold by themselves."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from fourfold.domain.cluster import Head
from fourfold.domain.course import CognitiveLevel, Course
from fourfold.domain.framework import Depth
from fourfold.domain.link import CourseLinks
from fourfold.engine.checks.linked import Ends, Linked
from fourfold.engine.checks.registry import EACH_LINKS, Finding, Scene, at, registered

SHALLOW = frozenset({CognitiveLevel.REMEMBER, CognitiveLevel.UNDERSTAND})
"""The levels on which mastery is doubted until a rationale is given."""


@EACH_LINKS.registered("L001")
def link_of_another_course(ends: Ends) -> Iterator[Finding]:
    """A link of an outcome that belongs to another course than its part."""
    for each in ends.linked if ends.course else ():
        if ends.course and each.owner.key != ends.course.key:
            place = each.place("/outcome")
            yield at(place, course=ends.course.code, outcome=each.outcome.code, owner=each.owner.code)


@EACH_LINKS.registered("L002")
def link_to_inner_item(ends: Ends) -> Iterator[Finding]:
    """A link to an item that has items below it."""
    for each in ends.linked:
        if each.item.children:
            yield at(each.place("/item"), **each.names())


@EACH_LINKS.registered("L003")
def link_to_item_of_another_framework(ends: Ends) -> Iterator[Finding]:
    """A link whose item belongs to another framework than it names."""
    for each in ends.linked:
        owner = ends.library.owners[each.link.item]
        if owner.key != each.link.framework:
            yield at(each.place("/item"), **each.names(), owner=owner.code)


@registered("L004")
def duplicate_link(scene: Scene) -> Iterator[Finding]:
    """A second link between the same outcome and the same item."""
    seen: set[tuple[str, str]] = set()
    for each in _perhaps_twice(scene):
        pair = (each.link.outcome, each.link.item)
        if pair in seen:
            yield at(each.place(), **each.names())
        seen.add(pair)


def _perhaps_twice(scene: Scene) -> Iterator[Linked]:
    """The links of those parts that have a link twice, or name an outcome that another part names too."""
    named = Counter(outcome for ends in scene.ends for outcome in ends.outcomes)
    for ends in scene.ends:
        if ends.repeats or any(named[outcome] > 1 for outcome in ends.outcomes):
            yield from ends.linked


@EACH_LINKS.registered("L005")
def links_above_course_hours(ends: Ends) -> Iterator[Finding]:
    """A course whose links to one framework take more hours than it has.

    One hour may serve a job and a certification at once, so hours are added up within each framework.
    """
    course = ends.course
    hours = _hours(ends.head, course) if course else Decimal(0)
    for key, taken in _hours_by_framework(ends.part).items():
        framework = ends.library.frameworks.get(key)
        if course is not None and framework is not None and taken > hours:
            yield at(ends.place(), course=course.code, framework=framework.code, linked=taken, hours=hours)


def _hours_by_framework(part: CourseLinks) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for link in part.links:
        found[link.framework] = found.get(link.framework, Decimal(0)) + (link.hours or 0)
    return found


def _hours(head: Head, course: Course) -> Decimal:
    weekly = course.theory_hours_per_week + course.practice_hours_per_week
    return course.weeks * weekly + course.concentrated_weeks * head.hours_per_concentrated_week


@EACH_LINKS.registered("L014")
def assessment_not_of_outcome(ends: Ends) -> Iterator[Finding]:
    """A link shown by an assessment that its outcome does not have."""
    for each in ends.linked:
        shown = each.link.assessment
        if shown is not None and each.outcome.assessments and shown not in each.outcome.assessments:
            place = each.place("/assessment")
            yield at(place, outcome=each.outcome.code, item=each.item.code, assessment=shown.value)


@EACH_LINKS.registered("L015")
def doubtful_mastery(ends: Ends) -> Iterator[Finding]:
    """Mastery through an outcome that only remembers or understands, without a rationale."""
    for each in ends.linked:
        doubted = each.link.depth is Depth.MASTER and each.outcome.level in SHALLOW
        if doubted and each.link.rationale is None:
            yield at(each.place("/depth"), **each.names(), level=each.outcome.level.value)
