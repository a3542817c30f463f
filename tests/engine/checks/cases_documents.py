"""One case for each code of documents (D), requisites (Q) and texts (T)."""

from dataclasses import replace

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import Requisite
from fourfold.domain.footing import Confidence, Footing, Ground
from fourfold.domain.framework import Depth
from fourfold.domain.link import Link
from fourfold.domain.text import Text
from tests import factories as make
from tests.engine.checks.case import Case
from tests.engine.checks.cases_plans import more
from tests.engine.checks.tiny import changed, sound, with_parts

SOUND = sound()
UNPINNED = Dossier(
    cluster=replace(SOUND.cluster, frameworks=(make.key("framework", "CERT"),)), frameworks=SOUND.frameworks
)
SPARE = make.framework("SPARE", make.item("SPARE", "S1"))
GHOST = {
    noun: make.key(noun, "GHOST")
    for noun in ("course", "module", "program", "category", "technology", "outcome", "framework", "item")
}
TWICE = make.links("C1")
SPLIT = with_parts(
    SOUND,
    replace(TWICE, key=make.key("links", "C1 again")),
)
LINK_TO_NOTHING = replace(make.link("C2.2", "JOB/J1"), item=GHOST["item"])
LINK_OF_NOTHING = replace(make.link("C2.2", "JOB/J1"), outcome=GHOST["outcome"])
C2_FIRST = make.link("C2.1", "CERT/A2", Depth.MASTER)
C2_SECOND = make.link("C2.2", "JOB/J1")


def links_of_c2(*more: Link) -> Dossier:
    """The sound cluster with more links of C2."""
    return changed(sound(), "links:C2", links=(C2_FIRST, C2_SECOND, *more))


def requiring(course: str, requisite: Requisite) -> Dossier:
    return changed(sound(), course, requisite=requisite)


DOCUMENTS = (
    Case(
        "D001",
        changed(SOUND, "E2", requisite=Requisite(course=GHOST["course"])),
        "course:E2/requisite/course",
        f"`requisite/course` names the course {GHOST['course']}, which does not exist.",
    ),
    Case(
        "D002",
        changed(more("C3", make.placed("C3", 1)), "C3", module=GHOST["module"]),
        "course:C3/module",
        f"`module` names the module {GHOST['module']}, which does not exist.",
    ),
    Case(
        "D003",
        changed(SOUND, "NETS", programs=(make.key("program", "NET"), GHOST["program"])),
        "module:NETS/programs/1",
        f"`programs/1` names the program {GHOST['program']}, which does not exist.",
    ),
    Case(
        "D004",
        changed(SOUND, "NET-EXT", category=GHOST["category"]),
        "program:NET/plans/0/pools/0/category",
        f"`plans/0/pools/0/category` names the category {GHOST['category']}, which does not exist.",
    ),
    Case(
        "D005",
        changed(SOUND, "C2", technologies=(GHOST["technology"],)),
        "course:C2/technologies/0",
        f"`technologies/0` names the technology {GHOST['technology']}, which does not exist.",
    ),
    Case(
        "D006",
        links_of_c2(LINK_OF_NOTHING),
        "links:C2/links/2/outcome",
        f"`links/2/outcome` names the outcome {GHOST['outcome']}, which does not exist.",
    ),
    Case(
        "D007",
        changed(SOUND, "NET", competitions=(GHOST["framework"],)),
        "program:NET/competitions/0",
        f"`competitions/0` names the framework {GHOST['framework']}, which does not exist.",
    ),
    Case(
        "D008",
        links_of_c2(LINK_TO_NOTHING),
        "links:C2/links/2/item",
        f"`links/2/item` names the item {GHOST['item']}, which does not exist.",
    ),
    Case(
        "D009",
        changed(SOUND, "NET-ORD", key=make.key("pool", "NET-EXT")),
        "program:NET/plans/0/pools/0",
        f"The key {make.key('pool', 'NET-EXT')} is already that of plan NET-ORD.",
    ),
    Case(
        "D010",
        changed(SOUND, "E2", code="e1"),
        "course:e1",
        "Another course already has the code e1 (capitals do not count).",
    ),
    Case("D011", SPLIT, "links:C1", "The links of course C1 stand in two parts."),
    Case(
        "D012",
        UNPINNED,
        "cluster:TINY/frameworks",
        "Framework JOB lies beside the cluster, which does not pin it.",
    ),
    Case(
        "D013",
        with_parts(SOUND, SPARE),
        "framework:SPARE",
        "No program names framework SPARE and no course is linked to it.",
    ),
    Case(
        "D014",
        changed(SOUND, "C1", technologies=()),
        "cluster:TINY/technologies/0",
        "No course names the technology EULER.",
    ),
    Case(
        "D015",
        changed(SOUND, "TINY", categories=lambda old: (*old, make.category("SPARE"))),
        "cluster:TINY/categories/3",
        "No module is in category SPARE.",
    ),
    Case(
        "D016",
        changed(SOUND, "C2.P", outcomes=make.keys("outcome", ("C1.1",))),
        "course:C2/projects/0/outcomes/0",
        "Project C2.P exercises outcome C1.1, which belongs to course C1.",
    ),
)

