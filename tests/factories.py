"""Small builders of domain values: nouns are named by code, and keys follow from noun and code."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from fourfold.domain.cluster import Category, Cluster, Dossier, Head, Purpose, Technology
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
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.framework import Depth, Framework, FrameworkKind, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind, Sitting, TermWeeks
from fourfold.domain.problem import Severity
from fourfold.domain.program import Certification, CertificationRole, Program
from fourfold.domain.rule import Comparator, Measure, Rule, Scope
from fourfold.domain.text import Text

TODAY = date(2026, 6, 1)
MADE_UP = Footing(ground=Ground.ILLUSTRATIVE, source="made up for tests")


def key(noun: str, code: str) -> str:
    """The key of a noun; items are named `FRAMEWORK/ITEM`."""
    return str(uuid5(NAMESPACE_URL, f"urn:factories:{noun}:{code.lower()}"))


def keys(noun: str, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(key(noun, code) for code in codes))


def said(en: str, zh: str | None = None) -> Text:
    return Text(en=en, zh=zh or f"{en}（中文）")


def category(code: str) -> Category:
    return Category(key=key("category", code), code=code, title=said(code))


def technology(code: str, purpose: Purpose = Purpose.EMPLOYMENT) -> Technology:
    return Technology(key=key("technology", code), code=code, title=said(code), purpose=purpose)


def head(categories: Iterable[str] = (), technologies: Iterable[str] = (), **more: object) -> Head:
    given: dict[str, Any] = {
        "key": key("cluster", "TINY"),
        "code": "TINY",
        "institution": "lins",
        "title": said("A tiny cluster"),
        "categories": tuple(category(code) for code in categories),
        "technologies": tuple(technology(code) for code in technologies),
        "footing": MADE_UP,
    }
    return Head(**given | more)


def module(code: str, category: str, programs: Iterable[str] = (), **more: object) -> Module:
    """A module; without programs it is common to the cluster."""
    offered = keys("program", programs)
    given: dict[str, Any] = {
        "key": key("module", code),
        "code": code,
        "title": said(code),
        "category": key("category", category),
        "common": not offered,
        "programs": offered,
    }
    return Module(**given | more)


def pre(*codes: str, kind: RequisiteKind = RequisiteKind.PRE) -> Requisite:
    """All of these courses; one alone is a leaf."""
    leaves = tuple(Requisite(course=key("course", code), kind=kind) for code in codes)
    return leaves[0] if len(leaves) == 1 else Requisite(all_of=leaves)


def co(*codes: str) -> Requisite:
    return pre(*codes, kind=RequisiteKind.CO)


def together(*codes: str) -> Requisite:
    return pre(*codes, kind=RequisiteKind.STRICT_CO)


def any_of(*codes: str) -> Requisite:
    return Requisite(any_of=tuple(pre(code) for code in codes))


def outcome(code: str, level: CognitiveLevel = CognitiveLevel.APPLY, **more: object) -> Outcome:
    given: dict[str, Any] = {
        "key": key("outcome", code),
        "code": code,
        "text": said(f"do {code}"),
        "level": level,
        "assessments": (Assessment.LAB,),
    }
    return Outcome(**given | more)


def project(code: str, outcomes: Iterable[str], origin: ProjectOrigin = ProjectOrigin.ENTERPRISE) -> Project:
    named = keys("outcome", outcomes)
    return Project(key=key("project", code), code=code, title=said(code), origin=origin, outcomes=named)


def course(code: str, module: str, outcomes: int = 1, **more: object) -> Course:
    """A mixed course of 4 credits and 64 hours with its outcomes CODE.1, CODE.2 and so on."""
    given: dict[str, Any] = {
        "key": key("course", code),
        "code": code,
        "title": said(code),
        "module": key("module", module),
        "type": CourseType.MIXED,
        "credits": Decimal(4),
        "weeks": 16,
        "theory_hours_per_week": Decimal(2),
        "practice_hours_per_week": Decimal(2),
        "outcomes": tuple(outcome(f"{code}.{number}") for number in range(1, outcomes + 1)),
    }
    return Course(**given | more)


def item(framework: str, code: str, *children: Item, **more: object) -> Item:
    given: dict[str, Any] = {"key": key("item", f"{framework}/{code}"), "code": code, "title": said(code)}
    return Item(**given | {"children": children} | more)


def framework(
    code: str, *items: Item, kind: FrameworkKind = FrameworkKind.CERTIFICATION, family: str = "", **more: object
) -> Framework:
    given: dict[str, Any] = {
        "key": key("framework", code),
        "code": code,
        "family": family or code,
        "kind": kind,
        "title": said(code),
        "institution": "lins",
        "footing": MADE_UP,
        "items": items,
    }
    return Framework(**given | more)


def link(outcome: str, target: str, depth: Depth = Depth.REINFORCE, **more: object) -> Link:
    """A link of an outcome to `FRAMEWORK/ITEM`."""
    named = target.split("/", maxsplit=1)[0]
    ends: dict[str, Any] = {
        "outcome": key("outcome", outcome),
        "framework": key("framework", named),
        "item": key("item", target),
    }
    return Link(**ends | {"depth": depth} | more)


def links(course: str, *given: Link) -> CourseLinks:
    named = key("course", course)
    return CourseLinks(key=str(uuid5(UUID(named), "links")), course=named, links=given)


def placed(course: str, term: int | None = None) -> Placement:
    return Placement(course=key("course", course), term=term)


def places(**courses: int) -> tuple[Placement, ...]:
    """Courses by code with their terms: `places(C1=1, C2=2)`."""
    return tuple(placed(code, term) for code, term in courses.items())


def pool(code: str, category: str, *electives: Placement, **more: object) -> Pool:
    """A pool that asks for one of its courses."""
    given: dict[str, Any] = {
        "key": key("pool", code),
        "code": code,
        "title": said(code),
        "category": key("category", category),
        "kind": PoolKind.COURSES,
        "choose": 1,
        "electives": electives,
    }
    return Pool(**given | more)


def module_pool(code: str, category: str, *modules: str, **more: object) -> Pool:
    """A pool that asks for one whole module."""
    return pool(code, category, **{"kind": PoolKind.MODULES, "modules": keys("module", modules)} | more)


def credit_pool(code: str, category: str, credits_: int, *electives: Placement, **more: object) -> Pool:
    """A pool that asks for credits from its courses."""
    asked = {"kind": PoolKind.CREDITS, "choose": None, "credits": Decimal(credits_)}
    return pool(code, category, *electives, **asked | more)


def unlisted_pool(code: str, category: str, credits_: int) -> Pool:
    """A pool of credits from courses that the plan does not list."""
    return credit_pool(code, category, credits_, kind=PoolKind.UNLISTED)


def sitting(framework: str, term: int | None = None, course: str | None = None) -> Sitting:
    after = key("course", course) if course else None
    return Sitting(framework=key("framework", framework), term=term, course=after)


def weeks(term: int, teaching: int = 16, **more: int) -> TermWeeks:
    return TermWeeks(term=term, teaching=teaching, **more)


def plan(code: str, required: tuple[Placement, ...] = (), *pools: Pool, **more: object) -> Plan:
    given: dict[str, Any] = {
        "key": key("plan", code),
        "code": code,
        "training_type": "ordinary",
        "required": required,
        "pools": pools,
    }
    return Plan(**given | more)


def certification(
    framework: str, role: CertificationRole = CertificationRole.RECOMMENDED, through: str | None = None
) -> Certification:
    module = key("module", through) if through else None
    return Certification(framework=key("framework", framework), role=role, through=module)


def program(code: str, *plans: Plan, terms: int = 4, **more: object) -> Program:
    given: dict[str, Any] = {"key": key("program", code), "code": code, "title": said(code), "terms": terms}
    return Program(**given | {"plans": plans} | more)


def scope(framework: str | None = None, term: int | None = None, **codes: Iterable[str]) -> Scope:
    """A scope of codes: `scope("CERT", programs=("NET",))`."""
    nouns = {"programs": "program", "categories": "category", "courses": "course"}
    named = {name: keys(nouns[name], each) if name in nouns else tuple(each) for name, each in codes.items()}
    return Scope(framework=key("framework", framework) if framework else None, term=term, **named)


def rule(code: str, measure: Measure, comparator: Comparator, value: float | Decimal, **more: object) -> Rule:
    given: dict[str, Any] = {
        "key": key("rule", code),
        "code": code,
        "title": said(code),
        "severity": Severity.ERROR,
        "measure": measure,
        "comparator": comparator,
        "value": Decimal(str(value)),
    }
    return Rule(**given | more)


def cluster(own: Head, *parts: object) -> Cluster:
    """A cluster of a head and parts of any kind, pinning nothing."""
    return Cluster(
        head=own,
        programs=tuple(part for part in parts if isinstance(part, Program)),
        modules=tuple(part for part in parts if isinstance(part, Module)),
        courses=tuple(part for part in parts if isinstance(part, Course)),
        links=tuple(part for part in parts if isinstance(part, CourseLinks)),
        rules=tuple(part for part in parts if isinstance(part, Rule)),
        frameworks=tuple(part.key for part in parts if isinstance(part, Framework)),
    )


def dossier(own: Head, *parts: object) -> Dossier:
    """A dossier of a head and parts of any kind; the frameworks among them are pinned."""
    return Dossier(
        cluster=cluster(own, *parts), frameworks=tuple(part for part in parts if isinstance(part, Framework))
    )
