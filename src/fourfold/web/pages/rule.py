"""Rules: what each asks, what was found, and for a broken promise the choice that breaks it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.domain.module import Module
from fourfold.domain.plan import Plan
from fourfold.domain.problem import Severity
from fourfold.domain.text import Text
from fourfold.engine.proof import Verdict
from fourfold.engine.rules import RuleResult, Subject
from fourfold.web.pages import choice, found, nouns, promise, standing, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.choice import Told
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.wording import SEVERITY_TONES, Words, reading_language
from fourfold.web.pages.workbench import editing, rule_edits
from fourfold.web.safe import require_safe

VERDICTS: dict[Verdict, Words] = {
    Verdict.KEPT: gettext_lazy("kept"),
    Verdict.BROKEN: gettext_lazy("broken"),
    Verdict.NOT_DECIDED: gettext_lazy("not decided"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A rule judged for one noun of its scope."""

    code: str
    promise: bool
    subject_code: str
    title: Text
    subject: Named | None
    verdict: Words
    conditional: bool
    tone: str
    value: str
    asked: str
    href: str
    why: str
    witness: Told | None
    witness_title: Words
    witness_said: str
    said: str
    repair: Named | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule that is kept, with everything that keeps it."""

    title: Text
    asked: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RulesPage:
    """Every rule of the cluster: what is broken or not decided, and rule by rule what is kept."""

    frame: Frame
    pressing: tuple[Row, ...]
    kept: tuple[Kept, ...]


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show every rule, the broken ones first."""
    shown, address = opened(request, institution, cluster, state=state), Address(institution, cluster, state)
    given = {"deeds": editing(request, shown, new=("rule",)), "edits": rule_edits(request, shown)}
    return render(request, "rules.html", {"page": page(shown, address), **given})


def page(opened: Opened, address: Address) -> RulesPage:
    """What the page of rules shows."""
    rows = of_all(opened, address)
    good = sorted((row for row in rows if row.tone == "good"), key=lambda row: row.code)
    groups = (tuple(group) for _code, group in groupby(good, key=lambda row: row.code))
    return RulesPage(
        frame=frame(opened, address, "problems"),
        pressing=tuple(row for row in rows if row.tone != "good"),
        kept=tuple(Kept(group[0].title, group[0].asked, group) for group in groups),
    )


def of_all(opened: Opened, address: Address) -> tuple[Row, ...]:
    """Every rule for every noun of its scope, the broken first, then the undecided."""
    return _ordered(_row(opened, address, result) for result in opened.rules())


def of_plan(opened: Opened, address: Address, plan: Plan) -> tuple[Row, ...]:
    """The rules about a plan or its program: promises first, then the rest, the broken first in each."""
    program = opened.index.program_of_plan[plan.key]
    mine = [result for result in opened.rules() if result.subject.key in (plan.key, program.key)]
    promises = [result for result in mine if result.rule.is_promise]
    others = [result for result in mine if not result.rule.is_promise]
    return tuple(row for part in (promises, others) for row in _merged(opened, address, part))


def _merged(opened: Opened, address: Address, results: list[RuleResult]) -> tuple[Row, ...]:
    """One row a rule: of a rule about every term, the worst term stands for all."""
    by_rule: dict[str, RuleResult] = {}
    for result in results:
        known = by_rule.get(result.rule.key)
        if known is None or _ORDER[result.verdict] < _ORDER[known.verdict]:
            by_rule[result.rule.key] = result
    return _ordered(_row(opened, address, result, about_plan=True) for result in by_rule.values())


_ORDER = {Verdict.BROKEN: 0, Verdict.NOT_DECIDED: 1, Verdict.KEPT: 2}
_TONE_ORDER = {"bad": 0, "warn": 1, "quiet": 2, "good": 3}


def _ordered(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: _TONE_ORDER[row.tone]))


def _row(opened: Opened, address: Address, result: RuleResult, *, about_plan: bool = False) -> Row:
    index, rule = opened.index, result.rule
    told = choice.told(index, address, result.witness) if result.verdict is Verdict.BROKEN else None
    return Row(
        code=rule.code,
        promise=rule.is_promise,
        subject_code=_subject_code(result.subject),
        title=rule.title,
        subject=_subject(opened, address, result.subject, about_plan=about_plan),
        verdict=_verdict(opened, result),
        conditional=_module(opened, result) is not None,
        tone=_tone(result),
        value=found.value(opened, result),
        asked=found.asked(rule),
        href=found.evidence(opened, address, result),
        why=_why(opened, result),
        witness=told,
        witness_title=gettext_lazy("a choice that breaks it"),
        witness_said=promise.witness(opened, result),
        said="" if result.verdict is Verdict.KEPT else promise.sentence(opened, result),
        repair=promise.repair(opened, address, result),
    )


def _module(opened: Opened, result: RuleResult) -> Module | None:
    """The module that a verdict is about those who take it, where it is not about everybody."""
    key = result.proof.taking if result.proof else None
    return opened.index.modules.get(key or "")


def _verdict(opened: Opened, result: RuleResult) -> Words:
    module = _module(opened, result)
    return VERDICTS[result.verdict] if module is None else standing.on_condition(VERDICTS[result.verdict], module.title)


def _subject_code(subject: Subject) -> str:
    return f"{subject.code}-T{subject.term}" if subject.term else subject.code


def _subject(opened: Opened, address: Address, subject: Subject, *, about_plan: bool) -> Named | None:
    """What the figure is of; the page of a plan need not say so, and a figure names its term itself."""
    if about_plan:
        return None
    known = nouns.of_key(opened.index, address, subject.key)
    if known is None:
        return Named(subject.code)
    program = opened.index.program_of_plan.get(subject.key)
    if program is None:
        return Named(known.title, known.href)
    name = taking.name_of(opened.index.plans[subject.key])
    said = name.in_language(reading_language()) if isinstance(name, Text) else str(name)
    return Named(f"{program.title.in_language(reading_language())}, {said}", known.href)


def _tone(result: RuleResult) -> str:
    if result.verdict is Verdict.KEPT:
        return "good"
    if result.verdict is Verdict.NOT_DECIDED:
        return "warn"
    return SEVERITY_TONES[result.rule.severity] if result.rule.severity is not Severity.INFO else "quiet"


def _why(opened: Opened, result: RuleResult) -> str:
    """When a promise is judged, and for whom it holds."""
    proof = result.proof
    if proof is None or proof.when is None or not result.rule.is_promise:
        return ""
    index = opened.index
    said = [standing.moment_in_words(index, index.program_of_plan[proof.plan], proof.when)]
    if proof.taking and proof.taking in index.modules:
        module = index.modules[proof.taking].title.in_language(reading_language())
        said.append(_("for those who take %(module)s") % {"module": module})
    return " · ".join(said)
