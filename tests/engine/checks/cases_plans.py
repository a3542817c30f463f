"""One case for each code of programs, plans, pools and modules (P)."""

from decimal import Decimal

from fourfold.domain.cluster import Dossier
from fourfold.domain.course import CourseType
from fourfold.domain.plan import Placement, Pool
from tests import factories as make
from tests.engine.checks.case import Case
from tests.engine.checks.tiny import changed, sound, with_parts

SOUND = sound()
JOB = make.key("framework", "JOB")


def with_course(code: str, *required: Placement, module: str = "GROUND", **more: object) -> Dossier:
    """The sound cluster with another optional course, required or not."""
    given: dict[str, object] = {"optional": True, "outcomes": 0} | more
    course = make.course(code, module, **given)  # type: ignore[arg-type]  # fields by name
    linked = make.links(code, make.link(f"{code}.1", "JOB/J1"))
    placed = changed(SOUND, "NET-ORD", required=lambda old: (*old, *required))
    return with_parts(placed, course, *([linked] if course.outcomes else []))


def more(code: str, *required: Placement, module: str = "GROUND", **fields: object) -> Dossier:
    """The sound cluster with another optional course with an outcome that serves the job."""
    return with_course(code, *required, module=module, **({"outcomes": 1} | fields))


def pools(*given: Pool) -> Dossier:
    return changed(SOUND, "NET-ORD", pools=lambda old: (*old, *given))


def pools_of_three() -> Dossier:
    """The sound cluster with a second pool of two more electives."""
    fourth = make.course("E4", "GROUND", optional=True), make.links("E4", make.link("E4.1", "JOB/J1"))
    art = make.pool("NET-ART", "EXT", *make.places(E3=3, E4=3))
    return changed(with_parts(more("E3"), *fourth), "NET-ORD", pools=lambda old: (*old, art))


WHOLE = changed(SOUND, "NET-ORD", pools=(make.module_pool("NET-EXT", "EXT", "CLOUD", "DATA"),))

UNPROMISED = changed(changed(SOUND, "NET", certifications=()), "NET-ORD", sittings=())

IOT = make.program("IOT", make.plan("IOT-ORD", make.places(C1=1, C3=2)))
VARIANTS = with_parts(changed(more("C3", subject="nets"), "C2", subject="Nets"), IOT)
SHARED_NETS = with_parts(
    changed(more("C3", module="NETS"), "NETS", programs=make.keys("program", ("IOT", "NET"))),
    make.program("IOT", make.plan("IOT-ORD", make.places(C1=1, C2=2, C3=3))),
)


