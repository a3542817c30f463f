"""Hypothesis strategies for the whole domain: values that a reader could have made, with references that hold.

`dossiers()` is the widest; `clusters()`, `frameworks()`, `courses()` and `texts()` give its pieces.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from unicodedata import normalize
from uuid import UUID, uuid5

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from fourfold.canon.identity import links_key
from fourfold.domain.cluster import Category, Cluster, Dossier, Head, Purpose, Technology, TermSystem
from fourfold.domain.course import (
    Assessment,
    CognitiveLevel,
    Course,
    CourseType,
    Outcome,
    Project,
    ProjectOrigin,
    Requisite,
    RequisiteKind,
)
from fourfold.domain.footing import Confidence, Footing, Ground
from fourfold.domain.framework import Anchor, Carried, Depth, Framework, FrameworkKind, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.module import Module
from fourfold.domain.number import exact
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind, Sitting, TermWeeks
from fourfold.domain.problem import Severity
from fourfold.domain.program import Certification, CertificationRole, Program
from fourfold.domain.rule import Comparator, Measure, Rule, Scope
from fourfold.domain.text import Text

_WORLD = UUID("6f0a0c38-54a5-4b0e-9e6d-2f6b8f7d4c11")
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of text: no document may hold them."""
_CODES = ("{noun}-{n}", "{n}.10", "0{n}", "{n}", "1E{n}", "No.{n}", "2026-01-{n}")
_AWKWARD = (
    "yes", "null", "~", "1.10", "064", "2026-06-01", "- a", "a: b", "x #y", "it's", '"quoted"', " led", "trailed ",
    "two\nlines", "a\n\n b", "ends\n", "网络技术 A", "数据：库，",
    "\u2028", "\ufeffmark", "a\\n", "{x}", "[1]", "&a", "*a",
    "!t", "%", "@", "`", "|", ">", "?", "<<", "=", "😀", "café", "\uffff", "\xa0", "a" * 130, "word " * 60 + "end",
)  # fmt: skip


def key_of(noun: str, number: int) -> str:
    """A key that is the same whenever the same noun and number are asked for."""
    return str(uuid5(_WORLD, f"{noun} {number}"))


def shows_something(text: str) -> bool:
    """Whether a reader would see anything."""
    return any(each.isprintable() and not each.isspace() for each in text)


@cache
def texts(limit: int = 12) -> SearchStrategy[str]:
    """Text as a reader leaves it: NFC, not blank, awkward for every format."""
    letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=TURNING, include_characters="\n")
    made = st.text(letters, min_size=1, max_size=limit).map(lambda text: normalize("NFC", text))
    awkward = st.sampled_from(_AWKWARD)
    return st.one_of(awkward, awkward, made).filter(shows_something)


@cache
def lines() -> SearchStrategy[str]:
    """The same on one line."""
    return texts().map(lambda text: text.replace("\n", "")).filter(shows_something)


@cache
def bilingual() -> SearchStrategy[Text]:
    """Text in one or both languages."""
    both = st.builds(Text, en=texts(), zh=texts())
    return st.one_of(st.builds(Text, en=texts()), st.builds(Text, zh=texts()), both)


@cache
def footings() -> SearchStrategy[Footing]:
    """What facts stand on."""
    confidence = _maybe(st.sampled_from(Confidence))
    sourced = st.builds(Footing, ground=st.just(Ground.SOURCED), source=lines(), confidence=confidence)
    other = st.sampled_from((Ground.ESTIMATED, Ground.ILLUSTRATIVE))
    return st.one_of(sourced, st.builds(Footing, ground=other, source=_maybe(lines()), confidence=confidence))


@cache
def amounts(most: int = 1_000) -> SearchStrategy[Decimal]:
    """Exact decimals of at most two places."""
    return st.integers(0, most * 100).map(lambda hundredths: exact(Decimal(hundredths) / 100))


def _maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


_MAYBE_FOOTING = _maybe(footings())
_MAYBE_TEXT = _maybe(bilingual())
_MAYBE_LINE = _maybe(lines())
_MAYBE_AMOUNT = _maybe(amounts())
_MAYBE_DATE = _maybe(st.dates(date(2000, 1, 1), date(2099, 12, 31)))


def _some(values: Sequence[Any], most: int = 3) -> SearchStrategy[tuple[Any, ...]]:
    if not values:
        return st.just(())
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def _set(values: Sequence[Any]) -> SearchStrategy[tuple[Any, ...]]:
    return _some(values).map(lambda held: tuple(sorted(held)))


