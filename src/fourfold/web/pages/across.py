"""Every program against every framework: guaranteed and reachable, at the sitting or by the end of a term."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.actions import across
from fourfold.domain.framework import Framework, FrameworkKind
from fourfold.domain.plan import Plan
from fourfold.domain.program import Program
from fourfold.domain.rule import Measure
from fourfold.domain.text import Text
from fourfold.engine.guarantee import Assurance, Range
from fourfold.engine.index import Index
from fourfold.engine.proof import Verdict
from fourfold.web.pages import resolving, saved, standing, taking
from fourfold.web.pages.address import Address
from fourfold.web.pages.frame import Frame, frame
from fourfold.web.pages.lens import Choice, Swatch
from fourfold.web.pages.nouns import Named
from fourfold.web.pages.opened import Opened, opened
from fourfold.web.pages.shares import short
from fourfold.web.pages.wording import KINDS_MANY, Words, reading_language
from fourfold.web.safe import require_safe

MEASURES: dict[Measure, Words] = {
    Measure.ITEMS_MET: gettext_lazy("Items met"),
    Measure.MET_WEIGHT: gettext_lazy("Met weight"),
    Measure.PARTIAL: gettext_lazy("Partial"),
}
STEPS = (Fraction(1, 5), Fraction(2, 5), Fraction(3, 5), Fraction(4, 5), Fraction(1))
"""From which guaranteed share on the scale's steps 2 to 6 begin; step 1 is more than nothing."""
LEGEND = (
    Swatch("s0", "0"),
    Swatch("s1", "> 0"),
    *(Swatch(f"s{step}", f"≥ {least * 100} %") for step, least in enumerate(STEPS[:-1], 2)),
    Swatch("s6", "100 %"),
    Swatch("su", gettext_lazy("unknown")),
)
_VERDICTS: dict[Verdict, tuple[str, Words]] = {
    Verdict.KEPT: ("good", gettext_lazy("kept")),
    Verdict.BROKEN: ("bad", gettext_lazy("broken")),
    Verdict.NOT_DECIDED: ("warn", gettext_lazy("not decided")),
}
"""The tone and the words of each verdict."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Guaranteed, reachable and promised as a bar writes them: per cent of the whole."""

    low_percent: str
    high_percent: str
    promised_percent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A plan against a framework; `named`: its program names that framework."""

    framework: Text
    href: str
    tone: str
    figure: str
    unit: str
    aside: Words
    bar: Bar | None
    promised: str
    verdict: Words
    verdict_tone: str
    spoken: str
    named: bool
    condition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A plan of a program."""

    program: Named
    plan: Words | Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A framework at the head of its column."""

    name: Named
    version: str
    age: standing.Age


@dataclass(frozen=True, slots=True)
class Group:
    """The frameworks of one kind."""

    code: str
    title: Words
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked at: a kind of framework or all, a measure, the end of a term or the sitting."""

    kind: FrameworkKind | None
    measure: Measure
    term: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage:
    """Programs by frameworks."""

    frame: Frame
    kinds: tuple[Choice, ...]
    measures: tuple[Choice, ...]
    terms: tuple[Choice, ...]
    legend: tuple[Swatch, ...]
    summary: str
    groups: tuple[Group, ...]


@require_safe
def show(request: HttpRequest, institution: str, cluster: str, state: str) -> HttpResponse:
    """Show the matrix by the measure and the term asked for."""
    found = opened(request, institution, cluster, state=state)
    kind, measure, term = (request.GET.get(each, "") for each in ("kind", "measure", "term"))
    asked = _asked(found.index, kind, measure, term)
    shown = page(found, Address(institution, cluster, state), asked)
    return render(request, "across.html", {"page": shown, "saved": saved.of(request, institution, cluster)})


def _asked(index: Index, kind: str, measure: str, term: str) -> Asked:
    """What the query asks; what there is not is not there."""
    kinds = {each.value: each for each in FrameworkKind}
    measures = {each.value: each for each in MEASURES}
    terms = {str(each): each for each in across.terms(index)}
    for said, known in ((kind, kinds), (measure, measures), (term, terms)):
        if said and said not in known:
            raise resolving.NotHere(_("The matrix cannot be shown by %(asked)s.") % {"asked": resolving.echoed(said)})
    return Asked(kinds.get(kind), measures.get(measure, Measure.ITEMS_MET), terms.get(term))


def page(opened: Opened, address: Address, asked: Asked) -> MatrixPage:
    """What the matrix shows."""
    groups = tuple(
        found
        for kind in FrameworkKind
        if asked.kind in {None, kind} and (found := _group(opened, address, kind, asked)).heads
    )
    return MatrixPage(
        frame=frame(opened, address, "matrix"),
        kinds=tuple(Choice(kind.value, KINDS_MANY[kind], kind is asked.kind) for kind in FrameworkKind),
        measures=tuple(Choice(each.value, name, each is asked.measure) for each, name in MEASURES.items()),
        terms=tuple(
            Choice(str(term), _("after term %(term)d") % {"term": term}, term == asked.term)
            for term in across.terms(opened.index)
        ),
        legend=LEGEND,
        summary=_summary(groups),
        groups=groups,
    )


