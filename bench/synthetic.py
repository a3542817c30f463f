"""Seeded clusters of any size, shaped like real ones: several programs, pools, rules and frameworks of all kinds.

Everything grows with the number of courses: a program for about fifty of them, a framework of each kind for four
programs, and `LINKS` links for every course.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from fourfold.canon.identity import cluster_key, framework_key, links_key, noun_key
from fourfold.domain.cluster import Category, Cluster, Dossier, Head
from fourfold.domain.course import Assessment, CognitiveLevel, Course, CourseType, Outcome, Requisite
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.framework import Depth, Framework, FrameworkKind, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.marks import Key
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind, Sitting
from fourfold.domain.problem import Severity
from fourfold.domain.program import Certification, CertificationRole, Program
from fourfold.domain.rule import Comparator, Measure, Rule, Scope
from fourfold.domain.text import Text

LINKS, OUTCOMES = 25, 5
TERMS = 6
ELECTIVE_TERMS = (4, 5)
MODULES, MODULE_SIZE, LISTED, CREDITED, SHARED = 3, 3, 5, 5, 5
COURSES_OF_A_PROGRAM, PROGRAMS_OF_A_FRAMEWORK = 50, 4
AREAS, ITEMS = 5, 8
REACH = 10
TODAY = date(2026, 6, 1)
INSTITUTION, CODE = "synthetic", "synthetic"
FOOTING = Footing(ground=Ground.ILLUSTRATIVE, source="made from a seed")
CLUSTER = cluster_key(INSTITUTION, CODE)
CATEGORIES = ("basic", "core", "extended")
COMMON = "COMMON"
SHARED_COURSES = frozenset(f"P000-{place:03}" for place in range(SHARED))
"""The first program's first courses: every program requires them."""


