"""Short words for dossiers written by hand: everything goes by code, and keys follow from codes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import NAMESPACE_OID, uuid5

from fourfold.domain.cluster import Category, Cluster, Dossier, Head
from fourfold.domain.course import CognitiveLevel, Course, CourseType, Outcome, Requisite, RequisiteKind
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.framework import Depth, Framework, FrameworkKind, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind, Sitting
from fourfold.domain.program import Certification, CertificationRole, Program
from fourfold.domain.text import Text

MADE_UP = Footing(ground=Ground.ILLUSTRATIVE)


def key(code: str) -> str:
    return str(uuid5(NAMESPACE_OID, code))


def keys(codes: str) -> frozenset[str]:
    return frozenset(key(code) for code in codes.split())


def pre(code: str) -> Requisite:
    return Requisite(course=key(code))


def co(code: str) -> Requisite:
    return Requisite(course=key(code), kind=RequisiteKind.CO)


def strict(code: str) -> Requisite:
    return Requisite(course=key(code), kind=RequisiteKind.STRICT_CO)


def any_of(*trees: Requisite) -> Requisite:
    return Requisite(any_of=trees)


def all_of(*trees: Requisite) -> Requisite:
    return Requisite(all_of=trees)


def course(  # noqa: PLR0913  # a course has as many facts
    code: str,
    *,
    module: str = "M",
    credits: str = "1",  # noqa: A002  # the domain's own word
    terms: tuple[int, ...] = (),
    span: int = 1,
    needs: Requisite | None = None,
    optional: bool = False,
    weeks: int = 0,
    theory: int = 0,
    practice: int = 0,
    concentrated: int = 0,
) -> Course:
    outcome = Outcome(key=key(f"{code}.1"), code=f"{code}.1", text=Text(en=code), level=CognitiveLevel.APPLY)
    return Course(
        key=key(code),
        code=code,
        title=Text(en=code),
        module=key(module),
        type=CourseType.MIXED,
        credits=Decimal(credits),
        weeks=weeks,
        theory_hours_per_week=Decimal(theory),
        practice_hours_per_week=Decimal(practice),
        concentrated_weeks=concentrated,
        span=span,
        terms=terms,
        optional=optional,
        requisite=needs,
        outcomes=(outcome,),
    )


def placements(text: str) -> tuple[Placement, ...]:
    """`"A@1 B"`: A in term 1, B without a term."""
    parts = [word.partition("@") for word in text.split()]
    return tuple(Placement(course=key(code), term=int(term) if term else None) for code, _, term in parts)


def pool(
    code: str,
    electives: str = "",
    *,
    choose: int | None = None,
    credits: str | None = None,  # noqa: A002  # the domain's own word
    modules: str = "",
    category: str = "CAT",
) -> Pool:
    listed = tuple(sorted(keys(modules)))
    if credits is not None:
        kind = PoolKind.CREDITS if electives else PoolKind.UNLISTED
    else:
        kind = PoolKind.MODULES if listed else PoolKind.COURSES
    return Pool(
        key=key(code),
        code=code,
        title=Text(en=code),
        category=key(category),
        kind=kind,
        choose=choose,
        credits=None if credits is None else Decimal(credits),
        electives=placements(electives),
        modules=listed,
    )


def plan(required: str = "", *pools: Pool, code: str = "PLAN", sittings: tuple[Sitting, ...] = ()) -> Plan:
    return Plan(
        key=key(code),
        code=code,
        training_type="ordinary",
        required=placements(required),
        pools=pools,
        sittings=sittings,
    )


def leaf(code: str, weight: str | None = None, depth: Depth = Depth.REINFORCE) -> Item:
    return node(code, weight, depth=depth)


def node(
    code: str,
    weight: str | None = None,
    *children: Item,
    total: str | None = None,
    depth: Depth = Depth.REINFORCE,
) -> Item:
    return Item(
        key=key(code),
        code=code,
        title=Text(en=code),
        weight=None if weight is None else Decimal(weight),
        total=None if total is None else Decimal(total),
        depth=depth,
        children=children,
    )


def framework(*items: Item, total: str | None = None, code: str = "F") -> Framework:
    return Framework(
        key=key(code),
        code=code,
        family=code,
        kind=FrameworkKind.CERTIFICATION,
        title=Text(en=code),
        institution="here",
        total=None if total is None else Decimal(total),
        items=items,
        footing=MADE_UP,
    )


def links(served: Mapping[str, str], code: str = "F") -> tuple[CourseLinks, ...]:
    """`{"A": "x:master y:introduce"}`: course A masters leaf x and introduces leaf y."""
    return tuple(
        CourseLinks(
            key=key(f"{taught} links"),
            course=key(taught),
            links=tuple(
                Link(outcome=key(f"{taught}.1"), framework=key(code), item=key(item), depth=Depth(depth))
                for item, _, depth in (word.partition(":") for word in words.split())
            ),
        )
        for taught, words in served.items()
    )


def program(
    *plans: Plan, terms: int = 3, code: str = "PROG", certifications: Mapping[str, str] | None = None
) -> Program:
    return Program(
        key=key(code),
        code=code,
        title=Text(en=code),
        terms=terms,
        plans=plans,
        certifications=tuple(
            Certification(
                framework=key(wanted),
                role=CertificationRole.RECOMMENDED,
                through=key(module) if module else None,
            )
            for wanted, module in (certifications or {}).items()
        ),
    )


def dossier(
    programs: Sequence[Program],
    courses: Sequence[Course],
    *frameworks: Framework,
    served: tuple[CourseLinks, ...] = (),
    categories: Mapping[str, str] | None = None,
) -> Dossier:
    """`categories` names the category of each module; without it all are in CAT."""
    named = {each.module: "CAT" for each in courses} | {
        key(module): category for module, category in (categories or {}).items()
    }
    head = Head(
        key=key("HEAD"),
        code="HEAD",
        institution="here",
        title=Text(en="by hand"),
        categories=tuple(
            Category(key=key(each), code=each, title=Text(en=each)) for each in sorted({*named.values(), "CAT"})
        ),
        footing=MADE_UP,
    )
    cluster = Cluster(
        head=head,
        programs=tuple(programs),
        modules=tuple(
            Module(key=module, code=f"M{number}", title=Text(en="module"), category=key(category))
            for number, (module, category) in enumerate(sorted(named.items()))
        ),
        courses=tuple(courses),
        links=served,
        frameworks=tuple(each.key for each in frameworks),
    )
    return Dossier(cluster=cluster, frameworks=frameworks)
