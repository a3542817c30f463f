"""P001 to P020: programs, what their plans place, and when they sit what they name."""

from collections import Counter
from collections.abc import Iterator

from fourfold.domain.framework import FrameworkKind
from fourfold.domain.plan import PoolKind
from fourfold.domain.program import CertificationRole, Program
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import EACH_PROGRAM, Finding, at
from fourfold.engine.checks.seating import Seat, Seating
from fourfold.engine.checks.study import Study


@EACH_PROGRAM.registered("P001")
def program_without_plan(study: Study) -> Iterator[Finding]:
    """A program without a plan."""
    for program in study.index.programs.values():
        if not program.plans:
            yield at(part_place(program), program=program.code)


@EACH_PROGRAM.registered("P002")
def plan_without_courses(study: Study) -> Iterator[Finding]:
    """A plan with nothing in it."""
    for seating in study.seatings:
        if not seating.plan.required and not seating.plan.pools:
            yield at(part_place(seating.program, seating.path), plan=seating.plan.code)


@EACH_PROGRAM.registered("P003")
def required_course_without_term(study: Study) -> Iterator[Finding]:
    """A required course that stands in no term."""
    for seating in study.seatings:
        for number, placement in enumerate(seating.plan.required):
            course = study.index.courses.get(placement.course)
            if course is not None and placement.term is None:
                where = part_place(seating.program, f"{seating.path}/required/{number}")
                yield at(where, plan=seating.plan.code, course=course.code)


def _fixed(seating: Seating) -> Iterator[tuple[Seat, int]]:
    """Every seat whose term the plan fixes, with that term."""
    for seat in (*seating.required.values(), *seating.listed):
        placed = {each.course for each in seat.pool.electives if each.term is not None} if seat.pool else None
        if seat.starts and (placed is None or seat.course.key in placed):
            yield seat, seat.starts[0]


@EACH_PROGRAM.registered("P004")
def course_outside_its_terms(study: Study) -> Iterator[Finding]:
    """A course placed in a term in which it does not run."""
    for seating in study.seatings:
        for seat, term in _fixed(seating):
            if seat.course.terms and term not in seat.course.terms:
                allowed = ", ".join(map(str, seat.course.terms))
                where = part_place(seating.program, seat.path)
                yield at(where, plan=seating.plan.code, course=seat.course.code, term=term, allowed=allowed)


@EACH_PROGRAM.registered("P005")
def course_beyond_program(study: Study) -> Iterator[Finding]:
    """A course that ends after the program does."""
    for seating in study.seatings:
        terms = seating.program.terms
        for seat, start in _fixed(seating):
            end = seat.ends(start)
            if end > terms:
                where = part_place(seating.program, seat.path)
                yield at(where, plan=seating.plan.code, course=seat.course.code, term=end, terms=terms)


@EACH_PROGRAM.registered("P006")
def elective_without_possible_term(study: Study) -> Iterator[Finding]:
    """An elective that fits into no term."""
    for seating in study.seatings:
        for seat in seating.listed:
            if not seat.starts and seat.course.key not in seating.required:
                where = part_place(seating.program, seat.path)
                yield at(where, plan=seating.plan.code, course=seat.course.code)


@EACH_PROGRAM.registered("P007")
def course_placed_twice(study: Study) -> Iterator[Finding]:
    """A course that a plan requires twice."""
    for seating in study.seatings:
        seen: set[str] = set()
        for number, placement in enumerate(seating.plan.required):
            course = study.index.courses.get(placement.course)
            if course is not None and course.key in seen:
                where = part_place(seating.program, f"{seating.path}/required/{number}")
                yield at(where, plan=seating.plan.code, course=course.code)
            seen.add(placement.course)


@EACH_PROGRAM.registered("P008")
def course_not_offered_to_program(study: Study) -> Iterator[Finding]:
    """A course whose module is offered to other programs only."""
    for seating in study.seatings:
        for seat in (*seating.required.values(), *seating.listed):
            module = study.index.modules.get(seat.course.module)
            if module is None or module.common or not module.programs or seating.program.key in module.programs:
                continue
            yield at(
                part_place(seating.program, seat.path),
                plan=seating.plan.code,
                course=seat.course.code,
                module=module.code,
                program=seating.program.code,
            )


@EACH_PROGRAM.registered("P013")
def training_type_twice(study: Study) -> Iterator[Finding]:
    """A second plan of a program for the same training type."""
    for program in study.index.programs.values():
        seen: set[str] = set()
        for number, plan in enumerate(program.plans):
            name = plan.training_type.lower()
            if name in seen:
                where = part_place(program, f"/plans/{number}/training_type")
                yield at(where, program=program.code, training_type=plan.training_type)
            seen.add(name)