ELSEWHERE = with_parts(more("C3"), make.program("IOT", make.plan("IOT-ORD", make.places(C1=1, C3=1))))
REQUISITES = (
    Case(
        "Q001",
        changed(requiring("E1", make.any_of("C2", "E2")), "E2", requisite=make.any_of("C2", "E1")),
        "course:E1/requisite",
        "These courses require each other in a circle: E1 → E2 → E1.",
    ),
    Case(
        "Q002",
        requiring("C1", make.co("C1")),
        "course:C1/requisite/course",
        "Course C1 requires itself.",
    ),
    Case(
        "Q003",
        changed(SOUND, "NET-ORD", required=make.places(C1=2, C2=2)),
        "program:NET/plans/0/required/1",
        "In plan NET-ORD course C2 starts in term 2, but C1, which must be completed in an earlier "
        "term, is completed in term 2.",
    ),
    Case(
        "Q004",
        changed(ELSEWHERE, "C2", requisite=Requisite(all_of=(make.pre("C1"), make.any_of("C3")))),
        "program:NET/plans/0/required/1",
        "In plan NET-ORD course C2 requires C3, which the plan cannot take.",
        ELSEWHERE,
    ),
    Case(
        "Q005",
        requiring("E1", make.together("C2")),
        "program:NET/plans/0/pools/0/electives/0",
        "In plan NET-ORD the elective E1 can never be taken: its requisites cannot hold in any of its terms.",
    ),
    Case(
        "Q006",
        requiring("C2", make.pre("C1", "C1")),
        "course:C2/requisite/all_of/1",
        "Course C2 names its requisite C1 twice.",
    ),
)

TEXTS = (
    Case(
        "T001",
        changed(SOUND, "C2", title=Text(en="Routing")),
        "course:C2/title",
        "The text “Routing” is missing in zh.",
    ),
    Case(
        "T002",
        with_parts(
            changed(SOUND, "links:C1", links=lambda old: (*old, make.link("C1.1", "CUP/I"))),
            make.framework("CUP", make.item("CUP", "I", title=Text(en="Item")), title=Text(en="Cup")),
        ),
        "framework:CUP",
        "No text of this document is in zh.",
    ),
    Case(
        "T003", changed(SOUND, "C2", unit=Text()), "course:C2/unit", "The text `unit` says nothing in either language."
    ),
    Case(
        "T004",
        changed(SOUND, "C2", footing=Footing(ground=Ground.SOURCED)),
        "course:C2/footing",
        "This is called sourced, yet names no source.",
    ),
    Case(
        "T005",
        changed(SOUND, "C2", footing=Footing(ground=Ground.ESTIMATED, confidence=Confidence.HIGH)),
        "course:C2/footing",
        "A confidence is given for what is estimated, not sourced.",
    ),
)
CASES = (*DOCUMENTS, *REQUISITES, *TEXTS)