PROGRAMS = (
    Case("P001", with_parts(SOUND, make.program("NEW")), "program:NEW", "Program NEW has no plan."),
    Case(
        "P002",
        changed(UNPROMISED, "NET", plans=lambda old: (*old, make.plan("NET-32", training_type="3+2"))),
        "program:NET/plans/1",
        "Plan NET-32 requires no course and has no elective pool.",
        UNPROMISED,
    ),
    Case(
        "P003",
        more("C3", make.placed("C3")),
        "program:NET/plans/0/required/2",
        "Plan NET-ORD requires course C3 in no term.",
        more("C3", make.placed("C3", 1)),
    ),
    Case(
        "P004",
        changed(SOUND, "C1", terms=(2, 3)),
        "program:NET/plans/0/required/0",
        "Plan NET-ORD starts course C1 in term 1; it may start in 2, 3.",
    ),
    Case(
        "P005",
        more("C3", make.placed("C3", 4), span=2),
        "program:NET/plans/0/required/2",
        "Plan NET-ORD ends course C3 in term 5; the program has 4.",
        more("C3", make.placed("C3", 3), span=2),
    ),
    Case(
        "P006",
        changed(changed(SOUND, "NET-EXT", electives=(make.placed("E1", 3), make.placed("E2"))), "E2", terms=(5,)),
        "program:NET/plans/0/pools/0/electives/1",
        "In plan NET-ORD the elective E2 fits into no term of the program.",
        changed(changed(SOUND, "NET-EXT", electives=(make.placed("E1", 3), make.placed("E2"))), "E2", terms=(2,)),
    ),
    Case(
        "P007",
        changed(SOUND, "NET-ORD", required=(*make.places(C1=1, C2=2), make.placed("C1", 3))),
        "program:NET/plans/0/required/2",
        "Plan NET-ORD requires course C1 twice.",
    ),
    Case(
        "P008",
        with_parts(
            changed(SOUND, "NETS", programs=make.keys("program", ("IOT",))),
            make.program("IOT", make.plan("IOT-ORD", make.places(C1=1, C2=2))),
        ),
        "program:NET/plans/0/required/1",
        "Plan NET-ORD takes course C2 of module NETS, which is not offered to program NET.",
        with_parts(
            changed(SOUND, "NETS", programs=make.keys("program", ("IOT", "NET"))),
            make.program("IOT", make.plan("IOT-ORD", make.places(C1=1, C2=2))),
        ),
    ),
    Case(
        "P009",
        changed(SHARED_NETS, "C3", optional=False),
        "program:NET/plans/0/required",
        "Plan NET-ORD takes module NETS without its course C3.",
        SHARED_NETS,
    ),
    Case("P010", more("C3"), "course:C3", "No plan takes course C3.", more("C3", make.placed("C3", 1))),
    Case(
        "P011",
        changed(VARIANTS, "IOT-ORD", required=make.places(C1=1)),
        "course:C3",
        "No plan takes the variant C3 of subject nets.",
        VARIANTS,
    ),
    Case(
        "P012",
        changed(VARIANTS, "NET-ORD", required=make.places(C1=1, C2=2, C3=3)),
        "program:NET/plans/0/required/2",
        "Plan NET-ORD requires C3 and C2, variants of the subject nets.",
        VARIANTS,
    ),
    Case(
        "P013",
        changed(
            SOUND,
            "NET",
            plans=lambda old: (
                *old,
                make.plan(
                    "NET-TWO",
                    make.places(C1=1, C2=2),
                    make.pool("NET-TWO-EXT", "EXT", *make.places(E1=3, E2=3)),
                    sittings=(make.sitting("CERT", 3),),
                ),
            ),
        ),
        "program:NET/plans/1/training_type",
        "Program NET has two plans for the training type ordinary.",
    ),
    Case(
        "P014",
        changed(SOUND, "NET", jobs=(), competitions=(JOB,)),
        "program:NET/competitions/0",
        "Program NET names JOB among its competitions, but it is a job.",
    ),
    Case(
        "P015",
        changed(SOUND, "NET", jobs=(JOB, JOB)),
        "program:NET/jobs/1",
        "Program NET names framework JOB twice.",
    ),
    Case(
        "P016",
        changed(SOUND, "NET", certifications=()),
        "program:NET/plans/0/sittings/0",
        "Plan NET-ORD sits CERT, which program NET does not name.",
    ),
    Case(
        "P017",
        changed(SOUND, "NET-ORD", sittings=()),
        "program:NET/plans/0/sittings",
        "Plan NET-ORD has no sitting of CERT, which program NET recommends.",
    ),
    Case(
        "P018",
        changed(SOUND, "NET-ORD", sittings=(make.sitting("CERT", 5),)),
        "program:NET/plans/0/sittings/0/term",
        "Plan NET-ORD sits CERT after term 5; the program has 4.",
    ),
    Case(
        "P019",
        changed(VARIANTS, "NET-ORD", sittings=(make.sitting("CERT", course="C3"),)),
        "program:NET/plans/0/sittings/0/course",
        "Plan NET-ORD sits CERT after course C3, which it cannot take.",
        changed(VARIANTS, "NET-ORD", sittings=(make.sitting("CERT", course="C2"),)),
    ),
    Case(
        "P020",
        changed(SOUND, "NET", certifications=(make.certification("CERT", through="CLOUD"),)),
        "program:NET/certifications/0/through",
        "Program NET reaches CERT through module CLOUD, which no pool of plan NET-ORD offers.",
        changed(WHOLE, "NET", certifications=(make.certification("CERT", through="CLOUD"),)),
    ),
)

