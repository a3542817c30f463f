"""What a program pledges of each certification that it recommends, in one plain line."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fourfold.domain.framework import Framework
from fourfold.domain.plan import Plan
from fourfold.domain.program import CertificationRole
from fourfold.domain.text import Text
from fourfold.engine.guarantee import When, route_of
from fourfold.web.pages import standing, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.standing import Standing
from fourfold.web.pages.wording import Words


@dataclass(frozen=True, slots=True)
class Other:
    """Another plan of the program, where its figure differs."""

    name: Words | Text
    figure: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A recommended certification: how the plan stands, in a line."""

    standing: Standing
    line: str
    others: tuple[Other, ...]


def of_plan(opened: Opened, address: Address, plan: Plan) -> tuple[Pledge, ...]:
    """Every certification that the plan's program recommends."""
    index = opened.index
    named = index.program_of_plan[plan.key].certifications
    return tuple(
        _of(opened, address, plan, index.frameworks[each.framework])
        for each in named
        if each.role is CertificationRole.RECOMMENDED and each.framework in index.frameworks
    )


def _of(opened: Opened, address: Address, plan: Plan, framework: Framework) -> Pledge:
    stands = standing.of_plan(opened, address, plan, framework)
    return Pledge(
        standing=stands,
        line=_line(opened, plan, framework, stands),
        others=_others(opened, address, plan, framework, stands),
    )


def _line(opened: Opened, plan: Plan, framework: Framework, stands: Standing) -> str:
    """`promised 16, guaranteed 15 of 16`; what is unknown, impossible or not decided is said as elsewhere."""
    if not stands.items or not stands.feasible:
        return stands.figure
    said = _("guaranteed %(low)d of %(items)d") % {"low": stands.low, "items": stands.items}
    if stands.promised is not None:
        said = _("promised %(promised)d, %(said)s") % {"promised": stands.promised, "said": said}
    least = _of_all(opened, plan, framework)
    if least is not None and least < stands.low:
        said = _("%(said)s; others as few as %(least)d") % {"said": said, "least": least}
    return said if stands.decided else _("%(said)s, not decided") % {"said": said}


def _of_all(opened: Opened, plan: Plan, framework: Framework) -> int | None:
    """What is guaranteed to those who do not take the certification's module, if it has one and that is known."""
    index = opened.index
    if route_of(index, plan=plan.key, framework=framework.key) is None:
        return None
    when = standing.moment(index, plan, framework, standing.promise(index, plan, framework))
    if when.term is None:
        when = When(term=index.program_of_plan[plan.key].terms)
    answer = opened.assure(plan=plan.key, framework=framework.key, when=when)
    return int(answer.items_met.guaranteed.bound) if answer.items_met else None


def _others(opened: Opened, address: Address, plan: Plan, framework: Framework, stands: Standing) -> tuple[Other, ...]:
    plans = [each for each in opened.index.program_of_plan[plan.key].plans if each != plan]
    found = [(each, standing.of_plan(opened, address, each, framework)) for each in plans]
    return tuple(
        Other(taking.name_of(each), other.figure, other.href)
        for each, other in found
        if (other.low, other.high) != (stands.low, stands.high)
    )