def _code(noun: str, number: int) -> SearchStrategy[str]:
    return _MAYBE_CODE.map(lambda each: each.format(noun=noun, n=number))


_MAYBE_CODE = st.sampled_from(_CODES)


@dataclass(slots=True)
class World:
    """The keys of a dossier to be: what references may name."""

    categories: list[str] = field(default_factory=list)
    technologies: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    courses: list[str] = field(default_factory=list)
    outcomes: dict[str, list[str]] = field(default_factory=dict)
    frameworks: tuple[Framework, ...] = ()
    _made: int = 0

    def mint(self, noun: str) -> tuple[str, int]:
        """A new key, and the number by which codes stay unique."""
        self._made += 1
        return key_of(noun, self._made), self._made

    def named(self, draw: DrawFn, noun: str) -> dict[str, Any]:
        """A key and a code for a new noun."""
        key, number = self.mint(noun)
        return {"key": key, "code": draw(_code(noun, number))}


@st.composite
def dossiers(draw: DrawFn, courses_most: int = 3) -> Dossier:
    """A cluster with the frameworks it pins; every reference names something."""
    world = World()
    world.frameworks = tuple(draw(_framework(world)) for _ in range(draw(st.integers(0, 2))))
    return Dossier(cluster=draw(_cluster(world, courses_most)), frameworks=world.frameworks)


def clusters() -> SearchStrategy[Cluster]:
    """A cluster that pins up to two frameworks."""
    return dossiers().map(lambda dossier: dossier.cluster)


@st.composite
def frameworks(draw: DrawFn) -> Framework:
    """A framework with a tree of items."""
    return draw(_framework(World()))


def courses() -> SearchStrategy[Course]:
    """A course of some cluster."""
    return dossiers().filter(lambda each: bool(each.cluster.courses)).map(lambda each: each.cluster.courses[0])


@st.composite
def _framework(draw: DrawFn, world: World) -> Framework:
    earlier = [each.key for each in world.frameworks]
    return Framework(
        **world.named(draw, "framework"),
        family=draw(st.sampled_from(("family", "no", "1.5"))),
        kind=draw(st.sampled_from(FrameworkKind)),
        title=draw(bilingual()),
        version=draw(_MAYBE_LINE),
        provider=draw(_MAYBE_TEXT),
        institution="example",
        valid_from_date=draw(_MAYBE_DATE),
        retires_on_date=draw(_MAYBE_DATE),
        supersedes=draw(_maybe(st.sampled_from(earlier))) if earlier else None,
        total=draw(_MAYBE_AMOUNT),
        anchors=tuple(draw(st.lists(st.builds(Anchor, scheme=lines(), code=_code("a", 1)), max_size=1))),
        note=draw(_MAYBE_TEXT),
        footing=draw(footings()),
        items=draw(_items(world, 2)),
        carried=tuple(draw(st.lists(st.builds(Carried, of=lines(), text=texts()), max_size=2))),
    )


@st.composite
def _items(draw: DrawFn, world: World, deepest: int) -> tuple[Item, ...]:
    return tuple(
        Item(
            **world.named(draw, "item"),
            title=draw(bilingual()),
            weight=draw(_MAYBE_AMOUNT),
            total=draw(_MAYBE_AMOUNT),
            depth=draw(st.sampled_from(Depth)),
            technologies=draw(_set(("openEuler", "no", "064"))),
            footing=draw(_MAYBE_FOOTING),
            children=draw(_items(world, deepest - 1)) if deepest else (),
        )
        for _ in range(draw(st.integers(0, 2)))
    )


@st.composite
def _cluster(draw: DrawFn, world: World, courses_most: int) -> Cluster:
    head = draw(_head(world))
    world.programs = [world.mint("program")[0] for _ in range(draw(st.integers(0, 2)))]
    modules = tuple(draw(_module(world)) for _ in range(draw(st.integers(1, 3))))
    taught = tuple(draw(_course(world)) for _ in range(draw(st.integers(0, courses_most))))
    return Cluster(
        head=head,
        programs=tuple(draw(_program(world, key, at)) for at, key in enumerate(world.programs)),
        modules=modules,
        courses=taught,
        links=tuple(draw(_links(world, course)) for course in taught if world.frameworks and course.outcomes),
        rules=tuple(draw(_rule(world)) for _ in range(draw(st.integers(0, 2)))),
        frameworks=tuple(each.key for each in world.frameworks),
    )


