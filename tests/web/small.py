"""A small cluster in memory: three programs, a shared module, electives, two versions of nothing."""

from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from fourfold.domain.cluster import Category, Cluster, Dossier, Head, Purpose, Technology
from fourfold.domain.course import Assessment, CognitiveLevel, Course, CourseType, Outcome, Requisite
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.framework import Depth, Framework, FrameworkKind, Item
from fourfold.domain.link import CourseLinks, Link
from fourfold.domain.module import Module
from fourfold.domain.plan import Placement, Plan, Pool, PoolKind, Sitting
from fourfold.domain.problem import Severity
from fourfold.domain.program import Certification, CertificationRole, Program
from fourfold.domain.rule import Comparator, Measure, Rule, Scope
from fourfold.domain.text import Text
from fourfold.engine.index import Index

TODAY = date(2026, 6, 1)
MADE_UP = Footing(ground=Ground.ILLUSTRATIVE, source="made up for tests")


def key(noun: str, code: str) -> str:
    """The key of a noun of this cluster."""
    return str(uuid5(NAMESPACE_URL, f"{noun}:{code}"))


def said(words: str) -> Text:
    """Words in English and Chinese: `Core|核心`."""
    en, _, zh = words.partition("|")
    return Text(en=en, zh=zh or None)


def category(code: str, title: str) -> Category:
    return Category(key=key("category", code), code=code, title=said(title))


CATEGORIES = (
    category("public", "Public basic|公共基础"),
    category("basic", "Basic|专业基础"),
    category("core", "Core|专业核心"),
    category("extended", "Extended|专业拓展"),
)
EULER = Technology(
    key=key("technology", "openeuler"), code="openeuler", title=said("openEuler|欧拉"), purpose=Purpose.EMPLOYMENT
)
ALL = ("MC", "CN", "IOT")
SPANS = {"PUB": ALL, "NT": ALL, "DC": ("MC", "CN"), "CLOUD": ("MC", "IOT"), "SEC": ("CN",), "EDGE": ("IOT",)}


def module(position: int, code: str, category_code: str, title: str) -> Module:
    programs = SPANS[code]
    return Module(
        key=key("module", code),
        code=code,
        title=said(title),
        position=position,
        category=key("category", category_code),
        common=programs == ALL,
        programs=() if programs == ALL else tuple(sorted(key("program", each) for each in programs)),
    )


MODULES = (
    module(1, "PUB", "public", "Public courses|公共课程"),
    module(2, "NT", "basic", "Network technology|网络技术"),
    module(3, "DC", "core", "Datacom|数据通信"),
    module(4, "CLOUD", "extended", "Cloud services|云服务"),
    module(5, "SEC", "extended", "Network security|网络安全"),
    module(6, "EDGE", "extended", "Edge computing|边缘计算"),
)


def course(code: str, module_code: str, title: str, credits_: int = 4, needs: str = "", outcomes: int = 2) -> Course:
    return Course(
        key=key("course", code),
        code=code,
        title=said(title),
        module=key("module", module_code),
        type=CourseType.MIXED,
        credits=Decimal(credits_),
        weeks=16,
        theory_hours_per_week=Decimal(2),
        practice_hours_per_week=Decimal(credits_ - 2),
        requisite=Requisite(course=key("course", needs)) if needs else None,
        technologies=(EULER.key,) if code == "NT-B" else (),
        outcomes=tuple(
            Outcome(
                key=key("outcome", f"{code}.{number}"),
                code=f"{code}.{number}",
                text=said(f"Do part {number} of {code}|完成 {code} 第 {number} 部分"),
                level=CognitiveLevel.APPLY,
                assessments=(Assessment.LAB,),
            )
            for number in range(1, outcomes + 1)
        ),
    )


COURSES = (
    course("ENG", "PUB", "English|英语", outcomes=0),
    course("NT-A", "NT", "Network Technology A|网络技术 A"),
    course("NT-B", "NT", "Network Technology B|网络技术 B", needs="NT-A"),
    course("RS", "DC", "Routing and Switching|路由交换技术", 6, needs="NT-B"),
    course("WLAN", "DC", "Wireless LAN|无线局域网", needs="NT-B"),
    course("CS", "CLOUD", "Cloud Services|云服务技术"),
    course("FW", "SEC", "Firewalls|防火墙技术", needs="RS"),
    course("EC", "EDGE", "Edge Computing|边缘计算技术", needs="NT-A"),
)


def item(code: str, title: str, *children: Item, weight: int | None = None) -> Item:
    return Item(
        key=key("item", code),
        code=code,
        title=said(title),
        weight=None if weight is None else Decimal(weight),
        children=children,
    )


def framework(code: str, kind: FrameworkKind, title: str, *items: Item) -> Framework:
    return Framework(
        key=key("framework", code),
        code=code,
        family=code,
        kind=kind,
        title=said(title),
        version="V1.0",
        institution="szpu",
        footing=MADE_UP,
        items=items,
    )


HCIA = framework(
    "hcia",
    FrameworkKind.CERTIFICATION,
    "HCIA-Datacom|HCIA-Datacom 认证",
    item(
        "D1",
        "Networks|网络",
        item("D1.1", "Models|模型", weight=30),
        item("D1.2", "IP addresses|IP 地址", weight=20),
        weight=50,
    ),
    item("D2", "Switching|交换", item("D2.1", "VLAN|虚拟局域网"), item("D2.2", "WLAN|无线"), weight=50),
)
ENGINEER = framework(
    "engineer",
    FrameworkKind.JOB,
    "Network engineer|网络工程师",
    item("J1", "Configure switches|配置交换机"),
    item("J2", "Secure networks|保障网络安全"),
)
TRACK = framework("track", FrameworkKind.COMPETITION, "Network track|网络赛道", item("T1", "Routing|路由"))


