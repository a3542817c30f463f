"""One case for each code of rules (U)."""

from decimal import Decimal

from fourfold.domain.cluster import Dossier
from fourfold.domain.program import CertificationRole
from fourfold.domain.rule import Comparator, Measure
from tests import factories as make
from tests.engine.checks.case import Case
from tests.engine.checks.tiny import changed, sound, with_parts

SOUND = sound()
LEAST, MOST, BETWEEN = Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.BETWEEN


def ruled(measure: Measure, comparator: Comparator, value: float, **more: object) -> Dossier:
    """The sound cluster with one more rule."""
    return with_parts(SOUND, make.rule("R1", measure, comparator, value, **more))


def promised(value: float, measure: Measure = Measure.ITEMS_MET, **more: object) -> Dossier:
    """The sound cluster with a promise of its certification."""
    return ruled(measure, LEAST, value, **{"scope": make.scope("CERT")} | more)


PRACTISED = with_parts(
    changed(SOUND, "NET-ORD", pools=lambda old: (*old, make.unlisted_pool("NET-ART", "EXT", 4))),
    make.rule("R1", Measure.PRACTICE_SHARE, LEAST, 50),
)
INTEGRATED = changed(SOUND, "NET", certifications=(make.certification("CERT", CertificationRole.INTEGRATED),))

CASES = (
    Case(
        "U001",
        changed(promised(3), "links:E2", links=(make.link("E2.1", "JOB/J1"),)),
        "program:NET/plans/0",
        "Rule R1 is broken by NET-ORD: Of the 3 items of CERT, at least 3 are met at its sitting.",
        promised(3),
    ),
    Case(
        "U002",
        PRACTISED,
        "program:NET/plans/0",
        "Rule R1 could not be decided for NET-ORD, which has between 37.5 % and 62.5 %: "
        "Practice hours are at least 50 % of total hours.",
        changed(PRACTISED, "R1", value=Decimal("37.5")),
    ),
    Case(
        "U003",
        ruled(Measure.COURSES, LEAST, 1, scope=make.scope(training_types=("3+2",))),
        "rule:R1/scope",
        "Rule R1 speaks of nothing: 3+2: Each plan requires at least 1 courses.",
        ruled(Measure.COURSES, LEAST, 1, scope=make.scope(training_types=("Ordinary",))),
    ),
    Case(
        "U004",
        ruled(Measure.ITEMS_MET, LEAST, 1, scope=make.scope("JOB")),
        "rule:R1/scope",
        "Rule R1 names no term, and plan NET-ORD has no sitting of JOB.",
        ruled(Measure.ITEMS_MET, LEAST, 1, scope=make.scope("JOB", 2)),
    ),
    Case(
        "U005",
        with_parts(
            INTEGRATED, make.rule("R1", Measure.ITEMS_MET, LEAST, 3, scope=make.scope("CERT", programs=("NET",)))
        ),
        "rule:R1/scope/programs",
        "Rule R1 promises CERT for program NET, which does not recommend it.",
        promised(3, scope=make.scope("CERT", programs=("NET",))),
    ),
    Case(
        "U006",
        ruled(Measure.HOURS, BETWEEN, 192),
        "rule:R1/upper",
        "Rule R1 compares between 192, upper –: these bounds make no sense.",
        ruled(Measure.HOURS, BETWEEN, 192, upper=Decimal(200)),
    ),
    Case(
        "U007",
        promised(3, scope=make.scope()),
        "rule:R1/scope/framework",
        "Rule R1 measures coverage, but names no framework.",
        promised(3),
    ),
    Case(
        "U008",
        ruled(Measure.PRACTICE_SHARE, MOST, 500),
        "rule:R1/value",
        "Rule R1 expects 500 of practice-share, which never exceeds 100.",
        ruled(Measure.PRACTICE_SHARE, MOST, 50),
    ),
    Case(
        "U009",
        promised(100, Measure.MET_WEIGHT),
        "rule:R1/measure",
        "Rule R1 promises met-weight of CERT, whose weights are illustrative.",
        promised(100, Measure.ITEMS_MET_SHARE),
    ),
    Case(
        "U010",
        ruled(Measure.COMPLEXITY, MOST, 100, scope=make.scope(categories=("CORE",))),
        "rule:R1/scope/categories",
        "Rule R1 names categories in its scope, which complexity does not read.",
        ruled(Measure.COMPLEXITY, MOST, 100),
    ),
    Case(
        "U011",
        promised(3, scope=make.scope("CERT", 5)),
        "rule:R1/scope/term",
        "Rule R1 speaks of term 5; program NET has 4.",
        promised(3, scope=make.scope("CERT", 4)),
    ),
)
