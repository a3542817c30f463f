"""L006 to L013, L016: what outcomes serve, what nobody teaches, and mastery out of nothing."""

from collections.abc import Iterator

from fourfold.domain.course import Course
from fourfold.domain.framework import Framework, Item
from fourfold.domain.link import CourseLinks
from fourfold.domain.problem import Place
from fourfold.domain.program import Certification, CertificationRole
from fourfold.engine.checks.linked import Linked
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import EACH_COURSE, EACH_PROGRAM, Finding, Scene, at, named_by, registered
from fourfold.engine.checks.seating import Seating
from fourfold.engine.checks.study import Study
from fourfold.engine.index import Index


@registered("L006")
def master_without_introduction(scene: Scene) -> Iterator[Finding]:
    """A leaf mastered in a plan before or without a link that introduces or reinforces it.

    Judged in the plans of programs that name the framework, and kindly: an introduction counts in the earliest
    term in which its course may end, mastery in the latest.
    """
    order = {ends: number for number, ends in enumerate(scene.ends)}
    plans: dict[tuple[int, int], list[str]] = {}
    for study in scene.studies:
        for each, plan in scene.memory.ask(_unintroduced, study):
            plans.setdefault((order[each.ends], each.number), []).append(plan)
    for (place, number), codes in sorted(plans.items()):
        each = scene.ends[place].numbered[number]
        yield at(each.place("/depth"), **each.names(), plans=", ".join(codes))


def _unintroduced(study: Study) -> tuple[tuple[Linked, str], ...]:
    """The links of a program's plans that master what nothing introduces in time, each with the code of the plan."""
    named = named_by(study.program)
    masters = [each for ends in study.ends for each in ends.masters if each.link.framework in named]
    return tuple(
        (each, seating.plan.code)
        for seating in study.seatings
        for earliest in (_earliest(study, seating),)
        for each in masters
        if seating.starts.get(each.ends.part.course)
        and earliest.get(each.link.item, _NEVER) > max(_ends(seating, each.ends.part.course))
    )


def _earliest(study: Study, seating: Seating) -> dict[str, int]:
    """The earliest term by whose end a course of the plan has introduced or reinforced an item, by the item's key."""
    found: dict[str, int] = {}
    for ends in study.ends:
        if seating.starts.get(ends.part.course):
            term = min(_ends(seating, ends.part.course))
            for item in ends.introduced:
                found[item] = min(found.get(item, term), term)
    return found


def _ends(seating: Seating, course: str) -> Iterator[int]:
    span = seating.index.courses[course].span
    return (start + span - 1 for start in seating.starts[course])


_NEVER = 10**9
"""A term that no plan has."""


def _promised(scene: Scene) -> list[Framework]:
    """The frameworks that some program aims at: certifications only where they are recommended.

    Regulations are left out: they ask things of programs, which rules test, more than of courses.
    """
    aimed: set[str] = set()
    for program in scene.index.programs.values():
        aimed.update((*program.jobs, *program.competitions))
        aimed.update(each.framework for each in _recommended(program.certifications))
    return [framework for framework in scene.index.frameworks.values() if framework.key in aimed]


def _recommended(certifications: tuple[Certification, ...]) -> Iterator[Certification]:
    return (each for each in certifications if each.role is CertificationRole.RECOMMENDED)


def _leaves(items: tuple[Item, ...], path: str) -> Iterator[tuple[str, Item]]:
    for number, item in enumerate(items):
        here = f"{path}/{number}"
        if item.children:
            yield from _leaves(item.children, f"{here}/children")
        else:
            yield here, item


def _taught(*parts: CourseLinks) -> dict[str, frozenset[str]]:
    """The items to which any course is linked, by the framework that the links name."""
    found: dict[str, set[str]] = {}
    for part in {part.course: part for part in parts}.values():
        for link in part.links:
            found.setdefault(link.framework, set()).add(link.item)
    return {framework: frozenset(items) for framework, items in found.items()}


@registered("L007")
def leaf_untaught(scene: Scene) -> Iterator[Finding]:
    """A leaf that no course teaches, of a framework that a program aims at."""
    taught = scene.memory.ask(_taught, *scene.index.cluster.links)
    for framework in _promised(scene):
        for path, leaf in _leaves(framework.items, "/items"):
            if leaf.key not in taught.get(framework.key, ()):
                yield at(part_place(framework, path), item=leaf.code, framework=framework.code)