def _named(program: Program) -> Iterator[tuple[str, str, FrameworkKind, str]]:
    """Every framework that a program names: field, pointer, kind that belongs there, key."""
    for field, keys, kind in (
        ("jobs", program.jobs, FrameworkKind.JOB),
        ("competitions", program.competitions, FrameworkKind.COMPETITION),
        ("regulations", program.regulations, FrameworkKind.REGULATION),
    ):
        for number, key in enumerate(keys):
            yield field, f"/{field}/{number}", kind, key
    for number, certification in enumerate(program.certifications):
        yield "certifications", f"/certifications/{number}", FrameworkKind.CERTIFICATION, certification.framework


@EACH_PROGRAM.registered("P014")
def framework_of_wrong_kind(study: Study) -> Iterator[Finding]:
    """A framework named where another kind belongs."""
    for program in study.index.programs.values():
        for field, path, kind, key in _named(program):
            framework = study.index.frameworks.get(key)
            if framework is not None and framework.kind is not kind:
                where = part_place(program, path)
                yield at(where, program=program.code, framework=framework.code, field=field, kind=framework.kind.value)


@EACH_PROGRAM.registered("P015")
def framework_named_twice(study: Study) -> Iterator[Finding]:
    """A framework that a program names more than once."""
    for program in study.index.programs.values():
        counted: Counter[str] = Counter()
        for _, path, _, key in _named(program):
            counted[key] += 1
            framework = study.index.frameworks.get(key)
            if framework is not None and counted[key] > 1:
                yield at(part_place(program, path), program=program.code, framework=framework.code)


@EACH_PROGRAM.registered("P016")
def sitting_of_unnamed_framework(study: Study) -> Iterator[Finding]:
    """A sitting of what the program does not name."""
    for seating in study.seatings:
        named = {key for _, _, _, key in _named(seating.program)}
        for number, sitting in enumerate(seating.plan.sittings):
            framework = study.index.frameworks.get(sitting.framework)
            if framework is not None and framework.key not in named:
                where = part_place(seating.program, f"{seating.path}/sittings/{number}")
                yield at(where, plan=seating.plan.code, framework=framework.code, program=seating.program.code)


@EACH_PROGRAM.registered("P017")
def certification_without_sitting(study: Study) -> Iterator[Finding]:
    """A recommended certification that no class of the plan sits."""
    for seating in study.seatings:
        sat = {sitting.framework for sitting in seating.plan.sittings}
        for certification in seating.program.certifications:
            framework = study.index.frameworks.get(certification.framework)
            recommended = certification.role is CertificationRole.RECOMMENDED
            if recommended and framework is not None and framework.key not in sat:
                where = part_place(seating.program, f"{seating.path}/sittings")
                yield at(where, plan=seating.plan.code, framework=framework.code, program=seating.program.code)


@EACH_PROGRAM.registered("P018")
def sitting_beyond_program(study: Study) -> Iterator[Finding]:
    """A sitting after the program's end."""
    for seating in study.seatings:
        terms = seating.program.terms
        for number, sitting in enumerate(seating.plan.sittings):
            framework = study.index.frameworks.get(sitting.framework)
            if framework is not None and sitting.term is not None and sitting.term > terms:
                where = part_place(seating.program, f"{seating.path}/sittings/{number}/term")
                yield at(where, plan=seating.plan.code, framework=framework.code, term=sitting.term, terms=terms)


@EACH_PROGRAM.registered("P019")
def sitting_after_untaken_course(study: Study) -> Iterator[Finding]:
    """A sitting after a course that the plan cannot take."""
    for seating in study.seatings:
        for number, sitting in enumerate(seating.plan.sittings):
            course = study.index.courses.get(sitting.course or "")
            framework = study.index.frameworks.get(sitting.framework)
            if course is not None and framework is not None and course.key not in seating.starts:
                where = part_place(seating.program, f"{seating.path}/sittings/{number}/course")
                yield at(where, plan=seating.plan.code, framework=framework.code, course=course.code)


@EACH_PROGRAM.registered("P020")
def route_not_offered(study: Study) -> Iterator[Finding]:
    """A certification reached through a module that no pool of a plan offers."""
    for seating in study.seatings:
        pools = (pool for pool in seating.plan.pools if pool.kind is PoolKind.MODULES)
        offered = {module for pool in pools for module in pool.modules}
        for number, certification in enumerate(seating.program.certifications):
            module = study.index.modules.get(certification.through or "")
            framework = study.index.frameworks.get(certification.framework)
            if module is not None and framework is not None and module.key not in offered:
                yield at(
                    part_place(seating.program, f"/certifications/{number}/through"),
                    program=seating.program.code,
                    framework=framework.code,
                    module=module.code,
                    plan=seating.plan.code,
                )