WORKLOAD = (
    Case(
        "P021",
        changed(SOUND, "NET-ORD", calendar=lambda old: (*old, make.weeks(5))),
        "program:NET/plans/0/calendar/4",
        "The calendar of plan NET-ORD names term 5 twice or beyond the program.",
    ),
    Case(
        "P022",
        changed(SOUND, "NET-ORD", calendar=lambda old: old[:3]),
        "program:NET/plans/0/calendar",
        "The calendar of plan NET-ORD leaves out term 4.",
    ),
    Case(
        "P023",
        changed(SOUND, "C2", weeks=18),
        "program:NET/plans/0/required/1",
        "In plan NET-ORD course C2 runs 18 weeks, but its terms teach 16.",
    ),
    Case(
        "P024",
        changed(changed(SOUND, "C1", concentrated_weeks=3), "C2", concentrated_weeks=2),
        "program:NET/plans/0/calendar",
        "In plan NET-ORD the courses required in term 1 need 3 concentrated weeks; it has 2.",
    ),
    Case(
        "P025",
        changed(SOUND, "E2", weeks=0, theory_hours_per_week=Decimal(0), practice_hours_per_week=Decimal(0)),
        "course:E2",
        "Course E2 has no hours.",
    ),
    Case(
        "P026",
        changed(SOUND, "E2", weeks=0),
        "course:E2/weeks",
        "Course E2 has 0 weeks and 4 hours a week: one of them is zero.",
    ),
    Case(
        "P027",
        changed(SOUND, "E2", type=CourseType.THEORY),
        "course:E2/type",
        "Course E2 is of type theory, but has 32 hours of theory and 32 of practice.",
    ),
    Case("P028", changed(SOUND, "E2", credits=Decimal(0)), "course:E2/credits", "Course E2 gives no credits."),
)

POOLS = (
    Case(
        "P029",
        changed(changed(SOUND, "E1", requisite=make.together("E2")), "E2", requisite=make.together("E1")),
        "program:NET/plans/0/pools",
        "Plan NET-ORD cannot be completed: NET-EXT, E1, E2 leave no choice of electives.",
    ),
    Case(
        "P030",
        pools(make.pool("NET-ART", "EXT")),
        "program:NET/plans/0/pools/1",
        "Pool NET-ART of plan NET-ORD lists nothing to choose from.",
    ),
    Case(
        "P031",
        changed(SOUND, "NET-EXT", choose=3),
        "program:NET/plans/0/pools/0",
        "Pool NET-EXT of plan NET-ORD asks for 3, but lists only 2.",
    ),
    Case(
        "P032",
        changed(SOUND, "NET-EXT", choose=2),
        "program:NET/plans/0/pools/0",
        "Pool NET-EXT of plan NET-ORD asks for all that it lists.",
    ),
    Case(
        "P033",
        changed(SOUND, "NET-EXT", electives=make.places(E1=3, E2=3, C2=2)),
        "program:NET/plans/0/pools/0/electives/2",
        "Pool NET-EXT of plan NET-ORD offers course C2, which the plan requires.",
    ),
    Case(
        "P034",
        changed(pools_of_three(), "NET-ART", electives=make.places(E1=3, E3=3, E4=3)),
        "program:NET/plans/0/pools/1/electives/0",
        "Course E1 stands in the pools NET-EXT, NET-ART of plan NET-ORD.",
        pools_of_three(),
    ),
    Case(
        "P035",
        changed(SOUND, "NET-EXT", electives=(make.placed("E1", 3), make.placed("E2", 3), make.placed("E1", 4))),
        "program:NET/plans/0/pools/0/electives/2",
        "Pool NET-EXT of plan NET-ORD lists course E1 twice.",
    ),
    Case(
        "P036",
        changed(WHOLE, "NET-EXT", electives=(make.placed("C2", 3),)),
        "program:NET/plans/0/pools/0/electives/0",
        "Pool NET-EXT of plan NET-ORD fixes course C2, which is in none of its modules.",
        WHOLE,
    ),
)

MODULES = (
    Case("P037", with_parts(SOUND, make.module("NEW", "EXT")), "module:NEW", "Module NEW has no courses."),
    Case(
        "P038",
        changed(SOUND, "DATA", programs=()),
        "module:DATA/programs",
        "Module DATA is not common and is offered to no program.",
    ),
    Case(
        "P039",
        changed(SOUND, "DATA", common=True),
        "module:DATA/programs",
        "Module DATA is common to the cluster and yet names programs.",
    ),
    Case(
        "P040",
        changed(VARIANTS, "DATA", programs=make.keys("program", ("IOT", "NET"))),
        "module:DATA/programs/0",
        "Module DATA is offered to program IOT, but no plan of it takes a course of the module.",
        VARIANTS,
    ),
)
CASES = (*PROGRAMS, *WORKLOAD, *POOLS, *MODULES)