def synthetic(courses: int, seed: int = 0) -> Dossier:
    """A cluster of `courses` courses with `LINKS` links each, and the frameworks that it pins."""
    rng = random.Random(seed)
    programs = max(2, courses // COURSES_OF_A_PROGRAM)
    each_kind = max(2, -(-programs // PROGRAMS_OF_A_FRAMEWORK))
    frameworks = {(kind, n): _framework(kind, n) for kind in FrameworkKind for n in range(each_kind)}
    studies = [
        _Study(n, (n + 1) * courses // programs - n * courses // programs, frameworks, rng) for n in range(programs)
    ]
    cluster = Cluster(
        head=_head(),
        programs=tuple(study.program(studies[0]) for study in studies),
        modules=(_shared_module(), *(module for study in studies for module in study.modules())),
        courses=tuple(course for study in studies for course in study.courses),
        links=tuple(links for study in studies for links in study.links()),
        rules=tuple(study.promise() for study in studies),
        frameworks=tuple(each.key for each in frameworks.values()),
    )
    return Dossier(cluster=cluster, frameworks=tuple(frameworks.values()))


def without_pools(dossier: Dossier) -> Dossier:
    """The same cluster with every elective left out: what remains is plain adding up."""
    programs = tuple(_without_pools(program) for program in dossier.cluster.programs)
    return replace(dossier, cluster=replace(dossier.cluster, programs=programs))


def _without_pools(program: Program) -> Program:
    return replace(
        program,
        plans=tuple(replace(plan, pools=()) for plan in program.plans),
        certifications=tuple(replace(each, through=None) for each in program.certifications),
    )


class _Study:
    """One program with what is its own: courses by role, modules, links and a promise."""

    def __init__(
        self, number: int, size: int, frameworks: dict[tuple[FrameworkKind, int], Framework], rng: random.Random
    ) -> None:
        self.rng, self.name = rng, f"P{number:03}"
        group, groups = number // PROGRAMS_OF_A_FRAMEWORK, len(frameworks) // len(FrameworkKind)
        self.aims = [frameworks[kind, group] for kind in FrameworkKind]
        self.second = frameworks[FrameworkKind.CERTIFICATION, (group + 1) % groups]
        self.key = _key("program", self.name)
        electives = MODULES * MODULE_SIZE + LISTED + CREDITED
        self.required = size - electives
        self.courses = [self._course(place) for place in range(size)]

    def term(self, place: int) -> int:
        """The term of a required course; electives come later."""
        return 1 + place * TERMS // self.required

    def modules(self) -> Iterator[Module]:
        names = [(f"{self.name}-M", "core"), *((f"{self.name}-M{n}", "extended") for n in range(MODULES))]
        for position, (code, category) in enumerate(names):
            yield Module(
                key=_key("module", code),
                code=code,
                title=_text(code),
                position=position,
                category=_key("category", category),
                programs=(self.key,),
                direction=_text(code) if category == "extended" else None,
            )

    def program(self, first: "_Study") -> Program:
        job, competition, certification, regulation = self.aims
        module = _key("module", f"{self.name}-M0")
        certifications = (
            Certification(framework=certification.key, role=CertificationRole.RECOMMENDED),
            Certification(framework=self.second.key, role=CertificationRole.INTEGRATED, through=module),
        )
        return Program(
            key=self.key,
            code=self.name,
            title=_text(f"Program {self.name}"),
            position=int(self.name[1:]),
            terms=TERMS,
            jobs=(job.key,),
            competitions=(competition.key,),
            certifications=certifications,
            regulations=(regulation.key,),
            plans=(self._plan(first),),
        )

    def links(self) -> Iterator[CourseLinks]:
        for place, course in enumerate(self.courses):
            found = [
                self._link(outcome, framework, number * OUTCOMES + place, place)
                for number, outcome in enumerate(course.outcomes)
                for framework in (*self.aims, self.second)
            ]
            yield CourseLinks(key=links_key(course.key), course=course.key, links=tuple(found[:LINKS]))

    def promise(self) -> Rule:
        certification = self.aims[2]
        return Rule(
            key=_key("rule", f"{self.name}-promise"),
            code=f"{self.name}-promise",
            title=_text(f"At least half of the items of {certification.code} are met"),
            severity=Severity.WARNING,
            measure=Measure.ITEMS_MET,
            scope=Scope(programs=(self.key,), framework=certification.key),
            comparator=Comparator.AT_LEAST,
            value=Decimal(AREAS * ITEMS // 2),
        )

    def _course(self, place: int) -> Course:
        code = f"{self.name}-{place:03}"
        elective = place - self.required
        module = (
            f"{self.name}-M{elective // MODULE_SIZE}" if 0 <= elective < MODULES * MODULE_SIZE else f"{self.name}-M"
        )
        if code in SHARED_COURSES:
            module = COMMON
        return Course(
            key=_key("course", code),
            code=code,
            title=_text(f"Course {code}"),
            module=_key("module", module),
            type=CourseType.MIXED,
            credits=Decimal(4),
            weeks=16,
            theory_hours_per_week=Decimal(2),
            practice_hours_per_week=Decimal(2),
            terms=ELECTIVE_TERMS if elective >= 0 else (),
            optional=elective >= MODULES * MODULE_SIZE,
            requisite=self._requisite(place),
            outcomes=tuple(self._outcome(f"{code}.{n + 1}") for n in range(OUTCOMES)),
        )

    def _outcome(self, code: str) -> Outcome:
        return Outcome(
            key=_key("outcome", code),
            code=code,
            text=_text(f"Can do {code}"),
            level=self.rng.choice(list(CognitiveLevel)),
            assessments=(self.rng.choice(list(Assessment)),),
        )

    def _requisite(self, place: int) -> Requisite | None:
        """Up to two required courses of earlier terms, at most `REACH` places back from the last that could be."""
        latest = self.term(place) if place < self.required else ELECTIVE_TERMS[0]
        earlier = [each for each in range(self.required) if self.term(each) < latest][-REACH:]
        chosen = sorted(self.rng.sample(earlier, min(len(earlier), self.rng.randint(0, 2))))
        leaves = tuple(Requisite(course=_key("course", f"{self.name}-{each:03}")) for each in chosen)
        if len(leaves) > 1:
            return Requisite(all_of=leaves)
        return leaves[0] if leaves else None

    def _link(self, outcome: Outcome, framework: Framework, turn: int, place: int) -> Link:
        leaves = framework.leaves()
        depth = list(Depth)[min(2, place * 4 // len(self.courses))]
        item = leaves[(turn * 7 + self.rng.randrange(3)) % len(leaves)]
        return Link(outcome=outcome.key, framework=framework.key, item=item.key, depth=depth)

    def _plan(self, first: "_Study") -> Plan:
        own = [(course, self.term(place)) for place, course in enumerate(self.courses[: self.required])]
        common = [(course, first.term(place)) for place, course in enumerate(first.courses[:SHARED])]
        taken = own if first is self else [*common, *own]
        return Plan(
            key=_key("plan", f"{self.name}-ordinary"),
            code=f"{self.name}-ordinary",
            training_type="ordinary",
            required=tuple(Placement(course=course.key, term=term) for course, term in taken),
            pools=tuple(self._pools()),
            sittings=tuple(Sitting(framework=each.key, term=TERMS) for each in {*self.aims, self.second}),
        )

    def _pools(self) -> Iterator[Pool]:
        start = self.required + MODULES * MODULE_SIZE
        listed, credited = self.courses[start : start + LISTED], self.courses[start + LISTED :]
        modules = tuple(_key("module", f"{self.name}-M{n}") for n in range(MODULES))
        yield self._pool(PoolKind.MODULES, choose=1, modules=modules)
        yield self._pool(PoolKind.COURSES, choose=2, electives=[(course, ELECTIVE_TERMS[-1]) for course in listed])
        yield self._pool(PoolKind.CREDITS, credits=Decimal(8), electives=[(course, None) for course in credited])

    def _pool(
        self,
        kind: PoolKind,
        *,
        choose: int | None = None,
        credits: Decimal | None = None,  # noqa: A002 - the field's own name
        modules: tuple[Key, ...] = (),
        electives: Sequence[tuple[Course, int | None]] = (),
    ) -> Pool:
        code = f"{self.name}-{kind}"
        return Pool(
            key=_key("pool", code),
            code=code,
            title=_text("Electives"),
            category=_key("category", "extended"),
            kind=kind,
            choose=choose,
            credits=credits,
            modules=modules,
            electives=tuple(Placement(course=course.key, term=term) for course, term in electives),
        )


def _shared_module() -> Module:
    return Module(
        key=_key("module", COMMON),
        code=COMMON,
        title=_text("Shared by every program"),
        category=_key("category", "basic"),
        common=True,
    )


def _head() -> Head:
    categories = tuple(Category(key=_key("category", code), code=code, title=_text(code)) for code in CATEGORIES)
    title = _text("A synthetic cluster")
    return Head(key=CLUSTER, code=CODE, institution=INSTITUTION, title=title, categories=categories, footing=FOOTING)


def _framework(kind: FrameworkKind, number: int) -> Framework:
    """Weights are known, half known or unknown, kind by kind."""
    code = f"{kind}-{number}"
    key = framework_key(INSTITUTION, code)
    known = {FrameworkKind.CERTIFICATION: AREAS, FrameworkKind.COMPETITION: AREAS - 2}.get(kind, 0)
    items = tuple(
        Item(
            key=noun_key(key, "item", f"A{area}"),
            code=f"A{area}",
            title=_text(f"Area {area}"),
            weight=Decimal(100 // AREAS) if area < known else None,
            children=tuple(_leaf(key, f"A{area}.{place}") for place in range(ITEMS)),
        )
        for area in range(AREAS)
    )
    return Framework(
        key=key,
        code=code,
        family=code,
        kind=kind,
        title=_text(f"Framework {code}"),
        institution=INSTITUTION,
        footing=FOOTING,
        items=items,
    )


def _leaf(framework: Key, code: str) -> Item:
    depth = list(Depth)[sum(map(ord, code)) % 3]
    return Item(key=noun_key(framework, "item", code), code=code, title=_text(f"Item {code}"), depth=depth)


def _key(noun: str, code: str) -> Key:
    return noun_key(CLUSTER, noun, code)


def _text(said: str) -> Text:
    return Text(en=said, zh=said)
