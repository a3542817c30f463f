"""What a plan's hours and credits count: its required courses, and what its pools ask for."""

from dataclasses import dataclass

from fourfold.domain.number import exact
from fourfold.domain.plan import Plan, PoolKind
from fourfold.domain.text import Text
from fourfold.engine.hours import hours_of
from fourfold.engine.index import Index
from fourfold.web.pages import electives, facts, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.shares import short


@dataclass(frozen=True, slots=True)
class CountedCourse:
    """A required course with its credits, its theory and practice hours, and their sum."""

    course: Named
    credits: str
    hours: str
    total: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A pool: what it asks for; `unlisted` where the plan names no course, so that no term has its credits."""

    title: Text
    demand: str
    anchor: str
    unlisted: bool


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """The required courses of a category, or of none."""

    title: Text | None
    courses: tuple[CountedCourse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The courses behind a plan's hours and credits."""

    groups: tuple[CountedGroup, ...]
    pools: tuple[Asked, ...]
    unlisted: bool


def of_plan(index: Index, address: Address, plan: Plan) -> Counted:
    """What the figures of a plan count, by category, the most specific last."""
    required = [each.course for each in taking.of_plan(index, plan) if each.pool is None]
    titles: dict[str | None, Text | None] = {None: None}
    titles |= {key: category.title for key, category in index.categories.items()}
    grouped: dict[str | None, list[CountedCourse]] = {key: [] for key in titles}
    for course in required:
        category = index.category_of(course)
        grouped[category.key if category else None].append(
            CountedCourse(
                Named(course.title, address.to("course", course.code), code=course.code),
                str(exact(course.credits)),
                facts.hours(index, course),
                short(hours_of(course, index.cluster.head).total),
            )
        )
    pools = tuple(
        Asked(pool.title, electives.demand(pool), f"#pool-{pool.code}", pool.kind is PoolKind.UNLISTED)
        for pool in plan.pools
    )
    return Counted(
        groups=tuple(CountedGroup(titles[key], tuple(found)) for key, found in grouped.items() if found),
        pools=pools,
        unlisted=any(pool.unlisted for pool in pools),
    )
