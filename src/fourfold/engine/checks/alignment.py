"""L006 to L013, L016: what outcomes serve, what nobody teaches, and mastery out of nothing."""

from collections.abc import Iterator

from fourfold.domain.course import Course
from fourfold.domain.framework import Depth, Framework, Item
from fourfold.domain.problem import Place
from fourfold.domain.program import Certification, CertificationRole
from fourfold.engine.checks.linked import Linked
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import Finding, Scene, at, registered
from fourfold.engine.checks.seating import Seating
from fourfold.engine.index import Index


@registered("L006")
def master_without_introduction(scene: Scene) -> Iterator[Finding]:
    """A leaf mastered in a plan before or without a link that introduces or reinforces it.

    Judged in the plans of programs that name the framework, and kindly: an introduction counts in the earliest
    term in which its course may end, mastery in the latest.
    """
    introduced = _Introduced(scene)
    for each in scene.linked:
        if each.link.depth is not Depth.MASTER:
            continue
        plans = [plan.plan.code for plan in _plans_of(scene, each) if not _introduced(each, plan, introduced)]
        if plans:
            yield at(each.place("/depth"), **each.names(), plans=", ".join(plans))


def _plans_of(scene: Scene, each: Linked) -> Iterator[Seating]:
    """The plans that take the link's course, of the programs that name its framework."""
    naming = scene.naming.get(each.link.framework, ())
    for seating in scene.seatings:
        if seating.program.code in naming and seating.starts.get(each.part.course):
            yield seating


class _Introduced:
    """By when a plan has introduced or reinforced an item: looked for once, however many links master it."""

    def __init__(self, scene: Scene) -> None:
        self._courses: dict[str, set[str]] = {}
        self._found: dict[tuple[str, str], int | None] = {}
        for each in scene.linked:
            if each.link.depth is not Depth.MASTER:
                self._courses.setdefault(each.link.item, set()).add(each.part.course)

    def earliest(self, item: str, seating: Seating) -> int | None:
        """The earliest term by whose end a course of the plan has introduced the item, if one does."""
        name = item, seating.plan.key
        if name not in self._found:
            courses = (course for course in self._courses.get(item, ()) if seating.starts.get(course))
            self._found[name] = min((min(_ends(seating, each)) for each in courses), default=None)
        return self._found[name]


def _introduced(master: Linked, seating: Seating, introduced: _Introduced) -> bool:
    earliest = introduced.earliest(master.link.item, seating)
    return earliest is not None and earliest <= max(_ends(seating, master.part.course))


def _ends(seating: Seating, course: str) -> Iterator[int]:
    span = seating.index.courses[course].span
    return (start + span - 1 for start in seating.starts[course])


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


def _taught(index: Index, framework: Framework) -> set[str]:
    """The leaves of a framework to which any course is linked."""
    return {leaf for leaves in index.served.get(framework.key, {}).values() for leaf in leaves}


@registered("L007")
def leaf_untaught(scene: Scene) -> Iterator[Finding]:
    """A leaf that no course teaches, of a framework that a program aims at."""
    for framework in _promised(scene):
        taught = _taught(scene.index, framework)
        for path, leaf in _leaves(framework.items, "/items"):
            if leaf.key not in taught:
                yield at(part_place(framework, path), item=leaf.code, framework=framework.code)


def _aims(scene: Scene) -> Iterator[tuple[Seating, Framework, Place, dict[str, int]]]:
    """Each plan with each recommended certification, and the greatest depth of each leaf over all its courses."""
    for seating in scene.seatings:
        for number, each in enumerate(seating.program.certifications):
            framework = scene.index.frameworks.get(each.framework)
            if each.role is CertificationRole.RECOMMENDED and framework is not None:
                where = part_place(seating.program, f"/certifications/{number}")
                yield seating, framework, where, _reach(scene.index, framework, seating)


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
    for seating, framework, where, reach in _aims(scene):
        taught = _taught(scene.index, framework)
        for leaf in framework.leaves():
            if leaf.key in taught and leaf.key not in reach:
                names = {"item": leaf.code, "framework": framework.code, "program": seating.program.code}
                yield at(where, plan=seating.plan.code, **names)


@registered("L009")
def leaves_too_shallow(scene: Scene) -> Iterator[Finding]:
    """The leaves of a recommended certification that a plan teaches, but never as deeply as is asked."""
    for seating, framework, where, reach in _aims(scene):
        shallow = [leaf.code for leaf in framework.leaves() if 0 < reach.get(leaf.key, 0) < leaf.depth.rank]
        if shallow:
            yield at(where, plan=seating.plan.code, framework=framework.code, items=", ".join(shallow))


def _serving(scene: Scene) -> set[str]:
    return {link.outcome for part in scene.index.cluster.links for link in part.links}


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


@registered("L012")
def outcome_not_assessed(scene: Scene) -> Iterator[Finding]:
    """An outcome that nothing assesses."""
    for course in scene.index.cluster.courses:
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


@registered("L016")
def project_without_outcomes(scene: Scene) -> Iterator[Finding]:
    """A project that exercises nothing."""
    for course in scene.index.cluster.courses:
        for number, project in enumerate(course.projects):
            if not project.outcomes:
                yield at(part_place(course, f"/projects/{number}"), project=project.code)
