"""Aims: which frameworks a plan is measured by, when, and under which condition."""

from dataclasses import dataclass

from fourfold.domain.framework import FrameworkKind
from fourfold.domain.plan import Sitting
from fourfold.domain.program import CertificationRole, Program
from fourfold.engine.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A framework that a program names, by key.

    `role` is that of a certification. `taking` is the module through which it is reached: what is said of the
    framework then holds for the students who choose that module. `sittings` are the plan's own, in order.
    """

    framework: str
    kind: FrameworkKind
    role: CertificationRole | None = None
    taking: str | None = None
    sittings: tuple[Sitting, ...] = ()


def aims(index: Index, *, plan: str) -> tuple[Aim, ...]:
    """The frameworks that the program of `plan` names: jobs, competitions, certifications, regulations, in its order.

    A framework that the dossier does not hold is left out: the checks name it.
    """
    program, sittings = index.program_of_plan[plan], index.plans[plan].sittings
    return tuple(
        Aim(
            framework=key,
            kind=index.frameworks[key].kind,
            role=role,
            taking=taking,
            sittings=tuple(each for each in sittings if each.framework == key),
        )
        for key, role, taking in _named(program)
        if key in index.frameworks
    )


def _named(program: Program) -> list[tuple[str, CertificationRole | None, str | None]]:
    certified = [(each.framework, each.role, each.through) for each in program.certifications]
    jobs, competitions, regulations = (
        [(key, None, None) for key in keys] for keys in (program.jobs, program.competitions, program.regulations)
    )
    return [*jobs, *competitions, *certified, *regulations]
