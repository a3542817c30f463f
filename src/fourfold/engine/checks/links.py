"""L001 to L005, L014, L015: links that do not hold by themselves."""

from collections.abc import Iterator
from decimal import Decimal

from fourfold.domain.course import CognitiveLevel, Course
from fourfold.domain.framework import Depth, Framework
from fourfold.domain.link import CourseLinks
from fourfold.engine.checks.places import links_place
from fourfold.engine.checks.registry import Finding, Scene, at, registered
from fourfold.engine.index import Index

SHALLOW = frozenset({CognitiveLevel.REMEMBER, CognitiveLevel.UNDERSTAND})
"""The levels on which mastery is doubted until a rationale is given."""


def framework_of_item(index: Index) -> dict[str, Framework]:
    """The framework that each item belongs to, by the item's key."""
    return {item.key: framework for framework in index.frameworks.values() for item in framework.walk()}


@registered("L001")
def link_of_another_course(scene: Scene) -> Iterator[Finding]:
    """A link of an outcome that belongs to another course than its part."""
    owners = scene.index.course_of_outcome
    for each in scene.linked:
        owner = owners[each.link.outcome]
        course = scene.index.courses.get(each.part.course)
        if course is not None and owner.key != course.key:
            place = each.place("/outcome")
            yield at(place, course=course.code, outcome=each.outcome.code, owner=owner.code)


@registered("L002")
def link_to_inner_item(scene: Scene) -> Iterator[Finding]:
    """A link to an item that has items below it."""
    for each in scene.linked:
        if each.item.children:
            yield at(each.place("/item"), **each.names())


@registered("L003")
def link_to_item_of_another_framework(scene: Scene) -> Iterator[Finding]:
    """A link whose item belongs to another framework than it names."""
    owners = framework_of_item(scene.index)
    for each in scene.linked:
        owner = owners[each.link.item]
        if owner.key != each.link.framework:
            yield at(each.place("/item"), **each.names(), owner=owner.code)


@registered("L004")
def duplicate_link(scene: Scene) -> Iterator[Finding]:
    """A second link between the same outcome and the same item."""
    seen: set[tuple[str, str]] = set()
    for each in scene.linked:
        ends = (each.link.outcome, each.link.item)
        if ends in seen:
            yield at(each.place(), **each.names())
        seen.add(ends)


@registered("L005")
def links_above_course_hours(scene: Scene) -> Iterator[Finding]:
    """A course whose links to one framework take more hours than it has.

    One hour may serve a job and a certification at once, so hours are added up within each framework.
    """
    for part in scene.index.cluster.links:
        course = scene.index.courses.get(part.course)
        hours = _hours(scene.index, course) if course else Decimal(0)
        for key, taken in _hours_by_framework(part).items():
            framework = scene.index.frameworks.get(key)
            if course is not None and framework is not None and taken > hours:
                place = links_place(scene.index, part)
                yield at(place, course=course.code, framework=framework.code, linked=taken, hours=hours)


def _hours_by_framework(part: CourseLinks) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for link in part.links:
        found[link.framework] = found.get(link.framework, Decimal(0)) + (link.hours or 0)
    return found


def _hours(index: Index, course: Course) -> Decimal:
    weekly = course.theory_hours_per_week + course.practice_hours_per_week
    return course.weeks * weekly + course.concentrated_weeks * index.cluster.head.hours_per_concentrated_week


@registered("L014")
def assessment_not_of_outcome(scene: Scene) -> Iterator[Finding]:
    """A link shown by an assessment that its outcome does not have."""
    for each in scene.linked:
        shown = each.link.assessment
        if shown is not None and each.outcome.assessments and shown not in each.outcome.assessments:
            place = each.place("/assessment")
            yield at(place, outcome=each.outcome.code, item=each.item.code, assessment=shown.value)


@registered("L015")
def doubtful_mastery(scene: Scene) -> Iterator[Finding]:
    """Mastery through an outcome that only remembers or understands, without a rationale."""
    for each in scene.linked:
        doubted = each.link.depth is Depth.MASTER and each.outcome.level in SHALLOW
        if doubted and each.link.rationale is None:
            yield at(each.place("/depth"), **each.names(), level=each.outcome.level.value)