def links(code: str, *targets: tuple[str, Framework, str, Depth]) -> CourseLinks:
    made = [
        Link(outcome=key("outcome", f"{code}.{number}"), framework=found.key, item=key("item", leaf), depth=depth)
        for number, found, leaf, depth in targets
    ]
    return CourseLinks(
        key=str(uuid5(UUID(key("course", code)), "links")),
        course=key("course", code),
        footing=MADE_UP,
        links=tuple(sorted(made, key=lambda link: (link.outcome, link.framework, link.item))),
    )


INTRODUCE, REINFORCE, MASTER = Depth.INTRODUCE, Depth.REINFORCE, Depth.MASTER
LINKS = (
    links("NT-A", ("1", HCIA, "D1.1", REINFORCE), ("2", HCIA, "D1.2", INTRODUCE)),
    links("NT-B", ("1", HCIA, "D1.2", REINFORCE), ("2", HCIA, "D2.1", INTRODUCE)),
    links("RS", ("1", HCIA, "D2.1", MASTER), ("1", ENGINEER, "J1", REINFORCE), ("2", TRACK, "T1", MASTER)),
    links("WLAN", ("1", HCIA, "D2.2", REINFORCE)),
    links("FW", ("1", ENGINEER, "J2", REINFORCE)),
)


def at(code: str, term: int | None = None) -> Placement:
    return Placement(course=key("course", code), term=term)


def plan(code: str, required: dict[str, int], pool: Pool, sitting: int | None) -> Plan:
    return Plan(
        key=key("plan", f"{code}-ordinary"),
        code=f"{code}-ordinary",
        training_type="ordinary",
        required=tuple(at(each, term) for each, term in required.items()),
        pools=(pool,),
        sittings=(Sitting(framework=HCIA.key, term=sitting),) if sitting else (),
    )


def choose_courses(program: str, *electives: Placement) -> Pool:
    return Pool(
        key=key("pool", f"{program}-EXT"),
        code=f"{program}-EXT",
        title=said("Extended|拓展"),
        category=key("category", "extended"),
        kind=PoolKind.COURSES,
        choose=1,
        electives=electives,
    )


def program(position: int, code: str, title: str, made: Plan, role: CertificationRole) -> Program:
    return Program(
        key=key("program", code),
        code=code,
        title=said(title),
        position=position,
        catalogue_code=f"51030{position}",
        terms=4,
        jobs=(ENGINEER.key,),
        competitions=(TRACK.key,),
        certifications=(Certification(framework=HCIA.key, role=role),),
        plans=(made,),
    )


BASE = {"ENG": 1, "NT-A": 1, "NT-B": 2}
PROGRAMS = (
    program(
        1,
        "MC",
        "Modern Communications|现代通信技术",
        plan("MC", {**BASE, "RS": 3}, choose_courses("MC", at("WLAN", 3), at("CS", 4)), 4),
        CertificationRole.RECOMMENDED,
    ),
    program(
        2,
        "CN",
        "Computer Networks|计算机网络技术",
        plan("CN", {**BASE, "RS": 3, "WLAN": 3}, choose_courses("CN", at("FW", 4)), 4),
        CertificationRole.RECOMMENDED,
    ),
    program(
        3,
        "IOT",
        "IoT Applications|物联网应用技术",
        plan("IOT", BASE, choose_courses("IOT", at("EC", 3), at("CS", 3)), None),
        CertificationRole.INTEGRATED,
    ),
)


def promise(program_code: str) -> Rule:
    return Rule(
        key=key("rule", f"{program_code}-HCIA"),
        code=f"{program_code}-HCIA",
        title=said(f"{program_code} meets every item of HCIA-Datacom|{program_code} 达到 HCIA-Datacom 全部条目"),
        severity=Severity.ERROR,
        measure=Measure.ITEMS_MET,
        scope=Scope(programs=(key("program", program_code),), framework=HCIA.key),
        comparator=Comparator.AT_LEAST,
        value=Decimal(4),
    )


SHORT = Rule(
    key=key("rule", "SHORT-TERMS"),
    code="SHORT-TERMS",
    title=said("No term has more than 30 credits|每学期不超过 30 学分"),
    severity=Severity.WARNING,
    measure=Measure.TERM_CREDITS,
    comparator=Comparator.AT_MOST,
    value=Decimal(30),
)


def dossier() -> Dossier:
    """The whole of it. Modern Communications breaks its promise by one elective; Computer Networks keeps it."""
    head = Head(
        key=key("cluster", "ict"),
        code="ict",
        institution="szpu",
        title=said("Small ICT cluster|小型信息通信专业群"),
        categories=CATEGORIES,
        technologies=(EULER,),
        footing=MADE_UP,
    )
    cluster = Cluster(
        head=head,
        programs=PROGRAMS,
        modules=MODULES,
        courses=COURSES,
        links=LINKS,
        rules=(promise("MC"), promise("CN"), SHORT),
        frameworks=(HCIA.key, ENGINEER.key, TRACK.key),
    )
    return Dossier(cluster=cluster, frameworks=(HCIA, ENGINEER, TRACK))


def index() -> Index:
    """The small cluster, looked up by key."""
    return Index(dossier())
