"""Small whole dossiers, rich in what is hard: for holding the engine against the judge."""

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from hypothesis import assume
from hypothesis import strategies as st

from fourfold.domain.cluster import Category, Cluster, Dossier, Head
from fourfold.domain.course import CognitiveLevel, Course, CourseType, Outcome, Requisite, RequisiteKind
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.framework import Depth, Framework, FrameworkKind, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind, Sitting
from fourfold.domain.problem import Severity
from fourfold.domain.program import Certification, CertificationRole, Program
from fourfold.domain.rule import Comparator, Measure, Rule, Scope
from fourfold.domain.text import Text
from tests.judge import choices

T = TypeVar("T")
Draw = st.DrawFn
MADE_UP = Footing(ground=Ground.ILLUSTRATIVE)
MOST_TRIES = 3_000
NOUNS = ("cluster", "category", "module", "course", "outcome", "links", "framework", "item", "program", "plan", "pool")
NOUNS_OF_RULES = (*NOUNS, "rule")


def key(noun: str, number: int) -> str:
    """A key that says what it is of: the noun in its first group, the number in its last."""
    return f"{NOUNS_OF_RULES.index(noun):08x}-0000-4000-8000-{number:012x}"


def often(draw: Draw, percent: int) -> bool:
    """True in about `percent` of a hundred draws; false when shrunk."""
    return draw(st.integers(0, 99)) >= 100 - percent


def one(draw: Draw, things: Sequence[T]) -> T:
    return draw(st.sampled_from(things))


def some(draw: Draw, things: Sequence[T], least: int, most: int) -> tuple[T, ...]:
    """Different ones of `things`, in their order."""
    upper = min(most, len(things))
    numbers = draw(st.sets(st.integers(0, len(things) - 1), min_size=min(least, upper), max_size=upper))
    return tuple(things[number] for number in sorted(numbers))


NOWHERE = key("course", 99)
"""A course that does not exist: references to it dangle."""

CATEGORIES = tuple(
    Category(key=key("category", number), code=f"CAT{number}", title=Text(en=f"category {number}"))
    for number in range(2)
)


def draw_modules(draw: Draw) -> tuple[Module, ...]:
    return tuple(
        Module(
            key=key("module", number),
            code=f"M{number}",
            title=Text(en=f"module {number}"),
            category=one(draw, CATEGORIES).key,
        )
        for number in range(draw(st.integers(2, 4)))
    )


def draw_tree(draw: Draw, others: Sequence[str], deep: int = 2) -> Requisite:
    form = draw(st.integers(0, 5))
    if deep == 0 or form < 3:
        return Requisite(course=one(draw, others), kind=one(draw, (RequisiteKind.CO, *RequisiteKind)))
    branches = tuple(draw_tree(draw, others, deep - 1) for _ in range(draw(st.integers(1, 3))))
    return Requisite(any_of=branches) if form < 5 else Requisite(all_of=branches)


def draw_hours(draw: Draw) -> tuple[int, Decimal, Decimal, int]:
    weeks = draw(st.integers(0, 4))
    halves = st.integers(0, 6).map(lambda number: Decimal(number) / 2)
    return weeks, draw(halves), draw(halves), draw(st.integers(0, 2)) if often(draw, 25) else 0


def draw_course(draw: Draw, number: int, count: int, modules: Sequence[Module], terms: int) -> Course:
    others = [key("course", other) for other in range(count) if other != number]
    others += [NOWHERE] * often(draw, 5)
    if often(draw, 75):  # mostly earlier ones, or every other cluster would be a knot
        others = others[:number] or others
    weeks, theory, practice, concentrated = draw_hours(draw)
    return Course(
        key=key("course", number),
        code=f"C{number}",
        title=Text(en=f"course {number}"),
        module=one(draw, modules).key,
        type=CourseType.MIXED,
        credits=one(draw, [Decimal(text) for text in ("2", "1", "3", "1.5", "4", "0")]),
        weeks=weeks,
        theory_hours_per_week=theory,
        practice_hours_per_week=practice,
        concentrated_weeks=concentrated,
        span=2 if often(draw, 20) else 1,
        terms=some(draw, range(1, terms + 1), 1, 3) if often(draw, 50) else (),
        optional=often(draw, 12),
        requisite=draw_tree(draw, others) if often(draw, 40) else None,
        outcomes=tuple(draw_outcome(number, each) for each in range(draw(st.integers(1, 2)))),
    )


def draw_outcome(course: int, number: int) -> Outcome:
    return Outcome(
        key=key("outcome", 10 * course + number),
        code=f"C{course}.{number}",
        text=Text(en="can do it"),
        level=CognitiveLevel.APPLY,
    )