def _group(opened: Opened, address: Address, kind: FrameworkKind, asked: Asked) -> Group:
    index = opened.index
    frameworks = [each for each in index.frameworks.values() if each.kind is kind]
    heads = tuple(
        Head(
            Named(each.title, address.to("framework", each.code), code=each.code),
            _version(each),
            standing.age(each, opened.today),
        )
        for each in frameworks
    )
    rows = tuple(
        Row(
            program=Named(program.title, address.to("program", program.code, query=_plan(program, plan))),
            plan=taking.name_of(plan) if len(program.plans) > 1 else "",
            cells=tuple(_cell(opened, address, plan, each, asked) for each in frameworks),
        )
        for program in index.programs.values()
        for plan in program.plans
    )
    return Group(kind.value, KINDS_MANY[kind], heads, rows)


def _version(framework: Framework) -> str:
    """The version, where the title does not say it."""
    version = framework.version or ""
    return "" if version in framework.title.in_language(reading_language()) else version


def _plan(program: Program, plan: Plan) -> dict[str, str | int | None]:
    return {"plan": None if plan == program.plans[0] else plan.code}


def _cell(opened: Opened, address: Address, plan: Plan, framework: Framework, asked: Asked) -> Cell:
    index = opened.index
    found = across.cell(opened, plan=plan, framework=framework, measure=asked.measure, term=asked.term)
    return _Drawing(found).cell(
        framework=framework.title,
        href=standing.evidence(address, index, plan, framework, found.when),
        moment=standing.moment_in_words(index, index.program_of_plan[plan.key], found.when),
        condition=standing.taking_words(index, found.taking),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A range on its scale: counts of items, or shares shown per cent."""

    of: across.Cell

    @property
    def found(self) -> Range | None:
        return self.of.found

    @property
    def promised(self) -> Fraction | None:
        return self.of.promised

    @property
    def answer(self) -> Assurance:
        return self.of.answer

    @property
    def whole(self) -> int:
        return self.answer.items if self.of.measure is Measure.ITEMS_MET else 1

    @property
    def times(self) -> int:
        return 1 if self.of.measure is Measure.ITEMS_MET else 100

    @property
    def unit(self) -> str:
        return f"/ {self.answer.items}" if self.of.measure is Measure.ITEMS_MET else "%"

    def cell(self, *, framework: Text, href: str, moment: str, condition: str) -> Cell:
        figure, aside = self._figure(), self._aside()
        tone, verdict = self._judged()
        promised = "" if self.promised is None else short(self.promised * self.times)
        said = [
            moment,
            *([condition] if condition else []),
            _("guaranteed to reachable: %(figure)s") % {"figure": figure} if self.found else str(aside),
        ]
        if promised:
            said.append(_("promised %(promised)s: %(verdict)s") % {"promised": promised, "verdict": verdict})
        return Cell(
            framework=framework,
            href=href,
            tone=self._tone(),
            figure=figure,
            unit=self.unit if self.found else "",
            aside=aside,
            bar=self._bar(),
            promised=promised,
            verdict=verdict,
            verdict_tone=tone,
            spoken=", ".join(said),
            named=self.of.named,
            condition=condition,
        )

    def _figure(self) -> str:
        if self.found is None:
            return ""
        low, high = short(self.found.guaranteed.bound * self.times), short(self.found.reachable.bound * self.times)
        return low if low == high else f"{low}–{high}"

    def _aside(self) -> Words:
        if self.answer.infeasible is not None:
            return gettext_lazy("no legal choice")
        if self.found is None:
            return gettext_lazy("unknown")
        return "" if self.found.decided else gettext_lazy("not decided")

    def _tone(self) -> str:
        if self.answer.infeasible is not None:
            return "none"
        return "su" if self.found is None else step_of(self.found.guaranteed.bound / self.whole)

    def _bar(self) -> Bar | None:
        if self.found is None:
            return None
        ends = (self.found.guaranteed.bound, self.found.reachable.bound, self.promised)
        low, high, promised = (None if each is None else f"{float(100 * each / self.whole):.2f}" for each in ends)
        return Bar(low or "0", high or "0", promised)

    def _judged(self) -> tuple[str, Words]:
        return _VERDICTS[self.of.verdict] if self.of.verdict else ("", "")


def step_of(share: Fraction) -> str:
    """The step of the scale for a guaranteed share.

    >>> [step_of(Fraction(share, 10)) for share in (0, 1, 2, 9, 10)]
    ['s0', 's1', 's2', 's5', 's6']
    """
    return f"s{max((step for step, least in enumerate(STEPS, 2) if share >= least), default=int(share > 0))}"


def _summary(groups: tuple[Group, ...]) -> str:
    """What comes of the promises that can be seen."""
    tones = [cell.verdict_tone for group in groups for row in group.rows for cell in row.cells if cell.promised]
    if not tones:
        return _("Nothing is promised by this measure at this time.")
    said = ngettext("%(count)d promise is shown here", "%(count)d promises are shown here", len(tones))
    counts = {"kept": tones.count("good"), "broken": tones.count("bad"), "open": tones.count("warn")}
    how = _("%(kept)d kept, %(broken)d broken, %(open)d not decided") % counts
    return _("%(promises)s: %(how)s.") % {"promises": said % {"count": len(tones)}, "how": how}
