"""The elective pools of a plan, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fourfold.domain.number import exact
from fourfold.domain.plan import Plan, Pool, PoolKind
from fourfold.domain.text import Text
from fourfold.engine.choices import candidates
from fourfold.engine.index import Index
from fourfold.web.pages import facts, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.wording import Words


@dataclass(frozen=True, slots=True)
class Elective:
    """A course that may be elected, and when."""

    course: Named
    terms: str


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen as a whole: a module with its courses, or a course alone."""

    module: Named | None
    courses: tuple[Elective, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRow:
    """A pool: how much of it must be taken, and of what."""

    code: str
    title: Text
    category: Text | Words
    demand: str
    options: tuple[Option, ...]


def of_plan(index: Index, address: Address, plan: Plan) -> tuple[PoolRow, ...]:
    """Every pool of a plan, in its order."""
    takings = {each.course.key: each for each in taking.of_plan(index, plan) if each.pool}
    return tuple(_row(index, address, plan, pool, takings) for pool in plan.pools)


def _row(index: Index, address: Address, plan: Plan, pool: Pool, takings: dict[str, taking.Taking]) -> PoolRow:
    category = index.categories.get(pool.category)
    courses = candidates(index, plan=plan.key, pool=pool)
    return PoolRow(
        code=pool.code,
        title=pool.title,
        category=category.title if category else "",
        demand=demand(pool),
        options=tuple(_options(index, address, pool, courses, takings)),
    )


def demand(pool: Pool) -> str:
    """`exactly 1 of 2 modules`, `at least 4 credits`."""
    if pool.kind is PoolKind.MODULES:
        said = ngettext("exactly %(n)d of %(all)d module", "exactly %(n)d of %(all)d modules", len(pool.modules))
        return said % {"n": pool.choose or 0, "all": len(pool.modules)}
    if pool.kind is PoolKind.COURSES:
        said = ngettext("exactly %(n)d of %(all)d course", "exactly %(n)d of %(all)d courses", len(pool.electives))
        return said % {"n": pool.choose or 0, "all": len(pool.electives)}
    credits_ = exact(pool.credits) if pool.credits is not None else 0
    if pool.kind is PoolKind.CREDITS:
        return _("at least %(credits)s credits of these") % {"credits": credits_}
    return _("%(credits)s credits of courses that the plan does not list") % {"credits": credits_}


def _options(
    index: Index, address: Address, pool: Pool, courses: tuple[str, ...], takings: dict[str, taking.Taking]
) -> list[Option]:
    if pool.kind is not PoolKind.MODULES:
        return [Option(None, (_elective(index, address, key, takings),)) for key in courses]
    found = []
    for key in pool.modules:
        module = index.modules.get(key)
        if module is None:
            continue
        inside = [course for course in courses if index.courses[course].module == key]
        named = Named(module.title, address.to("module", module.code), code=module.code)
        found.append(Option(named, tuple(_elective(index, address, each, takings) for each in inside)))
    return found


def _elective(index: Index, address: Address, key: str, takings: dict[str, taking.Taking]) -> Elective:
    course = index.courses[key]
    taken = takings.get(key)
    terms = _("T%(terms)s") % {"terms": facts.runs(list(taken.terms))} if taken else ""
    return Elective(Named(course.title, address.to("course", course.code), code=course.code), terms)