def _aims(study: Study) -> Iterator[tuple[Seating, Framework, Place, dict[str, int]]]:
    """Each plan with each recommended certification, and the greatest depth of each leaf over all its courses."""
    for seating in study.seatings:
        for number, each in enumerate(seating.program.certifications):
            framework = study.index.frameworks.get(each.framework)
            if each.role is CertificationRole.RECOMMENDED and framework is not None:
                where = part_place(seating.program, f"/certifications/{number}")
                yield seating, framework, where, _reach(study.index, framework, seating)


def _reach(index: Index, framework: Framework, seating: Seating) -> dict[str, int]:
    served = index.served.get(framework.key, {})
    found: dict[str, int] = {}
    for course in seating.starts:
        for leaf, rank in served.get(course, {}).items():
            found[leaf] = max(found.get(leaf, 0), rank)
    return found


@registered("L008")
def leaf_out_of_reach(scene: Scene) -> Iterator[Finding]:
    """A leaf of a recommended certification that is taught somewhere, but in no course of the plan."""
    taught = scene.memory.ask(_taught, *scene.index.cluster.links)
    for study in scene.studies:
        for framework, leaf, finding in scene.memory.ask(_unreached, study):
            if leaf in taught.get(framework, ()):
                yield finding


def _unreached(study: Study) -> tuple[tuple[str, str, Finding], ...]:
    """The leaves of recommended certifications that a plan leaves out, by key, and what is said if they are taught."""
    return tuple(
        (framework.key, leaf.key, at(where, plan=seating.plan.code, item=leaf.code, **names))
        for seating, framework, where, reach in _aims(study)
        for names in ({"framework": framework.code, "program": seating.program.code},)
        for leaf in framework.leaves()
        if leaf.key not in reach
    )


@EACH_PROGRAM.registered("L009")
def leaves_too_shallow(study: Study) -> Iterator[Finding]:
    """The leaves of a recommended certification that a plan teaches, but never as deeply as is asked."""
    for seating, framework, where, reach in _aims(study):
        shallow = [leaf.code for leaf in framework.leaves() if 0 < reach.get(leaf.key, 0) < leaf.depth.rank]
        if shallow:
            yield at(where, plan=seating.plan.code, framework=framework.code, items=", ".join(shallow))


def _serving(scene: Scene) -> set[str]:
    return {outcome for ends in scene.ends for outcome in ends.outcomes}


@registered("L010")
def outcome_serves_nothing(scene: Scene) -> Iterator[Finding]:
    """An outcome without links, in a course that has some."""
    serving = _serving(scene)
    for course in scene.index.cluster.courses:
        idle = [n for n, outcome in enumerate(course.outcomes) if outcome.key not in serving]
        for number in idle if len(idle) < len(course.outcomes) else ():
            place = part_place(course, f"/outcomes/{number}")
            yield at(place, outcome=course.outcomes[number].code)


@registered("L011")
def course_serves_nothing(scene: Scene) -> Iterator[Finding]:
    """A course without any link, in a category of which most courses have links."""
    serving = _serving(scene)
    silent: dict[str, list[Course]] = {}
    spoken: dict[str, int] = {}
    for course in scene.index.cluster.courses:
        module = scene.index.modules.get(course.module)
        category = module.category if module else ""
        if any(outcome.key in serving for outcome in course.outcomes):
            spoken[category] = spoken.get(category, 0) + 1
        elif course.outcomes:
            silent.setdefault(category, []).append(course)
    for category, courses in silent.items():
        for course in courses if len(courses) <= spoken.get(category, 0) else ():
            yield at(part_place(course), course=course.code)


@EACH_COURSE.registered("L012")
def outcome_not_assessed(course: Course) -> Iterator[Finding]:
    """An outcome that nothing assesses."""
    for number, outcome in enumerate(course.outcomes):
        if not outcome.assessments:
            yield at(part_place(course, f"/outcomes/{number}"), outcome=outcome.code)


@registered("L013")
def course_without_outcomes(scene: Scene) -> Iterator[Finding]:
    """A course without outcomes, in a cluster whose courses have them."""
    courses = scene.index.cluster.courses
    stated = any(course.outcomes for course in courses)
    for course in courses:
        if stated and not course.outcomes:
            yield at(part_place(course, "/outcomes"), course=course.code)


@EACH_COURSE.registered("L016")
def project_without_outcomes(course: Course) -> Iterator[Finding]:
    """A project that exercises nothing."""
    for number, project in enumerate(course.projects):
        if not project.outcomes:
            yield at(part_place(course, f"/projects/{number}"), project=project.code)
