"""U: rules of the college that are broken, not decided, or that cannot be judged as they are written."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from fourfold.domain.footing import Ground
from fourfold.domain.framework import Framework
from fourfold.domain.number import PLACES, exact
from fourfold.domain.problem import Place, Severity
from fourfold.domain.program import Program
from fourfold.domain.rule import COVERAGE_MEASURES, Comparator, Measure, Rule
from fourfold.engine.breaking import breaking
from fourfold.engine.checks.places import part_place
from fourfold.engine.checks.registry import Finding, Scene, at, registered
from fourfold.engine.coverage import Interval
from fourfold.engine.proof import Verdict
from fourfold.engine.rule_scope import may_promise, plans_of, programs_of
from fourfold.engine.rule_sentence import PER_CENT, describe
from fourfold.engine.rules import RuleResult, Subject, has_date, is_sensible

WEIGHTED = frozenset({Measure.MET_WEIGHT, Measure.PARTIAL})
OF_COURSES = frozenset({Measure.HOURS_PER_CREDIT, Measure.CONCENTRATED_WEEKS, Measure.CREDITS_PER_WEEK})
OF_CATEGORIES = OF_COURSES | {
    Measure.HOURS,
    Measure.CREDITS,
    Measure.HOURS_SHARE,
    Measure.ELECTIVE_SHARE,
    Measure.MODULES,
    Measure.COMMON_MODULES,
    Measure.COURSES,
}
OF_TERMS = COVERAGE_MEASURES | {Measure.TERM_CREDITS, Measure.WEEKLY_HOURS}
MOST_DEPTH = 3


def _verdicts(scene: Scene, verdict: Verdict) -> Iterator[RuleResult]:
    return (each for each in scene.results if each.verdict is verdict and each.value is not None)


def _finding(scene: Scene, result: RuleResult, severity: Severity) -> Finding:
    rule, subject = result.rule, result.subject
    sentence = describe(scene.index, rule=rule)
    said = at(
        _place(scene, subject),
        rule=rule.code,
        subject=subject.code if subject.term is None else f"{subject.code}, term {subject.term}",
        subject_zh=subject.code if subject.term is None else f"{subject.code}，第 {subject.term} 学期",
        sentence=sentence.in_language("en"),
        sentence_zh=sentence.in_language("zh"),
        **_broken_by(scene, result),
    )
    found, expected = _said(result.value, rule.measure), _expected(rule)
    return Finding(said.where, said.details, severity=severity, found=found, expected=expected, rule=rule.code)


def _broken_by(scene: Scene, result: RuleResult) -> dict[str, str]:
    """The codes of the electives that break a promise, of those that would have kept it, and of what is missed."""
    found = breaking(scene.index, rule=result.rule, proof=result.proof, limit=scene.limit) if result.proof else None
    if found is None:
        return {}
    courses = scene.index.courses
    return {
        "elected": ", ".join(courses[key].code for key in found.elected),
        "instead": ", ".join(courses[key].code for key in found.instead),
        "missed": ", ".join(scene.index.items[key].code for key in found.missed),
    }


def _expected(rule: Rule) -> str:
    """What a rule expects, in signs that need no language."""
    value = exact(rule.value)
    signs = {Comparator.AT_LEAST: "≥", Comparator.AT_MOST: "≤", Comparator.EQUAL: "="}
    said = f"{value}–{exact(rule.upper)}" if rule.upper is not None else f"{signs.get(rule.comparator, '')} {value}"
    return f"{said} %" if rule.measure in PER_CENT else said


def _place(scene: Scene, subject: Subject) -> Place:
    """The part that a subject stands in: a plan stands in its program."""
    if subject.noun != "plan":
        return Place(noun=subject.noun, key=subject.key, code=subject.code)
    program = scene.index.program_of_plan[subject.key]
    number = [plan.key for plan in program.plans].index(subject.key)
    return part_place(program, f"/plans/{number}")


def _said(value: Interval | None, measure: Measure) -> str:
    """What was found, outwards to two places, so that what is shown encloses what is."""
    if value is None:
        return "?"
    low, high = _hundredths(value.low), -_hundredths(-value.high)
    unit = " %" if measure in PER_CENT else ""
    return f"{_plain(low)}{unit}" if low == high else f"{_plain(low)}–{_plain(high)}{unit}"


def _between(scene: Scene, result: RuleResult) -> dict[str, str]:
    """Where the value of a rule that is not decided lies: `between 11 and 14 of 16`, in English and Chinese."""
    value, measure = result.value or Interval(low=Fraction(0), high=Fraction(0)), result.rule.measure
    low, high = (_said(Interval(low=end, high=end), measure) for end in (value.low, value.high))
    framework = scene.index.frameworks.get(result.rule.scope.framework or "")
    items = len(framework.leaves()) if framework and measure is Measure.ITEMS_MET else 0
    return {
        "between": f"between {low} and {high} of {items}" if items else f"between {low} and {high}",
        "between_zh": f"{items} 项中介于 {low} 与 {high} 之间" if items else f"介于 {low} 与 {high} 之间",
    }


def _hundredths(value: Fraction) -> int:
    return int(value * 10**PLACES // 1)


def _plain(hundredths: int) -> Decimal:
    return exact(Decimal(hundredths) / 10**PLACES)


@registered("U001")
def rule_broken(scene: Scene) -> Iterator[Finding]:
    """A rule that is certainly not kept; as severe as the rule says."""
    for result in _verdicts(scene, Verdict.BROKEN):
        yield _finding(scene, result, result.rule.severity)


@registered("U002")
def rule_not_decided(scene: Scene) -> Iterator[Finding]:
    """A rule that may be kept or not: never an error."""
    for result in _verdicts(scene, Verdict.NOT_DECIDED):
        severity = result.rule.severity
        found = _finding(scene, result, Severity.WARNING if severity is Severity.ERROR else severity)
        yield replace(found, details=(*found.details, *_between(scene, result).items()))


def _rules(scene: Scene) -> Iterator[Rule]:
    return iter(scene.index.cluster.rules)


@registered("U003")
def rule_speaks_of_nothing(scene: Scene) -> Iterator[Finding]:
    """A sensible rule without anything in its scope."""
    judged = {result.rule.key for result in scene.results}
    for rule in _rules(scene):
        told = rule.is_promise and plans_of(scene.index, rule)  # U004 or U005 says why
        if rule.key not in judged and not told and is_sensible(scene.index, rule=rule):
            sentence = describe(scene.index, rule=rule)
            english, chinese = sentence.in_language("en"), sentence.in_language("zh")
            yield at(part_place(rule, "/scope"), rule=rule.code, sentence=english, sentence_zh=chinese)


@registered("U004")
def promise_without_sitting(scene: Scene) -> Iterator[Finding]:
    """A promise without a term, of a plan that never sits its framework."""
    for rule, framework in _promises(scene):
        for plan in plans_of(scene.index, rule):
            program = scene.index.program_of_plan[plan.key]
            promised = may_promise(scene.index, program, framework.key)
            if promised and not has_date(scene.index, rule=rule, plan=plan.key):
                yield at(part_place(rule, "/scope"), rule=rule.code, plan=plan.code, framework=framework.code)


def _promises(scene: Scene) -> Iterator[tuple[Rule, Framework]]:
    for rule in _rules(scene):
        framework = scene.index.frameworks.get(rule.scope.framework or "")
        if rule.is_promise and framework is not None:
            yield rule, framework


@registered("U005")
def promise_not_recommended(scene: Scene) -> Iterator[Finding]:
    """A promise of a certification that a named program does not recommend."""
    for rule, framework in _promises(scene):
        for program in programs_of(scene.index, rule):
            if not may_promise(scene.index, program, framework.key):
                where = part_place(rule, "/scope/programs")
                yield at(where, rule=rule.code, framework=framework.code, program=program.code)


@registered("U006")
def rule_bounds_odd(scene: Scene) -> Iterator[Finding]:
    """Bounds that are missing, too many or the wrong way round."""
    for rule in _rules(scene):
        between = rule.comparator is Comparator.BETWEEN
        if (rule.upper is not None) != between or (rule.upper is not None and rule.upper < rule.value):
            upper = "–" if rule.upper is None else rule.upper
            where = part_place(rule, "/upper")
            yield at(where, rule=rule.code, comparator=rule.comparator.value, value=rule.value, upper=upper)


@registered("U007")
def promise_without_framework(scene: Scene) -> Iterator[Finding]:
    """A rule about coverage of nothing."""
    for rule in _rules(scene):
        if rule.is_promise and rule.scope.framework is None:
            yield at(part_place(rule, "/scope/framework"), rule=rule.code)


@registered("U008")
def threshold_out_of_range(scene: Scene) -> Iterator[Finding]:
    """A value that the measure never reaches."""
    for rule in _rules(scene):
        most = _most(scene, rule)
        value = rule.value if rule.upper is None else max(rule.value, rule.upper)
        if most is not None and value > most:
            where = part_place(rule, "/value")
            yield at(where, rule=rule.code, value=value, measure=rule.measure.value, most=most)


def _most(scene: Scene, rule: Rule) -> int | None:
    framework = scene.index.frameworks.get(rule.scope.framework or "")
    if rule.measure is Measure.ITEMS_MET:
        return len(framework.leaves()) if framework else None
    if rule.measure is Measure.LEAST_DEPTH:
        return MOST_DEPTH
    return 100 if rule.measure in PER_CENT else None


@registered("U009")
def promise_on_doubtful_weights(scene: Scene) -> Iterator[Finding]:
    """A weighted promise where weights are unknown or made up."""
    for rule, framework in _promises(scene):
        weights = _doubt(framework)
        if rule.measure in WEIGHTED and weights:
            names = {"rule": rule.code, "measure": rule.measure.value, "framework": framework.code}
            yield at(part_place(rule, "/measure"), **names, weights=weights)


def _doubt(framework: Framework) -> str:
    if framework.footing.ground is Ground.ILLUSTRATIVE:
        return "illustrative"
    return "unknown" if all(item.weight is None for item in framework.walk()) else ""


@registered("U010")
def scope_not_read(scene: Scene) -> Iterator[Finding]:
    """A side of the scope that the rule's measure does not look at."""
    for rule in _rules(scene):
        for field in _unread(rule):
            yield at(part_place(rule, f"/scope/{field}"), rule=rule.code, field=field, measure=rule.measure.value)


def _unread(rule: Rule) -> Iterator[str]:
    scope, measure = rule.scope, rule.measure
    if scope.framework is not None and measure not in COVERAGE_MEASURES:
        yield "framework"
    if scope.term is not None and measure not in OF_TERMS:
        yield "term"
    if scope.categories and measure not in OF_CATEGORIES:
        yield "categories"
    if scope.courses and measure not in OF_COURSES | {Measure.COURSES}:
        yield "courses"
    if (scope.programs or scope.training_types) and measure is Measure.COMMON_MODULES:
        yield "programs" if scope.programs else "training_types"


@registered("U011")
def rule_beyond_program(scene: Scene) -> Iterator[Finding]:
    """A term that a program in the rule's scope does not have."""
    for rule in _rules(scene):
        for program in programs_of(scene.index, rule) if rule.measure in OF_TERMS else ():
            yield from _beyond(rule, program)


def _beyond(rule: Rule, program: Program) -> Iterator[Finding]:
    term = rule.scope.term
    if term is not None and term > program.terms:
        where = part_place(rule, "/scope/term")
        yield at(where, rule=rule.code, term=term, program=program.code, terms=program.terms)