def draw_weights(draw: Draw, total: Decimal, count: int) -> list[Decimal | None]:
    """Weights of siblings: adding up, some unknown, none known, or faulty."""
    form = one(draw, ("exact", "some", "some", "none", "faulty"))
    if form == "none":
        return [None] * count
    if form == "faulty":
        figures = [None, *(Decimal(text) for text in ("10", "30", "60", "100", "12.5"))]
        return [draw(st.sampled_from(figures)) for _ in range(count)]
    parts = draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
    cents = [int(total * 100) * part // sum(parts) for part in parts]
    cents[-1] += int(total * 100) - sum(cents)
    unknown = draw(st.sets(st.integers(0, count - 1), min_size=1)) if form == "some" else set()
    return [None if place in unknown else (Decimal(cent) / 100) for place, cent in enumerate(cents)]


class Items:
    """Draws the tree of one framework, numbering its nodes."""

    def __init__(self, draw: Draw, start: int) -> None:
        self.draw, self.number, self.first = draw, start, start

    def siblings(self, total: Decimal, deep: int, most: int) -> tuple[Item, ...]:
        count = self.draw(st.integers(1, most))
        return tuple(self.item(weight, deep) for weight in draw_weights(self.draw, total, count))

    def item(self, weight: Decimal | None, deep: int) -> Item:
        number, self.number = self.number, self.number + 1
        stated: Decimal | None = None
        children: tuple[Item, ...] = ()
        if deep and self.number - self.first < 6 and often(self.draw, 35):
            stated = Decimal(one(self.draw, (10, 100, 40))) if often(self.draw, 40) else None
            children = self.siblings(stated or weight or Decimal(100), deep - 1, 3)
        return Item(
            key=key("item", number),
            code=f"I{number}",
            title=Text(en=f"item {number}"),
            weight=weight,
            total=stated,
            depth=one(self.draw, (Depth.REINFORCE, *Depth)),
            children=children,
        )


def draw_framework(draw: Draw, number: int) -> Framework:
    total = Decimal(one(draw, (60, 100))) if often(draw, 30) else None
    items = () if number and often(draw, 10) else Items(draw, 100 * number).siblings(total or Decimal(100), 2, 4)
    return Framework(
        key=key("framework", number),
        code=f"F{number}",
        family=f"F{number}",
        kind=FrameworkKind.CERTIFICATION,
        title=Text(en=f"framework {number}"),
        institution="here",
        total=total,
        items=items,
        footing=MADE_UP,
    )


def draw_links(draw: Draw, course: Course, frameworks: Sequence[Framework]) -> CourseLinks:
    wanted = [(framework, leaf) for framework in frameworks for leaf in framework.leaves()]
    pairs = [(outcome, *target) for outcome in course.outcomes for target in wanted]
    chosen = some(draw, pairs, 0, 5)
    links = tuple(
        Link(outcome=outcome.key, framework=framework.key, item=leaf.key, depth=one(draw, (*Depth, Depth.MASTER)))
        for outcome, framework, leaf in chosen
    )
    return CourseLinks(key=key("links", int(course.key[-12:], 16)), course=course.key, links=links)


def start_of(draw: Draw, course: Course, terms: int) -> int:
    """A term in which the course may start, so that it is over in time where it can be."""
    last = max(1, terms - course.span + 1)
    allowed = [term for term in course.terms if term <= last] or list(range(1, last + 1))
    return one(draw, allowed)


def draw_placement(draw: Draw, course: Course, terms: int, *, placed: int) -> Placement:
    return Placement(course=course.key, term=start_of(draw, course, terms) if often(draw, placed) else None)


def draw_pool(draw: Draw, number: int, courses: Sequence[Course], modules: Sequence[Module], terms: int) -> Pool:
    kind = one(draw, (PoolKind.COURSES, PoolKind.CREDITS, PoolKind.CREDITS, PoolKind.MODULES, PoolKind.UNLISTED))
    title, category = Text(en=f"pool {number}"), one(draw, CATEGORIES).key
    pool = Pool(key=key("pool", number), code=f"P{number}", title=title, category=category, kind=kind)
    if kind is PoolKind.UNLISTED:
        return replaced(pool, credits=Decimal(draw(st.integers(1, 4))))
    if kind is PoolKind.MODULES:
        listed = some(draw, [module.key for module in modules], 1, 3)
        fixed = [course for course in courses if course.module in listed]
        electives = tuple(draw_placement(draw, each, terms, placed=80) for each in fixed if often(draw, 40))
        return replaced(pool, choose=1 if often(draw, 80) else min(2, len(listed)), modules=listed, electives=electives)
    chosen = some(draw, courses, 3, 4)
    electives = tuple(draw_placement(draw, course, terms, placed=40) for course in chosen)
    electives += (Placement(course=NOWHERE),) * often(draw, 5)
    if kind is PoolKind.COURSES:
        return replaced(pool, choose=draw(st.integers(1, min(2, len(chosen)))), electives=electives)
    most = max(1, int(sum(course.credits for course in chosen)))
    return replaced(pool, credits=Decimal(draw(st.integers(1, max(1, most - 1)))), electives=electives)


def replaced(pool: Pool, **fields: object) -> Pool:
    return dataclasses.replace(pool, **fields)  # type: ignore[arg-type]  # the fields differ in type


def draw_sitting(draw: Draw, frameworks: Sequence[Framework], courses: Sequence[Course], terms: int) -> Sitting:
    framework = one(draw, frameworks).key
    if often(draw, 40):
        return Sitting(framework=framework, course=one(draw, courses).key)
    return Sitting(framework=framework, term=draw(st.integers(1, terms)))


def draw_plan(
    draw: Draw,
    number: int,
    courses: Sequence[Course],
    modules: Sequence[Module],
    frameworks: Sequence[Framework],
    terms: int,
) -> Plan:
    required = some(draw, courses, 1, max(1, len(courses) // 3))
    free = [course for course in courses if course not in required or often(draw, 15)] or courses
    pools = one(draw, (0, 1) if number else (1, 2, 2, 3))
    return Plan(
        key=key("plan", number),
        code=f"PLAN{number}",
        training_type=f"ordinary{number}",
        required=tuple(draw_placement(draw, course, terms, placed=90) for course in required),
        pools=tuple(draw_pool(draw, 10 * number + each, free, modules, terms) for each in range(pools)),
        sittings=tuple(
            draw_sitting(draw, frameworks, courses, terms) for _ in range(draw(st.integers(0 if number else 1, 3)))
        ),
    )


def draw_program(
    draw: Draw, number: int, courses: Sequence[Course], modules: Sequence[Module], frameworks: Sequence[Framework]
) -> Program:
    terms = draw(st.integers(2, 3))
    certifications = tuple(
        Certification(
            framework=framework.key,
            role=CertificationRole.RECOMMENDED,
            through=one(draw, modules).key if often(draw, 30) else None,
        )
        for framework in frameworks
    )
    plans = 2 if number == 0 and often(draw, 10) else 1
    return Program(
        key=key("program", number),
        code=f"PROG{number}",
        title=Text(en=f"program {number}"),
        position=number,
        terms=terms,
        certifications=certifications,
        plans=tuple(draw_plan(draw, 2 * number + each, courses, modules, frameworks, terms) for each in range(plans)),
    )


PROMISES = (Measure.ITEMS_MET, Measure.ITEMS_MET_SHARE, Measure.MET_WEIGHT, Measure.PARTIAL, Measure.LEAST_DEPTH)


def draw_rule(draw: Draw, number: int, frameworks: Sequence[Framework]) -> Rule:
    measure = one(draw, PROMISES)
    counts = measure in {Measure.ITEMS_MET, Measure.LEAST_DEPTH}
    comparator = one(draw, (Comparator.AT_LEAST,) * 4 + tuple(Comparator))
    value = draw(st.integers(0, 3)) if counts else draw(st.sampled_from((0, 20, 25, 30, 50, 60, 75, 100)))
    return Rule(
        key=key("rule", number),
        code=f"R{number}",
        title=Text(en=f"rule {number}"),
        severity=Severity.ERROR,
        measure=measure,
        scope=Scope(framework=one(draw, frameworks).key, term=draw(st.integers(1, 3)) if often(draw, 50) else None),
        comparator=comparator,
        value=Decimal(value),
        upper=Decimal(value + draw(st.integers(0, 2))) if comparator is Comparator.BETWEEN else None,
        footing=MADE_UP,
    )


HEAD = Head(
    key=key("cluster", 0),
    code="SMALL",
    institution="here",
    title=Text(en="a small cluster"),
    hours_per_credit=Decimal(16),
    hours_per_concentrated_week=Decimal("2.5"),
    categories=CATEGORIES,
    footing=MADE_UP,
)


def entwined(draw: Draw, courses: tuple[Course, ...]) -> tuple[Course, ...]:
    """Now and then the first two courses require each other at the same time."""
    if not often(draw, 15):
        return courses
    kinds = (RequisiteKind.STRICT_CO, RequisiteKind.CO)
    first, second = (
        dataclasses.replace(each, requisite=Requisite(course=other.key, kind=one(draw, kinds)))
        for each, other in ((courses[0], courses[1]), (courses[1], courses[0]))
    )
    return (first, second, *courses[2:])


@st.composite
def dossiers(draw: Draw) -> Dossier:
    """A cluster of two programs whose plans have few enough choices to try them all."""
    modules, count = draw_modules(draw), draw(st.integers(4, 8))
    courses = entwined(draw, tuple(draw_course(draw, number, count, modules, 3) for number in range(count)))
    frameworks = tuple(draw_framework(draw, number) for number in range(2))
    programs = tuple(draw_program(draw, number, courses, modules, frameworks) for number in range(2))
    cluster = Cluster(
        head=HEAD,
        programs=programs,
        modules=modules,
        courses=courses,
        links=tuple(draw_links(draw, course, frameworks) for course in courses),
        rules=tuple(draw_rule(draw, number, frameworks) for number in range(draw(st.integers(1, 4)))),
        frameworks=tuple(framework.key for framework in frameworks),
    )
    dossier = Dossier(cluster=cluster, frameworks=frameworks)
    plans = [plan for program in programs for plan in program.plans]
    assume(all(choices.size(dossier, plan) <= MOST_TRIES for plan in plans))
    assume(choices.legal_choices(dossier, programs[0].plans[0]) or often(draw, 25))
    return dossier