@st.composite
def _head(draw: DrawFn, world: World) -> Head:
    categories = tuple(
        Category(**world.named(draw, "category"), title=draw(bilingual())) for _ in range(draw(st.integers(1, 3)))
    )
    technologies = tuple(
        Technology(
            **world.named(draw, "technology"),
            title=draw(bilingual()),
            purpose=draw(st.sampled_from(Purpose)),
            footing=draw(_MAYBE_FOOTING),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    world.categories = [each.key for each in categories]
    world.technologies = [each.key for each in technologies]
    return Head(
        **world.named(draw, "cluster"),
        institution="example",
        title=draw(bilingual()),
        hours_per_credit=draw(amounts(40)),
        term_system=draw(st.sampled_from(TermSystem)),
        categories=categories,
        technologies=technologies,
        note=draw(_MAYBE_TEXT),
        footing=draw(footings()),
    )


@st.composite
def _module(draw: DrawFn, world: World) -> Module:
    module = Module(
        **world.named(draw, "module"),
        title=draw(bilingual()),
        position=draw(st.integers(0, 3)),
        category=draw(st.sampled_from(world.categories)),
        common=draw(st.booleans()),
        programs=draw(_set(world.programs)),
        direction=draw(_MAYBE_TEXT),
        footing=draw(_MAYBE_FOOTING),
    )
    world.modules.append(module.key)
    return module


@st.composite
def _course(draw: DrawFn, world: World) -> Course:
    outcomes = tuple(draw(_outcome(world)) for _ in range(draw(st.integers(0, 3))))
    named = world.named(draw, "course")
    course = Course(
        **named,
        title=draw(bilingual()),
        module=draw(st.sampled_from(world.modules)),
        type=draw(st.sampled_from(CourseType)),
        credits=draw(amounts(12)),
        weeks=draw(st.integers(0, 20)),
        theory_hours_per_week=draw(amounts(6)),
        practice_hours_per_week=draw(amounts(6)),
        concentrated_weeks=draw(st.integers(0, 4)),
        span=draw(st.integers(1, 2)),
        terms=draw(_set((1, 2, 3, 4))),
        subject=draw(_maybe(_code("s", 1))),
        optional=draw(st.booleans()),
        unit=draw(_MAYBE_TEXT),
        requisite=draw(_maybe(_requisite(world.courses))) if world.courses else None,
        technologies=draw(_set(world.technologies)),
        outcomes=outcomes,
        projects=tuple(
            Project(
                **world.named(draw, "project"),
                title=draw(bilingual()),
                origin=draw(st.sampled_from(ProjectOrigin)),
                outcomes=draw(_set([each.key for each in outcomes])),
                footing=draw(_MAYBE_FOOTING),
            )
            for _ in range(draw(st.integers(0, 1)))
        ),
        footing=draw(_MAYBE_FOOTING),
    )
    world.courses.append(course.key)
    world.outcomes[course.key] = [each.key for each in outcomes]
    return course


@st.composite
def _outcome(draw: DrawFn, world: World) -> Outcome:
    return Outcome(
        **world.named(draw, "outcome"),
        text=draw(bilingual()),
        level=draw(st.sampled_from(CognitiveLevel)),
        assessments=draw(_set(tuple(Assessment))),
        footing=draw(_MAYBE_FOOTING),
    )


def _requisite(earlier: Sequence[str]) -> SearchStrategy[Requisite]:
    leaf = st.builds(Requisite, course=st.sampled_from(list(earlier)), kind=st.sampled_from(RequisiteKind))

    def above(below: SearchStrategy[Requisite]) -> SearchStrategy[Requisite]:
        branches = st.lists(below, min_size=1, max_size=2).map(tuple)
        return st.one_of(st.builds(Requisite, all_of=branches), st.builds(Requisite, any_of=branches))

    return st.recursive(leaf, above, max_leaves=3)


@st.composite
def _program(draw: DrawFn, world: World, key: str, at: int) -> Program:
    asked = [each.key for each in world.frameworks]
    certification = st.builds(
        Certification,
        framework=st.sampled_from(asked),
        role=st.sampled_from(CertificationRole),
        through=_maybe(st.sampled_from(world.modules)),
    )
    return Program(
        key=key,
        code=draw(_code("program", at)),
        title=draw(bilingual()),
        position=at,
        catalogue_code=draw(_MAYBE_LINE),
        level=draw(_MAYBE_TEXT),
        terms=draw(st.integers(1, 8)),
        jobs=draw(_some(asked)),
        competitions=draw(_some(asked)),
        certifications=tuple(draw(st.lists(certification, max_size=2))) if asked else (),
        regulations=draw(_some(asked)),
        plans=tuple(draw(_plan(world)) for _ in range(draw(st.integers(0, 2)))),
        footing=draw(_MAYBE_FOOTING),
    )


def _placements(world: World, least: int = 0) -> SearchStrategy[tuple[Placement, ...]]:
    placement = st.builds(Placement, course=st.sampled_from(world.courses), term=_maybe(st.integers(1, 6)))
    return st.lists(placement, min_size=least, max_size=3, unique_by=lambda each: each.course).map(tuple)


@st.composite
def _plan(draw: DrawFn, world: World) -> Plan:
    asked = [each.key for each in world.frameworks]
    after_term = st.builds(Sitting, framework=st.sampled_from(asked), term=st.integers(1, 6))
    return Plan(
        **world.named(draw, "plan"),
        training_type=draw(st.sampled_from(("ordinary", "3-2", "order"))),
        title=draw(_MAYBE_TEXT),
        required=draw(_placements(world)) if world.courses else (),
        pools=tuple(draw(_pool(world)) for _ in range(draw(st.integers(0, 2)))),
        sittings=tuple(draw(st.lists(after_term, max_size=1))) if asked else (),
        calendar=tuple(TermWeeks(term=term, teaching=draw(st.integers(0, 20))) for term in (1, 2)),
        footing=draw(_MAYBE_FOOTING),
    )


@st.composite
def _pool(draw: DrawFn, world: World) -> Pool:
    kinds = (*([PoolKind.COURSES, PoolKind.CREDITS] if world.courses else []), PoolKind.MODULES, PoolKind.UNLISTED)
    kind = draw(st.sampled_from(kinds))
    listed = kind in (PoolKind.COURSES, PoolKind.CREDITS)
    return Pool(
        **world.named(draw, "pool"),
        title=draw(bilingual()),
        category=draw(st.sampled_from(world.categories)),
        kind=kind,
        choose=draw(st.integers(1, 3)) if kind in (PoolKind.COURSES, PoolKind.MODULES) else None,
        credits=draw(amounts(20)) if kind in (PoolKind.CREDITS, PoolKind.UNLISTED) else None,
        electives=draw(_placements(world, least=1)) if listed else (),
        modules=draw(_set(world.modules).filter(bool)) if kind is PoolKind.MODULES else (),
    )


@st.composite
def _links(draw: DrawFn, world: World, course: Course) -> CourseLinks:
    ends = [(each.key, item.key) for each in world.frameworks for item in each.leaves()]
    outcomes = world.outcomes[course.key]
    pair = st.tuples(st.sampled_from(outcomes), st.sampled_from(ends))
    pairs = draw(st.lists(pair, max_size=4, unique=True)) if ends else []
    links = (
        Link(
            outcome=outcome,
            framework=framework,
            item=item,
            depth=draw(st.sampled_from(Depth)),
            hours=draw(_maybe(amounts(20))),
            assessment=draw(_maybe(st.sampled_from(Assessment))),
            rationale=draw(_MAYBE_TEXT),
            footing=draw(_MAYBE_FOOTING),
        )
        for outcome, (framework, item) in sorted(pairs, key=lambda pair: (pair[0], *pair[1]))
    )
    return CourseLinks(key=links_key(course.key), course=course.key, links=tuple(links))


@st.composite
def _rule(draw: DrawFn, world: World) -> Rule:
    comparator = draw(st.sampled_from(Comparator))
    asked = [each.key for each in world.frameworks]
    value = draw(amounts(100))
    return Rule(
        **world.named(draw, "rule"),
        title=draw(bilingual()),
        severity=draw(st.sampled_from(Severity)),
        measure=draw(st.sampled_from(Measure)),
        scope=Scope(
            programs=draw(_set(world.programs)),
            training_types=draw(_set(("ordinary", "order"))),
            categories=draw(_set(world.categories)),
            courses=draw(_set(world.courses)),
            framework=draw(_maybe(st.sampled_from(asked))) if asked else None,
            term=draw(_maybe(st.integers(1, 6))),
        ),
        comparator=comparator,
        value=value,
        upper=value + draw(amounts(5)) if comparator is Comparator.BETWEEN else None,
        footing=draw(_MAYBE_FOOTING),
    )  # fmt: skip
