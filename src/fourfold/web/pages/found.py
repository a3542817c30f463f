"""What a rule found and what it asks: figures with their units, and where each has its evidence."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from fourfold.domain.number import exact
from fourfold.domain.rule import COVERAGE_MEASURES, Comparator, Measure, Rule
from fourfold.engine.guarantee import Extreme, Range
from fourfold.engine.hours import HOUR_MEASURES, hours_range
from fourfold.engine.index import Index
from fourfold.engine.kept import kept
from fourfold.engine.loads import LOAD_MEASURES, load_ranges
from fourfold.engine.proof import Verdict
from fourfold.engine.rule_sentence import PER_CENT
from fourfold.engine.rules import RuleResult
from fourfold.web.pages import shares, standing
from fourfold.web.pages.address import Address
from fourfold.web.pages.opened import Opened
from fourfold.web.pages.wording import RANKS, Words

SIGNS: dict[Comparator, str] = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.EQUAL: "=",
    Comparator.BETWEEN: "",
}
_CREDITS = ngettext_lazy("%(said)s credit", "%(said)s credits", "count")
_UNITS = {
    Measure.ITEMS_MET: ngettext_lazy("%(said)s item", "%(said)s items", "count"),
    Measure.HOURS: gettext_lazy("%(said)s h"),
    Measure.CREDITS: _CREDITS,
    Measure.TERM_CREDITS: _CREDITS,
    Measure.WEEKLY_HOURS: gettext_lazy("%(said)s h a week"),
    Measure.MODULES: ngettext_lazy("%(said)s module", "%(said)s modules", "count"),
    Measure.COMMON_MODULES: ngettext_lazy("%(said)s common module", "%(said)s common modules", "count"),
    Measure.COURSES: ngettext_lazy("%(said)s course", "%(said)s courses", "count"),
    Measure.RECOMMENDED_CERTIFICATIONS: ngettext_lazy("%(said)s certification", "%(said)s certifications", "count"),
    Measure.HOURS_PER_CREDIT: gettext_lazy("%(said)s h a credit"),
    Measure.CONCENTRATED_WEEKS: ngettext_lazy("%(said)s week", "%(said)s weeks", "count"),
    Measure.CREDITS_PER_WEEK: ngettext_lazy("%(said)s credit a week", "%(said)s credits a week", "count"),
}


@dataclass(frozen=True, slots=True)
class _Span:
    """From the least to the greatest value; `apart` where the value itself is somewhere in between."""

    low: Fraction
    high: Fraction
    apart: bool = False


def value(opened: Opened, result: RuleResult) -> str:
    """What was found, as `15 of 16 items` or `26–30 h a week, term 4`: the term that decides."""
    if result.value is None:
        return _("no value")
    undecided = result.verdict is Verdict.NOT_DECIDED
    reached = None if undecided else _reached(opened, result)
    return _said(opened.index, result, reached or _Span(result.value.low, result.value.high))


def between(opened: Opened, result: RuleResult) -> str:
    """What is known of a value that decides nothing, rounded outwards: `between 11 and 14 of 16 items`."""
    if result.value is None:
        return _("no value")
    return _said(opened.index, result, _Span(result.value.low, result.value.high, apart=True))


def least(guaranteed: Extreme) -> str:
    """How many items are guaranteed: `15`, or `between 11 and 14` where that is not known exactly."""
    return _plain(_Span(guaranteed.bound, guaranteed.best, apart=True))


def _said(index: Index, result: RuleResult, span: _Span) -> str:
    if result.rule.measure is Measure.ITEMS_MET:
        return _of_items(index, result.rule, span)
    said, term = _with_unit(result.rule.measure, span), result.subject.term
    return said if term is None else _("%(said)s, term %(term)d") % {"said": said, "term": term}


def asked(rule: Rule) -> str:
    """What a rule asks, as `≥ 14 items`, `10–20 %`, `≥ reinforce`."""
    low = Fraction(rule.value)
    high = low if rule.upper is None else Fraction(rule.upper)
    return f"{SIGNS[rule.comparator]} {_with_unit(rule.measure, _Span(low, high), places=2)}".strip()


def _of_items(index: Index, rule: Rule, span: _Span) -> str:
    framework = index.frameworks[rule.scope.framework or ""]
    items = Fraction(len(framework.leaves()))
    return _("%(said)s of %(items)s") % {
        "said": _plain(span),
        "items": _with_unit(rule.measure, _Span(items, items)),
    }


def _with_unit(measure: Measure, span: _Span, *, places: int = 1) -> str:
    if measure is Measure.LEAST_DEPTH:
        return _depths(span)
    said = _plain(span, places=places)
    if measure in PER_CENT:
        return f"{said} %"
    unit: Words | None = _UNITS.get(measure)
    single = span.low == span.high == 1
    return said if unit is None else str(unit % {"count": 1 if single else 2, "said": said})


def _depths(span: _Span) -> str:
    """Depths in words, where the ends are ranks."""
    words = [str(RANKS[int(end)]) if end in RANKS else shares.short(end) for end in (span.low, span.high)]
    return _joined(words, span)


def _plain(span: _Span, *, places: int = 1) -> str:
    outwards = (ROUND_FLOOR, ROUND_CEILING) if span.apart else (ROUND_HALF_EVEN, ROUND_HALF_EVEN)
    ends = zip((span.low, span.high), outwards, strict=True)
    return _joined([_rounded(end, places, rounding) for end, rounding in ends], span)


def _rounded(end: Fraction, places: int, rounding: str) -> str:
    exactly = Decimal(end.numerator) / end.denominator
    return f"{exact(exactly.quantize(Decimal(1).scaleb(-places), rounding=rounding)):,}"


def _joined(ends: list[str], span: _Span) -> str:
    low, high = ends
    if low == high:
        return low
    return _("between %(low)s and %(high)s") % {"low": low, "high": high} if span.apart else f"{low}–{high}"


def _reached(opened: Opened, result: RuleResult) -> _Span | None:
    """Least and most over all choices, of hours, credits and loads: what decides is one end of it."""
    found = _range(opened, result)
    if found is None:
        return None
    times = 100 if result.rule.measure in PER_CENT else 1
    return _Span(found.guaranteed.bound * times, found.reachable.bound * times)


def _range(opened: Opened, result: RuleResult) -> Range | None:
    index, rule, proof = opened.index, result.rule, result.proof
    if proof is None:
        return None
    if rule.measure in LOAD_MEASURES and proof.when is not None:
        key = ("load ranges", proof.plan, rule.measure)
        terms = kept(index, key, lambda: load_ranges(index, plan=proof.plan, measure=rule.measure))
        return dict(terms or ()).get(proof.when.term or 0)
    if rule.measure in HOUR_MEASURES:
        categories = () if rule.measure is Measure.PRACTICE_SHARE else rule.scope.categories
        return kept(
            index,
            ("hours range", proof.plan, rule.measure, categories),
            lambda: hours_range(index, plan=proof.plan, measure=rule.measure, categories=categories),
        )
    return None


def evidence(opened: Opened, address: Address, result: RuleResult) -> str:
    """Where a figure can be checked: the page of evidence, the board's term, the hours, the course, the modules."""
    index, subject, rule = opened.index, result.subject, result.rule
    if rule.measure in COVERAGE_MEASURES:
        return _coverage(opened, address, result)
    if subject.noun == "course":
        return address.to("course", subject.code)
    if rule.measure is Measure.COMMON_MODULES:
        return address.to("modules")
    plan = index.plans.get(subject.key)
    program = index.program_of_plan[plan.key] if plan else index.programs.get(subject.key)
    if program is None:
        return ""
    query: dict[str, str | int | None] = {"plan": plan.code if plan and plan != program.plans[0] else None}
    return address.to("program", program.code, query=query, anchor=_anchor(result))


def _anchor(result: RuleResult) -> str:
    if result.subject.term is not None:
        return f"term-{result.subject.term}"
    return "hours" if result.rule.measure in HOUR_MEASURES else ""


def _coverage(opened: Opened, address: Address, result: RuleResult) -> str:
    index, framework = opened.index, result.rule.scope.framework
    if result.proof is None or result.proof.when is None or framework is None or result.proof.plan not in index.plans:
        return ""
    plan = index.plans[result.proof.plan]
    return standing.evidence(address, index, plan, index.frameworks[framework], result.proof.when)
