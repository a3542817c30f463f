"""P009 to P012, P037 to P040: whether what the cluster keeps is taken up, whole and by somebody."""

from collections import Counter
from collections.abc import Iterator

from fourfold.domain.course import Course
from fourfold.domain.module import Module
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import EACH_PROGRAM, Finding, Scene, at, registered
from fourfold.engine.checks.seating import Seating
from fourfold.engine.checks.study import Study


def _subject(course: Course) -> str:
    """What a course shares with its variants: its subject, or else nothing but itself."""
    return course.subject.lower() if course.subject else course.key


def _taken(scene: Scene) -> set[str]:
    return set().union(*(study.taken for study in scene.studies))


@EACH_PROGRAM.registered("P009")
def module_taken_in_part(study: Study) -> Iterator[Finding]:
    """A module of which a plan requires a course without taking the others that are not optional."""
    for seating in study.seatings:
        begun = dict.fromkeys(seat.course.module for seat in seating.required.values() if not seat.course.optional)
        for key in begun:
            module = study.index.modules.get(key)
            for course in _left_out(study, seating, module) if module else ():
                where = part_place(seating.program, f"{seating.path}/required")
                yield at(where, plan=seating.plan.code, module=module.code if module else "", course=course.code)


def _left_out(study: Study, seating: Seating, module: Module) -> Iterator[Course]:
    subjects = {_subject(study.index.courses[key]) for key in seating.starts}
    for course in study.index.courses_of_module.get(module.key, ()):
        if not course.optional and _subject(course) not in subjects:
            subjects.add(_subject(course))
            yield course


@registered("P010")
def course_in_no_plan(scene: Scene) -> Iterator[Finding]:
    """A course that no plan takes and that is no variant of another."""
    for course, others in _untaken(scene):
        if not others:
            yield at(part_place(course), course=course.code)


@registered("P011")
def variant_never_chosen(scene: Scene) -> Iterator[Finding]:
    """A variant that no plan takes."""
    for course, others in _untaken(scene):
        if others:
            yield at(part_place(course), course=course.code, subject=course.subject)


def _untaken(scene: Scene) -> Iterator[tuple[Course, bool]]:
    """The courses in no plan, and whether each has variants; none where the cluster has no plans."""
    taken = _taken(scene)
    courses = scene.index.cluster.courses if scene.index.plans else ()
    count = Counter(map(_subject, courses))
    for course in courses:
        if course.key not in taken:
            yield course, count[_subject(course)] > 1


@EACH_PROGRAM.registered("P012")
def two_variants_required(study: Study) -> Iterator[Finding]:
    """A plan that requires two variants of one subject."""
    for seating in study.seatings:
        first: dict[str, Course] = {}
        for seat in seating.required.values():
            other = first.setdefault(_subject(seat.course), seat.course)
            if other is not seat.course:
                where = part_place(seating.program, seat.path)
                codes = {"course": seat.course.code, "other": other.code}
                yield at(where, plan=seating.plan.code, **codes, subject=seat.course.subject)


@registered("P037")
def module_without_courses(scene: Scene) -> Iterator[Finding]:
    """A module with nothing in it."""
    for module in scene.index.cluster.modules:
        if module.key not in scene.index.courses_of_module:
            yield at(part_place(module), module=module.code)


@registered("P038")
def module_offered_to_nobody(scene: Scene) -> Iterator[Finding]:
    """A module that is not common and names no program."""
    for module in scene.index.cluster.modules:
        if not module.common and not module.programs:
            yield at(part_place(module, "/programs"), module=module.code)


@registered("P039")
def module_common_and_offered(scene: Scene) -> Iterator[Finding]:
    """A module that is common and yet names programs."""
    for module in scene.index.cluster.modules:
        if module.common and module.programs:
            yield at(part_place(module, "/programs"), module=module.code)


@registered("P040")
def module_unused(scene: Scene) -> Iterator[Finding]:
    """A module offered to a program of which no plan takes any of its courses."""
    courses = scene.index.courses
    used = {each.program.key: {courses[key].module for key in each.taken} for each in scene.studies if each.seatings}
    for module in scene.index.cluster.modules:
        for number, key in enumerate(() if module.common else module.programs):
            program = scene.index.programs.get(key)
            if program and key in used and module.key in scene.index.courses_of_module and module.key not in used[key]:
                yield at(part_place(module, f"/programs/{number}"), module=module.code, program=program.code)
