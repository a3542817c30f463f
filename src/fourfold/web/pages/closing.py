"""What could be closed in a course: the gaps of the programs that take it, where a cheapest way leads through it."""

from collections.abc import Iterator
from dataclasses import dataclass

from fourfold.domain.course import Course
from fourfold.domain.framework import Framework
from fourfold.domain.plan import Plan
from fourfold.domain.program import CertificationRole, Program
from fourfold.engine.choices import Infeasible
from fourfold.engine.gap import Gap
from fourfold.engine.guarantee import When, route_of
from fourfold.engine.index import Index
from fourfold.web.pages import gap, standing, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.gap import WayRow
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A gap of a program that a change in the course would close; `first` where no way is cheaper."""

    program: Named
    framework: Named
    item: Named
    missing: str
    moment: str
    evidence: str
    way: WayRow
    first: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """What could be closed here; `looked_at` are the programs whose gaps were looked at."""

    rows: tuple[Row, ...]
    looked_at: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class _Question:
    program: Program
    plan: Plan
    framework: Framework
    when: When


def of_course(opened: Opened, address: Address, course: Course) -> Closing:
    """The gaps that a change in the course would close, cheapest and then nearest first."""
    questions = tuple(_questions(opened.index, course))
    rows = [row for asked in questions for row in _rows(opened, address, course, asked)]
    rows.sort(key=lambda row: (not row.first, row.way.cost, -row.way.near))
    programs = {asked.program.key: asked.program for asked in questions}.values()
    return Closing(
        rows=tuple(rows),
        looked_at=tuple(Named(each.title, address.to("program", each.code), code=each.code) for each in programs),
    )


def _questions(index: Index, course: Course) -> Iterator[_Question]:
    """What the programs that take the course promise or train for, each by its first plan that has the course."""
    seen = set()
    for taken in taking.by_course(index).get(course.key, ()):
        if taken.program.key in seen:
            continue
        seen.add(taken.program.key)
        for framework in _aims(index, taken.program):
            when = standing.moment(index, taken.plan, framework, standing.promise(index, taken.plan, framework))
            yield _Question(taken.program, taken.plan, framework, when)


def _aims(index: Index, program: Program) -> tuple[Framework, ...]:
    """The certifications that a program recommends, then the jobs that it trains for."""
    recommended = [each.framework for each in program.certifications if each.role is CertificationRole.RECOMMENDED]
    return tuple(index.frameworks[key] for key in (*recommended, *program.jobs) if key in index.frameworks)


def _rows(opened: Opened, address: Address, course: Course, asked: _Question) -> Iterator[Row]:
    plan, framework = asked.plan, asked.framework
    through = route_of(opened.index, plan=plan.key, framework=framework.key)
    found = opened.gaps(plan=plan.key, framework=framework.key, when=asked.when, taking=through)
    for each in () if isinstance(found, Infeasible) else found:
        row = _row(opened, address, course, asked, each)
        if row is not None:
            yield row


def _row(opened: Opened, address: Address, course: Course, asked: _Question, found: Gap) -> Row | None:
    way = next((each for each in found.ways if each.course == course.key), None)
    if way is None:
        return None
    index, program, framework = opened.index, asked.program, asked.framework
    item = index.items[found.item]
    href = address.to("framework", framework.code)
    return Row(
        program=Named(program.title, address.to("program", program.code), code=program.code),
        framework=Named(framework.title, href, code=framework.code),
        item=Named(item.title, f"{href}#item-{item.code}", code=item.code),
        missing=gap.missing(found, item),
        moment=standing.moment_in_words(index, program, asked.when),
        evidence=f"{standing.evidence(address, index, asked.plan, framework, asked.when)}#gap-{item.code}",
        way=gap.way_row(index, address, way, item),
        first=way.cost == found.ways[0].cost,
    )
