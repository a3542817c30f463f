"""One case for each code of links (L) and frameworks (F)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Assessment, CognitiveLevel
from fourfold.domain.footing import Footing, Ground
from fourfold.domain.framework import Depth, Framework, FrameworkKind, Item
from fourfold.domain.link import Link
from tests import factories as make
from tests.engine.checks.case import Case
from tests.engine.checks.tiny import changed, sound, with_parts, without

SOUND = sound()
A1 = make.link("C1.1", "CERT/A1")
INTRODUCED = make.link("C1.1", "CERT/A2", Depth.INTRODUCE)
MASTERED = make.link("C2.1", "CERT/A2", Depth.MASTER)
SERVED = make.link("C2.2", "JOB/J1")


def c1(*links: Link) -> Dossier:
    """The sound cluster with these links of C1."""
    return changed(SOUND, "links:C1", links=links)


def c2(*links: Link) -> Dossier:
    """The sound cluster with these links of C2."""
    return changed(SOUND, "links:C2", links=links)


def cup(*items: Item, **more: Any) -> Framework:  # noqa: ANN401 - fields by name
    """A competition."""
    own = items or (make.item("CUP", "K1"),)
    return make.framework("CUP", *own, kind=FrameworkKind.COMPETITION, **more)


def with_cup(*items: Item, **more: object) -> Dossier:
    """The sound cluster with a competition that C1 serves, whatever its items, named by nobody."""
    framework = cup(*items, **more)
    linked = tuple(make.link("C1.1", f"CUP/{leaf.code}") for leaf in framework.leaves())
    return with_parts(changed(SOUND, "links:C1", links=lambda old: (*old, *linked)), framework)


IN_TWO_PROGRAMS = with_parts(
    SOUND,
    make.course("C3", "NEWS"),
    make.links("C3", make.link("C3.1", "CERT/B")),
    make.module("NEWS", "CORE", ("IOT",)),
    make.program("IOT", make.plan("IOT-ORD", make.places(C1=1, C3=2))),
)

LINKS = (
    Case(
        "L001",
        c2(MASTERED, SERVED, make.link("C1.1", "JOB/J1")),
        "links:C2/links/2/outcome",
        "The links of course C2 name outcome C1.1, which belongs to course C1.",
    ),
    Case(
        "L002",
        c2(MASTERED, SERVED, make.link("C2.2", "CERT/A")),
        "links:C2/links/2/item",
        "Outcome C2.2 is linked to A of CERT, which has items below it.",
    ),
    Case(
        "L003",
        c2(MASTERED, SERVED, replace(make.link("C2.2", "CERT/B"), framework=make.key("framework", "JOB"))),
        "links:C2/links/2/item",
        "Outcome C2.2 is linked to item B as one of JOB, but it belongs to CERT.",
    ),
    Case(
        "L004",
        c2(MASTERED, SERVED, replace(SERVED, depth=Depth.INTRODUCE)),
        "links:C2/links/2",
        "Outcome C2.2 is linked to J1 of JOB twice.",
    ),
    Case(
        "L005",
        c1(replace(A1, hours=Decimal(40)), replace(INTRODUCED, hours=Decimal("24.5"))),
        "links:C1",
        "The links of course C1 to CERT take 64.5 hours; the course has 64.",
        c1(replace(A1, hours=Decimal(40)), replace(INTRODUCED, hours=Decimal(24))),
    ),
    Case(
        "L006",
        c1(A1),
        "links:C2/links/0/depth",
        "Outcome C2.1 masters A2 of CERT, but in plan NET-ORD nothing introduces or reinforces it by then.",
    ),
    Case(
        "L007",
        c2(MASTERED, make.link("C2.2", "CERT/B")),
        "framework:JOB/items/0",
        "No course teaches J1 of JOB.",
    ),
    Case(
        "L008",
        changed(
            changed(IN_TWO_PROGRAMS, "links:E1", links=(make.link("E1.1", "JOB/J1"),)),
            "links:E2",
            links=(make.link("E2.1", "JOB/J1"),),
        ),
        "program:NET/certifications/0",
        "No course of plan NET-ORD teaches B of CERT, which program NET recommends.",
        IN_TWO_PROGRAMS,
    ),
    Case(
        "L009",
        c2(replace(MASTERED, depth=Depth.REINFORCE), SERVED),
        "program:NET/certifications/0",
        "No choice in plan NET-ORD treats these items of CERT as deeply as it asks: A2.",
    ),
    Case(
        "L010",
        c2(MASTERED, make.link("C2.1", "JOB/J1")),
        "course:C2/outcomes/1",
        "Outcome C2.2 serves no job, competition, certification or regulation.",
    ),
    Case("L011", without(SOUND, "links:E2"), "course:E2", "No outcome of course E2 is linked to anything."),
    Case(
        "L012",
        changed(SOUND, "C2.2", assessments=()),
        "course:C2/outcomes/1",
        "Nothing assesses outcome C2.2.",
    ),
    Case(
        "L013",
        without(changed(SOUND, "E2", outcomes=()), "links:E2"),
        "course:E2/outcomes",
        "Course E2 has no outcomes.",
    ),
    Case(
        "L014",
        c2(MASTERED, replace(SERVED, assessment=Assessment.QUIZ)),
        "links:C2/links/1/assessment",
        "The link of outcome C2.2 to J1 is shown by quiz, which does not assess the outcome.",
        c2(MASTERED, replace(SERVED, assessment=Assessment.LAB)),
    ),
    Case(
        "L015",
        changed(SOUND, "C2.1", level=CognitiveLevel.UNDERSTAND),
        "links:C2/links/0/depth",
        "Outcome C2.1 is of level understand and yet masters A2 of CERT, without a rationale.",
        changed(
            c2(replace(MASTERED, rationale=make.said("the lab asks for it")), SERVED),
            "C2.1",
            level=CognitiveLevel.UNDERSTAND,
        ),
    ),
    Case("L016", changed(SOUND, "C2.P", outcomes=()), "course:C2/projects/0", "Project C2.P exercises no outcome."),
)

OLD, LAST, TODAY = date(2026, 5, 31), date(2026, 9, 30), make.TODAY
NEWER = make.framework("CERT2", make.item("CERT2", "K1"), family="CERT", supersedes=make.key("framework", "CERT"))


def succeeded(**more: object) -> Dossier:
    """The sound cluster with a newer version of the certification, which C1 serves as well."""
    linked = make.link("C1.1", "CERT2/K1")
    return with_parts(changed(SOUND, "links:C1", links=lambda old: (*old, linked)), replace(NEWER, **more))  # type: ignore[arg-type]  # fields by name


VERSIONS = (
    Case(
        "F001",
        changed(SOUND, "JOB", retires_on_date=OLD),
        "framework:JOB/retires_on_date",
        "Framework JOB retired on 2026-05-31; still named by NET.",
    ),
    Case(
        "F002",
        with_cup(retires_on_date=OLD),
        "framework:CUP/retires_on_date",
        "Framework CUP retired on 2026-05-31; these courses are still linked to it: C1.",
        with_cup(retires_on_date=TODAY),
    ),
    Case(
        "F003",
        changed(succeeded(), "CERT", retires_on_date=LAST),
        "framework:CERT/retires_on_date",
        "Framework CERT retires on 2026-09-30, in 121 days; named by NET.",
    ),
    Case(
        "F004",
        changed(SOUND, "JOB", valid_from_date=date(2026, 6, 2)),
        "framework:JOB/valid_from_date",
        "Framework JOB is valid from 2026-06-02 only; already named by NET.",
        changed(SOUND, "JOB", valid_from_date=TODAY),
    ),
    Case(
        "F005",
        succeeded(),
        "framework:CERT",
        "Framework CERT is superseded by CERT2, which is at hand; named by NET.",
    ),
    Case(
        "F006",
        changed(succeeded(), "CERT", supersedes=make.key("framework", "CERT2")),
        "framework:CERT/supersedes",
        "These versions supersede each other in a circle: CERT → CERT2 → CERT.",
    ),
    Case(
        "F007",
        changed(with_cup(supersedes=make.key("framework", "JOB")), "NET", competitions=(make.key("framework", "CUP"),)),
        "framework:CUP/supersedes",
        "Framework CUP of family CUP supersedes JOB of family JOB.",
    ),
    Case(
        "F008",
        with_cup(valid_from_date=date(2027, 1, 1), retires_on_date=date(2026, 12, 31)),
        "framework:CUP/retires_on_date",
        "Framework CUP retires on 2026-12-31, before it is valid from 2027-01-01.",
    ),
    Case(
        "F009",
        with_parts(changed(SOUND, "NET", competitions=(make.key("framework", "CUP"),)), replace(cup(), items=())),
        "framework:CUP/items",
        "Framework CUP has no items.",
    ),
    Case(
        "F016",
        changed(with_cup(version="V1", family="JOB"), "JOB", version="V1"),
        "framework:CUP/version",
        "Frameworks CUP and JOB are both version V1 of JOB.",
    ),
)


def weighed(*weights: int | None, **more: object) -> Dossier:
    """The sound cluster with a competition whose items have these weights."""
    numbered = enumerate(weights, 1)
    items = (make.item("CUP", f"K{n}", weight=None if w is None else Decimal(w)) for n, w in numbered)
    return with_cup(*items, **more)


FACT = Footing(ground=Ground.SOURCED, source="the provider's page")
WEIGHTS = (
    Case(
        "F010",
        weighed(60, 50),
        "framework:CUP/items",
        "The weights below CUP of CUP add up to 110, above their total 100.",
        weighed(60, 50, total=Decimal(110)),
    ),
    Case(
        "F011",
        changed(weighed(60, 40), "CUP", items=lambda old: (*old, make.item("CUP", "K3"))),
        "framework:CUP/items",
        "The known weights below CUP of CUP already add up to 100; nothing is left for K3.",
    ),
    Case(
        "F012",
        weighed(60, 30),
        "framework:CUP/items",
        "The weights below CUP of CUP add up to 90, below their total 100.",
        weighed(60, 40),
    ),
    Case(
        "F013",
        weighed(100, 0),
        "framework:CUP/items/1/weight",
        "Item K2 of CUP has the weight 0.",
        weighed(100),
    ),
    Case(
        "F014",
        weighed(60, None),
        "framework:CUP/items",
        "Framework CUP has known and unknown weights: its weighted measures are intervals.",
        weighed(None, None),
    ),
    Case(
        "F015",
        with_cup(make.item("CUP", "K1", weight=Decimal(100), footing=make.MADE_UP), footing=FACT),
        "framework:CUP/items/0/weight",
        "Item K1 of CUP has an illustrative weight, but the framework is sourced.",
        with_cup(make.item("CUP", "K1", weight=Decimal(100)), footing=FACT),
    ),
)
CASES = (*LINKS, *VERSIONS, *WEIGHTS)
